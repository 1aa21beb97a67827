//! Scenarios about directories and certificates.

use super::testbed::{ScenarioTestbed, only};
use crate::failure::Failure;
use muster_authority::IssuanceTerms;
use muster_client::ActivationType;
use muster_core::{lang::Text, sentence, sentence::Sentence};
use muster_platform::entropy;
use muster_testbed::{CertificateAuthority, DirectoryServer, Odd};
use muster_trust::certificate::thumbprint;
use std::fs;

/// A member of a directory with nothing in it; an administrator creates the activation object.
pub(super) fn directory(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let folder = testbed.path("directory");
    fs::create_dir_all(&folder)?;
    let server = testbed.handle().block_on(DirectoryServer::start(&folder))?;
    let mut client = testbed.client("desk", &testbed.vendor.ledger_key)?;
    let config = format!("[authority]\nurl = \"{}\"\n\n{}", testbed.authority.url(), server.member());
    fs::write(testbed.path("desk").join("client/client.toml"), config)?;
    client.set_activation_type(ActivationType::Directory, None)?;
    let mut client = testbed.open("desk")?;
    let attempt = testbed.ask(&mut client, "desk", testbed.now())?;
    testbed.tell(Text {
        en: "desk is a member of a directory, may be activated by it only, and finds nothing there.",
        ja: "desk はディレクトリのメンバーで、ディレクトリでのみライセンス認証できますが、ライセンス認証オブジェクトがありません。",
    });
    testbed.collect(&client, "desk", Some(&attempt))?;
    let key = testbed.vendor.host_key.reveal();
    let dn = client.directory_activate(&key, Some("Ledger for all"), &testbed.env("desk"))?;
    let again = testbed.ask(&mut client, "desk", testbed.now())?;
    if !again.is_activated() {
        return Err(Failure::new(
            again.code,
            sentence!("desk was refused although {dn} is there", "{dn} がありますが、desk は拒否されました"),
        ));
    }
    testbed.tell(Text {
        en: "An administrator creates an activation object, and desk is activated by it, without a host.",
        ja: "管理者がライセンス認証オブジェクトを作成すると、desk はホストなしでライセンス認証されます。",
    });
    server.stop();
    Ok(())
}

/// Two certificates of the site; one was revoked.
pub(super) fn token(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let ca = CertificateAuthority::new("Lab CA")?;
    let card = |name, serial| ca.issue(name, serial, Odd::default());
    let (lost, good) = (card("lost card", 1)?, card("good card", 2)?);
    let mut client = testbed.client("desk", &testbed.vendor.ledger_key)?;
    let terms = IssuanceTerms {
        group: 90,
        anchors: ca.pem()?,
        description: "Smart cards".into(),
        version: 1,
        days: 365,
        validity_days: 180,
        key_purpose: None,
        require_crl: true,
        hardware_keys_only: false,
    };
    let (_, document) = testbed.vendor.authority.issue_issuance(&terms, None, entropy::bytes(), testbed.now())?;
    client.install_issuance(&document)?;
    for (folder, name, text) in [
        ("certificates", "lost.pem", &lost.pem),
        ("certificates", "good.pem", &good.pem),
        ("crls", "site.crl", &ca.revoke(&[&lost])?),
    ] {
        let folder = testbed.path("desk").join("client").join(folder);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), text)?;
    }
    let product = only(&client)?;
    let env = testbed.env("desk");
    let attempt = client.activate_by_certificate(product, &thumbprint(&lost.der), None, &env)?;
    testbed.collect(&client, "desk", Some(&attempt))?;
    testbed.tell(Text {
        en: "The card that was lost is on the site's revocation list, and activates nothing.",
        ja: "紛失したカードは失効リストに載っているため、ライセンス認証に使用できません。",
    });
    let attempt = client.activate_by_certificate(product, &thumbprint(&good.der), None, &env)?;
    if !attempt.is_activated() {
        return Err(Failure::new(attempt.code, attempt.detail.unwrap_or_else(|| Sentence::foreign(""))));
    }
    testbed.tell(Text {
        en: "The new card activates desk without any network.",
        ja: "新しいカードで、desk はネットワークなしでライセンス認証されます。",
    });
    Ok(())
}
