//! The operators' pages of a running authority, from the link that it prints to the confirmation id that activates a host.

use crate::command::{authority, muster, run_in, text};
use muster_platform::files;
use muster_testbed::harness::{
    http::{connect, send},
    world::World,
};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    process::{Child, Stdio},
};

/// `muster authority serve` with pages on a free port, killed at the end.
pub(crate) struct Serving {
    child: Child,
    pub(crate) console: SocketAddr,
    /// The path of the link for the first administrator.
    link: String,
}

impl Serving {
    pub(crate) fn start(world: &World) -> Self {
        let state = world.path("").to_str().expect("a path").to_owned();
        let passphrase = world.path("authority/passphrase.txt").to_str().expect("a path").to_owned();
        let words = ["--state", &state, "--lang", "en", "authority", "serve", "--listen", "127.0.0.1:0"];
        let mut command = muster(words);
        let command =
            command.args(["--console", "127.0.0.1:0", "--passphrase-file", &passphrase]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("muster starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        assert!(line().starts_with("The authority answers at http://127.0.0.1:"));
        let said = line();
        let console = said.strip_prefix("The web console is at http://").and_then(|rest| rest.strip_suffix('/'));
        let console: SocketAddr = console.unwrap_or_else(|| panic!("{said}")).parse().expect("an address");
        let said = line();
        let (_, link) = said.split_once(&format!("http://{console}")).unwrap_or_else(|| panic!("{said}"));
        let link = link.to_owned();
        Self { child, console, link }
    }

    fn get(&self, path: &str, cookie: &str) -> (u16, String) {
        let console = self.console;
        let head = format!("GET {path} HTTP/1.1\r\nHost: {console}\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n");
        send(console, head.as_bytes()).expect("an answer")
    }

    /// Sends a form; returns the whole answer.
    pub(crate) fn post(&self, path: &str, cookie: &str, form: &str) -> String {
        let (console, length) = (self.console, form.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {console}\r\nOrigin: http://{console}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        self.exchange(&request)
    }

    /// The whole answer.
    fn exchange(&self, request: &str) -> String {
        let mut stream = connect(self.console);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// The cookie of the administrator, made by the link.
    pub(crate) fn root(&self) -> String {
        let form = "name=root&password=correct+horse+battery&again=correct+horse+battery";
        cookie(&self.post(&self.link, "", form))
    }

    /// The cookie of whoever follows a link that signs in.
    pub(crate) fn signed_in(&self, link: &str) -> String {
        let path = link.strip_prefix(&format!("http://{}", self.console)).expect("that of the pages");
        cookie(&self.post(path, "", ""))
    }
}

/// The cookie that an answer sets.
fn cookie(answer: &str) -> String {
    let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{answer}"));
    set.split(';').next().expect("a value").to_owned()
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_operator_confirms_an_installation_id_and_blocks_the_key_and_both_logs_say_so() {
    let world = World::in_real_time();
    let (key, file) = (world.vendor.host_key, world.path("host-key.offline").to_str().expect("a path").to_owned());
    let (code, told) = authority(&world, &["key", "offline", &key.partial(), "--slots", "4", "--out", &file]);
    assert_eq!(code, 0, "{told}");
    let (_, told) = authority(&world, &["key", "edit", &key.partial(), "--customer", "Contoso <K.K.>"]);
    assert!(!told.contains("Error"), "{told}");
    drop(world.setup("kms", None).init(&world.vendor).expect("a host"));
    let kms = |words: &[&str]| run_in(&world.state("kms"), words);
    let machine = ["--identity", "kms", "--machine-name", "kms"];
    let (code, shown) = kms(&[&["slmgr"], &machine[..], &["/ilc", &file]].concat());
    assert_eq!(code, 0, "{shown}");
    let (_, shown) = kms(&[&["slmgr"], &machine[..], &["/dti"]].concat());
    let iid = shown.lines().next().and_then(|line| line.strip_prefix("Installation ID: ")).expect(&shown).to_owned();

    let serving = Serving::start(&world);
    assert_eq!(serving.get("/", "").0, 303, "nobody sees anything");
    let root = serving.root();
    let confirmed = serving.post("/phone?lang=en", &root, &format!("installation-id={iid}"));
    let cid = confirmed
        .split("mono link\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap_or_else(|| panic!("{confirmed}"));
    let (code, activated) = kms(&[&["slmgr"], &machine[..], &["/atp", cid]].concat());
    assert_eq!(code, 0, "{activated}");
    let again = serving.post("/phone?lang=en", &root, &format!("installation-id={iid}{}", " ".repeat(900_000)));
    assert!(again.contains(cid), "the same answer, to a message as large as a photo too: {again}");

    let (_, list) = serving.get("/?lang=en&q=contoso", &root);
    assert!(list.contains("Contoso &#60;K.K.&#62;") && list.contains("1 / 6"), "{list}");
    let href = list.split("<a href=\"/key?").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let path = format!("/key?{}", href.replace("&#38;", "&"));
    assert!(serving.post(&path, &root, "do=block").starts_with("HTTP/1.1 303"));
    let (_, page) = serving.get(&path, &root);
    assert!(page.contains("Lift the block"), "{page}");
    let refused = serving.post("/phone?lang=en", &root, &format!("installation-id={iid}"));
    assert!(refused.starts_with("HTTP/1.1 422") && refused.contains("0xC004C003"), "{refused}");
    let (code, log) = run_in(&world.path(""), &["authority", "audit", "list"]);
    assert!(code == 0 && log.contains("console root") && log.contains("block"), "{log}");
    let (_, log) = serving.get("/audit?lang=en", &root);
    assert!(
        log.contains("Installation ID confirmed") && log.contains("Key blocked") && log.contains("0xC004C003"),
        "{log}"
    );
    let (_, hosts) = serving.get("/hosts?lang=en&q=contoso", &root);
    // By telephone it says neither its name nor its license pack.
    for said in [">(offline)</a>", &key.partial(), "not known", "The newest pack is version 1", "In force"] {
        assert!(hosts.contains(said), "{said}: {hosts}");
    }
    let (_, id) = hosts.split_once("href=\"/host?id=").expect("a host");
    let id = id.split('&').next().expect("an id");
    let (_, order) = serving.get("/order?lang=en&customer=Contoso+%3CK.K.%3E&order=", &root);
    assert!(order.contains(&format!("/host?id={id}")), "{order}");
    let (_, reach) = serving.get(&format!("/host/revocation?lang=en&id={id}"), &root);
    assert!(reach.contains("Ledger 9 Professional") && reach.contains("runs out in 30 days"), "{reach}");
    let revoked = serving.post(&format!("/host/revocation?lang=en&id={id}"), &root, "do=revoke");
    assert!(revoked.starts_with("HTTP/1.1 303"), "{revoked}");
    let (_, host) = serving.get(&format!("/host?lang=en&id={id}"), &root);
    assert!(host.contains("No license pack says so yet") && host.contains("<code>revoke</code>"), "{host}");
    let (code, told) = authority(&world, &["pack", "--out", world.path("next.jws").to_str().expect("a path")]);
    assert_eq!(code, 0, "{told}");
    let (_, host) = serving.get(&format!("/host?lang=en&id={id}"), &root);
    assert!(!host.contains("No license pack says so yet") && host.contains("Revoked"), "{host}");
    let (_, packs) = serving.get("/packs?lang=en", &root);
    assert!(packs.matches("<tr><td").count() == 2 && packs.contains("Newest</b>"), "{packs}");
    for shown in [confirmed, list, page, refused, log, hosts, host, order] {
        assert!(!shown.contains(&key.reveal()), "no whole key");
    }
}

/// Without the passphrase, while the pages are served: as at a host.
#[test]
fn accounts_are_made_at_the_command_line_and_a_backup_holds_them() {
    let world = World::in_real_time();
    let at = |folder: &str, words: &[&str]| run_in(&world.path(folder), &[&["authority"], words].concat());
    let (code, told) = at("", &["account", "add", "kim", "--role", "auditor"]);
    assert!(code != 0 && told.contains("0x80070057") && told.contains("authority serve --console"), "{told}");

    let serving = Serving::start(&world);
    let (code, told) = at("", &["account", "add", "Kim", "--role", "auditor", "--sign-in", "--json"]);
    let made: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{code} {told}"));
    assert_eq!(made["account"], "kim");
    let link = made["link"].as_str().expect("a link");
    let (status, log) = serving.get("/audit?lang=en", &serving.signed_in(link));
    assert!(status == 200 && log.contains("Account added"), "{log}");
    let (code, told) = at("", &["account", "add", "kim", "--role", "viewer"]);
    assert!(code != 0 && told.contains("0x80070057"), "once: {told}");

    let backup = world.path("backup");
    let (code, told) = at("", &["backup", backup.to_str().expect("a path")]);
    assert!(code == 0 && !backup.join("console.listening").exists(), "{told}");
    drop(serving);
    let whole = at("", &["audit", "verify", "--console", "--json"]);
    assert_eq!(whole.0, 0, "{}", whole.1);
    let from = ["restore", "--from", backup.to_str().expect("a path")];
    let (code, told) = at("other", &from);
    assert_eq!(code, 0, "{told}");
    assert_eq!(at("other", &["audit", "--console", "verify", "--json"]), whole, "the same log");
    let (_, log) = at("other", &["audit", "--console", "list"]);
    assert!(log.contains("account-add") && log.contains("of kim  auditor") && log.contains("sign-in"), "{log}");
    let (_, own) = at("other", &["audit", "list"]);
    assert!(own.contains("restore") && !own.contains("account-add"), "another log: {own}");
    let (_, list) = at("other", &["account", "list"]);
    assert!(list.contains("kim") && list.contains("auditor") && list.contains("without a password"), "{list}");
    let (code, told) = at("other", &["account", "link", "kim"]);
    assert!(code != 0 && told.contains("0x80070057"), "nobody serves there: {told}");

    fs::write(backup.join("console.db"), "no database at all").expect("damaged");
    let (code, told) = at("third", &from);
    assert!(code != 0 && told.contains("console.db"), "{told}");
    assert!(!world.path("third/authority").exists(), "no half of it stays");
}

#[test]
fn a_provider_whose_secret_others_can_read_or_whose_settings_are_wrong_is_refused() {
    let world = World::in_real_time();
    let state = world.path("").to_str().expect("a path").to_owned();
    let (settings, secret) = (world.path("oidc.toml"), world.path("oidc.secret"));
    let refused = |issuer: &str, text: &str| {
        fs::write(&secret, text).expect("written");
        let groups = "[groups]\nadmins = \"administrator\"\n";
        let named =
            format!("issuer = \"{issuer}\"\nclient_id = \"muster\"\nclient_secret_file = \"oidc.secret\"\n{groups}");
        fs::write(&settings, named).expect("written");
        let oidc = settings.to_str().expect("a path");
        let words = ["--state", &state, "authority", "serve", "--console", "127.0.0.1:0", "--console-oidc", oidc];
        let output = muster(words).output().expect("muster runs");
        assert!(!output.status.success());
        crate::command::text(&output.stderr)
    };
    let open = refused("https://id.corp.test", "secret");
    assert!(open.contains("0x80070538") && open.contains("oidc.secret"), "{open}");
    fs::remove_file(&secret).expect("removed");
    files::write_secret(&secret, "").expect("written");
    assert!(refused("https://id.corp.test", "\n").contains("holds no client secret"));
    let wrong = refused("http://id.corp.test", "secret");
    assert!(wrong.contains("0x80070057") && wrong.contains("issuer is no https address"), "{wrong}");
}

#[test]
fn without_tls_the_pages_are_for_this_machine_alone() {
    let world = World::in_real_time();
    let state = world.path("").to_str().expect("a path").to_owned();
    for address in ["0.0.0.0:8689", "[::]:8689", "192.0.2.1:8689"] {
        let output =
            muster(["--state", &state, "authority", "serve", "--console", address]).output().expect("muster runs");
        let said = text(&output.stderr);
        assert!(
            output.status.code() == Some(2)
                && said.contains("give --console-tls-certificate")
                && said.contains("ssh -L 8689:127.0.0.1:8689 HOST"),
            "{address}: {said}"
        );
    }
}
