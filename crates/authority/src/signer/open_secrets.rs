//! The opened secrets, and all that is done with them.

use super::{
    message::{SignerAnswer, SignerRequest},
    secret_holder::SecretHolder,
    signable,
};
use crate::{
    error::AuthorityError,
    key_secret::{EpochRandom, KeySecret},
    license_kind::license_kind,
    root::SecretBytes,
    root_signer::RootSigner,
    slot_secrets::SlotSecrets,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::keys::{
    installation_id::{ActivationTarget, InstallationId},
    product_key::{KeyClaim, KeyKind, ProductKey},
};
use muster_core::lang::Text;
use muster_proto::{
    license::License,
    slot_file::{Slot, SlotFile},
};
use muster_trust::{installation_id, jwk::PublicKey, jws::Signer, sealed_slots::sealed_slot};

/// The root key and the secret of the product keys, opened.
pub(crate) struct OpenSecrets {
    pub(crate) root: RootSigner,
    pub(crate) secret: KeySecret,
}

impl SecretHolder for OpenSecrets {
    fn ask(&self, request: &SignerRequest) -> Result<SignerAnswer, AuthorityError> {
        use SignerRequest as R;
        match request {
            R::Root { check } => self.root(*check),
            R::Sign { input } => self.sign(input),
            R::MakeKeys { claims, epoch } => self.make_keys(claims, epoch),
            R::CheckKey { key, epoch } => {
                let good = self.secret.is_genuine(&key.parse().map_err(|_| BAD_KEY)?, epoch);
                Ok(SignerAnswer::Checked { good })
            }
            R::CheckProof { installation_id, epoch } => {
                let good = self.proven(&installation_id.parse().map_err(|_| BAD_IID)?, epoch).is_some();
                Ok(SignerAnswer::Checked { good })
            }
            R::Confirm { installation_id, epoch, number, sealed } => {
                self.confirm(&installation_id.parse().map_err(|_| BAD_IID)?, epoch, *number, sealed)
            }
            R::NewSlot { claim, number } => {
                let slot = SlotSecrets::random()?;
                let sealed = slot.seal(&self.secret, &key_claim(*claim)?, *number);
                Ok(SignerAnswer::Slot { slot_key: text(&slot.key.public()), sealed })
            }
            R::FileSlot { claim, number, sealed, license } => {
                self.file_slot(key_claim(*claim)?, *number, sealed, license)
            }
        }
    }
}

const BAD_KEY: AuthorityError =
    AuthorityError::SignerRequest(Text { en: "a product key", ja: "プロダクト キー" });
const BAD_CLAIM: AuthorityError =
    AuthorityError::SignerRequest(Text { en: "the number of a product key", ja: "プロダクト キーの番号" });
const BAD_IID: AuthorityError =
    AuthorityError::SignerRequest(Text { en: "an installation id", ja: "インストール ID" });
const BAD_LICENSE: AuthorityError =
    AuthorityError::SignerRequest(Text { en: "a license of this slot", ja: "このスロットのライセンス" });

impl OpenSecrets {
    pub(crate) fn new(root: RootSigner, secret: SecretBytes) -> Self {
        Self { root, secret: KeySecret::new(secret) }
    }

    fn root(&self, check: bool) -> Result<SignerAnswer, AuthorityError> {
        let key = self.root.current()?;
        if check {
            key.check()?;
        }
        Ok(SignerAnswer::Root { key: text(&key.public()) })
    }

    fn sign(&self, input: &str) -> Result<SignerAnswer, AuthorityError> {
        let key = self.root.current()?;
        signable::kind_of(input, &key.public())?;
        Ok(SignerAnswer::Signature { signature: URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes())?) })
    }

    fn make_keys(&self, claims: &[u32], epoch: &EpochRandom) -> Result<SignerAnswer, AuthorityError> {
        let key = |number: &u32| Ok(self.secret.make(key_claim(*number)?, epoch).reveal());
        Ok(SignerAnswer::Keys { keys: claims.iter().map(key).collect::<Result<_, AuthorityError>>()? })
    }

    /// The product key that an installation id was made with.
    fn proven(&self, iid: &InstallationId, epoch: &EpochRandom) -> Option<ProductKey> {
        let key = self.secret.make(iid.claim, epoch);
        (iid.claim.kind != KeyKind::Setup && installation_id::is_proven(iid, &key)).then_some(key)
    }

    fn confirm(
        &self,
        iid: &InstallationId,
        epoch: &EpochRandom,
        number: u16,
        sealed: &str,
    ) -> Result<SignerAnswer, AuthorityError> {
        let key = self.proven(iid, epoch).ok_or(BAD_IID)?;
        let slot = SlotSecrets::open(&self.secret, &iid.claim, number, sealed)?;
        let confirmation = installation_id::confirmation_id(&key, iid, number, *slot.secret);
        Ok(SignerAnswer::Confirmation { slot_key: text(&slot.key.public()), confirmation_id: confirmation.to_string() })
    }

    fn file_slot(
        &self,
        claim: KeyClaim,
        number: u16,
        sealed: &str,
        license: &str,
    ) -> Result<SignerAnswer, AuthorityError> {
        let slot = SlotSecrets::open(&self.secret, &claim, number, sealed)?;
        let license: License = serde_json::from_str(license).map_err(|_| BAD_LICENSE)?;
        if PublicKey::try_from(&license.cnf.jwk).ok() != Some(slot.key.public()) || license.groups != [claim.group] {
            return Err(BAD_LICENSE);
        }
        let root = self.root.current()?;
        let seal = |target| Signer::new(license_kind(claim.kind, target), root.clone()).seal(&license);
        let directory = (claim.kind == KeyKind::Host).then(|| seal(ActivationTarget::Directory)).transpose()?;
        let slot_secret = *slot.secret;
        let slot = Slot::new(slot.key.seed(), seal(ActivationTarget::Machine)?, directory);
        // The epoch of a file is no part of what seals its slots.
        let sealed = sealed_slot(&SlotFile::new(claim, 0), number, &slot, slot_secret)?;
        Ok(SignerAnswer::FileSlot { sealed })
    }
}

fn key_claim(number: u32) -> Result<KeyClaim, AuthorityError> {
    KeyClaim::from_number(number).ok_or(BAD_CLAIM)
}

/// A public key, in base64url.
fn text(key: &PublicKey) -> String {
    URL_SAFE_NO_PAD.encode(key.as_bytes())
}
