//! The web console of a running host, from the link that it prints to the page of a machine.

use crate::command::{muster, run_ok, text};
use muster_testbed::harness::{http::send, world::World};
use std::{
    fs,
    io::{BufRead, BufReader, Lines, Read, Write},
    net::SocketAddr,
    process::{Child, ChildStdout, Stdio},
};

/// `muster host serve` with a console on a free port, killed at the end.
pub(crate) struct Serving {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
    pub(crate) host: SocketAddr,
    console: SocketAddr,
}

impl Serving {
    pub(crate) fn start(world: &World) -> Self {
        let state = world.state("kms");
        let words = ["--state", state.to_str().expect("a path"), "--lang", "en", "host", "serve", "--port", "0"];
        let mut command = muster(words);
        let command = command.args(["--identity", "kms.corp.test"]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("muster starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut line = || output.next().expect("a line").expect("text");
        let host = line().rsplit(' ').next().and_then(|word| word.parse().ok()).expect("an address");
        let said = line();
        let console = said.strip_prefix("The web console is at http://").and_then(|rest| rest.strip_suffix('/'));
        let console = console.unwrap_or_else(|| panic!("{said}")).parse().expect("an address");
        Self { child, output, host, console }
    }

    /// The path of the link for the first administrator, which is the next line.
    pub(crate) fn link(&mut self) -> String {
        let line = self.output.next().expect("a line").expect("text");
        let (_, path) = line.split_once(&format!("http://{}", self.console)).unwrap_or_else(|| panic!("{line}"));
        path.to_owned()
    }

    /// Ends it; returns what else it printed.
    fn end(mut self) -> String {
        let _ = self.child.kill();
        self.output.by_ref().map_while(Result::ok).collect()
    }

    pub(crate) fn get(&self, path: &str, cookie: &str) -> (u16, String) {
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n", self.console);
        send(self.console, head.as_bytes()).expect("an answer")
    }

    /// Sends a form; returns the status and the cookie that is set.
    pub(crate) fn post(&self, path: &str, form: &str) -> (u16, String) {
        self.post_as("", path, form)
    }

    /// The whole answer to a form.
    fn sent_as(&self, cookie: &str, path: &str, form: &str) -> String {
        self.sent(cookie, path, "application/x-www-form-urlencoded", form)
    }

    /// The whole answer to a form with one file, as a browser sends it.
    fn uploaded_as(&self, cookie: &str, path: &str, field: &str, file: &str) -> String {
        let form = format!(
            "--x7\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"list.json\"\r\n\
             Content-Type: application/json\r\n\r\n{file}\r\n--x7--\r\n"
        );
        self.sent(cookie, path, "multipart/form-data; boundary=x7", &form)
    }

    fn sent(&self, cookie: &str, path: &str, content_type: &str, form: &str) -> String {
        let (console, length) = (self.console, form.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {console}\r\nOrigin: http://{console}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        let mut stream = muster_testbed::harness::http::connect(console);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn post_as(&self, cookie: &str, path: &str, form: &str) -> (u16, String) {
        let answer = self.sent_as(cookie, path, form);
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_default();
        (status, cookie.split(';').next().unwrap_or_default().to_owned())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn world_with_console(listen: &str) -> World {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let file = world.state("kms").join("host/host.toml");
    let config = fs::read_to_string(&file).expect("a host");
    fs::write(&file, format!("{config}\n[console]\nlisten = \"{listen}\"\n")).expect("written");
    world
}

#[test]
fn an_administrator_is_made_by_the_link_and_sees_the_machine_that_asked() {
    let world = world_with_console("127.0.0.1:0");
    let mut serving = Serving::start(&world);
    let link = serving.link();
    assert_eq!(world.ask(serving.host, 7).0, 200, "answered, with a count that is not enough");
    assert_eq!(serving.get("/machines", "").0, 303, "nobody sees anything");
    let form = "name=root&password=correct+horse+battery&again=correct+horse+battery";
    let (status, cookie) = serving.post(&link, form);
    assert_eq!(status, 303);
    let (status, list) = serving.get("/machines?lang=en", &cookie);
    assert!(status == 200 && list.contains(">pc-7</a>") && list.contains("Waiting for the count"), "{status} {list}");
    let backup = world.path("backup");
    run_ok([
        "--state",
        world.state("kms").to_str().expect("a path"),
        "host",
        "backup",
        backup.to_str().expect("a path"),
    ]);
    let (status, host) = serving.get("/host?lang=en", &cookie);
    assert!(status == 200 && host.contains("days ago: 0") && host.contains("0xC004F038"), "{status} {host}");
    assert!(host.contains(&format!("(it listens on {})", serving.host.port())) && host.contains("licensed"), "{host}");
    assert!(!backup.join("last-backup.txt").exists(), "that of this host alone");
    let (_, rest) = list.split_once("<a href=\"/machine?").expect("a link");
    let page = format!("/machine?{}", rest.split('"').next().expect("its end").replace("&#38;", "&"));
    let (status, machine) = serving.get(&page, &cookie);
    assert!(status == 200 && machine.contains("0xC004F038") && machine.contains("Next step"), "{status} {machine}");
    assert!(!machine.contains("None among the newest"), "its request is there: {machine}");
    for (path, expected) in [("/", "The host answers clients"), ("/?lang=ja", "ホストは正常に応答しています")]
    {
        let (status, overview) = serving.get(path, &cookie);
        assert!(
            status == 200 && overview.contains(expected) && overview.contains("kms.corp.test"),
            "{status} {overview}"
        );
    }
    let (status, csv) = serving.get("/machines.csv", &cookie);
    assert!(status == 200 && csv.contains("pc-7,"), "{status} {csv}");
    assert_eq!(serving.get("/events", &cookie).0, 200);
    // The host goes on answering clients, at its own port alone.
    assert_eq!(world.ask(serving.host, 8).0, 200);
    assert_eq!(serving.get("/health", &cookie).0, 404);
    let port = serving.console.port().to_string();
    assert_eq!(serving.end(), "");
    // Started again, it knows its administrator and his session, and prints no link. The cookie is named after the port, which is another.
    let again = Serving::start(&world);
    let cookie = cookie.replacen(&port, &again.console.port().to_string(), 1);
    assert_eq!(again.get("/machines", &cookie).0, 200);
    assert_eq!((again.post("/sign-in", "name=root&password=wrong").0, again.post(&link, form).0), (403, 404));
    let (status, cookie) = again.post("/sign-in", "name=root&password=correct+horse+battery");
    assert_eq!((status, again.get("/", &cookie).0), (303, 200));
    assert_eq!(again.end(), "", "no link");
}

/// What is begun in the browser is done by the machine's agent, and the page says so.
#[test]
fn a_job_of_the_browser_is_done_by_the_machine_and_recorded() {
    let world = world_with_console("127.0.0.1:0");
    let mut serving = Serving::start(&world);
    let link = serving.link();
    let (_, root) = serving.post(&link, "name=root&password=correct+horse+battery&again=correct+horse+battery");
    let kms = world.state("kms").to_str().expect("a path").to_owned();
    let status: serde_json::Value =
        serde_json::from_str(&run_ok(["--state", &kms, "host", "status", "--json"])).expect("JSON");
    let (mut client, _) = world.client("pc");
    client.set_host(Some(serving.host.to_string().parse().expect("a host")), None).expect("saved");
    let key = status["key"].as_str().expect("a key");
    let config = format!("[managed]\nhosts = [{{ address = \"{}\", key = \"{key}\" }}]\n", serving.host);
    fs::write(world.path("pc/client/client.toml"), config).expect("written");
    let pc = world.path("pc").to_str().expect("a path").to_owned();
    let once = || run_ok(["--state", &pc, "agent", "--once", "--identity", "pc", "--machine-name", "pc"]);
    once();
    let secret = world.vendor.ledger_key.reveal();
    let machines = "machines=pc&days=30&of-product=";
    // The machine's key is shown first, and compared with what the machine shows.
    let page = serving.sent_as(&root, "/jobs/key", machines);
    let own = run_ok(["--state", &pc, "client", "machine-key", "--json"]);
    let own: serde_json::Value = serde_json::from_str(&own).expect("JSON");
    assert!(page.contains(own["key"].as_str().expect("a thumbprint")), "{page}");
    let shown = page.split("name=\"shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a digest");
    let form = format!("{machines}&shown={shown}&key={secret}");
    assert_eq!(serving.post_as(&root, "/jobs/key", &form).0, 303);
    let page = || serving.get("/job?lang=en&id=1", &root).1;
    assert!(page().contains(">Waiting<"), "{}", page());
    once();
    assert!(page().contains(">Done<"), "{}", page());
    let nobody = form.replace("machines=pc", "machines=pc-9");
    assert_eq!(serving.post_as(&root, "/jobs/key", &nobody).0, 422);
    assert_eq!(serving.post_as(&root, "/jobs", "machines=pc&days=1&of-product=&verb=activate").0, 303);
    assert_eq!(serving.post_as(&root, "/job", "id=2").0, 303);
    let list = serving.get("/jobs?lang=en", &root).1;
    assert!(list.contains("/job?id=1") && list.contains("/job?id=2"), "{list}");
    let pages =
        ["/job?id=1", "/jobs", "/audit", "/events", "/machines"].map(|path| serving.get(path, &root).1).concat();
    assert!(!pages.contains(&secret));
    let (listed, entries) = audit(&world, &["list"]);
    let tail = secret.rsplit('-').next().expect("groups");
    assert!(
        listed && entries.contains("job-add") && entries.contains(tail) && entries.contains("job-cancel"),
        "{entries}"
    );
    assert!(!entries.contains(&secret) && entries.contains("root"), "{entries}");
}

/// The list of a proxy activation goes out of the browser and comes back into it; one machine's id is shown as a code, and typed.
#[test]
fn a_proxy_activation_of_the_browser_goes_out_and_comes_back() {
    let world = world_with_console("127.0.0.1:0");
    let mut serving = Serving::start(&world);
    let link = serving.link();
    let (_, root) = serving.post(&link, "name=root&password=correct+horse+battery&again=correct+horse+battery");
    let kms = world.state("kms").to_str().expect("a path").to_owned();
    let json = |words: &[&str]| -> serde_json::Value {
        serde_json::from_str(&run_ok([&["--state", kms.as_str()], words].concat())).expect("JSON")
    };
    let key = json(&["host", "status", "--json"])["key"].as_str().expect("a key").to_owned();
    let mak = world.mak(1, 1);
    let slots = world.vendor.authority.offline_file(&mak, 3, world.now()).expect("a file");
    let (mut client, product) = world.client("pc");
    client.set_host(Some(serving.host.to_string().parse().expect("a host")), None).expect("saved");
    client.install_slots(&serde_json::to_string(&slots).expect("JSON")).expect("installed");
    let config = format!("[managed]\nhosts = [{{ address = \"{}\", key = \"{key}\" }}]\n", serving.host);
    fs::write(world.path("pc/client/client.toml"), config).expect("written");
    let pc = world.path("pc").to_str().expect("a path").to_owned();
    let once = || run_ok(["--state", &pc, "agent", "--once", "--identity", "pc", "--machine-name", "pc"]);
    once();
    run_ok(["--state", &pc, "slmgr", "--identity", "pc", "/ipk", &mak.reveal()]);
    let begin = format!("machines=pc&days=30&of-product=&verb=proxy-activate&product={product}");
    assert_eq!(serving.post_as(&root, "/jobs", &begin).0, 303);
    once();
    let page = serving.get("/job?lang=en&id=1", &root).1;
    assert!(page.contains("Installation IDs without a confirmation ID: 1"), "{page}");
    let list = serving.get("/job/list?id=1", &root).1;
    let path = world.path("list.json");
    fs::write(&path, &list).expect("written");
    let fetch = |path: &std::path::Path| {
        run_ok(["proxy", "fetch", path.to_str().expect("a path"), "--authority", &world.authority.url()]);
        fs::read_to_string(path).expect("a list")
    };
    let empty = serving.uploaded_as(&root, "/job/list?id=1&lang=en", "list", &list);
    assert!(empty.contains("The list holds no answer of the authority yet"), "{empty}");
    let answered = fetch(&path);
    let cut = serving.uploaded_as(&root, "/job/list?id=1&lang=en", "list", &answered[..answered.len() / 2]);
    assert!(cut.contains("This is no whole list of a proxy activation"), "{cut}");
    // The same is typed on the page of the machine, which shows its installation id as a code.
    let order =
        json(&["host", "job", "show", "1", "--json"])["orders"][0]["order"].as_str().expect("an order").to_owned();
    let machine = format!("/job/machine?id=1&order={order}&lang=en");
    let document: serde_json::Value = serde_json::from_str(&answered).expect("JSON");
    let row = &document["machines"][0];
    let (iid, cid) = (row["installation_id"].as_str().expect("an id"), row["confirmation_id"].as_str().expect("an id"));
    let shown = serving.get(&machine, &root).1;
    assert!(shown.contains(iid) && shown.contains("<svg class=\"qr\""), "{shown}");
    assert_eq!(serving.post_as(&root, &machine, &format!("confirmation-id={cid}")).0, 303);
    let known = serving.uploaded_as(&root, "/job/list?id=1&lang=en", "list", &answered);
    assert!(known.contains("Every answer in the list was taken before"), "{known}");
    assert!(serving.get("/job?lang=en&id=1", &root).1.contains("Confirmation ID ready"));
    once();
    let done = serving.get("/job?lang=en&id=1", &root).1;
    assert!(done.contains(">Done<") && !serving.get(&machine, &root).1.contains(iid), "{done}");
    let pages = ["/job?id=1", "/jobs", "/audit", "/events"].map(|path| serving.get(path, &root).1).concat();
    assert!(!pages.contains(&mak.reveal()) && !answered.contains(&mak.reveal()) && !pages.contains(cid));
    let (listed, entries) = audit(&world, &["list"]);
    assert!(listed && entries.contains("job-confirm") && entries.contains("/job/list?id=1"), "{entries}");
}

#[test]
fn without_tls_the_console_listens_on_this_machine_alone_and_never_where_clients_ask() {
    for (listen, problem) in [
        (
            "0.0.0.0:8688",
            "give tls_certificate and tls_key, or write 127.0.0.1:8688, and from another machine open it through `ssh -L 8688:127.0.0.1:8688 HOST`",
        ),
        ("[::]:8688", "[::]:8688 can be reached from other machines"),
        ("8688", "'8688' is not an address and a port such as 127.0.0.1:8688"),
        ("localhost:8688", "'localhost:8688' is not an address and a port"),
        ("127.0.0.1:1688", "port 1688 is that of the activations: choose another"),
    ] {
        let world = world_with_console(listen);
        let state = world.state("kms");
        let words = ["--state", state.to_str().expect("a path"), "host", "serve", "--identity", "kms.corp.test"];
        let output = muster(words).output().expect("muster runs");
        let said = text(&output.stderr);
        assert!(!output.status.success() && said.contains(problem) && said.contains("0x80070057"), "{listen}: {said}");
        assert!(said.contains("host.toml"), "{listen}: {said}");
    }
}

/// `muster host audit` of a host: whether it succeeded, and all that it printed.
fn audit(world: &World, words: &[&str]) -> (bool, String) {
    let state = world.state("kms");
    let before = ["--state", state.to_str().expect("a path"), "--lang", "en", "host", "audit"];
    let output = muster([&before, words].concat()).output().expect("muster runs");
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

/// Whatever was answered when the host was killed is recorded, and the log is a chain; each way to spoil it is found.
#[test]
fn the_audit_log_outlives_a_kill_and_names_what_was_changed() {
    let world = world_with_console("127.0.0.1:0");
    let mut serving = Serving::start(&world);
    let link = serving.link();
    let (_, root) = serving.post(&link, "name=root&password=correct+horse+battery&again=correct+horse+battery");
    let mut answered = 0;
    for number in 0..8 {
        answered += u32::from(serving.post_as(&root, "/accounts", &format!("name=kim{number}&role=viewer")).0 == 200);
    }
    assert_eq!(answered, 8);
    // One more whose answer nobody waits for: it is there with its entry, or not at all.
    let (console, form) = (serving.console, "name=last&role=viewer");
    let request = format!(
        "POST /accounts HTTP/1.1\r\nHost: {console}\r\nOrigin: http://{console}\r\nCookie: {root}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut stream = muster_testbed::harness::http::connect(console);
    stream.write_all(request.as_bytes()).expect("sent");
    serving.end();
    let (whole, said) = audit(&world, &["verify", "--json"]);
    assert!(whole, "{said}");
    let (code, list) = crate::command::run_in(&world.state("kms"), &["host", "account", "list"]);
    assert!(code == 0 && list.contains("root") && list.contains("administrator"), "{list}");
    assert!(list.contains("may sign in") && list.contains("without a password"), "{list}");
    let file = rusqlite::Connection::open(world.state("kms").join("host/host.db")).expect("the store");
    let count = |sql: &str| -> u32 { file.query_row(sql, [], |row| row.get(0)).expect("a count") };
    let accounts = count("SELECT count(*) FROM console_account");
    let entries = count("SELECT count(*) FROM audit WHERE entry ->> 'action' = 'account-add'");
    assert!(accounts == entries && accounts >= 9, "{accounts} accounts, {entries} entries");
    let (listed, list) = audit(&world, &["list"]);
    assert!(listed && list.contains("account-add") && list.contains("of kim7  viewer"), "{list}");
    file.execute_batch("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete").expect("dropped");
    for (spoil, problem) in [
        ("UPDATE audit SET entry = replace(entry, 'kim2', 'kim9') WHERE number = 4", "entry 4 was altered"),
        ("UPDATE audit SET number = 100 - number WHERE number IN (3, 97)", "entry 3 is missing"),
        (
            "UPDATE audit SET entry = (SELECT b.entry FROM audit b WHERE b.number = 11 - audit.number),
                hash = (SELECT b.hash FROM audit b WHERE b.number = 11 - audit.number) WHERE number IN (5, 6)",
            "entry 5 does not follow",
        ),
        ("DELETE FROM audit WHERE number = 2", "entry 2 is missing"),
    ] {
        file.execute_batch(&format!(
            "SAVEPOINT spoiled; CREATE TABLE kept AS SELECT * FROM audit; {spoil}; RELEASE spoiled"
        ))
        .expect("spoiled");
        let (whole, said) = audit(&world, &["verify"]);
        assert!(!whole && said.contains(problem) && said.contains("0x8007000D"), "{spoil}: {said}");
        let back = "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept";
        file.execute_batch(back).expect("put back");
    }
    assert!(audit(&world, &["verify"]).0);
}

/// A store that is gone is said on each page, and comes back; none is made in its place, which would have no accounts.
#[cfg(unix)]
#[test]
fn a_lost_store_is_said_and_not_made_anew() {
    let world = world_with_console("127.0.0.1:0");
    let mut serving = Serving::start(&world);
    let link = serving.link();
    let (_, cookie) = serving.post(&link, "name=root&password=correct+horse+battery&again=correct+horse+battery");
    let (file, away) = (world.state("kms").join("host/host.db"), world.path("away.db"));
    fs::rename(&file, &away).expect("moved");
    for path in ["/?lang=en", "/machines?lang=en", "/sign-in?lang=en"] {
        let (status, page) = serving.get(path, &cookie);
        assert!(status == 503 && page.contains("0x80070002"), "{path}: {status} {page}");
    }
    assert!(!file.exists());
    fs::rename(&away, &file).expect("moved");
    assert_eq!(serving.get("/?lang=en", &cookie).0, 200);
}
