//! What holds for every request: host, origin, headers.

use crate::{
    browser::{ADDRESS, ORIGIN, World},
    made_up_host::machine,
};
use muster_console::{Role, ServiceKind, routes};
use muster_core::code;

#[test]
fn only_the_address_that_it_listens_on_is_answered() {
    let world = World::new();
    let cookie = world.session(Role::Administrator);
    for (host, status) in [
        ("127.0.0.1:8443", 200),
        ("localhost:8443", 200),
        ("LOCALHOST:8443", 200),
        ("127.0.0.1", 421),
        ("127.0.0.1:8444", 421),
        ("localhost", 421),
        ("rebound.example:8443", 421),
        ("127.0.0.1:8443.example", 421),
        ("[::1]:8443", 421),
        ("", 421),
    ] {
        assert_eq!(world.send("GET", "/", &[("host", host), ("cookie", &cookie)], "").status, status, "Host: {host}");
    }
    assert_eq!(world.send("GET", "/", &[("cookie", &cookie)], "").status, 421, "no Host");
    let two = [("host", ADDRESS), ("host", "rebound.example"), ("cookie", cookie.as_str())];
    assert_eq!(world.send("GET", "/", &two, "").status, 421, "two Hosts");
    let absolute = "http://rebound.example/";
    assert_eq!(world.send("GET", absolute, &[("host", ADDRESS), ("cookie", &cookie)], "").status, 421, "absolute form");
}

#[test]
fn a_change_comes_from_a_page_of_the_console_or_not_at_all() {
    let world = World::new();
    for (origin, site, status) in [
        (Some(ORIGIN), None, 303),
        (Some(ORIGIN), Some("same-origin"), 303),
        (None, None, 403),
        (Some("null"), None, 403),
        (Some(""), None, 403),
        (Some("https://127.0.0.1:8443"), None, 403),
        (Some("http://127.0.0.1:8444"), None, 403),
        (Some("http://127.0.0.1"), None, 403),
        // The console by another of its names: another origin to a browser.
        (Some("http://localhost:8443"), None, 403),
        (Some("http://evil.example"), None, 403),
        (Some("http://127.0.0.1:8443.evil.example"), None, 403),
        (Some(ORIGIN), Some("cross-site"), 403),
        (Some(ORIGIN), Some("same-site"), 403),
    ] {
        let cookie = world.session(Role::Administrator);
        let mut headers = vec![("host", ADDRESS), ("cookie", cookie.as_str())];
        headers.extend(origin.map(|origin| ("origin", origin)));
        headers.extend(site.map(|site| ("sec-fetch-site", site)));
        let answer = world.send("POST", "/sign-out", &headers, "");
        assert_eq!(answer.status, status, "{origin:?} {site:?}");
        let lives = world.get("/", &cookie).status == 200;
        assert_eq!(lives, status == 403, "what is refused has no effect: {origin:?} {site:?}");
    }
}

/// A browser sends the cookies of a host to each of its ports.
#[test]
fn the_session_of_another_console_on_the_same_machine_stays_its_own() {
    let world = World::new();
    let cookie = world.session(Role::Viewer);
    let other = cookie.replace("8443", "8444");
    assert_eq!(world.get("/", &other).status, 303);
    assert_eq!(world.get("/", &format!("{other}; {cookie}")).status, 200);
    let out = world.post("/sign-out", &cookie, "");
    assert!(out.header("set-cookie").starts_with("muster_console_8443=;"), "{}", out.header("set-cookie"));
}

/// PostgreSQL takes no NUL, and SQLite takes one: no store is asked.
#[test]
fn a_nul_is_told_and_reaches_no_store() {
    let world = World::new();
    let cookie = world.session(Role::Administrator);
    for (path, form) in [
        ("/machines?q=pc%00", None),
        ("/machines.csv?q=%00", None),
        ("/machines?after=%00", None),
        ("/sign-in", Some("name=root%00&password=a")),
        ("/sign-in", Some("name=root&password=a%00")),
        ("/setup?token=%00", Some("name=root&password=a")),
    ] {
        let answer = match form {
            Some(form) => world.post(path, &cookie, form),
            None => world.get(path, &cookie),
        };
        assert_eq!(answer.status, 400, "{path} {form:?}");
        assert!(answer.body.contains("(NUL)"), "{}", answer.body);
    }
    assert!(world.host.data().failures.is_empty());
}

#[test]
fn the_style_sheet_takes_no_session_and_no_store() {
    let world = World::new();
    let cookie = world.session(Role::Viewer);
    world.host.data().broken = Some(code::DISK_FULL);
    assert_eq!(world.get("/style.css", &cookie).status, 200);
}

#[test]
fn every_response_has_the_headers() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc-1", code::SUCCESS));
    let cookie = world.session(Role::Administrator);
    let mut answers: Vec<_> = routes(ServiceKind::Host).map(|route| world.get(route.path, &cookie)).collect();
    answers.push(world.get("/nothing", ""));
    answers.push(world.get("/machines", ""));
    answers.push(world.post("/sign-in", "", "name=a&password=b"));
    answers.push(world.send("GET", "/", &[("host", "other")], ""));
    answers.push(world.send("POST", "/sign-out", &[("host", ADDRESS)], ""));
    world.host.data().broken = Some(code::DISK_FULL);
    answers.push(world.get("/", &cookie));
    assert_eq!(answers.last().map(|answer| answer.status), Some(503));
    for answer in answers {
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
    }
}

#[test]
fn a_host_that_fails_is_told_by_its_code_and_not_by_its_log() {
    let world = World::new();
    let cookie = world.session(Role::Viewer);
    world.host.data().broken = Some(code::DISK_FULL);
    let page = world.get("/", &cookie).body;
    assert!(page.contains("0x80070070") && !page.contains("only for the log"), "{page}");
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc-1", code::COUNT_TOO_LOW));
    let cookie = world.session(Role::Administrator);
    for path in
        ["/", "/machines", "/events", "/machine?id=01010101-0101-0101-0101-010101010101", "/sign-in", "/nothing"]
    {
        let page = world.get(path, &cookie).body.to_lowercase();
        for never in
            ["<script", "<style", " style=", " onclick", "javascript:", "http://", "https://", "<iframe", "<img"]
        {
            assert!(!page.contains(never), "{path} has {never}");
        }
    }
}

#[test]
fn the_language_is_that_of_the_address_else_of_the_browser() {
    let world = World::new();
    let cookie = world.session(Role::Viewer);
    let page = |path: &str, accept: &str| {
        world.send("GET", path, &[("host", ADDRESS), ("cookie", &cookie), ("accept-language", accept)], "").body
    };
    assert!(page("/", "en").contains("<html lang=\"en\">"));
    assert!(page("/", "ja-JP,ja;q=0.9").contains("<html lang=\"ja\">"));
    let chosen = page("/machines?lang=ja&q=pc", "en");
    assert!(chosen.contains("<html lang=\"ja\">") && chosen.contains("コンピューター"));
    assert!(chosen.contains("href=\"/?lang=ja\""), "links keep the language");
    assert!(chosen.contains("href=\"/machines?q=pc&#38;lang=en\""), "the switch keeps the rest: {chosen}");
}
