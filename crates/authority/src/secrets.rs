//! What the authority asks of the holder of its secrets, in its own terms: it knows the epochs of product keys, the holder does not.

use crate::{
    error::AuthorityError,
    key_secret::EpochRandom,
    root::SecretBytes,
    root_signer::RootSigner,
    signer::{
        message::{SignerAnswer, SignerRequest},
        open_secrets::OpenSecrets,
        secret_holder::SecretHolder,
        socket::SignerSocket,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::keys::{
    installation_id::{ConfirmationId, InstallationId},
    product_key::{KeyClaim, KeyKind, ProductKey},
    serial::{Epoch, epoch_of},
};
use muster_core::{lang::Text, sentence};
use muster_trust::{
    jwk::PublicKey,
    jws::{self, Kind},
};
use serde::Serialize;
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// Setup keys belong to no epoch: they are public, and stay the same after a restore.
const NO_EPOCH: EpochRandom = [0; 16];
/// Keys that are asked for at once.
const KEYS_MAX: usize = 1_000;

/// The holder of the secrets, with every epoch that the store names.
pub(crate) struct Secrets {
    holder: Arc<dyn SecretHolder>,
    /// The secrets themselves, where they are in this process.
    opened: Option<Arc<OpenSecrets>>,
    epochs: Vec<Epoch>,
    /// The root key that signed last.
    root: Mutex<PublicKey>,
    /// Whether it is known whose signer answers since it was away last.
    met: AtomicBool,
    /// Whether a root key is one of this authority.
    is_own: IsOwn,
}

type IsOwn = Box<dyn Fn(&PublicKey) -> Result<bool, AuthorityError> + Send + Sync>;

/// A slot of an offline license file, sealed as the store keeps it.
pub(crate) struct SealedSlot {
    /// The key that the license in the slot binds.
    pub(crate) public: PublicKey,
    pub(crate) sealed: String,
}

/// What a confirmation id tells, and the key that the license in its slot binds.
pub(crate) struct ConfirmedSlot {
    pub(crate) public: PublicKey,
    pub(crate) confirmation: ConfirmationId,
}

impl Secrets {
    /// Secrets that are opened in this process.
    pub(crate) fn opened(root: RootSigner, secret: SecretBytes, epochs: Vec<Epoch>) -> Self {
        let public = root.public();
        let opened = Arc::new(OpenSecrets::new(root, secret));
        Self {
            holder: opened.clone(),
            opened: Some(opened),
            epochs,
            root: Mutex::new(public),
            met: true.into(),
            is_own: Box::new(|_| Ok(true)),
        }
    }

    /// Secrets that a signer holds; `root` is the root key that signed last, and `is_own` reads the store.
    pub(crate) fn held(signer: SignerSocket, root: PublicKey, epochs: Vec<Epoch>, is_own: IsOwn) -> Self {
        Self { holder: Arc::new(signer), opened: None, epochs, root: Mutex::new(root), met: false.into(), is_own }
    }

    /// The secrets themselves, where they are in this process.
    pub(crate) fn in_process(&self) -> Option<&OpenSecrets> {
        self.opened.as_deref()
    }

    /// The root key that signed last.
    pub(crate) fn last_root(&self) -> PublicKey {
        *self.root.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The root key that signs now. Another process may switch to the next one at any time.
    pub(crate) fn root(&self) -> Result<PublicKey, AuthorityError> {
        self.ask_root(false)
    }

    /// The same, if it could sign.
    pub(crate) fn check_root(&self) -> Result<PublicKey, AuthorityError> {
        self.ask_root(true)
    }

    fn ask(&self, request: &SignerRequest) -> Result<SignerAnswer, AuthorityError> {
        self.holder.ask(request).inspect_err(|error| {
            if matches!(error, AuthorityError::SignerAway { .. }) {
                self.met.store(false, Ordering::Release);
            }
        })
    }

    /// Reads the store where a signer was away: never called in a transaction.
    fn ask_root(&self, check: bool) -> Result<PublicKey, AuthorityError> {
        let SignerAnswer::Root { key } = self.ask(&SignerRequest::Root { check })? else { return Err(OTHER) };
        let key = public_key(&key)?;
        // Another authority's would find no product key genuine, and whoever asks would have guessed wrong.
        if !self.met.load(Ordering::Acquire) {
            if !(self.is_own)(&key)? {
                return Err(AuthorityError::SignerOther);
            }
            self.met.store(true, Ordering::Release);
        }
        *self.root.lock().unwrap_or_else(PoisonError::into_inner) = key;
        Ok(key)
    }

    /// A document that the root key `root` has signed.
    pub(crate) fn sign(&self, kind: Kind, root: &PublicKey, claims: &impl Serialize) -> Result<String, AuthorityError> {
        let input = jws::signing_input(kind, root, claims)?;
        let request = SignerRequest::Sign { input };
        let SignerAnswer::Signature { signature } = self.ask(&request)? else { return Err(OTHER) };
        let SignerRequest::Sign { input } = request else { return Err(OTHER) };
        let signature: Option<[u8; 64]> =
            URL_SAFE_NO_PAD.decode(signature).ok().and_then(|bytes| bytes.try_into().ok());
        let signature = signature.ok_or(OTHER)?;
        if !root.verifies(input.as_bytes(), &signature) {
            return Err(OTHER);
        }
        Ok(jws::signed(input, &signature))
    }

    /// The epoch that new keys belong to.
    pub(crate) fn epoch(&self) -> Result<&Epoch, AuthorityError> {
        self.epochs.last().ok_or(AuthorityError::Damaged(Text {
            en: "the list of epochs (the store)",
            ja: "エポックの一覧 (ストア) ",
        }))
    }

    /// The product keys of claims, in their order.
    pub(crate) fn make_keys(&self, claims: &[KeyClaim]) -> Result<Vec<ProductKey>, AuthorityError> {
        let mut made = Vec::with_capacity(claims.len());
        for same in claims.chunk_by(|one, other| self.random_of(one) == self.random_of(other)) {
            let Some(epoch) = same.first().and_then(|claim| self.random_of(claim)) else {
                return Err(AuthorityError::NoKey(sentence!(
                    "the serial is of no epoch of this authority",
                    "シリアル番号がこの認証局のどのエポックのものでもありません"
                )));
            };
            for claims in same.chunks(KEYS_MAX) {
                let request = SignerRequest::MakeKeys { claims: claims.iter().map(KeyClaim::number).collect(), epoch };
                let SignerAnswer::Keys { keys } = self.ask(&request)? else { return Err(OTHER) };
                let keys: Result<Vec<ProductKey>, _> = keys.iter().map(|key| key.parse()).collect();
                made.extend(keys.map_err(|_| OTHER)?);
            }
        }
        let asked = made.iter().map(ProductKey::claim).eq(claims.iter().copied());
        if asked { Ok(made) } else { Err(OTHER) }
    }

    /// The claim of a key that this authority made; `None` for any other.
    pub(crate) fn check_key(&self, key: &ProductKey) -> Result<Option<KeyClaim>, AuthorityError> {
        let Some(epoch) = self.random_of(&key.claim()) else { return Ok(None) };
        let good = self.checked(&SignerRequest::CheckKey { key: key.reveal(), epoch })?;
        Ok(good.then(|| key.claim()))
    }

    /// Whether an installation id was made with a host key or a MAK of this authority.
    pub(crate) fn is_proven(&self, iid: &InstallationId) -> Result<bool, AuthorityError> {
        let Some(epoch) = self.random_of(&iid.claim) else { return Ok(false) };
        self.checked(&SignerRequest::CheckProof { installation_id: iid.to_string(), epoch })
    }

    fn checked(&self, request: &SignerRequest) -> Result<bool, AuthorityError> {
        if !self.met.load(Ordering::Acquire) {
            self.root()?;
        }
        let SignerAnswer::Checked { good } = self.ask(request)? else { return Err(OTHER) };
        Ok(good)
    }

    /// The confirmation id of a proven installation id, for a slot that the store keeps.
    pub(crate) fn confirm(
        &self,
        iid: &InstallationId,
        number: u16,
        sealed: &str,
    ) -> Result<ConfirmedSlot, AuthorityError> {
        let epoch = self.random_of(&iid.claim).ok_or(OTHER)?;
        let sealed = sealed.to_owned();
        let request = SignerRequest::Confirm { installation_id: iid.to_string(), epoch, number, sealed };
        match self.ask(&request)? {
            SignerAnswer::Confirmation { slot_key, confirmation_id } => Ok(ConfirmedSlot {
                public: public_key(&slot_key)?,
                confirmation: confirmation_id.parse().map_err(|_| OTHER)?,
            }),
            _ => Err(OTHER),
        }
    }

    /// A new slot of a key.
    pub(crate) fn new_slot(&self, claim: &KeyClaim, number: u16) -> Result<SealedSlot, AuthorityError> {
        match self.ask(&SignerRequest::NewSlot { claim: claim.number(), number })? {
            SignerAnswer::Slot { slot_key, sealed } => Ok(SealedSlot { public: public_key(&slot_key)?, sealed }),
            _ => Err(OTHER),
        }
    }

    /// A slot as an offline license file holds it; `license` is JSON.
    pub(crate) fn file_slot(
        &self,
        claim: &KeyClaim,
        number: u16,
        sealed: String,
        license: String,
    ) -> Result<String, AuthorityError> {
        match self.ask(&SignerRequest::FileSlot { claim: claim.number(), number, sealed, license })? {
            SignerAnswer::FileSlot { sealed } => Ok(sealed),
            _ => Err(OTHER),
        }
    }

    /// The random bytes of the epoch of a claim; `None` for a serial of an epoch that this authority never had.
    fn random_of(&self, claim: &KeyClaim) -> Option<EpochRandom> {
        if claim.kind == KeyKind::Setup {
            return Some(NO_EPOCH);
        }
        let tag = epoch_of(claim.serial);
        self.epochs.iter().find(|epoch| epoch.tag == tag).map(|epoch| epoch.random)
    }
}

/// What no signer answers to what it was asked.
const OTHER: AuthorityError = AuthorityError::SignerAnswer;

fn public_key(text: &str) -> Result<PublicKey, AuthorityError> {
    URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| PublicKey::from_bytes(&bytes)).ok_or(OTHER)
}
