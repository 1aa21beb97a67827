//! The two ceremonies of WebAuthn: adding a passkey, and showing one. The library checks what authenticators say.
//!
//! It draws its challenges from the system's randomness itself, and takes neither ours nor the time: all that is not a function of its
//! arguments lies here and in the library. How long a challenge lasts, and that it is good once, is decided in [`super::pending`].

use super::{pending::Pending, refusal::PasskeyRefusal, store::Passkey};
use crate::{secret::Secret, site::PasskeySite};
use data_encoding::BASE64URL_NOPAD;
use ipnet::IpNet;
use muster_core::time::Moment;
use muster_platform::entropy::Entropy;
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey as Credential, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Webauthn, WebauthnBuilder,
};

/// What a page gives the browser to begin with.
pub(crate) struct Begun {
    /// Comes back with the answer.
    pub(crate) id: String,
    /// The options of `navigator.credentials`, JSON.
    pub(crate) options: String,
}

/// Whose answer is waited for.
enum Ceremony {
    /// Of an account that adds a passkey.
    Add { state: PasskeyRegistration, account: String, user_handle: [u8; 16] },
    /// Of an account, or of anybody who signs in.
    Show { state: DiscoverableAuthentication, account: Option<String> },
}

/// The passkeys of one console.
pub(crate) struct Passkeys {
    site: PasskeySite,
    library: Webauthn,
    pending: Mutex<Pending<Ceremony>>,
}

/// A passkey that was shown, and the credential that a store has of it from now on.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) credential: String,
}

/// An answer to a challenge that is not looked at yet.
pub(crate) struct Answer(PublicKeyCredential);

impl Answer {
    /// The authenticator's id of the passkey, which anybody may claim.
    pub(crate) fn passkey(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    pub(crate) fn parse(answer: &str) -> Result<Self, PasskeyRefusal> {
        serde_json::from_str(answer).map(Self).map_err(|_| PasskeyRefusal::Malformed)
    }
}

impl Passkeys {
    /// None where browsers have no passkeys: at an address without a name.
    pub(crate) fn of(site: Option<PasskeySite>) -> Option<Self> {
        let site = site?;
        let library = WebauthnBuilder::new(&site.name, &site.origin).ok()?.rp_name("Muster").build().ok()?;
        Some(Self { site, library, pending: Mutex::default() })
    }

    /// The name that passkeys are bound to (RP ID).
    pub(crate) fn site(&self) -> &str {
        &self.site.name
    }

    /// The address at which they work.
    pub(crate) fn origin(&self) -> String {
        self.site.origin.origin().ascii_serialization()
    }

    /// Begins to add a passkey to an account, which has `known` ones.
    pub(crate) fn begin_adding(
        &self,
        account: &str,
        known: &[Passkey],
        entropy: &Entropy,
        network: IpNet,
        now: Moment,
    ) -> Result<Begun, PasskeyRefusal> {
        let user_handle = known.first().map_or_else(|| entropy.bytes(), |passkey| passkey.user_handle);
        let ids = known.iter().map(|passkey| passkey.id.clone()).collect();
        let (challenge, state) =
            self.library.start_passkey_registration(Uuid::from_bytes(user_handle), account, account, Some(ids))?;
        let mut options = written(&challenge.public_key)?;
        // The library leaves it to the authenticator whether it can be found without the name of the account; signing in asks for no name.
        options["authenticatorSelection"]["residentKey"] = json!("required");
        options["authenticatorSelection"]["requireResidentKey"] = json!(true);
        let ceremony = Ceremony::Add { state, account: account.to_owned(), user_handle };
        Ok(self.begun(ceremony, &options, entropy, network, now))
    }

    /// The passkey that an authenticator has made for `account`.
    pub(crate) fn added(
        &self,
        account: &str,
        name: &str,
        id: &str,
        answer: &str,
        now: Moment,
    ) -> Result<Passkey, PasskeyRefusal> {
        let Ceremony::Add { state, account: of, user_handle } = self.taken(id, now)? else {
            return Err(PasskeyRefusal::Challenge);
        };
        if of != account {
            return Err(PasskeyRefusal::Challenge);
        }
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| PasskeyRefusal::Malformed)?;
        let credential = self.library.finish_passkey_registration(&answer, &state)?;
        Ok(Passkey {
            id: credential.cred_id().clone(),
            account: account.to_owned(),
            site: self.site.name.clone(),
            user_handle,
            name: name.to_owned(),
            credential: serde_json::to_string(&credential).map_err(|_| PasskeyRefusal::Malformed)?,
            created: now,
            used: None,
        })
    }

    /// Begins to ask for a passkey: one of `known` of an account, or any. Whoever signs in is not asked for his name first: which accounts
    /// there are, and which have passkeys, would be told to everybody.
    pub(crate) fn begin_showing(
        &self,
        account: Option<(&str, &[Passkey])>,
        entropy: &Entropy,
        network: IpNet,
        now: Moment,
    ) -> Result<Begun, PasskeyRefusal> {
        let (challenge, state) = self.library.start_discoverable_authentication()?;
        let mut options = written(&challenge.public_key)?;
        if let Some((_, known)) = account {
            let allowed = known.iter().filter(|passkey| passkey.site == self.site.name);
            let allowed =
                allowed.map(|passkey| json!({ "type": "public-key", "id": BASE64URL_NOPAD.encode(&passkey.id) }));
            options["allowCredentials"] = allowed.collect();
        }
        let ceremony = Ceremony::Show { state, account: account.map(|(account, _)| account.to_owned()) };
        Ok(self.begun(ceremony, &options, entropy, network, now))
    }

    /// Whether `answer` shows `stored`, the passkey that the store has under its id, to a challenge that was for `account`.
    pub(crate) fn shown(
        &self,
        account: Option<&str>,
        stored: Option<&Passkey>,
        id: &str,
        answer: &Answer,
        now: Moment,
    ) -> Result<Shown, PasskeyRefusal> {
        let Ceremony::Show { state, account: of } = self.taken(id, now)? else { return Err(PasskeyRefusal::Challenge) };
        if of.as_deref() != account {
            return Err(PasskeyRefusal::Challenge);
        }
        let stored = stored.filter(|stored| stored.site == self.site.name).ok_or(PasskeyRefusal::Unknown)?;
        if account.is_some_and(|account| account != stored.account) {
            return Err(PasskeyRefusal::OtherAccount);
        }
        // Without a name the authenticator says whose passkey it is; with one it may leave that out.
        let handle = answer.0.get_user_unique_id();
        if handle.map_or(account.is_none(), |handle| handle != stored.user_handle) {
            return Err(PasskeyRefusal::Malformed);
        }
        let mut credential: Credential =
            serde_json::from_str(&stored.credential).map_err(|_| PasskeyRefusal::Malformed)?;
        let result = self.library.finish_discoverable_authentication_v2(&answer.0, state, &credential)?;
        credential.update_credential(&result);
        let credential = serde_json::to_string(&credential).map_err(|_| PasskeyRefusal::Malformed)?;
        Ok(Shown { credential })
    }

    fn begun(&self, ceremony: Ceremony, options: &Value, entropy: &Entropy, network: IpNet, now: Moment) -> Begun {
        let id: Secret<16> = Secret::draw(entropy);
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.add(&id.hash(), ceremony, network, now);
        Begun { id: id.text(), options: options.to_string() }
    }

    fn taken(&self, id: &str, now: Moment) -> Result<Ceremony, PasskeyRefusal> {
        let id = Secret::<16>::parse(id).ok_or(PasskeyRefusal::Challenge)?;
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).take(&id.hash(), now)
    }
}

fn written(options: &impl serde::Serialize) -> Result<Value, PasskeyRefusal> {
    serde_json::to_value(options).map_err(|_| PasskeyRefusal::Malformed)
}
