//! An action, and the table form in which actions are written.

use crate::{
    ladder::Step,
    next_step::{article::Article, command::Command, context::Context},
};
use muster_core::lang::Text;

/// Who carries out an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The administrator of the machine.
    Machine,
    /// The administrator of the host.
    Host,
    /// The DNS administrator.
    Dns,
    /// The network administrator.
    Network,
    /// The manager of licenses and keys.
    Licensing,
}

impl Who {
    /// The role in a report.
    pub const fn text(self) -> Text {
        match self {
            Self::Machine => Text { en: "administrator of the computer", ja: "コンピューターの管理者" },
            Self::Host => Text { en: "administrator of the KMS host", ja: "KMS ホストの管理者" },
            Self::Dns => Text { en: "DNS administrator", ja: "DNS 管理者" },
            Self::Network => Text { en: "network administrator", ja: "ネットワーク管理者" },
            Self::Licensing => Text { en: "licensing manager", ja: "ライセンス管理担当者" },
        }
    }

    /// The name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Host => "host",
            Self::Dns => "dns",
            Self::Network => "network",
            Self::Licensing => "licensing",
        }
    }
}

/// One action. Names in braces stand for what the evidence answers.
#[derive(Debug)]
pub struct Action {
    /// Who carries it out.
    pub who: Who,
    /// The step of the ladder that it repairs; not offered where the evidence shows that this step works.
    pub(crate) mends: Step,
    /// What to do.
    pub text: Text,
    /// The commands, in order; empty where none does it.
    pub(crate) commands: fn(&Context) -> Vec<Command>,
    /// What it may disturb or cost.
    pub risk: Text,
    /// How to undo it.
    pub undo: Text,
    /// How to see that it worked.
    pub check: Text,
    /// The article that it follows.
    pub(crate) article: fn(&Context) -> Option<&'static Article>,
}

impl Action {
    /// Whether it says that nothing is to be done.
    pub(crate) fn is_nothing(&self) -> bool {
        std::ptr::eq(self, &NONE)
    }
}

/// There is nothing to do.
pub(crate) static NONE: Action = Action {
    who: Who::Machine,
    mends: Step::None,
    text: Text { en: "Nothing to do", ja: "対処は不要です" },
    commands: |_| Vec::new(),
    risk: Text { en: "none", ja: "なし" },
    undo: NOTHING_TO_UNDO,
    check: Text { en: "nothing to check", ja: "確認は不要です" },
    article: |_| None,
};

pub(super) const NO_RISK: Text = Text { en: "none, it only reads", ja: "なし (読み取りのみ)" };
pub(super) const NOTHING_TO_UNDO: Text = Text { en: "nothing to undo", ja: "元に戻す必要はありません" };
pub(super) const LICENSED: Text = Text { en: "{licensed}", ja: "{licensed}" };

/// Defines actions: who, the step of the ladder, the article, the commands, and in both languages what to do, risk, undo
/// and check.
macro_rules! actions {
    ($($name:ident: $who:ident, $mends:ident, $article:expr, $commands:expr,
        [$en:literal, $ja:literal], $risk:tt, $undo:tt, $check:tt;)*) => {
        $(
            pub(crate) static $name: Action = Action {
                who: Who::$who,
                mends: crate::ladder::Step::$mends,
                text: Text { en: $en, ja: $ja },
                commands: $commands,
                risk: actions!(@text crate::action::definition::NO_RISK, $risk),
                undo: actions!(@text crate::action::definition::NOTHING_TO_UNDO, $undo),
                check: actions!(@text crate::action::definition::LICENSED, $check),
                article: $article,
            };
        )*

        pub(super) static ACTIONS: &[&Action] = &[$(&$name),*];
    };
    (@text $default:expr, _) => { $default };
    (@text $default:expr, [$en:literal, $ja:literal]) => { Text { en: $en, ja: $ja } };
}
pub(super) use actions;
