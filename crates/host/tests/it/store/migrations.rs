//! A store of every earlier schema is brought up to date with all that is in it.

use super::{Engine, LEDGER, NOW, PAYROLL, PRODUCT, Server, cmid, commit, hardware, request};
use muster_core::{
    code::{self, Code},
    event::Level,
    host::{count::Member, counters::Counters},
    id::{ApplicationId, Cmid},
    time::{Moment, Span},
};
use muster_host::{
    HostSettings, MachineRow, SrvRecord,
    store::{Changes, SqliteStore, Store, StoreError},
};
use muster_proto::event::Event;
use muster_server::{postgres::PostgresError, sqlite::OpenError};
use proptest::prelude::*;
use rusqlite::{Connection, params};

/// One dump for each schema before the newest, oldest first.
const SQLITE: &[&str] = &[
    include_str!("fixtures/sqlite_1.sql"),
    include_str!("fixtures/sqlite_2.sql"),
    include_str!("fixtures/sqlite_3.sql"),
    include_str!("fixtures/sqlite_4.sql"),
    include_str!("fixtures/sqlite_5.sql"),
    include_str!("fixtures/sqlite_6.sql"),
    include_str!("fixtures/sqlite_7.sql"),
    include_str!("fixtures/sqlite_8.sql"),
    include_str!("fixtures/sqlite_9.sql"),
    include_str!("fixtures/sqlite_10.sql"),
    include_str!("fixtures/sqlite_11.sql"),
    include_str!("fixtures/sqlite_12.sql"),
    include_str!("fixtures/sqlite_13.sql"),
    include_str!("fixtures/sqlite_14.sql"),
    include_str!("fixtures/sqlite_15.sql"),
];
const POSTGRES: &[&str] = &[
    include_str!("fixtures/postgres_1.sql"),
    include_str!("fixtures/postgres_2.sql"),
    include_str!("fixtures/postgres_3.sql"),
    include_str!("fixtures/postgres_4.sql"),
    include_str!("fixtures/postgres_5.sql"),
    include_str!("fixtures/postgres_6.sql"),
    include_str!("fixtures/postgres_7.sql"),
    include_str!("fixtures/postgres_8.sql"),
    include_str!("fixtures/postgres_9.sql"),
    include_str!("fixtures/postgres_10.sql"),
    include_str!("fixtures/postgres_11.sql"),
    include_str!("fixtures/postgres_12.sql"),
    include_str!("fixtures/postgres_13.sql"),
    include_str!("fixtures/postgres_14.sql"),
    include_str!("fixtures/postgres_15.sql"),
];

#[test]
fn sqlite_is_brought_up_to_date_from_every_earlier_schema() {
    let fresh = Engine::sqlite();
    drop(fresh.open());
    assert_eq!(fresh.sql("SELECT count(*) FROM muster_schema"), (SQLITE.len() + 1).to_string(), "a dump for each");
    let tables = "SELECT name, replace(sql, '\"', '') FROM sqlite_schema ORDER BY name";
    for dump in SQLITE {
        let engine = Engine::sqlite();
        engine.sql(dump);
        holds_what_the_dump_holds(&engine);
        assert_eq!(engine.sql(tables), fresh.sql(tables));
    }
}

#[test]
fn postgres_is_brought_up_to_date_from_every_earlier_schema() {
    let server = Server::start();
    let fresh = Engine::postgres(&server, "fresh");
    fresh.open().counters().expect("connected");
    assert_eq!(fresh.sql("SELECT count(*) FROM muster_schema"), (POSTGRES.len() + 1).to_string(), "a dump for each");
    let columns = "SELECT table_name, column_name, data_type, is_nullable, is_identity FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY table_name, column_name";
    for (number, dump) in POSTGRES.iter().enumerate() {
        let engine = Engine::postgres(&server, &format!("old_{number}"));
        engine.sql(dump);
        holds_what_the_dump_holds(&engine);
        assert_eq!(engine.sql(columns), fresh.sql(columns));
        assert_eq!(engine.open_postgres("kms2").settings().expect("settings").port, 1_700);
    }
    refuses_other_schemas(&fresh);
}

fn holds_what_the_dump_holds(engine: &Engine) {
    let mut store = engine.open();
    let mut machines = Vec::new();
    store.machines(&mut |row| machines.push(row)).expect("the inventory");
    assert_eq!(machines, expected_machines());
    let extremes = ApplicationId::from_bytes([10; 16]);
    let unused = ApplicationId::from_bytes([0xee; 16]);
    let pools = store.pools(&[(LEDGER, 3), (PAYROLL, 3), (extremes, 3), (unused, 3)]).expect("pools");
    let members = |id: &ApplicationId| -> Vec<(u32, i64)> {
        let number = |cmid: &Cmid| u128::from_be_bytes(*cmid.as_bytes()) as u32;
        pools[id].members().map(|Member { cmid, seen }| (number(cmid), seen.unix())).collect()
    };
    let now = NOW.unix();
    assert_eq!(members(&LEDGER), [(9, now), (3, now), (7, now), (1, now + 5)]);
    assert_eq!(members(&PAYROLL), [(2, -1), (1, 0)]);
    let times = [(1, i64::MIN), (2, -2), (3, 0x0123_4567_89ab_cdef), (4, 0x7edc_ba98_7654_3210), (5, i64::MAX)];
    assert_eq!(members(&extremes), times);
    assert_eq!(members(&unused), []);
    let counters = Counters { total: 9, failed: 2, by_status: [1, 2, 3, 4, 5, 6] };
    assert_eq!(store.counters().expect("counters"), counters);
    let mut settings =
        HostSettings { port: 1_689, dns_publishing: false, low_priority: true, ..HostSettings::default() };
    settings.intervals.renewal = Span::days(3);
    assert_eq!(store.settings().expect("settings"), settings);
    let published = |domain: &str, priority, weight, port| SrvRecord {
        service: "muster".into(),
        domain: domain.into(),
        priority,
        weight,
        port,
        target: "kms1.corp.test".into(),
    };
    let expected = [published("a.corp.test", 0, u16::MAX, u16::MAX), published("corp.test", 1, 2, 1_689)];
    assert_eq!(store.published().expect("records"), expected);
    holds_the_history(engine);
    // It works as a new one does.
    commit(&mut *store, Changes { requests: vec![request(3, NOW)], ..Changes::default() });
    assert_eq!(store.requests_after(8).expect("requests"), [(9, request(3, NOW))]);
}

fn expected_machines() -> [MachineRow; 3] {
    let row = |number: u32, device: u32, name: &str| MachineRow {
        cmid: cmid(number),
        product: PRODUCT,
        hardware: hardware(device),
        name: name.into(),
        first_seen: NOW,
        last_seen: NOW,
        requests: 1,
        last_code: code::SUCCESS,
        activated_until: None,
        counter: 0,
        rolled_back: None,
    };
    [
        MachineRow {
            last_seen: NOW + Span::seconds(5),
            requests: 3,
            activated_until: Some(NOW + Span::days(180)),
            ..row(1, 1, "pc-1")
        },
        MachineRow { last_code: Code(0xC004_F042), ..row(1, 9, "コンピューター") },
        MachineRow {
            first_seen: NOW - Span::seconds(1),
            requests: 1 << 40,
            activated_until: Some(NOW),
            ..row(2, 2, "it's; --")
        },
    ]
}

fn holds_the_history(engine: &Engine) {
    let mut store = engine.open();
    let requests = store.requests_before(i64::MAX, 9).expect("requests");
    let words: Vec<String> =
        requests.iter().map(|(id, request)| format!("{id}: {}", Event::of_request(request).info)).collect();
    let product = "03030303-0303-0303-0303-030303030303";
    let second = format!("8: 0xC004F06C,5,pc-2,{},1970/1/1 00:00,1,2,4294967295,{product},0", cmid(2));
    let first = format!("7: 0x00000000,25,pc-1,{},2026/11/21 09:59,0,5,43200,{product},1", cmid(1));
    assert_eq!(words, [second, first]);
    let event = |at, id, level, message: &str, info: &str| Event {
        time: Moment::from_unix(at),
        id,
        level,
        message: message.into(),
        info: info.into(),
    };
    let cloned = "Two machines use one client machine ID (CMID): one is a copy of the other. They count once.";
    let expected = [
        (5, event(0, 12_407, Level::Information, "x", "y")),
        (4, event(946_684_799, 12_293, Level::Error, "m", "i")),
        (3, event(NOW.unix(), 12_401, Level::Warning, cloned, "a, b")),
    ];
    assert_eq!(store.events_before(i64::MAX, 9).expect("events"), expected);
}

#[test]
fn sqlite_of_another_schema_is_refused() {
    let engine = Engine::sqlite();
    drop(engine.open());
    let open = || SqliteStore::open(&engine.file()).map(drop).expect_err("refused");
    engine.sql("UPDATE muster_schema SET checksum = '00' WHERE version = 1");
    assert!(matches!(open(), OpenError::Altered { version: 1, .. }), "{}", open());
    engine.sql("PRAGMA user_version = 99");
    assert!(matches!(open(), OpenError::Newer { found: 99, .. }), "{}", open());
}

fn refuses_other_schemas(engine: &Engine) {
    let ask = || engine.open_postgres("kms1").counters().expect_err("refused");
    engine.sql("UPDATE muster_schema SET checksum = '00' WHERE version = 1");
    assert!(matches!(ask(), StoreError::Postgres(PostgresError::Altered { version: 1 })), "{}", ask());
    engine.sql("INSERT INTO muster_schema VALUES (99)");
    assert!(matches!(ask(), StoreError::Postgres(PostgresError::Newer { found: 99, .. })), "{}", ask());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever members a pool of schema 1 had, the same are in its rows, in the same order.
    #[test]
    fn a_pool_of_schema_1_is_decoded(
        stored in prop::collection::vec((any::<[u8; 16]>(), any::<i64>()), 0..40),
        excess in prop::collection::vec(any::<u8>(), 0..24),
    ) {
        let engine = Engine::sqlite();
        let file = Connection::open(engine.file()).expect("a file");
        file.execute_batch(include_str!("../../../migrations/001.sql")).expect("schema 1");
        file.pragma_update(None, "user_version", 1).expect("set");
        let mut bytes: Vec<u8> = stored.iter().flat_map(|(id, at)| [&id[..], &at.to_be_bytes()].concat()).collect();
        // A record that is not whole was never read.
        bytes.extend(excess);
        file.execute("INSERT INTO pool VALUES (?1, ?2)", params![LEDGER.as_bytes(), bytes]).expect("stored");
        drop(file);
        drop(engine.open());
        let found = engine.sql("SELECT cmid, last_seen FROM pool_member ORDER BY sequence");
        let row = |(id, at): &([u8; 16], i64)| format!("{:032x}|{at}", u128::from_be_bytes(*id));
        prop_assert_eq!(found, stored.iter().map(row).collect::<Vec<_>>().join("\n"));
    }
}
