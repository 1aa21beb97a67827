//! What a host tells those who run it.

use muster_core::time::Span;
use muster_host::Host;
use muster_testbed::{
    activate_online,
    harness::{
        http::{activate, fetch, health_that, request},
        world::{World, ledger, machine},
    },
};
use serde_json::json;

#[test]
fn health_says_whether_clients_are_answered() {
    let world = World::new();
    let setup = world.setup("kms", None);
    let mut host = setup.init(&world.vendor).expect("a host");
    let service = world.serve(Host::open(&setup.directory).expect("the host"), "kms");
    let (status, health) = health_that(service.address(), "any health", |_| true);
    assert_eq!((status, &health["status"], &health["activated"]), (503, &json!("failing"), &json!(false)));
    activate_online(&mut host, &machine("kms.corp.test"), world.now()).expect("activated");
    let (status, health) = health_that(service.address(), "an activated host", |health| health["activated"] == true);
    let store = json!({"status": "ok"});
    assert_eq!((status, &health["status"], &health["store"]), (200, &json!("ok"), &store));
}

#[test]
fn metrics_are_openmetrics_and_say_what_happened() {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    for number in 0..30 {
        assert_eq!(activate(host.address(), &request(number, ledger(&world), world.now())).0, 200);
    }
    let late = request(99, ledger(&world), world.now() - Span::hours(5));
    assert_eq!(activate(host.address(), &late).0, 403);
    let (status, text) = fetch(host.address(), "/metrics");
    assert_eq!(status, 200);
    for line in [
        "muster_requests_total{code=\"0x00000000\"} 6",
        "muster_requests_total{code=\"0xC004F038\"} 24",
        "muster_requests_total{code=\"0xC004F06C\"} 1",
        "muster_requests_shed_total 0",
        "muster_count{application=\"Ledger\"} 30",
        "muster_machines 31",
        "muster_store_up 1",
        "muster_commit_group_size_sum 31.0",
        "muster_next_expiry_days 180.0",
        "# EOF",
    ] {
        assert!(text.lines().any(|found| found == line), "no line '{line}' in\n{text}");
    }
    let license = text.lines().find_map(|line| line.strip_prefix("muster_license_days ")).expect("its days");
    assert!(license.parse::<f64>().expect("a number") > 0.0, "{license}");
}
