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
    time::Moment,
};
use std::{
    io::{self, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

const TIMEOUT: Duration = Duration::from_secs(5);
const DNS_PORT: u16 = 53;
type DnsName = Name<Vec<u8>>;

/// What one update does to the owner's records, atomically.
pub(super) struct Changes<'r> {
    pub(super) add: Option<&'r SrvRecord>,
    pub(super) delete: Option<&'r SrvRecord>,
}

/// Sends an update and waits for the server's word that it was applied.
pub(super) fn send(
    server: &str,
    key: &TsigKeyFile,
    zone: &str,
    owner: &str,
    changes: &Changes<'_>,
    signed: Moment,
) -> Result<(), PublishError> {
    let key = Arc::new(tsig_key(key)?);
    let address = address(server)?;
    let (message, transaction) = build(&key, zone, owner, changes, signed).map_err(malformed)?;
    let answer = exchange(address, &message).map_err(|error| unreachable(server, &error))?;
    verdict(answer, transaction, signed)
}

type Built = (Vec<u8>, ClientTransaction<Arc<Key>>);

fn build(
    key: &Arc<Key>,
    zone: &str,
    owner: &str,
    changes: &Changes<'_>,
    signed: Moment,
) -> Result<Built, Box<dyn std::error::Error>> {
    let zone = DnsName::from_str(zone)?;
    let owner = DnsName::from_str(owner)?;
    let mut builder = MessageBuilder::from_target(StaticCompressor::new(Vec::new()))?;
    builder.header_mut().set_opcode(Opcode::UPDATE);
    builder.header_mut().set_random_id();
    let mut question = builder.question();
    question.push((&zone, Rtype::SOA))?;
    let mut update = question.answer().authority();
    if let Some(record) = changes.delete {
        update.push((&owner, Class::NONE, 0u32, data(record)?))?;
    }
    if let Some(record) = changes.add {
        update.push((&owner, Class::IN, TTL_SECONDS, data(record)?))?;
    }
    let mut message = update.additional();
    let transaction = ClientTransaction::request(key.clone(), &mut message, time48(signed))?;
    Ok((message.finish().into_target(), transaction))
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
        Ok(()) | Err(ValidationError::ServerUnsigned) => Err(failed(rcode_code(rcode), format!("server: {rcode}"))),
        Err(error) => Err(failed(tsig_code(&error, rcode), format!("server: {rcode}: {error}"))),
    }
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

fn exchange(server: SocketAddr, message: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&server, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    let length = u16::try_from(message.len()).map_err(|_| ErrorKind::InvalidInput)?;
    stream.write_all(&[&length.to_be_bytes(), message].concat())?;
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut answer = vec![0; u16::from_be_bytes(length).into()];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}

fn tsig_key(file: &TsigKeyFile) -> Result<Key, PublishError> {
    let wrong = |what: &str| failed(code::DNS_BAD_KEY, format!("TSIG key '{}': {what}", file.name));
    let algorithm = match file.algorithm.to_ascii_lowercase().as_str() {
        "hmac-sha256" => Algorithm::Sha256,
        "hmac-sha384" => Algorithm::Sha384,
        "hmac-sha512" => Algorithm::Sha512,
        _ => return Err(wrong("algorithm is not hmac-sha256, hmac-sha384 or hmac-sha512")),
    };
    let secret: Vec<u8> = base64::decode(&file.secret).map_err(|_| wrong("secret is not base64"))?;
    let name = KeyName::from_str(&file.name).map_err(|_| wrong("name is not a domain name"))?;
    Key::new(algorithm, &secret, name, None, None).map_err(|error| wrong(&error.to_string()))
}

fn address(server: &str) -> Result<SocketAddr, PublishError> {
    let found = match server.to_socket_addrs() {
        Ok(mut addresses) => addresses.next(),
        Err(_) => (server, DNS_PORT).to_socket_addrs().ok().and_then(|mut addresses| addresses.next()),
    };
    found.ok_or_else(|| failed(code::DNS_NO_SERVERS, format!("DNS server '{server}' has no address")))
}

fn time48(moment: Moment) -> Time48 {
    Time48::from_u64(u64::try_from(moment.unix()).unwrap_or(0))
}

fn failed(code: Code, detail: String) -> PublishError {
    PublishError { code, detail }
}

fn malformed(error: impl std::fmt::Display) -> PublishError {
    failed(code::INVALID_DATA, format!("malformed: {error}"))
}

fn unreachable(server: &str, error: &io::Error) -> PublishError {
    let code = match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => code::TIMEOUT,
        _ => code::DNS_SERVER_FAILURE,
    };
    failed(code, format!("DNS server {server}: {error}"))
}
