//! CLD001: a machine in Azure cannot reach Azure's host.

use super::{CLD, UNANSWERED, asks_unknown, failing, prelude::*};
use crate::{dated::cloud::CloudHost, sentence::NO_CODE};

values! { host: String, code: Value }

const HOST: &str = "azkms.core.windows.net";
/// What stands for a code where people tell why.
const FORCED: Text = Text { en: "forced tunneling", ja: "強制トンネリング" };

pub(super) static RULE: Rule = Rule {
    id: "CLD001",
    command: "Test-NetConnection azkms.core.windows.net -Port 1688",
    sources: "M6 M9",
    title: Text { en: "Azure's activation host not reached", ja: "Azure の KMS ホストに到達できない" },
    finding: Text {
        en: "{product} asks {host} and gets no answer ({code}): the path from Azure to it is gone",
        ja: "{product} は {host} に要求していますが応答がありません ({code})。Azure からこのホストへの経路がありません",
    },
    actions: &[&action::ROUTE_TO_AZURE],
    labels: &[Label::HostUnreachable, Label::PortBlocked],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.cloud().is_some_and(|(cloud, _)| cloud != "Azure") {
        return Vec::new();
    }
    let mut hits: Vec<Hit<Values>> = failing(case, &UNANSWERED, CloudHost::is_azure)
        .map(|(found, host, _)| found.hit().with(Values { host, code: found.code().into() }))
        .collect();
    if hits.is_empty() {
        hits.extend(behind_tunnel(case).or_else(|| complained(case)));
    }
    hits
}

/// A machine in Azure is told to be not activated, beside the name of Azure's host.
fn complained(case: &Case) -> Option<Hit<Values>> {
    let azure: Vec<&[Cite]> = case.told("azure").map(|(_, cites)| cites).collect();
    let names_host = |cites: &[Cite]| cites.iter().any(|cite| cite.text.to_lowercase().contains("kms.core."));
    let first = *azure.first()?;
    let is_of_event = case.told("not_activated.windows").any(|(told, _)| !told.value.is_empty());
    let host = azure.into_iter().find(|cites| names_host(cites)).or(Some(first).filter(|_| is_of_event))?;
    let (_, told) = case.complaints().find(|(app, _)| app.may_be(App::Windows))?;
    let values = Values { host: HOST.to_owned(), code: NO_CODE };
    let hit = Hit::global(told).with_cites(host).product("Windows").confidence(Confidence::Likely);
    (case.is_in_azure() && case.topic("azure").is_some()).then(|| hit.with(values))
}

/// The traffic is told to be forced through another network: from there Azure's host answers nobody.
fn behind_tunnel(case: &Case) -> Option<Hit<Values>> {
    let (_, told) = case.told("forced_tunnel").next().filter(|_| case.is_in_azure())?;
    let values = |code: Value| Values { host: HOST.to_owned(), code };
    let failing = kms_client_with(case, &UNANSWERED).next();
    match failing {
        // The way to a host that is known is another.
        Some(found) => {
            asks_unknown(case, found.installed).then(|| found.hit().with_cites(told).with(values(found.code().into())))
        }
        None => {
            case.licenses.is_empty().then(|| Hit::global(told).product("Windows").with(values(Value::Words(FORCED))))
        }
    }
}
