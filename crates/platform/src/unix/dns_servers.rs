//! The DNS servers and search domains of `/etc/resolv.conf`.

use crate::{dns_servers::DnsServers, file_error::FileError};
use std::{
    fs,
    io::{Error, ErrorKind},
    net::{IpAddr, SocketAddr},
    path::Path,
};

const RESOLV_CONF: &str = "/etc/resolv.conf";
const DNS_PORT: u16 = 53;

pub(crate) fn read() -> Result<DnsServers, FileError> {
    let path = Path::new(RESOLV_CONF);
    match fs::read(path) {
        Ok(text) => parse(&text).map_err(FileError::new(FileError::READ, path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(DnsServers::default()),
        Err(error) => Err(FileError::new(FileError::READ, path)(error)),
    }
}

fn parse(text: &[u8]) -> Result<DnsServers, Error> {
    let config = resolv_conf::Config::parse(text).map_err(Error::other)?;
    let servers = config.nameservers.iter().map(|ip| SocketAddr::new(IpAddr::from(ip), DNS_PORT));
    Ok(DnsServers { servers: servers.collect(), search: config.get_last_search_or_domain().cloned().collect() })
}

#[cfg(test)]
mod tests {
    use super::{DnsServers, parse};

    #[test]
    fn the_last_of_search_and_domain_counts() {
        let read = |text: &str| parse(text.as_bytes()).expect("a resolv.conf");
        let found = read("domain old.test\nnameserver 192.0.2.1\nnameserver ::1\nsearch a.test b.test\n");
        let servers = found.servers.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(servers, ["192.0.2.1:53", "[::1]:53"]);
        assert_eq!(found.search, ["a.test", "b.test"]);
        assert_eq!(read("search a.test\ndomain b.test\n").search, ["b.test"]);
        assert_eq!(read("# nothing\n"), DnsServers::default());
    }

    #[test]
    fn a_line_that_is_not_understood_is_an_error() {
        assert!(parse(b"nameserver nonsense\n").is_err());
    }
}
