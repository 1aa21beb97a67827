//! Token-based activation: a site's own certificates, in files and on a PKCS#11 token.

use crate::command::{muster, outcome};
use muster_authority::IssuanceTerms;
use muster_client::{Channel, Client};
use muster_core::{client::license::Status, time::Span};
use muster_testbed::harness::{
    softhsm::{PIN, SoftHsm},
    world::{World, env, ledger},
};
use muster_testbed::{CertificateAuthority, Issued, Odd};
use muster_trust::certificate::thumbprint;
use std::fs;

/// The purpose that the site's issuance license asks for.
const SMART_CARD_LOGON: &str = "1.3.6.1.4.1.311.20.2.2";

struct Site {
    world: World,
    pki: CertificateAuthority,
}

impl Site {
    fn new() -> Self {
        let site =
            Self { world: World::in_real_time(), pki: CertificateAuthority::new("Site CA").expect("an authority") };
        drop(site.world.client("pc"));
        site
    }

    fn issue(&self, name: &str, serial: u64, odd: Odd) -> Issued {
        self.pki.issue(name, serial, odd).expect("a certificate")
    }

    fn terms(&self) -> IssuanceTerms {
        IssuanceTerms {
            group: 90,
            anchors: self.pki.pem().expect("PEM"),
            description: "Smart cards of the site".into(),
            version: 1,
            days: 1_000,
            validity_days: 180,
            key_purpose: Some(SMART_CARD_LOGON.into()),
            require_crl: false,
            hardware_keys_only: false,
        }
    }

    /// Signs an issuance license and installs it as `/ilc` does.
    fn install(&self, terms: &IssuanceTerms) -> String {
        let issued = self.world.vendor.authority.issue_issuance(
            terms,
            None,
            muster_platform::entropy::bytes(),
            self.world.now(),
        );
        let (id, document) = issued.expect("signed");
        let file = self.world.path("issuance.jws");
        fs::write(&file, document).expect("written");
        let (code, told) = self.slmgr(&["/ilc", file.to_str().expect("a path")], None);
        assert_eq!(code, 0, "{told}");
        id.to_string()
    }

    fn put(&self, folder: &str, name: &str, text: &str) {
        let folder = self.world.path("pc/client").join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(name), text).expect("written");
    }

    fn slmgr(&self, words: &[&str], hsm: Option<&SoftHsm>) -> (i32, String) {
        let state = self.world.state("pc");
        let global = ["--state", state.to_str().expect("a path"), "--lang", "en", "slmgr", "--identity", "pc"];
        let mut command = muster([&global[..], words].concat());
        if let Some(hsm) = hsm {
            command.env("SOFTHSM2_CONF", hsm.config());
        }
        outcome(&mut command)
    }

    fn fta(&self, issued: &Issued) -> (i32, String) {
        self.slmgr(&["/fta", &thumbprint(&issued.der)], None)
    }
}

#[test]
fn a_certificate_of_the_site_activates_without_any_network() {
    let site = Site::new();
    let user = site.issue("Alice", 1, Odd::default());
    site.put("certificates", "alice.pem", &user.pem);
    assert!(site.slmgr(&["/lil"], None).1.ends_with("No licenses found.\n"));
    let (code, told) = site.fta(&user);
    assert!(code == 1 && told.contains("0xC004F304"), "no issuance license: {told}");
    let id = site.install(&site.terms());
    let (_, listed) = site.slmgr(&["/lil"], None);
    assert!(
        listed.contains(&format!("License ID (ILID): {id}\nVersion ID (ILvID): 1\nGrant Number: 1\nValid to: ")),
        "{listed}"
    );
    let (_, certificates) = site.slmgr(&["/ltc"], None);
    assert!(
        certificates
            .contains(&format!("Thumbprint: {}\nSubject: CN=Alice\nIssuer: CN=Site CA\n", thumbprint(&user.der))),
        "{certificates}"
    );
    let (code, told) = site.fta(&user);
    assert!(code == 0 && told.ends_with("Product activated successfully.\n"), "{told}");
    let (_, shown) = site.slmgr(&["/dlv"], None);
    for line in [
        "Additional Information: Smart cards of the site\n",
        "License Status: Licensed\n",
        "Token-based Activation information\n",
        &format!("    License ID (ILID): {id}\n"),
        &format!("    Certificate Thumbprint: {}\n", thumbprint(&user.der)),
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let client = Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client");
    let report = |name: &str, days| {
        client.report(ledger(&site.world), &env(name, site.world.now() + Span::days(days))).expect("a report")
    };
    assert_eq!(report("pc", 0).activated_by.expect("activated").by, Channel::Token);
    assert_eq!(report("pc", 179).standing.status, Status::Licensed);
    assert_eq!(report("pc", 181).standing.status, Status::AdditionalGrace);
    assert_eq!(report("elsewhere", 0).standing.status, Status::AdditionalGrace);
    // An altered activation is none.
    let state = site.world.path("pc/client/state.json");
    let text = fs::read_to_string(&state).expect("the state");
    let place = text.find("\"activation\": \"").expect("an activation") + 40;
    let mut altered = text.clone();
    altered.replace_range(place..=place, if text.as_bytes()[place] == b'x' { "y" } else { "x" });
    fs::write(&state, altered).expect("altered");
    assert!(site.slmgr(&["/dli"], None).1.contains("License Status: Initial grace period\n"));
    assert_eq!(site.slmgr(&["/ril", &id, "1"], None).0, 0);
    let (code, told) = site.slmgr(&["/ril", &id, "1"], None);
    assert!(code == 1 && told.contains("0xC004F062"), "{told}");
}

#[test]
fn a_certificate_that_does_not_qualify_has_its_code() {
    let site = Site::new();
    site.install(&site.terms());
    let odd = Odd::default();
    let stranger =
        CertificateAuthority::new("Another CA").and_then(|ca| ca.issue("Mallory", 9, odd)).expect("a certificate");
    let cases = [
        ("expired", site.issue("Bob", 2, Odd { expired: true, ..odd }), "0xC004F303", "has expired"),
        ("sealing", site.issue("Carol", 3, Odd { may_not_sign: true, ..odd }), "0xC004F30F", "digital signatures"),
        ("purpose", site.issue("Dave", 4, Odd { without_purpose: true, ..odd }), "0xC004F30F", "lacks the key purpose"),
        ("stranger", stranger, "0xC004F303", "does not end in a certificate"),
    ];
    for (name, issued, code, why) in &cases {
        site.put("certificates", &format!("{name}.pem"), &issued.pem);
        let (exit, told) = site.fta(issued);
        assert!(exit == 1 && told.contains(code) && told.contains(why), "{name}: {told}");
    }
    assert_eq!(site.slmgr(&["/ltc"], None).1, "No certificates found.\n");
    let missing = "00".repeat(20);
    assert!(site.slmgr(&["/fta", &missing], None).1.contains("0xC004F30E"));
    assert!(site.slmgr(&["/fta", "beef"], None).1.contains("0xC004F30D"));
    let events = Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client").events();
    assert!(events.iter().all(|event| event.id == 12321 && event.info.starts_with("HR=0xC004F30")), "{events:?}");
}

#[test]
fn a_revocation_list_is_heard_and_may_be_required() {
    let site = Site::new();
    let (good, bad) = (site.issue("Alice", 1, Odd::default()), site.issue("Eve", 2, Odd::default()));
    site.put("certificates", "good.pem", &good.pem);
    site.put("certificates", "bad.pem", &bad.pem);
    site.install(&IssuanceTerms { require_crl: true, ..site.terms() });
    let (code, told) = site.fta(&good);
    assert!(code == 1 && told.contains("0xC004F303") && told.contains("revocation list"), "{told}");
    site.put("crls", "site.crl", &site.pki.revoke(&[&bad]).expect("a list"));
    assert_eq!(site.fta(&good).0, 0);
    let (code, told) = site.fta(&bad);
    assert!(code == 1 && told.contains("0xC004F303") && told.contains("was revoked"), "{told}");
    site.put("crls", "broken.crl", "nothing");
    let (code, told) = site.fta(&good);
    assert!(code == 1 && told.contains("broken.crl"), "{told}");
}

/// The key stays on the token, which asks for its PIN.
#[test]
fn a_pkcs11_token_signs_with_its_pin() {
    let site = Site::new();
    let hsm = SoftHsm::new();
    let user = site.issue("Alice", 1, Odd::default());
    hsm.import(&user.der, &user.pkcs8);
    let config = format!("[token]\npkcs11_module = \"{}\"\n", hsm.module());
    fs::write(site.world.path("pc/client/client.toml"), config).expect("written");
    site.install(&IssuanceTerms { hardware_keys_only: true, ..site.terms() });
    let digits = thumbprint(&user.der);
    let (_, listed) = site.slmgr(&["/ltc"], Some(&hsm));
    assert!(listed.contains(&format!("Thumbprint: {digits}\n")), "{listed}");
    let fta = |pin: &[&str]| site.slmgr(&[&["/fta", &digits], pin].concat(), Some(&hsm));
    let (code, told) = fta(&[]);
    assert!(code == 1 && told.contains("0xC004F302"), "without a PIN: {told}");
    let (code, told) = fta(&["999999"]);
    assert!(code == 1 && told.contains("0xC004F30B") && told.contains("the PIN is wrong"), "{told}");
    let (code, told) = fta(&[PIN]);
    assert!(code == 0 && told.ends_with("Product activated successfully.\n"), "{told}");
    assert!(
        site.slmgr(&["/dlv"], None).1.contains("Token-based Activation information\n"),
        "it verifies without the token"
    );
    // A key in a file does not count here.
    site.put("certificates", "soft.pem", &site.issue("Soft", 7, Odd::default()).pem);
    assert!(!site.slmgr(&["/ltc"], Some(&hsm)).1.contains("CN=Soft"));
    // Of itself a machine activates with no token that asks for a PIN.
    assert_eq!(site.slmgr(&["/act-type", "3"], None).0, 0);
    let (code, told) = site.slmgr(&["/ato"], Some(&hsm));
    assert!(code == 1 && (told.contains("0xC004F302") || told.contains("0xC004F30F")), "{told}");
}
