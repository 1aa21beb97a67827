//! A directory that answers too much, too slowly, or not to the point.

use super::*;
use crate::error::ClientError;
use bytes::BytesMut;
use ldap3_lber::{structure::StructureTag, write};
use ldap3_proto::proto::{LdapMsg, LdapSearchResultEntry};
use muster_core::code;
use muster_testbed::harness::fake_server;
use std::{
    io::{Read, Write},
    path::PathBuf,
    sync::mpsc,
    time::Duration,
};

/// A connection to a server that reads one request and then sends what `next` makes, until nobody reads it any more.
fn directory(timeout: Duration, next: impl Fn(u32) -> Option<LdapMsg> + Clone + Send + 'static) -> Ldap {
    let address = fake_server::tcp(move |mut stream| {
        assert!(stream.read(&mut [0; 4096]).expect("a request") > 0);
        for message in (0..).map_while(&next) {
            let mut bytes = BytesMut::new();
            write::encode_into(&mut bytes, StructureTag::from(message)).expect("encoded");
            if stream.write_all(&bytes).is_err() {
                return;
            }
        }
        // Open, and silent.
        let _ = stream.read(&mut [0; 1]);
    });
    let soon = Deadline::after(Duration::from_secs(60));
    Ldap { connection: Connection::open(&[address], soon, timeout).expect("connected") }
}

fn entry(msgid: i32, length: usize) -> LdapMsg {
    let attribute = LdapAttribute { atype: "cn".into(), vals: vec![vec![b'x'; length]] };
    let entry = LdapSearchResultEntry { dn: "cn=x".into(), attributes: vec![attribute] };
    LdapMsg { msgid, op: LdapOp::SearchResultEntry(entry), ctrl: Vec::new() }
}

fn done() -> LdapMsg {
    let result = LdapResult {
        code: LdapResultCode::Success,
        matcheddn: String::new(),
        message: String::new(),
        referral: Vec::new(),
    };
    LdapMsg { msgid: 1, op: LdapOp::SearchResultDone(result), ctrl: Vec::new() }
}

/// What a search finds, or why it ended.
fn search(mut ldap: Ldap) -> Result<usize, String> {
    ldap.children("ou=x", "cn").map(|entries| entries.len()).map_err(|error| error.to_string())
}

#[test]
fn an_answer_has_an_end_in_entries_bytes_and_time() {
    const LONG: Duration = Duration::from_secs(60);
    let some = directory(LONG, |number| Some(if number < 3 { entry(1, 10) } else { done() }));
    assert_eq!(search(some), Ok(3));
    let entries = search(directory(LONG, |_| Some(entry(1, 10)))).expect_err("too many");
    assert!(entries.contains("more than 1000 entries"), "{entries}");
    let bytes = search(directory(LONG, |_| Some(entry(1, 500_000)))).expect_err("too long");
    assert!(bytes.contains("more than an answer may have"), "{bytes}");
    let strays = search(directory(LONG, |_| Some(entry(9, 500_000)))).expect_err("answers to another request");
    assert!(strays.contains("more than an answer may have"), "{strays}");
    let (_never, tick) = mpsc::channel::<()>();
    let tick = std::sync::Arc::new(std::sync::Mutex::new(tick));
    let slow = directory(Duration::from_millis(300), move |_| {
        let _ = tick.lock().expect("one thread").recv_timeout(Duration::from_millis(20));
        Some(entry(9, 10))
    });
    assert!(search(slow).expect_err("too slow").contains("timed out"));
}

/// RFC 4513, 5.1.2: a bind with an account and no password succeeds as nobody.
#[test]
fn an_account_without_a_password_is_refused_before_anybody_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |content: &str| {
        let path = folder.path().join("password");
        fs::write(&path, content).expect("written");
        Some(path)
    };
    let check = |bind_dn: Option<&str>, password_file: Option<PathBuf>| {
        let url = "ldaps://nobody.invalid".to_owned();
        let config = DirectoryConfig { url, ca: None, bind_dn: bind_dn.map(str::to_owned), password_file, base: None };
        credentials(&config).map_err(|error| ClientError::from(error).code())
    };
    assert_eq!(check(Some("cn=a"), file("\r\n")), Err(code::INVALID_ARGUMENT));
    assert_eq!(check(Some("cn=a"), None), Err(code::INVALID_ARGUMENT));
    assert_eq!(check(Some("cn=a"), file("secret\n")), Ok(("cn=a".to_owned(), "secret".to_owned())));
    assert_eq!(check(None, None), Ok((String::new(), String::new())));
}
