//! One DNS update (RFC 2136) with a TSIG signature (RFC 8945), over TCP: an update is rare, and TCP says who is not there.

use crate::{
    config::TsigKeyFile,
    publish::outcome::PublishError,
    srv_record::{SrvRecord, TTL_SECONDS},
};
use domain::{
    base::{
        Message, MessageBuilder, Name, Rtype, StaticCompressor,
        iana::{Class, Opcode, Rcode},
    },
    rdata::{Srv, tsig::Time48},
    tsig::{Algorithm, ClientTransaction, Key, KeyName, ValidationError},
    utils::base64,
};
use muster_core::{
    code::{self, Code},
    sentence,
    sentence::Sentence,
    time::Moment,
};
use muster_platform::clock::Stopwatch;
use std::{
    io::{self, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

/// For an update as a whole, over all addresses of the server.
const TIMEOUT: Duration = Duration::from_secs(10);
const DNS_PORT: u16 = 53;
type DnsName = Name<Vec<u8>>;

/// What one update does in the zone of a domain, atomically.
pub(super) struct Changes<'r> {
    pub(super) domain: &'r str,
    pub(super) add: Option<&'r SrvRecord>,
    pub(super) delete: Option<&'r SrvRecord>,
}

/// Sends an update and waits for the server's word that it was applied.
pub(super) fn send(server: &str, key: &TsigKeyFile, changes: &Changes<'_>, signed: Moment) -> Result<(), PublishError> {
    let key = Arc::new(tsig_key(key)?);
    let addresses = addresses(server)?;
    let (message, transaction) = build(&key, changes, signed).map_err(malformed)?;
    let answer = exchange(&addresses, &message, TIMEOUT).map_err(|error| unreachable(server, &error))?;
    if !is_answer(&answer, &message) {
        return Err(malformed(format!("DNS server {server} answers something else")));
    }
    verdict(answer, transaction, signed)
}

type Built = (Vec<u8>, ClientTransaction<Arc<Key>>);

fn build(key: &Arc<Key>, changes: &Changes<'_>, signed: Moment) -> Result<Built, Box<dyn std::error::Error>> {
    let zone = DnsName::from_str(changes.domain)?;
    let mut builder = MessageBuilder::from_target(StaticCompressor::new(Vec::new()))?;
    builder.header_mut().set_opcode(Opcode::UPDATE);
    builder.header_mut().set_random_id();
    let mut question = builder.question();
    question.push((&zone, Rtype::SOA))?;
    let mut update = question.answer().authority();
    if let Some(record) = changes.delete {
        update.push((owner(record)?, Class::NONE, 0u32, data(record)?))?;
    }
    if let Some(record) = changes.add {
        update.push((owner(record)?, Class::IN, TTL_SECONDS, data(record)?))?;
    }
    let mut message = update.additional();
    let transaction = ClientTransaction::request(key.clone(), &mut message, time48(signed))?;
    Ok((message.finish().into_target(), transaction))
}

fn owner(record: &SrvRecord) -> Result<DnsName, Box<dyn std::error::Error>> {
    Ok(DnsName::from_str(&record.owner())?)
}

fn data(record: &SrvRecord) -> Result<Srv<DnsName>, Box<dyn std::error::Error>> {
    Ok(Srv::new(record.priority, record.weight, record.port, DnsName::from_str(&record.target)?))
}

/// What the server's answer means. The response code is read before the signature is checked, for some servers refuse
/// without signing.
fn verdict(answer: Vec<u8>, transaction: ClientTransaction<Arc<Key>>, signed: Moment) -> Result<(), PublishError> {
    let mut message = Message::from_octets(answer).map_err(malformed)?;
    let rcode = message.header().rcode();
    match transaction.answer(&mut message, time48(signed)) {
        Ok(()) if rcode == Rcode::NOERROR => Ok(()),
        Ok(()) | Err(ValidationError::ServerUnsigned) => {
            Err(failed(rcode_code(rcode), sentence!("server: {rcode}", "サーバー: {rcode}")))
        }
        Err(error) => {
            Err(failed(tsig_code(&error, rcode), sentence!("server: {rcode}: {error}", "サーバー: {rcode}: {error}")))
        }
    }
}

/// Whether bytes are an answer to an update at all, whatever it says: reads them as [`send`] reads what a server answers.
pub(crate) fn is_understood(bytes: &[u8]) -> bool {
    let key = TsigKeyFile { name: "key".into(), algorithm: "hmac-sha256".into(), secret: "AAAA".repeat(11) };
    let (signed, nothing) = (Moment::from_unix(0), Changes { domain: "a", add: None, delete: None });
    let sent = tsig_key(&key).map(Arc::new).ok().and_then(|key| build(&key, &nothing, signed).ok());
    sent.is_some_and(|(update, transaction)| {
        is_answer(bytes, &update);
        !matches!(verdict(bytes.to_vec(), transaction, signed), Err(error) if error.code == code::INVALID_DATA)
    })
}

fn rcode_code(rcode: Rcode) -> Code {
    match rcode {
        Rcode::NOTAUTH | Rcode::NOTZONE => code::DNS_NOT_AUTHORITATIVE,
        Rcode::NXDOMAIN => code::DNS_NAME_ERROR,
        Rcode::REFUSED => code::DNS_REFUSED,
        _ => code::DNS_SERVER_FAILURE,
    }
}

fn tsig_code(error: &ValidationError, rcode: Rcode) -> Code {
    match error {
        ValidationError::ServerBadKey => code::DNS_BAD_KEY,
        ValidationError::ServerBadTime { .. } => code::DNS_BAD_TIME,
        ValidationError::ServerBadSig => code::DNS_BAD_SIGNATURE,
        _ if rcode == Rcode::NOERROR => code::DNS_BAD_SIGNATURE,
        _ => rcode_code(rcode),
    }
}

/// Asks one address after the other until one answers, all within `limit`.
fn exchange(addresses: &[SocketAddr], message: &[u8], limit: Duration) -> io::Result<Vec<u8>> {
    let since = Stopwatch::start();
    let mut last = ErrorKind::AddrNotAvailable.into();
    for (number, address) in (0..).zip(addresses) {
        // Whoever is silent leaves time for those after him.
        let others = u32::try_from(addresses.len()).unwrap_or(u32::MAX) - number;
        let share = limit.saturating_sub(since.elapsed()) / others;
        match exchange_with(*address, message, share) {
            Ok(answer) => return Ok(answer),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn exchange_with(server: SocketAddr, message: &[u8], limit: Duration) -> io::Result<Vec<u8>> {
    let since = Stopwatch::start();
    let left = || match limit.saturating_sub(since.elapsed()) {
        Duration::ZERO => Err(io::Error::from(ErrorKind::TimedOut)),
        left => Ok(left),
    };
    let mut stream = TcpStream::connect_timeout(&server, left()?)?;
    stream.set_write_timeout(Some(left()?))?;
    let length = u16::try_from(message.len()).map_err(|_| ErrorKind::InvalidInput)?;
    stream.write_all(&[&length.to_be_bytes(), message].concat())?;
    let mut length = [0; 2];
    let wait = || stream.set_read_timeout(Some(left()?));
    read_within(&mut &stream, &mut length, wait)?;
    let mut answer = vec![0; u16::from_be_bytes(length).into()];
    read_within(&mut &stream, &mut answer, wait)?;
    Ok(answer)
}

/// Fills the buffer, whatever pieces the bytes come in. `wait` fails when no time is left.
fn read_within(stream: &mut impl Read, mut buffer: &mut [u8], wait: impl Fn() -> io::Result<()>) -> io::Result<()> {
    while !buffer.is_empty() {
        wait()?;
        match stream.read(buffer)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            length => buffer = &mut buffer[length..],
        }
    }
    Ok(())
}

/// Whether these bytes answer the update: the same id, and the same zone if one is named (RFC 2136, 3.8).
fn is_answer(answer: &[u8], update: &[u8]) -> bool {
    let (Ok(answer), Ok(update)) = (Message::from_octets(answer), Message::from_octets(update)) else { return false };
    let header = answer.header();
    let names_none = answer.header_counts().qdcount() == 0;
    header.qr()
        && header.opcode() == Opcode::UPDATE
        && header.id() == update.header().id()
        && (names_none || answer.is_answer(&update))
}

fn tsig_key(file: &TsigKeyFile) -> Result<Key, PublishError> {
    let name = &file.name;
    let wrong = |what: Sentence| {
        let named =
            sentence!(lang => "TSIG key '{name}': {what}", "TSIG キー '{name}': {what}", what = what.text(lang));
        failed(code::DNS_BAD_KEY, named)
    };
    let algorithm = match file.algorithm.to_ascii_lowercase().as_str() {
        "hmac-sha256" => Algorithm::Sha256,
        "hmac-sha384" => Algorithm::Sha384,
        "hmac-sha512" => Algorithm::Sha512,
        _ => {
            return Err(wrong(sentence!(
                "algorithm is not hmac-sha256, hmac-sha384 or hmac-sha512",
                "algorithm が hmac-sha256、hmac-sha384、hmac-sha512 のいずれでもありません"
            )));
        }
    };
    let secret: Vec<u8> = base64::decode(&file.secret)
        .map_err(|_| wrong(sentence!("secret is not base64", "secret が base64 ではありません")))?;
    let name = KeyName::from_str(&file.name)
        .map_err(|_| wrong(sentence!("name is not a domain name", "名前がドメイン名ではありません")))?;
    Key::new(algorithm, &secret, name, None, None).map_err(|error| wrong(Sentence::foreign(error)))
}

fn addresses(server: &str) -> Result<Vec<SocketAddr>, PublishError> {
    let found = server.to_socket_addrs().or_else(|_| (server, DNS_PORT).to_socket_addrs());
    let addresses: Vec<SocketAddr> = found.into_iter().flatten().collect();
    if addresses.is_empty() {
        let unknown =
            sentence!("DNS server '{server}' has no address", "DNS サーバー '{server}' のアドレスが見つかりません");
        return Err(failed(code::DNS_NO_SERVERS, unknown));
    }
    Ok(addresses)
}

fn time48(moment: Moment) -> Time48 {
    Time48::from_u64(u64::try_from(moment.unix()).unwrap_or(0))
}

fn failed(code: Code, detail: Sentence) -> PublishError {
    PublishError { code, detail }
}

fn malformed(error: impl std::fmt::Display) -> PublishError {
    failed(code::INVALID_DATA, sentence!("malformed: {error}", "形式が正しくありません: {error}"))
}

fn unreachable(server: &str, error: &io::Error) -> PublishError {
    let code = match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => code::TIMEOUT,
        _ => code::DNS_SERVER_FAILURE,
    };
    failed(code, sentence!("DNS server {server}: {error}", "DNS サーバー {server}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{exchange, is_answer, read_within};
    use std::{
        cell::Cell,
        io::{self, ErrorKind, Read, Write},
        net::{SocketAddr, TcpListener},
        thread::{self, JoinHandle},
        time::Duration,
    };

    const PATIENCE: Duration = Duration::from_secs(60);

    /// A server for one connection.
    fn server(answer: impl FnOnce(std::net::TcpStream) + Send + 'static) -> (SocketAddr, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        (address, thread::spawn(move || answer(listener.accept().expect("a connection").0)))
    }

    #[test]
    fn every_address_of_the_server_is_tried() {
        let gone = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let (deaf, first) = server(drop);
        let (good, second) = server(|mut stream| {
            stream.read_exact(&mut [0; 6]).expect("the message");
            stream.write_all(b"\0\x02ok").expect("sent");
        });
        assert_eq!(exchange(&[gone, deaf, good], b"ask!", PATIENCE).expect("an answer"), b"ok");
        first.join().expect("it ends");
        second.join().expect("it ends");
    }

    /// Sends a byte at a time, for ever.
    struct Dripping;

    impl Read for Dripping {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer[0] = 0;
            Ok(1)
        }
    }

    /// The limit is for the whole, not for each piece.
    #[test]
    fn a_server_that_drips_is_left() {
        let pieces = Cell::new(0);
        let wait = || {
            pieces.set(pieces.get() + 1);
            if pieces.get() > 10 { Err(ErrorKind::TimedOut.into()) } else { Ok(()) }
        };
        let error = read_within(&mut Dripping, &mut [0; 100], wait).expect_err("no time is left");
        assert_eq!((error.kind(), pieces.get()), (ErrorKind::TimedOut, 11));
        let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = silent.local_addr().expect("an address");
        let error = exchange(&[address], b"ask!", Duration::from_millis(20)).expect_err("no answer");
        assert!(matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock), "{error}");
    }

    #[test]
    fn what_answers_another_update_is_no_answer() {
        // Header: id, flags, counts; then the zone a.: SOA IN.
        let message = |id: u8, flags: u8, zone: &[u8]| {
            let count = u8::from(!zone.is_empty());
            [&[0, id, flags, 0, 0, count, 0, 0, 0, 0, 0, 0], zone].concat()
        };
        let zone = b"\x01a\0\0\x06\0\x01";
        let update = message(7, 0x28, zone);
        for (answer, expected) in [
            (message(7, 0xA8, zone), true),
            (message(7, 0xA8, b""), true),
            (message(8, 0xA8, zone), false),
            (message(7, 0x28, zone), false),
            (message(7, 0x80, zone), false),
            (message(7, 0xA8, b"\x01b\0\0\x06\0\x01"), false),
            (Vec::new(), false),
        ] {
            assert_eq!(is_answer(&answer, &update), expected, "{answer:?}");
        }
    }
}
