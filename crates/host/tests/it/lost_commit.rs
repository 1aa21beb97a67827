//! The connection to the database is lost exactly during a COMMIT: nobody knows whether it was made, so the answer is to ask
//! again, and asking again counts once.

use muster_core::code;
use muster_testbed::{
    HostSetup,
    harness::{
        commit_proxy::{CommitProxy, Cut},
        postgres::Postgres,
        world::World,
    },
};
use serde_json::Value;

#[test]
fn a_commit_that_nobody_heard_of_is_asked_again_and_counts_once() {
    let (world, server) = (World::new(), Postgres::start());
    let proxy = CommitProxy::start(&server);
    let service = world.running_host(&HostSetup { store: proxy.store(), ..world.setup("kms", None) });
    assert_eq!(world.ask(service.address(), 1).0, 200);
    for (number, cut, stored) in [(2, Cut::Before, "0"), (3, Cut::After, "1")] {
        proxy.cut_next(cut);
        let (status, body) = world.ask(service.address(), number);
        assert!(!proxy.waits(), "{cut:?}: no COMMIT came by");
        let problem: Value = serde_json::from_str(&body).expect("a problem");
        assert_eq!(
            (status, &problem["code"]),
            (503, &code::SERVER_DATABASE_ERROR.to_string().into()),
            "{cut:?}: {body}"
        );
        let machines = format!("SELECT count(*) FROM machine WHERE name = 'pc-{number}'");
        assert_eq!(server.ask(&machines), stored, "{cut:?}");
        assert_eq!(world.ask(service.address(), number).0, 200, "{cut:?}: asked again");
        assert_eq!(server.ask(&machines), "1", "{cut:?}");
        let host = service.open().expect("the host");
        let report = host.admin().expect("a store").report(world.now()).expect("a report");
        assert_eq!(report.counts[0].count, number, "{cut:?}: each machine counts once");
        assert_eq!(server.ask("SELECT count(*) FROM request"), report.counters.total.to_string(), "{cut:?}");
    }
}
