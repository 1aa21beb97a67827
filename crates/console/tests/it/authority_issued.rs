//! Hosts, orders and license packs on the pages of the authority.

use crate::{
    browser::World,
    made_up_authority::{holder, key, pack},
    made_up_host::NOW,
};
use muster_console::{AuditEntry, HolderKind, IssuedKeyRow, IssuedPack, LicenseHolder, Role};
use muster_core::time::Span;

fn rows(page: &str) -> usize {
    page.matches("<tr><td").count()
}

/// A link of a page by its end: `" rel="next"`.
fn link(page: &str, end: &str) -> String {
    let (before, _) = page.split_once(end).expect(page);
    before.rsplit_once("href=\"").expect("a link").1.replace("&#38;", "&")
}

/// Hosts, an activation object, a machine, and two that do not hold any more.
fn filled() -> World {
    let world = World::of_authority();
    let mut data = world.host.data();
    data.packs.extend([pack(7), pack(9)]);
    data.keys.push(key(1, "Contoso"));
    data.holders.extend([
        holder(1, "kms-<b>1"),
        LicenseHolder { pack: Some(9), customer: "Fabrikam".into(), ..holder(2, "kms-2") },
        LicenseHolder { kind: HolderKind::Directory, ..holder(3, "corp.test") },
        LicenseHolder { kind: HolderKind::Machine, pack: None, until: None, ..holder(4, "pc-4") },
        LicenseHolder { revoked: Some(NOW), ..holder(5, "kms-5") },
        LicenseHolder { until: Some(NOW - Span::days(1)), ..holder(6, "kms-6") },
    ]);
    drop(data);
    world
}

#[test]
fn hosts_are_found_by_what_the_address_says() {
    let (world, tail) = (filled(), key(2, "").claim.partial());
    let viewer = world.session(Role::Viewer);
    for (query, names) in [
        ("", &["kms-&#60;b&#62;1", "kms-2", "kms-5", "kms-6"][..]),
        ("&kind=all", &["kms-&#60;b&#62;1", "kms-2", "corp.test", "pc-4", "kms-5", "kms-6"]),
        ("&kind=directory", &["corp.test"]),
        ("&kind=machine", &["pc-4"]),
        ("&state=revoked", &["kms-5"]),
        ("&state=ended", &["kms-6"]),
        ("&state=in-force&pack=7", &["kms-&#60;b&#62;1"]),
        ("&q=fabrik", &["kms-2"]),
        ("&q=po-5", &["kms-5"]),
        ("&q=nobody", &[]),
        (&format!("&q={tail}"), &["kms-2"]),
        (&format!("&key={}", key(6, "").claim.number()), &["kms-6"]),
        (&format!("&q={}", holder(1, "").id), &["kms-&#60;b&#62;1"]),
    ] {
        let page = world.get(&format!("/hosts?lang=en{query}"), &viewer).body;
        let at: Vec<_> = names.iter().map(|name| page.find(&format!(">{name}</a>"))).collect();
        assert!(rows(&page) == names.len() && at.iter().all(Option::is_some) && at.is_sorted(), "{query}: {page}");
    }
    for query in ["kind=lost", "state=lost", "key=x", "pack=x", "after=x"] {
        assert_eq!(world.get(&format!("/hosts?{query}"), &viewer).status, 404, "{query}");
    }
    let whole = world.get("/hosts?lang=en&q=BBBBB-CCCCC-DDDDD-FFFFF-GGGGG", &viewer).body;
    assert!(whole.contains("never for a whole key") && !whole.contains("CCCCC"), "{whole}");
}

/// What a host has is what it said; what nobody knows is not made up.
#[test]
fn a_pack_that_is_not_the_newest_is_marked_and_one_that_is_unknown_says_so() {
    let world = filled();
    let page = world.get("/hosts?lang=en&kind=all", &world.session(Role::Viewer)).body;
    assert!(page.contains("<td class=\"n warn\">7</td>") && page.contains("<td class=\"n \">9</td>"), "{page}");
    assert!(page.contains("<td class=\"n \">not known</td>") && page.contains(">no end</td>"), "{page}");
    assert!(page.contains("is not told to the authority") && page.contains("The newest pack is version 9"), "{page}");
}

#[test]
fn a_list_goes_on_behind_the_last_of_a_page() {
    let world = World::of_authority();
    let names: Vec<String> = (1..=60).map(|number| format!("kms-{number}")).collect();
    // All have asked at the same time: the ids decide.
    let all = (1..=60).zip(&names).map(|(number, name)| LicenseHolder { activated: NOW, ..holder(number, name) });
    world.host.data().holders.extend(all);
    let viewer = world.session(Role::Viewer);
    let first = world.get("/hosts?lang=en&q=contoso", &viewer).body;
    let second = world.get(&link(&first, "\" rel=\"next\""), &viewer).body;
    assert_eq!((rows(&first), rows(&second)), (50, 10));
    let both = first + &second;
    assert!(names.iter().all(|name| both.matches(&format!(">{name}</a>")).count() == 1), "each once");
    world.host.data().packs.extend((1..=60).map(pack));
    let first = world.get("/packs?lang=en", &viewer).body;
    let second = world.get(&link(&first, "\" rel=\"next\""), &viewer).body;
    assert_eq!((rows(&first), rows(&second)), (50, 10));
    world.host.data().keys.extend((1..=60).map(|serial| key(serial, "Contoso")));
    let first = world.get("/orders?lang=en&q=contoso", &viewer).body;
    let second = world.get(&link(&first, "\" rel=\"next\""), &viewer).body;
    assert_eq!((rows(&first), rows(&second)), (50, 10));
    assert!(first.contains(">PO-1</a>") && !second.contains(">PO-1</a>"));
}

#[test]
fn a_host_has_its_key_its_license_and_what_was_done_with_it() {
    let (world, id) = (filled(), holder(1, "").id);
    let path = format!("/host?lang=en&id={id}");
    let page = world.get(&path, &world.session(Role::Viewer)).body;
    for said in ["kms-&#60;b&#62;1", "PO-1", "Ledger &#60;Professional&#62;", "2 / 6", "192.0.2.7", "0xC004C003"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("/host/revocation"), "a viewer revokes nothing: {page}");
    let manager = world.get(&path, &world.session(Role::KeyManager)).body;
    assert!(manager.contains("/host/revocation?id=") && manager.contains("Block its key"), "{manager}");
    assert_eq!(world.get("/host?id=x", &world.session(Role::Viewer)).status, 404);
    let revoked = world.get(&format!("/host?lang=en&id={}", holder(5, "").id), &world.session(Role::Viewer)).body;
    assert!(revoked.contains("No license pack says so yet"), "{revoked}");
}

#[test]
fn what_a_revocation_reaches_is_shown_before_and_each_is_recorded_once() {
    let (world, id) = (filled(), holder(1, "").id);
    let manager = world.session(Role::KeyManager);
    let path = format!("/host/revocation?lang=en&id={id}");
    let page = world.get(&path, &manager).body;
    for said in ["runs out in 30 days", "does not know", "0xC004F051", "muster authority pack", "value=\"revoke\""] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let machine = world.get(&format!("/host/revocation?lang=en&id={}", holder(4, "").id), &manager).body;
    assert!(machine.contains("this machine alone") && !machine.contains("30 days"), "{machine}");
    assert_eq!(world.post(&path, &world.session(Role::Operator), "do=revoke").status, 403);
    for (verb, revoked) in [("revoke", true), ("revoke", true), ("reinstate", false)] {
        let answer = world.post(&path, &manager, &format!("do={verb}"));
        assert_eq!((answer.status, answer.header("location")), (303, format!("/host?id={id}&lang=en").as_str()));
        assert_eq!(world.host.data().holders[0].revoked.is_some(), revoked);
    }
    let entries: Vec<AuditEntry> =
        world.host.data().audit.iter().map(|stored| stored.entry().expect("an entry")).collect();
    let said: Vec<_> = entries.iter().map(|entry| (entry.action.id(), entry.subject.clone())).collect();
    assert_eq!(said, [("license-revoke", Some(id.to_string())), ("license-reinstate", Some(id.to_string()))]);
}

#[test]
fn an_order_has_its_keys_and_what_they_have_activated() {
    let world = filled();
    world.host.data().keys.push(IssuedKeyRow { blocked: Some(NOW), ..key(2, "Fabrikam <i>") });
    let viewer = world.session(Role::Viewer);
    let page = world.get("/orders?lang=en&q=fabrik", &viewer).body;
    assert!(rows(&page) == 1 && page.contains("Fabrikam &#60;i&#62;") && page.contains("class=\"n bad\">1<"), "{page}");
    let order = world.get(&link(&page, "\">PO-2</a>"), &viewer).body;
    assert!(order.contains("Fabrikam &#60;i&#62; PO-2") && rows(&order) == 1 && order.contains("Blocked"), "{order}");
    let order = world.get("/order?lang=en&customer=Contoso&order=PO-1", &viewer).body;
    assert!(rows(&order) == 2 && order.contains(">kms-&#60;b&#62;1</a>"), "{order}");
    assert_eq!(world.get("/order?customer=Contoso&order=PO-99", &viewer).status, 404);
}

#[test]
fn the_newest_pack_is_named_and_what_was_not_recorded_is_not_known() {
    let world = filled();
    world.host.data().packs.extend([
        IssuedPack { signed: false, ..pack(10) },
        IssuedPack { content: None, withdrawn: Some(NOW), version: 3, ..pack(3) },
    ]);
    let page = world.get("/packs?lang=en", &world.session(Role::Viewer)).body;
    assert_eq!((page.matches("Newest</b>").count(), page.matches("Never signed").count()), (1, 1), "{page}");
    assert!(page.contains("Withdrawn 2026-11-21") && page.matches("not known").count() == 4, "{page}");
    assert!(page.contains("href=\"/hosts?kind=all&#38;pack=9&#38;lang=en\">4</a>"), "{page}");
}
