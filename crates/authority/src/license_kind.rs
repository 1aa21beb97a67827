//! What a key is exchanged for.

use muster_core::keys::{installation_id::ActivationTarget, product_key::KeyKind};
use muster_trust::jws::Kind;

/// The kind of license that a key of this kind is exchanged for.
pub(crate) fn license_kind(kind: KeyKind, target: ActivationTarget) -> Kind {
    match (kind, target) {
        (_, ActivationTarget::Directory) => Kind::DirectoryLicense,
        (KeyKind::Multiple, _) => Kind::MakLicense,
        _ => Kind::HostLicense,
    }
}
