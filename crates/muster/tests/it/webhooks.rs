//! What webhooks of host and authority are told, and the commands that make them.

use crate::command::run_in;
use muster_authority::ConsoleOwner;
use muster_core::time::{Moment, Span};
use muster_host::{Host, WebhookNotes, WebhookObservation};
use muster_testbed::harness::{
    http::{activate, request},
    world::{World, ledger},
};
use serde_json::Value;

/// The events of a log, and the subjects of conditions with their events.
fn told(found: &WebhookObservation) -> (Vec<&'static str>, Vec<(&str, &'static str)>) {
    let log = found.log.as_ref().expect("a log");
    let conditions = found.conditions.iter().map(|condition| (condition.subject.as_str(), condition.notice.event.id()));
    (log.notices.iter().map(|notice| notice.event.id()).collect(), conditions.collect())
}

/// What is remembered once this was told.
fn notes(found: &WebhookObservation) -> WebhookNotes {
    let log = found.log.as_ref().expect("a log");
    WebhookNotes::from([(log.subject.clone(), log.to)])
}

#[test]
fn a_host_tells_of_new_machines_a_count_that_is_enough_and_what_ends() {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    let asks = |numbers: std::ops::RangeInclusive<u32>| {
        for number in numbers {
            assert_eq!(activate(host.address(), &request(number, ledger(&world), world.now())).0, 200);
        }
    };
    let opened = Host::open(&world.state("kms").join("host")).expect("a host");
    let observed = |notes: &WebhookNotes, now: Moment| opened.observe(notes, now).expect("a store");
    asks(1..=24);
    let before = observed(&WebhookNotes::new(), world.now());
    assert_eq!(told(&before), (vec![], vec![]), "24 of 25, and nothing of before");
    asks(25..=26);
    let after = observed(&notes(&before), world.now());
    let (log, conditions) = told(&after);
    assert_eq!(log, ["machine.activated"; 2]);
    assert!(conditions.len() == 1 && conditions[0].1 == "count.reached", "{conditions:?}");
    let machine = &after.log.as_ref().expect("a log").notices[0].data;
    assert_eq!((&machine["machine"], machine["cmid"].as_str().map(str::len)), (&Value::from("pc-25"), Some(36)));
    assert_eq!(told(&observed(&notes(&after), world.now())).0, [""; 0], "once");
    let late = observed(&notes(&after), world.now() + Span::days(1_820));
    // The pack lasts for ten years.
    let ending: Vec<_> = told(&late).1.into_iter().filter(|(_, event)| *event == "license.ending").collect();
    assert!(ending.len() == 1 && ending[0].0.contains("host license"), "{ending:?}");
}

#[test]
fn the_authority_tells_of_a_first_activation_and_what_ends() {
    let world = World::new();
    let view = world.vendor.authority.console_view().expect("a store");
    let observed = |notes: &WebhookNotes, now: Moment| view.observe(notes, now).expect("a store");
    let before = observed(&WebhookNotes::new(), world.now());
    drop(world.running_host(&world.setup("kms", None)));
    let after = observed(&notes(&before), world.now());
    let (log, conditions) = told(&after);
    assert_eq!((log, conditions), (vec!["machine.activated"], vec![]));
    let data = &after.log.as_ref().expect("a log").notices[0].data;
    assert_eq!(data["partial_key"], Value::from(world.vendor.host_key.partial()));
    assert_eq!(told(&observed(&notes(&after), world.now())).0, [""; 0], "once");
    let late = observed(&notes(&after), world.now() + Span::days(1_820));
    let license = late.conditions.iter().find(|condition| condition.notice.data["document"] == "license");
    let license = &license.expect("the license of the host").notice.data;
    assert!(!license["host"]["id"].is_null() && license["days"].as_i64() <= Some(7), "{license}");
}

#[test]
fn webhooks_are_made_listed_and_removed_by_command() {
    let world = World::in_real_time();
    drop(world.setup("kms", None).init(&world.vendor).expect("a host"));
    for (folder, service) in [(world.state("kms"), "host"), (world.path(""), "authority")] {
        let run = |words: &[&str]| run_in(&folder, &[&[service, "webhook"], words].concat());
        let (code, made) = run(&["add", "Pager", "https://hooks.example/x", "--event", "sign_in.locked", "--json"]);
        let made: Value = serde_json::from_str(&made).unwrap_or_else(|_| panic!("{code} {made}"));
        assert!(made["secret"].as_str().is_some_and(|secret| secret.starts_with("whsec_")), "{made}");
        let (code, told) = run(&["add", "pager", "https://hooks.example/y"]);
        assert!(code != 0 && told.contains("0x80070057"), "once: {told}");
        let (code, told) = run(&["add", "other", "ftp://hooks.example/"]);
        assert!(code != 0 && told.contains("https://"), "{told}");
        let foreign = if service == "host" { "key.near_limit" } else { "count.reached" };
        let (code, told) = run(&["add", "other", "https://hooks.example/z", "--event", foreign]);
        assert!(code == 2 && told.contains(foreign), "{told}");
        let (code, list) = run(&["list"]);
        assert!(code == 0 && list.contains("pager") && list.contains("sign_in.locked"), "{list}");
        assert!(!list.contains("whsec_"), "shown once: {list}");
        assert_eq!(run(&["remove", "pager"]).0, 0);
        let (code, told) = run(&["remove", "pager"]);
        assert!(code != 0 && told.contains("0x80070057"), "{told}");
        let audit: &[&str] = if service == "host" { &["audit", "list"] } else { &["audit", "list", "--console"] };
        let (_, log) = run_in(&folder, &[&[service], audit].concat());
        assert!(log.contains("webhook-add") && log.contains("webhook-remove"), "{log}");
    }
}
