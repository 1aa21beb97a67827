//! A request on its way to a page.

use crate::{
    api_token::ApiToken,
    audit::{AuditAction, AuditEntry},
    authority_view::IssuedView,
    request::ConsoleRequest,
    role::Permission,
    service::Service,
    session::{Session, SessionLimits},
    state::ConsoleState,
    store::{ConsoleError, ConsoleStore},
    view::HostView,
};
use axum::response::Response;
use muster_core::{
    authority::key_groups::KeyGroups,
    lang::Lang,
    time::{Moment, Span},
};
use std::{collections::BTreeSet, sync::Arc};

/// Answers a call.
pub(crate) type Handler = fn(&Call<'_>) -> Result<Response, PageError>;

/// A request on its way to a page.
pub(crate) struct Call<'c> {
    pub(crate) console: &'c ConsoleState,
    pub(crate) request: &'c ConsoleRequest,
    /// Who is signed in.
    pub(crate) session: Option<Session>,
    /// The token that a program shows.
    pub(crate) token: Option<ApiToken>,
    /// What the clock shows. Sessions and sign-ins go by it.
    pub(crate) now: Moment,
    /// The time that the host goes by, while it does not believe the clock.
    pub(crate) held: Option<Moment>,
}

/// Why a page is not shown.
#[derive(Debug)]
pub(crate) enum PageError {
    /// A message that is not what the operation takes, and where.
    BadMessage(String),
    /// What no operation of the API takes.
    BadParameter(String),
    Encoding(serde_json::Error),
    Forbidden,
    Host(ConsoleError),
    NotFound,
    NotSignedIn,
    Template(askama::Error),
    Wait(Span),
    WrongToken,
}

impl From<ConsoleError> for PageError {
    fn from(error: ConsoleError) -> Self {
        Self::Host(error)
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Template(error)
    }
}

impl Call<'_> {
    pub(crate) fn lang(&self) -> Lang {
        self.request.lang()
    }

    /// The host whose console it is.
    pub(crate) fn host(&self) -> Result<&Arc<dyn HostView>, PageError> {
        match &self.console.service {
            Service::Host(view) => Ok(view),
            Service::Authority(_) => Err(PageError::NotFound),
        }
    }

    /// What the authority whose console it is has issued, as far as the caller sees it.
    pub(crate) fn authority(&self) -> Result<Box<dyn IssuedView + '_>, PageError> {
        match &self.console.service {
            Service::Authority(view) => Ok(view.issued(self.groups())),
            Service::Host(_) => Err(PageError::NotFound),
        }
    }

    /// The key groups that the caller sees; none where nobody is known.
    pub(crate) fn groups(&self) -> KeyGroups {
        let role = self.session.as_ref().map(|session| &session.role).or(self.token.as_ref().map(|token| &token.scope));
        role.map_or_else(|| KeyGroups::Only(BTreeSet::new()), |role| role.groups().clone())
    }

    /// The time that machines, licenses and counts are judged by.
    pub(crate) fn host_time(&self) -> Moment {
        self.held.unwrap_or(self.now)
    }

    /// The time by which tokens and links end: a clock that was set back makes none good again that has ended.
    pub(crate) fn end_time(&self) -> Result<Moment, ConsoleError> {
        let newest = self.console.service.owner().newest_time()?;
        Ok(newest.map_or(self.now, |newest| newest.max(self.now)))
    }

    pub(crate) fn store(&self) -> Result<Box<dyn ConsoleStore + '_>, ConsoleError> {
        self.console.service.owner().store()
    }

    /// Whether somebody is signed in who may do this.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.session.as_ref().is_some_and(|session| session.role.has(permission))
    }

    /// An entry for the audit log: whoever is signed in has done it. No account has a name with a space, as a token has it here.
    pub(crate) fn entry(&self, action: AuditAction) -> AuditEntry {
        let account = self.session.as_ref().map(|session| session.account.clone());
        let token = self.token.as_ref().map(|token| format!("token {}", token.name));
        let provider = self.session.as_ref().and_then(|session| session.provider.as_ref());
        let account_name = provider.map(|provider| provider.full_name.clone());
        let account = account.or(token).unwrap_or_default();
        AuditEntry { account_name, ..AuditEntry::new(action, &account, self.request.peer, self.now) }
    }

    /// Whether the provider that signed somebody in, if one did, is still the console's.
    fn is_of_provider(&self, session: &Session) -> bool {
        let own = self.console.site.provider().map(|provider| provider.issuer());
        session.provider.as_ref().is_none_or(|provider| own == Some(provider.issuer.as_str()))
    }

    /// Finds the session that the request names, if it still lives.
    pub(crate) fn find_session(&mut self) -> Result<(), PageError> {
        let Some(id) = &self.request.session else { return Ok(()) };
        let mut store = self.console.service.owner().store()?;
        let session = store.session(id)?.filter(|session| SessionLimits::DEFAULT.permit(session, self.now));
        let session = session.filter(|session| self.is_of_provider(session));
        if session.as_ref().is_some_and(|session| session.is_use_to_be_stored(self.now)) {
            // A store that takes nothing ages the session sooner; the pages have to say what is wrong with it.
            if let Err(error) = store.use_session(id, self.now) {
                tracing::warn!(code = %error.code, %error, "the use of a session was not stored");
            }
        }
        self.session = session;
        Ok(())
    }
}
