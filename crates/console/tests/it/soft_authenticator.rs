//! An authenticator in memory (WebAuthn, section 6): it makes passkeys and shows them, and says whatever a test has it say.

use crate::browser::Answer;
use aws_lc_rs::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// The address at which the console's passkeys work.
pub(crate) const ORIGIN: &str = "http://localhost:8443";
pub(crate) const HOST: &str = "localhost:8443";

/// One passkey in its authenticator.
pub(crate) struct SoftPasskey {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    user_handle: Vec<u8>,
    pub(crate) counter: u32,
    pub(crate) origin: &'static str,
    /// What it says of the user: present and verified.
    pub(crate) flags: u8,
    pub(crate) says_whose: bool,
}

/// What a page asks an authenticator for.
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) options: Value,
}

impl Answer {
    /// What the page asks for.
    pub(crate) fn asked(&self) -> Asked {
        let names = ["name=\"step-up-passkey-id\" value=\"", "name=\"passkey-id\" value=\""];
        let id = names.into_iter().find(|name| self.body.contains(name)).expect("an id");
        let options = serde_json::from_str(&self.between("data-options=\"")).expect("options");
        Asked { id: self.between(id), options }
    }

    fn between(&self, before: &str) -> String {
        let (_, rest) = self.body.split_once(before).unwrap_or_else(|| panic!("{before} in {}", self.body));
        rest.split('"').next().expect("its end").replace("&#34;", "\"").replace("&#38;", "&")
    }
}

impl SoftPasskey {
    /// Makes one, and the fields of the form that adds it.
    pub(crate) fn make(asked: &Asked, id: u8) -> (Self, String) {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key");
        let text = |value: &Value| BASE64URL_NOPAD.decode(value.as_str().expect("text").as_bytes()).expect("base64url");
        let user_handle = text(&asked.options["user"]["id"]);
        let passkey =
            Self { key, id: vec![id; 16], user_handle, counter: 0, origin: ORIGIN, flags: 0x05, says_whose: true };
        let form = passkey.made(asked);
        (passkey, form)
    }

    /// What it answers where it is to be made.
    pub(crate) fn made(&self, asked: &Asked) -> String {
        let point = self.key.public_key().as_ref();
        let mut data = self.data(&asked.options["rp"]["id"], self.flags | 0x40);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(&self.id);
        // COSE_Key of ES256: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..65]);
        // {"fmt": "none", "attStmt": {}, "authData": data}.
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).expect("short"));
        attestation.extend(data);
        let client = self.client("webauthn.create", asked);
        let response = json!({ "attestationObject": written(&attestation), "clientDataJSON": written(&client) });
        self.form(asked, &response)
    }

    /// What it answers where it is to be shown.
    pub(crate) fn shown(&mut self, asked: &Asked) -> String {
        let (client, data) = (self.client("webauthn.get", asked), self.data(&asked.options["rpId"], self.flags));
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("signed");
        let handle = self.says_whose.then(|| written(&self.user_handle));
        let response = json!({
            "authenticatorData": written(&data),
            "clientDataJSON": written(&client),
            "signature": written(signature.as_ref()),
            "userHandle": handle,
        });
        self.form(asked, &response)
    }

    fn data(&self, site: &Value, flags: u8) -> Vec<u8> {
        let site = digest(&SHA256, site.as_str().expect("a name").as_bytes());
        [site.as_ref(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn client(&self, kind: &str, asked: &Asked) -> Vec<u8> {
        let said = json!({ "type": kind, "challenge": asked.options["challenge"], "origin": self.origin });
        said.to_string().into_bytes()
    }

    fn form(&self, asked: &Asked, response: &Value) -> String {
        let id = written(&self.id);
        let answer = json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string();
        let encoded: String = form_urlencoded::byte_serialize(answer.as_bytes()).collect();
        format!("passkey-id={}&passkey-answer={encoded}", asked.id)
    }
}

fn written(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
