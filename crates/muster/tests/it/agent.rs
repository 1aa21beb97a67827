//! The agent: asks when it is due and when the network changes, answers on its socket, survives kill -9 at every write.

use crate::command::{muster, run, text};
use muster_client::{
    Client,
    agent::{self, AgentRequest},
};
use muster_core::{client::license::Status, code, time::Span};
use muster_testbed::harness::{
    fake_server, http, preload,
    wait::{DEADLINE, wait_until},
    world::{World, env, ledger},
};
use muster_testbed::{EnrolmentTerms, RunningHost, mak};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread,
};

struct Site {
    world: World,
    host: RunningHost,
}

impl Site {
    fn new() -> Self {
        let world = World::in_real_time();
        let host = world.running_host(&world.setup("kms", None));
        for number in 0..25 {
            assert_eq!(http::activate(host.address(), &http::request(number, ledger(&world), world.now())).0, 200);
        }
        Self { world, host }
    }

    /// A client that is pointed at the host.
    fn client(&self, name: &str) -> String {
        let (mut client, _) = self.world.client(name);
        client.set_host(Some(self.host.address().to_string().parse().expect("a host")), None).expect("set");
        self.world.path(name).to_str().expect("a path").to_owned()
    }

    fn status(&self, name: &str) -> Status {
        let client = Client::open(&self.world.path(name).join("client"), self.world.now()).expect("a whole state");
        client.report(ledger(&self.world), &env(name, self.world.now())).expect("a report").standing.status
    }
}

/// A running agent, which has said where it answers.
struct Running {
    child: Child,
    socket: PathBuf,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("muster starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let socket = line.trim().strip_prefix("agent: ").unwrap_or_else(|| panic!("'{line}'")).into();
        Self { child, socket }
    }

    fn ask(&self, question: &AgentRequest) -> serde_json::Value {
        agent::ask(&self.socket, question).expect("an answer")
    }

    /// Asks until an answer is as wanted.
    fn ask_until(&self, what: &str, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        wait_until(DEADLINE, what, || Some(self.ask(&AgentRequest::Status)).filter(&wanted))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn agent(state: &str, name: &str) -> Command {
    muster(["--state", state, "agent", "--identity", name, "--machine-name", name])
}

fn product(answer: &serde_json::Value) -> &serde_json::Value {
    &answer["status"]["products"][0]
}

#[test]
fn an_agent_keeps_a_machine_licensed_and_tells_applications() {
    let site = Site::new();
    let state = site.client("pc");
    let running = Running::start(agent(&state, "pc"));
    let answer = running.ask_until("a licensed product", |answer| product(answer)["status"] == 1);
    assert_eq!(answer["code"], "0x00000000");
    assert_eq!(product(&answer)["activated_by"], "host");
    assert!(product(&answer)["warning_days"].is_null(), "{answer}");
    // An application that has no time to wait for the next attempt.
    let answer = running.ask(&AgentRequest::Activate { activation_id: None });
    assert_eq!(answer["code"], "0x00000000");
    let unknown = AgentRequest::Activate { activation_id: Some("00000000-0000-0000-0000-000000000000".into()) };
    assert_eq!(running.ask(&unknown)["code"], "0xC004F015");
    let second = run(["--state", &state, "agent"]);
    assert!(text(&second.stderr).contains("another process answers there already"), "{}", text(&second.stderr));
    // Told to end, it ends in order and takes its socket with it.
    let socket = running.socket.clone();
    let mut running = running;
    let stopped = Command::new("kill").args(["-TERM", &running.child.id().to_string()]).status().expect("kill");
    assert!(stopped.success() && running.child.wait().expect("it ends").success());
    assert!(!socket.exists());
}

/// A user without rights on the state may ask and activate; keys are for the administrator, unless that is permitted.
#[test]
fn any_user_may_ask_and_the_administrator_decides_on_keys() {
    let site = Site::new();
    let state = site.client("pc");
    fs::set_permissions(site.world.path(""), std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("changed");
    let running = Running::start(agent(&state, "pc"));
    running.ask_until("a licensed product", |answer| product(answer)["status"] == 1);
    let nobody = |words: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        let output = command.args(words).env_clear().env("PATH", "/usr/bin:/bin").output();
        let output = output.expect("setpriv is installed (Debian package util-linux)");
        text(&output.stdout) + &text(&output.stderr)
    };
    let activated = nobody(&[env!("CARGO_BIN_EXE_muster"), "--state", &state, "--lang", "en", "slmgr", "/ato"]);
    assert_eq!(activated, "Product activated successfully.\n");
    let shown = nobody(&[env!("CARGO_BIN_EXE_muster"), "--state", &state, "--lang", "en", "slmgr", "/dlv"]);
    let (_, left) = shown.split_once("License Status: Licensed\nVolume activation expiration: ").expect("licensed");
    let minutes: u32 = left.split_once(' ').and_then(|(minutes, _)| minutes.parse().ok()).expect("minutes");
    // 180 days, less what a busy machine has taken since.
    assert!((259_140..=259_200).contains(&minutes), "{shown}");
    let expiry = nobody(&[env!("CARGO_BIN_EXE_muster"), "--state", &state, "--lang", "en", "slmgr", "/xpr"]);
    assert!(expiry.starts_with("Ledger 9 Professional:\n    Volume activation will expire "), "{expiry}");
    let key = site.world.vendor.authority.issue_keys(&mak(1, 1), site.world.now()).expect("a MAK")[0];
    let question = format!("{{\"ask\":\"install_key\",\"key\":\"{}\"}}", key.reveal());
    let script = format!(
        "import socket; s = socket.socket(socket.AF_UNIX); s.connect('{}'); s.send(b'{question}\\n'); print(s.recv(9999).decode())",
        running.socket.display()
    );
    assert!(nobody(&["python3", "-c", &script]).contains("0x80070005"));
    let permitted = run(["--state", &state, "ospp", "/puserops"]);
    assert!(permitted.status.success(), "{}", text(&permitted.stderr));
    let answer = nobody(&["python3", "-c", &script]);
    assert!(answer.contains("0x00000000") && answer.contains("Volume:MAK"), "{answer}");
}

/// How many threads a process has.
fn threads(process: u32) -> usize {
    fs::read_dir(format!("/proc/{process}/task")).expect("a process").count()
}

/// Callers that say nothing take a place each, never a thread, and the one who comes last is answered.
#[test]
fn thousands_of_idle_callers_do_not_keep_the_next_one_out() {
    const CALLERS: usize = 3_000;
    muster_platform::process::raise_file_limit(8192);
    let world = World::in_real_time();
    drop(world.client("pc"));
    let running = Running::start(agent(world.path("pc").to_str().expect("a path"), "pc"));
    let threads = || threads(running.child.id());
    assert_eq!(running.ask(&AgentRequest::Status)["code"], "0x00000000");
    let before = threads();
    let mut callers: Vec<UnixStream> = Vec::with_capacity(CALLERS);
    for number in 0..CALLERS {
        let mut caller = UnixStream::connect(&running.socket).expect("connected");
        if number % 2 == 1 {
            // The half of a question.
            let _ = caller.write_all(b"{\"ask\":");
        }
        callers.push(caller);
    }
    assert_eq!(running.ask(&AgentRequest::Status)["code"], "0x00000000");
    // Those that wait for a signal may start after the first answer.
    assert!(threads() < before + 10, "no caller has a thread of its own: {before}, then {}", threads());
    let files = fs::read_dir(format!("/proc/{}/fd", running.child.id())).expect("a process").count();
    assert!(files < 200, "{files} files are open");
    // Who was connected last still has a place, and several questions are answered in their order.
    let mut last = callers.pop().expect("a caller");
    last.write_all(b"\"status\"}\nnonsense\n").expect("sent");
    let mut lines = BufReader::new(last).lines();
    let mut code = || {
        let line = lines.next().expect("an answer").expect("a line");
        serde_json::from_str::<serde_json::Value>(&line).expect("JSON")["code"].clone()
    };
    assert_eq!([code(), code()], ["0x00000000", "0x8007000D"]);
}

/// A host that takes the request and never answers.
#[test]
fn attempts_that_wait_are_few_and_keep_nobody_from_asking() {
    let world = World::in_real_time();
    let (mut client, _) = world.client("pc");
    let (hold, held) = mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let silent = fake_server::tcp(move |stream| {
        let _ = held.lock().expect("one at a time").recv();
        drop(stream);
    });
    client.set_host(Some(silent.to_string().parse().expect("a host")), None).expect("set");
    drop(client);
    let running = Running::start(agent(world.path("pc").to_str().expect("a path"), "pc"));
    let (answers, answered) = mpsc::channel();
    for _ in 0..5 {
        let mut caller = UnixStream::connect(&running.socket).expect("connected");
        let answers = answers.clone();
        thread::spawn(move || {
            caller.write_all(b"{\"ask\":\"activate\"}\n").expect("sent");
            let mut line = String::new();
            BufReader::new(caller).read_line(&mut line).expect("an answer");
            let _ = answers.send(line);
        });
    }
    let answer = || answered.recv_timeout(DEADLINE).expect("an answer");
    let line = answer();
    assert!(line.contains("0xC004C015"), "one too many, told at once: {line}");
    assert_eq!(running.ask(&AgentRequest::Status)["code"], "0x00000000");
    drop(hold);
    for line in [answer(), answer(), answer(), answer()] {
        assert!(line.contains("0xC004F074"), "{line}");
    }
}

/// A laptop comes home: the network changes, and the host is asked at once rather than in two hours.
#[test]
fn a_change_of_the_network_makes_it_ask() {
    let site = Site::new();
    let state = site.client("pc");
    // A network of its own, with nothing in it: the host is out of reach.
    let line = format!(
        "ip link set lo up; exec {} --state {state} agent --identity pc --machine-name pc",
        env!("CARGO_BIN_EXE_muster")
    );
    let mut command = Command::new("unshare");
    command.args(["--net", "sh", "-c", &line]).env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    let running = Running::start(command);
    let first = running.ask_until("an attempt", |answer| !product(answer)["last_code"].is_null());
    assert_eq!(product(&first)["last_code"], "0xC004F074");
    let attempts = || {
        let client = Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client");
        client.events().iter().filter(|event| event.id == 12288).count()
    };
    // The last attempt was long enough ago for a new one to be worth it, and failed.
    let mut client = Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client");
    client.set_host(Some("127.0.0.1:9".parse().expect("an address")), None).expect("saved");
    let earlier = env("pc", site.world.now() - Span::seconds(600));
    let attempt = client.activate(ledger(&site.world), &earlier).expect("an attempt");
    assert_eq!(attempt.code, code::NO_HOST_REACHED);
    drop(client);
    let before = attempts();
    let mut changed = Command::new("nsenter");
    changed.args([
        "--target",
        &running.child.id().to_string(),
        "--net",
        "ip",
        "address",
        "add",
        "192.0.2.1/24",
        "dev",
        "lo",
    ]);
    let changed = changed.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").status();
    assert!(changed.expect("nsenter is installed (Debian package util-linux)").success());
    running.ask_until("one more attempt", |_| attempts() > before);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

/// Wherever the process dies, the state is whole, and the next run ends where the first would have ended.
#[test]
fn kill_9_at_every_write_loses_nothing() {
    let site = Site::new();
    let original = site.client("pc");
    let library = preload::library("kill", &site.world.path(""));
    for number in 1..500 {
        let state = site.world.path(&format!("run-{number}"));
        copy(&Path::new(&original).join("client"), &state.join("client"));
        let state_text = state.to_str().expect("a path");
        let once = || {
            let mut command = agent(state_text, "pc");
            command.arg("--once");
            command
        };
        let ended = once().env("LD_PRELOAD", &library).env("KILL_AT", number.to_string()).output().expect("it runs");
        let name = format!("run-{number}");
        let client =
            Client::open(&state.join("client"), site.world.now()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let report = client.report(ledger(&site.world), &env("pc", site.world.now())).expect("a report");
        assert!(matches!(report.standing.status, Status::InitialGrace | Status::Licensed), "{name}");
        drop(client);
        if ended.status.success() {
            assert!(number > 8, "only {number} writes were tried");
            assert_eq!(report.standing.status, Status::Licensed);
            return;
        }
        let again = once().output().expect("it runs");
        assert!(again.status.success(), "{name}: {}", text(&again.stderr));
        let unfinished = fs::read_dir(state.join("client")).expect("a folder").flatten().map(|entry| entry.file_name());
        let unfinished: Vec<_> = unfinished.filter(|name| name.to_string_lossy().starts_with(".state")).collect();
        assert!(unfinished.is_empty(), "{name}: {unfinished:?}");
        let client = Client::open(&state.join("client"), site.world.now()).expect("a client");
        let report = client.report(ledger(&site.world), &env("pc", site.world.now())).expect("a report");
        assert_eq!(report.standing.status, Status::Licensed, "{name}");
        assert!(client.recovered().is_none(), "{name}");
    }
    panic!("it never came to its end");
}

#[test]
fn once_does_what_is_due_and_nothing_more() {
    let site = Site::new();
    let state = site.client("pc");
    let once = || assert!(agent(&state, "pc").arg("--once").status().expect("it runs").success());
    once();
    assert_eq!(site.status("pc"), Status::Licensed);
    let events = || Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client").events().len();
    let before = events();
    once();
    assert_eq!(events(), before, "renewal is not due for days");
    let nothing = run(["--state", "/nowhere", "agent", "--once"]);
    assert!(text(&nothing.stderr).contains("muster client init"), "{}", text(&nothing.stderr));
}

/// Two vendors' products on one machine: each has a state folder, an agent, a socket and a machine id of its own, and neither takes what is
/// the other's.
#[test]
fn agents_of_two_vendors_run_beside_each_other() {
    let (ours, theirs) = (Site::new(), Site::new());
    let machine = tempfile::tempdir().expect("a machine");
    let state = |vendor: &str| machine.path().join("vendor").join(vendor).to_str().expect("a path").to_owned();
    let file = |site: &Site| {
        let (products, host) = (vec![ledger(&site.world)], site.host.address().to_string().parse().ok());
        let terms = EnrolmentTerms { products, host, days: 10, ..EnrolmentTerms::default() };
        let file = site.world.path("site.enrolment");
        let signed = site.world.vendor.authority.issue_enrolment(&terms, site.world.now()).expect("signed");
        fs::write(&file, signed.document).expect("written");
        file.to_str().expect("a path").to_owned()
    };
    let enrol = |vendor: &str, file: &str| {
        let machine = ["--identity", "pc", "--machine-name", "pc"];
        run([&["--state", &state(vendor), "client", "enrol", file], &machine[..]].concat())
    };
    let (our_file, their_file) = (file(&ours), file(&theirs));
    for (vendor, file) in [("contoso", &our_file), ("fabrikam", &their_file)] {
        let output = enrol(vendor, file);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    let refused = enrol("contoso", &their_file);
    assert!(text(&refused.stderr).contains("0xC004F01D"), "{}", text(&refused.stderr));

    let mut agents = ["contoso", "fabrikam"].map(|vendor| Running::start(agent(&state(vendor), "pc")));
    assert_ne!(agents[0].socket, agents[1].socket);
    for running in &agents {
        running.ask_until("a licensed product", |answer| product(answer)["status"] == 1);
    }
    let cmid = |site: &Site, vendor: &str| {
        let client = Client::open(&Path::new(&state(vendor)).join("client"), site.world.now()).expect("a client");
        client.cmid()
    };
    assert_ne!(cmid(&ours, "contoso"), cmid(&theirs, "fabrikam"));
    // One that ends takes nothing from the other.
    agents[0].child.kill().expect("killed");
    agents[0].child.wait().expect("ended");
    assert_eq!(product(&agents[1].ask(&AgentRequest::Status))["status"], 1);
}
