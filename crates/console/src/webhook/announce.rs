//! What is announced: states once each time they begin, and what a log has gained. Pure.

use super::{
    event::WebhookEvent,
    store::{NoteChange, QueuedDelivery, Webhook},
};
use muster_core::time::Moment;
use muster_proto::instant::rfc3339;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What is remembered as announced, by subject.
pub type Notes = BTreeMap<String, i64>;

/// Something to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The kind.
    pub event: WebhookEvent,
    /// What the message holds beside kind and time.
    pub data: Value,
}

/// A state that is told once each time it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What about, with the scope that it belongs to first.
    pub subject: String,
    /// What is told.
    pub notice: Notice,
}

/// A log that was read on from where it was read last.
#[derive(Clone, Debug, PartialEq)]
pub struct LogProgress {
    /// Which log; no condition has this subject.
    pub subject: String,
    /// The number of the last entry that was read.
    pub to: i64,
    /// What is told of it.
    pub notices: Vec<Notice>,
}

/// What a service finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observation {
    /// What the subjects of all conditions begin with that this service looks at: others may have conditions of their own.
    pub scopes: Vec<String>,
    /// The states that hold.
    pub conditions: Vec<Condition>,
    /// What its log has gained.
    pub log: Option<LogProgress>,
}

/// What is remembered from now on, and told by it.
pub(crate) fn changes(found: Observation, notes: &Notes, now: Moment) -> Vec<(NoteChange, Vec<Notice>)> {
    let Observation { scopes, conditions, log } = found;
    let holding: BTreeSet<String> = conditions.iter().map(|condition| condition.subject.clone()).collect();
    let ended = notes.iter().filter(|(subject, _)| {
        !holding.contains(*subject) && scopes.iter().any(|scope| subject.starts_with(scope.as_str()))
    });
    let ended =
        ended.map(|(subject, from)| (NoteChange { subject: subject.clone(), from: Some(*from), to: None }, Vec::new()));
    let begun = conditions.into_iter().filter(|condition| !notes.contains_key(&condition.subject));
    let begun = begun
        .map(|Condition { subject, notice }| (NoteChange { subject, from: None, to: Some(now.unix()) }, vec![notice]));
    let read = log.map(|LogProgress { subject, to, notices }| {
        let from = notes.get(&subject).copied();
        (NoteChange { subject, from, to: Some(to) }, notices)
    });
    let read = read.filter(|(change, _)| change.from != change.to);
    ended.chain(begun).chain(read).collect()
}

/// A delivery of each notice to each webhook that takes it. `draw` makes ids.
pub(crate) fn deliveries(
    notices: &[Notice],
    webhooks: &[Webhook],
    now: Moment,
    mut draw: impl FnMut() -> String,
) -> Vec<QueuedDelivery> {
    let mut queued = Vec::new();
    for Notice { event, data } in notices {
        let body = json!({ "type": event.id(), "timestamp": rfc3339(now), "data": data }).to_string();
        for webhook in webhooks.iter().filter(|webhook| webhook.takes(*event)) {
            let (webhook, event) = (webhook.name.clone(), event.id().to_owned());
            queued.push(QueuedDelivery { id: draw(), webhook, event, body: body.clone(), created: now });
        }
    }
    queued
}

#[cfg(test)]
mod tests {
    use super::{Condition, LogProgress, Notes, Notice, Observation, changes, deliveries};
    use crate::webhook::{event::WebhookEvent, store::Webhook};
    use muster_core::time::Moment;
    use serde_json::{Value, json};

    const NOW: Moment = Moment::from_unix(1_795_255_200);

    fn notice(event: WebhookEvent) -> Notice {
        Notice { event, data: json!({ "days": 7 }) }
    }

    /// Notes and conditions as `subject`, the log as `number`; what changes, as `subject from to messages`.
    fn check(notes: &[(&str, i64)], conditions: &[&str], log: Option<(i64, usize)>, expected: &[&str]) {
        let notes: Notes = notes.iter().map(|(subject, value)| ((*subject).to_owned(), *value)).collect();
        let condition =
            |subject: &&str| Condition { subject: (*subject).to_owned(), notice: notice(WebhookEvent::LicenseEnding) };
        let log = log.map(|(to, messages)| LogProgress {
            subject: "log".into(),
            to,
            notices: vec![notice(WebhookEvent::MachineActivated); messages],
        });
        let scopes = vec!["all:".to_owned(), "kms-1:".to_owned()];
        let found = Observation { scopes, conditions: conditions.iter().map(condition).collect(), log };
        let shown = |value: Option<i64>| value.map_or("-".to_owned(), |value| value.to_string());
        let done: Vec<String> = changes(found, &notes, Moment::from_unix(9))
            .into_iter()
            .map(|(change, told)| {
                format!("{} {} {} {}", change.subject, shown(change.from), shown(change.to), told.len())
            })
            .collect();
        assert_eq!(done, expected);
    }

    #[test]
    fn a_state_is_told_when_it_begins_and_forgotten_when_it_ends() {
        check(&[], &["all:a"], None, &["all:a - 9 1"]);
        check(&[("all:a", 1)], &["all:a"], None, &[]);
        check(&[("all:a", 1)], &[], None, &["all:a 1 - 0"]);
        check(&[("kms-1:a", 1), ("kms-2:a", 1)], &["kms-1:b"], None, &["kms-1:a 1 - 0", "kms-1:b - 9 1"]);
    }

    #[test]
    fn a_log_is_told_from_where_it_was_read_last() {
        check(&[], &[], Some((70, 0)), &["log - 70 0"]);
        check(&[("log", 70)], &[], Some((90, 3)), &["log 70 90 3"]);
        check(&[("log", 90)], &[], Some((90, 0)), &[]);
    }

    #[test]
    fn each_webhook_gets_what_it_takes_under_an_id_of_its_own() {
        let webhook = |name: &str, events: &[WebhookEvent]| Webhook {
            name: name.into(),
            url: "https://hooks.example/".into(),
            secret: [7; 32],
            events: events.to_vec(),
            maker: "root".into(),
            created: NOW,
        };
        let all = [webhook("a", &WebhookEvent::ALL), webhook("b", &[WebhookEvent::SignInLocked])];
        let mut drawn = 0;
        let mut made = |event| {
            deliveries(&[notice(event)], &all, NOW, || {
                drawn += 1;
                format!("msg_{drawn}")
            })
        };
        let ending = made(WebhookEvent::LicenseEnding);
        assert_eq!((ending.len(), ending[0].webhook.as_str(), ending[0].id.as_str()), (1, "a", "msg_1"));
        let body: Value = serde_json::from_str(&ending[0].body).expect("JSON");
        let expected = json!({ "type": "license.ending", "timestamp": "2026-11-21T10:00:00Z", "data": { "days": 7 } });
        assert_eq!(body, expected);
        assert_eq!(made(WebhookEvent::SignInLocked).len(), 2);
        assert_eq!(made(WebhookEvent::Test).len(), 2, "a test goes to each");
    }
}
