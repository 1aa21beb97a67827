//! kill -9 in the middle of a load: whoever was answered is in the store, and what a client keeps is whole.

use crate::command::{muster, run, serve_host, text};
use muster_client::Client;
use muster_core::{client::license::Status, id::Cmid};
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::harness::{
    http::{cmid, post_bytes, request, send},
    wait::DEADLINE,
    world::{World, env, ledger},
};
use std::{
    collections::HashSet,
    fs,
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    os::unix::net::UnixStream,
    process::Stdio,
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

/// How often a service or a command is killed in each test; `MUSTER_KILLS` for another number.
pub(crate) fn kills() -> u32 {
    option_env!("MUSTER_KILLS").map_or(50, |number| number.parse().expect("MUSTER_KILLS is a number"))
}

const CLIENTS: usize = 8;

#[test]
fn whoever_was_answered_is_in_the_store() {
    let world = World::in_real_time();
    let host = world.activated_host("kms");
    let next = AtomicU32::new(0);
    let mut answered = HashSet::new();
    for round in 0..kills() {
        let service = serve_host(&world.state("kms"));
        let address = service.address;
        let (told, heard) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                let (world, next, told) = (&world, &next, told.clone());
                scope.spawn(move || ask_until_it_dies(world, address, next, &told));
            }
            drop(told);
            // Every round is cut off at another place.
            for _ in 0..10 + 7 * (round % 20) {
                answered.insert(heard.recv_timeout(DEADLINE).expect("an answer"));
            }
            service.kill();
            answered.extend(heard);
        });
    }
    let mut stored = HashSet::new();
    host.admin().expect("a store").each_machine(|row| stored.extend([row.cmid])).expect("the inventory");
    let lost: Vec<&Cmid> = answered.iter().filter(|cmid| !stored.contains(cmid)).collect();
    assert!(lost.is_empty(), "{} of {} answered machines are lost", lost.len(), answered.len());
    let report = host.admin().expect("a store").report(world.now()).expect("a report");
    assert_eq!(report.counters.total, stored.len() as u64, "counters and inventory are of one transaction");
    assert_eq!(report.counts[0].count, 50);
}

/// Asks for machine after machine, and says which were answered.
fn ask_until_it_dies(world: &World, address: SocketAddr, next: &AtomicU32, told: &mpsc::Sender<Cmid>) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let bytes = post_bytes(ACTIVATIONS_PATH, &request(number, ledger(world), world.now()));
        match send(address, &bytes) {
            Some((200, _)) => {
                // Nobody hears it where the test has failed.
                let _ = told.send(cmid(number));
            }
            Some(answer) => panic!("answered {answer:?}"),
            None => return,
        }
    }
}

/// A client that is pointed at a running host, and whose commands and agent are killed.
struct Victim<'w> {
    world: &'w World,
    state: String,
}

impl Victim<'_> {
    /// Lets a process go on for a while that is another one each round, and kills it.
    fn kill(round: u32, mut child: std::process::Child) {
        let (_never, pause) = mpsc::channel::<()>();
        // A command takes about 40 milliseconds.
        let _ = pause.recv_timeout(Duration::from_micros(u64::from(round) * 7_919 % 60_000));
        child.kill().expect("killed");
        child.wait().expect("it is gone");
    }

    fn check(&self, what: &str) {
        let client = Client::open(&self.world.path("pc/client"), self.world.now());
        let client = client.unwrap_or_else(|error| panic!("{what}: {error}"));
        let report = client.report(ledger(self.world), &env("pc", self.world.now())).expect("a report");
        assert!(matches!(report.standing.status, Status::InitialGrace | Status::Licensed), "{what}");
        assert!(client.recovered().is_none(), "{what}");
    }

    /// After one more change, nothing that was half written is left.
    fn check_leftovers(&self) {
        let changed = run(["--state", &self.state, "slmgr", "--identity", "pc", "/ato"]);
        assert!(changed.status.success(), "{}", text(&changed.stderr));
        let names =
            fs::read_dir(self.world.path("pc/client")).expect("a folder").flatten().map(|entry| entry.file_name());
        let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with(".state")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn what_a_client_keeps_is_whole_whenever_a_command_or_the_agent_dies() {
    let world = World::in_real_time();
    let host = world.filled_host("kms");
    let (mut client, _) = world.client("pc");
    client.set_host(Some(host.address().to_string().parse().expect("a host")), None).expect("set");
    drop(client);
    let victim = Victim { world: &world, state: world.state("pc").to_str().expect("a path").to_owned() };
    let address = host.address().to_string();
    let commands: [&[&str]; 5] = [
        &["slmgr", "--identity", "pc", "/ato"],
        &["slmgr", "/skms", &address],
        &["slmgr", "/act-type", "0"],
        &["slmgr", "/rearm"],
        &["agent", "--once", "--identity", "pc"],
    ];
    for round in 0..kills() {
        let words = commands[round as usize % commands.len()];
        let mut command = muster([&["--state", victim.state.as_str()], words].concat());
        Victim::kill(round, command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("muster starts"));
        victim.check(&format!("{words:?}, round {round}"));
    }
    for round in 0..kills() {
        let mut command = muster(["--state", victim.state.as_str(), "agent", "--identity", "pc"]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("muster starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let mut caller = UnixStream::connect(line.trim().trim_start_matches("agent: ")).expect("it answers");
        caller.write_all(b"{\"ask\":\"activate\"}\n").expect("asked");
        Victim::kill(round, child);
        victim.check(&format!("the agent, round {round}"));
    }
    victim.check_leftovers();
}
