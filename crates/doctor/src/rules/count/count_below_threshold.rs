//! CNT001: count below the threshold.

use super::{CNT, prelude::*};

values! { count: Value, needed: Value }

pub(super) static RULE: Rule = Rule {
    id: "CNT001",
    severity: Severity::Critical,
    role: Role::Cause,
    needs: required_evidence::CLIENT,
    sources: "S0 S2 M7",
    title: Text { en: "Count below the threshold", ja: "カウントがしきい値に達していない" },
    finding: Text {
        en: "The host has counted {count}; {product} needs {needed}",
        ja: "ホストの現在の数 ({count}) が、{product} に必要な数 ({needed}) に達していません",
    },
    actions: &[&action::ADD_CLIENTS, &action::COMPARE_CMIDS, &action::USE_MAK],
    labels: &[Label::CountBelowThreshold],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hits: Vec<Hit<Values>> =
        kms_client_with(case, &[code::COUNT_TOO_LOW]).map(|found| refused(case, &found)).collect();
    let hits = if hits.is_empty() { low_hosts(case) } else { hits };
    if hits.is_empty() { told_low(case).into_iter().collect() } else { hits }
}

/// A count that somebody tells, where no host prints its own and no client is served.
fn told_low(case: &Case) -> Option<Hit<Values>> {
    let prints = case.hosts().any(|(_, host)| host.counts().is_some_and(|counts| counts.count.is_some()));
    let served = case.clients().any(|(_, client)| client.takes_kms() && client.is_well());
    let (count, cites) = told_count(case).filter(|_| !prints && !served)?;
    let short = case.kms_client_in_trouble();
    if count == 0 && short.is_none() {
        // Nobody has asked the host: that is a finding of its own.
        return None;
    }
    let needed = short.and_then(|index| case.licenses.get(index)).map_or(EITHER.into(), needed);
    let hit = Hit::global(&cites).about(short).with(Values { count: count.into(), needed });
    Some(if case.derived.shared_cmids.is_empty() { hit } else { hit.role(Role::Side) })
}

/// The last count that somebody tells in a sentence.
pub(super) fn told_count(case: &Case) -> Option<(i64, Vec<Cite>)> {
    let (told, cites) = case.told("count").last()?;
    Some((told.value.parse().ok()?, cites.to_vec()))
}

/// A client that was told that the count is too low.
fn refused(case: &Case, found: &CodeMatch<'_>) -> Hit<Values> {
    let told = found.installed.told_count().map(|(count, cites)| (count, cites.to_vec()));
    let known = told.or_else(|| count_of_host(case, found.installed)).or_else(|| told_count(case));
    let unknown =
        Value::Words(Text { en: "too few computers (no evidence tells how many)", ja: "診断データになし" });
    let (count, cites) = known.map_or((unknown, Vec::new()), |(count, cites)| (count.into(), cites));
    let needed = needed(found.installed);
    let hit = found.hit().with_cites(&cites).with(Values { count, needed });
    // Clones count as one: then the count is a consequence.
    let clones = !case.derived.shared_cmids.is_empty()
        || found.installed.app() != App::Windows && !shared_office_cmids(case).is_empty();
    if clones { hit.role(Role::Side) } else { hit }
}

const EITHER: Text = Text {
    en: "5 (Windows Server, Office) or 25 (Windows clients)",
    ja: "Windows Server と Office は 5、Windows クライアントは 25",
};

/// What the evidence tells, else what holds for the kind of product; of a product that nothing names, only what holds for each kind.
fn needed(installed: &InstalledLicense) -> Value {
    let of_office = (installed.app() == App::Office).then_some(5);
    installed.threshold().or(of_office).map_or(Value::Words(EITHER), Value::from)
}

/// The count that a host prints for the client's kind of product.
fn count_of_host(case: &Case, client: &InstalledLicense) -> Option<(i64, Vec<Cite>)> {
    let fitting = case.hosts().filter(|(_, host)| host_fits(host, client));
    let (host, count) = fitting.into_iter().find_map(|(_, host)| Some((host, host.counts()?.count?)))?;
    Some((count, host.lines_with(&count.to_string())))
}

/// Below five nobody is served, whoever asks. What a vendor's products need is in the vendor's license pack.
fn low_hosts(case: &Case) -> Vec<Hit<Values>> {
    let of_microsoft = case.hosts().filter(|(_, host)| host.app() != App::Other);
    let counted = of_microsoft.filter_map(|(index, host)| Some((index, host, host.counts()?)));
    let asked = !case.requests.is_empty();
    counted
        .filter(|(_, _, counts)| asked || counts.total.is_some())
        .filter_map(|(index, host, counts)| {
            let count = counts.count.filter(|count| (1..5).contains(count))?;
            let hit = Hit::for_license(index, &host.lines_with(&count.to_string()));
            let values = Values { count: count.into(), needed: Value::Number(5) };
            Some(hit.role(Role::Side).severity(Severity::Medium).with(values))
        })
        .collect()
}
