//! What the root key signs: documents of six kinds, whose claims are understood whole. Nothing else gets a signature, whoever asks.

use crate::error::AuthorityError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::lang::Text;
use muster_proto::{
    enrolment::Enrolment, issuance_license::IssuanceLicense, jwk::Jwk, license::License, pack::PackClaims,
};
use muster_trust::{
    jwk::PublicKey,
    jws::{Kind, header},
};
use serde::{Serialize, de::DeserializeOwned};

/// The kinds of documents that an authority signs.
pub(crate) const KINDS: [Kind; 6] =
    [Kind::HostLicense, Kind::DirectoryLicense, Kind::MakLicense, Kind::Pack, Kind::IssuanceLicense, Kind::Enrolment];

/// The kind of the document that `input` is the signed part of, if `root` may sign it.
pub(crate) fn kind_of(input: &str, root: &PublicKey) -> Result<Kind, AuthorityError> {
    const FORM: AuthorityError = AuthorityError::SignerRequest(Text {
        en: "header and claims of a document, in base64url",
        ja: "文書のヘッダーとクレーム (base64url) ",
    });
    let (head, claims) = input.split_once('.').ok_or(FORM)?;
    let Some(kind) = KINDS.into_iter().find(|kind| header(*kind, root) == head) else {
        let json = URL_SAFE_NO_PAD.decode(head).map_err(|_| FORM)?;
        let found: serde_json::Value = serde_json::from_slice(&json).map_err(|_| FORM)?;
        let is_own = found.get("kid").and_then(|kid| kid.as_str()) == Some(&root.thumbprint());
        return Err(if is_own { AuthorityError::NotSigned } else { AuthorityError::OtherRoot });
    };
    let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| FORM)?;
    let understood = match kind {
        Kind::Pack => is_understood::<PackClaims>(kind, &claims),
        Kind::IssuanceLicense => is_understood::<IssuanceLicense>(kind, &claims),
        Kind::Enrolment => is_understood::<Enrolment>(kind, &claims),
        _ => is_understood::<License>(kind, &claims),
    };
    if understood { Ok(kind) } else { Err(AuthorityError::NotUnderstood(kind.typ())) }
}

/// The type and the subject of a document: its holder, or none.
pub(crate) fn described(input: &str) -> (&'static str, Option<String>) {
    let kind = KINDS.into_iter().find(|kind| kind.is_of(input)).map_or("", Kind::typ);
    let claims = input.split_once('.').and_then(|(_, claims)| URL_SAFE_NO_PAD.decode(claims).ok());
    let claims: Option<serde_json::Value> = claims.and_then(|json| serde_json::from_slice(&json).ok());
    let text = |name| claims.as_ref()?.get(name)?.as_str().map(str::to_owned);
    (kind, text("sub"))
}

/// The root keys that a document would have machines trust: those of a license pack, that of an enrolment file. None for any other, nor for
/// one that [`kind_of`] refuses.
pub(crate) fn named_roots(input: &str) -> Vec<Jwk> {
    let claims = input.split_once('.').and_then(|(_, claims)| URL_SAFE_NO_PAD.decode(claims).ok()).unwrap_or_default();
    if Kind::Pack.is_of(input) {
        serde_json::from_slice::<PackClaims>(&claims).map(|pack| pack.roots).unwrap_or_default()
    } else if Kind::Enrolment.is_of(input) {
        serde_json::from_slice::<Enrolment>(&claims).map(|file| vec![file.root]).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// Whether claims are of the version that this Muster writes, and hold nothing that it would not write.
fn is_understood<T: Serialize + DeserializeOwned>(kind: Kind, claims: &[u8]) -> bool {
    let version = serde_json::from_slice::<serde_json::Value>(claims).ok().and_then(|all| all.get("ver")?.as_u64());
    let same = || {
        serde_json::from_slice::<T>(claims)
            .is_ok_and(|read| serde_json::to_vec(&read).is_ok_and(|again| again == claims))
    };
    version == Some(kind.version().into()) && same()
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{KINDS, kind_of, named_roots};
    use crate::error::AuthorityError;
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use muster_proto::jwk::Jwk;
    use muster_trust::{
        jwk::PublicKey,
        jws::{Kind, header},
    };
    use serde_json::{Value, json};

    fn root() -> PublicKey {
        PublicKey::from_bytes(&[7; 32]).expect("a key")
    }

    fn input(header: &str, claims: &str) -> String {
        format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims))
    }

    /// The claims of a license as this version writes them.
    const LICENSE: &str = r#"{"ver":1,"iss":"contoso","sub":"00000000-0000-0000-0000-000000000001","iat":1,"exp":2,"cnf":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}},"groups":[90],"epid":"e"}"#;

    #[test]
    fn a_license_is_signed_as_each_kind_that_it_may_be() {
        for kind in [Kind::HostLicense, Kind::DirectoryLicense, Kind::MakLicense] {
            assert_eq!(kind_of(&input(&header(kind, &root()), LICENSE), &root()).expect("signed"), kind);
        }
        for kind in [Kind::Pack, Kind::Enrolment, Kind::IssuanceLicense] {
            let refused = kind_of(&input(&header(kind, &root()), LICENSE), &root()).expect_err("other claims");
            assert!(matches!(refused, AuthorityError::NotUnderstood(_)), "{refused}");
        }
    }

    #[test]
    fn what_is_not_understood_whole_gets_no_signature() {
        let good = header(Kind::HostLicense, &root());
        for (from, to) in [
            ("\"ver\":1", "\"ver\":2"),
            ("\"ver\":1", "\"ver\":1,\"new\":1"),
            ("\"iat\":1", "\"iat\":1,\"iat\":1"),
            ("\"iat\":1", "\"iat\": 1"),
            ("\"epid\":\"e\"", "\"epid\":\"e\",\"permanent\":false"),
            ("[90]", "[\"90\"]"),
            ("\"iss\":\"contoso\",", ""),
        ] {
            let claims = LICENSE.replacen(from, to, 1);
            assert_ne!(claims, LICENSE, "{from}");
            let refused = kind_of(&input(&good, &claims), &root()).expect_err(to);
            assert!(matches!(refused, AuthorityError::NotUnderstood(_)), "{to}: {refused}");
        }
        assert!(matches!(kind_of("nothing", &root()), Err(AuthorityError::SignerRequest(_))));
        assert!(matches!(kind_of(&format!("{good}.?"), &root()), Err(AuthorityError::SignerRequest(_))));
    }

    #[test]
    fn a_header_is_one_of_six_with_the_root_key_that_is_open() {
        for kind in [Kind::Activation, Kind::Contact, Kind::Evidence, Kind::LicenseStatement, Kind::Order] {
            let refused = kind_of(&input(&header(kind, &root()), LICENSE), &root()).expect_err("of a host or machine");
            assert!(!KINDS.contains(&kind) && matches!(refused, AuthorityError::NotSigned), "{refused}");
        }
        let other = PublicKey::from_bytes(&[8; 32]).expect("a key");
        let refused = kind_of(&input(&header(Kind::HostLicense, &other), LICENSE), &root()).expect_err("another key");
        assert!(matches!(refused, AuthorityError::OtherRoot), "{refused}");
        let own: Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header(Kind::HostLicense, &root())).expect("base64url"))
                .expect("JSON");
        for (name, value) in [("crit", json!(["exp"])), ("alg", json!("none")), ("jku", json!("https://x"))] {
            let mut changed = own.clone();
            changed[name] = value;
            let header = URL_SAFE_NO_PAD.encode(changed.to_string());
            let refused = kind_of(&input(&header, LICENSE), &root()).expect_err(name);
            assert!(matches!(refused, AuthorityError::NotSigned), "{name}: {refused}");
        }
    }

    #[test]
    fn the_root_keys_of_a_pack_and_of_an_enrolment_file_are_found() {
        let key = serde_json::to_value(Jwk::from(root())).expect("JSON");
        let pack = json!({
            "ver": 1, "iss": "contoso", "iat": 1, "exp": 2, "version": 3, "service": "s", "applications": [], "products": [],
            "key_groups": [], "roots": [key.clone()],
        });
        let found = |kind, claims: &Value| named_roots(&input(&header(kind, &root()), &claims.to_string())).len();
        assert_eq!((found(Kind::Pack, &pack), found(Kind::HostLicense, &pack)), (1, 0));
        let file = json!({
            "ver": 1, "iss": "contoso", "iat": 1, "exp": 2, "root": key, "pack": "", "products": [],
        });
        assert_eq!((found(Kind::Enrolment, &file), found(Kind::Pack, &file)), (1, 0));
    }
}
