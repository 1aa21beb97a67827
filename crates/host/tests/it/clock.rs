//! Clocks that are wrong: nothing is lost by them, and clients are answered.

use muster_core::time::Span;
use muster_host::Host;
use muster_platform::clock::{Clock, VirtualClock};
use muster_testbed::{
    HostSetup, RunningHost,
    harness::{
        http::{activate, health_that, request},
        postgres::Postgres,
        wait::{DEADLINE, wait_until},
        world::{World, ledger},
    },
};
use rusqlite::Connection;
use serde_json::{Value, json};

const DAY: i64 = 24 * 60 * 60;

/// A host whose clock can be wrong, while that of the world stays right.
struct ClockedHost<'w> {
    world: &'w World,
    setup: HostSetup,
    clock: VirtualClock,
    running: Option<RunningHost>,
}

impl<'w> ClockedHost<'w> {
    fn start(world: &'w World, setup: HostSetup) -> Self {
        drop(world.activated(&setup));
        let mut host = Self { world, setup, clock: world.clock.clone(), running: None };
        host.restart(0);
        host
    }

    /// Starts it with a clock that is so many seconds wrong.
    fn restart(&mut self, wrong: i64) {
        if let Some(running) = self.running.take() {
            self.world.block_on(running.stop());
        }
        // The time goes on by itself in a world of several hosts.
        self.clock = VirtualClock::behind(Clock::System.now().since(self.world.now()));
        self.clock.set_wrong(wrong);
        let directory = self.setup.directory.clone();
        let host = Host::open(&directory).expect("the host");
        let clock = Clock::Virtual(self.clock.clone());
        self.running = Some(self.world.block_on(RunningHost::serve(host, directory, clock)).expect("it serves"));
    }

    fn running(&self) -> &RunningHost {
        self.running.as_ref().expect("it runs")
    }

    fn ask(&self, number: u32) -> (u16, String) {
        activate(self.running().address(), &request(number, ledger(self.world), self.world.now()))
    }

    fn health(&self, what: &str, status: &str) -> (u16, Value) {
        health_that(self.running().address(), what, |health| health["clock"]["status"] == status)
    }

    fn count(&self) -> u32 {
        let host = Host::open(&self.setup.directory).expect("the host");
        host.admin().expect("a store").report(self.world.now()).expect("a report").counts[0].count
    }

    fn events(&self, id: u16) -> usize {
        let host = Host::open(&self.setup.directory).expect("the host");
        let events = host.admin().expect("a store").events(1_000).expect("events");
        events.iter().filter(|event| event.id == id).count()
    }

    /// Requests, events of copies, and members on disk.
    fn rows(&self) -> [u32; 3] {
        let store = Connection::open(self.setup.directory.join("host.db")).expect("the store");
        ["request", "event WHERE number = 12401", "pool_member"].map(|table| {
            store.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counted")
        })
    }
}

/// A clock that is ten years wrong at the start, in either direction: the whole history is there, and so is the count.
#[test]
fn a_start_with_a_wrong_clock_loses_nothing() {
    let world = World::in_real_time();
    let mut host = ClockedHost::start(&world, world.setup("kms", None));
    for number in 0..40 {
        assert_eq!(host.ask(number).0, 200);
    }
    let copy = request(1, ledger(&world), world.now()).replace("00000001000000000000000000000000", &"f".repeat(32));
    assert_eq!(activate(host.running().address(), &copy).0, 200);
    let before = host.rows();
    for (round, wrong) in (0..).zip([3_650 * DAY, -3_650 * DAY, 730 * DAY, -2 * DAY]) {
        host.restart(wrong);
        let (status, health) = host.health("a clock that is not believed", "not believed");
        assert_eq!((status, &health["status"]), (503, &json!("failing")), "{health}");
        let told = health["clock"]["seconds"].as_i64().expect("seconds");
        assert!((told - wrong).abs() < 120, "{told} of {wrong}");
        assert_eq!(host.events(12_420), round + 1);
        // Clients go by the true time.
        let (status, body) = host.ask(2);
        assert_eq!(status, 200, "{body}");
        assert_eq!(host.count(), 40);
        let [requests, events, members] = host.rows();
        assert_eq!([requests, events, members], [before[0] + 2 * round as u32 + 1, before[1], before[2]]);
        host.restart(0);
        assert_eq!(host.health("a clock that is believed", "ok").0, 200);
        assert_eq!(host.ask(2).0, 200);
        assert_eq!(host.count(), 40, "everything counts as before");
    }
}

/// The clock jumps while the host runs, and is set right again; then it jumps for good, and an administrator confirms it.
#[test]
fn a_clock_that_is_set_while_the_host_runs_is_not_followed() {
    let world = World::in_real_time();
    let host = ClockedHost::start(&world, world.setup("kms", None));
    for number in 0..4 {
        assert_eq!(host.ask(number).0, 200);
    }
    let believed = || {
        let address = host.running().address();
        health_that(address, "a clock that is believed", |health| health["clock"]["status"] != "not believed")
    };
    host.clock.set_wrong(600);
    assert_eq!(host.health("a warning", "was set").0, 200, "ten minutes are believed");
    assert_eq!(host.events(12_409), 1);
    host.clock.set_wrong(34 * DAY);
    assert_eq!(host.ask(5).0, 200);
    let (_, health) = host.health("a clock that is not believed", "not believed");
    assert_eq!((&health["status"], host.count()), (&json!("failing"), 5));
    // A client whose clock agrees with the host's is answered too.
    let ahead = request(6, ledger(&world), world.now() + Span::days(34));
    assert_eq!(activate(host.running().address(), &ahead).0, 200);
    host.clock.set_wrong(0);
    assert_eq!(host.ask(7).0, 200);
    assert_eq!(believed().0, 200);
    assert_eq!((host.count(), host.events(12_420), host.events(12_421)), (7, 1, 1));
    host.clock.set_wrong(34 * DAY);
    assert_eq!(host.ask(8).0, 200);
    let open = Host::open(&host.setup.directory).expect("the host");
    open.admin().expect("a store").confirm_clock(host.clock.now()).expect("confirmed");
    assert_eq!(activate(host.running().address(), &ahead).0, 200);
    assert_eq!(believed().0, 200);
    let counted = open.admin().expect("a store").report(host.clock.now()).expect("a report").counts[0].count;
    assert_eq!(counted, 1, "the others have been silent for 34 days");
}

/// Two hosts on one database, one of them a month off in either direction: both count by the database's clock.
#[test]
fn a_host_with_a_wrong_clock_does_not_change_the_count_of_the_other() {
    let (world, server) = (World::in_real_time(), Postgres::start());
    let setup = |name: &str| HostSetup { store: server.local(), ..world.setup(name, None) };
    let right = ClockedHost::start(&world, setup("kms1"));
    let mut wrong = ClockedHost::start(&world, setup("kms2"));
    for number in 0..30 {
        assert_eq!(right.ask(number).0, 200);
    }
    for shift in [31 * DAY, -31 * DAY] {
        wrong.restart(shift);
        assert_eq!(wrong.ask(1).0, 200);
        assert_eq!((right.count(), right.ask(2).0), (30, 200));
        let (status, health) = wrong.health("a clock that differs", "not believed");
        assert_eq!((status, &health["status"]), (503, &json!("failing")), "{health}");
        assert_eq!(right.health("a clock that is right", "ok").0, 200);
        assert_eq!((right.count(), wrong.count()), (30, 30));
    }
    let frozen = server.ask("SELECT count(*) FROM pool_member WHERE last_seen > extract(epoch FROM now()) + 60");
    assert_eq!(frozen, "0", "no member is stamped with a time that has not come");
}

/// Old events go, also where no request is old.
#[test]
fn old_events_go_where_no_request_is_old() {
    let world = World::in_real_time();
    let setup = world.setup("kms", None);
    let mut host = ClockedHost::start(&world, setup);
    let store = Connection::open(host.setup.directory.join("host.db")).expect("the store");
    let old = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
        INSERT INTO event (id, at, number, level, message, info)
        SELECT -i, 1577836800 + i, 12407, 'information', '', '' FROM n";
    store.execute(old, []).expect("stored");
    host.restart(0);
    let left = || -> u32 {
        store.query_row("SELECT count(*) FROM event WHERE id < 0", [], |row| row.get(0)).expect("counted")
    };
    wait_until(DEADLINE, "the end of the old events", || (left() == 0).then_some(()));
}
