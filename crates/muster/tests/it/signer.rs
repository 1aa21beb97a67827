//! The signer as a process of its own, and the service that has neither the passphrase nor what it opens.

use crate::command::{Service, muster, outcome};
use muster_client::authority as client;
use muster_core::{
    code::{self, Code},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::ProductKey,
    },
};
use muster_proto::authority::AuthorityConfig;
use muster_testbed::{
    HostSetup, activate_online,
    harness::{
        http::{fetch, health_that},
        world::{World, machine},
    },
};
use muster_trust::{anchors::TrustAnchors, installation_id::installation_id, sealed_slots};
use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The account of the service.
pub(crate) const SERVICE: u32 = 65_534;

/// A signer that has said where it answers.
pub(crate) struct Signer(Child);

impl Signer {
    pub(crate) fn start(state: &Path, passphrase: &Path) -> Self {
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

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
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
pub(crate) struct Site {
    pub(crate) world: World,
}

impl Site {
    pub(crate) fn new() -> Self {
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

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.world.path(name)
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.path("signer.sock")
    }

    pub(crate) fn signer(&self) -> Signer {
        Signer::start(&self.path(""), &self.path("signer/passphrase.txt"))
    }

    /// `muster authority` as root, with the signer.
    pub(crate) fn as_root(&self, words: &[&str]) -> (i32, String) {
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
    pub(crate) fn of_service(&self) -> Command {
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

/// A signer that hangs holds up what needs it for as long as it is waited for, and nothing else.
#[test]
fn a_signer_that_hangs_is_as_one_that_is_away() {
    let site = Site::new();
    let (signer, service) = (site.signer(), site.serve());
    let setup = site.host("kms", &service);
    let signal = |signal: &str| {
        let sent = Command::new("kill").args([signal, &signer.id().to_string()]).status();
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

/// A signer of another authority finds no key genuine: nobody is told that his is unknown, nor counted as one who guesses.
#[test]
fn a_signer_of_another_authority_is_refused_whenever_it_comes() {
    let (site, other) = (Site::new(), Site::new());
    let service = site.serve();
    let setup = site.host("kms", &service);
    assert_eq!(site.activate(&setup, "kms"), Err(code::SIGNER_UNAVAILABLE));
    let mut command = muster(["--state", other.path("").to_str().expect("a path"), "authority", "signer"]);
    command.arg("--passphrase-file").arg(other.path("signer/passphrase.txt")).arg("--socket").arg(site.socket());
    let foreign = Signer::run(command);
    chown(site.socket(), None, Some(SERVICE)).expect("tests run as root");
    assert_eq!(site.activate(&setup, "kms"), Err(code::INVALID_STATE));
    health_that(service.address, "another signer", |health| health["signer"]["code"] == "0x8007139F");
    let (exit, told) = site.as_root(&["root", "list"]);
    assert!(exit == 1 && told.contains("another authority"), "{told}");
    foreign.kill();
    let _signer = site.signer();
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
