//! Signing in and out: sessions, wrong passwords, waiting.

use crate::browser::{ADDRESS, Answer, ORIGIN, World};
use muster_core::time::Span;

const PASSWORD: &str = "correct horse battery";

/// A world in which the administrator `root` has been made, by the link.
fn world() -> World {
    let world = World::new();
    let link = world.link.clone().expect("a link");
    let path = link.strip_prefix(ORIGIN).expect("the console's own").to_owned();
    let form = format!("name=Root&password={0}&again={0}", PASSWORD.replace(' ', "+"));
    assert_eq!(world.post(&path, "", &form).status, 303);
    world.host.data().sessions.clear();
    world
}

fn sign_in(world: &World, name: &str, password: &str) -> Answer {
    world.post("/sign-in", "", &format!("name={name}&password={}", password.replace(' ', "+")))
}

#[test]
fn a_session_begins_and_ends() {
    let world = world();
    let answer = sign_in(&world, "+ROOT", PASSWORD);
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    let cookie = answer.cookie();
    assert_eq!(world.get("/", &cookie).status, 200);
    let id = cookie.split_once('=').expect("a pair").1.to_owned();
    assert_eq!(id.len(), 64, "256 bits");
    let stored = format!("{:02x?}", world.host.data().sessions.keys().collect::<Vec<_>>()).replace([',', ' '], "");
    assert!(!stored.contains(&id), "the store has only the hash");
    let out = world.post("/sign-out", &cookie, "");
    assert_eq!((out.status, out.header("location")), (303, "/sign-in"));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(world.get("/", &cookie).status, 303, "the cookie is worth nothing");
    assert!(world.host.data().sessions.is_empty());
}

#[test]
fn an_id_that_somebody_else_chose_never_becomes_a_session() {
    let world = world();
    let planted = format!("muster_console_8443={}", "ab".repeat(32));
    let form = format!("name=root&password={}", PASSWORD.replace(' ', "+"));
    let first = world.post("/sign-in", &planted, &form).cookie();
    assert_ne!(first, planted);
    assert_eq!(world.get("/", &planted).status, 303);
    // Nor does an id that was somebody's before: each sign-in has its own, and the browser's older session ends.
    let second = world.post("/sign-in", &first, &form).cookie();
    assert_ne!(second, first);
    assert_eq!((world.get("/", &first).status, world.get("/", &second).status), (303, 200));
    assert_eq!(world.host.data().sessions.len(), 1);
}

#[test]
fn a_session_ends_idle_and_in_any_case() {
    let world = world();
    let cookie = sign_in(&world, "root", PASSWORD).cookie();
    world.clock.advance(Span::minutes(31));
    assert_eq!(world.get("/", &cookie).status, 303, "idle for 31 minutes");
    let cookie = sign_in(&world, "root", PASSWORD).cookie();
    let mut minutes = 0;
    while world.get("/", &cookie).status == 200 {
        world.clock.advance(Span::minutes(20));
        minutes += 20;
        assert!(minutes <= 720, "a session in use lasts for ever");
    }
    assert_eq!(minutes, 720);
}

#[test]
fn who_is_wrong_learns_nothing() {
    let world = world();
    let page = |answer: &Answer| answer.body.replace("somebody", "root");
    let (known, unknown) = (sign_in(&world, "root", "wrong password"), sign_in(&world, "somebody", "wrong password"));
    assert_eq!((known.status, unknown.status), (403, 403));
    assert_eq!(page(&known), page(&unknown));
    assert!(known.body.contains("Name or password is wrong.") && !known.body.contains("wrong password\""));
    assert!(known.headers.get("set-cookie").is_none());
    for name in ["", "%27+or+1=1--"] {
        assert_eq!(sign_in(&world, name, PASSWORD).status, 403, "{name}");
    }
}

#[test]
fn an_account_waits_after_five_failures_and_whoever_is_right_waits_too() {
    let world = world();
    for _ in 0..5 {
        assert_eq!(sign_in(&world, "root", "wrong").status, 403);
    }
    let locked = sign_in(&world, "root", PASSWORD);
    assert_eq!((locked.status, locked.header("retry-after")), (429, "30"));
    assert!(locked.body.contains("Wait 30 seconds"), "{}", locked.body);
    let japanese = world.post("/sign-in?lang=ja", "", "name=root&password=wrong");
    assert!(japanese.body.contains("30 秒後に再試行してください"), "{}", japanese.body);
    // An account that is not there is locked alike.
    for _ in 0..5 {
        sign_in(&world, "nobody", "wrong");
    }
    assert_eq!(sign_in(&world, "nobody", "wrong").status, 429);
    world.clock.advance(Span::seconds(30));
    assert_eq!(sign_in(&world, "root", "wrong").status, 403, "one more");
    assert_eq!(sign_in(&world, "root", PASSWORD).header("retry-after"), "60", "each further one doubles the wait");
    world.clock.advance(Span::seconds(60));
    assert_eq!(sign_in(&world, "root", PASSWORD).status, 303);
    assert_eq!(sign_in(&world, "root", "wrong").status, 403, "a success forgives");
}

#[test]
fn a_lock_outlives_a_restart() {
    let world = world();
    for _ in 0..5 {
        sign_in(&world, "root", "wrong");
    }
    let again = World::with(world.host.clone());
    assert!(again.link.is_none(), "there is an account");
    assert_eq!(sign_in(&again, "root", PASSWORD).status, 429);
}

#[test]
fn a_network_waits_after_twenty_failures_whatever_the_names() {
    let world = world();
    let attempt = |peer: &str, name: &str, password: &str| {
        let headers = [("host", ADDRESS), ("origin", ORIGIN)];
        let form = format!("name={name}&password={}", password.replace(' ', "+"));
        world.send_from(peer, "POST", "/sign-in", &headers, &form).status
    };
    for number in 0..10 {
        assert_eq!(attempt("2001:db8::1", &format!("name{number}"), "wrong"), 403);
        // An own account that works does not clear the guesses at others.
        assert_eq!(attempt("2001:db8::1", "root", PASSWORD), 303);
        assert_eq!(attempt("2001:db8::2", &format!("other{number}"), "wrong"), 403);
    }
    assert_eq!(attempt("2001:db8::3", "root", PASSWORD), 429, "the same /64");
    assert_eq!(attempt("2001:db8:0:1::1", "root", PASSWORD), 303, "another network");
}

/// Old guesses of a network make nobody wait who signs in rightly one time after the other.
#[test]
fn a_success_does_not_renew_the_wait_of_its_network() {
    let world = world();
    for number in 0..20 {
        assert_eq!(sign_in(&world, &format!("name{number}"), "wrong").status, 403);
    }
    assert_eq!(sign_in(&world, "root", PASSWORD).status, 429);
    world.clock.advance(Span::seconds(30));
    assert_eq!(sign_in(&world, "root", PASSWORD).status, 303);
    assert_eq!(sign_in(&world, "root", PASSWORD).status, 303);
    world.clock.advance(Span::days(1));
    assert_eq!(sign_in(&world, "nobody", "wrong").status, 403, "what is a day old is forgotten");
    assert_eq!(sign_in(&world, "root", PASSWORD).status, 303);
}

/// Who was made to wait while the clock was a year ahead does not wait for a year.
#[test]
fn a_wait_ends_although_the_clock_was_set_back() {
    let world = world();
    world.clock.set_wrong(365 * 86_400);
    for number in 0..20 {
        assert_eq!(sign_in(&world, if number < 5 { "root" } else { "nobody" }, "wrong").status, 403, "{number}");
        world.clock.advance(Span::minutes(if number < 5 { 0 } else { 15 }));
    }
    world.clock.set_wrong(0);
    assert_eq!(sign_in(&world, "root", PASSWORD).header("retry-after"), "30");
    world.clock.advance(Span::seconds(30));
    assert_eq!(sign_in(&world, "root", PASSWORD).status, 303);
}
