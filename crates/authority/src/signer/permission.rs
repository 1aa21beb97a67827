//! Who may ask the signer for what. What the service does not need it does not get: whoever takes it over signs no license pack, so
//! names no root key of his own, and makes no product key.

use super::message::SignerRequest;
use muster_platform::local_socket::{self, User};
use muster_trust::jws::Kind;
use std::path::Path;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Root, or the account of the signer: commands of the vendor's people.
    Administrator,
    /// The account that owns the authority's folder: `muster authority serve`.
    Service,
}

/// Who a user is to the signer of the authority in `folder`; nobody for any other.
pub(super) fn role_of(user: &User, folder: &Path) -> Option<Role> {
    if local_socket::is_administrator(user) {
        return Some(Role::Administrator);
    }
    local_socket::may_change(user, folder).then_some(Role::Service)
}

/// Whether a role may ask for this.
pub(crate) fn permits(role: Role, request: &SignerRequest) -> bool {
    use SignerRequest as R;
    const LICENSES: [Kind; 3] = [Kind::HostLicense, Kind::DirectoryLicense, Kind::MakLicense];
    match (role, request) {
        (Role::Administrator, _) => true,
        (Role::Service, R::Root { .. } | R::CheckKey { .. } | R::CheckProof { .. } | R::Confirm { .. }) => true,
        (Role::Service, R::Sign { input }) => LICENSES.iter().any(|kind| kind.is_of(input)),
        (Role::Service, R::MakeKeys { .. } | R::NewSlot { .. } | R::FileSlot { .. }) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, permits};
    use crate::signer::message::SignerRequest as R;
    use muster_trust::{
        jwk::PublicKey,
        jws::{Kind, header},
    };

    #[test]
    fn the_service_gets_licenses_and_checks_and_nothing_that_makes_more_of_either() {
        let key = PublicKey::from_bytes(&[7; 32]).unwrap_or_else(|| unreachable!());
        let sign = |kind| R::Sign { input: format!("{}.e30", header(kind, &key)) };
        let (epoch, iid) = ([0; 16], String::new);
        let given = [
            R::Root { check: true },
            R::CheckKey { key: iid(), epoch },
            R::CheckProof { installation_id: iid(), epoch },
            R::Confirm { installation_id: iid(), epoch, number: 0, sealed: iid() },
            sign(Kind::HostLicense),
            sign(Kind::DirectoryLicense),
            sign(Kind::MakLicense),
        ];
        let kept = [
            R::MakeKeys { claims: Vec::new(), epoch },
            R::NewSlot { claim: 0, number: 0 },
            R::FileSlot { claim: 0, number: 0, sealed: iid(), license: iid() },
            sign(Kind::Pack),
            sign(Kind::IssuanceLicense),
            sign(Kind::Enrolment),
            sign(Kind::Activation),
            R::Sign { input: "no document".into() },
        ];
        for (requests, may) in [(&given[..], true), (&kept, false)] {
            for request in requests {
                assert_eq!(permits(Role::Service, request), may, "{}", request.name());
                assert!(permits(Role::Administrator, request), "{}", request.name());
            }
        }
    }
}
