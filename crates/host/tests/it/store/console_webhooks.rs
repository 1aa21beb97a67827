//! Webhooks of the console, and what is on its way to them.

use super::{Engine, NOW};
use muster_console::{
    AuditAction, AuditEntry, Delivery, NoteChange, QueuedDelivery, Webhook, WebhookEvent, WebhookStore,
};
use muster_core::{authority::key_groups::KeyGroups, time::Span};

pub(super) fn webhook(name: &str) -> Webhook {
    Webhook {
        name: name.into(),
        url: "https://hooks.example/'x".into(),
        secret: [7; 32],
        events: vec![WebhookEvent::CountReached, WebhookEvent::SignInLocked],
        maker: "root".into(),
        created: NOW,
    }
}

fn queued(id: &str, webhook: &str) -> QueuedDelivery {
    let (id, webhook) = (id.to_owned(), webhook.to_owned());
    QueuedDelivery { id, webhook, event: "count.reached".into(), body: "{\"a\":\"株\"}".into(), created: NOW }
}

fn ids(deliveries: &[Delivery]) -> Vec<&str> {
    deliveries.iter().map(|delivery| delivery.message.id.as_str()).collect()
}

pub(super) fn a_webhook_is_stored_changed_and_removed_with_what_is_on_its_way(engine: &Engine) {
    let mut store = engine.open();
    let entry = |action| AuditEntry::new(action, "root", [192, 0, 2, 7].into(), NOW);
    let mut add = |name| store.add_webhook(&webhook(name), &entry(AuditAction::WebhookAdd)).expect("an answer");
    assert_eq!([add("b"), add("a"), add("a")], [true, true, false]);
    let mut store = engine.open();
    assert_eq!(store.webhooks().expect("webhooks"), [webhook("a"), webhook("b")]);
    let changed = |name| {
        let events = vec![WebhookEvent::LicenseEnding];
        Webhook { url: "https://other.example/".into(), secret: [9; 32], events, maker: "kim".into(), ..webhook(name) }
    };
    let mut change =
        |name| store.change_webhook(&changed(name), &entry(AuditAction::WebhookChange)).expect("an answer");
    assert_eq!([change("b"), change("c")], [true, false]);
    let expected = Webhook { secret: [7; 32], maker: "root".into(), ..changed("b") };
    assert_eq!(store.webhooks().expect("webhooks"), [webhook("a"), expected], "its secret stays");
    assert!(store.queue_deliveries(None, &[queued("1", "a"), queued("2", "b")]).expect("queued"));
    let mut remove = |name| store.remove_webhook(name, &entry(AuditAction::WebhookRemove)).expect("an answer");
    assert_eq!([remove("a"), remove("a")], [true, false]);
    assert_eq!(store.pending_deliveries().expect("a number"), 1);
    assert_eq!(ids(&store.deliveries_before(i64::MAX, 9).expect("deliveries")), ["2", "1"], "the log stays");
    assert_eq!(store.audit_after(&KeyGroups::All, 0).expect("entries").len(), 4);
}

pub(super) fn a_delivery_is_claimed_once_and_ends(engine: &Engine) {
    let (mut store, mut other) = (engine.open(), engine.open());
    store.queue_deliveries(None, &[queued("1", "a"), queued("2", "a"), queued("3", "a")]).expect("queued");
    let until = NOW + Span::minutes(2);
    let claimed = store.claim_deliveries(NOW, until, 2).expect("claimed");
    assert_eq!((claimed.len(), claimed[0].attempts, claimed[0].last), (2, 0, None));
    assert_eq!(claimed[0].message, queued(&claimed[0].message.id, "a"));
    assert_eq!(ids(&other.claim_deliveries(NOW, until, 9).expect("claimed")), ["3"], "nobody sends it twice");
    assert_eq!(other.claim_deliveries(NOW, until, 9).expect("claimed"), []);
    let failed = Delivery {
        attempts: 1,
        next: Some(NOW + Span::seconds(5)),
        last: Some(NOW),
        outcome: "timeout".into(),
        ..claimed[0].clone()
    };
    let done = Delivery { next: None, outcome: "204".into(), delivered: true, ..claimed[1].clone() };
    store.finish_delivery(&failed).expect("stored");
    store.finish_delivery(&done).expect("stored");
    let all = other.deliveries_before(i64::MAX, 9).expect("deliveries");
    assert!(all.contains(&failed) && all.contains(&done), "{all:?}");
    assert_eq!(other.claim_deliveries(NOW + Span::seconds(5), until, 9).expect("claimed").len(), 1);
    // What nobody finished is tried again: its sender died.
    assert_eq!(other.claim_deliveries(until, until + Span::minutes(2), 9).expect("claimed").len(), 2);
    store.prune_deliveries(NOW + Span::days(1)).expect("pruned");
    assert_eq!(store.deliveries_before(i64::MAX, 9).expect("deliveries").len(), 2, "what is on its way stays");
}

pub(super) fn what_was_announced_is_told_by_one_alone(engine: &Engine) {
    let (mut store, mut other) = (engine.open(), engine.open());
    let change = |from, to| NoteChange { subject: "all:license".into(), from, to };
    let begun = change(None, Some(1));
    let told = |store: &mut dyn WebhookStore, change: &NoteChange| {
        store.queue_deliveries(Some(change), &[queued("1", "a")]).expect("an answer")
    };
    assert_eq!([told(&mut *store, &begun), told(&mut *other, &begun)], [true, false]);
    let read = change(Some(1), Some(2));
    assert_eq!([told(&mut *other, &read), told(&mut *store, &read)], [true, false]);
    assert_eq!(store.webhook_notes().expect("notes"), [("all:license".to_owned(), 2)]);
    let ended = change(Some(2), None);
    assert_eq!([told(&mut *store, &ended), told(&mut *other, &ended)], [true, false]);
    assert_eq!(store.webhook_notes().expect("notes"), []);
    assert_eq!(store.pending_deliveries().expect("a number"), 3);
}
