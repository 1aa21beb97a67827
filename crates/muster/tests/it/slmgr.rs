//! `muster slmgr`: the documented labels and messages.

use crate::command::{run, run_ok, serve_host, text};
use muster_testbed::harness::{
    http,
    world::{World, ledger},
};

const IDENTITY: [&str; 4] = ["--identity", "pc", "--machine-name", "pc.corp.test"];

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

    fn slmgr(&self, words: &[&str]) -> (i32, String) {
        self.in_language("en", words)
    }

    fn in_language(&self, lang: &str, words: &[&str]) -> (i32, String) {
        let output = run([&["--state", &self.state, "--lang", lang, "slmgr"], &IDENTITY[..], words].concat());
        (output.status.code().expect("an exit code"), text(&output.stdout) + &text(&output.stderr))
    }
}

/// The labels of an output, in order: what stands before the first `: `.
fn labels(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.split_once(": ").map_or(line, |(label, _)| label)).collect()
}

#[test]
fn the_life_of_a_client_in_the_documented_words() {
    let site = Site::new();
    let running = site.world.running_host(&site.world.setup("kms", None));
    let host = running.address();
    let (_, before) = site.slmgr(&["/dlv"]);
    assert!(before.contains("License Status: Initial grace period\nTime remaining: "), "{before}");
    assert!(before.contains("    DNS auto-discovery: KMS name not available\n"), "{before}");
    assert!(before.contains("Please use slmgr.vbs /ato to activate"), "{before}");
    let (code, set) = site.slmgr(&["/skms", &host.to_string()]);
    assert_eq!((code, set), (0, format!("Key Management Service machine name set to {host} successfully.\n")));
    let (code, refused) = site.slmgr(&["/ato"]);
    assert_eq!(code, 1);
    assert!(refused.starts_with("Activating Ledger 9 Professional (4c1d8a52-"), "{refused}");
    assert!(
        refused.contains("Error: 0xC004F038 the count reported by the activation host is insufficient\n"),
        "{refused}"
    );
    assert!(refused.contains("The host counts 1; this product needs 25."), "{refused}");
    for number in 0..24 {
        let request = http::request(number, ledger(&site.world), site.world.now());
        http::activate(host, &request);
    }
    let (code, activated) = site.slmgr(&["-ato"]);
    assert_eq!(code, 0);
    assert!(activated.ends_with("Product activated successfully.\n"), "{activated}");
    let (_, shown) = site.slmgr(&["/dlv"]);
    assert_eq!(
        labels(&shown),
        [
            "Software licensing service version",
            "Name",
            "Description",
            "Activation ID",
            "Application ID",
            "Extended PID",
            "Product Key Channel",
            "Partial Product Key",
            "License Status",
            "Volume activation expiration",
            "Remaining App rearm count",
            "Remaining SKU rearm count",
            "Trusted time",
            "Configured Activation Type",
            "Most recent activation information:",
            "Key Management Service client information",
            "Client Machine ID (CMID)",
            "Registered KMS machine name",
            "KMS machine IP address",
            "KMS machine extended PID",
            "Activation interval",
            "Renewal interval",
            "KMS host caching is enabled",
        ]
    );
    assert!(shown.contains(", VOLUME_KMSCLIENT channel\n") && shown.contains("License Status: Licensed\n"), "{shown}");
    assert!(shown.contains("(180 day(s))\n") && shown.contains("    Renewal interval: 10080 minutes\n"), "{shown}");
    let (_, expiry) = site.slmgr(&["/xpr"]);
    assert!(expiry.starts_with("Ledger 9 Professional:\n    Volume activation will expire "), "{expiry}");
    let (_, cleared) = site.slmgr(&["/ckms"]);
    assert_eq!(cleared, "Key Management Service machine name cleared successfully.\n");
    let (_, short) = site.slmgr(&["/dli"]);
    assert!(short.contains("    KMS machine name from DNS: 127.0.0.1:") && !short.contains("Activation ID"), "{short}");
    let (_, removed) = site.slmgr(&["/upk"]);
    assert_eq!(removed, "Uninstalled product key successfully.\n");
    let (code, nothing) = site.slmgr(&["/upk"]);
    assert_eq!((code, nothing.as_str()), (1, "Error: product key not found.\n"));
}

#[test]
fn a_host_shows_count_port_publishing_priority_and_every_counter() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..7 {
        let request = http::request(number, ledger(&world), world.now());
        http::activate(service.address, &request);
    }
    let state = world.state("kms").to_str().expect("a path").to_owned();
    let shown = run_ok(["--state", &state, "slmgr", "/dlv"]);
    let block = shown.split_once("\n\nKey Management").expect("the host's block").1;
    let port = service.address.port();
    assert_eq!(
        block,
        format!(
            " Service is enabled on this machine
    Current count: 7
    Listening on Port: {port}
    Configured port: 1688
    DNS publishing enabled
    KMS priority: Normal

Key Management Service cumulative requests received from clients
    Total requests received: 7
    Failed requests received: 0
    Requests with License Status Unlicensed: 0
    Requests with License Status Licensed: 0
    Requests with License Status Initial grace period: 7
    Requests with License Status License expired or Hardware out of tolerance: 0
    Requests with License Status Non-genuine grace period: 0
    Requests with License Status Notification: 0
"
        )
    );
    assert!(
        shown.contains(", VOLUME_KMS channel\n") && shown.contains("Product Key Channel: Volume:CSVLK\n"),
        "{shown}"
    );
    let key = world.vendor.host_key.reveal();
    assert!(!shown.contains(&key) && shown.contains(&format!("Partial Product Key: {}\n", &key[24..])), "{shown}");
}

#[test]
fn japanese_reads_as_japanese() {
    let site = Site::new();
    let (_, shown) = site.in_language("ja", &["/dlv"]);
    for label in [
        "ライセンス認証 ID: ",
        "拡張 PID: ",
        "プロダクト キーの一部: ",
        "ライセンスの状態: 初期猶予期間\n",
        "クライアント コンピューター ID (CMID): ",
    ] {
        assert!(shown.contains(label), "{label}: {shown}");
    }
    let (_, failed) = site.in_language("ja", &["--name-server", "127.0.0.1:1", "--domain", "corp.test", "/ato"]);
    assert!(failed.contains("エラー: 0x8007232A DNS サーバーでエラーが発生しました。\n"), "{failed}");
    assert!(failed.contains("対処方法: "), "{failed}");
}

#[test]
fn what_is_not_understood_is_answered_with_the_usage_or_the_reason() {
    let site = Site::new();
    for words in [&["/nonsense"][..], &[], &["ato"]] {
        let (code, usage) = site.slmgr(words);
        assert!(code == 2 && usage.starts_with("Usage: muster slmgr <Option>"), "{words:?}: {usage}");
    }
    let cases = [
        (&["/ipk"][..], 2, "/ipk needs a product key"),
        (&["/sprt", "0"], 2, "'0' is not a port"),
        (&["/skms", "http://kms"], 2, "'http://kms' is not a host"),
        (&["/ato", "not-an-id"], 2, "'not-an-id' is not an id"),
        (
            &["/ato", "00000000-0000-0000-0000-000000000000"],
            1,
            "Activation ID (00000000-0000-0000-0000-000000000000) not found",
        ),
        (&["/dlv", "all", "more"], 2, "/dlv does not take 'more'"),
        (&["/ipk", "BBBBB-BBBBB-BBBBB-BBBBB-BBBBC"], 1, "Error: 0xC004F050 the product key is invalid"),
    ];
    for (words, expected_code, expected) in cases {
        let (code, found) = site.slmgr(words);
        assert!(code == expected_code && found.contains(expected), "{words:?}: {code} {found}");
    }
    let (code, warning) = site.slmgr(&["/sprt", "2000"]);
    assert_eq!(code, 1);
    assert_eq!(warning, "Warning: KMS port can only be set on a KMS machine that is also activated.\n");
}

#[test]
fn a_file_that_is_not_there_is_said_to_be_missing() {
    let missing =
        run(["--state", "/nowhere", "client", "init", "--root", "/nowhere/root.jwk", "--pack", "/nowhere/pack"]);
    assert_eq!(missing.status.code(), Some(1));
    let error = text(&missing.stderr);
    assert!(error.starts_with("Error: 0x80070002 ") && error.contains("cannot read /nowhere/root.jwk"), "{error}");
}

#[test]
fn a_machine_that_is_nothing_yet_says_how_to_become_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().to_str().expect("a path");
    for (words, way_out) in [
        (&["slmgr", "/dlv"][..], "muster client init"),
        (&["client", "status"], "muster client init"),
        (&["host", "status"], "muster host init"),
        (&["authority", "key", "list"], "muster authority init"),
    ] {
        let output = run([&["--state", state], words].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(way_out), "{words:?}: {}", text(&output.stderr));
    }
}

/// Every option of the reference stands in the usage, in both languages.
#[test]
fn the_usage_names_every_documented_option() {
    let documented = "ipk ato dli dlv xpr cpky ilc rilc rearm rearm-app rearm-sku upk dti atp skms ckms skms-domain \
                      ckms-domain skhc ckhc sai sri sprt sdns cdns spri cpri act-type lil ril ltc fta \
                      ad-activation-online ad-activation-get-iid ad-activation-apply-cid ao-list del-ao";
    for lang in ["en", "ja"] {
        let usage = text(&run(["--lang", lang, "slmgr", "/?"]).stdout);
        for option in documented.split_whitespace() {
            let named = usage.lines().any(|line| line.split_whitespace().next() == Some(&format!("/{option}")));
            assert!(named, "/{option} in {lang}");
        }
    }
}

#[test]
fn the_options_that_reset_and_restrict_answer_in_the_documented_words() {
    let site = Site::new();
    let product = "4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01";
    let application = "7a2f6c1e-3b54-4d7e-9d0b-5d3f0c8a1e01";
    let (_, before) = site.slmgr(&["/dlv"]);
    for words in [&["/rearm"][..], &["/rearm-app", application], &["/rearm-sku", product]] {
        assert_eq!(site.slmgr(words), (0, "Command completed successfully.\n".into()), "{words:?}");
    }
    let (_, after) = site.slmgr(&["/dlv"]);
    let line = |text: &str, label: &str| text.lines().find(|line| line.contains(label)).map(str::to_owned);
    assert_ne!(line(&before, "(CMID)"), line(&after, "(CMID)"));
    assert!(after.contains("Remaining App rearm count: 4\nRemaining SKU rearm count: 4\n"), "{after}");
    for _ in 0..4 {
        site.slmgr(&["/rearm"]);
    }
    let (code, refused) = site.slmgr(&["/rearm"]);
    assert!(code == 1 && refused.starts_with("Error: 0xC004D307 "), "{refused}");
    let set = "Volume activation type set successfully.\n";
    for (words, shown) in [(&["/stao"][..], "Token"), (&["/ctao"], "All"), (&["/act-type", "2", product], "KMS")] {
        assert_eq!(site.slmgr(words).1, set);
        assert!(site.slmgr(&["/dlv"]).1.contains(&format!("Configured Activation Type: {shown}\n")), "{words:?}");
    }
    let reinstalled = "Re-installing license files ...\nLicense files re-installed successfully.\n";
    assert_eq!(site.slmgr(&["/rilc"]), (0, reinstalled.into()));
    let (_, all) = site.slmgr(&["/dlv", "all"]);
    assert!(all.contains("Name: Draft 3\n") && all.contains("This license is not in use.\n"), "{all}");
    let (code, advice) = site.slmgr(&["other-pc", "/dlv"]);
    assert!(code == 2 && advice.contains("ssh other-pc muster slmgr"), "{advice}");
    let (_, japanese) = site.in_language("ja", &["/act-type", "0"]);
    assert_eq!(japanese, "ボリューム ライセンス認証の種類は正常に設定されました。\n");
}

/// The classic mistake: the host key on every machine, or a machine's key on the host.
#[test]
fn a_key_of_the_other_kind_is_refused_with_the_way_out() {
    let site = Site::new();
    let (code, told) = site.slmgr(&["/ipk", &site.world.vendor.host_key.reveal()]);
    assert!(code == 1 && told.contains("0xC004F07D"), "{told}");
    assert!(told.contains("this is a host key (CSVLK)") && told.contains("install the product's setup key"), "{told}");
    let (_, japanese) = site.in_language("ja", &["/ipk", &site.world.vendor.host_key.reveal()]);
    assert!(japanese.contains("セットアップ キー (GVLK) をインストール"), "{japanese}");
    drop(site.world.activated_host("kms"));
    let state = site.world.state("kms");
    for key in [site.world.vendor.ledger_key, site.world.mak(1, 1)] {
        let output = run(["--state", state.to_str().expect("a path"), "--lang", "en", "slmgr", "/ipk", &key.reveal()]);
        let told = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("0xC004F07D") && told.contains("this is a setup key or a MAK"), "{told}");
    }
}
