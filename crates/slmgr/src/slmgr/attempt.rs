//! The outcome of `/ato` and `/fta`.

use crate::{labels::*, lines::Lines};
use muster_core::{client::report::Attempt, code, lang::Lang};

/// `/ato` of an installed product: the documented lines, then every host that was tried and what to do.
pub fn attempt_text(attempt: &Attempt, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.add(&format!("{} {} ({}) ...", ACTIVATING.get(lang), attempt.name, attempt.product));
    let code = attempt.code;
    if attempt.is_activated() {
        lines.add(ACTIVATED.get(lang));
        return lines.text;
    }
    lines.add(&format!("{}: {code} {}", ERROR.get(lang), code.title(lang)));
    if let Some((_, grant)) = &attempt.granted {
        let (count, threshold) = (grant.count, attempt.threshold);
        lines.add(&lang.pick(
            format!("  The host counts {count}; this product needs {threshold}."),
            format!("  ホストのカウントは {count} です。この製品には {threshold} が必要です。"),
        ));
    }
    if let Some(detail) = &attempt.detail {
        lines.add(&format!("  {detail}"));
    }
    for tried in attempt.tries.iter().filter(|tried| tried.code != code && tried.code != code::SUCCESS) {
        lines.add(&format!("  {}: {} {}", tried.host, tried.code, tried.code.title(lang)));
    }
    lines.add(&format!("{}: {}", lang.pick("What to do", "対処方法"), code.fix(lang)));
    lines.text
}
