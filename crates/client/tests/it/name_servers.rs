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

/// What a stranger sends who guessed the port and perhaps the id: each is skipped, however many come, and the server is waited for.
#[test]
fn a_forged_answer_is_skipped() {
    const EVIL: &[u8] = b"\x04evil\x04test\x00";
    let forged = server(|query| {
        let genuine = answer(query, 0, 0, Some(EVIL));
        let mut other_id = genuine.clone();
        other_id[0] ^= 0xFF;
        let mut not_an_answer = genuine.clone();
        not_an_answer[2] &= 0x7F;
        let mut other_question = genuine.clone();
        other_question[13] ^= 1;
        let mut other_type = genuine;
        other_type[query.len() - 3] = 1;
        let no_question = [&query[..2], &[0x80, NO_NAME, 0, 0, 0, 0, 0, 0, 0, 0]].concat();
        let strays = [other_id, not_an_answer, other_question, other_type, no_question];
        let mut all: Vec<_> = strays.into_iter().cycle().take(40).collect();
        all.push(answer(query, 0, 0, Some(KMS)));
        all
    });
    assert_eq!(hosts(&[forged]).expect("found"), ["kms.corp.test:1688"]);
}

/// The record belongs to a name that nobody asked for.
#[test]
fn a_record_of_another_owner_is_left_out() {
    let stray = server(|query| {
        let mut answer = answer(query, 0, 0, Some(KMS));
        // The owner is the parent of the name in the question: its second label.
        let owner = query.len() + 1;
        answer[owner] = 12 + 1 + query[12];
        vec![answer]
    });
    assert_eq!(hosts(&[stray]), Err(LookupFailure::NoRecord));
}

#[test]
fn more_hosts_than_anybody_has_are_not_tried() {
    let many = (0..200_u16).map(|number| {
        [&[0xC0, 0x0C, 0, 33, 0, 1, 0, 0, 14, 16, 0, 9, 0, 0, 0, 0], &number.to_be_bytes()[..], b"\x01h\x00"].concat()
    });
    let many = many.collect::<Vec<_>>().concat();
    let server = both(move |query| {
        let mut answer = answer(query, 0, 0, None);
        answer[7] = 200;
        [answer, many.clone()].concat()
    });
    assert_eq!(hosts(&[server]).expect("found").len(), 64);
}

#[test]
fn a_truncated_answer_is_asked_for_again_over_tcp() {
    let server = both(|query| answer(query, 0, 0, Some(KMS)));
    assert_eq!(hosts(&[server]).expect("found"), ["kms.corp.test:1688"]);
}

#[test]
fn over_tcp_too_an_answer_answers_the_question() {
    let forged = both(|query| {
        let mut answer = answer(query, 0, 0, Some(KMS));
        answer[13] ^= 1;
        answer
    });
    assert_eq!(hosts(&[forged]), Err(LookupFailure::ServerFailure));
}

/// A server that says over UDP that the answer is too long, and gives it over TCP, to every connection.
fn both(reply: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> SocketAddr {
    // Another program may hold the TCP port of a free UDP port, so more than one is tried.
    let both = (0..16).find_map(|_| {
        let udp = server(|query| vec![answer(query, TRUNCATED, 0, None)]);
        Some((udp, TcpListener::bind(udp).ok()?))
    });
    let (udp, tcp) = both.expect("a port that is free for both");
    thread::spawn(move || {
        for mut stream in tcp.incoming().flatten() {
            let mut length = [0; 2];
            stream.read_exact(&mut length).expect("a length");
            let mut query = vec![0; u16::from_be_bytes(length).into()];
            stream.read_exact(&mut query).expect("a query");
            let answer = reply(&query);
            let length = u16::try_from(answer.len()).expect("short").to_be_bytes();
            stream.write_all(&[&length[..], &answer].concat()).expect("sent");
        }
    });
    udp
}
