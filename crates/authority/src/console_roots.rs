//! The root keys for the operators' pages: which packs name and sign each, and who lags behind the next step of a change.

use crate::{
    console_holders,
    error::AuthorityError,
    root_rotation::{RootKey, root_keys},
    store::{
        Store, StoreTransaction,
        issued::{HolderRow, SignedPackRow},
    },
};
use muster_console::{PackSigned, RootFollowers, RootKeyRow, RootKeyState, RootKeys, RootLaggard, RootPack, RootStep};
use muster_core::{
    authority::{
        key_groups::KeyGroups,
        rotation::{RotationStep, lags},
    },
    code::Code,
    time::Moment,
};
use muster_proto::pack::PackClaims;
use muster_trust::{
    jwk::PublicKey,
    jws::{Kind, open_by},
};

/// Laggards on the page.
const LAGGARDS_MAX: u32 = 100;

/// The root keys with all that a page says of them, and who of these key groups follows. `signer` is the one that signs, and `fault` why it does not
/// now.
pub(crate) fn find(
    records: &Store,
    groups: &KeyGroups,
    signer: &PublicKey,
    fault: Option<Code>,
    now: Moment,
) -> Result<RootKeys, AuthorityError> {
    records.read(|tx| {
        let keys = root_keys(tx, signer)?;
        let packs = packs(tx, &keys)?;
        let step = step(&keys, &packs);
        Ok(RootKeys {
            keys: keys.iter().enumerate().map(|(place, key)| key_row(place, key, &keys, &packs)).collect(),
            step,
            newest: packs.last().map(|pack| pack.pack.version),
            packs: changes(packs),
            followers: followers(tx, groups, step, signer, now)?,
            fault,
        })
    })
}

/// Every signed pack, oldest first, with the keys that it is signed and trusted by.
fn packs(tx: &StoreTransaction<'_>, keys: &[RootKey]) -> Result<Vec<RootPack>, AuthorityError> {
    let keys: Vec<PublicKey> = keys.iter().map(|root| root.key).collect();
    let pack = |SignedPackRow { version, issued: at, document }: SignedPackRow| {
        let pack = PackSigned { version, at };
        let Ok((claims, signer)) = open_by::<PackClaims>(&document, Kind::Pack, &keys) else {
            return RootPack { pack, signer: None, trusts: Vec::new() };
        };
        let named = claims.roots.iter().filter_map(|root| PublicKey::try_from(root).ok());
        let mut trusts: Vec<String> = named.map(|key| key.thumbprint()).collect();
        if trusts.is_empty() {
            trusts.push(signer.thumbprint());
        }
        RootPack { pack, signer: Some(signer.thumbprint()), trusts }
    };
    Ok(tx.signed_packs()?.into_iter().map(pack).collect())
}

/// Those of them that are otherwise signed or trust others than the one before, newest first.
fn changes(packs: Vec<RootPack>) -> Vec<RootPack> {
    let mut changes: Vec<RootPack> = Vec::new();
    for pack in packs {
        let same = |last: &RootPack| last.signer == pack.signer && last.trusts == pack.trusts;
        if !changes.last().is_some_and(same) {
            changes.push(pack);
        }
    }
    changes.reverse();
    changes
}

/// What a key at a place in their order is for: those behind the one that signs are made for later.
fn state(place: usize, key: &RootKey, keys: &[RootKey]) -> RootKeyState {
    let signs = keys.iter().position(|key| key.signs);
    match (key.signs, key.trusted) {
        (true, _) => RootKeyState::Signs,
        (false, false) => RootKeyState::Dropped,
        (false, true) if signs.is_some_and(|signs| place > signs) => RootKeyState::Next,
        (false, true) => RootKeyState::Old,
    }
}

fn key_row(place: usize, key: &RootKey, keys: &[RootKey], packs: &[RootPack]) -> RootKeyRow {
    let thumbprint = key.key.thumbprint();
    let signed = |pack: &&RootPack| pack.signer.as_ref() == Some(&thumbprint);
    let trusts = |pack: &&RootPack| pack.trusts.contains(&thumbprint);
    RootKeyRow {
        state: state(place, key, keys),
        trusted_since: packs.iter().find(trusts).map(|pack| pack.pack),
        signs_since: packs.iter().find(signed).map(|pack| pack.pack),
        thumbprint,
    }
}

fn step(keys: &[RootKey], packs: &[RootPack]) -> RootStep {
    let Some(newest) = packs.last() else { return RootStep::Nothing };
    let of = |wanted| {
        let found = keys.iter().enumerate().find(|(place, key)| state(*place, key, keys) == wanted);
        found.map(|(_, key)| key.key.thumbprint())
    };
    let signed_by_current = newest.signer == of(RootKeyState::Signs);
    if let Some(next) = of(RootKeyState::Next) {
        let first = packs.iter().find(|pack| pack.trusts.contains(&next));
        return first.map_or(RootStep::Announce, |first| RootStep::Switch(first.pack.version));
    }
    match of(RootKeyState::Old) {
        Some(_) if signed_by_current => RootStep::Drop,
        Some(_) => RootStep::Sign,
        None if signed_by_current && newest.trusts.len() == 1 => RootStep::Nothing,
        None => RootStep::Finish,
    }
}

/// Who follows, and who would be left behind by what `muster authority root` does next; nobody is looked at where that is nobody.
fn followers(
    tx: &StoreTransaction<'_>,
    groups: &KeyGroups,
    step: RootStep,
    signer: &PublicKey,
    now: Moment,
) -> Result<Option<RootFollowers>, AuthorityError> {
    let step = match step {
        RootStep::Switch(named_since) => RotationStep::Switch { named_since },
        RootStep::Sign | RootStep::Drop => RotationStep::Drop,
        RootStep::Announce | RootStep::Finish | RootStep::Nothing => return Ok(None),
    };
    let (thumbprint, mut found) = (signer.thumbprint(), RootFollowers { holders: 0, lagging: 0, laggards: Vec::new() });
    let mut laggards = Vec::new();
    for group in tx.follower_groups(groups, now)? {
        found.holders += group.holders;
        if lags(step, &group.as_holder(&thumbprint)) {
            found.lagging += group.holders;
            laggards.extend(tx.followers(groups, &group, now, LAGGARDS_MAX)?);
        }
    }
    laggards.sort_by(|one, other| other.activated.cmp(&one.activated).then_with(|| one.holder.cmp(&other.holder)));
    laggards.truncate(LAGGARDS_MAX as usize);
    found.laggards = laggards.into_iter().map(laggard).collect();
    Ok(Some(found))
}

fn laggard(row: HolderRow) -> RootLaggard {
    let signed_by = row.issued.signed_by.clone();
    RootLaggard { holder: console_holders::holder(row), signed_by }
}
