//! What is said to a server that is no friend: it records every byte, offers no TLS, and asks for the password in clear.

use muster_server::postgres::{Postgres, Schema};
use rcgen::{CertificateParams, KeyPair};
use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread::JoinHandle,
    time::Duration,
};

const PASSWORD: &str = "swordfish";
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F];
const CLEAR_PASSWORD: &[u8] = b"R\0\0\0\x08\0\0\0\x03";

/// Answers each connection until one says nothing, and returns what it heard.
fn record(listener: TcpListener) -> Vec<u8> {
    let mut heard = Vec::new();
    loop {
        let (mut stream, _) = listener.accept().expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        let before = heard.len();
        let mut buffer = [0; 1024];
        while let Ok(length @ 1..) = stream.read(&mut buffer) {
            heard.extend(&buffer[..length]);
            let answer = if buffer.starts_with(&SSL_REQUEST) { b"N" } else { CLEAR_PASSWORD };
            let _ = stream.write_all(answer);
        }
        if heard.len() == before {
            return heard;
        }
    }
}

fn server() -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    (listener.local_addr().expect("an address"), std::thread::spawn(move || record(listener)))
}

#[test]
fn nothing_that_asks_for_tls_is_said_in_clear_and_the_password_never() {
    let folder = tempfile::tempdir().expect("a folder");
    let ca = folder.path().join("ca.pem");
    let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    let certificate = params.self_signed(&KeyPair::generate().expect("a key")).expect("a certificate");
    fs::write(&ca, certificate.pem()).expect("written");
    for mode in ["", "disable", "prefer", "require", "verify-ca", "verify-full", "allow"] {
        for with_ca in [false, true] {
            let (address, recorded) = server();
            let mode_word = if mode.is_empty() { String::new() } else { format!("sslmode={mode}") };
            let connection = format!("host=127.0.0.1 port={} user=muster dbname=muster {mode_word}", address.port());
            let opened = Postgres::new(&connection, Some(PASSWORD), with_ca.then_some(ca.as_path()), Schema::default());
            let refused = opened.is_err();
            if let Ok(mut database) = opened {
                let done = database.run(async |session| Ok(session.client.batch_execute("SELECT 1").await?));
                let error = done.expect_err("the server lets nobody in").to_string();
                assert!(with_ca || error.contains("password in clear"), "{mode} {with_ca}: {error}");
            }
            drop(TcpStream::connect(address).expect("it listens"));
            let heard = recorded.join().expect("it ends");
            let asks_for_tls = ["require", "verify-ca", "verify-full", "allow"].contains(&mode);
            let expected: &[u8] = if with_ca && !refused { &SSL_REQUEST } else { b"" };
            assert_eq!(
                refused,
                (asks_for_tls && !with_ca) || mode == "allow" || (mode == "disable" && with_ca),
                "{mode} {with_ca}"
            );
            assert!(!heard.windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes()), "{mode} {with_ca}");
            if with_ca || asks_for_tls {
                assert_eq!(heard, expected, "{mode} {with_ca}: nothing is said but that TLS is wanted");
            }
        }
    }
}
