//! CLI018: failed earlier, good now.

use super::{CLI, prelude::*};

values! { failures: usize }

pub(super) static RULE: Rule = Rule {
    id: "CLI018",
    // Who shows failures asks about them: it comes before that the product is licensed.
    severity: Severity::Low,
    weight: Weight::ShowsHealth,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Failed earlier, good now", ja: "過去に失敗したが、現在は正常" },
    finding: Text {
        en: "Failures of {product} before its newest success: {failures}",
        ja: "{product} の失敗 {failures} 件は、最新の成功より前のものです",
    },
    labels: &[Label::Recovered],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut hits = Vec::new();
    let activated = |(code, _): &(Option<Code>, Vec<Cite>)| !code.is_some_and(Code::is_failure);
    let good = |installed: &InstalledLicense| {
        installed.succeeded_last || installed.is_licensed() || installed.outcomes.last().is_some_and(activated)
    };
    let ended = case.told("evaluation_ended").map(|(_, cites)| (App::Windows, cites));
    let complaints: Vec<(App, &[Cite])> = case.complaints().chain(ended).collect();
    for (index, installed) in case.clients().filter(|(_, installed)| !installed.is_in_trouble() && good(installed)) {
        let events = installed.history.iter().filter(|event| event.code().is_some()).map(|event| &event.cites);
        let failed: Vec<&Vec<Cite>> = events.chain(installed.past_failures.iter().map(|(_, cites)| cites)).collect();
        let hit = |last: &&Vec<Cite>| Hit::for_license(index, last).with(Values { failures: failed.len() });
        let hit = failed.last().map(hit).or_else(|| told(&complaints, index, installed));
        // What a log holds of an evaluation nobody asks about: that it ends says more.
        let is_of_log = installed.channel() == Channel::Evaluation && !installed.history.is_empty();
        hits.extend(hit.map(|hit| if is_of_log { hit.role(Role::Side) } else { hit }));
    }
    hits
}

/// The trouble that a text tells above the activation that it tells.
fn told(complaints: &[(App, &[Cite])], index: usize, installed: &InstalledLicense) -> Option<Hit<Values>> {
    let activated = installed.outcomes.last().map(|(_, cites)| cites);
    // An evaluation that is licensed was activated since its end was told, in the same line too.
    let is_evaluation = installed.channel() == Channel::Evaluation;
    let done = activated.or(is_evaluation.then_some(&installed.cites))?.first()?;
    let is_same = |cite: &Cite| is_evaluation && cite.file == done.file && cite.place() == done.place();
    let is_above = |cites: &[Cite]| cites.iter().all(|cite| cite.is_above(done) || is_same(cite));
    let above = || complaints.iter().filter(|(app, cites)| app.may_be(installed.app()) && is_above(cites));
    let (_, last) = above().max_by_key(|(_, cites)| cites.last().map(Cite::place))?;
    Some(Hit::for_license(index, last).confidence(Confidence::Likely).with(Values { failures: above().count() }))
}
