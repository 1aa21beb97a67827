//! One question to one name server (RFC 1035, RFC 7766), with a sans-IO packet library: over UDP, and over TCP if the answer does
//! not fit. What answers another question is skipped.

use domain::{
    base::{
        Message, MessageBuilder, Name, ParseRecordData, Record, Rtype,
        iana::{Class, Rcode},
    },
    rdata::{A, Aaaa, Srv},
};
use muster_core::client::{
    discovery::{HostAddress, LookupFailure},
    srv,
};
use muster_platform::deadline::{Deadline, DeadlineStream};
use std::{
    io::{self, ErrorKind, Read, Write},
    net::{IpAddr, SocketAddr, UdpSocket},
    time::Duration,
};

/// How long a datagram may take; then the next server is asked.
const DATAGRAM_TIMEOUT: Duration = Duration::from_secs(2);
/// How long an answer may take over UDP and TCP together.
const EXCHANGE_TIMEOUT: Duration = Duration::from_secs(4);
/// The longest datagram that is read.
const DATAGRAM_MAX: usize = 4096;

pub(crate) type DnsName = Name<Vec<u8>>;

/// An answer to the question that was asked.
pub(crate) struct Answer(Message<Vec<u8>>);

/// Asks one server.
pub(crate) fn ask(server: SocketAddr, name: &DnsName, rtype: Rtype, id: u16, deadline: Deadline) -> io::Result<Answer> {
    let query = query(id, name, rtype)?;
    let deadline = deadline.within(EXCHANGE_TIMEOUT);
    let answer = over_udp(server, &query, deadline.within(DATAGRAM_TIMEOUT))?;
    if answer.header().tc() { over_tcp(server, &query, deadline).map(Answer) } else { Ok(Answer(answer)) }
}

impl Answer {
    /// A message as if it answered what was asked.
    pub(crate) fn unasked(message: &[u8]) -> Option<Self> {
        Message::from_octets(message.to_vec()).ok().map(Self)
    }

    /// What the server's response code says.
    pub(crate) fn verdict(&self) -> Result<(), LookupFailure> {
        match self.0.header().rcode() {
            Rcode::NOERROR => Ok(()),
            Rcode::NXDOMAIN => Err(LookupFailure::NoName),
            _ => Err(LookupFailure::ServerFailure),
        }
    }

    /// The SRV records of the name that was asked for, or of the one that it is an alias of.
    pub(crate) fn services(&self) -> Option<Vec<srv::Srv>> {
        let services = self.records::<Srv<_>>()?.map(|record| srv::Srv {
            priority: record.priority(),
            weight: record.weight(),
            host: HostAddress { name: record.target().to_string(), port: record.port() },
        });
        Some(services.collect())
    }

    /// Its addresses, IPv6 first, in the same way.
    pub(crate) fn addresses(&self) -> Vec<IpAddr> {
        let v6 = self.records::<Aaaa>().into_iter().flatten().map(|record| IpAddr::from(record.addr()));
        let v4 = self.records::<A>().into_iter().flatten().map(|record| IpAddr::from(record.addr()));
        v6.chain(v4).collect()
    }

    /// The records of a type that belong to that name.
    fn records<'a, Data: ParseRecordData<'a, Vec<u8>>>(&'a self) -> Option<impl Iterator<Item = Data>> {
        let owner = self.0.canonical_name()?;
        let records = self.0.answer().ok()?.limit_to_in::<Data>().filter_map(Result::ok);
        Some(records.filter(move |record| *record.owner() == owner).map(Record::into_data))
    }
}

fn query(id: u16, name: &DnsName, rtype: Rtype) -> io::Result<Message<Vec<u8>>> {
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_id(id);
    builder.header_mut().set_rd(true);
    let mut question = builder.question();
    question
        .push((name, rtype, Class::IN))
        .map_err(|error| io::Error::new(ErrorKind::InvalidInput, error.to_string()))?;
    Ok(question.into_message())
}

fn over_udp(server: SocketAddr, query: &Message<Vec<u8>>, deadline: Deadline) -> io::Result<Message<Vec<u8>>> {
    let any: IpAddr = if server.is_ipv4() { [0u8; 4].into() } else { [0u16; 8].into() };
    let socket = UdpSocket::bind((any, 0))?;
    socket.connect(server)?;
    socket.send(query.as_slice())?;
    let mut buffer = [0; DATAGRAM_MAX];
    loop {
        socket.set_read_timeout(Some(deadline.remaining()?))?;
        let length = socket.recv(&mut buffer)?;
        if let Some(answer) = answer_to(query, buffer.get(..length).unwrap_or_default()) {
            return Ok(answer);
        }
    }
}

fn over_tcp(server: SocketAddr, query: &Message<Vec<u8>>, deadline: Deadline) -> io::Result<Message<Vec<u8>>> {
    let mut stream = DeadlineStream::connect(&[server], deadline)?;
    let length = u16::try_from(query.as_slice().len()).map_err(|_| ErrorKind::InvalidInput)?;
    stream.write_all(&[&length.to_be_bytes(), query.as_slice()].concat())?;
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut answer = vec![0; u16::from_be_bytes(length).into()];
    stream.read_exact(&mut answer)?;
    answer_to(query, &answer).ok_or(ErrorKind::InvalidData.into())
}

/// The message, if it answers this query: a response with the same id and question.
fn answer_to(query: &Message<Vec<u8>>, message: &[u8]) -> Option<Message<Vec<u8>>> {
    Message::from_octets(message.to_vec()).ok().filter(|message| message.is_answer(query))
}

#[cfg(test)]
mod tests {
    use super::{Answer, DnsName, query};
    use domain::{
        base::{Message, MessageBuilder, Name, Rtype, Ttl, iana::Class},
        rdata::{A, Aaaa, Cname},
    };
    use std::str::FromStr;

    fn name(text: &str) -> DnsName {
        Name::from_str(text).expect("a name")
    }

    /// Addresses at the name itself, at its alias, and at a name that nobody asked for.
    #[test]
    fn records_of_another_name_are_left_out_and_ipv6_comes_first() {
        let asked = query(7, &name("kms.corp.test"), Rtype::A).expect("a query");
        let mut answer =
            MessageBuilder::new_vec().start_answer(&asked, domain::base::iana::Rcode::NOERROR).expect("an answer");
        let cname = Cname::new(name("alias.corp.test"));
        let (v4, v6) = (A::from_octets(192, 0, 2, 7), Aaaa::new("2001:db8::7".parse().expect("an address")));
        let stranger = A::from_octets(198, 51, 100, 1);
        answer.push((name("evil.test"), Class::IN, Ttl::HOUR, stranger)).expect("it fits");
        answer.push((name("KMS.corp.test"), Class::IN, Ttl::HOUR, cname)).expect("it fits");
        answer.push((name("alias.corp.test"), Class::IN, Ttl::HOUR, v4)).expect("it fits");
        answer.push((name("alias.corp.test"), Class::IN, Ttl::HOUR, v6)).expect("it fits");
        answer.push((name("alias.corp.test"), Class::CH, Ttl::HOUR, A::from_octets(198, 51, 100, 2))).expect("it fits");
        let found = Answer(answer.into_message()).addresses();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2001:db8::7", "192.0.2.7"]);
    }

    #[test]
    fn an_answer_answers_the_question_that_was_asked() {
        let asked = query(7, &name("kms.corp.test"), Rtype::A).expect("a query");
        let check = |from: &Message<Vec<u8>>, response: bool| {
            let mut bytes = from.as_slice().to_vec();
            bytes[2] |= if response { 0x80 } else { 0 };
            super::answer_to(&asked, &bytes).is_some()
        };
        assert!(check(&query(7, &name("KMS.CORP.TEST"), Rtype::A).expect("a query"), true));
        assert!(!check(&asked, false), "a query is no answer");
        assert!(!check(&query(8, &name("kms.corp.test"), Rtype::A).expect("a query"), true), "another id");
        assert!(!check(&query(7, &name("evil.test"), Rtype::A).expect("a query"), true), "another name");
        assert!(!check(&query(7, &name("kms.corp.test"), Rtype::AAAA).expect("a query"), true), "another type");
        assert!(super::answer_to(&asked, b"nonsense").is_none());
    }
}
