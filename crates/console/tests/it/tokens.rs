//! Tokens of the API: made on a page, shown once, refused when they are wrong, have ended or were revoked.

use crate::browser::{ADDRESS, Answer, World};
use muster_console::AuditEntry;
use muster_core::time::Span;
use serde_json::Value;

const FORM: &str = "do=add&name=monitoring&role=viewer&days=30";

/// The token that a page shows.
fn shown(page: &Answer) -> String {
    let (_, rest) = page.body.split_once(">muster_").unwrap_or_else(|| panic!("{}", page.body));
    format!("muster_{}", rest.split('<').next().expect("its end"))
}

impl World {
    fn call(&self, path: &str, token: &str) -> Answer {
        self.send("GET", path, &[("host", ADDRESS), ("authorization", &format!("Bearer {token}"))], "")
    }

    /// Action, account, subject and code of each entry of the audit log.
    fn recorded(&self) -> Vec<String> {
        let said = |entry: AuditEntry| {
            let subject = entry.subject.unwrap_or_default();
            format!("{} {} {subject} {}", entry.action.id(), entry.account, entry.code)
        };
        self.host.data().audit.iter().map(|stored| said(stored.entry().expect("an entry"))).collect()
    }
}

#[test]
fn a_token_is_shown_once_used_and_revoked() {
    let (world, root) = World::with_root();
    let made = world.post("/tokens?lang=en", &root, FORM);
    let token = shown(&made);
    assert_eq!((made.status, token.len()), (200, "muster_".len() + 64));
    let stored = world.host.data().tokens.first().cloned().expect("stored");
    assert_eq!(
        (stored.maker.as_str(), stored.scope.text(), stored.until),
        ("root", "viewer".to_owned(), world.now() + Span::days(30))
    );
    assert!(!format!("{stored:?}").contains(&token[7..]), "its hash alone");
    let list = world.get("/tokens?lang=en", &root).body;
    assert!(list.contains("monitoring") && !list.contains(&token) && list.contains("<td class=\"t\">–</td>"), "{list}");

    assert_eq!(world.call("/v1/admin/overview", &token).status, 200);
    assert_eq!(world.host.data().tokens[0].used, Some(world.now()), "its last use is listed");
    assert_eq!(world.call("/v1/admin/accounts", &token).status, 403, "a viewer does not read them");

    assert_eq!(world.post("/tokens", &root, "do=revoke&name=monitoring").status, 303);
    assert_eq!(world.call("/v1/admin/overview", &token).status, 401);
    assert_eq!(world.post("/tokens", &root, "do=revoke&name=monitoring").status, 404);
    let expected = [
        "account-add  root 0x00000000",
        "token-add root monitoring 0x00000000",
        "token-remove root monitoring 0x00000000",
        "token-refused   0x80070005",
    ];
    assert_eq!(world.recorded(), expected);
}

#[test]
fn a_token_ends() {
    let (world, root) = World::with_root();
    let token = shown(&world.post("/tokens", &root, FORM));
    world.clock.advance(Span::seconds(30 * 86_400 - 1));
    assert_eq!(world.call("/v1/admin/overview", &token).status, 200);
    world.clock.advance(Span::seconds(1));
    assert_eq!(world.call("/v1/admin/overview", &token).status, 401);
    assert_eq!(world.recorded().last().expect("an entry"), "token-refused  monitoring 0x80070005");
    // It stays ended when the clock is set back, whatever is recorded meanwhile.
    world.host.data().newest = Some(world.now());
    world.clock.set_wrong(-86_400);
    for _ in 0..3 {
        assert_eq!(world.call("/v1/admin/overview", &token).status, 401);
    }
    world.host.data().newest = None;
    assert_eq!(world.call("/v1/admin/overview", &token).status, 200, "by the clock alone it would be good");
}

#[test]
fn a_token_without_a_name_a_scope_or_a_short_enough_life_is_not_made() {
    let (world, root) = World::with_root();
    for (form, status) in [
        (FORM, 200),
        (FORM, 409),
        ("do=add&name=&role=viewer&days=30", 422),
        ("do=add&name=a b&role=viewer&days=30", 422),
        ("do=add&name=a&role=king&days=30", 422),
        ("do=add&name=a&role=viewer&days=0", 422),
        ("do=add&name=a&role=viewer&days=366", 422),
        ("do=add&name=a&role=viewer&days=", 422),
        ("do=add&name=a&role=viewer&days=365", 200),
        ("name=a&role=viewer&days=365", 404),
    ] {
        assert_eq!(world.post("/tokens", &root, form).status, status, "{form}");
    }
    assert_eq!(world.host.data().tokens.len(), 2);
}

#[test]
fn what_is_not_recorded_is_no_token() {
    let (world, root) = World::with_root();
    world.host.data().audit_fails = Some(muster_core::code::INVALID_DATA);
    assert_eq!(world.post("/tokens", &root, FORM).status, 503);
    assert!(world.host.data().tokens.is_empty());
}

#[test]
fn wrong_tokens_have_to_wait_and_lock_out_neither_people_nor_right_ones() {
    let (world, root) = World::with_root();
    let token = shown(&world.post("/tokens", &root, FORM));
    let wrong = token.replace(|c: char| c.is_ascii_digit(), "f");
    let refused: Vec<u16> = (0..22).map(|_| world.call("/v1/admin/overview", &wrong).status).collect();
    assert_eq!(refused, [[401; 20].as_slice(), &[429, 429]].concat());
    assert_eq!(world.call("/v1/admin/overview", &wrong).header("retry-after"), "30");
    assert_eq!(world.call("/v1/admin/overview", &token).status, 200, "through SSH all come from one network");
    assert_eq!(world.sign_in("root", crate::browser::PASSWORD).status, 303);
    world.clock.advance(Span::seconds(30));
    assert_eq!(world.call("/v1/admin/overview", &wrong).status, 401);
    let refusals = world.recorded().iter().filter(|entry| entry.starts_with("token-refused")).count();
    assert_eq!(refusals, 21, "those that have to wait are not recorded");
}

#[test]
fn a_refusal_is_a_problem_document_that_names_the_way_out() {
    let (world, root) = World::with_root();
    let token = shown(&world.post("/tokens", &root, FORM));
    let headers = |lines: &[(&'static str, &str)]| {
        let lines = [&[("host", ADDRESS)], lines].concat();
        world.send("GET", "/v1/admin/audit", &lines, "")
    };
    let bearer = format!("Bearer {token}");
    for (answer, status, challenge) in [
        (headers(&[]), 401, "Bearer realm=\"muster\""),
        (headers(&[("authorization", "Basic cm9vdA==")]), 401, "Bearer realm=\"muster\", error=\"invalid_token\""),
        (headers(&[("authorization", &bearer)]), 403, "Bearer realm=\"muster\", error=\"insufficient_scope\""),
    ] {
        assert_eq!((answer.status, answer.header("www-authenticate")), (status, challenge));
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!((&problem["code"], &problem["status"]), (&"0x80070005".into(), &status.into()));
        assert!(problem["fix"].as_str().expect("a way out").contains("token"), "{problem}");
    }
    for (method, path, status) in [
        ("GET", "/v1/nothing", 404),
        ("POST", "/v1/admin/machines", 405),
        ("GET", "/v1/admin/machines?q=%00", 400),
        ("GET", "/v1/admin/machines?stat=ended", 400),
        ("GET", "/v1/admin/machines?state=end", 400),
        ("GET", "/v1/admin/machines?state=ended&state=ended", 400),
        ("GET", "/v1/admin/machine", 400),
        ("GET", "/v1/admin/machine?id=00000000-0000-0000-0000-000000000009", 404),
    ] {
        let answer = world.send(method, path, &[("host", ADDRESS), ("authorization", &bearer)], "");
        assert_eq!((answer.status, answer.header("content-type")), (status, "application/problem+json"), "{path}");
    }
    let elsewhere = world.send("GET", "/v1/admin/overview", &[("host", "evil.test"), ("authorization", &bearer)], "");
    assert_eq!((elsewhere.status, elsewhere.header("content-type")), (421, "application/problem+json"));
}
