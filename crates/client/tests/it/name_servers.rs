//! What name servers answer: truncated, stray, refused, and the record that says that there is no service.

use muster_client::Network;
use muster_core::client::discovery::{HostAddress, LookupFailure};
use muster_platform::entropy::Entropy;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, UdpSocket},
    thread,
};

const REFUSED: u8 = 5;
const NO_NAME: u8 = 3;
const TRUNCATED: u8 = 0x02;

/// An answer to `query`: with `flags` in its third byte, the code `rcode`, and an SRV record if there is a target.
fn answer(query: &[u8], flags: u8, rcode: u8, target: Option<&[u8]>) -> Vec<u8> {
    let mut answer = query.to_vec();
    answer[2] |= 0x80 | flags;
    answer[3] = rcode;
    if let Some(target) = target {
        answer[7] = 1;
        // The name of the question; SRV, IN, an hour; priority 0, weight 0, port 1688.
        answer.extend([0xC0, 0x0C, 0, 33, 0, 1, 0, 0, 14, 16, 0, 6 + target.len() as u8, 0, 0, 0, 0, 0x06, 0x98]);
        answer.extend(target);
    }
    answer
}

/// A server on UDP that sends every datagram that `reply` makes of a query.
fn server(reply: impl Fn(&[u8]) -> Vec<Vec<u8>> + Send + 'static) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let address = socket.local_addr().expect("its address");
    thread::spawn(move || {
        let mut buffer = [0; 512];
        while let Ok((length, peer)) = socket.recv_from(&mut buffer) {
            reply(&buffer[..length]).iter().for_each(|datagram| drop(socket.send_to(datagram, peer)));
        }
    });
    address
}

fn hosts(servers: &[SocketAddr]) -> Result<Vec<String>, LookupFailure> {
    let network = Network { servers: servers.to_vec(), ..Network::default() };
    let found = network.hosts("muster", "corp.test", &Entropy::system())?;
    Ok(found.iter().map(HostAddress::to_string).collect())
}

const KMS: &[u8] = b"\x03kms\x04corp\x04test\x00";

fn good() -> SocketAddr {
    server(|query| vec![answer(query, 0, 0, Some(KMS))])
}

#[test]
fn a_record_names_a_host() {
    assert_eq!(hosts(&[good()]).expect("found"), ["kms.corp.test:1688"]);
}

#[test]
fn where_one_server_refuses_the_next_is_asked() {
    let refuses = server(|query| vec![answer(query, 0, REFUSED, None)]);
    assert_eq!(hosts(&[refuses, good()]).expect("found"), ["kms.corp.test:1688"]);
    assert_eq!(hosts(&[refuses]), Err(LookupFailure::ServerFailure));
}

#[test]
fn a_name_that_is_not_there_is_the_last_word() {
    let missing = server(|query| vec![answer(query, 0, NO_NAME, None)]);
    assert_eq!(hosts(&[missing, good()]), Err(LookupFailure::NoName));
}

/// RFC 2782: the target "." says that the service is decidedly not available at this domain.
#[test]
fn the_target_of_one_dot_is_no_host() {
    let closed = server(|query| vec![answer(query, 0, 0, Some(b"\x00"))]);
    assert_eq!(hosts(&[closed]), Err(LookupFailure::NoRecord));
}

#[test]
fn an_answer_to_another_question_is_skipped() {
    let strays = server(|query| {
        let mut stray = answer(query, 0, NO_NAME, None);
        stray[0] ^= 0xFF;
        vec![stray, answer(query, 0, 0, Some(KMS))]
    });
    assert_eq!(hosts(&[strays]).expect("found"), ["kms.corp.test:1688"]);
}

#[test]
fn a_truncated_answer_is_asked_for_again_over_tcp() {
    // Another program may hold the TCP port of a free UDP port, so more than one is tried.
    let both = (0..16).find_map(|_| {
        let udp = server(|query| vec![answer(query, TRUNCATED, 0, None)]);
        Some((udp, TcpListener::bind(udp).ok()?))
    });
    let (udp, tcp) = both.expect("a port that is free for both");
    thread::spawn(move || {
        let (mut stream, _) = tcp.accept().expect("a connection");
        let mut length = [0; 2];
        stream.read_exact(&mut length).expect("a length");
        let mut query = vec![0; u16::from_be_bytes(length).into()];
        stream.read_exact(&mut query).expect("a query");
        let answer = answer(&query, 0, 0, Some(KMS));
        let length = u16::try_from(answer.len()).expect("short").to_be_bytes();
        stream.write_all(&[&length[..], &answer].concat()).expect("sent");
    });
    assert_eq!(hosts(&[udp]).expect("found"), ["kms.corp.test:1688"]);
}
