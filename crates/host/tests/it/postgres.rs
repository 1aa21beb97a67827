//! A host on a real PostgreSQL: lost and found again, by TLS and a password.

use muster_host::StoreConfig;
use muster_testbed::{
    HostSetup,
    harness::{
        http::fetch,
        postgres::Postgres,
        tls::Pki,
        wait::{DEADLINE, wait_until},
        world::World,
    },
};
use serde_json::Value;

#[test]
fn a_lost_database_is_told_and_found_again() {
    let (world, server) = (World::new(), Postgres::start());
    let setup = HostSetup { store: server.remote(), ..world.setup("kms", None) };
    let service = world.running_host(&setup);
    let ask = |number| world.ask(service.address(), number);
    assert_eq!(ask(1).0, 200);
    server.crash();
    let (status, body) = ask(2);
    assert_eq!(status, 503, "{body}");
    let problem: Value = serde_json::from_str(&body).expect("a problem");
    assert_eq!(problem["code"], "0xC004C013", "{body}");
    let (status, body) = fetch(service.address(), "/health");
    assert!(status == 503 && body.contains("0xC004C013"), "{status} {body}");
    server.resume();
    assert_eq!(ask(3).0, 200);
    // The writer records it when the client is answered already.
    let recorded = || (server.ask("SELECT count(*) FROM event WHERE number = 12408") == "1").then_some(());
    wait_until(DEADLINE, "the event of the store's return", recorded);
    assert_eq!(server.ask("SELECT string_agg(machine, ' ' ORDER BY id) FROM request"), "pc-1 pc-3");
}

#[test]
fn tls_and_the_password_are_checked() {
    let (world, server) = (World::new(), Postgres::start());
    let other = Pki::new(&world.path(""), "localhost");
    let problem = |store: StoreConfig, name: &str| {
        let setup = HostSetup { store, ..world.setup(name, None) };
        let host = setup.init(&world.vendor).expect("a host");
        host.admin().expect("a store").report(world.now()).expect_err("no database").to_string()
    };
    let stranger = StoreConfig { ca: Some(other.ca), ..server.remote() };
    assert!(problem(stranger, "a").contains("certificate"), "TLS is checked");
    let plain = StoreConfig { password_file: None, ..server.remote() };
    assert!(problem(plain, "b").contains("password"), "a password is needed");
}
