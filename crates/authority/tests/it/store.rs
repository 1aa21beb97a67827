//! A store of every earlier schema is brought up to date with all that is in it.

use muster_authority::{Authority, AuthorityError, ChainBreak, NewSecrets, Records, RootPlace, StoreError};
use muster_core::{
    authority::quota::Limit,
    code,
    keys::product_key::KeyKind,
    time::{Moment, Span},
};
use rusqlite::{Connection, types::Value};
use std::{collections::BTreeMap, fs, path::Path};

/// One dump for each schema, oldest first; the last is of the newest, without checksums.
const DUMPS: &[&str] = &[
    include_str!("fixtures/authority_1.sql"),
    include_str!("fixtures/authority_2.sql"),
    include_str!("fixtures/authority_3.sql"),
    include_str!("fixtures/authority_4.sql"),
    include_str!("fixtures/authority_5.sql"),
    include_str!("fixtures/authority_6.sql"),
    include_str!("fixtures/authority_7.sql"),
    include_str!("fixtures/authority_8.sql"),
    include_str!("fixtures/authority_9.sql"),
    include_str!("fixtures/authority_10.sql"),
    include_str!("fixtures/authority_11.sql"),
    include_str!("fixtures/authority_12.sql"),
    include_str!("fixtures/authority_13.sql"),
];
/// 2026-11-21T10:00:00Z.
const ISSUED: Moment = Moment::from_unix(1_795_255_200);

/// A new authority in this folder.
fn init(folder: &Path) -> Authority {
    Authority::init(folder, &RootPlace::File, "a long passphrase", &NewSecrets::random()).expect("an authority")
}

/// The authority of a folder that has the store of a dump instead of its own.
fn open(folder: &Path, dump: &str) -> Authority {
    drop(init(folder));
    fs::remove_file(folder.join("authority.db")).expect("removed");
    Connection::open(folder.join("authority.db")).expect("a store").execute_batch(dump).expect("a dump");
    Authority::open(folder, "a long passphrase").expect("an authority")
}

/// Each table's columns, and its rows in these columns.
type Tables = BTreeMap<String, (Vec<String>, Vec<Vec<Value>>)>;

fn strings(connection: &Connection, sql: &str) -> Vec<String> {
    let mut find = connection.prepare(sql).expect("a query");
    let rows = find.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("texts")
}

/// The tables, in the columns of `before` where it has them.
fn tables(connection: &Connection, before: &Tables) -> Tables {
    let names = strings(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    let table = |name: String| {
        let all = || strings(connection, &format!("SELECT name FROM pragma_table_info('{name}')"));
        let columns = before.get(&name).map_or_else(all, |(columns, _)| columns.clone());
        let mut find = connection.prepare(&format!("SELECT {} FROM {name}", columns.join(", "))).expect("a query");
        let row = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|column| row.get(column)).collect();
        let rows = find.query_map([], row).expect("rows").collect::<Result<_, _>>().expect("values");
        (name, (columns, rows))
    };
    names.into_iter().map(table).collect()
}

#[test]
fn every_earlier_schema_is_brought_up_to_date_and_nothing_is_lost() {
    let fresh = tempfile::tempdir().expect("a folder");
    drop(init(fresh.path()));
    let fresh = Connection::open(fresh.path().join("authority.db")).expect("a store");
    let schema = |connection: &Connection| {
        strings(connection, "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
    };
    let applied = |connection: &Connection| {
        strings(connection, "SELECT version || ' ' || checksum FROM muster_schema ORDER BY version")
    };
    assert_eq!(applied(&fresh).len(), DUMPS.len(), "a dump for each");
    for dump in DUMPS {
        let old = Connection::open_in_memory().expect("a store");
        old.execute_batch(dump).expect("a dump");
        let before = tables(&old, &Tables::new());
        let folder = tempfile::tempdir().expect("a folder");
        drop(open(folder.path(), dump));
        let new = Connection::open(folder.path().join("authority.db")).expect("a store");
        let after = tables(&new, &before);
        before.iter().for_each(|(name, rows)| assert_eq!(after.get(name), Some(rows), "{name}"));
        assert_eq!(schema(&new), schema(&fresh));
        assert_eq!(applied(&new), applied(&fresh));
    }
}

/// What somebody forced into the log is told by its verification, and keeps no authority from serving.
#[test]
fn a_store_whose_log_holds_what_is_no_entry_is_brought_up_to_date() {
    let forced = "INSERT INTO audit VALUES(2, 'no JSON', '');";
    let folder = tempfile::tempdir().expect("a folder");
    let authority = open(folder.path(), &format!("{}{forced}", DUMPS[8]));
    let claim = authority.keys().expect("the keys")[0].claim;
    authority.block_key(&claim, ISSUED).expect("blocked");
    let found = Records::open(folder.path()).expect("records").verify_audit(None).expect("read");
    assert_eq!(found, Err(ChainBreak::Altered(2)));
}

#[test]
fn an_authority_of_schema_1_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = open(folder.path(), DUMPS[0]);
    let keys = authority.keys().expect("the keys");
    let facts = keys.iter().map(|key| (key.claim.kind, key.computers, key.issued, key.blocked));
    let issued = |seconds| ISSUED + Span::seconds(seconds);
    let expected = [
        (KeyKind::Host, 1, issued(0), None),
        (KeyKind::Host, 0, issued(1), Some(issued(799))),
        (KeyKind::Multiple, 2, issued(2), None),
        (KeyKind::Setup, 0, issued(3), None),
    ];
    assert!(facts.eq(expected), "{keys:?}");
    // A MAK of a time when there were no limits activates none until it has one.
    assert_eq!(keys[2].limit, Limit::Multiple { limit: 0, ceiling: 0 });
    let mak = authority.product_key(&keys[2].claim).expect("a key");
    assert_eq!(
        authority.raise_limit(&mak.claim(), 1, ISSUED).expect_err("no ceiling").code(),
        code::MAK_CEILING_EXCEEDED
    );
    let names: Vec<String> =
        authority.computers().expect("computers").into_iter().map(|computer| computer.machine).collect();
    assert_eq!(names, ["kms-1", "コンピューター", "it's a PC"]);
    let roots = authority.roots().expect("roots");
    assert!(roots.len() == 1 && roots[0].trusted && roots[0].signs, "its own root key is the first");
}

#[test]
fn an_authority_of_schema_2_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = open(folder.path(), DUMPS[1]);
    let keys = authority.keys().expect("the keys");
    assert_eq!(keys[2].limit, Limit::Multiple { limit: 5, ceiling: 20 });
    let key = |at: usize| authority.product_key(&keys[at].claim).expect("a key");
    assert_eq!(
        authority.raise_limit(&key(2).claim(), 7, ISSUED).expect("raised"),
        Limit::Multiple { limit: 7, ceiling: 20 }
    );
    authority.block_key(&key(0).claim(), ISSUED).expect("blocked");
    assert_eq!(authority.keys().expect("the keys")[0].blocked, Some(ISSUED));
    let computers = authority.computers().expect("computers");
    let revoked: Vec<bool> = computers.iter().map(|computer| computer.revoked).collect();
    assert_eq!(revoked, [false, true, false]);
    authority.revoke(computers[0].holder, ISSUED).expect("revoked");
    assert!(authority.computers().expect("computers")[0].revoked);
    let roots = authority.roots().expect("roots");
    assert!(roots.len() == 1 && !roots[0].trusted && !roots[0].signs, "the root key of before");
}

#[test]
fn a_store_of_another_schema_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(init(folder.path()));
    let refusal = |sql: &str| {
        Connection::open(folder.path().join("authority.db")).expect("a store").execute_batch(sql).expect("changed");
        let error = Authority::open(folder.path(), "a long passphrase").map(drop).expect_err("refused");
        assert!(
            matches!(error, AuthorityError::Store(StoreError::Open(_))) && error.code() == code::SERVER_DATABASE_ERROR
        );
        error.to_string()
    };
    let altered = refusal("UPDATE muster_schema SET checksum = '00' WHERE version = 2");
    assert!(altered.contains("migration 2 of the store") && altered.contains("authority.db"), "{altered}");
    let newer = refusal("PRAGMA user_version = 99");
    assert!(newer.contains("has schema 99, this version of muster knows 13"), "{newer}");
}
