//! What `/health` looks at, each with its result and what that means.

use super::overview::sentence;
use crate::view::{Health, HealthProblem};
use muster_core::lang::{Lang, Text};

/// One check.
pub(super) struct Check {
    pub(super) name: &'static str,
    pub(super) class: &'static str,
    pub(super) sign: &'static str,
    pub(super) meaning: String,
}

/// A check: its name, what it means if it found nothing, and which problems are its own.
struct Kind {
    name: Text,
    well: Text,
    finds: fn(&HealthProblem) -> bool,
}

const KINDS: [Kind; 7] = [
    Kind {
        name: Text { en: "Store", ja: "ストア" },
        well: Text {
            en: "Requests are recorded before they are answered.", ja: "要求は応答の前に記録されています。"
        },
        finds: |problem| matches!(problem, HealthProblem::Store(_)),
    },
    Kind {
        name: Text { en: "Clock", ja: "時計" },
        well: Text { en: "The host believes its clock.", ja: "時計は信頼されています。" },
        finds: |problem| matches!(problem, HealthProblem::ClockNotBelieved | HealthProblem::ClockWasSet(_)),
    },
    Kind {
        name: Text { en: "Activation", ja: "ライセンス認証" },
        well: Text {
            en: "The host holds a license in force.", ja: "有効なホスト ライセンスがあります。"
        },
        finds: |problem| matches!(problem, HealthProblem::NotActivated),
    },
    Kind {
        name: Text { en: "Answers", ja: "応答" },
        well: Text { en: "The host is switched on.", ja: "ホストは有効になっています。" },
        finds: |problem| matches!(problem, HealthProblem::Disabled),
    },
    Kind {
        name: Text { en: "DNS", ja: "DNS" },
        well: Text {
            en: "What the host has to publish is published.",
            ja: "発行する SRV レコードはすべて発行されています。",
        },
        finds: |problem| matches!(problem, HealthProblem::NotPublished(_)),
    },
    Kind {
        name: Text { en: "End of the host license", ja: "ホスト ライセンスの期限" },
        well: Text { en: "No notice is due.", ja: "通知はありません。" },
        finds: |problem| matches!(problem, HealthProblem::LicenseEnds(_)),
    },
    Kind {
        name: Text { en: "End of the license pack", ja: "ライセンス パックの期限" },
        well: Text { en: "No notice is due.", ja: "通知はありません。" },
        finds: |problem| matches!(problem, HealthProblem::PackEnds(_)),
    },
];

/// The checks; none if the host is too busy to be looked at.
pub(super) fn checks(health: Option<&Health>, lang: Lang) -> Vec<Check> {
    let Some(health) = health else { return Vec::new() };
    let check = |kind: &Kind| {
        let problem = health.problems.iter().find(|problem| (kind.finds)(problem));
        let (class, sign) = match problem {
            None => ("well", "✓"),
            Some(problem) if is_failure(problem) => ("bad", "✗"),
            Some(_) => ("warn", "!"),
        };
        let meaning = problem.map_or_else(|| kind.well.get(lang).to_owned(), |problem| sentence(problem, lang));
        Check { name: kind.name.get(lang), class, sign, meaning }
    };
    KINDS.iter().map(check).collect()
}

/// Whether clients are not activated as long as it lasts.
fn is_failure(problem: &HealthProblem) -> bool {
    match problem {
        HealthProblem::ClockNotBelieved
        | HealthProblem::Disabled
        | HealthProblem::NotActivated
        | HealthProblem::Store(_)
        | HealthProblem::LicenseEnds(0)
        | HealthProblem::PackEnds(0) => true,
        HealthProblem::ClockWasSet(_)
        | HealthProblem::LicenseEnds(_)
        | HealthProblem::NotPublished(_)
        | HealthProblem::PackEnds(_) => false,
    }
}
