//! Whose console it is: that of an activation host, or that of the authority. Accounts, sessions, roles and the audit log are the same.

use crate::{authority_view::AuthorityView, owner::ConsoleOwner, service_kind::ServiceKind, view::HostView};
use std::sync::Arc;

/// A service with a console.
#[derive(Clone)]
pub enum Service {
    /// The vendor's authority.
    Authority(Arc<dyn AuthorityView>),
    /// An activation host.
    Host(Arc<dyn HostView>),
}

impl Service {
    /// Its kind.
    pub fn kind(&self) -> ServiceKind {
        match self {
            Self::Authority(_) => ServiceKind::Authority,
            Self::Host(_) => ServiceKind::Host,
        }
    }

    pub(crate) fn owner(&self) -> &dyn ConsoleOwner {
        match self {
            Self::Authority(view) => &**view,
            Self::Host(view) => &**view,
        }
    }
}
