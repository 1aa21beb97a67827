//! The web consoles over TLS, as a browser on another machine reaches them.

use crate::command::{muster, run_in, text};
use muster_testbed::harness::{http::send, https::HttpsClient, tls::Pki, world::World};
use std::{
    fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    process::{Child, Command, Stdio},
};

const NAME: &str = "kms.corp.test";

/// A service with a console, killed at the end.
struct Serving {
    child: Child,
    /// Scheme and name, before the port.
    origin: String,
    console: SocketAddr,
    /// The path of the link for the first administrator.
    link: String,
}

impl Serving {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("muster starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        line();
        let said = line();
        let url = said.strip_prefix("The web console is at ").and_then(|rest| rest.strip_suffix('/'));
        let url = url.unwrap_or_else(|| panic!("{said}")).to_owned();
        let (origin, port) = url.rsplit_once(':').expect("a port");
        let said = line();
        let (_, link) = said.split_once(&url).unwrap_or_else(|| panic!("{said}"));
        let console = (Ipv4Addr::LOCALHOST, port.parse().expect("a port")).into();
        Self { child, origin: origin.to_owned(), console, link: link.to_owned() }
    }

    fn host(world: &World) -> Self {
        let state = world.state("kms");
        let mut command = muster(["--state", state.to_str().expect("a path"), "--lang", "en", "host", "serve"]);
        command.args(["--port", "0", "--identity", NAME]);
        Self::start(command)
    }

    fn get(&self, client: &HttpsClient, host: &str) -> std::io::Result<String> {
        let head = format!("GET /sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        client.send(self.console, NAME, &head)
    }

    /// Makes the first administrator from a page of this origin.
    fn make_root(&self, client: &HttpsClient, origin: &str) -> String {
        let form = "name=root&password=correct+horse+battery&again=correct+horse+battery";
        let (link, host, length) = (&self.link, self.own_host(), form.len());
        let request = format!(
            "POST {link} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        client.send(self.console, NAME, &request).expect("an answer")
    }

    fn own_host(&self) -> String {
        format!("{NAME}:{}", self.console.port())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whatever a browser needs, from the link to the page that the cookie opens, and what it is refused.
fn check_console(serving: &Serving, client: &HttpsClient) {
    assert_eq!(serving.origin, format!("https://{NAME}"));
    let (host, port) = (serving.own_host(), serving.console.port());
    let refused = serving.make_root(client, &format!("http://{host}"));
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    let made = serving.make_root(client, &format!("https://{host}"));
    assert!(made.starts_with("HTTP/1.1 303"), "{made}");
    assert!(made.contains("strict-transport-security: max-age=31536000\r\n"), "{made}");
    let cookie = made.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    let (pair, attributes) = cookie.split_once("; ").expect("attributes");
    assert!(pair.starts_with(&format!("__Host-muster_console_{port}=")), "{cookie}");
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Strict; Secure");
    let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: {pair}\r\n\r\n");
    assert!(client.send(serving.console, NAME, &head).expect("an answer").starts_with("HTTP/1.1 200"));
    for other in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), NAME.into(), format!("a.test:{port}")] {
        let misdirected = serving.get(client, &other).expect("an answer");
        assert!(misdirected.starts_with("HTTP/1.1 421"), "{other}: {misdirected}");
    }
    assert_eq!(send(serving.console, b"GET /sign-in HTTP/1.1\r\nHost: a\r\n\r\n"), None, "without TLS");
}

fn world_with_host(listen: &str, tls: &str) -> World {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let file = world.state("kms").join("host/host.toml");
    let config = fs::read_to_string(&file).expect("a host");
    fs::write(&file, format!("{config}\n[console]\nlisten = \"{listen}\"\n{tls}")).expect("written");
    world
}

#[test]
fn a_host_shows_its_console_to_other_machines_over_tls_and_takes_a_renewed_certificate() {
    let world = world_with_host("0.0.0.0:0", "tls_certificate = \"server.pem\"\ntls_key = \"server.key\"\n");
    let directory = world.state("kms").join("host");
    let pki = Pki::new(&directory, NAME);
    let serving = Serving::host(&world);
    let client = HttpsClient::trusting(&pki.ca);
    check_console(&serving, &client);

    let (code, told) = run_in(&world.state("kms"), &["host", "account", "add", "kim", "--role", "viewer"]);
    assert!(code == 0 && told.contains(&format!("https://{NAME}:")), "{told}");
    let backup = world.path("backup");
    let (code, told) = run_in(&world.state("kms"), &["host", "backup", backup.to_str().expect("a path")]);
    assert!(code == 0 && backup.join("server.key").exists(), "{told}");

    let renewed = world.path("renewed");
    fs::create_dir(&renewed).expect("a folder");
    let renewed = Pki::new(&renewed, NAME);
    fs::rename(&renewed.key, &pki.key).expect("replaced");
    assert!(serving.get(&client, &serving.own_host()).is_ok(), "half of the new pair changes nothing");
    fs::rename(&renewed.certificate, &pki.certificate).expect("replaced");
    assert!(serving.get(&client, &serving.own_host()).is_err(), "the authority before is nobody's now");
    let answer = serving.get(&HttpsClient::trusting(&renewed.ca), &serving.own_host()).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn a_certificate_that_cannot_be_used_is_named_with_its_code() {
    let world = world_with_host("0.0.0.0:0", "tls_certificate = \"server.pem\"\ntls_key = \"server.key\"\n");
    let directory = world.state("kms").join("host");
    let refused = || {
        let state = world.state("kms");
        let words = ["--state", state.to_str().expect("a path"), "host", "serve", "--identity", NAME, "--port", "0"];
        let output = muster(words).output().expect("muster runs");
        let said = text(&output.stderr);
        assert!(!output.status.success() && said.contains("0x80070057"), "{said}");
        said
    };
    assert!(refused().contains("server.pem"));
    let (one, other) = (Pki::new(&directory, "*.corp.test"), Pki::new(&world.path(""), NAME));
    fs::copy(other.key, one.key).expect("copied");
    assert!(refused().contains("certificate and key"));
    Pki::new(&directory, "*.another.test");
    assert!(refused().contains("server.pem: the certificate holds no name or address of this service"));
}

/// `muster authority serve` on free ports with these options.
fn serve_authority(world: &World, options: &[(&str, &Path)]) -> Serving {
    let state = world.path("").to_str().expect("a path").to_owned();
    let mut command = muster(["--state", &state, "--lang", "en", "authority", "serve", "--listen", "127.0.0.1:0"]);
    command.args(["--console", "0.0.0.0:0", "--passphrase-file"]).arg(world.path("authority/passphrase.txt"));
    for (option, file) in options {
        command.arg(option).arg(file);
    }
    Serving::start(command)
}

#[test]
fn the_operators_pages_are_shown_to_other_machines_over_tls() {
    let world = World::in_real_time();
    let pki = Pki::new(&world.path(""), NAME);
    let client = HttpsClient::trusting(&pki.ca);
    let own = [("--console-tls-certificate", &*pki.certificate), ("--console-tls-key", &*pki.key)];
    check_console(&serve_authority(&world, &own), &client);
    fs::remove_file(world.path("authority/console.db")).expect("removed");
    // The certificate that the service itself has serves the pages too.
    let of_service = [("--tls-certificate", &*pki.certificate), ("--tls-key", &*pki.key)];
    check_console(&serve_authority(&world, &of_service), &client);
}
