//! Every role at every route.

use crate::{
    browser::{ADDRESS, Answer, ORIGIN, World},
    evidence::lookup_failed,
    made_up_authority::{holder, key, pack},
    made_up_host::{identified_machine, job, machine},
};
use muster_console::{Permission, Role, Route, RouteMethod, ServiceKind, routes};
use muster_core::code;

/// What each role is answered, by its session at the pages and by its token at the API: nobody, viewer, operator, key manager, auditor, administrator. Written by hand, not made of the table of
/// routes: who changes that has to change this too.
const HOST: &[(&str, &str, [u16; 6])] = &[
    ("GET", "/", [303, 200, 200, 200, 200, 200]),
    ("GET", "/machines", [303, 200, 200, 200, 200, 200]),
    ("GET", "/machines.csv", [303, 403, 200, 403, 200, 200]),
    ("GET", "/machines.json", [303, 403, 200, 403, 200, 200]),
    ("GET", "/views", [303, 200, 200, 200, 200, 200]),
    ("POST", "/views", [303, 404, 404, 404, 404, 404]),
    ("POST", "/views/shared", [303, 403, 403, 403, 403, 404]),
    ("GET", "/machine", [303, 200, 200, 200, 200, 200]),
    ("GET", "/machine/evidence", [303, 403, 200, 403, 200, 200]),
    ("GET", "/host", [303, 200, 200, 200, 200, 200]),
    ("GET", "/jobs", [303, 200, 200, 200, 200, 200]),
    ("GET", "/jobs/new", [303, 403, 200, 200, 403, 200]),
    ("POST", "/jobs", [303, 403, 422, 422, 403, 422]),
    ("POST", "/jobs/key", [303, 403, 403, 422, 403, 422]),
    ("GET", "/job", [303, 200, 200, 200, 200, 200]),
    ("POST", "/job", [303, 403, 404, 404, 403, 404]),
    ("GET", "/job/list", [303, 403, 200, 200, 403, 200]),
    ("POST", "/job/list", [303, 403, 422, 422, 403, 422]),
    ("GET", "/job/machine", [303, 403, 200, 200, 403, 200]),
    ("POST", "/job/machine", [303, 403, 422, 422, 403, 422]),
    ("GET", "/events", [303, 403, 200, 403, 200, 200]),
    ("GET", "/v1/admin/overview", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/host", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/machines", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/machine", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/machine/evidence", [401, 403, 200, 403, 200, 200]),
    ("GET", "/v1/admin/views", [401, 200, 200, 200, 200, 200]),
    ("POST", "/v1/admin/views/add", [401, 403, 403, 403, 403, 400]),
    ("POST", "/v1/admin/views/rename", [401, 403, 403, 403, 403, 400]),
    ("POST", "/v1/admin/views/remove", [401, 403, 403, 403, 403, 400]),
    ("GET", "/v1/admin/jobs", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/job", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/job/list", [401, 403, 200, 200, 403, 200]),
    ("POST", "/v1/admin/job/confirm", [401, 403, 400, 400, 403, 400]),
    ("GET", "/v1/admin/events", [401, 403, 200, 403, 200, 200]),
];

/// The same of the authority.
const AUTHORITY: &[(&str, &str, [u16; 6])] = &[
    ("GET", "/", [303, 200, 200, 200, 200, 200]),
    ("GET", "/key", [303, 200, 200, 200, 200, 200]),
    ("POST", "/key", [303, 403, 403, 404, 403, 404]),
    ("POST", "/key/words", [303, 403, 403, 409, 403, 409]),
    ("POST", "/key/limit", [303, 403, 403, 409, 403, 409]),
    ("POST", "/key/end", [303, 403, 403, 409, 403, 409]),
    ("GET", "/hosts", [303, 200, 200, 200, 200, 200]),
    ("GET", "/host", [303, 200, 200, 200, 200, 200]),
    ("GET", "/host/revocation", [303, 403, 403, 200, 403, 200]),
    ("POST", "/host/revocation", [303, 403, 403, 404, 403, 404]),
    ("GET", "/orders", [303, 200, 200, 200, 200, 200]),
    ("GET", "/order", [303, 200, 200, 200, 200, 200]),
    ("POST", "/order", [303, 403, 403, 303, 403, 303]),
    ("GET", "/customer", [303, 200, 200, 200, 200, 200]),
    ("POST", "/customer", [303, 403, 403, 303, 403, 303]),
    ("GET", "/packs", [303, 200, 200, 200, 200, 200]),
    ("GET", "/roots", [303, 200, 200, 200, 200, 200]),
    ("GET", "/phone", [303, 403, 200, 200, 403, 200]),
    ("POST", "/phone", [303, 403, 422, 422, 403, 422]),
    ("GET", "/v1/admin/keys", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/key", [401, 200, 200, 200, 200, 200]),
    ("POST", "/v1/admin/key/words", [401, 403, 403, 400, 403, 400]),
    ("POST", "/v1/admin/key/limit", [401, 403, 403, 400, 403, 400]),
    ("POST", "/v1/admin/key/end", [401, 403, 403, 400, 403, 400]),
    ("POST", "/v1/admin/order/change", [401, 403, 403, 400, 403, 400]),
    ("GET", "/v1/admin/customer", [401, 200, 200, 200, 200, 200]),
    ("POST", "/v1/admin/customer/contact", [401, 403, 403, 400, 403, 400]),
    ("GET", "/v1/admin/hosts", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/host", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/orders", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/packs", [401, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/roots", [401, 200, 200, 200, 200, 200]),
];

/// The same of what both have.
const SHARED: &[(&str, &str, [u16; 6])] = &[
    ("GET", "/audit", [303, 403, 403, 403, 200, 200]),
    ("GET", "/audit.jsonl", [303, 403, 403, 403, 200, 200]),
    ("GET", "/accounts", [303, 403, 403, 403, 403, 200]),
    ("POST", "/accounts", [303, 403, 403, 403, 403, 422]),
    ("GET", "/account", [303, 403, 403, 403, 403, 404]),
    ("POST", "/account", [303, 403, 403, 403, 403, 404]),
    ("GET", "/tokens", [303, 403, 403, 403, 403, 200]),
    ("POST", "/tokens", [303, 403, 403, 403, 403, 404]),
    ("GET", "/webhooks", [303, 403, 403, 403, 403, 200]),
    ("POST", "/webhooks", [303, 403, 403, 403, 403, 404]),
    ("GET", "/me", [303, 200, 200, 200, 200, 200]),
    ("POST", "/me/password", [303, 422, 422, 422, 422, 422]),
    ("POST", "/me/sessions", [303, 303, 303, 303, 303, 303]),
    ("GET", "/me/passkeys", [303, 200, 200, 200, 200, 200]),
    ("POST", "/me/passkeys", [303, 404, 404, 404, 404, 404]),
    ("GET", "/password", [404, 404, 404, 404, 404, 404]),
    ("POST", "/password", [404, 404, 404, 404, 404, 404]),
    ("GET", "/sign-in", [200, 303, 303, 303, 303, 303]),
    ("POST", "/sign-in", [403, 403, 403, 403, 403, 403]),
    ("GET", "/sign-in/passkey", [303, 303, 303, 303, 303, 303]),
    ("POST", "/sign-in/passkey", [404, 404, 404, 404, 404, 404]),
    ("GET", "/sign-in/provider", [404, 404, 404, 404, 404, 404]),
    ("GET", "/sign-in/return", [404, 404, 404, 404, 404, 404]),
    ("POST", "/sign-out", [303, 303, 303, 303, 303, 303]),
    ("GET", "/link", [404, 303, 303, 303, 303, 303]),
    ("POST", "/link", [404, 303, 303, 303, 303, 303]),
    ("GET", "/setup", [404, 404, 404, 404, 404, 404]),
    ("POST", "/setup", [404, 404, 404, 404, 404, 404]),
    ("GET", "/metrics", [303, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/metrics", [401, 200, 200, 200, 200, 200]),
    ("GET", "/api", [303, 200, 200, 200, 200, 200]),
    ("GET", "/v1/openapi.json", [200, 200, 200, 200, 200, 200]),
    ("GET", "/v1/admin/accounts", [401, 403, 403, 403, 403, 200]),
    ("GET", "/v1/admin/audit", [401, 403, 403, 403, 200, 200]),
    ("GET", "/v1/admin/webhooks", [401, 403, 403, 403, 403, 200]),
    ("POST", "/v1/admin/webhooks/add", [401, 403, 403, 403, 403, 400]),
    ("POST", "/v1/admin/webhooks/change", [401, 403, 403, 403, 403, 400]),
    ("POST", "/v1/admin/webhooks/remove", [401, 403, 403, 403, 403, 400]),
    ("POST", "/v1/admin/webhooks/test", [401, 403, 403, 403, 403, 400]),
    ("GET", "/v1/admin/webhooks/deliveries", [401, 403, 403, 403, 403, 200]),
    ("GET", "/passkey.js", [200, 200, 200, 200, 200, 200]),
    ("GET", "/style.css", [200, 200, 200, 200, 200, 200]),
];

const KINDS: [ServiceKind; 2] = [ServiceKind::Host, ServiceKind::Authority];

/// What each role is answered at a route.
pub(crate) fn expected(kind: ServiceKind, route: &Route) -> [u16; 6] {
    let own = if kind == ServiceKind::Host { HOST } else { AUTHORITY };
    let mut rows = own.iter().chain(SHARED);
    let row = rows.find(|(method, path, _)| (*method, *path) == (route.method.name(), route.path));
    row.unwrap_or_else(|| panic!("no expectation for {} {}", route.method.name(), route.path)).2
}

/// A console with one of each thing.
fn filled(kind: ServiceKind) -> World {
    let world = World::of_kind(kind);
    world.host.data().machines.push(machine(1, "pc-1", code::SUCCESS));
    world.host.data().evidence = Some(lookup_failed());
    world.host.data().jobs.push(job(1));
    world.host.data().job_machines.push(identified_machine(1, "pc-1"));
    world.host.data().keys.push(key(1, "Contoso"));
    world.host.data().holders.push(holder(1, "kms-1"));
    world.host.data().packs.push(pack(9));
    world
}

#[test]
fn every_role_is_answered_as_the_table_says_at_every_route() {
    let mut tried = 0;
    for (kind, route) in KINDS.into_iter().flat_map(|kind| routes(kind).map(move |route| (kind, route))) {
        let expected = expected(kind, route);
        let callers = std::iter::once(None).chain(Role::ALL.map(Some));
        for (role, expected) in callers.zip(expected) {
            // A world for each: what one does must not be what another is answered for.
            let world = filled(kind);
            let cookie = role.map(|role| world.session(role)).unwrap_or_default();
            let path = path(route);
            let answer = match route.method {
                _ if route.is_api() => by_token(&world, route, role),
                RouteMethod::Get => world.get(&path, &cookie),
                RouteMethod::Post => world.post(&path, &cookie, ""),
            };
            assert_eq!(answer.status, expected, "{role:?} at {} {path}: {}", route.method.name(), answer.body);
            if role.is_none() && answer.status == 303 {
                let by_passkey = format!("http://localhost:8443{}", route.path);
                let to = if route.path == "/sign-in/passkey" { by_passkey.as_str() } else { "/sign-in" };
                assert_eq!(answer.header("location"), to, "who is nobody signs in first");
            }
            tried += 1;
        }
    }
    assert_eq!(tried, (HOST.len() + AUTHORITY.len() + 2 * SHARED.len()) * 6, "nothing is expected that is not there");
}

pub(crate) fn path(route: &Route) -> String {
    match route.path {
        "/job/machine" => format!("/job/machine?id=1&order={}", uuid(1)),
        path if path.contains("/job/") => format!("{path}?id=1"),
        path if path.ends_with("/machine") || path.ends_with("/machine/evidence") => format!("{path}?id={}", uuid(1)),
        path if path.ends_with("/key") => format!("{path}?id={}", key(1, "").claim.number()),
        path if path.contains("/key/") && !path.contains("jobs") => format!("{path}?id={}", key(1, "").claim.number()),
        path if path.contains("/host/") => format!("{path}?id={}", holder(1, "").id),
        // The host whose console it is has no id.
        path if path.ends_with("/host") && route.permission == Permission::ViewIssued => {
            format!("{path}?id={}", holder(1, "").id)
        }
        "/order" => "/order?customer=Contoso&order=PO-1".to_owned(),
        "/customer" | "/v1/admin/customer" => format!("{}?name=Contoso", route.path),
        path if path.ends_with("/job") && route.method == RouteMethod::Get => format!("{path}?id=1"),
        path => path.to_owned(),
    }
}

/// What a program is answered that shows a token of this scope, as a page of the console would send it.
fn by_token(world: &World, route: &Route, scope: Option<Role>) -> Answer {
    let token = scope.map(|scope| world.token(scope));
    let mut headers = vec![("host", ADDRESS), ("origin", ORIGIN)];
    headers.extend(token.iter().map(|token| ("authorization", token.as_str())));
    world.send(route.method.name(), &path(route), &headers, "")
}

/// What anybody is answered who shows what does not count: a token at the pages, a cookie at the API.
#[test]
fn no_token_opens_a_page_and_no_cookie_the_api() {
    for (kind, route) in KINDS.into_iter().flat_map(|kind| routes(kind).map(move |route| (kind, route))) {
        let [nobody, ..] = expected(kind, route);
        for role in Role::ALL {
            let world = filled(kind);
            let answer = if route.is_api() {
                let cookie = world.session(role);
                let headers = [("host", ADDRESS), ("origin", ORIGIN), ("cookie", &cookie)];
                world.send(route.method.name(), &path(route), &headers, "")
            } else {
                by_token(&world, route, Some(role))
            };
            assert_eq!(answer.status, nobody, "{role:?} at {} {}", route.method.name(), route.path);
        }
    }
}

fn uuid(number: u8) -> String {
    muster_core::id::Cmid::from_bytes([number; 16]).to_string()
}

#[test]
fn a_page_offers_only_what_the_role_may_do() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc-1", code::SUCCESS));
    let viewer = world.get("/machines", &world.session(Role::Viewer)).body;
    let operator = world.get("/machines", &world.session(Role::Operator)).body;
    for link in ["/events", "/machines.csv"] {
        assert!(!viewer.contains(link) && operator.contains(link), "{link}");
    }
}

#[test]
fn accounts_and_audit_log_are_offered_to_whom_they_are_for() {
    let world = World::new();
    let offered = |role| {
        let page = world.get("/", &world.session(role)).body;
        ["/accounts", "/audit", "/me"].map(|path| page.contains(&format!("href=\"{path}\"")))
    };
    assert_eq!(offered(Role::Operator), [false, false, true]);
    assert_eq!(offered(Role::Auditor), [false, true, true]);
    assert_eq!(offered(Role::Administrator), [true, true, true]);
}

#[test]
fn a_path_that_is_not_there_is_not_found_and_no_other_method_is_taken() {
    let world = World::new();
    let cookie = world.session(Role::Administrator);
    for (method, path, status) in [
        ("GET", "/nothing", 404),
        ("GET", "//machines", 404),
        ("GET", "/machines/", 404),
        ("GET", "/sign-out", 405),
        ("POST", "/machines", 405),
        ("DELETE", "/machines", 405),
        ("PUT", "/sign-in", 405),
        ("HEAD", "/machines", 200),
    ] {
        let headers = [("host", crate::browser::ADDRESS), ("origin", crate::browser::ORIGIN), ("cookie", &cookie)];
        assert_eq!(world.send(method, path, &headers, "").status, status, "{method} {path}");
    }
}
