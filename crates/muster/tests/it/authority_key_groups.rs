//! Accounts and tokens that see one key group of a running authority, whose keys, machines and customers are of two: nothing of the other stands in any
//! answer.

use crate::{
    authority_console::Serving,
    command::{authority, run_in},
};
use muster_authority::Records;
use muster_client::Network;
use muster_core::keys::product_key::{KeyClaim, KeyKind};
use muster_host::{ConsoleRole, ConsoleRoute, RouteMethod, ServiceKind, console_routes};
use muster_testbed::harness::{http::send, world::World};
use serde_json::{Value, json};

/// What stands in the texts of the other line.
const MARKERS: [&str; 5] = ["Fabrikam", "PO-8", "zebra", "Ledger 9 Subscription", "zebra-pc"];

/// A key of a line, and the holder of a license that it has activated.
struct Line {
    key: KeyClaim,
    holder: String,
}

/// A world in which key group 90 has a host, and 91 a machine, each with a customer, and the customer Contoso has keys of both.
fn world() -> World {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let mak = world.returnable_mak(2, 5);
    let mut client = world.mak_client("zebra-pc", &mak);
    let attempt = world.activate(&mut client, "zebra-pc", &Network::default());
    assert!(attempt.is_activated(), "{attempt:?}");
    for (key, customer, order, note) in [
        (world.vendor.host_key, "Contoso", "PO-1", "own"),
        (mak, "Fabrikam", "PO-8", "zebra"),
        (world.returnable_mak(2, 5), "Contoso", "PO-8", "zebra"),
    ] {
        let details = ["--customer", customer, "--order", order, "--note", note];
        let (code, told) = authority(&world, &[&["key", "edit", &key.partial()], &details[..]].concat());
        assert_eq!(code, 0, "{told}");
    }
    world
}

fn line(world: &World, kind: KeyKind) -> Line {
    let records = Records::open(&world.path("authority")).expect("records");
    let computers = records.computers().expect("computers");
    let computer = computers.iter().find(|computer| computer.claim.kind == kind).expect("a computer");
    Line { key: computer.claim, holder: computer.holder.to_string() }
}

/// Somebody in a role who sees the own line alone: the cookie of his session, and a token of the same rights.
struct Limited<'s> {
    serving: &'s Serving,
    cookie: String,
    token: String,
}

impl<'s> Limited<'s> {
    fn new(world: &World, serving: &'s Serving, root: &str, role: ConsoleRole) -> Self {
        let role = role.id();
        let add = ["authority", "account", "add", role, "--role", role, "--key-group", "90", "--sign-in", "--json"];
        let (code, told) = run_in(&world.path(""), &add);
        let made: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{code} {told}"));
        let cookie = serving.signed_in(made["link"].as_str().expect("a link"));
        let form = format!("do=add&name={role}&role={role}&days=1&key-groups=90");
        let made = serving.post("/tokens", root, &form);
        let token = made.split("muster_").nth(1).and_then(|rest| rest.split('<').next());
        let token = token.unwrap_or_else(|| panic!("{made}")).to_owned();
        Self { serving, cookie, token }
    }

    fn get(&self, path: &str) -> (u16, String) {
        let (console, Self { cookie, token, .. }) = (self.serving.console, self);
        let shown = format!("Cookie: {cookie}\r\nAuthorization: Bearer muster_{token}");
        let head = format!("GET {path} HTTP/1.1\r\nHost: {console}\r\nConnection: close\r\n{shown}\r\n\r\n");
        send(console, head.as_bytes()).expect("an answer")
    }

    fn json(&self, path: &str) -> Value {
        let (status, answer) = self.get(path);
        assert_eq!(status, 200, "{path}: {answer}");
        serde_json::from_str(&answer).expect("JSON")
    }
}

/// The address of a route with what the own line has there.
fn own_path(route: &ConsoleRoute, own: &Line) -> String {
    match route.path {
        path if path.ends_with("/key") => format!("{path}?id={}", own.key.number()),
        path if path.ends_with("/host") || path.contains("/host/") => format!("{path}?id={}", own.holder),
        path if path.ends_with("/hosts") => format!("{path}?kind=all"),
        "/order" => "/order?customer=Contoso&order=PO-1".to_owned(),
        path if path.ends_with("/customer") => format!("{path}?name=Contoso"),
        path => path.to_owned(),
    }
}

fn sees_nothing_of(caller: &Limited<'_>, own: &Line, other: &Line) {
    let names = [other.key.number().to_string(), other.key.partial(), other.holder.clone()];
    for route in console_routes(ServiceKind::Authority).filter(|route| route.method == RouteMethod::Get) {
        let path = own_path(route, own);
        let (status, answer) = caller.get(&path);
        assert_ne!(status, 503, "{path}: {answer}");
        for marker in MARKERS.iter().copied().chain(names.iter().map(String::as_str)) {
            assert!(!answer.contains(marker), "{marker} at {path}: {answer}");
        }
    }
    let count = |path: &str, list: &str| caller.json(path)[list].as_array().map(Vec::len);
    assert_eq!(count("/v1/admin/keys", "keys"), Some(1));
    assert_eq!(count("/v1/admin/hosts?kind=all", "hosts"), Some(1));
    let orders = caller.json("/v1/admin/orders");
    assert_eq!((orders["orders"].as_array().map(Vec::len), &orders["orders"][0]["keys"]), (Some(1), &json!(1)));
    let packs = caller.json("/v1/admin/packs");
    assert_eq!((&packs["packs"][0]["key_groups"], &packs["packs"][0]["holders"]), (&json!(1), &json!(1)), "{packs}");
}

fn reaches_nothing_of(caller: &Limited<'_>, other: &Line) {
    let (key, holder) = (other.key.number(), &other.holder);
    for path in ["/key", "/v1/admin/key"] {
        assert_eq!(caller.get(&format!("{path}?id={key}")).0, 404);
    }
    for path in ["/host", "/v1/admin/host"] {
        assert_eq!(caller.get(&format!("{path}?id={holder}")).0, 404);
    }
    assert_eq!(caller.get("/order?customer=Fabrikam&order=PO-8").0, 404);
    assert_eq!([caller.get("/metrics").0, caller.get("/v1/admin/metrics").0], [404, 404]);
    let (_, searched) = caller.get(&format!("/?q={}&lang=en", other.key.partial()));
    assert!(searched.contains("No key is so"), "{searched}");
    for (path, form) in [
        ("/order?customer=Fabrikam&order=PO-8".to_owned(), "new-customer=x&new-order=y"),
        ("/customer?name=Fabrikam".to_owned(), "name=x"),
        (format!("/key?id={key}"), "do=block"),
        (format!("/key/limit?id={key}"), "before=2&limit=3"),
        (format!("/host/revocation?id={holder}"), "do=revoke"),
    ] {
        let answer = caller.serving.post(&path, &caller.cookie, form);
        assert!(answer.starts_with("HTTP/1.1 40"), "{path}: {answer}");
    }
}

#[test]
fn one_product_line_sees_nothing_of_the_other() {
    let world = world();
    let serving = Serving::start(&world);
    let root = serving.root();
    let written =
        serving.post("/customer?name=Fabrikam", &root, "name=zebra&mail=zebra%40fabrikam.example&phone=zebra");
    assert!(written.starts_with("HTTP/1.1 303"), "{written}");
    let (own, other) = (line(&world, KeyKind::Host), line(&world, KeyKind::Multiple));
    assert_eq!((own.key.group, other.key.group), (90, 91));
    for role in ConsoleRole::ALL.into_iter().filter(|role| *role != ConsoleRole::Administrator) {
        let caller = Limited::new(&world, &serving, &root, role);
        sees_nothing_of(&caller, &own, &other);
        reaches_nothing_of(&caller, &other);
    }
    let records = Records::open(&world.path("authority")).expect("records");
    assert!(records.keys().expect("keys").iter().all(|key| key.blocked.is_none()), "nothing was changed");
    let at = |words: &[&str]| run_in(&world.path(""), &[&["authority", "account"], words].concat());
    let (code, told) = at(&["list", "--json"]);
    let accounts: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{code} {told}"));
    let viewer =
        accounts.as_array().and_then(|all| all.iter().find(|one| one["name"] == "viewer")).expect("an account");
    assert_eq!((&viewer["role"], &viewer["key_groups"]), (&json!("viewer"), &json!([90])));
    for (words, problem) in [
        (["--role", "administrator", "--key-group", "90"], "an administrator sees all key groups"),
        (["--role", "viewer", "--key-group", "256"], "0 to 255"),
    ] {
        let (code, told) = at(&[&["add", "x"], &words[..]].concat());
        assert!(code != 0 && told.contains("0x80070057") && told.contains(problem), "{told}");
    }
}
