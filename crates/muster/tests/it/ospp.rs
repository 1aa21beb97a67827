//! `muster ospp`: the documented options, labels and frames.

use crate::command::{run, text};
use muster_testbed::harness::{
    http,
    world::{World, ledger},
};
use muster_testbed::mak;
use std::{os::unix::fs::symlink, process::Command};

struct Site {
    world: World,
    state: String,
}

impl Site {
    fn new() -> Self {
        let world = World::in_real_time();
        drop(world.client("pc"));
        let state = world.path("pc").to_str().expect("a path").to_owned();
        Self { world, state }
    }

    fn ospp(&self, word: &str) -> (i32, String) {
        self.in_language("en", word)
    }

    fn in_language(&self, lang: &str, word: &str) -> (i32, String) {
        let global = ["--state", &self.state, "--lang", lang, "ospp"];
        let machine =
            ["--identity", "pc", "--machine-name", "pc", "--name-server", "127.0.0.1:1", "--domain", "corp.test"];
        let output = run([&global[..], &machine, &[word]].concat());
        (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
    }
}

const BEGIN: &str = "---Processing--------------------------\n---------------------------------------\n";
const END: &str = "---------------------------------------\n---Exiting-----------------------------\n";

fn inner(text: &str) -> &str {
    let begun = text.strip_prefix(BEGIN).unwrap_or_else(|| panic!("{text}"));
    begun.split(END).next().unwrap_or_default()
}

#[test]
fn the_status_of_a_client_in_the_documented_words() {
    let site = Site::new();
    let host = site.world.running_host(&site.world.setup("kms", None));
    let (_, shown) = site.ospp("/dstatus");
    let block = inner(&shown);
    assert!(
        block.contains("SKU ID: 4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01\nLICENSE NAME: Ledger 9 Professional\n"),
        "{shown}"
    );
    assert!(
        block.contains("VOLUME_KMSCLIENT channel\nLICENSE STATUS:  ---OOB_GRACE---\nREMAINING GRACE: 30 days  ("),
        "{shown}"
    );
    assert!(block.contains("\tDNS auto-discovery: KMS name not available\n\tActivation Interval: 120 minutes\n\tRenewal Interval: 10080 minutes\n\tKMS host caching: Enabled\n"), "{shown}");
    assert!(inner(&site.ospp("/dhistorykms").1).contains("No KMS activation events found on machine: pc\n"));
    let (code, failed) = site.ospp("/act");
    assert_eq!(code, 1);
    assert!(
        failed.contains("Installed product key detected - attempting to activate the following product:\n"),
        "{failed}"
    );
    assert!(failed.contains("ERROR CODE: 0x8007232A\nERROR DESCRIPTION: the DNS server failed\n"), "{failed}");
    assert!(site.in_language("ja", "/act").1.contains("ERROR DESCRIPTION: DNS サーバーでエラーが発生しました。\n"));
    let (_, history) = site.ospp("/dhistorykms");
    assert!(history.contains("Event ID: 8198\n") && history.contains("ERROR/HOST: hr=0x8007232A, SkuId="), "{history}");
    for number in 0..25 {
        let request = http::request(number, ledger(&site.world), site.world.now());
        http::activate(host.address(), &request);
    }
    assert_eq!(inner(&site.ospp("/sethst:127.0.0.1").1), "Successfully applied setting.\n");
    assert_eq!(inner(&site.ospp(&format!("/setprt:{}", host.address().port())).1), "Successfully applied setting.\n");
    assert!(site.ospp("/act").1.contains("<Product activation successful>\n"));
    let (_, shown) = site.ospp("-dstatus");
    assert!(
        shown.contains("LICENSE STATUS:  ---LICENSED---\n")
            && shown.contains("\tKMS machine registry override defined: 127.0.0.1:"),
        "{shown}"
    );
    let (_, history) = site.ospp("/dhistorykms");
    assert!(history.contains("Event ID: 12288\nCoordinated Universal Time Written: 20"), "{history}");
    assert!(history.contains("ERROR/HOST: 0x00000000, 0x00000000, 127.0.0.1\nERROR DESCRIPTION: N/A\n"), "{history}");
    let (_, all) = site.ospp("/dstatusall");
    assert!(all.contains("LICENSE NAME: Draft 3\n") && all.contains("---UNLICENSED---\n"), "{all}");
}

#[test]
fn every_other_option_answers() {
    let site = Site::new();
    let applied = "Successfully applied setting.\n";
    let cases = [
        ("/cachst:FALSE", applied),
        ("/actype:2", applied),
        ("/skms-domain:corp.test", applied),
        ("/ckms-domain", applied),
        ("/remhst", applied),
        ("/puserops", applied),
        ("/duserops", applied),
        ("/stokflag", applied),
        ("/ctokflag", applied),
        ("/dtokils", "<No licenses found>\n"),
        ("/dtokcerts", "<No certificates found>\n"),
        (
            "/dhistoryacterr",
            "Searching for Internet activation failure events on machine: pc\nNo failure events found on machine: pc\n",
        ),
        (
            "/ddescr:0xC004F038",
            "ERROR CODE: 0xC004F038\nERROR DESCRIPTION: the count reported by the activation host is insufficient\n",
        ),
        ("/version", concat!(env!("CARGO_PKG_VERSION"), "\n")),
        ("/rearm", "Product rearm successful.\n"),
        ("/unpkey:ZZZZZ", "<Product key not found>\n"),
    ];
    for (option, expected) in cases {
        assert_eq!(inner(&site.ospp(option).1), expected, "{option}");
    }
    assert!(inner(&site.ospp("/dcmid").1).starts_with("Client Machine ID (CMID): "));
    assert!(site.ospp("/dstatus").1.contains("KMS host caching: Disabled\n"));
    let key = site.world.vendor.authority.issue_keys(&mak(1, 1), site.world.now()).expect("a MAK")[0];
    assert_eq!(inner(&site.ospp(&format!("/inpkey:{}", key.reveal())).1), "<Product key installation successful>\n");
    assert!(inner(&site.ospp("/dinstid").1).starts_with("Installation ID for: Ledger 9 Professional: "));
    let (code, refused) = site.ospp("/actcid:123");
    assert!(code == 1 && refused.contains("0xC004F02F") && refused.contains("---Exiting---"), "{refused}");
    assert_eq!(
        inner(&site.ospp(&format!("/unpkey:{}", key.partial())).1),
        "Uninstalling product key for: Ledger 9 Professional\n<Product key uninstall successful>\n"
    );
    assert_eq!(inner(&site.ospp("/dstatus").1), "<No installed product keys detected>\n");
}

#[test]
fn what_is_not_understood_is_answered_with_the_usage_or_the_reason() {
    let site = Site::new();
    for word in ["/nonsense", "dstatus"] {
        let (code, usage) = site.ospp(word);
        assert!(code == 2 && usage.starts_with("Usage: muster ospp /Option[:Value]"), "{word}: {usage}");
    }
    for (word, expected) in [
        ("/inpkey", "/inpkey needs a product key: /inpkey:VALUE"),
        ("/setprt:none", "'none' is not a port"),
        ("/cachst:PERHAPS", "'PERHAPS' is not TRUE or FALSE"),
        ("/act:now", "/act takes no value"),
        ("/actype:9", "'9' is not a type"),
    ] {
        let (code, told) = site.ospp(word);
        assert!(code == 2 && told.contains(expected), "{word}: {told}");
    }
}

/// A link with the documented name is the documented tool.
#[test]
fn links_named_slmgr_and_ospp_are_those_tools() {
    let site = Site::new();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, option, expected) in [
        ("slmgr", "/dli", "License Status: Initial grace period\n"),
        ("ospp", "/dstatus", "LICENSE STATUS:  ---OOB_GRACE---\n"),
    ] {
        let link = folder.path().join(name);
        symlink(env!("CARGO_BIN_EXE_muster"), &link).expect("a link");
        let mut command = Command::new(&link);
        command.arg(option).env_clear().env("MUSTER_STATE", &site.state).env("MUSTER_IDENTITY", "pc");
        let printed = text(&command.output().expect("it runs").stdout);
        assert!(printed.contains(expected), "{name}: {printed}");
    }
}

/// A user without rights on the state is refused what changes it, with the documented code.
#[test]
fn what_changes_the_machine_needs_its_administrator() {
    let site = Site::new();
    for (tool, option) in [("slmgr", "/rearm"), ("slmgr", "/skhc"), ("ospp", "/remhst")] {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_muster")]);
        command.args(["--state", &site.state, tool, option]).env_clear().env("PATH", "/usr/bin:/bin");
        let output = command.output().expect("setpriv is installed (Debian package util-linux)");
        assert_eq!(output.status.code(), Some(1), "{option}");
        assert!(text(&output.stderr).starts_with("Error: 0x80070005 access is denied"), "{}", text(&output.stderr));
    }
}
