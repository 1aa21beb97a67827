//! Why somebody is not signed in by the provider, and what he is told.

use super::{accounts::full_name, code_text::shown};
use crate::{
    call::{Call, PageError},
    oidc::provider::{OidcProvider, ProviderFault, error_word},
    store::{Account, AccountRefusal, ConsoleError},
};
use axum::http::StatusCode;
use muster_core::code::{self, Code};

/// The code of a provider that does not answer.
const UNANSWERED: Code = code::NO_AUTHENTICATING_AUTHORITY;

/// Why somebody is not signed in: what the log says, what the page says, and the status and code of that.
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) status: StatusCode,
    pub(super) problem: String,
    pub(super) why: String,
    /// The name of the account; empty if the provider has named none.
    pub(super) account: String,
    pub(super) full_name: Option<String>,
    /// Whether the same answer of the provider is good for another attempt.
    pub(super) may_repeat: bool,
    /// Whether the provider was asked. Who comes back again and again while it is not fills no audit log.
    pub(super) is_asked: bool,
}

impl Refusal {
    /// Whether somebody may have been guessing: not where the provider does not answer, nor where it has proved who he is.
    pub(super) fn is_failure(&self) -> bool {
        self.status != StatusCode::SERVICE_UNAVAILABLE && self.code != code::LOGON_NOT_GRANTED
    }
}

/// Why a sign-in does not end in a session.
pub(super) enum NotSignedIn {
    /// The console failed.
    Failed(PageError),
    Refused(Refusal),
}

impl From<ConsoleError> for NotSignedIn {
    fn from(error: ConsoleError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<PageError> for NotSignedIn {
    fn from(error: PageError) -> Self {
        Self::Failed(error)
    }
}

impl From<Refusal> for NotSignedIn {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// No group of somebody whom the provider has signed in has a role here.
pub(super) fn no_role(call: &Call<'_>, provider: &OidcProvider, name: String, full_name_there: String) -> Refusal {
    let person = full_name(&name, Some(&full_name_there));
    let problem = call.lang().pick(
        format!(
            "{} signed you in as {person}, but none of your groups has access to this console ({}). Ask its administrator.",
            provider.name(),
            code::LOGON_NOT_GRANTED
        ),
        format!(
            "{} で {person} としてサインインしましたが、このコンソールへのアクセスが許可されたグループに所属していません \
             ({})。コンソールの管理者に問い合わせてください。",
            provider.name(),
            code::LOGON_NOT_GRANTED
        ),
    );
    not_granted("no group of the account has a role", problem, name, Some(full_name_there))
}

/// Why the account of somebody whom the provider has signed in is not stored.
pub(super) fn not_stored(call: &Call<'_>, refusal: AccountRefusal, account: Account) -> Refusal {
    let (name, code) = (shown(&account.name), code::LOGON_NOT_GRANTED);
    let (why, problem) = if refusal == AccountRefusal::Exists {
        let english = format!(
            "The console has an account {name} of its own, which no provider signs in ({code}). Ask its administrator."
        );
        let japanese = format!(
            "コンソールに独自のアカウント {name} が存在するため、ID プロバイダーではサインインできません ({code})。コンソールの管理者に問い合わせてください。"
        );
        ("the console has an account of that name of its own", call.lang().pick(english, japanese))
    } else {
        let english = format!("The account {name} is disabled here ({code}).");
        let japanese = format!("アカウント {name} はこのコンソールで無効になっています ({code})。");
        ("the account is disabled", call.lang().pick(english, japanese))
    };
    not_granted(why, problem, account.name, account.provider.map(|provider| provider.full_name))
}

fn not_granted(why: &str, problem: String, account: String, full_name: Option<String>) -> Refusal {
    let (code, status) = (code::LOGON_NOT_GRANTED, StatusCode::FORBIDDEN);
    Refusal { code, status, problem, why: why.to_owned(), account, full_name, may_repeat: false, is_asked: true }
}

fn invalid(why: &str, problem: String) -> Refusal {
    let (code, status) = (code::INVALID_TOKEN, StatusCode::FORBIDDEN);
    Refusal {
        code,
        status,
        problem,
        why: why.to_owned(),
        account: String::new(),
        full_name: None,
        may_repeat: false,
        is_asked: true,
    }
}

/// The provider sent no code that can be one, but an error, or nothing.
pub(super) fn no_code(call: &Call<'_>, provider: &OidcProvider, why: &str) -> Refusal {
    let error = error_word(call.request.query("error"));
    let problem = call.lang().pick(
        format!("{} did not sign you in ({}): {error}", provider.name(), code::INVALID_TOKEN),
        format!("{} でのサインインに失敗しました ({}): {error}", provider.name(), code::INVALID_TOKEN),
    );
    invalid(&format!("{why}: {error}"), problem.trim_end_matches([':', ' ']).to_owned())
}

/// What people are told of a fault of the provider.
pub(super) fn refused_by(call: &Call<'_>, provider: &OidcProvider, fault: &ProviderFault) -> Refusal {
    let name = provider.name();
    match fault {
        ProviderFault::Away(why) => away(call, name, why),
        ProviderFault::KnownAway => Refusal { is_asked: false, ..away(call, name, "it did not answer a moment ago") },
        ProviderFault::Busy => {
            let english = format!("Others are signing in by {name} ({UNANSWERED}). Try again in a few seconds.");
            let japanese =
                format!("{name} でのサインインが混み合っています ({UNANSWERED})。数秒後に再試行してください。");
            let refusal = unanswered("others wait for the provider", call.lang().pick(english, japanese));
            Refusal { may_repeat: true, is_asked: false, ..refusal }
        }
        ProviderFault::Code(why) => invalid(why, not_accepted(call, name)),
        ProviderFault::Token(refusal) => invalid(&refusal.to_string(), not_accepted(call, name)),
    }
}

fn away(call: &Call<'_>, name: &str, why: &str) -> Refusal {
    let english =
        format!("{name} does not answer ({UNANSWERED}). Try again later, or sign in with an account of this console.");
    let japanese = format!(
        "{name} が応答しません ({UNANSWERED})。しばらくしてから再試行するか、このコンソールのアカウントでサインインしてください。"
    );
    unanswered(why, call.lang().pick(english, japanese))
}

fn unanswered(why: &str, problem: String) -> Refusal {
    Refusal { code: UNANSWERED, status: StatusCode::SERVICE_UNAVAILABLE, ..invalid(why, problem) }
}

fn not_accepted(call: &Call<'_>, name: &str) -> String {
    call.lang().pick(
        format!(
            "What {name} sent cannot be accepted ({}). Try again; the log of the service says what is wrong.",
            code::INVALID_TOKEN
        ),
        format!(
            "{name} からの応答を受け入れることができません ({})。再試行してください。原因はサービスのログに記録されます。",
            code::INVALID_TOKEN
        ),
    )
}
