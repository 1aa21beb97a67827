//! DNS as the client asks it: SRV records and addresses, over UDP and then TCP, with a sans-IO packet library.

use crate::error::ClientError;
use domain::{
    base::{
        Message, MessageBuilder, Name, Rtype,
        iana::{Class, Rcode},
    },
    rdata::{A, Aaaa, Srv},
};
use muster_core::client::{
    discovery::{HostAddress, LookupFailure},
    srv,
};
use muster_platform::{dns_servers, entropy::Entropy};
use std::{
    collections::HashSet,
    io::{self, ErrorKind, Read, Write},
    net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs, UdpSocket},
    str::FromStr,
    time::Duration,
};

const TIMEOUT: Duration = Duration::from_secs(2);
const TRIES: usize = 2;
/// How long a host may take, unless it is said otherwise.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);
type DnsName = Name<Vec<u8>>;

/// The name servers that a client asks and the domains that it looks in.
#[derive(Clone, Debug)]
pub struct Network {
    /// Name servers, in order.
    pub servers: Vec<SocketAddr>,
    /// Domains, in order.
    pub suffixes: Vec<String>,
    /// Whether these were given by hand: host addresses are asked of these servers too, not of the system.
    pub dns_overridden: bool,
    /// How long a host may take to answer as a whole.
    pub request_timeout: Duration,
}

/// A machine that knows nothing of its network.
impl Default for Network {
    fn default() -> Self {
        Self { servers: Vec::new(), suffixes: Vec::new(), dns_overridden: false, request_timeout: REQUEST_TIMEOUT }
    }
}

impl Network {
    /// What the machine is configured with: the domain of its own name, then those of resolv.conf.
    pub fn system(machine_name: &str) -> Result<Self, ClientError> {
        let system = dns_servers::read()?;
        let own = machine_name.split_once('.').map(|(_, domain)| domain.to_owned());
        let mut known = HashSet::new();
        let suffixes =
            own.into_iter().chain(system.search).filter(|suffix| suffix != "." && known.insert(suffix.clone()));
        Ok(Self { servers: system.servers, suffixes: suffixes.collect(), ..Self::default() })
    }

    /// The hosts that a domain's SRV records name, in the order to try them.
    pub fn hosts(&self, service: &str, domain: &str, entropy: &Entropy) -> Result<Vec<HostAddress>, LookupFailure> {
        let answer = self.ask(&srv::owner(service, domain), Rtype::SRV, entropy)?;
        let message = Message::from_slice(&answer).map_err(|_| LookupFailure::ServerFailure)?;
        let section = message.answer().map_err(|_| LookupFailure::ServerFailure)?;
        let records = section.limit_to::<Srv<_>>().filter_map(Result::ok);
        let found = records.map(|record| srv::Srv {
            priority: record.data().priority(),
            weight: record.data().weight(),
            host: HostAddress { name: record.data().target().to_string(), port: record.data().port() },
        });
        // The target "." says that the service is decidedly not there (RFC 2782).
        let found: Vec<_> = found.filter(|record| record.host.name != "." && !record.host.name.is_empty()).collect();
        if found.is_empty() {
            return Err(LookupFailure::NoRecord);
        }
        Ok(srv::order(found, |limit| draw(limit, entropy)))
    }

    /// The addresses of a host.
    pub fn addresses(&self, host: &HostAddress, entropy: &Entropy) -> Vec<SocketAddr> {
        if let Ok(ip) = host.name.parse::<IpAddr>() {
            return vec![SocketAddr::new(ip, host.port)];
        }
        if !self.dns_overridden {
            return (host.name.as_str(), host.port).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
        }
        let found = [Rtype::AAAA, Rtype::A].into_iter().flat_map(|rtype| match self.ask(&host.name, rtype, entropy) {
            Ok(answer) => addresses_in(&answer),
            Err(_) => Vec::new(),
        });
        found.map(|ip| SocketAddr::new(ip, host.port)).collect()
    }

    fn ask(&self, name: &str, rtype: Rtype, entropy: &Entropy) -> Result<Vec<u8>, LookupFailure> {
        let name = DnsName::from_str(name).map_err(|_| LookupFailure::NoDomain)?;
        let mut failure = if self.servers.is_empty() { LookupFailure::NoServers } else { LookupFailure::Timeout };
        for server in self.servers.iter().flat_map(|server| std::iter::repeat_n(server, TRIES)) {
            let query =
                query(u16::from_be_bytes(entropy.bytes()), &name, rtype).map_err(|_| LookupFailure::NoDomain)?;
            match exchange(*server, &query) {
                Ok(answer) => match verdict(&answer) {
                    Err(LookupFailure::ServerFailure) => failure = LookupFailure::ServerFailure,
                    Err(failure) => return Err(failure),
                    Ok(()) => return Ok(answer),
                },
                Err(error) if is_timeout(&error) => {}
                Err(_) => failure = LookupFailure::ServerFailure,
            }
        }
        Err(failure)
    }
}

fn query(id: u16, name: &DnsName, rtype: Rtype) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_id(id);
    builder.header_mut().set_rd(true);
    let mut question = builder.question();
    question.push((name, rtype, Class::IN))?;
    Ok(question.finish())
}

fn verdict(answer: &[u8]) -> Result<(), LookupFailure> {
    let message = Message::from_slice(answer).map_err(|_| LookupFailure::ServerFailure)?;
    match message.header().rcode() {
        Rcode::NOERROR => Ok(()),
        Rcode::NXDOMAIN => Err(LookupFailure::NoName),
        _ => Err(LookupFailure::ServerFailure),
    }
}

fn addresses_in(answer: &[u8]) -> Vec<IpAddr> {
    let Ok(message) = Message::from_slice(answer) else { return Vec::new() };
    let Ok(section) = message.answer() else { return Vec::new() };
    let v6 = section.limit_to::<Aaaa>().filter_map(Result::ok).map(|record| record.data().addr().into());
    let v4 = section.limit_to::<A>().filter_map(Result::ok).map(|record| record.data().addr().into());
    v6.chain(v4).collect()
}

/// One question to one server: UDP, and TCP if the answer does not fit.
fn exchange(server: SocketAddr, query: &[u8]) -> io::Result<Vec<u8>> {
    let answer = udp(server, query)?;
    let truncated = Message::from_slice(&answer).is_ok_and(|message| message.header().tc());
    if truncated { tcp(server, query) } else { Ok(answer) }
}

fn udp(server: SocketAddr, query: &[u8]) -> io::Result<Vec<u8>> {
    let any: IpAddr = if server.is_ipv4() { [0u8; 4].into() } else { [0u16; 8].into() };
    let socket = UdpSocket::bind((any, 0))?;
    socket.set_read_timeout(Some(TIMEOUT))?;
    socket.connect(server)?;
    socket.send(query)?;
    let mut buffer = vec![0; 4096];
    // A stray datagram with another message id is skipped, but not for ever.
    for _ in 0..16 {
        let length = socket.recv(&mut buffer)?;
        if buffer.get(..2) == query.get(..2) {
            buffer.truncate(length);
            return Ok(buffer);
        }
    }
    Err(ErrorKind::TimedOut.into())
}

fn tcp(server: SocketAddr, query: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&server, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    let length = u16::try_from(query.len()).map_err(|_| ErrorKind::InvalidInput)?;
    stream.write_all(&[&length.to_be_bytes(), query].concat())?;
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut answer = vec![0; u16::from_be_bytes(length).into()];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

/// A random number from 0 to `limit`.
fn draw(limit: u32, entropy: &Entropy) -> u32 {
    (u64::from_be_bytes(entropy.bytes()) % (u64::from(limit) + 1)) as u32
}

#[cfg(test)]
mod tests {
    use super::{Network, addresses_in};
    use domain::{
        base::{MessageBuilder, Name, Ttl, iana::Class},
        rdata::{A, Aaaa},
    };
    use muster_core::client::discovery::HostAddress;
    use muster_platform::entropy::Entropy;
    use std::str::FromStr;

    #[test]
    fn an_address_needs_no_dns() {
        let network = Network { dns_overridden: true, ..Network::default() };
        let addresses = |name: &str| {
            let found = network.addresses(&HostAddress { name: name.into(), port: 1688 }, &Entropy::system());
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(addresses("192.0.2.7"), ["192.0.2.7:1688"]);
        assert_eq!(addresses("::1"), ["[::1]:1688"]);
        assert!(addresses("kms.corp.test").is_empty(), "given servers are asked, and no others");
    }

    #[test]
    fn ipv6_addresses_come_first() {
        let name = Name::<Vec<u8>>::from_str("kms.corp.test").expect("a name");
        let (v4, v6) = (A::from_octets(192, 0, 2, 7), Aaaa::new("2001:db8::7".parse().expect("an address")));
        let mut message = MessageBuilder::new_vec().question().answer();
        message.push((&name, Class::IN, Ttl::HOUR, v4)).expect("it fits");
        message.push((&name, Class::IN, Ttl::HOUR, v6)).expect("it fits");
        let found = addresses_in(&message.finish());
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2001:db8::7", "192.0.2.7"]);
        assert!(addresses_in(b"nonsense").is_empty());
    }
}
