//! Accounts and links as a command at the host makes them.

use crate::browser::{Answer, World};
use muster_console::{
    AccountRefusal, AuditAction, AuditEntry, ConsoleOwner, LinkMaker, LinkUse, MadeLink, Role, make_account_link,
};
use muster_core::time::Span;
use muster_platform::entropy::Entropy;

fn make(world: &World, name: &str, role: Option<Role>, used: LinkUse) -> Result<MadeLink, AccountRefusal> {
    let by = LinkMaker { account: "root@kms", address: [127, 0, 0, 1].into() };
    let mut store = world.host.store().expect("a store");
    make_account_link(&mut *store, (name, role), used, by, &Entropy::system(), world.now()).expect("stored")
}

fn sign_in_link(world: &World) -> String {
    make(world, "Visitor", Some(Role::Viewer), LinkUse::SignIn).expect("made").path
}

fn follow(world: &World, path: &str) -> Answer {
    world.get(path, "")
}

#[test]
fn a_link_signs_in_once_with_the_role_of_its_account_and_is_recorded() {
    let world = World::new();
    let path = sign_in_link(&world);
    assert!(path.starts_with("/link?token=") && path.len() == 44, "{path}");
    assert_eq!(world.send("HEAD", &path, &[("host", crate::browser::ADDRESS)], "").status, 303, "looked at, not used");
    let answer = follow(&world, &path);
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    let visitor = answer.cookie();
    let machines = world.get("/machines?lang=en", &visitor);
    assert!(machines.status == 200 && machines.body.contains(">visitor</a>"), "{}", machines.body);
    for (path, form) in [("/jobs", "machines=pc&days=1&of-product=&verb=activate"), ("/accounts", "name=a&role=viewer")]
    {
        assert_eq!(world.post(path, &visitor, form).status, 403, "{path}");
    }
    assert_eq!((follow(&world, &path).status, world.get(&path, &visitor).status), (404, 303), "used up");
    assert_eq!(world.sign_in("visitor", "").status, 403, "no password was chosen");
    let entries: Vec<AuditEntry> =
        world.host.data().audit.iter().map(|stored| stored.entry().expect("an entry")).collect();
    let told = |action| entries.iter().find(|entry| entry.action == action).expect("an entry").clone();
    let (made, used) = (told(AuditAction::AccountAdd), told(AuditAction::SignIn));
    assert_eq!((made.account.as_str(), made.subject.as_deref()), ("root@kms", Some("visitor")));
    assert_eq!((used.account.as_str(), used.new.as_deref()), ("visitor", Some("link")));
}

#[test]
fn a_link_that_signs_in_ends_like_any_other() {
    let world = World::new();
    let first = sign_in_link(&world);
    let second = make(&world, "visitor", None, LinkUse::SignIn).expect("made").path;
    assert_eq!(follow(&world, &first).status, 404, "replaced");
    world.clock.advance(Span::days(1));
    assert_eq!(follow(&world, &second).status, 404, "a day old");
    let third = make(&world, "visitor", None, LinkUse::SignIn).expect("made").path;
    assert_eq!(follow(&world, &third).status, 303);
    assert_eq!((follow(&world, "/link").status, follow(&world, "/link?token=00").status), (404, 404));
}

/// An administrator who forgot his password is helped at the host, and the last one is not locked out by that.
#[test]
fn a_command_makes_an_administrator_where_none_can_sign_in() {
    let (world, _) = World::with_root();
    assert_eq!(make(&world, "root", Some(Role::Viewer), LinkUse::ChoosePassword).err(), Some(AccountRefusal::Exists));
    assert_eq!(make(&world, "root", None, LinkUse::SignIn).err(), Some(AccountRefusal::LastAdministrator));
    assert_eq!(make(&world, "kim", None, LinkUse::SignIn).err(), Some(AccountRefusal::NoAccount));
    assert_eq!(make(&world, "a b", Some(Role::Viewer), LinkUse::SignIn).err(), Some(AccountRefusal::BadName));
    let path = make(&world, "root2", Some(Role::Administrator), LinkUse::ChoosePassword).expect("made").path;
    let root2 = world.choose(&path);
    assert_eq!(world.get("/accounts", &root2).status, 200);
    assert!(make(&world, "root", None, LinkUse::ChoosePassword).is_ok(), "there is another now");
}
