//! What the operators' pages change of keys, over a store as it is.

use muster_console::{
    AuthorityView, Contact, ContactChange, CustomerOrder, KeyChange, KeyChanged, KeyPart, KeyRefusal, KeyWords,
    OrderChange,
};
use muster_core::{
    authority::{key_groups::KeyGroups, quota::Limit},
    code,
    keys::product_key::KeyKind,
    time::Span,
};
use muster_testbed::harness::world::World;

fn words(customer: &str, note: &str) -> KeyWords {
    KeyWords { customer: customer.into(), order: "4711".into(), note: note.into() }
}

#[test]
fn a_key_is_changed_unless_somebody_was_sooner_and_each_change_is_recorded() {
    let world = World::new();
    let (authority, now) = (&world.vendor.authority, world.now());
    let console = authority.console_view().expect("a view");
    let view = console.issued(KeyGroups::All);
    let claim = world.mak(2, 5).claim();
    let change = |before, after| view.change_key(&KeyChange { claim, before, after }, "kim", now).expect("an answer");
    let empty = KeyWords { customer: String::new(), order: String::new(), note: String::new() };
    let written = KeyPart::Words(words("Contoso", "a"));
    assert_eq!(change(KeyPart::Words(empty.clone()), written.clone()), KeyChanged::Done(1));
    assert_eq!(change(KeyPart::Words(empty.clone()), KeyPart::Words(words("Fabrikam", ""))), KeyChanged::Meanwhile);
    assert_eq!(change(written.clone(), written.clone()), KeyChanged::Done(0), "it is so");
    assert_eq!(change(KeyPart::Limit(2), KeyPart::Limit(6)), KeyChanged::Refused(KeyRefusal::Ceiling(5)));
    assert_eq!(change(KeyPart::Limit(2), KeyPart::Limit(2)), KeyChanged::Refused(KeyRefusal::NotRaised(2)));
    assert_eq!(change(KeyPart::Limit(2), KeyPart::Limit(5)), KeyChanged::Done(1));
    assert_eq!(change(KeyPart::End(None), KeyPart::End(Some(now))), KeyChanged::Refused(KeyRefusal::Past));
    let end = KeyPart::End(Some(now + Span::days(30)));
    assert_eq!(change(KeyPart::End(None), end.clone()), KeyChanged::Done(1));
    let key = view.key(&claim).expect("read").expect("a key");
    assert_eq!((KeyPart::Words(KeyWords::of(&key)), KeyPart::End(key.ends)), (written, end));
    assert_eq!(key.limit, Limit::Multiple { limit: 5, ceiling: 5 });
    let entries = crate::audit::entries(&world.path("authority"));
    let told: Vec<String> = entries
        .into_iter()
        .filter(|entry| entry.by == "console kim")
        .map(|entry| entry.detail.unwrap_or_default())
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!((told[0].as_str(), told[1].as_str()), (r#"customer "Contoso", order "4711", note "a""#, "limit 5"));
}

/// Six computers are what a host key is issued for; the vendor may raise that.
#[test]
fn the_limit_of_a_host_key_is_raised_to_a_hundred_and_no_further() {
    let world = World::new();
    let (authority, now) = (&world.vendor.authority, world.now());
    let claim = authority.keys().expect("keys").iter().map(|key| key.claim).find(|key| key.kind == KeyKind::Host);
    let claim = claim.expect("a host key");
    let console = authority.console_view().expect("a view");
    let limit = || console.issued(KeyGroups::All).key(&claim).expect("read").expect("a key").limit;
    assert_eq!(limit(), Limit::HOST);
    assert_eq!(authority.raise_limit(&claim, 101, now).expect_err("too far").code(), code::MAK_CEILING_EXCEEDED);
    assert_eq!(authority.raise_limit(&claim, 8, now).expect("raised"), Limit::Host { limit: 8 });
    assert_eq!(authority.raise_limit(&claim, 7, now).expect("so already"), Limit::Host { limit: 8 });
    assert_eq!(limit(), Limit::Host { limit: 8 });
}

#[test]
fn an_order_gets_another_customer_and_so_do_the_customers_others_where_asked_for() {
    let world = World::new();
    let (authority, now) = (&world.vendor.authority, world.now());
    let console = authority.console_view().expect("a view");
    let view = console.issued(KeyGroups::All);
    let claims = [1, 2, 3].map(|limit| world.mak(limit, limit).claim());
    for (claim, (customer, order)) in claims.iter().zip([("Contoso", "1"), ("Contoso", "2"), ("Fabrikam", "1")]) {
        let text = |text: &str| Some(text.to_owned());
        let details = muster_authority::KeyDetails { customer: text(customer), order: text(order), note: None };
        authority.edit_key(claim, &details, now).expect("written");
    }
    let order = |customer: &str, order: &str| CustomerOrder { customer: customer.into(), order: order.into() };
    let changed = |before, after, all_orders, merge| {
        view.change_order(&OrderChange { before, after, all_orders, merge }, "kim", now).expect("an answer")
    };
    let change = |before, after, all_orders| changed(before, after, all_orders, false);
    let shown = || -> Vec<String> {
        let keys = claims.map(|claim| view.key(&claim).expect("read").expect("a key"));
        keys.iter().map(|key| format!("{} {}", key.customer, key.order)).collect()
    };
    assert_eq!(change(order("Contoso", "1"), order("Contoso KK", "1a"), false), KeyChanged::Done(1));
    assert_eq!(shown(), ["Contoso KK 1a", "Contoso 2", "Fabrikam 1"]);
    assert_eq!(change(order("Contoso", "1"), order("X", "1"), false), KeyChanged::Meanwhile);
    assert_eq!(change(order("Contoso", "2"), order("Contoso KK", "2"), true), KeyChanged::Done(1));
    assert_eq!(change(order("Contoso KK", "2"), order("Contoso", "2"), true), KeyChanged::Done(2));
    assert_eq!(shown(), ["Contoso 1a", "Contoso 2", "Fabrikam 1"]);
    let refused = KeyChanged::Refused(KeyRefusal::Merge);
    assert_eq!(change(order("Fabrikam", "1"), order("Contoso", "2"), false), refused, "there is such an order");
    assert_eq!(change(order("Contoso", "1a"), order("Contoso KK", "2"), true), refused, "two of its own");
    assert_eq!(change(order("Contoso", "2"), order("Fabrikam", "7"), true), KeyChanged::Done(2));
    assert_eq!(change(order("Fabrikam", "1a"), order("X", "1a"), false), KeyChanged::Done(1));
    assert_eq!(change(order("Fabrikam", "7"), order("X", "9"), false), KeyChanged::Done(1));
    assert_eq!(shown(), ["X 1a", "X 9", "Fabrikam 1"]);
    assert_eq!(change(order("Fabrikam", "1"), order("Y", "9"), false), KeyChanged::Done(1));
    assert_eq!(
        change(order("X", "1a"), order("Y", "1a"), true),
        refused,
        "another of its orders has a number of the other's"
    );
    assert_eq!(changed(order("X", "1a"), order("Y", "1a"), true, true), KeyChanged::Done(2));
    assert_eq!(shown(), ["Y 1a", "Y 9", "Y 9"]);
    assert_eq!(change(order("Y", "9"), order("Fabrikam", "1"), false), KeyChanged::Done(2));
    let long = change(order("Fabrikam", "1"), order(&"x".repeat(201), "1"), false);
    assert_eq!(long, KeyChanged::Refused(KeyRefusal::Text));
}

#[test]
fn a_contact_is_changed_unless_somebody_was_sooner_and_goes_along_with_its_keys() {
    let world = World::new();
    let (authority, now) = (&world.vendor.authority, world.now());
    let console = authority.console_view().expect("a view");
    let view = console.issued(KeyGroups::All);
    let claim = world.mak(2, 5).claim();
    let empty = KeyWords { customer: String::new(), order: String::new(), note: String::new() };
    let rename = |before: &KeyWords, after: &KeyWords| {
        let change = KeyChange { claim, before: KeyPart::Words(before.clone()), after: KeyPart::Words(after.clone()) };
        assert_eq!(view.change_key(&change, "kim", now).expect("an answer"), KeyChanged::Done(1));
    };
    rename(&empty, &words("Contoso", ""));
    let contact = |name: &str| Contact { name: name.into(), mail: "k@contoso.example".into(), phone: "1".into() };
    let change = |before: &Contact, after: &Contact| {
        let (customer, before, after) = ("Contoso".to_owned(), before.clone(), after.clone());
        view.change_contact(&ContactChange { customer, before, after }, "kim", now).expect("an answer")
    };
    assert_eq!(change(&Contact::default(), &contact("a\u{7}")), KeyChanged::Refused(KeyRefusal::Text));
    assert_eq!(change(&Contact::default(), &contact("Kim")), KeyChanged::Done(1));
    assert_eq!(change(&Contact::default(), &contact("Sato")), KeyChanged::Meanwhile);
    assert_eq!(change(&contact("Kim"), &contact("Kim")), KeyChanged::Done(0), "it is so");
    rename(&words("Contoso", ""), &words("Contoso K.K.", ""));
    assert_eq!(view.customer("Contoso").expect("read"), None);
    assert_eq!(view.customer("Contoso K.K.").expect("read").expect("a customer").contact, contact("Kim"));
    let told: Vec<String> =
        crate::audit::entries(&world.path("authority")).into_iter().filter_map(|entry| entry.detail).collect();
    let expected =
        r#"contact of "Contoso": name "Kim", mail "k@contoso.example", phone "1"; before: name "", mail "", phone """#;
    assert!(told.iter().any(|detail| detail == expected), "{told:?}");
}
