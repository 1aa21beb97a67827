//! `muster lab`, as a newcomer runs it.

use crate::command::{muster, run, run_ok, text};
use muster_testbed::harness::wait::{DEADLINE, wait_until};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

fn lab(arguments: &[&str]) -> Value {
    let printed = run_ok([&["lab", "--json"], arguments].concat());
    serde_json::from_str(&printed).expect("a document")
}

fn codes(machine: &Value) -> String {
    let tries = machine["tries"].as_array().expect("tries");
    tries.iter().map(|tried| tried["code"].as_str().unwrap_or("?")).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_fleet_passes_muster() {
    let lab = lab(&[]);
    assert_eq!(lab["as_intended"], true);
    assert_eq!((lab["count"].as_u64(), lab["clones_flagged"].as_u64()), (Some(30), Some(1)));
    let machines = lab["machines"].as_array().expect("machines");
    assert_eq!(machines.len(), 34);
    for machine in &machines[..24] {
        assert_eq!(codes(machine), "0xC004F038 0x00000000");
    }
    for machine in &machines[24..30] {
        assert_eq!(codes(machine), "0x00000000");
    }
    let faulty: Vec<String> = machines[30..].iter().map(codes).collect();
    assert_eq!(faulty, ["0x00000000", "0xC004F06C", "0xC004F042", "0x8007232B"]);
    assert_eq!(lab["host"]["requests"]["total"], 30 + 24 + 3);
    assert_eq!(lab["host"]["requests"]["failed"], 2);
}

#[test]
fn a_large_fleet_is_counted_up_to_twice_the_threshold() {
    let lab = lab(&["--machines", "70"]);
    assert_eq!((lab["as_intended"].as_bool(), lab["count"].as_u64()), (Some(true), Some(50)));
}

#[test]
fn a_fleet_below_the_threshold_stays_in_grace() {
    let lab = lab(&["--machines", "24"]);
    assert_eq!((lab["as_intended"].as_bool(), lab["count"].as_u64()), (Some(true), Some(24)));
    assert!(lab["machines"].as_array().expect("machines").iter().all(|machine| machine["status"] == 2));
}

#[test]
fn it_speaks_both_languages() {
    let english = run_ok(["lab", "--lang", "en"]);
    assert!(english.contains("Every machine ended as intended: 31 licensed, the host counts 30."), "{english}");
    assert!(english.contains("    Current count: 30\n"), "{english}");
    let japanese = run_ok(["lab", "--lang", "ja"]);
    assert!(japanese.contains("すべて意図したとおりの結果です: 31 台がライセンス済み"), "{japanese}");
    assert!(japanese.contains("    現在の数: 30\n"), "{japanese}");
}

#[test]
fn what_it_keeps_verifies_on_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = folder.path().join("lab");
    run_ok(["lab", "--keep", keep.to_str().expect("a path")]);
    let read = |name: &str| std::fs::read_to_string(keep.join(name)).expect(name);
    let root: muster_proto::jwk::Jwk = serde_json::from_str(&read("root.jwk")).expect("a JWK");
    let root = muster_trust::jwk::PublicKey::try_from(&root).expect("a key");
    let trust = muster_trust::anchors::TrustAnchors::open(&read("pack.jws"), &root).expect("a genuine pack");
    let host = muster_trust::chain::VerifiedLicense::open(
        &read("host-license.jws"),
        muster_trust::jws::Kind::HostLicense,
        &trust,
    );
    let host = host.map_err(|error| error.to_string()).expect("a genuine license");
    let mut verified = 0;
    for entry in std::fs::read_dir(keep.join("activations")).expect("activations") {
        let document = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        let kind = muster_trust::jws::Kind::Activation;
        let activation: muster_proto::activation::Activation =
            muster_trust::jws::open(&document, kind, &host.key).expect("a genuine activation");
        assert_eq!(activation.exp, Some(activation.iat + 180 * 86_400));
        verified += 1;
    }
    assert_eq!(verified, 31);
    let again = run(["lab", "--keep", keep.to_str().expect("a path")]);
    assert_eq!(again.status.code(), Some(2), "an old folder is not overwritten");
    assert!(text(&again.stderr).contains("is not empty"));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("written");
    let below = file.join("lab");
    let failed = run(["lab", "--keep", below.to_str().expect("a path")]);
    let named = format!("cannot create {}", below.display());
    assert!(!failed.status.success() && text(&failed.stderr).contains(&named), "{}", text(&failed.stderr));
}

/// A lab that stays, interrupted at the end: killed, it would leave its agent running.
struct Staying {
    child: Child,
    /// The address of its console, and the path of the link.
    console: SocketAddr,
    link: String,
    by_hand: Vec<String>,
    folder: TempDir,
}

impl Staying {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = folder.path().join("lab");
        let mut command = muster(["--lang", "en", "lab", "--stay", "--keep", keep.to_str().expect("a path")]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("muster starts");
        let (mut link, mut by_hand) = (None, Vec::new());
        for line in BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok) {
            link = link.or_else(|| line.strip_prefix("    http://").map(str::to_owned));
            by_hand.extend(Some(line).filter(|line| line.starts_with("    muster ") && line.contains("by-hand")));
            if by_hand.len() == 4 {
                break;
            }
        }
        let link = link.expect("a link");
        let (console, path) = link.split_once('/').expect("a path");
        let console = console.parse().expect("an address");
        Self { child, console, link: format!("/{path}"), by_hand, folder }
    }

    fn state(&self) -> String {
        self.folder.path().join("lab").to_str().expect("a path").to_owned()
    }

    /// Sends a request; returns the whole answer.
    fn send(&self, method: &str, path: &str, cookie: &str, form: &str) -> String {
        let console = self.console;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {console}\r\nOrigin: http://{console}\r\nConnection: close\r\n\
             Cookie: {cookie}\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        let mut stream = muster_testbed::harness::http::connect(console);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// The page of a machine, by the link on the list.
    fn machine(&self, name: &str, cookie: &str) -> String {
        let list = self.send("GET", "/machines?lang=en", cookie, "");
        let (before, _) = list.split_once(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}: {list}"));
        let href = before.rsplit_once("href=\"").expect("a link").1.trim_end_matches('"').replace("&#38;", "&");
        self.send("GET", &href, cookie, "")
    }
}

/// As somebody does at the keyboard; whether it is there.
fn interrupt(lab: &Child) -> bool {
    Command::new("kill").args(["-INT", &lab.id().to_string()]).status().expect("kill").success()
}

impl Drop for Staying {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            interrupt(&self.child);
        }
        let _ = self.child.wait();
    }
}

#[test]
fn who_follows_the_link_sees_the_fleet_its_ill_machines_and_their_causes_and_changes_nothing() {
    let lab = Staying::start();
    let page = lab.send("GET", &lab.link, "", "");
    assert!(page.starts_with("HTTP/1.1 200") && !page.contains("set-cookie"), "the link alone signs nobody in: {page}");
    let followed = lab.send("POST", &lab.link, "", "");
    assert!(followed.starts_with("HTTP/1.1 303") && followed.contains("location: /\r\n"), "{followed}");
    let cookie = followed.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
    let viewer = cookie.split(';').next().expect("its value");
    let overview = lab.send("GET", "/?lang=en", viewer, "");
    for told in [
        ">kms.lab.test<",
        ">viewer</a>",
        ">Viewer<",
        "The host answers clients",
        "Ledger 9 Professional",
        "Count of Ledger over time: least 1, most 30",
    ] {
        assert!(overview.contains(told), "{told}: {overview}");
    }
    for (machine, told) in [
        ("pc-0028.lab.test", &["No request for 45 days", ": Activated", "muster host release"][..]),
        ("pc-0030.lab.test", &["No request for 200 days", ": Ended", "Next step"]),
        ("pc-0029.lab.test", &[": Ended", "KEY005", "0x8007232B", "branch.lab.test", "Next steps"]),
        ("pc-0001-clone.lab.test", &["Two machines use this CMID", "slmgr /rearm"]),
        ("pc-clock.lab.test", &["0xC004F06C", ": Refused", "w32tm /resync"]),
        ("pc-draft.lab.test", &["0xC004F042", ": Refused", "Next step"]),
        ("pc-switched-off.lab.test", &["0xC004F038", ": Waiting for the count", "Next step"]),
        ("pc-0005.lab.test", &["State put back", "event 12410"]),
        ("pc-managed.lab.test", &["Key of its agent", ": Activated"]),
    ] {
        let page = lab.machine(machine, viewer);
        for told in told {
            assert!(page.contains(told), "{machine}, {told}: {page}");
        }
    }
    let well = lab.machine("pc-0010.lab.test", viewer);
    assert!(!well.contains("Next step") || well.contains("0xC004F038"), "it was told of the count at most: {well}");
    wait_until(DEADLINE, "the agent has carried out its jobs", || {
        let jobs = ["1", "2", "3"].map(|id| lab.send("GET", &format!("/job?lang=en&id={id}"), viewer, ""));
        jobs.iter().all(|job| job.contains(">Done<")).then_some(())
    });
    for (path, form) in
        [("/jobs", "machines=pc-managed&days=1&of-product=&verb=activate"), ("/accounts", "name=a&role=viewer")]
    {
        assert!(lab.send("POST", path, viewer, form).starts_with("HTTP/1.1 403"), "{path}");
    }
    assert!(lab.send("GET", &lab.link, "", "").starts_with("HTTP/1.1 404"), "once");
    let state = lab.state();
    let another =
        run_ok(["--state", &state, "host", "account", "add", "Kim", "--role", "viewer", "--sign-in", "--json"]);
    let another: Value = serde_json::from_str(&another).expect("JSON");
    let link =
        another["link"].as_str().expect("a link").strip_prefix(&format!("http://{}", lab.console)).expect("its own");
    assert!(another["account"] == "kim" && lab.send("POST", link, "", "").starts_with("HTTP/1.1 303"), "{another}");
    let twice = run(["--state", &state, "host", "account", "add", "kim", "--role", "viewer"]);
    assert!(!twice.status.success() && text(&twice.stderr).contains("already"), "{}", text(&twice.stderr));
    assert!(run_ok(["--state", &state, "host", "account", "link", "kim"]).contains("/password?token="));
    assert!(run_ok(["--state", &state, "host", "audit", "list"]).contains("account-link"));
}

/// What `--stay` prints is what a user types next.
#[test]
fn one_more_machine_by_hand() {
    let mut staying = Staying::start();
    let by_hand = staying.by_hand.clone();
    assert_eq!(by_hand.len(), 4, "{by_hand:?}");
    let lab = &mut staying.child;
    let bin = Path::new(env!("CARGO_BIN_EXE_muster")).parent().expect("a folder").display();
    let mut printed = String::new();
    for line in by_hand {
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &line]).env_clear().env("PATH", format!("{bin}:/usr/bin:/bin")).output();
        let output = output.expect("sh");
        assert!(output.status.success(), "{line}\n{}", text(&output.stderr));
        printed += &text(&output.stdout);
    }
    assert!(printed.contains("Product activated successfully.\n"), "{printed}");
    assert!(printed.contains("License Status: Licensed\n"), "{printed}");
    assert!(interrupt(lab));
    assert!(lab.wait().expect("it ends").success());
}

/// Every scenario ends with the doctor naming its cause, from what the tools print alone.
#[test]
fn the_doctor_names_the_cause_of_every_scenario() {
    let scenarios = run(["lab", "--scenario", "all", "--json"]);
    let scenarios: Value = serde_json::from_str(&text(&scenarios.stdout)).expect("a document");
    let scenarios = scenarios.as_array().expect("scenarios");
    assert_eq!(scenarios.len(), 9);
    for scenario in scenarios {
        assert_eq!(scenario["named"], true, "{scenario}");
    }
    let unknown = run(["lab", "--scenario", "flood"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("all, host-loss, stale-srv"), "{}", text(&unknown.stderr));
    let japanese = run_ok(["lab", "--lang", "ja", "--scenario", "clock"]);
    assert!(japanese.contains("時刻のずれが 4 時間を超えている"), "{japanese}");
}
