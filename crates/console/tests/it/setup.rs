//! The first administrator.

use crate::browser::{ORIGIN, World};
use muster_console::Role;
use muster_core::time::Span;

fn path(world: &World) -> String {
    world.link.as_deref().and_then(|link| link.strip_prefix(ORIGIN)).expect("a link of the console").to_owned()
}

const FORM: &str = "name=root&password=correct+horse+battery&again=correct+horse+battery";

#[test]
fn the_link_makes_one_administrator_once() {
    let world = World::new();
    let path = path(&world);
    let token = path.strip_prefix("/setup?token=").expect("a token").to_owned();
    assert_eq!(token.len(), 32, "128 bits");
    let stored = format!("{:02x?}", world.host.data().links.keys().collect::<Vec<_>>()).replace([',', ' '], "");
    assert!(!stored.contains(&token), "the store has only the hash");
    // Looking uses nothing up.
    assert_eq!((world.get(&path, "").status, world.get(&path, "").status), (200, 200));
    let answer = world.post(&path, "", FORM);
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    assert_eq!(world.get("/", &answer.cookie()).status, 200, "signed in");
    let accounts = world.host.data().accounts.clone();
    assert_eq!((accounts.len(), accounts[0].name.as_str(), accounts[0].role.role()), (1, "root", Role::Administrator));
    assert!(accounts[0].password.starts_with("$argon2id$"));
    assert_eq!((world.get(&path, "").status, world.post(&path, "", FORM).status), (404, 404), "used up");
    assert_eq!(world.host.data().accounts.len(), 1);
}

#[test]
fn the_link_ends_after_an_hour_and_when_the_host_starts_again() {
    let world = World::new();
    let link = path(&world);
    world.clock.advance(Span::seconds(3_599));
    assert_eq!(world.get(&link, "").status, 200);
    world.clock.advance(Span::seconds(1));
    assert_eq!((world.get(&link, "").status, world.post(&link, "", FORM).status), (404, 404));
    let again = World::with(world.host.clone());
    assert_eq!((again.get(&link, "").status, again.get(&path(&again), "").status), (404, 200));
    assert!(world.host.data().accounts.is_empty());
}

#[test]
fn a_guessed_link_makes_nobody() {
    let world = World::new();
    for token in ["", "0", &"0".repeat(32), &"0".repeat(64), "../", &path(&world)[13..].to_uppercase()] {
        let path = format!("/setup?token={token}");
        assert_eq!((world.get(&path, "").status, world.post(&path, "", FORM).status), (404, 404), "{path}");
    }
    assert!(world.host.data().accounts.is_empty());
}

#[test]
fn a_bad_name_or_password_is_told_and_the_link_stays() {
    let world = World::new();
    let path = path(&world);
    for (form, problem) in [
        ("name=&password=correct+horse+battery&again=correct+horse+battery", "A name has 1 to 64 characters"),
        ("name=a+b&password=correct+horse+battery&again=correct+horse+battery", "A name has 1 to 64 characters"),
        ("name=a%E2%80%AEb&password=correct+horse+battery&again=correct+horse+battery", "A name has 1 to 64"),
        ("name=root&password=short&again=short", "A password has 12 to 256 characters."),
        ("name=root&password=correct+horse+battery&again=correct+horse", "The two passwords differ."),
        ("name=administrator&password=administrator1&again=administrator1", "must not hold the name"),
    ] {
        let answer = world.post(&path, "", form);
        assert!(answer.status == 422 && answer.body.contains(problem), "{form}: {} {}", answer.status, answer.body);
        assert!(!answer.body.contains("correct"), "a page never repeats a password");
    }
    assert_eq!(world.post(&path, "", FORM).status, 303);
}
