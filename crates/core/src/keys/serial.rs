//! Serial numbers of product keys. A serial belongs to an epoch: a stretch of the authority's life between two restores of its
//! database. Its number within the epoch is drawn at random, so nobody can list the keys of a group, and two epochs never share
//! a serial.

use crate::keys::product_key::SERIALS;

/// Epochs that serials tell apart: the first one, and one for each restore.
pub const EPOCHS: u8 = 32;
/// Keys of one kind and group in one epoch.
pub const SERIALS_PER_EPOCH: u32 = SERIALS / EPOCHS as u32;

/// An epoch: the tag in its serials, and the random bytes that make its keys others than those of a lost epoch with the same
/// tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// Below [`EPOCHS`].
    pub tag: u8,
    /// In the input of every MAC of the epoch.
    pub random: [u8; 16],
}

/// The epoch that a serial belongs to.
pub fn epoch_of(serial: u32) -> u8 {
    (serial / SERIALS_PER_EPOCH).try_into().unwrap_or(EPOCHS)
}

/// The tag of a new epoch: one of those that are not `used`; `None` if all are.
pub fn draw_epoch(used: &[u8], random: u64) -> Option<u8> {
    let free: Vec<u8> = (0..EPOCHS).filter(|tag| !used.contains(tag)).collect();
    free.get(usize::try_from(random % (free.len().max(1) as u64)).ok()?).copied()
}

/// Why serials cannot be drawn: so many are left in the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SerialsLeft(pub u32);

/// Draws `count` serials of an epoch that are not in `used`. `random` is called once for each; the bias of the modulus is below
/// 2^-50.
pub fn draw_serials(
    epoch: u8,
    used: &[u32],
    count: u32,
    mut random: impl FnMut() -> u64,
) -> Result<Vec<u32>, SerialsLeft> {
    let first = u32::from(epoch) * SERIALS_PER_EPOCH;
    let used: std::collections::HashSet<u32> = used.iter().copied().collect();
    let mut free: Vec<u32> = (first..first + SERIALS_PER_EPOCH).filter(|serial| !used.contains(serial)).collect();
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    if count > free.len() {
        return Err(SerialsLeft(free.len().try_into().unwrap_or(SERIALS_PER_EPOCH)));
    }
    // The first places of a shuffle (Fisher and Yates).
    for place in 0..count {
        let rest = (free.len() - place) as u64;
        free.swap(place, place + usize::try_from(random() % rest).unwrap_or(0));
    }
    free.truncate(count);
    Ok(free)
}
