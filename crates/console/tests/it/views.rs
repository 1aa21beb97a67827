//! Saved views of the list of machines, on the page and by the API.

use crate::{
    browser::{ADDRESS, Answer, World},
    made_up_host::{LEDGER, NOW, machine},
};
use muster_console::{AuditEntry, Role, SavedView, Session, VIEWS_MAX, ViewKey};
use muster_core::code;
use serde_json::{Value, json};

const LATE: &str = "state=waiting&q=pc%26";

impl World {
    /// A session of this account.
    pub(crate) fn session_of(&self, account: &str, role: Role) -> String {
        let cookie = self.session(role);
        let rename = |session: &mut Session| session.account = account.to_owned();
        self.host.data().sessions.values_mut().filter(|session| session.account == "somebody").for_each(rename);
        cookie
    }

    fn keep(&self, owner: &str, name: &str) {
        let key = ViewKey { owner: owner.into(), name: name.into() };
        let view = SavedView { key, query: "q=pc%26&state=waiting".into(), maker: "root".into(), created: NOW };
        self.host.data().views.push(view);
    }

    fn kept(&self) -> Vec<String> {
        let said = |view: &SavedView| format!("{}/{}?{}", view.key.owner, view.key.name, view.query);
        self.host.data().views.iter().map(said).collect()
    }

    /// What was recorded: action, account, subject, old and new.
    fn said(&self) -> Vec<String> {
        let data = self.host.data();
        let entries = data.audit.iter().map(|stored| stored.entry::<AuditEntry>().expect("an entry"));
        let text = |entry: AuditEntry| {
            let parts = [entry.subject, entry.old, entry.new].map(Option::unwrap_or_default);
            format!("{} {} {}", entry.action.id(), entry.account, parts.join("|"))
        };
        entries.map(text).collect()
    }

    fn views_by_api(&self, role: Role, end: &str, message: &str) -> Answer {
        let token = self.token(role);
        let method = if end.is_empty() { "GET" } else { "POST" };
        let headers = [("host", ADDRESS), ("authorization", token.as_str())];
        self.send(method, &format!("/v1/admin/views{end}"), &headers, message)
    }
}

/// The part of a page between two texts.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).expect("both").0
}

#[test]
fn the_list_that_is_shown_is_saved_under_a_name_and_opens_again() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc&1", code::COUNT_TOO_LOW));
    let kim = world.session_of("kim", Role::Viewer);
    let list = world.get(&format!("/machines?{LATE}&after=&lang=en"), &kim).body;
    let saving = between(&list, "<nav class=\"views\"", "</nav>");
    let link = between(saving, "href=\"", "\"").replace("&#38;", "&");
    assert_eq!(link, "/views?view=q%3Dpc%2526%26state%3Dwaiting&lang=en");
    let form = world.get(&link, &kim).body;
    for text in ["value=\"q=pc%26&#38;state=waiting\"", "name contains pc&#38;; state: Waiting for the count; by name"]
    {
        assert!(form.contains(text), "{text}: {form}");
    }
    let saved = world.post("/views?lang=ja", &kim, "do=add&name=+Late+ones+&view=state%3Dwaiting%26q%3Dpc%2526");
    assert_eq!((saved.status, saved.header("location")), (303, "/views?lang=ja"));
    assert_eq!(world.kept(), ["kim/Late ones?q=pc%26&state=waiting"]);
    let page = world.get("/views?lang=ja", &kim).body;
    let href = "/machines?q=pc%26&#38;state=waiting&#38;lang=ja";
    assert!(
        page.contains(href) && page.contains("名前に含む文字列: pc&#38;、状態: カウント不足、名前の昇順"),
        "{page}"
    );
    let opened = world.get(&href.replace("&#38;", "&"), &kim).body;
    assert!(opened.contains("aria-current=\"true\">Late ones</a>") && opened.contains("pc&#38;1"), "{opened}");
    let all = world.get("/machines?lang=en", &kim).body;
    assert!(all.contains(">Late ones</a>") && !all.contains("aria-current=\"true\""), "{all}");
    let other = world.get("/machines", &world.session_of("lee", Role::Administrator)).body;
    assert!(!other.contains("Late ones"), "it is hers alone");
    assert_eq!(world.said(), ["view-add kim Late ones||q=pc%26&state=waiting"]);
}

#[test]
fn an_own_view_is_renamed_and_removed_and_nobody_elses() {
    let world = World::new();
    for owner in ["kim", "lee", ""] {
        world.keep(owner, "late");
    }
    let kim = world.session_of("kim", Role::Viewer);
    for (form, status) in [
        ("do=rename&name=late&new=old", 303),
        ("do=rename&name=late&new=x", 404),
        ("do=rename&name=old&new=old", 303),
        ("do=rename&name=old&new=%E2%80%8B", 422),
        ("do=remove&name=old", 303),
        ("do=remove&name=old", 404),
        ("do=remove&name=late", 404),
        ("do=share&name=late", 404),
    ] {
        assert_eq!(world.post("/views", &kim, form).status, status, "{form}");
    }
    let rest = ["lee/late?q=pc%26&state=waiting", "/late?q=pc%26&state=waiting"];
    assert_eq!(world.kept(), rest);
    assert_eq!(world.post("/views/shared", &kim, "do=remove&name=late").status, 403);
    let page = world.get("/views", &kim).body;
    assert!(page.contains(">late</a>") && !page.contains("/views/shared"), "a shared one is seen, not changed: {page}");
    assert_eq!(world.said(), ["view-rename kim late|late|old", "view-remove kim old|q=pc%26&state=waiting|"]);
}

#[test]
fn an_administrator_shares_a_view_with_everybody_and_takes_it_back() {
    let world = World::new();
    world.keep("root", "late");
    let root = world.session_of("root", Role::Administrator);
    let kim = world.session_of("kim", Role::Viewer);
    for (form, status) in [
        ("do=keep&name=late", 404),
        ("do=share&name=late", 303),
        ("do=share&name=late", 404),
        ("do=rename&name=late&new=slow", 303),
    ] {
        assert_eq!(world.post("/views/shared", &root, form).status, status, "{form}");
    }
    let list = world.get("/machines?lang=en", &kim).body;
    assert!(list.contains(">slow</a> <span class=\"tag\">shared</span>"), "{list}");
    world.keep("root", "slow");
    let refused = world.post("/views/shared?lang=en", &root, "do=keep&name=slow");
    assert!(refused.status == 409 && refused.body.contains("of this name already"), "{}", refused.body);
    world.host.data().views.retain(|view| view.key.owner.is_empty());
    assert_eq!(world.post("/views/shared", &root, "do=keep&name=slow").status, 303);
    assert_eq!(world.kept(), ["root/slow?q=pc%26&state=waiting"]);
    let said = ["view-share root late||", "view-rename root late|late|slow", "view-unshare root slow||"];
    assert_eq!(world.said(), said);
}

#[test]
fn what_no_list_shows_is_not_saved_and_a_name_is_asked_for_again() {
    let world = World::new();
    let kim = world.session_of("kim", Role::Viewer);
    for (form, status, said) in [
        ("name=a&view=state%3Dx", 422, "q, state, product and sort"),
        ("name=a&view=after%3D1", 422, "q, state, product and sort"),
        ("name=&view=state%3Dwaiting", 422, "1 to 64 characters"),
    ] {
        let answer = world.post("/views?lang=en", &kim, &format!("do=add&{form}"));
        assert!(answer.status == status && answer.body.contains(said), "{form}: {} {}", answer.status, answer.body);
    }
    let again = world.post("/views?lang=en", &kim, "do=add&name=%E2%80%8B&view=state%3Dwaiting").body;
    assert!(again.contains("name=\"view\" value=\"state=waiting\""), "the form comes again: {again}");
    assert_eq!(world.get("/views?view=state%3Dx", &kim).status, 404);
    for number in 0..VIEWS_MAX {
        world.keep("kim", &number.to_string());
    }
    let full = world.post("/views?lang=ja", &kim, "do=add&name=one+more&view=sort%3Dname");
    assert!(full.status == 422 && full.body.contains("上限の 50 個"), "{}", full.body);
    assert_eq!((world.kept().len(), world.said().len()), (VIEWS_MAX as usize, 0));
}

#[test]
fn programs_list_and_change_what_everybody_sees() {
    let world = World::new();
    world.keep("kim", "hers");
    let product = format!("product={LEDGER}");
    let told = |answer: Answer| {
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str::<Value>(&answer.body).expect("JSON")
    };
    let by_root = |end: &str, message: Value| world.views_by_api(Role::Administrator, end, &message.to_string());
    let made = told(by_root("/add", json!({ "name": "Ledger", "query": format!("sort=name&{product}") })));
    let expected =
        json!({ "name": "Ledger", "query": product, "maker": "token administrator", "created": made["created"] });
    assert_eq!(made, expected);
    let views = told(world.views_by_api(Role::Viewer, "", ""))["views"].clone();
    assert_eq!(views, json!([expected]), "hers is of no program");
    assert_eq!(told(by_root("/rename", json!({ "name": "Ledger", "new_name": "L" })))["name"], "L");
    for (end, message, status, said) in [
        ("/add", json!({ "name": "L", "query": "" }), 409, "of this name already"),
        ("/add", json!({ "name": "M", "query": "page=2" }), 422, "q, state, product and sort"),
        ("/add", json!({ "name": "M" }), 400, "query"),
        ("/rename", json!({ "name": "hers", "new_name": "mine" }), 404, "no such resource"),
        ("/remove", json!({ "name": "hers" }), 404, "no such resource"),
    ] {
        let answer = by_root(end, message);
        assert!(answer.status == status && answer.body.contains(said), "{end}: {} {}", answer.status, answer.body);
    }
    assert_eq!(told(by_root("/remove", json!({ "name": "L" })))["query"], product);
    let said: Vec<String> = world.said().iter().map(|said| said.split_once(' ').expect("words").0.to_owned()).collect();
    assert_eq!(said, ["view-share", "view-rename", "view-remove"]);
}
