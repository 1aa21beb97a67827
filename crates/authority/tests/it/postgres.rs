//! Authorities on a real PostgreSQL: two that share a database, one that moves in, and a database that is away.

use crate::activation::{self, Ask};
use muster_authority::{AuditAction, Authority, AuthorityError, NewSecrets, Records, RootPlace, StoreConfig, router};
use muster_core::{
    code::{self, Code},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
};
use muster_server::listener;
use muster_testbed::{
    PACK,
    harness::{
        commit_proxy::{CommitProxy, Cut},
        http::fetch,
        postgres::Postgres,
        tls::Pki,
        wait::{DEADLINE, wait_until},
        world::World,
    },
    host_key,
};
use std::{fs, future, net::SocketAddr, path::Path, sync::Barrier, thread};

const PASSPHRASE: &str = "a long passphrase";

fn configure(folder: &Path, store: &StoreConfig) {
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("authority.toml"), store.to_toml()).expect("written");
}

/// A new authority whose store is in a database, with a license pack and a host key.
fn authority(world: &World, name: &str, store: &StoreConfig) -> (Authority, ProductKey) {
    let folder = world.path(name);
    configure(&folder, store);
    let authority =
        Authority::init(&folder, &RootPlace::File, PASSPHRASE, &NewSecrets::random()).expect("an authority");
    authority.sign_pack(PACK, world.now()).expect("a pack");
    let keys = authority.issue_keys(&host_key(1), world.now()).expect("a key");
    (authority, keys[0])
}

/// Another folder of the same authority.
fn folder_of(world: &World, name: &str, of: &str, store: &StoreConfig) -> std::path::PathBuf {
    let folder = world.path(name);
    configure(&folder, store);
    for file in ["root.jwk", "root.sealed.json"] {
        fs::copy(world.path(of).join(file), folder.join(file)).expect("copied");
    }
    folder
}

fn ask(authority: &Authority, world: &World, ask: &Ask) -> Result<Result<String, Code>, AuthorityError> {
    let request = activation::signed(world, ask);
    let entropy = muster_platform::entropy::bytes();
    authority.activate(&request, KeyKind::Host, ActivationTarget::Machine, entropy, world.now())
}

fn serve(world: &World, authority: &Authority) -> SocketAddr {
    let served = router(authority, world.clock());
    world.block_on(async {
        let listener = listener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(listener::serve(listener, None, served, future::pending()));
        address
    })
}

/// What an authority says of itself when it has this status; a check is made once a second.
fn health(address: SocketAddr, status: u16) -> String {
    let found = || Some(fetch(address, "/health")).filter(|(found, _)| *found == status).map(|(_, text)| text);
    wait_until(DEADLINE, "the health", found)
}

#[test]
fn two_authorities_never_pass_a_quota_together_while_one_loses_its_connection() {
    let (world, server) = (World::new(), Postgres::start());
    let proxy = CommitProxy::start(&server);
    let (one, key) = authority(&world, "one", &proxy.store());
    let other = Authority::open(&folder_of(&world, "other", "one", &server.remote()), PASSPHRASE).expect("the other");
    let start = Barrier::new(12);
    let results: Vec<Result<String, Code>> = thread::scope(|scope| {
        let race = |computer: u8| {
            let authority = if computer.is_multiple_of(2) { &one } else { &other };
            let (world, start, proxy) = (&world, &start, &proxy);
            let machine = activation::request(&key, computer, computer);
            move || {
                start.wait();
                if computer == 2 || computer == 8 {
                    proxy.cut_next(if computer == 2 { Cut::Before } else { Cut::After });
                }
                // Who was not answered asks again.
                wait_until(DEADLINE, "an answer", || ask(authority, world, &machine).ok())
            }
        };
        let threads: Vec<_> = (1..=12).map(|computer| scope.spawn(race(computer))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ended")).collect()
    });
    assert!(!proxy.waits(), "no COMMIT came by");
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 6, "{results:?}");
    assert!(results.iter().flat_map(|result| result.as_ref().err()).all(|code| *code == code::KEY_LIMIT_EXCEEDED));
    for folder in ["one", "other"] {
        let records = Records::open(&world.path(folder)).expect("records");
        assert_eq!(records.keys().expect("keys")[0].computers, 6);
        records.verify_audit(None).expect("read").expect("one chain");
    }
    // Whatever one issues, the other knows.
    let more = one.issue_keys(&host_key(1), world.now()).expect("a key");
    assert!(ask(&other, &world, &activation::request(&more[0], 1, 1)).expect("answered").is_ok());
    let next = other.issue_keys(&host_key(1), world.now()).expect("a key");
    assert_ne!(next[0].claim(), more[0].claim());
}

#[test]
fn a_database_that_is_away_is_told_and_found_again() {
    let (world, server) = (World::new(), Postgres::start());
    let (authority, key) = authority(&world, "one", &server.remote());
    let address = serve(&world, &authority);
    let health = |status| health(address, status);
    assert!(health(200).contains(r#""store":{"status":"ok"}"#));
    server.crash();
    let text = health(503);
    assert!(
        text.contains(r#""status":"failing""#) && text.contains(&code::SERVER_DATABASE_ERROR.to_string()),
        "{text}"
    );
    let told: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(told["pack"], told["store"], "nobody waited for the pack as well");
    assert_eq!(told["signer"]["status"], "ok");
    assert!(fetch(address, "/metrics").1.contains("muster_authority_store_up 0"));
    let machine = activation::request(&key, 1, 1);
    let error = ask(&authority, &world, &machine).expect_err("no database");
    assert_eq!(error.code(), code::SERVER_DATABASE_ERROR);
    server.resume();
    health(200);
    assert!(fetch(address, "/metrics").1.contains("muster_authority_store_up 1"));
    assert!(ask(&authority, &world, &machine).expect("answered").is_ok());
}

#[test]
fn an_authority_moves_into_a_database_and_its_file_takes_nothing_more() {
    let (world, server) = (World::new(), Postgres::start());
    let (before, folder) = (&world.vendor.authority, world.path("authority"));
    let machine = activation::request(&world.vendor.host_key, 1, 1);
    activation::ask(&world, &machine).expect("activated");
    let passphrase = fs::read_to_string(folder.join("passphrase.txt")).expect("a passphrase");
    let entries = Records::open(&folder).expect("records").verify_audit(None).expect("read").expect("a chain").entries;
    let stats = Authority::migrate(&folder, &server.remote(), "uid 7", world.now()).expect("moved");
    assert_eq!((stats.keys, stats.computers, stats.audit.entries), (1, 1, entries + 1));
    let moved = crate::audit::entries(&folder).pop().expect("the last");
    assert_eq!((moved.action, moved.by.as_str()), (AuditAction::Migrate, "uid 7"));
    // A process that was running with the file.
    let error = ask(before, &world, &activation::request(&world.vendor.host_key, 2, 2)).expect_err("moved");
    assert!(error.to_string().contains("authority.toml"), "{error}");
    let after = Authority::open(&folder, &passphrase).expect("the authority");
    assert_eq!(after.pack_document().expect("the pack"), world.vendor.pack);
    for number in 1..=6 {
        let machine = activation::request(&world.vendor.host_key, number, number);
        ask(&after, &world, &machine).expect("answered").expect("activated");
    }
    let seventh = activation::request(&world.vendor.host_key, 7, 7);
    assert_eq!(ask(&after, &world, &seventh).expect("answered"), Err(code::KEY_LIMIT_EXCEEDED), "the first counts");
    assert!(matches!(
        Authority::migrate(&folder, &server.local(), "uid 7", world.now()),
        Err(AuthorityError::AlreadyMoved)
    ));
    // The file that was left behind is no part of what is restored from the folder.
    assert!(folder.join("authority.db").exists());
    Authority::restore(&folder, &world.path("new"), "root", world.now()).expect("restored");
    assert!(!world.path("new").join("authority.db").exists());
    // Another one does not fit in.
    let other = World::new();
    let refused = Authority::migrate(&other.path("authority"), &server.local(), "uid 7", world.now());
    assert!(matches!(refused, Err(AuthorityError::StoreNotEmpty)), "{refused:?}");
    assert!(!other.path("authority").join("authority.toml").exists());
    activation::ask(&other, &activation::request(&other.vendor.host_key, 1, 1)).expect("it goes on with its file");
}

#[test]
fn a_database_of_another_authority_and_an_empty_one_are_refused() {
    let (world, server) = (World::new(), Postgres::start());
    let folder = world.path("authority");
    let passphrase = fs::read_to_string(folder.join("passphrase.txt")).expect("a passphrase");
    configure(&folder, &server.local());
    let open = || Authority::open(&folder, &passphrase).map(drop).expect_err("refused");
    let records = || Records::open(&folder).map(drop).expect_err("refused");
    assert!(folder.join("issued.json").exists(), "the folder has issued more than both");
    assert!(matches!((open(), records()), (AuthorityError::DatabaseEmpty, AuthorityError::DatabaseEmpty)));
    drop(authority(&world, "one", &server.local()));
    assert!(matches!((open(), records()), (AuthorityError::OtherDatabase, AuthorityError::OtherDatabase)));
    fs::remove_file(folder.join("issued.json")).expect("removed");
    assert!(matches!((open(), records()), (AuthorityError::OtherDatabase, AuthorityError::OtherDatabase)));
    configure(&world.path("two"), &server.local());
    let init = Authority::init(&world.path("two"), &RootPlace::File, PASSPHRASE, &NewSecrets::random());
    assert!(matches!(init.map(drop), Err(AuthorityError::StoreNotEmpty)));
    // One that knows the root key and has issued less is an old copy.
    server.ask("DELETE FROM product_key");
    let old = Authority::open(&world.path("one"), PASSPHRASE).map(drop).expect_err("refused");
    assert!(matches!(old, AuthorityError::StoreOld(_)), "{old}");
    // TLS and the password are checked.
    let stranger = Pki::new(&world.path(""), "localhost");
    for (store, word) in [
        (StoreConfig { ca: Some(stranger.ca), ..server.remote() }, "certificate"),
        (StoreConfig { password_file: None, ..server.remote() }, "password"),
    ] {
        configure(&folder, &store);
        let error = open().to_string();
        assert!(error.contains(word), "{error}");
    }
    fs::write(folder.join("authority.toml"), "[store]\npostgres = 7\npassword_file = \"a secret\"").expect("written");
    let error = open().to_string();
    assert!(error.contains("authority.toml: line 2") && !error.contains("a secret"), "{error}");
}

#[test]
fn after_a_restore_every_authority_of_the_database_begins_anew() {
    let (world, server) = (World::new(), Postgres::start());
    let (one, key) = authority(&world, "one", &server.local());
    let folder = folder_of(&world, "other", "one", &server.local());
    let other = Authority::open(&folder, PASSPHRASE).expect("the other");
    other.issue_keys(&host_key(1), world.now()).expect("a key");
    Authority::back_up(&world.path("one"), &world.path("backup")).expect("backed up");
    assert!(!world.path("backup").join("authority.db").exists());
    drop(one);
    let restored =
        Authority::restore(&world.path("backup"), &world.path("new"), "root", world.now()).expect("restored");
    let one = Authority::open(&world.path("new"), PASSPHRASE).expect("the authority");
    let version = one.pack().expect("the pack").version;
    assert!(restored.first_pack > version);
    let refused = other.issue_keys(&host_key(1), world.now());
    assert!(matches!(refused, Err(AuthorityError::EpochEnded)), "{refused:?}");
    drop(other);
    let other = Authority::open(&folder, PASSPHRASE).expect("restarted");
    other.issue_keys(&host_key(1), world.now()).expect("a key of the new epoch");
    assert!(ask(&other, &world, &activation::request(&key, 1, 1)).expect("answered").is_ok(), "old keys hold");
}

#[test]
fn an_authority_that_kept_a_dropped_root_key_says_so() {
    let (world, server) = (World::new(), Postgres::start());
    let (one, _) = authority(&world, "one", &server.local());
    let folder = folder_of(&world, "other", "one", &server.local());
    let other = Authority::open(&folder, PASSPHRASE).expect("the other");
    let address = serve(&world, &other);
    let now = world.now();
    one.add_root(&RootPlace::File, PASSPHRASE, &NewSecrets::random(), now).expect("the next key");
    one.sign_pack_again(now).expect("a pack that names both");
    one.switch_root(PASSPHRASE, false, now).expect("switched");
    assert!(
        health(address, 200).contains(r#""signer":{"status":"ok"}"#),
        "the key before is trusted until it is dropped"
    );
    one.drop_roots(false, now).expect("dropped");
    let text = health(address, 503);
    assert!(text.contains("copy root.jwk") && text.contains(r#""store":{"status":"ok"}"#), "{text}");
    for file in ["root.jwk", "root.sealed.json"] {
        fs::copy(world.path("one").join(file), folder.join(file)).expect("copied");
    }
    health(address, 200);
}
