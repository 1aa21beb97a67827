//! Migrations of a SQLite file: each applied once, checked at every opening.

use muster_server::sqlite::{OpenError, open};
use rusqlite::Connection;
use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
};

const ONE: &str = "CREATE TABLE note (text TEXT NOT NULL) STRICT; INSERT INTO note VALUES ('first');";
const TWO: &str = "ALTER TABLE note ADD COLUMN size INTEGER;";

/// Versions with the first digits of their checksums, and the rows of the table.
fn state(connection: &Connection) -> String {
    let text = |sql: &str| -> String { connection.query_row(sql, [], |row| row.get(0)).expect("a row") };
    let schema = text("SELECT group_concat(version || ' ' || substr(checksum, 1, 6), ', ') FROM muster_schema");
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    format!("{version}: {schema}; {}", text("SELECT group_concat(text) FROM note"))
}

fn refusal(path: &Path, migrations: &[&'static str]) -> String {
    let error = open(path, migrations).expect_err("refused");
    assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    match error {
        OpenError::Newer { found, known, .. } => format!("newer: {found}, not {known}"),
        OpenError::Altered { version, .. } => format!("altered: {version}"),
        OpenError::Sqlite { source, .. } => source.to_string(),
        OpenError::File(error) => error.code().to_string(),
    }
}

#[test]
fn migrations_are_applied_once_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.db");
    assert_eq!(state(&open(&path, &[ONE]).expect("a store")), "1: 1 1a3af4; first");
    assert_eq!(state(&open(&path, &[ONE, TWO]).expect("a store")), "2: 1 1a3af4, 2 0e339d; first");
    assert_eq!(state(&open(&path, &[ONE, TWO]).expect("a store")), "2: 1 1a3af4, 2 0e339d; first");
}

#[test]
fn a_store_of_another_schema_is_refused_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.db");
    let before = state(&open(&path, &[ONE, TWO]).expect("a store"));
    assert_eq!(refusal(&path, &[ONE]), "newer: 2, not 1");
    assert_eq!(refusal(&path, &[ONE, "ALTER TABLE note ADD COLUMN length INTEGER;"]), "altered: 2");
    assert_eq!(refusal(&path, &[TWO, TWO, "DROP TABLE note;"]), "altered: 1");
    assert_eq!(state(&open(&path, &[ONE, TWO]).expect("a store")), before);
}

#[test]
fn a_store_without_checksums_gets_them_when_it_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.db");
    let old = Connection::open(&path).expect("a file");
    old.execute_batch(ONE).expect("applied");
    old.pragma_update(None, "user_version", 1).expect("set");
    drop(old);
    assert_eq!(state(&open(&path, &[ONE]).expect("a store")), "1: 1 1a3af4; first");
    assert_eq!(refusal(&path, &[TWO]), "altered: 1");
}

#[test]
fn a_migration_that_fails_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.db");
    let before = state(&open(&path, &[ONE]).expect("a store"));
    let wrong = "INSERT INTO note VALUES ('second'); INSERT INTO missing VALUES (1);";
    let problem = refusal(&path, &[ONE, wrong]);
    assert!(problem.starts_with("no such table: missing"), "{problem}");
    assert_eq!(state(&open(&path, &[ONE]).expect("a store")), before);
}

#[test]
fn two_that_open_an_old_store_at_once_migrate_it_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.db");
    drop(open(&path, &[ONE]).expect("a store"));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| open(&path, &[ONE, TWO]).expect("a store"));
        }
    });
    assert!(state(&open(&path, &[ONE, TWO]).expect("a store")).starts_with("2: "));
}

#[test]
fn a_store_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.db");
    let store = open(&path, &[ONE]).expect("a store");
    let names: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| {
            let entry = entry.expect("an entry");
            assert_eq!(entry.metadata().expect("a file").permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
            entry.file_name().into_string().expect("a name")
        })
        .collect();
    assert!(names.len() == 3 && names.contains(&"notes.db-wal".to_owned()), "{names:?}");
    drop(store);
}

#[test]
fn no_link_is_opened_as_a_store_or_beside_one() {
    let (folder, outside) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("notes.db");
    drop(open(&outside.path().join("notes.db"), &[ONE]).expect("a store"));
    for name in ["notes.db", "notes.db-wal", "notes.db-shm", "notes.db-journal"] {
        for target in ["new", "notes.db", ""] {
            let link = folder.path().join(name);
            symlink(outside.path().join(target), &link).expect("a link");
            assert_eq!(refusal(&path, &[ONE]), "0x80070780", "{name} to '{target}'");
            fs::remove_file(link).expect("a link");
        }
    }
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);
    // The folder itself may be reached by a link.
    let way = outside.path().join("way");
    symlink(folder.path(), &way).expect("a link");
    assert!(open(&way.join("notes.db"), &[ONE]).is_ok());
}
