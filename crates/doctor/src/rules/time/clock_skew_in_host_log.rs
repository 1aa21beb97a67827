//! TIM002: skew measured from the host's log.

use super::{TIM, prelude::*};

values! { machine: String, hours: i64 }

pub(super) static RULE: Rule = Rule {
    id: "TIM002",
    severity: Severity::High,
    role: Role::Side,
    needs: required_evidence::HOSTS,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "D",
    title: Text { en: "Skew measured from the host's log", ja: "ホストのログから求めた時刻のずれ" },
    finding: Text {
        en: "{machine} sent a time {hours} h away from the host's",
        ja: "{machine} が送信した時刻は、ホストと {hours} 時間ずれています",
    },
    actions: &[&action::FIX_CLOCK],
    labels: &[Label::ClockSkew],
    ..TIM
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    case.requests.iter().rev().find_map(skew).into_iter().collect()
}

/// A request whose time is an hour or more away from the host's.
fn skew(request: &LoggedEvent) -> Option<Hit<Values>> {
    // Only logs that keep UTC can be compared with the client's time, which is UTC.
    let logged = request.record.at.filter(|at| at.zone() == Zone::Utc && !request.record.time.is_empty())?;
    let sent = Stamp::of_client(request.record.field(EventField::ClientTime))?;
    let hours = (logged.seconds() - sent.seconds()).abs() / HOUR;
    let machine = request.record.field(EventField::Machine).to_owned();
    (hours >= 1).then(|| Hit::global(&request.cites).with(Values { machine, hours }))
}
