//! CLD001: a machine in Azure cannot reach Azure's host.

use super::{CLD, UNANSWERED, failing, prelude::*};
use crate::dated::cloud::CloudHost;

values! { host: String, code: Value }

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
    failing(case, &UNANSWERED, CloudHost::is_azure)
        .map(|(found, host, _)| found.hit().with(Values { host, code: found.code().into() }))
        .collect()
}
