//! Faults at the host: each has its code, and the service goes on.

use crate::command::{Service, muster, serve_host};
use muster_testbed::harness::{
    http::{activate, connect, fetch, request},
    world::{World, ledger},
};
use serde_json::Value;
use std::{net::SocketAddr, process::Command};

/// Status and code of a problem.
fn problem((status, body): (u16, String)) -> (u16, String) {
    let problem: Value = serde_json::from_str(&body).expect("a problem document");
    (status, problem["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn ten_thousand_idle_connections_starve_nobody() {
    const IDLE: usize = 10_000;
    let limit = muster_platform::process::raise_file_limit(IDLE as u64 + 1_000);
    assert!(limit >= IDLE as u64 + 500, "the limit of open files is {limit}: raise it to {}", IDLE + 1_000);
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    let idle: Vec<_> = (0..IDLE).map(|_| connect(service.address)).collect();
    for number in 0..20 {
        assert_eq!(activate(service.address, &request(number, ledger(&world), world.now())).0, 200);
    }
    drop(idle);
    assert_eq!(activate(service.address, &request(99, ledger(&world), world.now())).0, 200);
    let host = muster_host::Host::open(&world.state("kms").join("host")).expect("a host");
    assert_eq!(host.admin().expect("a store").report(world.now()).expect("a report").counters.total, 21);
}

/// A disk of 6 MiB that fills up: what was answered is stored, what is not stored is not answered, and when there is room
/// again the same process goes on.
#[test]
fn a_full_disk_loses_nothing_that_was_answered() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let state = world.state("kms");
    let (small, mounted) = (world.path("small"), state.join("host"));
    std::fs::rename(&mounted, &small).expect("moved");
    std::fs::create_dir(&mounted).expect("a mount point");
    // A private mount namespace: the disk goes with the process.
    let script = format!(
        "mount -t tmpfs -o size=6m tmpfs {0} && cp -r {1}/. {0}/ && head -c 2M /dev/zero >{0}/ballast && exec {2} --state {3} --log error host serve --port 0",
        mounted.display(),
        small.display(),
        env!("CARGO_BIN_EXE_muster"),
        state.display(),
    );
    let mut command = Command::new("unshare");
    // Whoever is not root becomes it in a namespace of their own.
    let own: &[&str] = if rustix::process::geteuid().is_root() { &[] } else { &["--user", "--map-root-user"] };
    command.arg("--mount").args(own).args(["sh", "-c", &script]).env("MUSTER_IDENTITY", "kms.corp.test");
    let service = Service::start(command);
    let answered = fill_up(&world, service.address);
    assert!(answered > 100, "{answered} fitted");
    let (status, health) = fetch(service.address, "/health");
    assert!(status == 503 && health.contains("0x80070070"), "{status} {health}");
    assert!(health.contains("\"enabled\":true"), "the disk is the cause, and nothing else: {health}");
    let inside = format!("/proc/{}/root{}", service.id(), mounted.display());
    std::fs::remove_file(format!("{inside}/ballast")).expect("there is room again");
    assert_eq!(activate(service.address, &request(1_000_000, ledger(&world), world.now())).0, 200);
    // SQLite would follow the link out of the process's namespace, so its files are looked at from outside.
    for name in ["host.db", "host.db-wal"] {
        std::fs::copy(format!("{inside}/{name}"), small.join(name)).expect("copied");
    }
    let host = muster_host::Host::open(&small).expect("the host of the small disk");
    let mut stored = 0;
    host.admin().expect("a store").each_machine(|_| stored += 1).expect("the inventory");
    assert_eq!(stored, answered + 1);
}

/// Activates machine after machine until the disk is full; how many were answered.
fn fill_up(world: &World, address: SocketAddr) -> u32 {
    for number in 0..100_000 {
        let (status, body) = activate(address, &request(number, ledger(world), world.now()));
        if status != 200 {
            let (status, code) = problem((status, body));
            assert_eq!((status, code.as_str()), (503, "0x80070070"), "after {number}");
            return number;
        }
    }
    panic!("the disk never filled");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let state = world.state("kms");
    let mut command = muster(["--state", state.to_str().expect("a path"), "host", "serve", "--port", &port]);
    let output = command.env("MUSTER_IDENTITY", "kms.corp.test").output().expect("muster runs");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(error.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{error}");
}

/// Nothing can be stored there, so nobody is answered; the cause is said, and the way out.
#[test]
fn a_service_in_a_read_only_folder_says_so() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let (kms, vendor) = (world.state("kms"), world.path(""));
    let passphrase = world.path("authority/passphrase.txt");
    let host = format!("--state {} host serve --port 0 --identity kms.corp.test", kms.display());
    let authority = format!(
        "--state {} authority serve --listen 127.0.0.1:0 --passphrase-file {}",
        vendor.display(),
        passphrase.display()
    );
    for (folder, words) in [(&kms, host), (&vendor, authority)] {
        let script = format!(
            "mount --bind {0} {0} && mount -o remount,ro,bind {0} && exec {1} --lang en {words}",
            folder.display(),
            env!("CARGO_BIN_EXE_muster")
        );
        let mut command = Command::new("unshare");
        let own: &[&str] = if rustix::process::geteuid().is_root() { &[] } else { &["--user", "--map-root-user"] };
        let output = command.arg("--mount").args(own).args(["sh", "-c", &script]).output().expect("muster runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.starts_with("Error: 0x80070013 ") && told.contains("What to do: mount the disk"), "{told}");
    }
}
