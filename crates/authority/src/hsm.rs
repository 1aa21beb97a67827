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
use muster_core::{sentence, sentence::Sentence};
use muster_trust::jwk::{PublicKey, Sign, SignError};
use serde::{Deserialize, Serialize};
use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// `edwards25519` as a PrintableString: the curve of Ed25519 (PKCS#11 v3.0, 2.3.5).
const CURVE: &[u8] = b"\x13\x0cedwards25519";

/// Held by whoever talks to a module: one talks at a time, and none while a module is being reset, for that ends every session.
static MODULES: Mutex<()> = Mutex::new(());
/// How often modules were reset in this process.
static RESETS: AtomicU64 = AtomicU64::new(0);

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

/// A key in the device, ready to sign. A session that was lost is opened again by the next signature.
pub(crate) struct HsmKey {
    place: HsmPlace,
    pin: AuthPin,
    public: PublicKey,
    opened: Mutex<Option<OpenKey>>,
}

impl HsmKey {
    /// Makes a new key. A key of this label that is there already is never used for another purpose.
    pub(crate) fn create(place: &HsmPlace, pin: &str) -> Result<Self, AuthorityError> {
        let pin = AuthPin::new(pin.into());
        let _held = hold_modules();
        let session = open_session(place, &pin)?;
        if find(&session, place, ObjectClass::PRIVATE_KEY)?.is_some() {
            return Err(taken(&place.key));
        }
        let label = Attribute::Label(place.key.clone().into_bytes());
        let public = [Attribute::Token(true), Attribute::Verify(true), Attribute::EcParams(CURVE.to_vec()), label];
        let private = never_leaving(&place.key);
        session.generate_key_pair(&Mechanism::EccEdwardsKeyPairGen, &public, &private).map_err(failed)?;
        Self::of(OpenKey::find(session, place)?, place, pin)
    }

    /// Opens a key.
    pub(crate) fn open(place: &HsmPlace, pin: &str) -> Result<Self, AuthorityError> {
        let pin = AuthPin::new(pin.into());
        let _held = hold_modules();
        Self::of(OpenKey::find(open_session(place, &pin)?, place)?, place, pin)
    }

    fn of(opened: OpenKey, place: &HsmPlace, pin: AuthPin) -> Result<Self, AuthorityError> {
        let public = opened.public(place)?;
        Ok(Self { place: place.clone(), pin, public, opened: Mutex::new(Some(opened)) })
    }

    /// Does something with the open key. If that fails, the key is opened anew, at last with the module begun anew, and it is
    /// tried again.
    fn with_key<T>(&self, work: impl Fn(&OpenKey) -> Result<T, Error>) -> Result<T, AuthorityError> {
        let _held = hold_modules();
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = opened.as_ref().filter(|key| key.is_current())
            && let Ok(done) = work(key)
        {
            return Ok(done);
        }
        // Closed before another session may get its handle.
        *opened = None;
        let again = self.reopen().and_then(|key| work(&key).map(|done| (key, done)).map_err(failed));
        let (key, done) = match again {
            Ok(again) => again,
            Err(_) => {
                reset(&self.place.module)?;
                let key = self.reopen()?;
                let done = work(&key).map_err(failed)?;
                (key, done)
            }
        };
        *opened = Some(key);
        tracing::warn!(token = self.place.token, key = self.place.key, "opened the root key in the module again");
        Ok(done)
    }

    fn reopen(&self) -> Result<OpenKey, AuthorityError> {
        let opened = OpenKey::find(open_session(&self.place, &self.pin)?, &self.place)?;
        if opened.public(&self.place)? == self.public {
            return Ok(opened);
        }
        let HsmPlace { token, key, .. } = &self.place;
        Err(AuthorityError::Hsm(sentence!(
            "the key '{key}' of token '{token}' is another than before",
            "トークン '{token}' のキー '{key}' が以前のものと異なります"
        )))
    }
}

impl Sign for HsmKey {
    fn public(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let mechanism = Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Ed25519));
        let signature = self.with_key(|key| key.session().sign(&mechanism, key.private, message));
        let signature = signature.map_err(|error| SignError(error.into()))?;
        signature
            .try_into()
            .map_err(|_| SignError(sentence!("the signature does not have 64 bytes", "署名が 64 バイトではありません")))
    }

    fn check(&self) -> Result<(), SignError> {
        let present = |key: &OpenKey| key.session().get_attributes(key.private, &[AttributeType::KeyType]).map(drop);
        self.with_key(present).map_err(|error| SignError(error.into()))
    }
}

/// The handles of a key in a session.
struct OpenKey {
    session: Option<Session>,
    private: ObjectHandle,
    resets: u64,
}

impl OpenKey {
    fn find(session: Session, place: &HsmPlace) -> Result<Self, AuthorityError> {
        let private = find(&session, place, ObjectClass::PRIVATE_KEY)?.ok_or_else(|| missing(place, &place.key))?;
        Ok(Self { session: Some(session), private, resets: RESETS.load(Ordering::Acquire) })
    }

    /// Whether the module was not reset since: a reset ends every session.
    fn is_current(&self) -> bool {
        self.resets == RESETS.load(Ordering::Acquire)
    }

    #[expect(clippy::expect_used, reason = "only `drop` takes it")]
    fn session(&self) -> &Session {
        self.session.as_ref().expect("a session")
    }

    fn public(&self, place: &HsmPlace) -> Result<PublicKey, AuthorityError> {
        let public = find(self.session(), place, ObjectClass::PUBLIC_KEY)?.ok_or_else(|| missing(place, &place.key))?;
        let attributes = self.session().get_attributes(public, &[AttributeType::EcPoint]).map_err(failed)?;
        let point = attributes.iter().find_map(|attribute| match attribute {
            // A DER octet string of 32 bytes; some devices leave the wrapping out.
            Attribute::EcPoint(point) => point.last_chunk::<32>(),
            _ => None,
        });
        point.and_then(|point| PublicKey::from_bytes(point)).ok_or_else(|| missing(place, &place.key))
    }
}

impl Drop for OpenKey {
    fn drop(&mut self) {
        if !self.is_current() {
            // Another session may have this handle by now: it must not be closed.
            std::mem::forget(self.session.take());
        }
    }
}

pub(crate) fn hold_modules() -> MutexGuard<'static, ()> {
    MODULES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the module is told of a key that signs there and is never taken out.
pub(crate) fn never_leaving(label: &str) -> [Attribute; 6] {
    [
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Sign(true),
        Attribute::Label(label.into()),
    ]
}

pub(crate) fn missing(place: &HsmPlace, label: &str) -> AuthorityError {
    AuthorityError::Hsm(sentence!(
        "token '{token}' holds no key '{label}'",
        "トークン '{token}' にキー '{label}' がありません",
        token = place.token
    ))
}

pub(crate) fn taken(label: &str) -> AuthorityError {
    AuthorityError::Hsm(sentence!(
        "the token already holds a key '{label}': name another",
        "トークンには既にキー '{label}' があります。別の名前を指定してください"
    ))
}

pub(crate) fn open_session(place: &HsmPlace, pin: &AuthPin) -> Result<Session, AuthorityError> {
    let module = initialized(&place.module).map_err(failed)?;
    let slots = module.get_slots_with_initialized_token().map_err(failed)?;
    let named = |slot| module.get_token_info(slot).is_ok_and(|token| token.label() == place.token);
    let slot = slots.into_iter().find(|slot| named(*slot));
    let missing = || {
        AuthorityError::Hsm(sentence!(
            "{module} has no token '{token}'",
            "{module} にトークン '{token}' がありません",
            module = place.module.display(),
            token = place.token
        ))
    };
    let session = module.open_rw_session(slot.ok_or_else(missing)?).map_err(failed)?;
    match session.login(UserType::User, Some(pin)) {
        // All sessions of a process with a token are logged in together.
        Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
        Err(Error::Pkcs11(RvError::PinIncorrect, _)) => Err(AuthorityError::Passphrase),
        Err(error) => Err(failed(error)),
    }
}

/// The module, which is initialized once a process, whoever uses it first.
fn initialized(path: &Path) -> Result<Pkcs11, Error> {
    let module = Pkcs11::new(path)?;
    match module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(module),
        Err(error) => Err(error),
    }
}

/// Ends the module with every session in it, and begins it anew: it looks for its tokens again.
fn reset(path: &Path) -> Result<(), AuthorityError> {
    RESETS.fetch_add(1, Ordering::AcqRel);
    match Pkcs11::new(path).map_err(failed)?.finalize() {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiNotInitialized, _)) => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

fn find(session: &Session, place: &HsmPlace, class: ObjectClass) -> Result<Option<ObjectHandle>, AuthorityError> {
    let label = Attribute::Label(place.key.clone().into_bytes());
    find_first(session, &[Attribute::Class(class), Attribute::KeyType(KeyType::EC_EDWARDS), label])
}

pub(crate) fn find_first(session: &Session, wanted: &[Attribute]) -> Result<Option<ObjectHandle>, AuthorityError> {
    Ok(session.find_objects(wanted).map_err(failed)?.first().copied())
}

pub(crate) fn failed(error: Error) -> AuthorityError {
    AuthorityError::Hsm(Sentence::foreign(error))
}
