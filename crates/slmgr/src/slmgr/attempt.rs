//! The outcome of `/ato` and `/fta`.

use crate::lines::Lines;
use muster_core::{client::report::Attempt, code, labels::*, lang::Lang};

/// `/ato` of an installed product: the documented lines, then every host that was tried and what to do.
pub fn attempt_text(attempt: &Attempt, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.add(&ACTIVATING.fill(lang, &[("name", &attempt.name), ("id", &attempt.product)]));
    let code = attempt.code;
    if attempt.is_activated() {
        lines.add(ACTIVATED.get(lang));
        return lines.text;
    }
    lines.pair(ERROR, &format!("{code} {}", code.title(lang)));
    if let Some((_, grant)) = &attempt.granted {
        let counts = HOST_COUNTS.fill(lang, &[("count", &grant.count), ("threshold", &attempt.threshold)]);
        lines.add(&format!("  {counts}"));
    }
    if let Some(detail) = &attempt.detail {
        lines.add(&format!("  {}", detail.text(lang)));
    }
    for tried in attempt.tries.iter().filter(|tried| tried.code != code && tried.code != code::SUCCESS) {
        lines.add(&format!("  {}: {} {}", tried.host, tried.code, tried.code.title(lang)));
    }
    // The rights that are missing are this machine's at the host, not the user's here.
    let denied = code == code::ACCESS_DENIED && attempt.tries.iter().any(|tried| tried.code == code);
    lines.pair(WHAT_TO_DO, if denied { HOST_DENIES.get(lang) } else { code.fix(lang) });
    lines.text
}
