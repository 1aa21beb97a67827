//! Somebody who sees one product line of two, at every route of the authority's console: of the other nothing stands in any answer, and asking for
//! it is answered as asking for what does not exist.

use crate::{
    browser::{ADDRESS, Answer, ORIGIN, World},
    made_up_authority::{holder, key, pack, roots},
    made_up_host::NOW,
    roles::{expected, path},
};
use muster_console::{
    AuditAction, AuditEntry, Contact, IssuedKeyRow, LicenseHolder, LimitedRole, Role, RootLaggard, RootStep, Route,
    RouteMethod, ServiceKind, routes,
};
use muster_core::{
    authority::quota::Limit,
    id::HostId,
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::{KeyClaim, KeyKind},
    },
    time::Span,
};
use muster_server::audit_chain::ChainedEntry;
use std::collections::BTreeSet;

const ROLES: [Role; 4] = [Role::Viewer, Role::Operator, Role::KeyManager, Role::Auditor];

/// What is not there for whoever sees some key groups alone, whatever his role. Written by hand, not made of the permissions.
const NOT_THERE: &[&str] = &[
    "/accounts",
    "/account",
    "/tokens",
    "/webhooks",
    "/metrics",
    "/v1/admin/accounts",
    "/v1/admin/metrics",
    "/v1/admin/webhooks",
    "/v1/admin/webhooks/add",
    "/v1/admin/webhooks/change",
    "/v1/admin/webhooks/remove",
    "/v1/admin/webhooks/test",
    "/v1/admin/webhooks/deliveries",
];

fn limited(role: Role) -> LimitedRole {
    LimitedRole::parse(&format!("{}:90", role.id())).expect("a role")
}

/// A thing of one line, one of the other, or none.
#[derive(Clone, Copy, PartialEq)]
enum Thing {
    Own,
    Other,
    Absent,
}

impl Thing {
    fn key(self) -> KeyClaim {
        let (group, serial) = match self {
            Self::Own => return key(1, "").claim,
            Self::Other => (91, 7_771),
            Self::Absent => (91, 9_993),
        };
        KeyClaim::new(KeyKind::Host, group, serial).expect("a claim")
    }

    fn holder(self) -> HostId {
        HostId::from_random([if self == Self::Own { 1 } else { self as u8 + 7 }; 16])
    }

    fn customer(self) -> &'static str {
        ["Contoso", "Fabrikam", "Tailspin"][self as usize]
    }

    fn order(self) -> &'static str {
        ["PO-1", "PO-8", "PO-9"][self as usize]
    }

    /// A text of a request that names the own thing, for this one.
    fn in_place_of_own(self, text: &str) -> String {
        let replaced = text.replace(&Self::Own.key().number().to_string(), &self.key().number().to_string());
        let replaced = replaced.replace(&Self::Own.holder().to_string(), &self.holder().to_string());
        replaced.replace(Self::Own.customer(), self.customer()).replace(Self::Own.order(), self.order())
    }

    /// An answer in which what the request named is repeated, without that.
    fn nameless(self, text: &str) -> String {
        let names = [
            self.key().number().to_string(),
            self.holder().to_string(),
            self.customer().to_owned(),
            self.order().to_owned(),
            installation_id(self),
            installation_id(self).replace('-', ""),
        ];
        names.iter().fold(text.to_owned(), |text, name| text.replace(name, "NAME"))
    }
}

fn installation_id(thing: Thing) -> String {
    let (target, claim) = (ActivationTarget::Machine, thing.key());
    InstallationId { claim, target, hardware: [5; 6], nonce: [9; 3], proof: [7; 6] }.to_string()
}

/// Whatever stands in a field of the other line's things, and nowhere else.
fn markers() -> Vec<String> {
    let key = Thing::Other.key();
    let mut markers = vec![key.partial(), key.number().to_string(), Thing::Other.holder().to_string()];
    markers.extend(["7771", "7772", "7773", "Fabrikam", "PO-8", "zebra", "7774", "7775"].map(str::to_owned));
    markers
}

fn other_key() -> IssuedKeyRow {
    IssuedKeyRow {
        claim: Thing::Other.key(),
        group: "zebra group".into(),
        features: "zebra=1".into(),
        computers: 7_772,
        limit: Limit::Host { limit: 7_773 },
        customer: "Fabrikam".into(),
        order: "PO-8".into(),
        note: "zebra note".into(),
        ..key(1, "")
    }
}

fn other_holder() -> LicenseHolder {
    LicenseHolder {
        id: Thing::Other.holder(),
        machine: "zebra-host".into(),
        key: Thing::Other.key(),
        customer: "Fabrikam".into(),
        order: "PO-8".into(),
        activations: 7_774,
        ..holder(1, "")
    }
}

/// An authority with things of both lines, a customer of both, and a log about each, about both and about none.
fn world() -> World {
    let world = World::of_authority();
    let mut data = world.host.data();
    data.keys.extend([key(1, "Contoso"), other_key()]);
    data.keys.push(IssuedKeyRow { claim: KeyClaim::new(KeyKind::Host, 91, 5).expect("a claim"), ..key(1, "Contoso") });
    data.holders.extend([holder(1, "own-host"), other_holder()]);
    for (customer, group, name) in
        [("Contoso", 90, "own contact"), ("Contoso", 91, "zebra contact"), ("Fabrikam", 91, "zebra")]
    {
        let contact = Contact { name: name.into(), mail: format!("{name}@mail"), phone: format!("{name} phone") };
        data.contacts.insert((customer.into(), group), contact);
    }
    data.packs.push(pack(9));
    let laggard = |holder| RootLaggard { holder, signed_by: None };
    data.roots = Some(roots(RootStep::Drop, vec![laggard(holder(1, "own-host")), laggard(other_holder())]));
    let entry = |key_groups, subject: &str| AuditEntry {
        key_groups,
        subject: Some(subject.into()),
        old: Some(format!("{subject} old")),
        new: Some(format!("{subject} new")),
        ..AuditEntry::new(AuditAction::KeyEdit, "kim", [127, 0, 0, 1].into(), NOW)
    };
    for (key_groups, subject) in [
        (vec![90], "own entry"),
        (vec![91], "zebra entry"),
        (vec![90, 91], "zebra entry of both"),
        (vec![], "zebra entry of none"),
        (vec![90], "own entry again"),
    ] {
        let stored = |number, previous| AuditEntry { number, previous, ..entry(key_groups, subject) };
        let stored = ChainedEntry::after(data.audit.last(), stored).expect("encoded");
        data.audit.push(stored);
    }
    drop(data);
    world
}

fn authority_routes() -> impl Iterator<Item = &'static Route> {
    routes(ServiceKind::Authority)
}

/// What is sent along, about the own thing: forms of pages and messages of the API that would change it.
fn body(route: &Route, thing: Thing) -> String {
    let (number, words) =
        (thing.key().number(), r#"{"customer":"Contoso","order":"PO-1","note":"<b>by telephone</b>"}"#);
    match route.path {
        "/key" if route.method == RouteMethod::Post => "do=block".to_owned(),
        "/host/revocation" => "do=revoke".to_owned(),
        "/order" => "new-customer=Litware&new-order=PO-1&all=1".to_owned(),
        "/phone" => format!("installation-id={}", installation_id(thing)),
        "/v1/admin/key/words" => format!(r#"{{"id":{number},"before":{words},"after":{words}}}"#),
        "/v1/admin/key/limit" => format!(r#"{{"id":{number},"before":6,"after":7}}"#),
        "/v1/admin/key/end" => format!(r#"{{"id":{number},"before":null,"after":null}}"#),
        "/customer" => "before-name=own+contact&before-mail=own+contact%40mail&before-phone=own+contact+phone&name=x".to_owned(),
        "/v1/admin/customer/contact" => thing.in_place_of_own(
            r#"{"customer":"Contoso","before":{"name":"own contact","mail":"own contact@mail","phone":"own contact phone"},"after":{"name":"x","mail":"","phone":""}}"#,
        ),
        "/v1/admin/order/change" => thing.in_place_of_own(
            r#"{"before":{"customer":"Contoso","order":"PO-1"},"after":{"customer":"Litware","order":"1"},"all_orders":true}"#,
        ),
        _ => String::new(),
    }
}

/// What somebody in this role is answered who sees key group 90 alone.
fn answer(world: &World, route: &Route, role: Role, path: &str, body: &str) -> Answer {
    if route.is_api() {
        let token = world.token(limited(role));
        let headers =
            [("host", ADDRESS), ("origin", ORIGIN), ("authorization", &token), ("content-type", "application/json")];
        return world.send(route.method.name(), path, &headers, body);
    }
    let cookie = world.session(limited(role));
    match route.method {
        RouteMethod::Get => world.get(path, &cookie),
        RouteMethod::Post => world.post(path, &cookie, body),
    }
}

/// Head and body, without what differs at each answer.
fn shown(answer: &Answer) -> String {
    format!("{} {:?} {}", answer.status, answer.headers, answer.body)
}

#[test]
fn nothing_of_another_key_group_stands_in_any_answer() {
    for (route, role) in authority_routes().flat_map(|route| ROLES.map(|role| (route, role))) {
        let place = Role::ALL.iter().position(|known| *known == role).expect("a role") + 1;
        let expected =
            if NOT_THERE.contains(&route.path) { 404 } else { expected(ServiceKind::Authority, route)[place] };
        // A contact is there: a form that has seen none comes too late.
        let late = (route.path, route.method, expected) == ("/customer", RouteMethod::Post, 303);
        let expected = if late { 409 } else { expected };
        for lang in ["en", "ja"] {
            let path = path(route);
            let path = format!("{path}{}lang={lang}", if path.contains('?') { '&' } else { '?' });
            let path = if route.path == "/hosts" || route.path == "/v1/admin/hosts" {
                format!("{path}&kind=all")
            } else {
                path
            };
            let bare = answer(&world(), route, role, &path, "");
            let given = answer(&world(), route, role, &path, &body(route, Thing::Own));
            // What the languages are not asked of takes no such parameter.
            if !route.is_api() {
                assert_eq!(bare.status, expected, "{role:?} at {} {path}: {}", route.method.name(), bare.body);
            }
            for answer in [bare, given] {
                let shown = shown(&answer);
                for marker in markers() {
                    assert!(
                        !shown.contains(&marker),
                        "{marker} at {} {path} as {role:?}: {shown}",
                        route.method.name()
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_of_another_key_group_is_as_what_does_not_exist() {
    let mut asked = BTreeSet::new();
    for (route, role) in authority_routes().flat_map(|route| ROLES.map(|role| (route, role))) {
        let [other, absent] = [Thing::Other, Thing::Absent].map(|thing| {
            let world = world();
            let (path, body) = (thing.in_place_of_own(&path(route)), body(route, thing));
            if path != self::path(route) || body.contains(&thing.key().number().to_string()) {
                asked.insert(route.path);
            }
            let answer = answer(&world, route, role, &path, &body);
            let data = world.host.data();
            let changed = (data.keys.clone(), data.holders.clone(), data.contacts.clone());
            (thing.nameless(&shown(&answer)), answer.status, format!("{changed:?}"))
        });
        let what = format!("{role:?} at {} {}", route.method.name(), route.path);
        assert_eq!(other.0, absent.0, "{what}");
        assert_eq!(other.2, absent.2, "{what} changed something");
    }
    let named = [
        "/customer",
        "/v1/admin/customer",
        "/key",
        "/key/words",
        "/key/limit",
        "/key/end",
        "/host",
        "/host/revocation",
        "/order",
        "/v1/admin/key",
    ];
    assert!(named.iter().all(|path| asked.contains(path)), "{asked:?}");
}

/// By what somebody could ask for the other line: words, filters, places in lists, and forms of all kinds.
#[test]
fn no_search_filter_or_place_finds_another_key_group() {
    let lists = [
        "/",
        "/hosts",
        "/orders",
        "/audit",
        "/v1/admin/keys",
        "/v1/admin/hosts",
        "/v1/admin/orders",
        "/v1/admin/audit",
    ];
    let key = [Thing::Other, Thing::Absent].map(Thing::key);
    let pairs: [(&str, [String; 2]); 11] = [
        ("q", [key[0].partial(), key[1].partial()]),
        ("q", [key[0].serial.to_string(), key[1].serial.to_string()]),
        ("q", [key[0].masked(), key[1].masked()]),
        ("q", ["Fabrikam".into(), "Tailspin".into()]),
        ("q", ["zebra".into(), "giraffe".into()]),
        ("q", [Thing::Other.holder().to_string(), Thing::Absent.holder().to_string()]),
        ("key", [key[0].number().to_string(), key[1].number().to_string()]),
        ("after", [key[0].number().to_string(), key[1].number().to_string()]),
        (
            "after",
            [format!("{}.{}", NOW.unix(), Thing::Other.holder()), format!("{}.{}", NOW.unix(), Thing::Absent.holder())],
        ),
        ("after", ["Fabrikam%09PO-8".into(), "Fabrikan%09PO-8".into()]),
        ("account", ["zebra+entry".into(), "giraffe+entry".into()]),
    ];
    for (list, (name, values)) in lists.iter().flat_map(|list| pairs.iter().map(move |pair| (list, pair))) {
        let world = world();
        let route =
            authority_routes().find(|route| route.path == *list && route.method == RouteMethod::Get).expect("a list");
        let kind = if list.ends_with("hosts") { "&kind=all" } else { "" };
        let [other, absent] = [0, 1].map(|number| {
            let answer = answer(&world, route, Role::Auditor, &format!("{list}?{name}={}{kind}", values[number]), "");
            let repeated = values[number].replace("%09", "&#9;");
            shown(&answer)
                .replace(&values[number], "VALUE")
                .replace(&repeated, "VALUE")
                .replace(&values[number].replace('+', " "), "VALUE")
        });
        assert_eq!(length_free(&other), length_free(&absent), "{list}?{name}={values:?}");
    }
}

/// Without the length of the body, which has that of what was repeated.
fn length_free(shown: &str) -> String {
    shown
        .split("\"content-length\": ")
        .map(|part| part.trim_start_matches(|c: char| c == '"' || c.is_ascii_digit()))
        .collect()
}

#[test]
fn the_log_says_what_is_about_own_key_groups_alone_and_not_how_much_else_there_is() {
    let world = world();
    let auditor = world.session(limited(Role::Auditor));
    let page = world.get("/audit?lang=en", &auditor);
    assert!(page.body.contains("own entry again") && page.body.matches("<tr><td").count() == 2, "{}", page.body);
    let file = world.get("/audit.jsonl", &auditor).body;
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 2, "not the download, which is about none: {file}");
    assert!(lines.iter().all(|line| line.contains(r#""number":0,"#) && line.contains(r#""hash":"""#)), "{file}");
    let by_api = |query: &str| {
        let route = authority_routes().find(|route| route.path == "/v1/admin/audit").expect("an operation");
        answer(&world, route, Role::Auditor, &format!("/v1/admin/audit{query}"), "").body
    };
    assert_eq!(by_api("").matches(r#""number":0,"#).count(), 2);
    assert_eq!(by_api("?before=1").matches(r#""number":0,"#).count(), 1, "behind the first of his own");
    assert_eq!(by_api("?before=2").matches(r#""number":"#).count(), 0);
}

#[test]
fn a_key_of_another_group_is_unknown_on_the_telephone_and_what_is_refused_is_recorded() {
    let world = world();
    let kim = world.session(limited(Role::Operator));
    let refused = world.post("/phone?lang=en", &kim, &format!("installation-id={}", installation_id(Thing::Other)));
    assert!(refused.status == 422 && refused.body.contains("0xC004C001"), "{}", refused.body);
    assert!(world.host.data().confirmed.is_empty());
    let entry: AuditEntry = world.host.data().audit.last().expect("an entry").entry().expect("an entry");
    assert_eq!((entry.action, entry.key_groups), (AuditAction::Confirm, vec![91]), "for who looks after that one");
    assert_eq!(world.post("/phone", &kim, &format!("installation-id={}", installation_id(Thing::Own))).status, 200);
}

#[test]
fn an_order_of_both_lines_is_changed_in_the_own_one_alone() {
    let world = world();
    let kim = world.session(limited(Role::KeyManager));
    let changed = world.post("/order?customer=Contoso&order=PO-1", &kim, "new-customer=Fabrikam&new-order=PO-8");
    assert_eq!(changed.status, 303, "there is no such order for him to be joined: {}", changed.body);
    let customers: Vec<(u16, String)> =
        world.host.data().keys.iter().map(|key| (key.claim.group, key.customer.clone())).collect();
    assert_eq!(customers, [(90, "Fabrikam".into()), (91, "Fabrikam".into()), (91, "Contoso".into())]);
    let entry: AuditEntry = world.host.data().audit.last().expect("an entry").entry().expect("an entry");
    assert_eq!(
        (entry.key_groups, entry.new.as_deref()),
        (vec![90], Some(r#"customer "Fabrikam", order "PO-8"; keys: 1"#))
    );
    let page = world.get("/orders?lang=en", &kim).body;
    assert!(page.matches("<tr><td").count() == 1 && page.contains("Fabrikam"), "{page}");
}

/// Each line writes whom to ask for its own keys.
#[test]
fn a_contact_is_that_of_the_own_key_groups() {
    let world = world();
    let kim = world.session(limited(Role::KeyManager));
    let page = world.get("/customer?name=Contoso&lang=en", &kim).body;
    assert!(page.contains("own contact@mail") && !page.contains("zebra"), "{page}");
    let before = "before-name=own+contact&before-mail=own+contact%40mail&before-phone=own+contact+phone";
    let change = |form: &str| world.post("/customer?name=Contoso&lang=en", &kim, form);
    let refused = change(&format!("{before}&name={}", "x".repeat(201)));
    assert!(refused.status == 422 && refused.body.contains("200 characters"), "{}", refused.body);
    let other = change("before-name=zebra+contact&name=x");
    assert!(other.status == 409 && other.body.contains("Somebody has changed it meanwhile"), "{}", other.body);
    assert_eq!(change(&format!("{before}&name=+Sato+&mail=sato%40contoso.example&phone=")).status, 303);
    let data = world.host.data();
    let names: Vec<&str> = data.contacts.values().map(|contact| contact.name.as_str()).collect();
    assert_eq!(names, ["Sato", "zebra contact", "zebra"]);
    let entry: AuditEntry = data.audit.last().expect("an entry").entry().expect("an entry");
    assert_eq!((entry.action, entry.key_groups), (AuditAction::ContactEdit, vec![90]));
    assert_eq!(entry.old.as_deref(), Some(r#"name "own contact", mail "own contact@mail", phone "own contact phone""#));
    assert_eq!(entry.new.as_deref(), Some(r#"name "Sato", mail "sato@contoso.example", phone """#));
    drop(data);
    assert!(world.get("/orders?q=sato%40&lang=en", &kim).body.contains("PO-1"), "found by its contact");
    assert!(world.get("/orders?q=zebra&lang=en", &kim).body.contains("No order is so"));
}

/// An account, from the form of an administrator to what its session sees, and back.
#[test]
fn an_administrator_limits_an_account_and_a_token_and_the_log_says_so() {
    let world = world();
    let root = world.session(Role::Administrator);
    for (path, form, problem) in [
        ("/accounts?lang=en", "name=kim&role=operator&key-groups=90%3B91", "Key groups are their numbers"),
        ("/accounts?lang=en", "name=kim&role=operator&key-groups=256", "Key groups are their numbers"),
        ("/accounts?lang=en", "name=kim&role=administrator&key-groups=90", "An administrator sees all"),
        ("/tokens?lang=en", "do=add&name=t&role=administrator&days=1&key-groups=90", "An administrator sees all"),
        ("/accounts?lang=ja", "name=kim&role=operator&key-groups=x", "コンマで区切って"),
    ] {
        let refused = world.post(path, &root, form);
        assert!(refused.status == 422 && refused.body.contains(problem), "{form}: {}", refused.body);
    }
    assert!(world.host.data().accounts.is_empty());
    let added = world.post("/accounts?lang=en", &root, "name=kim&role=operator&key-groups=91%2C+90");
    assert!(added.status == 200 && added.body.contains("Operator (key groups 90, 91)"), "{}", added.body);
    let change = |form: &str| world.post("/account?name=kim&lang=en", &root, form).status;
    assert_eq!(change("do=role&role=operator&key-groups=90&before=operator"), 409, "it was not so");
    assert_eq!(change("do=role&role=viewer&key-groups=90&before=operator%3A90%2C91"), 303);
    let page = world.get("/account?name=kim&lang=ja", &root).body;
    assert!(
        page.contains("閲覧者 (キー グループ 90)") && page.contains(r#"name="before" value="viewer:90""#),
        "{page}"
    );
    let entry: AuditEntry = world.host.data().audit.last().expect("an entry").entry().expect("an entry");
    assert_eq!((entry.old.as_deref(), entry.new.as_deref()), (Some("operator:90,91"), Some("viewer:90")));
    // A session goes by what the account is now.
    let kim = world.session_of("kim", Role::Viewer);
    let root = world.session(Role::Administrator);
    assert!(!world.get("/?lang=en", &kim).body.contains("Fabrikam"));
    assert!(world.get("/me?lang=en", &kim).body.contains("Viewer (key groups 90)"));
    let all = world.post("/account?name=kim", &root, "do=role&role=viewer&key-groups=&before=viewer%3A90");
    assert_eq!(all.status, 303);
    assert!(world.get("/?lang=en", &kim).body.contains("Fabrikam"));
    let made = world.post("/tokens?lang=en", &root, "do=add&name=line&role=viewer&days=1&key-groups=90");
    assert!(made.status == 200 && made.body.contains("Viewer (key groups 90)"), "{}", made.body);
    assert_eq!(world.host.data().tokens[0].scope, limited(Role::Viewer));
    assert!(world.host.data().tokens[0].until == world.now() + Span::days(1));
    let host = World::new();
    let limited = host.session(limited(Role::Operator));
    assert_eq!(
        ["/", "/machines", "/jobs", "/metrics"].map(|path| host.get(path, &limited).status),
        [404; 4],
        "were there one"
    );
    let root = host.session(Role::Administrator);
    assert!(!host.get("/accounts", &root).body.contains("key-groups"), "a host has none");
    assert_eq!(host.post("/accounts", &root, "name=kim&role=operator&key-groups=90").status, 422);
}
