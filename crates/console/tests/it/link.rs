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
    make_account_link(&mut *store, (name, role.map(Role::into)), used, by, &Entropy::system(), world.now())
        .expect("stored")
}

fn sign_in_link(world: &World) -> String {
    make(world, "Visitor", Some(Role::Viewer), LinkUse::SignIn).expect("made").path
}

/// Presses the button of the page that a link shows.
fn follow(world: &World, path: &str) -> Answer {
    world.post(path, "", "")
}

#[test]
fn a_link_signs_in_by_its_button_alone_and_from_no_other_site() {
    let world = World::new();
    let path = sign_in_link(&world);
    let page = world.get(&path, "");
    assert!(
        page.status == 200 && page.body.contains("visitor") && page.header("set-cookie").is_empty(),
        "{}",
        page.body
    );
    assert!(page.body.contains(&format!("action=\"{path}\"")), "{}", page.body);
    let host = ("host", crate::browser::ADDRESS);
    for origin in ["https://elsewhere.test", "null"] {
        let answer = world.send("POST", &path, &[host, ("origin", origin)], "");
        assert!(answer.status == 403 && answer.header("set-cookie").is_empty(), "{origin}");
    }
    assert_eq!(follow(&world, &path).status, 303, "it was not used up");
}

#[test]
fn a_link_is_good_for_its_own_use_alone() {
    let world = World::new();
    let token = |path: &str| path.split_once("token=").expect("a token").1.to_owned();
    let password = make(&world, "kim", Some(Role::Administrator), LinkUse::ChoosePassword).expect("made").path;
    let as_sign_in = format!("/link?token={}", token(&password));
    assert_eq!((world.get(&as_sign_in, "").status, follow(&world, &as_sign_in).status), (404, 404));
    let sign_in = sign_in_link(&world);
    let as_password = format!("/password?token={}", token(&sign_in));
    assert_eq!((world.get(&as_password, "").status, follow(&world, &as_password).status), (404, 404));
    // Each is still good for what it was made for.
    assert_eq!((world.get(&password, "").status, world.get(&sign_in, "").status), (200, 200));
}

#[test]
fn a_link_that_has_ended_stays_ended_when_the_clock_is_set_back() {
    let world = World::new();
    let kim = make(&world, "kim", Some(Role::Administrator), LinkUse::ChoosePassword).expect("made").path;
    let path = sign_in_link(&world);
    world.clock.advance(Span::days(1));
    world.host.data().newest = Some(world.now());
    world.clock.set_wrong(-Span::hours(23).as_seconds());
    for path in [&kim, &path, &path] {
        assert_eq!((world.get(path, "").status, follow(&world, path).status), (404, 404), "{path}");
    }
    // One that ends after the newest time is good, and all are by the clock once an administrator has confirmed it.
    let new = make(&world, "visitor", None, LinkUse::SignIn).expect("made").path;
    assert_eq!(world.get(&new, "").status, 200);
    world.host.data().newest = None;
    assert_eq!(world.get(&kim, "").status, 200);
}

#[test]
fn a_link_signs_in_once_with_the_role_of_its_account_and_is_recorded() {
    let world = World::new();
    let path = sign_in_link(&world);
    assert!(path.starts_with("/link?token=") && path.len() == 44, "{path}");
    assert_eq!(world.send("HEAD", &path, &[("host", crate::browser::ADDRESS)], "").status, 200, "looked at, not used");
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
    assert_eq!(world.get(&path, "").status, 404);
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

#[test]
fn an_account_that_signed_in_by_its_link_is_not_told_that_the_link_has_ended() {
    let (world, root) = World::with_root();
    let path = sign_in_link(&world);
    assert!(world.get("/accounts?lang=en", &root).body.contains("Waits for its link"));
    let visitor = follow(&world, &path).cookie();
    let accounts = world.get("/accounts?lang=en", &root).body;
    assert!(accounts.contains("Has signed in by its link") && !accounts.contains("has ended"), "{accounts}");
    let own = world.get("/me?lang=en", &visitor).body;
    assert!(!own.contains("Old password") && own.contains("Your passkeys"), "it has no password to change: {own}");
    make(&world, "visitor", None, LinkUse::SignIn).expect("made");
    world.clock.advance(Span::days(1));
    let later = world.sign_in("root", crate::browser::PASSWORD).cookie();
    assert!(world.get("/accounts?lang=en", &later).body.contains("Its link has ended"));
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
