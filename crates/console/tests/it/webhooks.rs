//! Webhooks: made and removed by administrators, told what happens, tried again until a receiver takes it.

use crate::{browser::World, made_up_store::Store};
use aws_lc_rs::hmac;
use data_encoding::BASE64;
use muster_console::{
    AuditEntry, Condition, Delivery, LogProgress, Notice, Observation, Role, ServiceKind, WebhookEvent, WebhookStore,
};
use muster_core::time::Span;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

/// A message that a receiver got.
struct Received {
    headers: HashMap<String, String>,
    body: String,
}

/// A receiver on a free port that gives these answers, one each connection, and hands on what it got.
fn receiver(answers: Vec<&'static str>) -> (SocketAddr, Receiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    let (sender, received) = mpsc::channel();
    thread::spawn(move || {
        for status in answers {
            let (mut stream, _) = listener.accept().expect("a connection");
            let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
            let whole = loop {
                let length = stream.read(&mut buffer).expect("a message");
                bytes.extend_from_slice(&buffer[..length]);
                if let Some(whole) = parsed(&String::from_utf8_lossy(&bytes)) {
                    break whole;
                }
            };
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 3\r\nConnection: close\r\n\r\n<b>");
            stream.write_all(answer.as_bytes()).expect("answered");
            sender.send(whole).expect("somebody waits");
        }
    });
    (address, received)
}

fn parsed(text: &str) -> Option<Received> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    let headers: HashMap<String, String> =
        headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let length: usize = headers.get("content-length").map_or(0, |length| length.parse().expect("a number"));
    (body.len() == length).then(|| Received { headers, body: body.to_owned() })
}

/// What a receiver does: the signature over id, time and body with the secret that it was told.
fn assert_signed(received: &Received, secret: &str) {
    let secret = BASE64.decode(secret.strip_prefix("whsec_").expect("its prefix").as_bytes()).expect("base64");
    let (id, time) = (&received.headers["webhook-id"], &received.headers["webhook-timestamp"]);
    let signature = received.headers["webhook-signature"].strip_prefix("v1,").expect("its version");
    let tag = BASE64.decode(signature.as_bytes()).expect("base64");
    let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
    hmac::verify(&key, format!("{id}.{time}.{}", received.body).as_bytes(), &tag).expect("signed");
}

/// A form that makes a webhook for these events.
fn form(name: &str, url: &str, events: &[WebhookEvent]) -> String {
    let chosen: String = events.iter().map(|event| format!("&{}=1", event.id())).collect();
    format!("do=add&name={name}&url={}{chosen}", url.replace(':', "%3A").replace('/', "%2F"))
}

/// Makes one; returns the secret that the page shows.
fn make(world: &World, root: &str, url: &str, events: &[WebhookEvent]) -> String {
    let answer = world.post("/webhooks?lang=en", root, &form("pager", url, events));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let (_, secret) = answer.body.split_once("mono link\">").expect("a secret");
    secret.split('<').next().expect("its end").replace("&#43;", "+").replace("&#61;", "=").replace("&#47;", "/")
}

fn deliveries(world: &World) -> Vec<Delivery> {
    Store(world.host.clone()).deliveries_before(i64::MAX, 99).expect("deliveries")
}

fn ending(days: u32) -> Condition {
    let data = json!({ "document": "host license", "days": days });
    Condition { subject: format!("all:license:{days}"), notice: Notice { event: WebhookEvent::LicenseEnding, data } }
}

#[test]
fn a_message_is_tried_again_until_a_receiver_takes_it() {
    let world = World::new();
    let root = world.session(Role::Administrator);
    let (address, received) = receiver(vec!["500 Oops", "503 Busy", "204 Taken"]);
    let secret = make(&world, &root, &format!("http://{address}/hook"), &WebhookEvent::ALL);
    let page = world.get("/webhooks?lang=en", &root).body;
    assert!(page.contains(&format!("http://{address}/hook")) && !page.contains("whsec_"), "shown once: {page}");
    world.host.data().observation =
        Observation { scopes: vec!["all:".into()], conditions: vec![ending(30)], log: None };
    let mut worker = world.webhooks();
    let mut ids = Vec::new();
    for (wait, state) in [(0, "On its way"), (5, "On its way"), (60, "Arrived")] {
        world.clock.advance(Span::seconds(wait));
        worker.run_once().expect("a store");
        let message = received.recv_timeout(Duration::from_secs(60)).expect("a message");
        assert_signed(&message, &secret);
        let body: Value = serde_json::from_str(&message.body).expect("JSON");
        assert_eq!((&body["type"], &body["data"]["days"]), (&json!("license.ending"), &json!(30)));
        assert_eq!(message.headers["content-type"], "application/json");
        ids.push(message.headers["webhook-id"].clone());
        let page = world.get("/webhooks?lang=en", &root).body;
        assert!(page.contains(&format!(">{state}</td>")) && !page.contains("<b>"), "{page}");
        worker.run_once().expect("nothing is due yet");
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "the id of a message stays");
    let all = deliveries(&world);
    assert_eq!((all.len(), all[0].attempts, all[0].outcome.as_str()), (1, 3, "204"), "told once: {all:?}");
}

#[test]
fn a_message_that_never_arrives_is_given_up_after_a_day() {
    let world = World::new();
    let root = world.session(Role::Administrator);
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    drop(make(&world, &root, &format!("http://{closed}/"), &[WebhookEvent::SignInLocked]));
    assert_eq!(world.post("/webhooks", &root, "do=test&name=pager").status, 303);
    let (mut worker, begun) = (world.webhooks(), world.now());
    while let Some(next) = deliveries(&world)[0].next {
        world.clock.advance(Span::seconds(u32::try_from(next.seconds_after(world.now())).expect("ahead")));
        worker.run_once().expect("a store");
        assert!(world.now().since(begun) < Span::days(3), "it ends");
    }
    let all = deliveries(&world);
    assert_eq!((all[0].attempts, all[0].outcome.as_str(), all[0].delivered), (9, "connection refused", false));
    assert!(world.now().since(begun) > Span::days(1));
    let page = world.get("/webhooks?lang=en", &world.session(Role::Administrator)).body;
    assert!(page.contains(">Given up</td>") && page.contains("connection refused"), "{page}");
}

#[test]
fn what_a_log_has_gained_is_told_once_and_not_what_was_before() {
    let world = World::new();
    let root = world.session(Role::Administrator);
    drop(make(&world, &root, "http://127.0.0.1:9/", &[WebhookEvent::MachineActivated]));
    let mut worker = world.webhooks();
    let mut seen = |to, notices: usize| {
        let notice = Notice { event: WebhookEvent::MachineActivated, data: json!({ "machine": "pc-1" }) };
        let log = Some(LogProgress { subject: "log:requests".into(), to, notices: vec![notice; notices] });
        // A license that ends is not for this webhook.
        let (scopes, conditions) = (vec!["all:".to_owned()], vec![ending(7)]);
        world.host.data().observation = Observation { scopes, conditions, log };
        world.clock.advance(Span::minutes(1));
        worker.run_once().expect("a store");
        deliveries(&world).len()
    };
    assert_eq!([seen(70, 0), seen(72, 2), seen(72, 0), seen(73, 1)], [0, 2, 2, 3]);
}

#[test]
fn a_sign_in_that_is_locked_is_told_without_what_was_typed() {
    let (world, root) = World::with_root();
    drop(make(&world, &root, "http://127.0.0.1:9/", &[WebhookEvent::SignInLocked]));
    for _ in 0..6 {
        drop(world.sign_in("root", "wrong+password+again"));
        drop(world.sign_in("my+password+in+the+wrong+field", "x"));
    }
    let bodies: Vec<String> = deliveries(&world).into_iter().map(|delivery| delivery.message.body).collect();
    assert_eq!(bodies.len(), 2, "once each: {bodies:?}");
    assert!(bodies.iter().any(|body| body.contains("\"account\":\"root\"")), "{bodies:?}");
    assert!(bodies.iter().all(|body| !body.contains("wrong") && body.contains("\"from\":\"127.0.0.1\"")), "{bodies:?}");
}

#[test]
fn only_an_address_of_http_with_an_event_makes_one_and_each_is_recorded() {
    let world = World::of_kind(ServiceKind::Authority);
    let root = world.session(Role::Administrator);
    for (url, events, problem) in [
        ("ftp://hooks.example/", &WebhookEvent::ALL[..], "begins with https://"),
        ("https://kim@hooks.example/", &WebhookEvent::ALL, "signature says who sends"),
        ("https://hooks.example/", &[], "at least one event"),
    ] {
        let answer = world.post("/webhooks?lang=en", &root, &form("pager", url, events));
        assert!(answer.status == 422 && answer.body.contains(problem), "{url}: {}", answer.body);
    }
    let page = world.get("/webhooks?lang=en", &root).body;
    assert!(page.contains("key.near_limit") && !page.contains("count.reached"), "those of the authority: {page}");
    drop(make(&world, &root, "https://hooks.example/?<b>", &WebhookEvent::ALL));
    let again = world.post("/webhooks", &root, &form("pager", "https://hooks.example/", &WebhookEvent::ALL));
    assert_eq!(again.status, 409);
    assert_eq!(world.post("/webhooks", &root, "do=test&name=pager").status, 303);
    assert_eq!(world.post("/webhooks", &root, "do=test&name=nobody").status, 404);
    for status in [303, 404] {
        assert_eq!(world.post("/webhooks", &root, "do=remove&name=pager").status, status);
    }
    assert!(deliveries(&world).iter().all(|delivery| delivery.next.is_none()), "what is on its way is given up");
    let entries: Vec<AuditEntry> =
        world.host.data().audit.iter().map(|stored| stored.entry().expect("an entry")).collect();
    let said: Vec<_> = entries.iter().map(|entry| (entry.action.id(), entry.subject.as_deref())).collect();
    let pager = Some("pager");
    assert_eq!(said, [("webhook-add", pager), ("webhook-test", pager), ("webhook-remove", pager)]);
}

/// Who makes a webhook after a while is not told what happened meanwhile.
#[test]
fn without_a_webhook_nothing_is_remembered() {
    let world = World::new();
    let root = world.session(Role::Administrator);
    let mut worker = world.webhooks();
    world.host.data().observation =
        Observation { scopes: vec!["all:".into()], conditions: vec![ending(30)], log: None };
    let mut notes = || {
        world.clock.advance(Span::minutes(1));
        worker.run_once().expect("a store");
        Store(world.host.clone()).webhook_notes().expect("notes").len()
    };
    assert_eq!(notes(), 0);
    drop(make(&world, &root, "http://127.0.0.1:9/", &WebhookEvent::ALL));
    assert_eq!(notes(), 1);
    assert_eq!(world.post("/webhooks", &root, "do=remove&name=pager").status, 303);
    assert_eq!(notes(), 0);
}
