//! SVC023: hardware changed, by what people or Windows itself tell.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC023",
    confidence: Confidence::Likely,
    step: Step::Store,
    sources: "S4",
    title: Text { en: "Hardware changed", ja: "ハードウェアの変更" },
    finding: Text {
        en: "The hardware is said to have been changed: {product} has to be activated again, and an OEM license stays with its board",
        ja: "ハードウェアを変更したとの記述があります。{product} は再度ライセンス認証が必要です (OEM ライセンスは元のマザーボードでのみ有効です)",
    },
    actions: &[&action::RUN_TROUBLESHOOTER, &action::ACTIVATE, &action::CALL_CENTRE],
    labels: &[Label::HardwareChanged],
    ..SVC
};

/// What a machine gets whose hardware is not the one that was activated, beside having no digital license.
const OF_OTHER_HARDWARE: [Code; 5] =
    [Code(0xC004_C003), Code(0xC004_C008), Code(0xC004_C060), HARDWARE_CHANGED, code::HARDWARE_OUT_OF_TOLERANCE];

/// "The hardware of this device may have changed": Windows says it itself.
const HARDWARE_CHANGED: Code = Code(0xC004_F211);

/// What a license store reports that belongs to other hardware: by itself it is damaged.
const OF_STORE: [Code; 2] = [Code(0xC004_E003), Code(0xC004_F012)];

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let Some((_, told)) = case.told("hardware_changed").last() else {
        let hits = by_its_code(case);
        return if hits.is_empty() { by_topic(case).into_iter().collect() } else { hits };
    };
    let mut hits = Vec::new();
    for (index, installed) in case.clients().filter(|(_, installed)| installed.app() != App::Office) {
        let known = [&OF_OTHER_HARDWARE[..], &OF_STORE, &NO_DIGITAL_LICENSE];
        let fits = |active: &ActiveCode| known.iter().any(|codes| codes.contains(&active.code));
        let is_of_store = installed.active_codes.iter().any(|active| OF_STORE.contains(&active.code));
        // A client of a host is counted and activated again.
        let fits = installed.channel() != Channel::KmsClient && installed.active_codes.iter().all(fits);
        let hit = Hit::for_license(index, told);
        if !installed.is_in_trouble() && installed.active_codes.is_empty() {
            hits.push(hit.historical());
        } else if fits {
            // Before the store is rebuilt.
            hits.push(if is_of_store { hit.severity(Severity::Critical) } else { hit });
        }
    }
    let complains = || case.complaints().any(|(app, _)| app.may_be(App::Windows));
    if case.licenses.is_empty() && complains() {
        hits.push(Hit::global(told).product("Windows"));
    }
    if hits.is_empty() {
        hits.extend(by_topic(case));
    }
    hits
}

/// Where a text is about nothing else.
fn by_topic(case: &Case) -> Option<Hit> {
    case.topic("hardware_topic").map(|told| Hit::global(told).product("Windows"))
}

fn by_its_code(case: &Case) -> Vec<Hit> {
    let changed = any_license_with(case, &[HARDWARE_CHANGED]);
    let is_bound = |found: &CodeMatch<'_>| {
        found.installed.channel() != Channel::KmsClient
            && found.installed.app() != App::Office
            && !found.installed.is_licensed()
    };
    changed.filter(is_bound).map(|found| Hit::for_license(found.index, &found.active.cites)).collect()
}
