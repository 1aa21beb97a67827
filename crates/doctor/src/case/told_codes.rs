//! Attributes the codes that people tell: failures to the product that has nothing better, and states as its state.

use super::{
    facts::Case,
    installed_license::{ActiveCode, CodeSource, InstalledLicense},
};
use muster_core::code::{self, Code};
use muster_evidence::{fact::Cite, holds_any, state_code};
use std::sync::Arc;

/// A host is activated by Microsoft, not by a host.
const CODES_OF_CLIENTS: [Code; 4] =
    [code::COUNT_TOO_LOW, code::HOST_UNAVAILABLE, code::DNS_NAME_ERROR, code::DNS_NO_RECORDS];

/// Attributes codes in prose, if there is nothing better: people also quote codes that are long gone.
pub(super) fn attach(case: &mut Case) {
    let tells_nothing = |installed: &InstalledLicense| {
        // An error of which the caller says nothing more: what a person saw elsewhere says more.
        let mut codes = installed.active_codes.iter().peekable();
        codes.peek().is_some() && codes.all(|active| active.code == code::UNEXPECTED)
    };
    let better = |installed: &InstalledLicense| {
        !tells_nothing(installed)
            && (!installed.active_codes.is_empty() || installed.is_licensed() || !installed.outcomes.is_empty())
    };
    let has_events = !case.events.is_empty() && !case.licenses.iter().all(tells_nothing);
    let (hosts, others): (Vec<_>, Vec<_>) = case.licenses.iter().partition(|installed| installed.is_host());
    // What only a client of a host gets is no code of the host whose output stands beside it.
    let is_of_client = |code: Code| CODES_OF_CLIENTS.contains(&code) && others.is_empty();
    let answered = others.iter().copied().any(better) || has_events;
    let by_host = hosts.into_iter().any(better);
    let told: Vec<ActiveCode> = case
        .unattributed_codes
        .iter()
        .filter(|(code, cites)| {
            !answered && (!by_host || is_of_client(*code)) || code.is_failure() && is_newer_error(&others, cites)
        })
        .map(|(code, cites)| ActiveCode { code: *code, source: CodeSource::Text, target: None, cites: cites.clone() })
        .collect();
    if told.is_empty() {
        remember(case);
        return;
    }
    let (states, codes): (Vec<ActiveCode>, Vec<ActiveCode>) =
        told.into_iter().partition(|told| state_code::status(told.code).is_some());
    let mut clients = case.licenses.iter_mut().filter(|installed| !installed.is_host());
    match clients.next() {
        Some(installed) => tell(installed, codes, &states),
        None => {
            let mut installed = InstalledLicense::default();
            tell(&mut installed, codes, &states);
            case.licenses.push(installed);
        }
    }
}

/// Whether an error is printed below the success of the only client: it is newer than that.
fn is_newer_error(clients: &[&InstalledLicense], cites: &[Cite]) -> bool {
    const LABELS: [&str; 4] = ["error: 0x", "エラー: 0x", "fehler: 0x", "erreur : 0x"];
    let [client] = clients else { return false };
    let done = client.outcomes.last().filter(|(code, _)| !code.is_some_and(Code::is_failure));
    let is_error = |cite: &Cite| holds_any(&cite.text.to_lowercase(), &LABELS);
    done.and_then(|(_, done)| done.last())
        .is_some_and(|done| cites.iter().all(|cite| done.is_above(cite) && is_error(cite)))
}

/// Keeps the codes that are told above the success of the only client, or above the state that is told without a name: it failed
/// earlier, and is good now.
fn remember(case: &mut Case) {
    let mut clients = case.licenses.iter_mut().filter(|installed| !installed.is_host());
    let (Some(installed), None) = (clients.next(), clients.next()) else { return };
    let activated = installed.outcomes.last().filter(|(code, _)| !code.is_some_and(Code::is_failure));
    let is_state = installed.license.status == Some(1) && installed.outcomes.is_empty() && installed.is_told();
    let state = is_state.then_some(&installed.cites);
    let Some(done) = activated.map(|(_, cites)| cites).or(state).and_then(|cites| cites.first()).cloned() else {
        return;
    };
    // A line may tell both.
    let is_same = |cite: &Cite| (cite.file, cite.place()) == (done.file, done.place()) && state.is_none();
    let is_above = |cite: &Cite| cite.is_above(&done) || is_same(cite);
    let failed = case.unattributed_codes.iter().filter(|(code, cites)| code.is_failure() && cites.iter().all(is_above));
    installed.past_failures.extend(failed.map(|(code, cites)| (Some(*code), cites.clone())));
}

/// A product of which no state is known has the state that is told last. That all is well counts beside no trouble.
fn tell(installed: &mut InstalledLicense, codes: Vec<ActiveCode>, states: &[ActiveCode]) {
    installed.active_codes.extend(codes);
    let status = |told: &&ActiveCode| state_code::status(told.code);
    let is_trouble = |told: &&ActiveCode| status(told) != Some(1);
    let fails = installed.active_codes.iter().any(|active| active.code.is_failure());
    let last = states.iter().rfind(is_trouble).or_else(|| states.last().filter(|_| !fails));
    if let (Some(told), None) = (last, installed.license.status) {
        Arc::make_mut(&mut installed.license).status = status(&told);
        installed.cites.extend(told.cites.iter().cloned());
    }
}
