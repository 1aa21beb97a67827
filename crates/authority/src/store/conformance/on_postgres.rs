//! The same cases on PostgreSQL, and what only a database that several share can do wrong.

#[cfg(feature = "console")]
use super::plans::{lists, values};
use super::{CASES, NOW, Store, add_key, audit, claim, guesses, packs, read, record, roots};
use crate::{
    audit_entry::{AuditAction, AuditEntry},
    error::AuthorityError,
    store::postgres::SCHEMA,
};
use muster_server::{audit_chain::ChainVerifier, postgres::Postgres};
use muster_testbed::{PostgresServer, postgres_tool};

/// A server that ends with the value. It need not survive a power failure.
struct Server(PostgresServer);

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = "listen_addresses = ''\nfsync = off\n";
        let server = PostgresServer::new(folder, "none", settings).expect("PostgreSQL (Debian package postgresql)");
        server.start().expect("PostgreSQL starts");
        Self(server)
    }

    fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut command = postgres_tool("psql").expect("psql");
        command.args(["-U", "muster", "-AtqX", "-v", "ON_ERROR_STOP=1", "-d", database, "-h"]).arg(self.0.folder());
        let output = command.args(["-c", sql]).output().expect("psql runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    /// The store in a new database.
    fn store(&self, database: &str) -> Store {
        self.psql("postgres", &format!("CREATE DATABASE {database}")).expect("made");
        self.shared(database)
    }

    fn shared(&self, database: &str) -> Store {
        let connection = format!("host={} user=muster dbname={database}", self.0.folder().display());
        let connect = || Postgres::new(&connection, None, None, SCHEMA).expect("a connection string");
        Store::of_database(connect(), connect())
    }
}

#[test]
fn the_same() {
    let server = Server::start();
    for (name, case) in CASES {
        println!("{name}");
        case(&server.store(name));
    }
    let refused = server.psql("audit", "UPDATE audit SET entry = '{}' WHERE number = 1").expect_err("append-only");
    assert!(refused.contains("append-only"), "{refused}");
    server.psql("audit", "TRUNCATE audit").expect_err("append-only");
    // A session that is told to read no table whole needs an index for whatever is asked for often.
    let plan = |sql: &str| server.psql("computers", &format!("SET enable_seqscan = off; EXPLAIN {sql}"));
    for (find, index) in [
        (r"SELECT 1 FROM computer WHERE holder = 'a'", "computer_holder"),
        (r"DELETE FROM computer WHERE host_key = '\x00'", "computer_host_key"),
        (r"SELECT 1 FROM audit WHERE holder = 'a'", "audit_holder"),
    ] {
        let plan = plan(find).expect("a plan");
        assert!(plan.contains(index), "{plan}");
    }
}

/// The plan of whatever values, as a session makes it that may read no table whole.
#[cfg(feature = "console")]
#[test]
fn lists_begin_in_an_index() {
    let server = Server::start();
    drop(server.store("lists").read(|tx| tx.newest_pack()));
    for (find, _, begin) in lists() {
        let nothing = vec!["NULL"; values(find.postgres)].join(", ");
        let settings = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";
        let sql = format!("{settings}; PREPARE list AS {}; EXPLAIN EXECUTE list ({nothing})", find.postgres);
        let plan = server.psql("lists", &sql).expect("a plan");
        assert!(plan.contains(&format!("Index Cond: {begin}")), "{begin} in\n{plan}");
    }
}

#[test]
fn a_file_moves_with_all_that_is_in_it_and_only_into_an_empty_database() {
    let (server, folder) = (Server::start(), tempfile::tempdir().expect("a folder"));
    let from = Store::open(&folder.path().join("authority.db")).expect("a store");
    [packs, roots, audit, guesses].iter().for_each(|fill| fill(&from));
    record(&from, &add_key(&from, 1), 1, "パソコン", NOW);
    let to = server.store("target");
    let moved = || from.write(|here| to.write(|there| here.copy_into(there)));
    let stats = moved().expect("moved");
    assert_eq!((stats.keys, stats.computers, stats.audit.entries), (1, 1, 2_050));
    assert_eq!(read(&to, |tx| tx.computers(&claim(1))).len(), 1);
    assert!(matches!(moved(), Err(AuthorityError::StoreNotEmpty)));
    from.write(|here| here.close()).expect("closed");
    let error = from.write(|tx| tx.check_health(NOW)).expect_err("it takes nothing more").to_string();
    assert!(error.contains("authority.toml"), "{error}");
}

#[test]
fn what_cannot_be_written_stops_the_move_and_nothing_remains() {
    let (server, folder) = (Server::start(), tempfile::tempdir().expect("a folder"));
    let from = Store::open(&folder.path().join("authority.db")).expect("a store");
    roots(&from);
    // PostgreSQL has no text with a zero byte.
    record(&from, &add_key(&from, 1), 1, "pc\0", NOW);
    let to = server.store("target");
    let failed = from.write(|here| to.write(|there| here.copy_into(there)));
    assert!(matches!(failed, Err(AuthorityError::Store(_))), "{failed:?}");
    assert!(read(&to, |tx| tx.roots()).is_empty());
}

/// Each reads the last entry and writes the next: without a turn for each there would be two of one number.
#[test]
fn two_that_write_at_once_make_one_chain() {
    let server = Server::start();
    let stores = [server.store("shared"), server.shared("shared")];
    std::thread::scope(|scope| {
        for store in &stores {
            scope.spawn(move || {
                for _ in 0..50 {
                    add_entry(store);
                }
            });
        }
    });
    assert_eq!(chain(&stores[0]), 100);
}

fn add_entry(store: &Store) {
    let entry = AuditEntry::new(AuditAction::Activate, "192.0.2.7", NOW);
    store.write(|tx| tx.add_audit(entry)).expect("added");
}

fn chain(store: &Store) -> u32 {
    let mut verifier = ChainVerifier::new(None);
    read(store, |tx| {
        tx.each_audit(|stored| {
            verifier.take::<AuditEntry>(&stored);
            Ok(())
        })
    });
    verifier.finish().expect("a chain").entries
}
