//! What pages with a passkey share: the form that the script fills in, and the answer that comes with it.

use crate::{
    call::{Call, PageError},
    passkey::{
        ceremony::{Answer, Begun, Passkeys},
        refusal::PasskeyRefusal,
        store::Passkey,
    },
    store::{Account, ConsoleStore},
};
use muster_core::{host::rate_limit::network_of, lang::Lang};
use url::Url;

/// Fields of the form.
pub(super) const ID: &str = "passkey-id";
pub(super) const ANSWER: &str = "passkey-answer";

/// What the script is given.
pub(super) struct PasskeyForm {
    pub(super) id: String,
    /// What the names of its fields begin with.
    pub(super) prefix: &'static str,
    pub(super) options: String,
    /// What it says if the authenticator does not answer, and if it has a passkey already.
    pub(super) refused: &'static str,
    pub(super) known: &'static str,
}

impl PasskeyForm {
    fn of(begun: Begun, prefix: &'static str, lang: Lang) -> Self {
        let Begun { id, options } = begun;
        let refused = lang.pick(
            "No passkey was used: it was cancelled, took too long, or this browser has none for this console.",
            "パスキーは使用されませんでした。操作が取り消されたか、時間切れになったか、このコンソールのパスキーがありません。",
        );
        let known = lang.pick(
            "This authenticator has a passkey of this account already.",
            "この認証器には、このアカウントのパスキーが既に登録されています。",
        );
        Self { id, prefix, options, refused, known }
    }

    /// The form that adds one.
    pub(super) fn to_add(call: &Call<'_>, account: &str, known: &[Passkey]) -> Option<Self> {
        let (passkeys, network) = (here(call)?, network_of(call.request.peer));
        let begun = passkeys.begin_adding(account, known, &call.console.entropy, network, call.now);
        written(begun).map(|begun| Self::of(begun, "", call.lang()))
    }

    /// The form that asks for one: of an account, or of anybody.
    pub(super) fn to_show(call: &Call<'_>, account: Option<(&str, &[Passkey])>, prefix: &'static str) -> Option<Self> {
        let (passkeys, network) = (here(call)?, network_of(call.request.peer));
        let begun = passkeys.begin_showing(account, &call.console.entropy, network, call.now);
        written(begun).map(|begun| Self::of(begun, prefix, call.lang()))
    }
}

fn written(begun: Result<Begun, PasskeyRefusal>) -> Option<Begun> {
    begun.inspect_err(|why| tracing::error!(code = %why.code(), "no passkey is asked for: {why}")).ok()
}

/// The passkeys of the console, if the browser calls it by the address that they are bound to.
pub(super) fn here<'c>(call: &'c Call<'_>) -> Option<&'c Passkeys> {
    let called = Url::parse(&call.console.site.origin_by(&call.request.host)).ok()?.origin().ascii_serialization();
    call.console.passkeys.as_ref().filter(|passkeys| passkeys.origin() == called)
}

/// A passkey that a form says it shows, before anybody has looked whether it does.
pub(super) struct Claimed {
    /// The page that asked for it.
    id: String,
    answer: Result<Answer, PasskeyRefusal>,
    /// What the store has of it, with its account, if that may sign in.
    pub(super) known: Option<(Passkey, Account)>,
}

impl Claimed {
    pub(super) fn read(call: &Call<'_>, store: &mut dyn ConsoleStore, prefix: &str) -> Result<Self, PageError> {
        let field = |name| call.request.form(&format!("{prefix}{name}"));
        let (id, answer) = (field(ID).to_owned(), Answer::parse(field(ANSWER)));
        let passkey = answer.as_ref().ok().map(|answer| store.passkey(answer.passkey())).transpose()?.flatten();
        let account = passkey.as_ref().map(|passkey| store.account(&passkey.account)).transpose()?.flatten();
        let may = |account: &Account| !account.disabled && !account.password.is_empty() && account.provider.is_none();
        Ok(Self { id, answer, known: passkey.zip(account.filter(may)) })
    }

    /// The account whose passkey it is, if it was shown; of whoever is signed in, if anybody is.
    pub(super) fn proven(
        self,
        call: &Call<'_>,
        store: &mut dyn ConsoleStore,
        signed_in: Option<&str>,
    ) -> Result<Result<Account, PasskeyRefusal>, PageError> {
        let checked = self.answer.and_then(|answer| {
            let passkeys = call.console.passkeys.as_ref().ok_or(PasskeyRefusal::Unknown)?;
            let stored = self.known.as_ref().map(|(passkey, _)| passkey);
            passkeys.shown(signed_in, stored, &self.id, &answer, call.now)
        });
        let (shown, (passkey, account)) = match (checked, self.known) {
            (Ok(shown), Some(known)) => (shown, known),
            (Ok(_), None) => return Ok(Err(PasskeyRefusal::Unknown)),
            (Err(refusal), _) => return Ok(Err(refusal)),
        };
        let stored = store.use_passkey(&passkey, &shown.credential, call.now)?;
        Ok(if stored { Ok(account) } else { Err(PasskeyRefusal::Unknown) })
    }
}
