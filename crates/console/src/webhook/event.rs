//! What webhooks tell.

use crate::service_kind::ServiceKind;
use muster_core::lang::Text;

/// A kind of event; its id is the `type` of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookEvent {
    /// The count of an application has reached what is needed.
    CountReached,
    /// A key has few activations left, or none.
    KeyNearLimit,
    /// A license or a license pack ends, or has ended.
    LicenseEnding,
    /// A machine or host was activated for the first time.
    MachineActivated,
    /// A host asked with an older license pack than there was.
    PackOutdated,
    /// So many sign-ins failed that the next has to wait.
    SignInLocked,
    /// An administrator tries whether messages arrive.
    Test,
}

impl WebhookEvent {
    /// All but the test, which every webhook gets.
    pub const ALL: [Self; 6] = [
        Self::MachineActivated,
        Self::CountReached,
        Self::KeyNearLimit,
        Self::LicenseEnding,
        Self::PackOutdated,
        Self::SignInLocked,
    ];

    /// Those of the console of a service.
    pub fn of(kind: ServiceKind) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |event| match event {
            Self::CountReached => kind == ServiceKind::Host,
            Self::KeyNearLimit | Self::PackOutdated => kind == ServiceKind::Authority,
            _ => true,
        })
    }

    /// Its id: parts of small letters with dots between.
    pub fn id(self) -> &'static str {
        match self {
            Self::CountReached => "count.reached",
            Self::KeyNearLimit => "key.near_limit",
            Self::LicenseEnding => "license.ending",
            Self::MachineActivated => "machine.activated",
            Self::PackOutdated => "pack.outdated",
            Self::SignInLocked => "sign_in.locked",
            Self::Test => "webhook.test",
        }
    }

    /// The event of this id.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Test]).find(|event| event.id() == id)
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::CountReached => ("Count reached what is needed", "カウントが必要な数に到達"),
            Self::KeyNearLimit => ("Key near its limit", "キーの残り回数がわずか"),
            Self::LicenseEnding => ("License or pack near its end", "ライセンスまたはパックの期限が近い"),
            Self::MachineActivated => ("Machine activated for the first time", "コンピューターの初回のライセンス認証"),
            Self::PackOutdated => ("Host with an older license pack", "古いライセンス パックを使用するホスト"),
            Self::SignInLocked => ("Sign-in locked", "サインインのロック"),
            Self::Test => ("Test", "テスト"),
        };
        Text { en, ja }
    }
}
