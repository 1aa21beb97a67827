//! Where a client finds hosts, against a real BIND 9.

use muster_core::code;
use muster_testbed::{
    RunningHost, TsigKey,
    harness::{
        bind::{Bind, ZONE},
        world::{World, env},
    },
};
use std::net::TcpListener;

struct Site {
    world: World,
    key: TsigKey,
    bind: Bind,
}

impl Site {
    fn new() -> Self {
        let key = TsigKey::random("kms-key");
        Self { world: World::new(), bind: Bind::start(&key), key }
    }

    /// A running host that publishes itself.
    fn host(&self, name: &str) -> RunningHost {
        let setup = self.world.setup(name, Some((self.bind.address(), self.key.clone(), ZONE)));
        self.world.running_host(&setup)
    }
}

#[test]
fn a_client_finds_hosts_by_srv_strikes_off_the_dead_and_caches_the_one_that_answers() {
    let site = Site::new();
    let (one, two) = (site.host("one"), site.host("two"));
    let two_address = two.address();
    site.world.block_on(two.stop());
    let (mut client, product) = site.world.client("pc");
    let network = site.bind.network(&["nowhere.corp.test", ZONE]);
    // Both records stand at one priority, so the draw decides which is asked first; in the end it is always `one`.
    let mut struck_off = 0;
    for number in 0..12 {
        let (mut other, _) = site.world.client(&format!("pc-{number}"));
        let attempt = site.world.activate(&mut other, &format!("pc-{number}"), &network);
        let Some((host, grant)) = &attempt.granted else { panic!("{attempt:?}") };
        assert_eq!((host.port, grant.count), (one.address().port(), number + 1));
        if let [dead, _] = attempt.tries.as_slice() {
            assert_eq!((dead.host.port, dead.code), (two_address.port(), code::HOST_UNAVAILABLE));
            struck_off += 1;
        }
    }
    assert!(struck_off > 0, "in 12 draws the dead host was never asked first");
    let first = site.world.activate(&mut client, "pc", &network);
    assert_eq!(first.code, code::COUNT_TOO_LOW);
    let report = client.report(product, &env("pc", site.world.now())).expect("a report");
    let cached = report.discovered.expect("the host that answered");
    assert_eq!((cached.name.as_str(), cached.port), ("one.corp.test", one.address().port()));
    let again = site.world.activate(&mut client, "pc", &network);
    assert_eq!(again.tries.len(), 1, "the cached host is asked at once");
}

#[test]
fn what_dns_says_has_its_documented_code() {
    let site = Site::new();
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let mut silent = site.bind.network(&[ZONE]);
    silent.servers = vec![closed];
    let mut nobody = site.bind.network(&[ZONE]);
    nobody.servers.clear();
    let cases = [
        ("no such name", site.bind.network(&["nowhere.corp.test"]), code::DNS_NAME_ERROR),
        ("not its zone", site.bind.network(&["example.net"]), code::DNS_SERVER_FAILURE),
        ("no domain", site.bind.network(&[]), code::INVALID_NAME),
        ("no server", nobody, code::DNS_NO_SERVERS),
        ("closed port", silent, code::DNS_SERVER_FAILURE),
    ];
    let (mut client, _) = site.world.client("pc");
    for (what, network, code) in cases {
        assert_eq!(site.world.activate(&mut client, "pc", &network).code, code, "{what}");
        let last = client.events().pop().expect("an event");
        assert!(last.id == 8198 && last.info.starts_with(&format!("hr={code}, SkuId=")), "{what}: {last:?}");
    }
}
