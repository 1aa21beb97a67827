//! A real BIND 9 with a zone that takes updates signed with one key, on a free loopback port.

use crate::dns_server::TsigKey;
use muster_client::Network;
use std::{
    fs,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener, UdpSocket},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// The zone.
pub const ZONE: &str = "corp.test";

/// A running BIND.
pub struct Bind {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Bind {
    /// Starts BIND; only SRV records of two owners may be changed, and only with `key`.
    pub fn start(key: &TsigKey) -> Self {
        Self::with_records(key, "")
    }

    /// The same with more records in the zone.
    pub fn with_records(key: &TsigKey, records: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = free_port();
        let path = folder.path().display();
        let config = format!(
            "{key}options {{ directory \"{path}\"; pid-file none; listen-on port {port} {{ 127.0.0.1; }};
             listen-on-v6 {{ none; }}; recursion no; session-keyfile none; managed-keys-directory \"{path}\"; }};
             controls {{ }};
             zone \"{ZONE}\" {{ type primary; file \"zone\";
             update-policy {{ grant kms-key. name _muster._tcp.{ZONE}. SRV;
             grant kms-key. name _ledger._tcp.{ZONE}. SRV; }}; }};\n",
            key = key.file(),
            port = address.port(),
        );
        let zone = "$TTL 60\n@ IN SOA ns admin 1 3600 600 86400 60\n@ IN NS ns\nns IN A 127.0.0.1\n\
             one IN A 127.0.0.1\ntwo IN A 127.0.0.1\nthree IN A 127.0.0.1\nempty IN TXT \"no host here\"\n";
        let zone = format!("{zone}{records}");
        fs::write(folder.path().join("named.conf"), config).expect("written");
        fs::write(folder.path().join("zone"), zone).expect("written");
        let mut command = Command::new("named");
        command.args(["-g", "-c"]).arg(folder.path().join("named.conf"));
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").stderr(Stdio::piped()).stdin(Stdio::null());
        let mut child = command.spawn().expect("named is installed (Debian package bind9)");
        wait_until_running(&mut child);
        Self { child, address, _folder: folder }
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a client that asks this server sees.
    pub fn network(&self, domains: &[&str]) -> Network {
        let suffixes = domains.iter().map(|domain| (*domain).to_owned()).collect();
        Network { servers: vec![self.address], suffixes, dns_overridden: true, ..Network::default() }
    }

    /// The SRV records of the zone as `dig` shows them, sorted.
    pub fn dig(&self) -> Vec<String> {
        self.dig_service("muster")
    }

    /// The same for another service.
    pub fn dig_service(&self, service: &str) -> Vec<String> {
        let port = self.address.port().to_string();
        let name = format!("_{service}._tcp.{ZONE}");
        let output = Command::new("dig").args(["@127.0.0.1", "-p", &port, "+short", &name, "SRV"]).output();
        let output = output.expect("dig is installed (Debian package bind9-dnsutils)");
        let mut lines: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }
}

impl Drop for Bind {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads BIND's log until it runs; the rest of the log is drained so that it never blocks.
fn wait_until_running(child: &mut Child) {
    let mut lines = BufReader::new(child.stderr.take().expect("its log")).lines().map_while(Result::ok);
    let log: Vec<String> = lines.by_ref().take_while(|line| !line.ends_with(" running")).collect();
    assert!(child.try_wait().expect("its state").is_none(), "named ended:\n{}", log.join("\n"));
    std::thread::spawn(move || lines.for_each(drop));
}

/// A port that is free for UDP and TCP.
fn free_port() -> SocketAddr {
    for _ in 0..100 {
        let udp = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let address = udp.local_addr().expect("its address");
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
    panic!("no free port");
}
