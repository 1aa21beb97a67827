//! The pages of the authority's operators.

use crate::{browser::World, made_up_authority::key, made_up_host::NOW};
use muster_console::{AuditEntry, IssuedKeyRow, Role};
use muster_core::{
    code,
    keys::installation_id::{ActivationTarget, InstallationId},
};

fn installation_id() -> InstallationId {
    let claim = key(1, "").claim;
    InstallationId { claim, target: ActivationTarget::Machine, hardware: [5; 6], nonce: [9; 3], proof: [7; 6] }
}

/// A form with an installation id as it is typed.
fn form(id: &str) -> String {
    format!("installation-id={}", id.replace(' ', "+"))
}

fn last_entry(world: &World) -> AuditEntry {
    world.host.data().audit.last().expect("an entry").entry().expect("an entry")
}

#[test]
fn an_installation_id_is_confirmed_in_groups_and_recorded() {
    let world = World::of_authority();
    let kim = world.session(Role::Operator);
    let typed = installation_id().to_string().replace('-', " ");
    let page = world.post("/phone?lang=en", &kim, &form(&typed));
    assert_eq!(page.status, 200, "{}", page.body);
    let whole = page.body.split("mono link\">").nth(1).and_then(|rest| rest.split('<').next()).expect("an id");
    assert_eq!((whole.len(), whole.split('-').count()), (55, 8));
    for (name, group) in "ABCDEFGH".chars().zip(whole.split('-')) {
        assert!(page.body.contains(&format!("<span>{name}</span> {group}<")), "{name}: {}", page.body);
    }
    assert_eq!(world.host.data().confirmed, [(installation_id(), "somebody".to_owned())]);
    let entry = last_entry(&world);
    assert_eq!((entry.action.id(), entry.account.as_str(), entry.code), ("confirm", "somebody", code::SUCCESS));
    assert!(entry.subject.expect("the key").starts_with("1 XXXXX-"));
}

/// As `muster phone iid --png` writes it, and as somebody has photographed it.
#[test]
fn an_installation_id_is_read_in_a_picture_of_its_code() {
    let world = World::of_authority();
    let kim = world.session(Role::Operator);
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/qr-image");
    for name in ["iid.png", "iid.jpg"] {
        let image = std::fs::read(format!("{seeds}/{name}")).expect("a picture");
        let page = world.post_image("/phone?lang=en", &kim, &image);
        assert!(page.body.contains("064512-190642-918578-309284-303774-932013-059875-541694-682937"), "{}", page.body);
        let cut = world.post_image("/phone?lang=en", &kim, &image[..image.len() / 2]);
        assert!(cut.status == 422 && !cut.body.contains("Confirmation ID for"), "{name}: {}", cut.body);
    }
    let none = world.post_image("/phone?lang=ja", &kim, b"GIF89a");
    assert!(none.status == 422 && none.body.contains("PNG または JPEG を指定してください"), "{}", none.body);
    assert!(world.post_image("/phone?lang=en", &kim, b"").body.contains("has 54 digits"), "none was chosen");
}

#[test]
fn a_mistyped_installation_id_is_named_by_its_group_and_asks_nobody() {
    let world = World::of_authority();
    let kim = world.session(Role::Operator);
    let id = installation_id().to_string();
    let digit = if id.as_bytes()[7] == b'0' { "1" } else { "0" };
    let mut mistyped = id.clone();
    mistyped.replace_range(7..8, digit);
    for (typed, problem) in [
        (mistyped.as_str(), "Group 2 is mistyped"),
        (&id[..20], "has 54 digits"),
        ("12<b>", "Character 3 is no digit"),
        ("", "has 54 digits"),
    ] {
        let page = world.post("/phone?lang=en", &kim, &form(typed));
        assert!(page.status == 422 && page.body.contains(problem), "{typed}: {}", page.body);
        assert!(!page.body.contains("<b>"), "{}", page.body);
    }
    assert!(world.host.data().confirmed.is_empty());
}

#[test]
fn a_refusal_is_recorded_with_its_code_and_says_what_to_do() {
    let world = World::of_authority();
    world.host.data().confirm_refusal = Some(code::KEY_BLOCKED);
    let page = world.post("/phone?lang=en", &world.session(Role::KeyManager), &form(&installation_id().to_string()));
    assert!(page.status == 422 && page.body.contains("0xC004C003") && page.body.contains("Next step"), "{}", page.body);
    assert_eq!(last_entry(&world).code, code::KEY_BLOCKED);
    world.host.data().audit_fails = Some(code::DISK_FULL);
    let page = world.post("/phone", &world.session(Role::KeyManager), &form(&installation_id().to_string()));
    assert_eq!(page.status, 503, "what cannot be recorded is not told");
}

#[test]
fn keys_are_found_by_last_characters_serial_customer_and_order_and_never_shown_whole() {
    let world = World::of_authority();
    let keys = (1..=60).map(|serial| key(serial, if serial == 7 { "Fabrikam <i>" } else { "Contoso" }));
    world.host.data().keys.extend(keys);
    let viewer = world.session(Role::Viewer);
    let tail = key(7, "").claim.partial();
    for query in ["7", &tail, &tail.to_lowercase(), "fabrik", "po-7", &format!("XXXXX-XXXXX-XXXXX-XXXXX-{tail}")] {
        let page = world.get(&format!("/?lang=en&q={query}"), &viewer).body;
        assert!(
            page.contains(&format!("…-{tail}")) && (query == "7" || page.matches("<tr><td").count() == 1),
            "{query}: {page}"
        );
        assert!(page.contains("Fabrikam &#60;i&#62;") && page.contains("2 / 6"), "{page}");
    }
    let page = world.get("/?lang=en", &viewer).body;
    assert_eq!(page.matches("<tr><td").count(), 50);
    let next = page.split("\" rel=\"next\"").next().and_then(|before| before.rsplit_once("href=\"")).expect("a link").1;
    assert_eq!(world.get(&next.replace("&#38;", "&"), &viewer).body.matches("<tr><td").count(), 10);
    for pasted in [
        "BBBBB-CCCCC-DDDDD-FFFFF-GGGGG",
        "BBBBB-CCCCC-DDDDD-FFFFF-00000",
        "BBBBBCCCCCDDDDDFFFFFGGGGG",
        "bbbbb+CCCCC+ddddd+fffff+ggggg",
        "%22BBBBB-CCCCC-DDDDD-FFFFF-GGGGG%22",
    ] {
        let whole = world.get(&format!("/?lang=en&q={pasted}"), &viewer).body;
        assert!(whole.contains("never for a whole key") && !whole.contains("CCCCC"), "{pasted}: {whole}");
    }
    assert_eq!(world.get("/?state=lost", &viewer).status, 404);
}

#[test]
fn a_key_is_blocked_and_unblocked_by_who_may_and_each_is_recorded_once() {
    let world = World::of_authority();
    world.host.data().keys.push(key(1, "Contoso"));
    let path = format!("/key?lang=en&id={}", key(1, "").claim.number());
    let (viewer, manager) = (world.session(Role::Viewer), world.session(Role::KeyManager));
    let page = world.get(&path, &viewer).body;
    assert!(page.contains("&#60;b&#62;by telephone") && page.contains("Ends") && page.contains("seats=5"), "{page}");
    assert!(!page.contains("value=\"block\"") && world.get(&path, &manager).body.contains("value=\"block\""));
    assert_eq!(world.post(&path, &viewer, "do=block").status, 403);
    for (verb, blocked) in [("block", true), ("block", true), ("unblock", false)] {
        assert_eq!(world.post(&path, &manager, &format!("do={verb}")).status, 303);
        assert_eq!(world.host.data().keys[0].blocked.is_some(), blocked);
    }
    let entries: Vec<AuditEntry> =
        world.host.data().audit.iter().map(|stored| stored.entry().expect("an entry")).collect();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.id()).collect();
    assert_eq!(actions, ["key-block", "key-unblock"]);
    world.host.data().keys[0] = IssuedKeyRow { blocked: Some(NOW), ..key(1, "") };
    assert!(world.get(&path, &viewer).body.contains("Blocked"));
}

/// Neither console has the pages of the other.
#[test]
fn the_pages_of_a_host_are_not_those_of_the_authority() {
    let (authority, host) = (World::of_authority(), World::new());
    let (of_authority, of_host) = (authority.session(Role::Administrator), host.session(Role::Administrator));
    for path in ["/machines", "/jobs", "/events", "/v1/admin/machines"] {
        assert_eq!(authority.get(path, &of_authority).status, 404, "{path}");
    }
    for path in ["/phone", "/key?id=1", "/v1/admin/keys"] {
        assert_eq!(host.get(path, &of_host).status, 404, "{path}");
    }
    let page = authority.get("/?lang=en", &of_authority).body;
    for path in ["/phone", "/accounts", "/tokens", "/audit"] {
        assert!(page.contains(&format!("href=\"{path}?lang=en\"")), "{path}: {page}");
    }
    assert!(!page.contains("/machines"));
}
