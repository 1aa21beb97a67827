//! The signer as a process of its own, and the service that has neither the passphrase nor what it opens.

use crate::command::{Service, muster, outcome, text};
use muster_authority::{Authority, NewSecrets, RootPlace, SealEntropy};
use muster_client::authority as client;
use muster_core::{
    code::{self, Code},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::ProductKey,
    },
};
use muster_platform::entropy;
use muster_proto::{authority::AuthorityConfig, jwk::Jwk};
use muster_testbed::{
    HostSetup, PACK, activate_online,
    harness::{
        http::{fetch, health_that},
        world::{World, machine},
    },
};
use muster_trust::{anchors::TrustAnchors, installation_id::installation_id, jwk::SigningKey, sealed_slots};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        net::UnixStream,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The account of the service.
const SERVICE: u32 = 65_534;

/// A signer that has said where it answers.
pub(crate) struct Signer(Child);

impl Signer {
    fn start(state: &Path, passphrase: &Path) -> Self {
        let mut command = muster(["--state", state.to_str().expect("a path"), "authority", "signer"]);
        let log = fs::File::create(state.join("signer.log")).expect("a log");
        command.arg("--passphrase-file").arg(passphrase).env("MUSTER_LOG", "debug").stderr(log);
        Self::run(command)
    }

    /// Waits until it says where it answers.
    pub(crate) fn run(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("muster starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        assert!(line.contains("signer.sock"), "{line}");
        Self(child)
    }

    fn kill(mut self) {
        self.0.kill().expect("it was running");
        self.0.wait().expect("it ends");
    }
}

impl Drop for Signer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An authority whose folder belongs to the account of its service, and whose sealed root key lies in a folder of root's.
struct Site {
    world: World,
}

impl Site {
    fn new() -> Self {
        let world = World::in_real_time();
        let site = Self { world };
        site.keep_root_apart();
        site
    }

    fn keep_root_apart(&self) {
        let (authority, signer) = (self.path("authority"), self.path("signer"));
        fs::set_permissions(self.path(""), fs::Permissions::from_mode(0o755)).expect("changed");
        fs::create_dir(&signer).expect("a folder");
        fs::set_permissions(&signer, fs::Permissions::from_mode(0o700)).expect("changed");
        for file in ["root.sealed.json", "passphrase.txt"] {
            fs::rename(authority.join(file), signer.join(file)).expect("moved");
        }
        for entry in fs::read_dir(&authority).expect("a folder") {
            chown(entry.expect("an entry").path(), Some(SERVICE), Some(SERVICE)).expect("tests run as root");
        }
        chown(&authority, Some(SERVICE), Some(SERVICE)).expect("given");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.world.path(name)
    }

    fn socket(&self) -> PathBuf {
        self.path("signer.sock")
    }

    fn signer(&self) -> Signer {
        Signer::start(&self.path(""), &self.path("signer/passphrase.txt"))
    }

    /// `muster authority` as root, with the signer.
    fn as_root(&self, words: &[&str]) -> (i32, String) {
        let state = self.path("");
        let mut command = muster(["--state", state.to_str().expect("a path"), "--lang", "en", "authority"]);
        outcome(command.args(words).env("MUSTER_SIGNER", self.socket()))
    }

    /// The same with the passphrase, as a change of the root key needs it.
    fn with_passphrase(&self, words: &[&str]) -> (i32, String) {
        let state = self.path("");
        let mut command = muster(["--state", state.to_str().expect("a path"), "--lang", "en", "authority"]);
        outcome(command.args(words).arg("--passphrase-file").arg(self.path("signer/passphrase.txt")))
    }

    /// The command as the account of the service, which may read nothing of the signer's.
    fn of_service(&self) -> Command {
        let mut command = Command::new("setpriv");
        let account = SERVICE.to_string();
        command.args([&format!("--reuid={account}"), &format!("--regid={account}"), "--clear-groups"]);
        command.arg(env!("CARGO_BIN_EXE_muster")).arg("--state").arg(self.path("")).args(["--lang", "en", "authority"]);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("MUSTER_SIGNER", self.socket()).stdin(Stdio::null());
        command
    }

    fn serve(&self) -> Service {
        let mut command = self.of_service();
        command.args(["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::null());
        Service::start(command)
    }

    /// A host that asks this service.
    fn host(&self, name: &str, service: &Service) -> HostSetup {
        let mut setup = self.world.setup(name, None);
        setup.authority_url = format!("http://{}", service.address);
        drop(setup.init(&self.world.vendor).expect("a host"));
        setup
    }

    /// What a host gets for its key.
    fn activate(&self, setup: &HostSetup, name: &str) -> Result<(), Code> {
        let mut host = muster_host::Host::open(&setup.directory).expect("the host");
        activate_online(&mut host, &machine(name), self.world.now()).map_err(|error| error.code())
    }
}

/// What an installation id gets from a service.
fn confirm(service: &Service, iid: &InstallationId) -> Result<ConfirmationId, Code> {
    let config = AuthorityConfig { url: format!("http://{}", service.address), ca: None };
    let confirmed = client::confirmations(&config, vec![*iid]).map_err(|error| error.code())?;
    confirmed[0]
}

/// Everything that a vendor does goes through the signer; while that is away only what needs no signature is answered, and as soon as it is
/// back, everything again. Nobody restarts the service.
#[test]
fn a_service_without_a_passphrase_activates_and_outlives_its_signer() {
    let site = Site::new();
    let service = site.serve();
    let setup = site.host("kms", &service);
    assert_eq!(site.activate(&setup, "kms"), Err(code::SIGNER_UNAVAILABLE), "it has never been there");
    let signer = site.signer();
    site.activate(&setup, "kms").expect("activated");
    // A key and its licenses for machines without a network, without a passphrase either.
    let (keys, slots) = (site.path("keys.txt"), site.path("slots.json"));
    let (keys, slots) = (keys.to_str().expect("a path"), slots.to_str().expect("a path"));
    let issued = site.as_root(&["key", "issue", "--kind", "mak", "--group", "90", "--out", keys]);
    assert_eq!(issued.0, 0, "{}", issued.1);
    let key: ProductKey = fs::read_to_string(keys).expect("written").trim().parse().expect("a key");
    let made = site.as_root(&["key", "offline", &key.partial(), "--slots", "3", "--out", slots]);
    assert_eq!(made.0, 0, "{}", made.1);
    let iid = |nonce| installation_id(&key, ActivationTarget::Machine, [1, 2, 3, 4, 5, nonce], [1, 2, nonce]);
    let first = confirm(&service, &iid(1)).expect("confirmed");
    let (exit, told) = outcome(site.of_service().args(["confirm", &iid(2).to_string()]));
    assert_eq!(exit, 0, "{told}");
    let file = serde_json::from_str(&fs::read_to_string(slots).expect("written")).expect("an offline license file");
    let cid = told.split_whitespace().find_map(|word| word.parse().ok()).expect("a confirmation id");
    let slot = sealed_slots::open_slot(&file, &key, &iid(2), &cid).expect("opened");
    assert!(slot.machine.contains('.') && slot.directory.is_none());
    let wrong = InstallationId { proof: [0; 6], ..iid(3) };
    assert_eq!(confirm(&service, &wrong), Err(code::KEY_UNKNOWN));

    signer.kill();
    let other = site.host("late", &service);
    assert_eq!(site.activate(&other, "late"), Err(code::SIGNER_UNAVAILABLE));
    assert_eq!(confirm(&service, &iid(1)), Err(code::SIGNER_UNAVAILABLE));
    let (status, health) = health_that(service.address, "no signer", |health| health["status"] == "failing");
    assert_eq!((status, &health["signer"]["code"]), (503, &code::SIGNER_UNAVAILABLE.to_string().into()), "{health}");
    assert!(fetch(service.address, "/metrics").1.contains("muster_authority_signer_up 0"));
    assert_eq!(fetch(service.address, "/v1/pack").0, 200, "what is signed is read on");
    let (exit, told) = site.as_root(&["key", "issue", "--group", "90", "--out", keys, "--force"]);
    assert!(exit == 1 && told.contains("0x80070426") && told.contains("muster authority signer"), "{told}");
    assert_eq!(site.as_root(&["key", "block", &key.partial()]).0, 0, "what needs no signature goes on");
    assert_eq!(site.as_root(&["key", "unblock", &key.partial()]).0, 0);

    let signer = site.signer();
    site.activate(&other, "late").expect("activated");
    assert_eq!(confirm(&service, &iid(1)).expect("confirmed"), first, "the same again");
    health_that(service.address, "a signer", |health| health["status"] == "ok");
    drop(signer);
}

/// The root key is changed with its passphrase beside signer and service, and both go on with the next one.
#[test]
fn a_switch_of_the_root_key_is_taken_over_by_signer_and_service() {
    let site = Site::new();
    let (signer, service) = (site.signer(), site.serve());
    let setup = site.host("kms", &service);
    site.activate(&setup, "kms").expect("activated");
    let signed_by = || {
        let host = muster_host::Host::open(&setup.directory).expect("the host");
        host.license().expect("activated").signer
    };
    let first = signed_by();
    let (exit, told) = site.with_passphrase(&["root", "add"]);
    assert_eq!(exit, 0, "{told}");
    let pack = site.path("pack.jws");
    let words = ["pack", "--force", "--out", pack.to_str().expect("a path")];
    let (exit, told) = outcome(site.of_service().args(words));
    assert!(exit == 1 && told.contains("0x80070005"), "the account of the service has no pack signed: {told}");
    assert_eq!(site.as_root(&words).0, 0);
    let install = || {
        let mut host = muster_host::Host::open(&setup.directory).expect("the host");
        host.install_pack(&fs::read_to_string(&pack).expect("a pack"), site.world.now()).expect("newer");
    };
    install();
    let (exit, told) = site.with_passphrase(&["root", "switch", "--force"]);
    assert_eq!(exit, 0, "{told}");
    assert!(site.path("signer/root.sealed.json").exists() && !site.path("authority/root.sealed.json").exists());
    site.activate(&setup, "kms").expect("activated");
    let second = signed_by();
    assert_ne!(first, second);
    let (exit, listed) = site.as_root(&["root", "list"]);
    let signs = listed.lines().find(|line| line.contains("signs")).expect("one signs");
    assert!(exit == 0 && signs.contains(&second.thumbprint()), "{listed}");
    assert_eq!(site.as_root(&words).0, 0);
    let root = fs::read_to_string(site.path("authority/root.jwk")).expect("the root key").parse().expect("a key");
    assert!(TrustAnchors::open(fs::read_to_string(&pack).expect("a pack").lines().last().expect("one"), &root).is_ok());
    drop((signer, service));
}

/// The sealed root key is no part of a backup then, which says so; with its copy a restored authority goes on.
#[test]
fn a_backup_without_the_root_key_is_restored_beside_a_copy_of_it() {
    let site = Site::new();
    let signer = site.signer();
    let (backup, restored) = (site.path("authority-backup"), site.path("restored"));
    let (exit, told) = site.as_root(&["backup", backup.to_str().expect("a path")]);
    assert!(exit == 0 && told.contains("The sealed root key is not in it"), "{told}");
    assert!(!backup.join("root.sealed.json").exists());
    drop(signer);
    let muster = |words: &[&str]| {
        let state = restored.to_str().expect("a path");
        outcome(muster(["--state", state, "--lang", "en", "authority"]).args(words))
    };
    let (exit, told) = muster(&["restore", "--from", backup.to_str().expect("a path")]);
    assert!(exit == 0 && told.contains("put the signer's root.sealed.json back"), "{told}");
    let passphrase = site.path("signer/passphrase.txt");
    let with_passphrase = ["root", "list", "--passphrase-file", passphrase.to_str().expect("a path")];
    let (exit, told) = muster(&with_passphrase);
    assert!(exit == 1 && told.contains("0x80070005") && told.contains("--signer SOCKET"), "{told}");
    let (exit, told) = muster(&["init", "--passphrase-file", passphrase.to_str().expect("a path")]);
    assert!(exit == 1 && told.contains("already holds an authority"), "{told}");
    fs::create_dir(restored.join("signer")).expect("a folder");
    fs::copy(site.path("signer/root.sealed.json"), restored.join("signer/root.sealed.json")).expect("copied");
    let _signer = Signer::start(&restored, &passphrase);
    let socket = restored.join("signer.sock");
    let (exit, told) = muster(&["root", "list", "--signer", socket.to_str().expect("a path")]);
    assert!(exit == 0 && told.contains("signs"), "{told}");
    assert_eq!(muster(&with_passphrase).0, 0, "who has the passphrase may open it still");
}

/// What was signed stands where the service cannot write, by its holder; no key does.
#[test]
fn the_log_of_the_signer_names_who_got_a_license_and_no_secret() {
    let site = Site::new();
    let (signer, service) = (site.signer(), site.serve());
    let setup = site.host("kms", &service);
    site.activate(&setup, "kms").expect("activated");
    let out = site.path("keys.txt");
    let out = out.to_str().expect("a path");
    assert_eq!(site.as_root(&["key", "issue", "--kind", "mak", "--group", "90", "--count", "2", "--out", out]).0, 0);
    drop((signer, service));
    let log = fs::read_to_string(site.path("signer.log")).expect("a log");
    let host = muster_host::Host::open(&setup.directory).expect("the host");
    let holder = host.license().expect("activated").license.sub.to_string();
    let signed: Vec<&str> = log.lines().filter(|line| line.contains("muster-host-license+jwt")).collect();
    assert!(signed.len() == 1 && signed[0].contains(&holder) && signed[0].contains("65534"), "{log}");
    assert!(log.lines().any(|line| line.contains("make-keys") && line.contains("\"count\":2")), "{log}");
    assert!(log.contains("check-key"), "what only reads is logged for whoever looks for it: {log}");
    let keys = fs::read_to_string(out).expect("keys");
    let passphrase = fs::read_to_string(site.path("signer/passphrase.txt")).expect("a passphrase");
    let host_key = site.world.vendor.host_key.reveal();
    for secret in keys.lines().chain([passphrase.trim(), &host_key]) {
        assert!(!log.contains(secret), "{log}");
    }
}

/// A service that was taken over writes the store. What an administrator has signed next names no root key from there.
#[test]
fn a_root_key_that_was_put_into_the_store_is_named_by_no_pack() {
    let site = Site::new();
    let _signer = site.signer();
    let store = rusqlite::Connection::open(site.path("authority/authority.db")).expect("the store");
    let foreign = SigningKey::from_seed([9; 32]).expect("a key");
    let jwk = serde_json::to_string(&Jwk::from(foreign.public())).expect("JSON");
    store.execute("INSERT INTO root (id, jwk, trusted) VALUES (2, ?1, TRUE)", [jwk]).expect("written");
    drop(store);
    let pack = site.path("pack.jws");
    let (exit, told) = site.as_root(&["pack", "--out", pack.to_str().expect("a path")]);
    assert!(
        exit == 1 && told.contains("0xC004F06A") && told.contains("a root key that the signer does not know"),
        "{told}"
    );
    assert!(!pack.exists());
}

/// A signer that hangs holds up what needs it for as long as it is waited for, and nothing else.
#[test]
fn a_signer_that_hangs_is_as_one_that_is_away() {
    let site = Site::new();
    let (signer, service) = (site.signer(), site.serve());
    let setup = site.host("kms", &service);
    let signal = |signal: &str| {
        let sent = Command::new("kill").args([signal, &signer.0.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    };
    signal("-STOP");
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| site.activate(&setup, "kms"));
        assert_eq!(fetch(service.address, "/v1/pack").0, 200);
        assert_eq!(site.as_root(&["audit", "verify"]).0, 0);
        assert_eq!(asked.join().expect("asked"), Err(code::SIGNER_UNAVAILABLE));
    });
    signal("-CONT");
    site.activate(&setup, "kms").expect("activated");
}

/// More ask at once than the signer takes of one account: the service lets them wait, and nobody is sent away.
#[test]
fn many_at_once_wait_for_the_signer_and_are_all_answered() {
    let site = Site::new();
    let mak = site.path("keys.txt");
    let (_signer, service) = (site.signer(), site.serve());
    let issue = ["key", "issue", "--kind", "mak", "--group", "90", "--out", mak.to_str().expect("a path")];
    assert_eq!(site.as_root(&issue).0, 0);
    let key: ProductKey = fs::read_to_string(&mak).expect("written").trim().parse().expect("a key");
    let iid = installation_id(&key, ActivationTarget::Machine, [1; 6], [1; 3]);
    let wrong = InstallationId { proof: [0; 6], ..iid };
    std::thread::scope(|scope| {
        let ask = || (0..5).map(|_| confirm(&service, &iid)).collect::<Vec<_>>();
        let asked: Vec<_> = (0..150).map(|_| scope.spawn(ask)).collect();
        for answers in asked {
            // There are no licenses for the telephone: the answer of whoever has the key.
            assert_eq!(answers.join().expect("asked"), vec![Err(code::MAK_CEILING_EXCEEDED); 5]);
        }
    });
    assert_eq!(confirm(&service, &wrong), Err(code::KEY_UNKNOWN));
}

/// Whether the memory of a process holds these bytes.
fn holds(process: u32, bytes: &[u8]) -> bool {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("tests run as root");
    let mut memory = fs::File::open(format!("/proc/{process}/mem")).expect("tests run as root");
    let writable =
        maps.lines().filter(|line| line.split_whitespace().nth(1).is_some_and(|mode| mode.starts_with("rw")));
    for line in writable {
        let (from, to) = line.split(' ').next().and_then(|range| range.split_once('-')).expect("a range");
        let [from, to] = [from, to].map(|end| u64::from_str_radix(end, 16).expect("an address"));
        let mut part = vec![0; usize::try_from(to - from).expect("a length")];
        // Guard pages and the like are not there to be read.
        if memory.seek(SeekFrom::Start(from)).and_then(|_| memory.read_exact(&mut part)).is_ok()
            && part.windows(bytes.len()).any(|window| window == bytes)
        {
            return true;
        }
    }
    false
}

#[test]
fn neither_passphrase_nor_secret_is_anywhere_in_the_service() {
    const PASSPHRASE: &str = "a passphrase that is nowhere else";
    let folder = tempfile::tempdir().expect("a folder");
    let (state, authority) = (folder.path(), folder.path().join("authority"));
    let seal = SealEntropy { salt: entropy::bytes(), nonce: entropy::bytes() };
    let secrets = NewSecrets { root: entropy::bytes::<32>().into(), key_secret: entropy::bytes::<32>().into(), seal };
    let made = Authority::init(&authority, &RootPlace::File, PASSPHRASE, &secrets).expect("an authority");
    made.sign_pack(PACK, muster_platform::clock::Clock::System.now()).expect("a pack");
    drop(made);
    let passphrase = state.join("passphrase");
    muster_platform::files::write_secret(&passphrase, PASSPHRASE).expect("written");
    let signer = Signer::start(state, &passphrase);
    let mut command = muster(["--state", state.to_str().expect("a path"), "authority", "serve"]);
    command.args(["--listen", "127.0.0.1:0"]).arg("--signer").arg(state.join("signer.sock"));
    let service = Service::start(command);
    health_that(service.address, "a signer", |health| health["status"] == "ok");
    for secret in [PASSPHRASE.as_bytes(), &*secrets.root, &*secrets.key_secret] {
        assert!(holds(signer.0.id(), secret), "or the search finds nothing");
        assert!(!holds(service.id(), secret));
    }
    for file in ["environ", "cmdline"] {
        let shown = text(&fs::read(format!("/proc/{}/{file}", service.id())).expect("tests run as root"));
        assert!(!shown.contains("passphrase") && !shown.contains(PASSPHRASE), "{shown}");
    }
}

/// Sends lines to a socket and reads so many answers.
fn exchange(socket: &Path, lines: &[u8], answers: usize) -> Vec<Value> {
    let mut stream = UnixStream::connect(socket).expect("connected");
    // A line that is too long is not read to its end.
    let _ = stream.write_all(lines);
    let lines = BufReader::new(stream).lines().take(answers);
    lines.map_while(Result::ok).map(|line| serde_json::from_str(&line).expect("JSON")).collect()
}

fn is_root(answers: &[Value]) -> bool {
    answers.len() == 1 && answers[0]["answer"] == "root"
}

const ROOT: &[u8] = b"{\"request\":\"root\",\"check\":true}\n";

#[test]
fn garbage_is_refused_with_a_code_and_repeated_nowhere() {
    let site = Site::new();
    let (_signer, socket) = (site.signer(), site.socket());
    let answers = |lines: &[u8]| exchange(&socket, lines, 1);
    assert!(is_root(&answers(ROOT)));
    let refused = |line: &str, code: Code| {
        let answer = answers(format!("{line}\n").as_bytes());
        assert_eq!(answer[0]["code"], code.to_string(), "{line}: {answer:?}");
        assert!(!answer[0].to_string().contains("secret word"), "{answer:?}");
    };
    for garbage in [
        "",
        "nonsense",
        "[]",
        "{}",
        "null",
        r#"{"request":"secret word"}"#,
        r#"{"request":"root"}"#,
        r#"{"request":"root","check":true,"secret word":1}"#,
        r#"{"request":"check-key","key":["secret word"],"epoch":[]}"#,
        r#"{"request":"sign","input":7}"#,
        &"[".repeat(100_000),
    ] {
        refused(garbage, code::NOT_SUPPORTED);
    }
    for wrong in [
        r#"{"request":"sign","input":"secret word"}"#,
        r#"{"request":"sign","input":"e30.e30"}"#,
        r#"{"request":"make-keys","claims":[4294967295],"epoch":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}"#,
        r#"{"request":"check-proof","installation_id":"secret word","epoch":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}"#,
    ] {
        let answer = answers(format!("{wrong}\n").as_bytes());
        assert_eq!(answer[0]["answer"], "refused", "{wrong}: {answer:?}");
        assert!(!answer[0].to_string().contains("secret word"), "{answer:?}");
    }
    // No text, and more than is read of a line.
    assert!(answers(b"\xff\xfe\n").is_empty());
    assert!(answers(&vec![b'x'; 3 * 1024 * 1024]).is_empty());
    assert!(is_root(&answers(ROOT)));
}

#[test]
fn a_thousand_connections_and_slow_ones_do_not_keep_the_next_one_out() {
    muster_platform::process::raise_file_limit(8192);
    let site = Site::new();
    let (signer, socket) = (site.signer(), site.socket());
    // Halves of requests and silence on a thousand connections, and a thousand requests on one.
    let answers = |lines: &[u8]| exchange(&socket, lines, 1);
    let mut callers = Vec::new();
    for number in 0..1_000 {
        let mut caller = UnixStream::connect(&socket).expect("connected");
        if number % 2 == 1 {
            let _ = caller.write_all(&ROOT[..10]);
        }
        callers.push(caller);
    }
    assert!(is_root(&answers(ROOT)));
    let files = fs::read_dir(format!("/proc/{}/fd", signer.0.id())).expect("a process").count();
    assert!(files < 200, "{files} files are open");
    assert_eq!(exchange(&socket, &ROOT.repeat(1_000), 1_000).len(), 1_000);
    // Bytes that come one by one are put together.
    let mut slow = UnixStream::connect(&socket).expect("connected");
    for byte in ROOT {
        slow.write_all(&[*byte]).expect("sent");
    }
    let mut line = String::new();
    BufReader::new(slow).read_line(&mut line).expect("an answer");
    assert!(line.contains("\"root\""), "{line}");
    // None of it has filled its memory.
    let peak = muster_platform::process::peak_memory(signer.0.id()).expect("its memory");
    assert!(peak < 200 * 1024 * 1024, "{peak}");
    // Whoever takes no answers is let go.
    let mut deaf = UnixStream::connect(&socket).expect("connected");
    deaf.set_write_timeout(Some(std::time::Duration::from_secs(20))).expect("a timeout");
    let _ = deaf.write_all(&ROOT.repeat(20_000));
    assert!(is_root(&answers(ROOT)));
}

/// The file keeps other accounts away; one that gets through to it is refused by its credentials.
#[test]
fn other_accounts_get_nothing_from_the_signer() {
    const STRANGER: u32 = 65_533;
    let site = Site::new();
    let (_signer, socket) = (site.signer(), site.socket());
    let found = fs::metadata(&socket).expect("a socket");
    assert_eq!((found.mode() & 0o777, found.uid(), found.gid()), (0o660, 0, SERVICE));
    let request = text(ROOT).trim().replace('"', "\\\"");
    let script = format!(
        "import socket; s = socket.socket(socket.AF_UNIX); s.connect('{}'); s.send(b\"{request}\\n\"); print(s.recv(9999).decode())",
        socket.display()
    );
    let ask = |user: u32, group: u32| {
        let mut command = Command::new("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()]);
        outcome(command.args(["python3", "-c", &script]).env_clear().env("PATH", "/usr/bin:/bin")).1
    };
    assert!(ask(STRANGER, STRANGER).contains("PermissionError"));
    let refused = ask(STRANGER, SERVICE);
    assert!(refused.contains("refused") && refused.contains("0x80070005"), "{refused}");
    assert!(ask(SERVICE, SERVICE).contains("\"answer\":\"root\""));
}

/// Whoever takes the place of a signer that is away, without being root or the owner of the folder there, is told nothing.
#[test]
fn an_imitation_of_the_signer_is_told_nothing() {
    let site = Site::new();
    fs::set_permissions(site.path(""), fs::Permissions::from_mode(0o777)).expect("changed");
    let script = format!(
        "import socket; s = socket.socket(socket.AF_UNIX); s.bind('{}'); s.listen(); print('ready', flush=True); print(s.accept()[0].recv(9999))",
        site.socket().display()
    );
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65533", "--regid=65533", "--clear-groups", "python3", "-c", &script]);
    command.env_clear().env("PATH", "/usr/bin:/bin");
    let mut fake = command.stdout(Stdio::piped()).spawn().expect("setpriv is installed");
    let mut said = BufReader::new(fake.stdout.take().expect("its output")).lines().map_while(Result::ok);
    assert_eq!(said.next().as_deref(), Some("ready"));
    fs::set_permissions(site.socket(), fs::Permissions::from_mode(0o777)).expect("changed");
    let (exit, told) = outcome(site.of_service().args(["root", "list"]));
    assert!(exit == 1 && told.contains("0x80070426") && told.contains("nothing was sent"), "{told}");
    assert_eq!(said.next().as_deref(), Some("b''"));
    fake.wait().expect("it ends");
}
