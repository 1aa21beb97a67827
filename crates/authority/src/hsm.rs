//! The root key in a hardware security module, through PKCS#11: made there, used there, never taken out.

use crate::error::AuthorityError;
use cryptoki::{
    context::{CInitializeArgs, CInitializeFlags, Pkcs11},
    error::{Error, RvError},
    mechanism::{
        Mechanism,
        eddsa::{EddsaParams, EddsaSignatureScheme},
    },
    object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle},
    session::{Session, UserType},
    types::AuthPin,
};
use muster_trust::jwk::{PublicKey, Sign, SignError};
use serde::{Deserialize, Serialize};
use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

/// `edwards25519` as a PrintableString: the curve of Ed25519 (PKCS#11 v3.0, 2.3.5).
const CURVE: &[u8] = b"\x13\x0cedwards25519";

/// Where the key is. The PIN is not written anywhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HsmPlace {
    /// The PKCS#11 module of the device.
    pub module: PathBuf,
    /// The label of the token.
    pub token: String,
    /// The label of the key.
    pub key: String,
}

/// A key in the device, ready to sign.
pub(crate) struct HsmKey {
    session: Mutex<Session>,
    key: ObjectHandle,
    public: PublicKey,
}

impl HsmKey {
    /// Makes a new key. A key of this label that is there already is never used for another purpose.
    pub(crate) fn create(place: &HsmPlace, pin: &str) -> Result<Self, AuthorityError> {
        let session = open_session(place, pin)?;
        if find(&session, place, ObjectClass::PRIVATE_KEY)?.is_some() {
            return Err(AuthorityError::Hsm(format!("the token already holds a key '{}': name another", place.key)));
        }
        let label = || Attribute::Label(place.key.as_bytes().to_vec());
        let public = [Attribute::Token(true), Attribute::Verify(true), Attribute::EcParams(CURVE.to_vec()), label()];
        let private = [
            Attribute::Token(true),
            Attribute::Private(true),
            Attribute::Sensitive(true),
            Attribute::Extractable(false),
            Attribute::Sign(true),
            label(),
        ];
        session.generate_key_pair(&Mechanism::EccEdwardsKeyPairGen, &public, &private).map_err(failed)?;
        Self::of(session, place)
    }

    /// Opens a key.
    pub(crate) fn open(place: &HsmPlace, pin: &str) -> Result<Self, AuthorityError> {
        Self::of(open_session(place, pin)?, place)
    }

    fn of(session: Session, place: &HsmPlace) -> Result<Self, AuthorityError> {
        let missing = || AuthorityError::Hsm(format!("token '{}' holds no key '{}'", place.token, place.key));
        let key = find(&session, place, ObjectClass::PRIVATE_KEY)?.ok_or_else(missing)?;
        let public = find(&session, place, ObjectClass::PUBLIC_KEY)?.ok_or_else(missing)?;
        let attributes = session.get_attributes(public, &[AttributeType::EcPoint]).map_err(failed)?;
        let point = attributes.iter().find_map(|attribute| match attribute {
            // A DER octet string of 32 bytes; some devices leave the wrapping out.
            Attribute::EcPoint(point) => point.last_chunk::<32>(),
            _ => None,
        });
        let public = point.and_then(|point| PublicKey::from_bytes(point)).ok_or_else(missing)?;
        Ok(Self { session: Mutex::new(session), key, public })
    }
}

impl Sign for HsmKey {
    fn public(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let mechanism = Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Ed25519));
        let signature = session.sign(&mechanism, self.key, message).map_err(|error| SignError(error.to_string()))?;
        signature.try_into().map_err(|_| SignError("the signature does not have 64 bytes".into()))
    }
}

pub(crate) fn open_session(place: &HsmPlace, pin: &str) -> Result<Session, AuthorityError> {
    let module = Pkcs11::new(&place.module).map_err(failed)?;
    match module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(error) => return Err(failed(error)),
    }
    let slots = module.get_slots_with_initialized_token().map_err(failed)?;
    let named = |slot| module.get_token_info(slot).is_ok_and(|token| token.label() == place.token);
    let slot = slots.into_iter().find(|slot| named(*slot));
    let missing = || AuthorityError::Hsm(format!("{} has no token '{}'", place.module.display(), place.token));
    let session = module.open_rw_session(slot.ok_or_else(missing)?).map_err(failed)?;
    match session.login(UserType::User, Some(&AuthPin::new(pin.into()))) {
        // All sessions of a process with a token are logged in together.
        Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
        Err(Error::Pkcs11(RvError::PinIncorrect, _)) => Err(AuthorityError::Passphrase),
        Err(error) => Err(failed(error)),
    }
}

fn find(session: &Session, place: &HsmPlace, class: ObjectClass) -> Result<Option<ObjectHandle>, AuthorityError> {
    let label = Attribute::Label(place.key.as_bytes().to_vec());
    let wanted = [Attribute::Class(class), Attribute::KeyType(KeyType::EC_EDWARDS), label];
    Ok(session.find_objects(&wanted).map_err(failed)?.first().copied())
}

pub(crate) fn failed(error: Error) -> AuthorityError {
    AuthorityError::Hsm(error.to_string())
}
