//! Accounts beyond the first, and the own account.

use crate::browser::{PASSWORD, World};
use muster_console::Account;
use muster_core::time::Span;

fn status(world: &World, cookie: &str) -> u16 {
    world.get("/", cookie).status
}

#[test]
fn an_account_is_added_with_a_link_by_which_its_holder_chooses_the_password() {
    let (world, root) = World::with_root();
    let link = world.add(&root, "Kim", "auditor");
    assert!(link.starts_with("/password?token=") && link.len() == 48, "{link}");
    assert!(!world.get("/accounts", &root).body.contains("token="), "it is shown once");
    assert_eq!(world.sign_in("kim", "").status, 403, "without a password nobody signs in");
    let page = world.get(&link, "").body;
    assert!(page.contains("value=\"kim\"") && page.contains("readonly"), "{page}");
    assert_eq!(world.post(&link, "", "password=short&again=short").status, 422);
    assert_eq!(world.post(&link, "", &format!("password={PASSWORD}&again=another")).status, 422);
    let kim = world.choose(&link);
    assert_eq!((world.get("/audit", &kim).status, world.get("/accounts", &kim).status), (200, 403));
    assert_eq!((world.get(&link, "").status, world.post(&link, "", "password=a").status), (404, 404), "used up");
    assert_eq!(world.sign_in("kim", PASSWORD).status, 303);
    let again = world.post("/accounts?lang=en", &root, "name=KIM&role=viewer");
    assert!(again.status == 409 && again.body.contains("already"), "{}", again.body);
    for form in ["name=&role=viewer", "name=a+b&role=viewer", "name=b&role=king", "name=b"] {
        assert_eq!(world.post("/accounts", &root, form).status, 422, "{form}");
    }
}

/// What one account did is never read as another's.
#[test]
fn no_account_has_a_name_that_looks_like_that_of_another() {
    let (world, root) = World::with_root();
    world.choose(&world.add(&root, "m%C3%BCller", "viewer"));
    let add = |name: &str| world.post("/accounts", &root, &format!("name={name}&role=viewer")).status;
    let (wide, decomposed) = ("%EF%BC%B2%EF%BC%AF%EF%BC%AF%EF%BC%B4", "MU%CC%88LLER");
    assert_eq!((add(wide), add(decomposed)), (409, 409));
    for unseen in ["%E2%80%8B", "%C2%AD", "%EF%BB%BF", "%E3%85%A4"] {
        assert_eq!(add(&format!("ro{unseen}ot")), 422, "{unseen}");
    }
    assert_eq!(world.sign_in(wide, PASSWORD).status, 303, "an input method writes wide letters");
    assert_eq!(world.sign_in(decomposed, PASSWORD).status, 303);
}

#[test]
fn a_link_ends_after_a_day_and_when_another_is_made_or_the_account_is_disabled() {
    let (world, root) = World::with_root();
    let first = world.add(&root, "kim", "viewer");
    let second = world.post("/account?name=kim", &root, "do=link").link();
    assert_eq!((world.get(&first, "").status, world.get(&second, "").status), (404, 200));
    world.post("/account?name=kim", &root, "do=disable");
    assert_eq!(world.get(&second, "").status, 404);
    world.post("/account?name=kim", &root, "do=enable");
    world.clock.advance(Span::seconds(86_399));
    assert_eq!(world.get(&second, "").status, 200);
    world.clock.advance(Span::seconds(1));
    assert_eq!(world.get(&second, "").status, 404);
}

#[test]
fn a_link_that_was_made_while_the_clock_was_ahead_does_not_last_until_then() {
    let (world, root) = World::with_root();
    let link = world.add(&root, "kim", "viewer");
    world.clock.set_wrong(-50);
    assert_eq!(world.get(&link, "").status, 200, "clocks of hosts differ a little");
    world.clock.set_wrong(-365 * 86_400);
    assert_eq!((world.get(&link, "").status, world.post(&link, "", "password=a").status), (404, 404));
}

/// What an administrator does to an account holds at the next request of its sessions.
#[test]
fn a_change_of_an_account_holds_at_once() {
    let (world, root) = World::with_root();
    let kim = world.choose(&world.add(&root, "kim", "viewer"));
    let do_it = |what: &str| world.post("/account?name=kim", &root, what).status;
    assert_eq!((world.get("/events", &kim).status, do_it("do=role&role=operator")), (403, 303));
    assert_eq!(world.get("/events", &kim).status, 200);
    assert_eq!((do_it("do=end-sessions"), status(&world, &kim)), (303, 303));
    let kim = world.sign_in("kim", PASSWORD).cookie();
    assert_eq!((do_it("do=disable"), status(&world, &kim), world.sign_in("kim", PASSWORD).status), (303, 303, 403));
    assert_eq!(do_it("do=enable"), 303);
    assert_eq!(status(&world, &kim), 303, "the session does not come back");
    let kim = world.sign_in("kim", PASSWORD).cookie();
    assert_eq!(do_it("do=link"), 200);
    assert_eq!((status(&world, &kim), world.sign_in("kim", PASSWORD).status), (303, 403), "the password is void");
    assert_eq!((do_it("do=remove"), do_it("do=remove"), do_it("do=nothing")), (303, 404, 404));
    assert_eq!(world.get("/account?name=kim", &root).status, 404);
}

/// The page says which role it shows, and a change that somebody else made since is not undone unseen.
#[test]
fn of_two_administrators_who_change_a_role_the_second_sees_what_changed() {
    let (world, root) = World::with_root();
    drop(world.add(&root, "kim", "viewer"));
    let page = world.get("/account?name=kim&lang=en", &root).body;
    assert!(page.contains("name=\"before\" value=\"viewer\""), "{page}");
    let set =
        |role: &str| world.post("/account?name=kim&lang=en", &root, &format!("do=role&role={role}&before=viewer"));
    assert_eq!(set("auditor").status, 303);
    let second = set("operator");
    assert!(second.status == 409 && second.body.contains("Somebody has changed it meanwhile"), "{}", second.body);
    assert!(second.body.contains("<dd>Auditor</dd>") && second.body.contains("value=\"auditor\""), "{}", second.body);
}

#[test]
fn the_last_administrator_stays() {
    let (world, root) = World::with_root();
    let refused = |what: &str| {
        let answer = world.post("/account?name=root&lang=en", &root, what);
        assert_eq!(answer.status == 409, answer.body.contains("the last administrator"), "{}", answer.body);
        answer.status == 409
    };
    let second = world.add(&root, "second", "administrator");
    for what in ["do=disable", "do=remove", "do=link", "do=role&role=viewer"] {
        assert!(refused(what), "{what}: the second cannot sign in yet");
    }
    assert_eq!(status(&world, &root), 200);
    world.choose(&second);
    assert!(!refused("do=role&role=viewer"));
    assert_eq!(world.get("/accounts", &root).status, 403);
}

#[test]
fn the_own_password_is_changed_with_the_old_one_and_ends_the_other_sessions() {
    let (world, root) = World::with_root();
    let other = world.sign_in("root", PASSWORD).cookie();
    let change = |old: &str, new: &str| {
        let form = format!("old={old}&password={new}&again={new}");
        world.post("/me/password?lang=en", &root, &form).status
    };
    assert_eq!((change("wrong", "a+new+long+one"), change(PASSWORD, "short")), (403, 422));
    assert_eq!((status(&world, &other), world.sign_in("root", PASSWORD).status), (200, 303));
    assert_eq!(change(PASSWORD, "a+new+long+one"), 303);
    assert_eq!((status(&world, &root), status(&world, &other)), (200, 303));
    assert_eq!((world.sign_in("root", PASSWORD).status, world.sign_in("root", "a+new+long+one").status), (403, 303));
    // Whoever has only the session guesses no faster than at the sign-in.
    for _ in 0..5 {
        assert_eq!(change("wrong", "another+long+one"), 403);
    }
    assert_eq!(change("a+new+long+one", "another+long+one"), 429);
}

/// A password that is made void while it is looked at opens nothing, and a change of it that was overtaken is not told as made.
#[test]
fn whoever_is_overtaken_by_an_administrator_gets_nothing() {
    let (world, root) = World::with_root();
    let account = world.host.data().accounts[0].clone();
    let void = Account { password: String::new(), ..account.clone() };
    let disabled = Account { disabled: true, ..account.clone() };
    for overtaken_by in [void.clone(), disabled] {
        world.host.data().overtaken_by = Some(overtaken_by);
        let answer = world.sign_in("root", PASSWORD);
        assert_eq!((answer.status, answer.header("location")), (303, "/sign-in?lang=en"));
        assert!(answer.headers.get("set-cookie").is_none());
        assert_eq!(world.host.data().sessions.len(), 1, "none but the first");
        world.host.data().accounts = vec![account.clone()];
    }
    world.host.data().overtaken_by = Some(void);
    let form = format!("old={PASSWORD}&password=a+new+long+one&again=a+new+long+one");
    let answer = world.post("/me/password?lang=en", &root, &form);
    assert!(answer.status == 403 && answer.body.contains("old password is wrong"), "{} {}", answer.status, answer.body);
}

#[test]
fn own_sessions_are_shown_and_ended() {
    let (world, root) = World::with_root();
    let other = world.sign_in("root", PASSWORD).cookie();
    let page = world.get("/me?lang=en", &root).body;
    assert!(page.contains("this one") && page.contains("End the others"), "{page}");
    assert_eq!(world.post("/me/sessions", &root, "").status, 303);
    assert_eq!((status(&world, &root), status(&world, &other)), (200, 303));
    assert!(!world.get("/me?lang=en", &root).body.contains("End the others"));
}
