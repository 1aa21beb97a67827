//! Changes of product keys by the operators' pages and by the API.

use crate::{
    browser::{ADDRESS, World},
    made_up_authority::key,
    made_up_host::NOW,
};
use muster_console::{AuditEntry, KeyWords, Role};
use muster_core::{authority::quota::Limit, time::Span};
use muster_proto::instant;

fn world() -> (World, String, u32) {
    let world = World::of_authority();
    world.host.data().keys.push(key(1, "Contoso"));
    let cookie = world.session(Role::KeyManager);
    (world, cookie, key(1, "").claim.number())
}

/// Action, old and new of each entry of the audit log.
fn audit(world: &World) -> Vec<(String, String, String)> {
    let data = world.host.data();
    let entries = data.audit.iter().map(|stored| stored.entry().expect("an entry"));
    entries
        .map(|AuditEntry { action, old, new, .. }| {
            (action.id().to_owned(), old.unwrap_or_default(), new.unwrap_or_default())
        })
        .collect()
}

const SEEN: &str = "before-customer=Contoso&before-order=PO-1&before-note=%3Cb%3Eby+telephone%3C%2Fb%3E";

#[test]
fn what_is_written_beside_a_key_is_changed_with_old_and_new_recorded() {
    let (world, kim, id) = world();
    let path = format!("/key/words?lang=en&id={id}");
    let form = format!("customer=Contoso+K.K.&order=PO-2&note=&{SEEN}");
    assert_eq!(world.post(&path, &kim, &form).status, 303);
    let words = KeyWords { customer: "Contoso K.K.".into(), order: "PO-2".into(), note: String::new() };
    assert_eq!(KeyWords::of(&world.host.data().keys[0]), words);
    let old = r#"customer "Contoso", order "PO-1", note "<b>by telephone</b>""#.to_owned();
    let new = r#"customer "Contoso K.K.", order "PO-2", note """#.to_owned();
    assert_eq!(audit(&world), [("key-edit".to_owned(), old, new)]);
    // The second of two editors has seen what is no longer so.
    let second = world.post(&path, &kim, &format!("customer=Fabrikam&order=PO-1&note=&{SEEN}"));
    assert_eq!(second.status, 409);
    for told in ["Customer: “Contoso” → “Contoso K.K.”", "Order: “PO-1” → “PO-2”", "value=\"Contoso K.K.\""]
    {
        assert!(second.body.contains(told), "{told}: {}", second.body);
    }
    assert_eq!(KeyWords::of(&world.host.data().keys[0]), words);
    assert_eq!(audit(&world).len(), 1);
}

#[test]
fn what_the_command_wrote_with_spaces_around_it_is_changed_like_the_rest() {
    let (world, kim, id) = world();
    world.host.data().keys[0].customer = " Contoso ".into();
    let seen = SEEN.replace("Contoso", "+Contoso+");
    let form = format!("customer=+Contoso+&order=PO-1&note=&{seen}");
    assert_eq!(world.post(&format!("/key/words?id={id}"), &kim, &form).status, 303);
    assert_eq!(world.host.data().keys[0].customer, "Contoso");
}

#[test]
fn a_text_that_nobody_can_read_is_refused() {
    let (world, kim, id) = world();
    for customer in ["x".repeat(201), "a%0Ab".into(), "a%E2%80%AEb".into()] {
        let form = format!("customer={customer}&order=PO-1&note=&{SEEN}");
        let answer = world.post(&format!("/key/words?lang=en&id={id}"), &kim, &form);
        assert!(answer.status == 422 && answer.body.contains("at most 200 characters"), "{}", answer.body);
    }
    assert!(audit(&world).is_empty());
}

/// Nothing would change, and whoever asks would be told nothing.
#[test]
fn a_trial_key_has_no_end_to_remove_and_says_so() {
    let (world, kim, id) = world();
    world.host.data().keys[0].days = Some(30);
    world.host.data().keys[0].ends = None;
    for (lang, told) in [("en", "&#34;Last day&#34; is empty"), ("ja", "[最終日] が空白です")] {
        let answer = world.post(&format!("/key/end?lang={lang}&id={id}"), &kim, "before=&end=");
        assert!(answer.status == 422 && answer.body.contains(told), "{lang}: {}", answer.body);
        assert!(answer.body.contains("30") && answer.body.contains("2027-12-31"), "{lang}: {}", answer.body);
    }
    let token = world.token(Role::KeyManager);
    let headers = [("host", ADDRESS), ("authorization", token.as_str()), ("content-type", "application/json")];
    let body = format!(r#"{{"id":{id},"before":null,"after":null}}"#);
    let answer = world.send("POST", "/v1/admin/key/end", &headers, &body);
    assert!(answer.status == 422 && answer.body.contains("after is empty: this is a trial key"), "{}", answer.body);
    assert!(audit(&world).is_empty());
    world.host.data().keys[0].days = None;
    assert_eq!(world.post(&format!("/key/end?id={id}"), &kim, "before=&end=").status, 303, "it is so");
}

#[test]
fn a_limit_is_raised_up_to_its_ceiling_and_never_lowered() {
    let (world, kim, id) = world();
    let path = format!("/key/limit?lang=en&id={id}");
    for (form, status, told) in [
        ("before=6&limit=6", 422, "enter more than 6"),
        ("before=6&limit=x", 422, "enter more than 6"),
        ("before=6&limit=101", 422, "raised to 100 at most"),
        ("before=5&limit=9", 409, "“5” → “6”"),
        ("before=6&limit=9", 303, ""),
        ("before=6&limit=12", 409, "“6” → “9”"),
    ] {
        let answer = world.post(&path, &kim, form);
        assert!(answer.status == status && answer.body.contains(told), "{form}: {} {}", answer.status, answer.body);
    }
    assert_eq!(world.host.data().keys[0].limit, Limit::Host { limit: 9 });
    assert_eq!(audit(&world), [("key-limit".to_owned(), "6".to_owned(), "9".to_owned())]);
    world.host.data().keys[0].limit = Limit::Host { limit: 100 };
    let page = world.get(&format!("/key?lang=en&id={id}"), &kim).body;
    assert!(!page.contains("Raise the limit") && page.contains("Set the end"), "{page}");
}

#[test]
fn an_end_is_set_moved_and_removed() {
    let (world, kim, id) = world();
    let path = format!("/key/end?lang=en&id={id}");
    let seen = (NOW + Span::days(365)).unix();
    let page = world.post(&path, &kim, &format!("before={seen}&end=2027-13-01"));
    assert!(page.status == 422 && page.body.contains("no date such as"), "{}", page.body);
    let page = world.post(&path, &kim, &format!("before={seen}&end=2020-12-31"));
    assert!(page.status == 422 && page.body.contains("an end is still to come"), "{}", page.body);
    assert_eq!(world.post(&path, &kim, "before=&end=2027-12-31").status, 409);
    assert_eq!(world.post(&path, &kim, &format!("before={seen}&end=2027-12-31")).status, 303);
    let moved = world.host.data().keys[0].ends.expect("an end");
    let page = world.get(&format!("/key?lang=en&id={id}"), &kim).body;
    assert!(page.contains("type=\"date\" value=\"2027-12-31\""), "{page}");
    assert_eq!(world.post(&path, &kim, &format!("before={}&end=", moved.unix())).status, 303);
    assert_eq!(world.host.data().keys[0].ends, None);
    let news: Vec<String> = audit(&world).into_iter().map(|(_, _, new)| new).collect();
    assert_eq!(news, ["2028-01-01T00:00:00Z", "none"]);
}

#[test]
fn an_order_is_renamed_with_all_its_keys() {
    let (world, kim, _) = world();
    world.host.data().keys.push(key(2, "Fabrikam"));
    let path = "/order?lang=en&customer=Contoso&order=PO-1";
    assert!(world.get(path, &kim).body.contains("name=\"new-customer\""));
    assert!(!world.get(path, &world.session(Role::Operator)).body.contains("name=\"new-customer\""));
    let answer = world.post(path, &kim, "new-customer=Contoso+KK&new-order=PO-1");
    assert_eq!((answer.status, answer.header("location")), (303, "/order?customer=Contoso+KK&order=PO-1&lang=en"));
    let customers: Vec<String> = world.host.data().keys.iter().map(|key| key.customer.clone()).collect();
    assert_eq!(customers, ["Contoso KK", "Fabrikam"]);
    let second = world.post(path, &kim, "new-customer=X&new-order=PO-1");
    assert!(second.status == 409 && second.body.contains("Somebody has changed it meanwhile"), "{}", second.body);
    let old = r#"customer "Contoso", order "PO-1""#.to_owned();
    let new = r#"customer "Contoso KK", order "PO-1"; keys: 1"#.to_owned();
    assert_eq!(audit(&world), [("order-edit".to_owned(), old, new)]);
}

#[test]
fn a_key_whose_end_is_over_is_said_to_have_ended() {
    let (world, kim, id) = world();
    let shown = |path: &str| world.get(path, &kim).body.contains("Ended");
    let pages = [format!("/key?lang=en&id={id}"), "/?lang=en".to_owned()];
    assert_eq!([shown(&pages[0]), shown(&pages[1])], [false, false]);
    world.host.data().keys[0].ends = Some(NOW);
    assert_eq!([shown(&pages[0]), shown(&pages[1])], [true, true]);
}

#[test]
fn two_orders_become_one_only_where_that_is_asked_for() {
    let (world, kim, _) = world();
    world.host.data().keys.push(key(2, "Fabrikam"));
    let path = "/order?lang=en&customer=Contoso&order=PO-1";
    let refused = world.post(path, &kim, "new-customer=Fabrikam&new-order=PO-2");
    assert!(refused.status == 422 && refused.body.contains("There are keys of this customer and order"));
    let token = world.token(Role::KeyManager);
    let order = |merge: &str| {
        let message = format!(
            r#"{{"before":{{"customer":"Contoso","order":"PO-1"}},"after":{{"customer":"Fabrikam","order":"PO-2"}}{merge}}}"#
        );
        let headers = [("host", ADDRESS), ("authorization", token.as_str())];
        world.send("POST", "/v1/admin/order/change", &headers, &message).status
    };
    assert_eq!(order(""), 422);
    assert_eq!(world.post(path, &kim, "new-customer=Fabrikam&new-order=PO-2&merge=1").status, 303);
    assert_eq!(order(r#","merge":true"#), 409, "it is so");
}

/// What is asked for comes again with the form: limits and ends ask who it is.
#[test]
fn limits_ends_and_orders_ask_again_who_it_is_and_texts_do_not() {
    let (world, kim, id) = world();
    world.clock.advance(Span::minutes(11));
    for (path, status) in [("/key/words", 409), ("/key/limit", 403), ("/key/end", 403)] {
        assert_eq!(world.post(&format!("{path}?id={id}"), &kim, "").status, status, "{path}");
    }
    assert_eq!(world.post("/order?customer=Contoso&order=PO-1", &kim, "new-customer=X").status, 403);
}

#[test]
fn the_api_changes_the_same_and_refuses_what_is_no_longer_so() {
    let (world, _, id) = world();
    let token = world.token(Role::KeyManager);
    let call = |path: &str, message: &str| {
        world.send("POST", path, &[("host", ADDRESS), ("authorization", token.as_str())], message)
    };
    let words = |customer: &str| format!(r#"{{"customer":"{customer}","order":"PO-1","note":"<b>by telephone</b>"}}"#);
    let message = format!(r#"{{"id":{id},"before":{},"after":{}}}"#, words("Contoso"), words("Fabrikam"));
    let answer = call("/v1/admin/key/words", &message);
    assert!(answer.status == 200 && answer.body.contains("\"customer\":\"Fabrikam\""), "{}", answer.body);
    assert_eq!(call("/v1/admin/key/words", &message).status, 409);
    let limit = |after| call("/v1/admin/key/limit", &format!(r#"{{"id":{id},"before":6,"after":{after}}}"#));
    assert_eq!([101, 6, 8].map(|after| limit(after).status), [422, 422, 200]);
    let ends = instant::rfc3339(NOW + Span::days(365));
    let end = |before: &str, after: &str| {
        call("/v1/admin/key/end", &format!(r#"{{"id":{id},"before":{before},"after":{after}}}"#)).status
    };
    assert_eq!(end("null", "\"2027-12-31\""), 409);
    assert_eq!(end("\"yesterday\"", "null"), 422);
    assert_eq!(end(&format!("\"{ends}\""), "\"31.12.2027\""), 422);
    assert_eq!(end(&format!("\"{ends}\""), "\"2020-12-31\""), 422);
    assert_eq!(end(&format!("\"{ends}\""), "\"2027-12-31\""), 200);
    let order = r#"{"before":{"customer":"Fabrikam","order":"PO-1"},"after":{"customer":"Fabrikam","order":"PO-9"}}"#;
    assert_eq!(call("/v1/admin/order/change", order).body, r#"{"keys":1}"#);
    assert_eq!(call("/v1/admin/order/change", order).status, 409);
    let unknown = call("/v1/admin/key/limit", r#"{"id":99999,"before":6,"after":7}"#);
    assert_eq!(unknown.status, 404, "{}", unknown.body);
}
