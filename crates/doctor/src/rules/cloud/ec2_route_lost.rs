//! CLD003: an EC2 instance lost its route to the link-local activation host.

use super::{CLD, UNANSWERED, failing, prelude::*};

values! { host: String, code: Value }

pub(super) static RULE: Rule = Rule {
    id: "CLD003",
    command: "route print -4 169.254.*",
    sources: "K",
    title: Text {
        en: "EC2 lost its route to the activation host", ja: "EC2 から KMS ホストへの経路がない"
    },
    finding: Text {
        en: "{product} asks {host} and gets no answer ({code}): the instance has no route to it",
        ja: "{product} は {host} に要求していますが応答がありません ({code})。インスタンスにこのアドレスへのルートがありません",
    },
    actions: &[&action::ROUTE_ON_EC2],
    labels: &[Label::HostUnreachable],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.cloud().is_some_and(|(cloud, _)| cloud != "Amazon EC2") {
        return Vec::new();
    }
    failing(case, &UNANSWERED, |host| host.cloud() == "Amazon EC2")
        .map(|(found, host, _)| found.hit().with(Values { host, code: found.code().into() }))
        .collect()
}
