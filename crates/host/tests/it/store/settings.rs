//! What a host keeps of its own: settings, and what it has published.

use super::{Engine, NOW};
use muster_core::time::Span;
use muster_host::{HostSettings, SrvRecord, store::Notice};
use std::thread;

pub(super) fn they_are_stored(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(store.settings().expect("settings"), HostSettings::default());
    let mut settings = HostSettings { enabled: false, port: 1_689, low_priority: true, ..HostSettings::default() };
    settings.intervals.renewal = Span::days(3);
    store.set_settings(&settings).expect("stored");
    assert_eq!(engine.open().settings().expect("settings"), settings);
    let again = HostSettings { dns_publishing: false, ..HostSettings::default() };
    store.set_settings(&again).expect("stored");
    assert_eq!(store.settings().expect("settings"), again);
    // A newer version may have stored what this one does not know.
    let host = if matches!(engine, Engine::Sqlite(_)) { "" } else { "'kms1', " };
    engine.sql(&format!("INSERT INTO setting VALUES ({host}'colour', 'blue')"));
    assert_eq!(store.settings().expect("settings"), again);
    if matches!(engine, Engine::Postgres { .. }) {
        use muster_host::store::Store;
        assert_eq!(engine.open_postgres("kms2").settings().expect("settings"), HostSettings::default());
    }
}

pub(super) fn hosts_that_share_the_store_see_one_another(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(store.sharing_hosts(NOW, 9).expect("none yet"), []);
    store.set_running("0.1.0", NOW).expect("said");
    if matches!(engine, Engine::Sqlite(_)) {
        return assert_eq!(store.sharing_hosts(NOW, 9).expect("nobody shares a file"), []);
    }
    use muster_host::store::{SharingHost, Store};
    engine.open_postgres("a").set_running("0.2.0", NOW + Span::minutes(1)).expect("said");
    store.set_running("0.1.1", NOW + Span::minutes(5)).expect("said again");
    let host = |name: &str, minutes, version: &str| SharingHost {
        name: name.into(),
        seen: NOW + Span::minutes(minutes),
        version: version.into(),
    };
    assert_eq!(store.sharing_hosts(NOW, 9).expect("hosts"), [host("a", 1, "0.2.0"), host("kms1", 5, "0.1.1")]);
    assert_eq!(store.sharing_hosts(NOW, 1).expect("hosts").len(), 1);
    let later = NOW + Span::minutes(2);
    assert_eq!(store.sharing_hosts(later, 9).expect("hosts"), [host("kms1", 5, "0.1.1")], "the other is gone");
}

pub(super) fn each_published_record_once(engine: &Engine) {
    let record = |domain: &str, port| SrvRecord {
        service: "muster".into(),
        domain: domain.into(),
        priority: 1,
        weight: u16::MAX,
        port,
        target: "kms1.corp.test".into(),
    };
    let mut store = engine.open();
    let mut renamed = record("corp.test", 3);
    renamed.service = "ledger".into();
    for (domain, port) in [("corp.test", 1_688), ("Corp.test", 1), ("a.corp.test", 2), ("corp.test", 3)] {
        store.set_published(&record(domain, port)).expect("stored");
    }
    store.set_published(&renamed).expect("stored");
    let all = [record("Corp.test", 1), record("a.corp.test", 2), renamed.clone()];
    assert_eq!(store.published().expect("records"), all);
    store.clear_published("a.corp.test").expect("removed");
    store.clear_published("nowhere.test").expect("nothing to remove");
    assert_eq!(engine.open().published().expect("records"), [record("Corp.test", 1), renamed]);
}

pub(super) fn the_last_notice_of_each_end(engine: &Engine) {
    let notice = |days| Some(Notice { until: NOW, days });
    let mut store = engine.open();
    assert_eq!(store.notice("pack").expect("read"), None);
    for (subject, days) in [("license", 90), ("pack", 30), ("license", 7)] {
        store.set_notice(subject, Notice { until: NOW, days }).expect("stored");
    }
    let mut store = engine.open();
    let notices = ["license", "pack"].map(|subject| store.notice(subject).expect("read"));
    assert_eq!(notices, [notice(7), notice(30)]);
}

pub(super) fn a_probe_leaves_nothing(engine: &Engine) {
    let mut store = engine.open();
    for bytes in [1, 256 * 1024, 256 * 1024] {
        store.probe_write(bytes).expect("written");
    }
    assert_eq!(engine.sql("SELECT count(*) FROM setting"), "0");
    assert_eq!(engine.sql("SELECT total FROM counters"), "0");
}

fn minute_more(span: Span) -> Span {
    Span::minutes(span.minutes_saturating() + 1)
}

/// Two administrators, each on a connection of their own: neither change is lost.
pub(super) fn two_changes_at_once_are_both_kept(engine: &Engine) {
    const EACH: u16 = 20;
    drop(engine.open());
    thread::scope(|scope| {
        let add = |minutes: bool| {
            let mut store = engine.open();
            for _ in 0..EACH {
                let change = &mut |settings: &mut HostSettings| {
                    if minutes {
                        settings.intervals.renewal = minute_more(settings.intervals.renewal);
                    } else {
                        settings.port += 1;
                    }
                };
                store.change_settings(change).expect("stored");
            }
        };
        [true, false].into_iter().for_each(|minutes| drop(scope.spawn(move || add(minutes))));
    });
    let settings = engine.open().settings().expect("settings");
    let expected = HostSettings::default();
    assert_eq!(settings.port, expected.port + EACH);
    assert_eq!(settings.intervals.renewal.as_minutes(), expected.intervals.renewal.as_minutes() + i64::from(EACH));
}
