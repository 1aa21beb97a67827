//! `muster authority customer`: what the operators' pages know and change of customers, by commands.

use crate::command::{authority, authority_in, run_in};
use muster_testbed::harness::world::World;
use serde_json::{Value, json};

/// Two customers: Contoso with two orders, Fabrikam with one of the same number.
fn world() -> World {
    let world = World::in_real_time();
    for (customer, order, note) in
        [("Contoso", "PO-1", "by telephone"), ("Contoso", "PO-2", ""), ("Fabrikam", "PO-2", "")]
    {
        let key = world.mak(2, 5).partial();
        let words = ["key", "edit", &key, "--customer", customer, "--order", order, "--note", note];
        let (code, told) = authority(&world, &words);
        assert_eq!(code, 0, "{told}");
    }
    world
}

/// What needs no passphrase takes none.
fn asked(world: &World, words: &[&str]) -> (i32, String) {
    let words = [&["customer"], words].concat();
    let reads = ["list", "show"].contains(&words[1]);
    if reads { run_in(&world.path(""), &[&["authority"], &words[..]].concat()) } else { authority(world, &words) }
}

fn json_of(world: &World, words: &[&str]) -> Value {
    let (code, told) = asked(world, &[words, &["--json"]].concat());
    assert_eq!(code, 0, "{told}");
    serde_json::from_str(&told).expect("JSON")
}

fn refused(world: &World, words: &[&str]) -> String {
    let (code, told) = asked(world, words);
    assert_eq!(code, 1, "{told}");
    told
}

#[test]
fn customers_are_listed_shown_and_changed() {
    let world = world();
    let names = |words: &[&str]| {
        let listed = json_of(&world, &[&["list"], words].concat());
        let customers = listed.as_array().expect("a list").iter();
        customers.map(|row| row["customer"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&[]), ["Contoso", "Fabrikam"], "keys without a customer have none");
    assert_eq!((names(&["--find", "po-1"]), names(&["--find", "nobody"])), (vec!["Contoso".to_owned()], vec![]));
    let contact = json!({ "name": "Kim", "mail": "kim@contoso.example", "phone": "" });
    let set = ["contact", "Contoso", "--name", " Kim ", "--mail", "kim@contoso.example"];
    assert_eq!(json_of(&world, &set), json!({ "customer": "Contoso", "contact": contact }));
    let changed = json_of(&world, &["contact", "Contoso", "--phone", "+81 3 5550 0100", "--mail", ""]);
    assert_eq!(changed["contact"], json!({ "name": "Kim", "mail": "", "phone": "+81 3 5550 0100" }));
    assert_eq!(names(&["--find", "KIM"]), ["Contoso"]);
    let shown = json_of(&world, &["show", "Contoso"]);
    assert_eq!((&shown["contact"], &shown["key_groups"]), (&changed["contact"], &json!([90])));
    // Serials are drawn, and so is the order of the keys.
    let holds = |rows: &str, field: &str, text: &str| {
        shown[rows].as_array().expect("rows").iter().any(|row| row[field].as_str() == Some(text))
    };
    assert!(holds("orders", "order", "PO-1") && holds("keys", "note", "by telephone"), "{shown}");
    let (code, text) = asked(&world, &["show", "Contoso"]);
    assert!(code == 0 && text.contains("2 order(s)  2 key(s)  Kim  +81 3 5550 0100"), "{text}");
    assert!(text.contains("PO-1  1 key(s), 0 blocked, 0 activated") && text.contains("by telephone"), "{text}");
    let cleared = json_of(&world, &["contact", "Contoso", "--clear"]);
    assert_eq!(cleared["contact"], json!({ "name": "", "mail": "", "phone": "" }));
}

#[test]
fn a_customer_gets_another_name_and_what_cannot_be_is_said_with_the_way_out() {
    let world = world();
    let merge = refused(&world, &["rename", "Contoso", "--to", "Fabrikam"]);
    assert!(merge.contains("--merge") && merge.contains("0x80070057"), "{merge}");
    let (_, merge) = authority_in(&world, "ja", &["customer", "rename", "Contoso", "--to", "Fabrikam"]);
    assert!(merge.contains("--merge を指定してください"), "{merge}");
    json_of(&world, &["contact", "Contoso", "--name", "Kim"]);
    let renamed = json_of(&world, &["rename", "Contoso", "--to", "Fabrikam", "--merge"]);
    assert_eq!(renamed, json!({ "customer": "Fabrikam", "before": "Contoso", "keys": 2 }));
    let shown = json_of(&world, &["show", "Fabrikam"]);
    assert_eq!((&shown["contact"]["name"], &shown["orders"][1]["keys"]), (&json!("Kim"), &json!(2)));
    for words in [&["show", "contoso"][..], &["contact", "Contoso", "--clear"], &["rename", "", "--to", "x"]] {
        let told = refused(&world, words);
        assert!(told.contains("muster authority customer list"), "{told}");
    }
    let long = "x".repeat(201);
    let told = refused(&world, &["contact", "Fabrikam", "--phone", &long]);
    assert!(told.contains("at most 200 characters"), "{told}");
    let (code, told) = authority(&world, &["customer", "contact", "Fabrikam"]);
    assert!(code == 2 && told.contains("--clear"), "{told}");
}
