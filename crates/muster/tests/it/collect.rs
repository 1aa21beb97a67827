//! `muster doctor collect`: what is collected on a machine of Muster, what of it the doctor understands, and what becomes of tools that
//! are missing, fail or hang.

use crate::command::{muster, run, run_ok, text};
use muster_testbed::{
    TsigKey,
    harness::{
        bind::{Bind, ZONE},
        world::World,
    },
};
use serde_json::Value;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

const RESOLV_CONF: &str = "# written by a test\nnameserver 127.0.0.1\nsearch corp.test\noptions edns0\n";
const OS_RELEASE: &str = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nID=debian\n";
const TIMEDATECTL: &str = "               Local time: Thu 2026-11-26 09:00:00 JST\n           \
    Universal time: Thu 2026-11-26 00:00:00 UTC\n                 RTC time: Thu 2026-11-26 00:00:00\n                \
    Time zone: Asia/Tokyo (JST, +0900)\nSystem clock synchronized: yes\n              NTP service: active\n          \
    RTC in local TZ: no\n";
const CHRONYC: &str = "Reference ID    : C0000207 (192.0.2.7)\nStratum         : 3\n\
    Ref time (UTC)  : Thu Nov 26 00:00:00 2026\nSystem time     : 0.000021445 seconds slow of NTP time\n\
    Last offset     : -0.000021445 seconds\nLeap status     : Normal\n";
const RESOLVECTL: &str = "Global\n  resolv.conf mode: foreign\nLink 2 (eth0)\n    Current Scopes: DNS\n\
    Current DNS Server: 127.0.0.1\n       DNS Servers: 127.0.0.1\n        DNS Domain: corp.test\n";
const JOURNAL: &str = "2026-11-25T09:00:00+0900 kms1 systemd[1]: Started muster-host.service - Muster activation host.\n\
    2026-11-25T09:00:01+0900 kms1 muster[812]: The host answers at 0.0.0.0:1688\n";

/// Tools of a system, in front of all others.
struct Tools(TempDir);

impl Tools {
    fn new() -> Self {
        let tools = Self(tempfile::tempdir().expect("a folder"));
        for (name, printed) in [
            ("uname", "Linux 6.1.0-18-amd64 x86_64\n"),
            ("timedatectl", TIMEDATECTL),
            ("chronyc", CHRONYC),
            ("resolvectl", RESOLVECTL),
            ("journalctl", JOURNAL),
        ] {
            tools.set(name, &format!("cat <<'END'\n{printed}END\n"));
        }
        let file = |name: &str, content: &str| {
            format!("{name}) while read -r line; do echo \"$line\"; done <<'END'\n{content}END\n;;\n")
        };
        let files = file("/etc/resolv.conf", RESOLV_CONF) + &file("/etc/os-release", OS_RELEASE);
        tools.set("cat", &format!("case \"$1\" in\n{files}*) exec /bin/cat \"$@\" ;;\nesac\n"));
        tools
    }

    fn set(&self, name: &str, script: &str) {
        let path = self.0.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("executable");
    }

    /// Reads a pipe that nobody writes, after a line.
    fn hang(&self, name: &str, line: &str) {
        let pipe = self.0.path().join(format!("{name}.pipe"));
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
            .expect("a pipe");
        self.set(name, &format!("echo '{line}'\nread -r never <'{}'\n", pipe.display()));
    }

    fn collect(&self, state: &Path, words: &[&str]) -> Command {
        let mut command = muster(["--lang", "en", "--state"]);
        command.arg(state).args(["doctor", "collect"]).args(words);
        command.env("PATH", format!("{}:/usr/bin:/bin", self.0.path().display()));
        command
    }
}

/// The files of a bundle.
struct Unpacked {
    _folder: TempDir,
    place: PathBuf,
}

impl Unpacked {
    fn new(zip: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = fs::File::open(zip).expect("a zip");
        let mut archive = zip::ZipArchive::new(bytes).expect("a zip");
        archive.extract(folder.path()).expect("whole");
        Self { place: folder.path().to_owned(), _folder: folder }
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.place).expect("a folder").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.place.join(name)).unwrap_or_else(|_| panic!("{name} is not there: {:?}", self.names()))
    }
}

/// What is told in the diagnosis, of which every file was understood and nothing asks for what was collected.
#[track_caller]
fn understood(output: &Output) -> Value {
    let document: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    for file in document["evidence"].as_array().expect("files") {
        let known = file["kinds"].as_array().is_some_and(|kinds| !kinds.is_empty());
        assert!(known && file["unread"].is_null(), "the doctor does not know {file}");
    }
    let asked = ["muster slmgr", "muster client", "muster host", "/health", "timedatectl", "resolv.conf", "_muster"];
    let open = document["could_not_check"].as_array().expect("open checks");
    let open: Vec<&Value> = open.iter().filter(|one| asked.iter().any(|word| one.to_string().contains(word))).collect();
    assert!(open.is_empty(), "{open:?}");
    document
}

fn heads(document: &Value) -> Vec<&str> {
    document["headline"].as_array().expect("headlines").iter().filter_map(|head| head["rule"].as_str()).collect()
}

struct Site {
    world: World,
    bind: Bind,
    key: TsigKey,
    tools: Tools,
}

impl Site {
    fn new() -> Self {
        let key = TsigKey::random("kms-key");
        Self { world: World::in_real_time(), bind: Bind::start(&key), key, tools: Tools::new() }
    }

    fn collect(&self, name: &str, words: &[&str]) -> Command {
        let server = self.bind.address().to_string();
        let mut command = self.tools.collect(&self.world.state(name), words);
        command.args(["--name-server", &server, "--domain", ZONE, "--machine-name", name]);
        command
    }
}

#[test]
fn a_host_and_a_client_are_collected_whole_and_every_file_is_understood() {
    let site = Site::new();
    let setup = site.world.setup("one", Some((site.bind.address(), site.key.clone(), ZONE)));
    let host = site.world.running_host(&setup);
    // Those that asked before the count was high enough ask again.
    for number in (0..25).chain(0..25) {
        assert_eq!(site.world.ask(host.address(), number).0, 200);
    }
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().to_str().expect("a path");

    let output = site.collect("one", &["--out", out, "--json"]).output().expect("muster runs");
    let zip = Path::new(out).join("one_muster.zip");
    assert!(
        text(&output.stderr).ends_with(&format!("Send this file:\n  {}\n", zip.display())),
        "{}",
        text(&output.stderr)
    );
    let document = understood(&output);
    assert_eq!((output.status.code(), heads(&document)), (Some(0), vec!["HST024"]), "{document:#}");
    let bundle = Unpacked::new(&zip);
    let names = [
        "errors.txt",
        "host-events.txt",
        "host-health.json",
        "host-machines.json",
        "journal.txt",
        "manifest.txt",
        "muster-dlv.txt",
        "probe.txt",
        "resolver.txt",
        "system.txt",
        "time.txt",
    ];
    assert_eq!(bundle.names(), names);
    let errors = bundle.text("errors.txt");
    // Whoever runs the tests need not be root.
    assert_eq!(
        errors.lines().filter(|line| !line.starts_with("all: ")).collect::<Vec<_>>(),
        ["muster-collect errors 1"]
    );
    assert!(
        bundle.text("probe.txt").contains(&format!("one.corp.test:{} 127.0.0.1 open+muster", host.address().port()))
    );
    assert!(bundle.text("manifest.txt").contains("Collector: muster doctor collect "));

    let (mut client, _) = site.world.client("pc");
    site.world.activate(&mut client, "pc", &site.bind.network(&[ZONE]));
    let mut command = site.collect("pc", &["--out", out, "--json", "--identity", "pc"]);
    let output = command.output().expect("muster runs");
    let document = understood(&output);
    assert_eq!((output.status.code(), heads(&document)), (Some(0), vec!["CLI001"]), "{document:#}");
    let bundle = Unpacked::new(&Path::new(out).join("pc_muster.zip"));
    assert!(
        bundle.names().contains(&"client-events.json".to_owned())
            && !bundle.names().contains(&"host-health.json".to_owned())
    );
}

#[test]
fn a_tool_that_hangs_one_that_fails_and_one_that_is_missing_are_named_and_the_rest_is_collected() {
    let site = Site::new();
    site.tools.hang("chronyc", "Reference ID    : C0000207 (192.0.2.7)");
    site.tools.set("uname", "echo 'no such system'; exit 7\n");
    fs::remove_file(site.tools.0.path().join("resolvectl")).expect("gone");
    let (client, _) = site.world.client("pc");
    drop(client);
    let out = tempfile::tempdir().expect("a folder");
    let zip = out.path().join("of-pc.zip");
    let path = zip.to_str().expect("a path");
    let output =
        site.collect("pc", &["--out", path, "--limit", "2", "--identity", "pc"]).output().expect("muster runs");
    let bundle = Unpacked::new(&zip);
    let errors = bundle.text("errors.txt");
    assert!(errors.contains("system.txt: uname -srm: exit code 7\n"), "{errors}");
    let late = "time.txt: no answer in 2 seconds; what it had printed until then is kept";
    assert!(errors.contains(late), "{errors}");
    assert!(!errors.contains("resolvectl") && bundle.text("resolver.txt").contains("nameserver 127.0.0.1"), "{errors}");
    assert!(
        bundle.text("time.txt").contains("System clock synchronized: yes")
            && bundle.text("time.txt").contains("(192.0.2.7)")
    );
    assert!(
        bundle.text("system.txt").contains("no such system")
            && bundle.names().contains(&"client-status.json".to_owned())
    );
    let printed = text(&output.stdout);
    assert!(printed.starts_with("Not collected (errors.txt):\n") && printed.contains(late), "{printed}");
}

/// A host that is not activated, with a key that its own command would not print and a log that does.
#[test]
fn no_full_product_key_is_kept_and_the_verdict_is_the_exit_code() {
    let site = Site::new();
    site.tools.set(
        "journalctl",
        "echo '2026-11-25T09:00:01+0900 kms1 muster[812]: typed ABCDE-12345-FGHIJ-67890-KLMNP here'\n",
    );
    drop(site.world.setup("kms", None).init(&site.world.vendor).expect("a host"));
    let out = tempfile::tempdir().expect("a folder");
    let output =
        site.collect("kms", &["--out", out.path().to_str().expect("a path"), "--quiet"]).output().expect("muster runs");
    let zip = out.path().join("kms_muster.zip");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), format!("{}\n", zip.display())));
    assert_eq!(text(&output.stderr), "");
    let bundle = Unpacked::new(&zip);
    assert!(bundle.text("journal.txt").contains("typed XXXXX-XXXXX-XXXXX-XXXXX-KLMNP here"));
    assert!(bundle.text("errors.txt").contains("host-health.json: the host is not running"));
    // An earlier bundle stays.
    let again =
        site.collect("kms", &["--out", out.path().to_str().expect("a path"), "--quiet"]).output().expect("muster runs");
    assert!(text(&again.stdout).ends_with("kms_muster-2.zip\n") && zip.exists());
}

#[test]
fn a_bundle_that_cannot_be_written_does_not_cost_the_diagnosis() {
    let site = Site::new();
    let (client, _) = site.world.client("pc");
    drop(client);
    let full = tempfile::tempdir().expect("a folder");
    let link = full.path().join("full.zip");
    std::os::unix::fs::symlink("/dev/full", &link).expect("a link");
    for (place, code) in [(link.to_str().expect("a path"), "0x80070070"), ("/proc/nowhere/bundle.zip", "0x80070002")] {
        let output = site.collect("pc", &["--out", place, "--identity", "pc"]).output().expect("muster runs");
        let (printed, told) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(4), "{told}");
        assert!(told.contains(&format!("Error: {code} ")) && told.contains("there is no file to send"), "{told}");
        assert!(printed.contains("Findings") || printed.contains("Ask next"), "{printed}");
    }
    let taken = full.path().join("taken.zip");
    fs::write(&taken, "earlier").expect("written");
    let output = site.collect("pc", &["--out", taken.to_str().expect("a path")]).output().expect("muster runs");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{}", text(&output.stderr));
    assert_eq!(fs::read(&taken).expect("the file"), b"earlier");
    // A folder that cannot be made is refused before anything is run, not told as a verdict.
    let below = taken.join("folder");
    for words in [&["--out"][..], &["--script", "--out"]] {
        let output = site.tools.collect(&site.world.state("pc"), words).arg(&below).output().expect("muster runs");
        let told = text(&output.stderr);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{told}");
        assert!(told.contains(taken.to_str().expect("a path")) && !told.contains("[1/"), "{told}");
    }
}

/// What the script says is held by the tests of the list that it is made of.
#[test]
fn the_collector_for_windows_is_written_where_the_user_wants_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("a path");
    let printed = run_ok(["--state", "/nowhere", "doctor", "collect", "--script", "--out", place]);
    assert!(printed.contains("muster-collect.cmd") && !printed.contains("Send this"), "{printed}");
    let script = fs::read(folder.path().join("muster-collect.cmd")).expect("the script");
    assert!(script == muster_doctor::collector::script());
    assert_eq!(run(["--state", "/nowhere", "doctor", "collect", "--script", "--out", place]).status.code(), Some(2));
}

/// What the script does not look at is not taken as if it did. A domain of the environment stands there for other commands.
#[test]
fn the_script_is_written_without_options_that_say_how_to_collect() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("new");
    let script = |words: &[&str]| {
        let mut command = muster(["--lang", "en", "--state", "/nowhere", "doctor", "collect", "--script", "--out"]);
        command.arg(&place).args(words).env("MUSTER_DOMAIN", "corp.test").env("SOURCE_DATE_EPOCH", "1800000000");
        command.output().expect("it runs")
    };
    for words in [
        ["--limit", "5"],
        ["--at", "1800000000"],
        ["--machine-name", "pc"],
        ["--identity", "pc"],
        ["--name-server", "127.0.0.1:53"],
        ["--domain", "corp.test"],
    ] {
        let output = script(&words);
        let said = text(&output.stderr);
        assert!(said.contains("--script") && said.contains(words[0]), "{said}");
        assert_eq!((output.status.code(), place.exists()), (Some(2), false), "{words:?}");
    }
    assert_eq!(script(&[]).status.code(), Some(0));
    let zip = folder.path().join("x.zip");
    let output = muster(["--lang", "en", "doctor", "collect", "--script", "--out"]).arg(&zip).output();
    let output = output.expect("it runs");
    assert_eq!((output.status.code(), zip.exists()), (Some(2), false));
    assert!(text(&output.stderr).contains("muster-collect.cmd and no zip"), "{}", text(&output.stderr));
}
