//! By which names the console is called, with a certificate and without.

use crate::browser::World;
use muster_console::ConsoleSite;
use muster_server::tls::{TlsError, TlsFiles};
use rcgen::{CertificateParams, KeyPair};
use std::fs;

fn with_tls(address: &str, names: &[&str], own: Option<&str>) -> Result<ConsoleSite, TlsError> {
    let folder = tempfile::tempdir().expect("a folder");
    let key = KeyPair::generate().expect("a key");
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let certificate = CertificateParams::new(names).expect("names").self_signed(&key).expect("a certificate");
    let files = TlsFiles { certificate: folder.path().join("cert.pem"), key: folder.path().join("key.pem") };
    fs::write(&files.certificate, certificate.pem()).expect("written");
    fs::write(&files.key, key.serialize_pem()).expect("written");
    ConsoleSite::with_tls(address.parse().expect("an address"), files, own)
}

fn plain(address: &str) -> ConsoleSite {
    ConsoleSite::plain(address.parse().expect("an address"))
}

#[test]
fn links_have_the_name_that_the_certificate_is_good_for() {
    for (address, names, own, origin) in [
        ("0.0.0.0:8688", &["a.test", "kms.test"][..], Some("kms.test"), "https://kms.test:8688"),
        ("0.0.0.0:443", &["a.test", "kms.test"], Some("kms.test"), "https://kms.test"),
        ("0.0.0.0:8688", &["*.corp.test", "a.test"], Some("kms.corp"), "https://a.test:8688"),
        ("0.0.0.0:8688", &["*.corp.test"], Some("kms.corp.test"), "https://kms.corp.test:8688"),
        ("192.0.2.7:8688", &["192.0.2.7"], None, "https://192.0.2.7:8688"),
        ("[2001:db8::7]:8688", &["2001:db8::7"], None, "https://[2001:db8::7]:8688"),
    ] {
        let site = with_tls(address, names, own).expect(origin);
        assert_eq!(site.origin(), origin);
        let link = World::at(site).link.expect("a link");
        assert!(link.starts_with(&format!("{origin}/setup?token=")), "{link}");
    }
    let nothing = with_tls("0.0.0.0:8688", &["*.corp.test", "192.0.2.7"], None).expect_err("no name");
    assert!(nothing.to_string().contains("cert.pem"), "{nothing}");
}

#[test]
fn host_is_a_name_in_the_certificate_with_the_port_or_without_the_usual_one() {
    let names = ["kms.test", "192.0.2.7"];
    for (site, taken, refused) in [
        (
            with_tls("0.0.0.0:443", &names, None).expect("a site"),
            &["kms.test", "KMS.test:443", "192.0.2.7"][..],
            &["localhost", "kms.test:80", "a.test", "0.0.0.0", ":443"][..],
        ),
        (
            with_tls("127.0.0.1:8688", &names, None).expect("a site"),
            &["kms.test:8688", "192.0.2.7:8688"],
            &["kms.test", "127.0.0.1:8688", "localhost:8688", "192.0.2.7"],
        ),
        (plain("127.0.0.1:80"), &["localhost", "127.0.0.1", "127.0.0.1:80"], &["kms.test", "127.0.0.1:443"]),
        (plain("[::1]:8688"), &["[::1]:8688", "localhost:8688"], &["127.0.0.1:8688", "[::1]"]),
        (plain("127.0.0.1:443"), &["127.0.0.1:443"], &["127.0.0.1"]),
    ] {
        let world = World::at(site);
        let status = |host: &str| world.send("GET", "/sign-in", &[("host", host)], "").status;
        taken.iter().for_each(|host| assert_eq!(status(host), 200, "{host}"));
        refused.iter().for_each(|host| assert_eq!(status(host), 421, "{host}"));
    }
}

#[test]
fn only_with_tls_browsers_are_told_to_stay_with_it() {
    let header = |site, host: &str| {
        let answer = World::at(site).send("GET", "/sign-in", &[("host", host)], "");
        answer.header("strict-transport-security").to_owned()
    };
    let tls = with_tls("0.0.0.0:443", &["kms.test"], None).expect("a site");
    assert_eq!(header(tls, "kms.test"), "max-age=31536000");
    assert_eq!(header(plain("127.0.0.1:8688"), "127.0.0.1:8688"), "");
}
