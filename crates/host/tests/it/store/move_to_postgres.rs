//! From SQLite to PostgreSQL: everything arrives, and nothing is written where another host is.

use super::{
    APPLICATIONS, Engine, LEDGER, NOW, PAYROLL, PRODUCT, Server, admit, change, cmid, commit,
    evidence::evidence,
    jobs::{job, managed, order, store_ids},
    key, request,
};
use muster_console::{
    Account, AuditAction, AuditEntry, ConsoleStore, PasskeyStore, ProviderIdentity, Role, TokenStore, ViewStore,
    WebhookStore,
};
use muster_core::{
    authority::key_groups::KeyGroups,
    code,
    event::Occurrence,
    host::{counters::Counters, refusals::Refusals},
    id::OrderId,
    order::Task,
    time::Span,
};
use muster_host::{
    HostSettings, MigrationStats, SrvRecord,
    store::{
        Changes, EvidenceStore, Job, JobOrder, JobStore, Notice, PAGE_ROWS, SqliteStore, Store, StoreError, migrate,
    },
};
use muster_proto::event::Event;

/// All that can be read of a store.
fn everything(store: &mut dyn Store) -> String {
    let mut found = Vec::new();
    store.machines(&mut |row| found.push(format!("{row:?}"))).expect("the inventory");
    store.requests(u32::MAX, &mut |request| found.push(format!("{request:?}"))).expect("requests");
    found.push(format!("{:?}", store.events(u32::MAX).expect("events")));
    let pools = store.pools(APPLICATIONS).expect("pools");
    found.push(format!("{:?} {:?}", pools[&LEDGER], pools[&PAYROLL]));
    found.push(format!("{:?} {:?}", store.counters().expect("counters"), store.settings().expect("settings")));
    found.push(format!("{:?} {:?}", store.published().expect("records"), store.notice("license").expect("read")));
    found.push(format!(
        "{:?} {:?}",
        store.accounts().expect("accounts"),
        store.audit_after(&KeyGroups::All, 0).expect("entries")
    ));
    found.push(format!("{:?}", store.passkeys(None).expect("passkeys")));
    found.push(format!("{:?}", store.tokens().expect("tokens")));
    found.push(format!("{:?}", store.views(None).expect("views")));
    found.push(format!("{:?}", store.webhooks().expect("webhooks")));
    found.push(format!("{:?}", store.managed_machines_from(cmid(0)).expect("machines")));
    found.push(format!("{:?}", store.evidence_from(cmid(0)).expect("evidence")));
    for job in store.jobs_before(i64::MAX, 9).expect("jobs") {
        let orders = store.job_orders_from(job.id, OrderId::from_bytes([0; 16])).expect("orders");
        found.push(format!("{job:?} {orders:?}"));
    }
    found.push(format!("{:?} {:?}", store.refusals(9).expect("sums"), store.rate_limits(9).expect("limits")));
    found.join("\n")
}

fn filled(engine: &Engine) -> SqliteStore {
    let network = |text: &str| text.parse().expect("a network");
    let refused = Refusals { requests: 7, first: NOW, last: NOW };
    let mut store = SqliteStore::open(&engine.file()).expect("a store");
    let mut changes = Changes {
        requests: (0..PAGE_ROWS + 2).map(|number| request(number, NOW)).collect(),
        events: (0..2 * PAGE_ROWS)
            .map(|number| Event::new(&Occurrence::PackInstalled { version: number }, NOW))
            .collect(),
        counters: Counters { total: 9, failed: 2, by_status: [1, 2, 3, 4, 5, 6] },
        refusals: [((20_778, code::ACCESS_DENIED, network("192.0.2.1/32")), refused)].into(),
        rate_limits: [(network("192.0.2.1/32"), 700), (network("0.0.0.0/0"), 9)].into(),
        ..Changes::default()
    };
    (0..PAGE_ROWS).for_each(|number| changes.record(key(number), change(&format!("pc-{number}"), NOW)));
    commit(&mut store, changes);
    admit(&mut store, LEDGER, &[9, 3, 7, 1], NOW);
    admit(&mut store, PAYROLL, &[1], NOW + Span::days(1));
    store.set_settings(&HostSettings { port: 1_689, ..HostSettings::default() }).expect("stored");
    let record = SrvRecord {
        service: "ledger".into(),
        domain: "corp.test".into(),
        priority: 0,
        weight: 5,
        port: 1_689,
        target: "kms1.corp.test".into(),
    };
    store.set_published(&record).expect("stored");
    let (name, password) = ("root".into(), "$argon2id$".into());
    let provider = Some(ProviderIdentity { issuer: "https://id.corp.test".into(), full_name: "Root".into() });
    let account =
        Account { name, password, role: Role::Auditor.into(), created: NOW, disabled: true, link: None, provider };
    store.set_account(&account).expect("stored");
    store.import_passkey(&super::console_passkeys::passkey(1, "root")).expect("stored");
    store.import_view(&super::console_views::view("root", "late")).expect("stored");
    store.import_webhook(&super::console_webhooks::webhook("pager")).expect("stored");
    store.import_token(&super::console_tokens::token(1, "monitoring")).expect("stored");
    for account in ["root", "kim"] {
        let entry = AuditEntry::new(AuditAction::SignIn, account, [192, 0, 2, 7].into(), NOW);
        store.add_audit(&entry).expect("recorded");
    }
    store.set_notice("license", Notice { until: NOW, days: 30 }).expect("stored");
    fill_jobs(&mut store);
    store
}

/// A gap in the numbers, a job that was taken back, orders in every state, and more of them than a page.
fn fill_jobs(store: &mut SqliteStore) {
    for number in [1, 2] {
        store.announce(&managed(number)).expect("stored");
        assert!(store.set_evidence(&evidence(number.into(), 7)).expect("stored"));
    }
    let orders: Vec<JobOrder> = (0..PAGE_ROWS + 2).map(|number| order(number, number)).collect();
    store.add_job(&Job { id: 3, ..job(Task::InstallKey) }, &orders).expect("stored");
    store.report_outcomes(orders[5].cmid, &[(orders[5].id, code::TIMEOUT)], NOW).expect("stored");
    assert_eq!(store.fetch_orders(orders[7].cmid, NOW, 9).expect("orders").len(), 1);
    let proxied =
        store.add_job(&job(Task::ProxyActivate(PRODUCT)), &[order(PAGE_ROWS + 5, 1), order(PAGE_ROWS + 6, 2)]);
    store_ids(store, proxied.expect("stored"));
    let second = store.add_job(&job(Task::Activate(None)), &[order(PAGE_ROWS + 9, 1)]).expect("stored");
    assert!(store.cancel_job(second, NOW).expect("done"));
}

#[test]
fn everything_arrives_and_only_in_an_empty_database() {
    let (server, file) = (Server::start(), Engine::sqlite());
    let mut from = filled(&file);
    let database = Engine::postgres(&server, "target");
    let stats = migrate(&mut from, &mut database.open_postgres("kms1"), APPLICATIONS).expect("moved");
    let rows = u64::from(PAGE_ROWS);
    assert_eq!(stats, MigrationStats { machines: rows, requests: rows + 2, events: 2 * rows });
    let arrived = everything(&mut *database.open());
    assert!(arrived == everything(&mut from), "what arrived is what was there");
    // Another host may not move in; what is there stays.
    let other = Engine::sqlite();
    let refused = migrate(&mut filled(&other), &mut database.open_postgres("kms2"), APPLICATIONS);
    assert!(matches!(refused, Err(StoreError::NotEmpty)), "{refused:?}");
    assert!(everything(&mut *database.open()) == arrived, "nothing was written");
    // The host goes on where it was.
    let next = database.open().add_job(&job(Task::Activate(None)), &[]).expect("stored");
    assert_eq!(next, 6, "numbered on from what has moved in");
    assert_eq!(admit(&mut *database.open(), LEDGER, &[2, 9], NOW), [5, 5]);
}

#[test]
fn a_row_that_cannot_be_written_stops_the_move_and_nothing_remains() {
    let (server, file) = (Server::start(), Engine::sqlite());
    let mut from = filled(&file);
    let mut changes = Changes::default();
    // PostgreSQL has no text with a zero byte.
    changes.record(key(5), change("pc\0", NOW));
    commit(&mut from, changes);
    let database = Engine::postgres(&server, "target");
    let failed = migrate(&mut from, &mut database.open_postgres("kms1"), APPLICATIONS);
    assert!(matches!(failed, Err(StoreError::Postgres(_))), "{failed:?}");
    let tables = "SELECT (SELECT count(*) FROM machine), (SELECT count(*) FROM request), (SELECT total FROM counters)";
    assert_eq!(database.sql(tables), "0|0|0");
    // Mended, it can be tried again.
    let mut changes = Changes::default();
    changes.record(key(5), change("pc-5", NOW));
    commit(&mut from, changes);
    migrate(&mut from, &mut database.open_postgres("kms1"), APPLICATIONS).expect("moved");
    assert!(everything(&mut *database.open()) == everything(&mut from), "what arrived is what was there");
}
