//! `muster doctor probe` against a real DCE/RPC server (impacket), BIND 9, and everything else that may listen.

use crate::command::{run, text};
use muster_testbed::TsigKey;
use muster_testbed::harness::{
    bind::{Bind, ZONE},
    fake_server,
};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    process::{Child, Command, Stdio},
    thread,
};

const KMS: &str = "51c82175-844e-4750-b0d8-ec255555bc06";
const OTHER: &str = "367abb81-9844-35f1-ad32-98f038001003";
/// Version 0.10 fails to format the log line of a rejected bind, and closes; what it sends is not touched.
const SERVER: &str = "import sys
from impacket.dcerpc.v5 import rpcrt
rpcrt.bin_to_uuidtup = lambda interface: 'it'
server = rpcrt.DCERPCServer()
server.daemon = True
server.addCallbacks((sys.argv[1], '1.0'), '1688', {})
server.start()
print(server.getListenPort(), flush=True)
sys.stdin.read()
";

/// A DCE/RPC server with one interface, of Debian's package python3-impacket.
struct RpcServer {
    child: Child,
    port: u16,
}

impl RpcServer {
    fn start(interface: &str) -> Self {
        let mut command = Command::new("/usr/bin/python3");
        command.args(["-c", SERVER, interface]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("python3 is installed");
        let mut line = String::new();
        let output = child.stdout.as_mut().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let port = line.trim().parse().expect("a port: impacket is installed (Debian package python3-impacket)");
        Self { child, port }
    }
}

impl Drop for RpcServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn probe(port: u16) -> (String, Value) {
    let target = format!("127.0.0.1:{port}");
    let words = ["doctor", "probe", "--timeout", "400"];
    let printed = text(&run(words.into_iter().chain([target.as_str()])).stdout);
    let json = text(&run(words.into_iter().chain(["--json", &target])).stdout);
    let line = printed.lines().find(|line| line.starts_with(&target)).unwrap_or_default().to_owned();
    let word = line.split(' ').nth(2).unwrap_or_default().to_owned();
    (word, serde_json::from_str(&json).expect("JSON"))
}

fn first_rule(document: &Value) -> &str {
    document["headline"][0]["rule"].as_str().unwrap_or_default()
}

#[test]
fn a_real_rpc_server_accepts_or_rejects_the_interface() {
    let (kms, other) = (RpcServer::start(KMS), RpcServer::start(OTHER));
    let (word, document) = probe(kms.port);
    assert_eq!((word.as_str(), first_rule(&document)), ("open+kms", "HST026"));
    let target = format!("127.0.0.1:{}", kms.port);
    let well = run(["--lang", "ja", "doctor", "probe", "--timeout", "400", &target]);
    assert_eq!(well.status.code(), Some(0));
    assert!(
        text(&well.stdout).contains("open+kms: キー管理サービス (KMS) がバインドを受け付けました"),
        "{}",
        text(&well.stdout)
    );
    let (word, document) = probe(other.port);
    assert_eq!((word.as_str(), first_rule(&document)), ("open+rpc-other", "NET003"));
}

#[test]
fn http_silence_reset_and_refusal_are_told_apart() {
    let http = fake_server::tcp(|mut stream| {
        let mut request = [0; 72];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    let (word, document) = probe(http.port());
    assert_eq!((word.as_str(), first_rule(&document)), ("open+not-rpc", "NET003"));
    let silent = fake_server::tcp(std::mem::forget);
    assert_eq!(probe(silent.port()).0, "open+not-rpc");
    let reset = fake_server::tcp(drop);
    assert_eq!(probe(reset.port()).0, "open+not-rpc");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let (word, document) = probe(closed.port());
    assert_eq!((word.as_str(), first_rule(&document)), ("refused", "NET001"));
}

/// What goes over the wire is the bind, all of it, and not a byte more.
#[test]
fn nothing_but_the_bind_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("its end");
        bytes
    });
    run(["doctor", "probe", "--timeout", "400", &format!("127.0.0.1:{port}")]);
    assert_eq!(heard.join().expect("heard"), muster_doctor::probe::BIND);
}

#[test]
fn a_machine_with_nobody_to_ask_is_told_what_to_name() {
    let nobody = run(["doctor", "probe", "--domain", "corp.test", "--server", "127.0.0.1:1", "--timeout", "400"]);
    assert!(text(&nobody.stdout).contains("no-answer: the DNS server did not answer"), "{}", text(&nobody.stdout));
    // A name of the machine without a domain, and no search list.
    let script = "mount --bind \"$1\" /etc/resolv.conf && hostname pc && exec \"$2\" --lang en doctor probe";
    let empty = tempfile::NamedTempFile::new().expect("a file");
    let own: &[&str] = if rustix::process::geteuid().is_root() { &[] } else { &["--user", "--map-root-user"] };
    let mut command = Command::new("unshare");
    command.args(["--mount", "--uts"]).args(own).args(["sh", "-c", script, "sh"]).arg(empty.path());
    let output = command.arg(env!("CARGO_BIN_EXE_muster")).output().expect("unshare (Debian package util-linux)");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("this machine searches no DNS domain"), "{}", text(&output.stderr));
}

#[test]
fn hosts_are_found_in_dns_in_every_domain() {
    let kms = RpcServer::start(KMS);
    let records = format!("_vlmcs._tcp IN SRV 0 0 {} one\n", kms.port);
    let bind = Bind::with_records(&TsigKey::random("kms-key"), &records);
    let server = bind.address().to_string();
    let words = ["doctor", "probe", "--server", &server, "--domain", ZONE, "--domain", "empty.corp.test"];
    let printed = text(&run(words).stdout);
    let port = kms.port;
    assert!(printed.contains(&format!("_vlmcs._tcp.{ZONE} SRV - - {port} one.{ZONE}\n")), "{printed}");
    assert!(printed.contains(&format!("_vlmcs._tcp.empty.{ZONE} no-srv {server}\n")), "{printed}");
    assert!(printed.contains(&format!("one.{ZONE}:{port} 127.0.0.1 open+kms ")), "{printed}");
    assert!(printed.contains("DNS024 SRV record found"), "{printed}");
}
