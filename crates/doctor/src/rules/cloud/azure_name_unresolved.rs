//! CLD007: the machine's DNS server does not resolve the name of Azure's host.

use super::{CLD, UNRESOLVED, failing, prelude::*};
use crate::dated::cloud::CloudHost;

values! { host: String, code: Value }

pub(super) static RULE: Rule = Rule {
    id: "CLD007",
    command: "Resolve-DnsName azkms.core.windows.net",
    sources: "M6",
    title: Text { en: "Name of Azure's host not resolved", ja: "Azure の KMS ホスト名を解決できない" },
    finding: Text {
        en: "{product} asks {host}, whose name the DNS server of this machine does not resolve ({code})",
        ja: "{product} の要求先 {host} の名前を、このコンピューターの DNS サーバーが解決できません ({code})",
    },
    actions: &[&action::RESOLVE_AZURE],
    labels: &[Label::HostUnreachable],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    failing(case, &UNRESOLVED, CloudHost::is_azure)
        .map(|(found, host, _)| found.hit().with(Values { host, code: found.code().into() }))
        .collect()
}
