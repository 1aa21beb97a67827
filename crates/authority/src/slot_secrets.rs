//! What opens a slot of an offline license file: the private key in it and the secret over it. Both are drawn at random and kept
//! sealed under the authority's secret.

use crate::{aes_gcm, error::AuthorityError, key_secret::KeySecret};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{keys::product_key::KeyClaim, lang::Text};
use muster_platform::entropy;
use muster_trust::{installation_id::SlotSecret, jwk::SigningKey};
use zeroize::Zeroizing;

pub(crate) struct SlotSecrets {
    /// The key that the license in the slot binds.
    pub(crate) key: SigningKey,
    /// What a confirmation id tells.
    pub(crate) secret: Zeroizing<SlotSecret>,
}

impl SlotSecrets {
    pub(crate) fn random() -> Result<Self, AuthorityError> {
        let key = SigningKey::from_seed(entropy::bytes()).map_err(AuthorityError::RootKey)?;
        Ok(Self { key, secret: Zeroizing::new(entropy::bytes()) })
    }

    /// What the store keeps: nonce and sealed bytes, bound to key and number.
    pub(crate) fn seal(&self, secret: &KeySecret, claim: &KeyClaim, number: u16) -> String {
        let nonce: [u8; 12] = entropy::bytes();
        let both = Zeroizing::new([&self.key.seed()[..], &*self.secret].concat());
        let sealed = aes_gcm::seal(&secret.slot_key(), nonce, &context(claim, number), &both);
        format!("{}.{sealed}", URL_SAFE_NO_PAD.encode(nonce))
    }

    pub(crate) fn open(
        secret: &KeySecret,
        claim: &KeyClaim,
        number: u16,
        stored: &str,
    ) -> Result<Self, AuthorityError> {
        const DAMAGED: AuthorityError = AuthorityError::Damaged(Text {
            en: "a sealed slot (the store)",
            ja: "封印されたスロット (ストア) ",
        });
        let (nonce, sealed) = stored.split_once('.').ok_or(DAMAGED)?;
        let both = aes_gcm::open(&secret.slot_key(), nonce, &context(claim, number), sealed).map_err(|_| DAMAGED)?;
        let (seed, secret) = both.split_first_chunk().ok_or(DAMAGED)?;
        let key = SigningKey::from_seed(*seed).map_err(AuthorityError::RootKey)?;
        Ok(Self { key, secret: secret.try_into().map(Zeroizing::new).map_err(|_| DAMAGED)? })
    }
}

fn context(claim: &KeyClaim, number: u16) -> [u8; 6] {
    let ([a, b, c, d], [e, f]) = (claim.number().to_be_bytes(), number.to_be_bytes());
    [a, b, c, d, e, f]
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::SlotSecrets;
    use crate::{error::AuthorityError, key_secret::KeySecret};
    use muster_core::keys::product_key::KeyClaim;
    use zeroize::Zeroizing;

    #[test]
    fn whatever_is_wrong_with_a_stored_slot_the_error_names_the_store() {
        let (secret, claim) = (KeySecret::new(Zeroizing::new([7; 32])), KeyClaim::setup(1));
        let slot = SlotSecrets::random().expect("a slot");
        let stored = slot.seal(&secret, &claim, 1);
        let (nonce, sealed) = stored.split_once('.').expect("two parts");
        let damaged = ["", nonce, &format!("?.{sealed}"), &format!("AAAA.{sealed}"), &format!("{nonce}.?")];
        for (number, stored) in damaged.into_iter().map(|text| (1, text)).chain([(2, &*stored)]) {
            let error = SlotSecrets::open(&secret, &claim, number, stored).map(drop).expect_err("refused");
            assert!(
                matches!(error, AuthorityError::Damaged(what) if what.en.contains("the store")),
                "{stored}: {error}"
            );
        }
        let opened = SlotSecrets::open(&secret, &claim, 1, &stored).expect("opened");
        assert_eq!((opened.key.seed(), opened.secret), (slot.key.seed(), slot.secret));
    }
}
