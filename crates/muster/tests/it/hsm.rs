//! The root key in a hardware security module: made there, used there, lost for a while, and changed within one token.

use crate::{
    command::{Service, muster, outcome},
    signer::Signer,
};
use muster_client::{Client, authority};
use muster_core::{
    code,
    id::{HardwareId, Nonce},
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
    time::Moment,
};
use muster_platform::clock::Clock;
use muster_proto::{
    authority::{AuthorityConfig, LicenseRequest},
    jwk::Jwk,
};
use muster_testbed::harness::{
    http,
    softhsm::{PIN, SoftHsm, TOKEN},
    world::env,
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::VerifiedLicense,
    jwk::{PublicKey, SigningKey},
    jws::Kind,
    license_request,
};
use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

const OTHER_PIN: &str = "246802468024";

/// A folder for an authority whose root key is in a module.
struct Vendor {
    hsm: SoftHsm,
    folder: TempDir,
}

impl Vendor {
    fn new() -> Self {
        Self { hsm: SoftHsm::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> String {
        muster_platform::files::write_secret(&self.path(name), text).expect("written");
        self.text(name)
    }

    /// The path of a file as a word.
    fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("a path").to_owned()
    }

    fn place(&self) -> [&'static str; 4] {
        ["--pkcs11-module", self.hsm.module(), "--token", TOKEN]
    }

    fn command(&self, words: &[&str], pin: &str) -> Command {
        let pin = self.file("pin", pin);
        let state = self.text("");
        let global = ["--state", &state, "--lang", "en", "authority"];
        let mut command = muster([&global[..], words, &["--passphrase-file", &pin]].concat());
        command.env("SOFTHSM2_CONF", self.hsm.config());
        command
    }

    fn with_pin(&self, words: &[&str], pin: &str) -> (i32, String) {
        outcome(&mut self.command(words, pin))
    }

    fn refused(&self, words: &[&str]) -> String {
        let (code, told) = self.with_pin(words, PIN);
        assert_eq!(code, 1, "{told}");
        told
    }

    fn done(&self, words: &[&str]) {
        self.done_with(words, PIN);
    }

    fn done_with(&self, words: &[&str], pin: &str) {
        let (code, told) = self.with_pin(words, pin);
        assert_eq!(code, 0, "{words:?}: {told}");
    }

    /// Changes the root key to one at `place`, from one PIN to another.
    fn change(&self, place: &[&str], (from, to): (&str, &str)) {
        let next = self.file("next-pin", to);
        let next = ["--next-passphrase-file", &next];
        for words in
            [&[&["root", "add"], place, &next].concat()[..], &["pack"], &[&["root", "switch"], &next[..]].concat()]
        {
            self.done_with(words, from);
        }
    }

    fn init(&self) {
        self.done(&[&["init"], &self.place()[..]].concat());
    }

    /// Signs the first pack, and returns it.
    fn first_pack(&self) -> String {
        let description = self.file("pack.toml", muster_testbed::PACK);
        self.done(&["pack", &description, "--out", &self.text("pack.jws")]);
        fs::read_to_string(self.path("pack.jws")).expect("written")
    }

    /// Signs the next pack, and returns it.
    fn pack(&self) -> String {
        self.done(&["pack", "--force", "--out", &self.text("pack.jws")]);
        fs::read_to_string(self.path("pack.jws")).expect("written")
    }

    fn root_file(&self) -> String {
        fs::read_to_string(self.path("authority/root.jwk")).expect("written")
    }

    fn root(&self) -> PublicKey {
        self.root_file().parse().expect("a key")
    }
}

/// Asks a running authority for the license of a host; the document, or the code of the refusal.
fn ask(service: &Service, key: &str, nonce: u8) -> Result<String, code::Code> {
    let signer = SigningKey::from_seed([1; 32]).expect("a key");
    let request = LicenseRequest {
        version: 1,
        key: key.to_owned(),
        hardware: HardwareId::from_bytes([1; 16]),
        machine: "kms".to_owned(),
        cmid: None,
        nonce: Nonce::from_bytes([nonce; 16]),
        time: Clock::System.now().unix(),
        jwk: Jwk::from(signer.public()),
        pack: 1,
        signature: String::new(),
    };
    let request = license_request::sign(request, &signer).expect("signed");
    let config = AuthorityConfig { url: format!("http://{}", service.address), ca: None };
    authority::license(&config, KeyKind::Host, ActivationTarget::Machine, &request).map_err(|error| error.code())
}

/// The root key is made in the module and never leaves it; everything that it signs is as good as from a file.
#[test]
fn a_root_key_is_made_in_a_module_and_signs_there() {
    let vendor = Vendor::new();
    let (code, told) = vendor.with_pin(&[&["init"], &vendor.place()[..]].concat(), "000000");
    assert!(code == 1 && told.contains("0x80070056"), "{told}");
    vendor.init();
    let sealed = fs::read_to_string(vendor.path("authority/root.sealed.json")).expect("written");
    assert!(sealed.contains(TOKEN) && !sealed.contains("kdf"), "{sealed}");
    let document = vendor.first_pack();
    TrustAnchors::open(&document, &vendor.root()).expect("signed in the module");
    let env = env("pc", Moment::from_unix(0));
    let client = Client::init(&vendor.path("pc/client"), &vendor.root_file(), &document, &env);
    assert_eq!(client.expect("a client trusts it").pack().version, 1);
    // From a module to a file and back is the same change as any.
    vendor.done(&["root", "add"]);
    vendor.done(&["pack"]);
    vendor.done(&["root", "switch"]);
    let told = vendor.refused(&[&["root", "add"], &vendor.place()[..]].concat());
    assert!(told.contains("already holds a key 'muster-root'"), "{told}");
    // So is from there to a token with another PIN, and from that token to the first.
    vendor.hsm.add_token("other", OTHER_PIN);
    let other = ["--pkcs11-module", vendor.hsm.module(), "--token", "other"];
    vendor.change(&other, (PIN, OTHER_PIN));
    vendor.change(&[&vendor.place()[..], &["--key-label", "second"]].concat(), (OTHER_PIN, PIN));
    vendor.done(&["pack"]);
}

/// A service whose token was away answers so meanwhile, signs again when it is back, and signs with the next key of the same token as
/// soon as it was switched to. Nobody restarts it.
#[test]
fn a_service_goes_on_after_its_token_was_lost_and_with_the_next_key_of_the_token() {
    let vendor = Vendor::new();
    vendor.init();
    let first = vendor.root();
    let one = TrustAnchors::open(&vendor.first_pack(), &first).expect("signed by the first key");
    vendor.done(&["key", "issue", "--group", "90", "--out", &vendor.text("keys")]);
    let key = fs::read_to_string(vendor.path("keys")).expect("written").trim().to_owned();
    let service = Service::start(vendor.command(&["serve", "--listen", "127.0.0.1:0"], PIN));
    let signer = |anchors: &TrustAnchors, nonce| {
        let license = ask(&service, &key, nonce).expect("a license");
        VerifiedLicense::open(&license, Kind::HostLicense, anchors).expect("it is trusted").signer
    };
    assert_eq!(signer(&one, 1), first);
    let (tokens, away) = (vendor.hsm.tokens(), vendor.path("away"));
    fs::rename(&tokens, &away).expect("taken away");
    fs::create_dir(&tokens).expect("a folder without a token");
    assert_eq!(ask(&service, &key, 2).expect_err("no key"), code::HSM_NOT_READY);
    let (status, health) = http::health_that(service.address, "no signer", |health| health["status"] == "failing");
    assert_eq!((status, &health["signer"]["code"]), (503, &code::HSM_NOT_READY.to_string().into()), "{health}");
    fs::remove_dir(&tokens).expect("removed");
    fs::rename(&away, &tokens).expect("put back");
    assert_eq!(signer(&one, 3), first);
    http::health_that(service.address, "a signer", |health| health["status"] == "ok");
    vendor.done(&[&["root", "add"], &vendor.place()[..], &["--key-label", "second"]].concat());
    let both = TrustAnchors::open(&vendor.pack(), &first).expect("signed by the first key");
    // It asked with the pack that does not name the second.
    assert!(vendor.refused(&["root", "switch"]).contains("kms"));
    vendor.done(&["root", "switch", "--force"]);
    let second = vendor.root();
    assert_ne!(second, first);
    assert_eq!(signer(&both, 4), second);
    vendor.done(&["root", "drop"]);
    let alone = both.update(&vendor.pack()).expect("signed by the second key");
    assert_eq!((alone.roots.as_slice(), signer(&alone, 5)), (&[second][..], second));
}

/// The module runs in the signer: the service has neither its PIN nor its configuration.
#[test]
fn a_signer_holds_the_session_of_a_module() {
    let vendor = Vendor::new();
    vendor.init();
    let anchors = TrustAnchors::open(&vendor.first_pack(), &vendor.root()).expect("signed in the module");
    vendor.done(&["key", "issue", "--group", "90", "--out", &vendor.text("keys")]);
    let key = fs::read_to_string(vendor.path("keys")).expect("written").trim().to_owned();
    let _signer = Signer::run(vendor.command(&["signer"], PIN));
    let state = vendor.text("");
    let mut command = muster(["--state", &state, "authority", "serve", "--listen", "127.0.0.1:0"]);
    command.arg("--signer").arg(vendor.path("signer.sock"));
    let service = Service::start(command);
    let signer = |nonce| {
        let license = ask(&service, &key, nonce)?;
        Ok(VerifiedLicense::open(&license, Kind::HostLicense, &anchors).expect("it is trusted").signer)
    };
    assert_eq!(signer(1), Ok(vendor.root()));
    let (tokens, away) = (vendor.hsm.tokens(), vendor.path("away"));
    fs::rename(&tokens, &away).expect("taken away");
    fs::create_dir(&tokens).expect("a folder without a token");
    assert_eq!(signer(2), Err(code::HSM_NOT_READY));
    http::health_that(service.address, "no token", |health| health["signer"]["code"] == "0x80090030");
    fs::remove_dir(&tokens).expect("removed");
    fs::rename(&away, &tokens).expect("put back");
    assert_eq!(signer(3), Ok(vendor.root()));
}
