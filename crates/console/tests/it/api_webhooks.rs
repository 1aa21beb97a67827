//! Webhooks by the API: as on their page, with a message in place of a form.

use crate::{
    browser::{ADDRESS, Answer, World},
    made_up_store::Store,
};
use muster_console::{AuditEntry, Role, ServiceKind, WebhookStore};
use serde_json::{Value, json};

const URL: &str = "https://hooks.example/muster";

impl World {
    fn by_api(&self, method: &str, end: &str, message: &str) -> Answer {
        let token = self.token(Role::Administrator);
        let headers = [("host", ADDRESS), ("authorization", token.as_str())];
        self.send(method, &format!("/v1/admin/webhooks{end}"), &headers, message)
    }

    fn told(&self, method: &str, end: &str, message: &Value) -> Value {
        let answer = self.by_api(method, end, &message.to_string());
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"), "{end}: {}", answer.body);
        serde_json::from_str(&answer.body).expect("JSON")
    }

    fn listed(&self, end: &str, items: &str) -> Vec<Value> {
        self.told("GET", end, &Value::Null)[items].as_array().expect("a list").clone()
    }
}

#[test]
fn a_webhook_is_made_changed_tried_and_removed_and_its_secret_told_once() {
    let world = World::new();
    let events = json!(["sign_in.locked", "license.ending"]);
    let made = world.told("POST", "/add", &json!({ "name": "pager", "url": URL, "events": events }));
    let secret = made["secret"].as_str().expect("a secret").to_owned();
    assert!(secret.starts_with("whsec_") && secret.len() > 40, "{made}");
    let webhook = json!({ "name": "pager", "url": URL, "events": ["license.ending", "sign_in.locked"],
        "maker": "token administrator", "created": made["webhook"]["created"] });
    assert_eq!(made["webhook"], webhook);
    let kept = || Store(world.host.clone()).webhooks().expect("webhooks").pop().expect("a webhook").secret;
    let before = kept();
    assert_eq!(world.listed("", "webhooks"), [webhook]);
    let page = world.get("/webhooks?lang=en", &world.session(Role::Administrator)).body;
    assert!(page.contains(URL) && page.contains("token administrator") && !page.contains("whsec_"), "{page}");

    let other = "https://other.example/<b>?a=1";
    let changed = world.told("POST", "/change", &json!({ "name": "pager", "url": other, "events": ["count.reached"] }));
    assert_eq!(
        (&changed["url"], &changed["events"]),
        (&json!("https://other.example/%3Cb%3E?a=1"), &json!(["count.reached"]))
    );
    assert_eq!(world.listed("", "webhooks"), std::slice::from_ref(&changed));
    assert_eq!((changed.get("secret"), kept()), (None, before), "it stays, and is told to nobody");

    assert_eq!(world.told("POST", "/test", &json!({ "name": "pager" })), changed);
    let sent = world.listed("/deliveries", "deliveries");
    assert_eq!((sent.len(), &sent[0]["event"], &sent[0]["state"]), (1, &json!("webhook.test"), &json!("on-its-way")));
    assert_eq!(world.told("POST", "/remove", &json!({ "name": "pager" })), changed);
    assert_eq!(world.listed("", "webhooks"), Vec::<Value>::new());
    assert_eq!(world.listed("/deliveries", "deliveries")[0]["state"], "given-up");

    let entries: Vec<AuditEntry> =
        world.host.data().audit.iter().map(|stored| stored.entry().expect("an entry")).collect();
    let said: Vec<_> =
        entries.iter().map(|entry| (entry.action.id(), entry.account.as_str(), entry.old.as_deref())).collect();
    let by = "token administrator";
    let expected = [
        ("webhook-add", by, None),
        ("webhook-change", by, Some(URL)),
        ("webhook-test", by, None),
        ("webhook-remove", by, None),
    ];
    assert_eq!(said, expected);
}

#[test]
fn what_cannot_be_is_refused_by_name_and_changes_nothing() {
    for kind in [ServiceKind::Host, ServiceKind::Authority] {
        let world = World::of_kind(kind);
        drop(world.told("POST", "/add", &json!({ "name": "pager", "url": URL })));
        let all = world.listed("", "webhooks");
        assert_eq!(all[0]["events"].as_array().expect("a list").len(), if kind == ServiceKind::Host { 4 } else { 5 });
        let foreign = if kind == ServiceKind::Host { "key.near_limit" } else { "count.reached" };
        for (end, message, status, said) in [
            ("/add", json!({ "name": "pager", "url": URL }), 409, "of this name already"),
            ("/add", json!({ "name": "a b", "url": URL }), 422, "1 to 64 characters"),
            ("/add", json!({ "name": "b", "url": "ftp://hooks.example/" }), 422, "https://"),
            ("/add", json!({ "name": "b", "url": URL, "events": [] }), 422, "at least one event"),
            ("/add", json!({ "name": "b", "url": URL, "events": [foreign] }), 422, "no such event"),
            ("/add", json!({ "name": "b", "url": URL, "secret": "mine" }), 400, "secret"),
            ("/add", json!({ "name": "b" }), 400, "url"),
            ("/change", json!({ "name": "pager", "url": "https://kim@hooks.example/" }), 422, "who sends"),
            ("/change", json!({ "name": "pager", "url": URL, "events": [foreign] }), 422, "no such event"),
            ("/change", json!({ "name": "nobody", "url": URL }), 404, "no such resource"),
            ("/test", json!({ "name": "nobody" }), 404, "no such resource"),
            ("/remove", json!({ "name": "pager\u{0}" }), 404, "no such resource"),
            ("/remove", json!(["pager"]), 400, "invalid type: sequence"),
        ] {
            let answer = world.by_api("POST", end, &message.to_string());
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (status, "application/problem+json"),
                "{message}"
            );
            assert!(answer.body.contains(said), "{message}: {}", answer.body);
        }
        assert_eq!(world.listed("", "webhooks"), all);
        let form = world.by_api("POST", "/remove", "name=pager");
        assert_eq!((form.status, world.host.data().audit.len()), (400, 1), "a form is no message");
    }
}

#[test]
fn an_address_of_the_api_names_the_method_that_it_takes() {
    let world = World::new();
    for (method, end, allow) in [("POST", "", "GET, HEAD"), ("GET", "/add", "POST"), ("DELETE", "/remove", "POST")] {
        let answer = world.by_api(method, end, "{}");
        assert_eq!((answer.status, answer.header("allow")), (405, allow), "{method} {end}");
    }
}
