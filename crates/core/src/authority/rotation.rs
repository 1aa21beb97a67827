//! Who has not followed a change of the root key: what takes effect too early leaves these without a license.

/// A computer or directory whose license is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseHolder {
    /// Whether it is an activation host; others are machines with a MAK, and directories.
    pub is_host: bool,
    /// The license pack that it had when it asked last; none if it asked by telephone.
    pub pack: Option<u32>,
    /// Whether the root key that signs now signed its license.
    pub has_newest_license: bool,
}

/// A step of a change that some may not be ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationStep {
    /// Older root keys are trusted no more: every license that one of them signed ends.
    Drop,
    /// The next root key signs: a host needs a pack that names it.
    Switch {
        /// The first version that names it.
        named_since: u32,
    },
}

/// Whether this holder would be left behind. A host that asks by telephone gets its pack and its license by hand: that it has an
/// older license is known, which pack it has is not.
pub fn lags(step: RotationStep, holder: &LicenseHolder) -> bool {
    match step {
        RotationStep::Drop => !holder.has_newest_license,
        RotationStep::Switch { named_since } => holder.is_host && holder.pack.is_some_and(|pack| pack < named_since),
    }
}
