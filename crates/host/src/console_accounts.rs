//! Accounts of the web console, as an administrator makes them at the command line.

use crate::{admin::Admin, error::HostError, jobs::Actor};
use muster_console::{AccountRefusal, LinkMaker, LinkUse, MadeLink, Role, make_account_link};
use muster_core::time::Moment;
use muster_platform::entropy::Entropy;

impl Admin<'_> {
    /// Makes a link for an account of the console, recorded in its audit log; with a role it makes the account too. A refusal is an
    /// answer.
    pub fn make_account_link(
        &mut self,
        account: (&str, Option<Role>),
        used: LinkUse,
        actor: &Actor,
        entropy: &Entropy,
        now: Moment,
    ) -> Result<Result<MadeLink, AccountRefusal>, HostError> {
        let by = LinkMaker { account: &actor.account, address: actor.address };
        Ok(make_account_link(&mut *self.store, account, used, by, entropy, now)?)
    }
}
