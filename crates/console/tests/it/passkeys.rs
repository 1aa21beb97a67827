//! Passkeys: adding, signing in, and everything that is not taken.

use crate::{
    browser::{Answer, PASSWORD, World},
    soft_authenticator::{Asked, HOST, ORIGIN, SoftPasskey},
};
use muster_console::{AuditEntry, ConsoleSite};
use muster_core::time::Span;

/// A page at the address that passkeys are bound to.
pub(crate) fn get(world: &World, path: &str, cookie: &str) -> Answer {
    world.send("GET", path, &[("host", HOST), ("cookie", cookie)], "")
}

pub(crate) fn post(world: &World, path: &str, cookie: &str, form: &str) -> Answer {
    world.send("POST", path, &[("host", HOST), ("origin", ORIGIN), ("cookie", cookie)], form)
}

/// Adds one to the account of a session.
pub(crate) fn add(world: &World, cookie: &str, id: u8) -> SoftPasskey {
    let asked = get(world, "/me/passkeys?lang=en", cookie).asked();
    let (passkey, form) = SoftPasskey::make(&asked, id);
    let answer = post(world, "/me/passkeys?lang=en", cookie, &format!("do=add&name=Key+{id}&{form}"));
    assert_eq!(answer.status, 303, "{}", answer.body);
    passkey
}

fn sign_in(world: &World, passkey: &mut SoftPasskey) -> Answer {
    let asked = get(world, "/sign-in/passkey?lang=en", "").asked();
    passkey.counter += 1;
    post(world, "/sign-in/passkey?lang=en", "", &passkey.shown(&asked))
}

/// What was recorded last: action, account, and code.
fn recorded(world: &World) -> String {
    let data = world.host.data();
    let entry: AuditEntry = data.audit.last().expect("an entry").entry().expect("read");
    format!("{} {} {} {}", entry.action.id(), entry.account, entry.new.unwrap_or_default(), entry.code)
}

#[test]
fn a_passkey_is_added_signs_in_and_is_removed() {
    let (world, root) = World::with_root();
    let asked = get(&world, "/me/passkeys", &root).asked();
    assert_eq!(asked.options["rp"]["id"], "localhost");
    assert_eq!(asked.options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked.options["authenticatorSelection"]["userVerification"], "required");
    let mut passkey = add(&world, &root, 1);
    assert_eq!(recorded(&world), "passkey-add root  0x00000000");
    let asked = get(&world, "/me/passkeys", &root).asked();
    assert_eq!(
        asked.options["excludeCredentials"][0]["id"], "AQEBAQEBAQEBAQEBAQEBAQ",
        "the same one is not made twice"
    );
    world.clock.advance(Span::minutes(5));
    let answer = sign_in(&world, &mut passkey);
    assert_eq!((answer.status, answer.header("location")), (303, "/?lang=en"), "{}", answer.body);
    assert_eq!(get(&world, "/", &answer.cookie()).status, 200);
    assert_eq!(recorded(&world), "sign-in root passkey 0x00000000");
    let page = get(&world, "/me/passkeys?lang=en", &root).body;
    assert!(page.contains("Key 1") && !page.contains("–</td>"), "{page}");
    let remove = format!("do=remove&id={}", "01".repeat(16));
    assert_eq!(post(&world, "/me/passkeys", &root, &remove).status, 303);
    assert_eq!(post(&world, "/me/passkeys", &root, &remove).status, 404, "once");
    assert_eq!(sign_in(&world, &mut passkey).status, 403);
}

/// Each is refused with its code, in both languages, and recorded.
fn refused(world: &World, code: &str, account: &str, mut form: impl FnMut() -> String) {
    for (lang, text) in [("en", "passkey"), ("ja", "パスキー")] {
        let answer = post(world, &format!("/sign-in/passkey?lang={lang}"), "", &form());
        assert_eq!(answer.status, 403, "{code} {}", answer.body);
        assert!(answer.body.contains(&format!("({code})")) && answer.body.contains(text), "{code} {}", answer.body);
        assert_eq!(recorded(world), format!("sign-in {account} passkey {code}"));
        assert!(answer.headers.get("set-cookie").is_none(), "{code}");
        world.host.data().failures.clear();
    }
}

fn asked(world: &World) -> Asked {
    get(world, "/sign-in/passkey", "").asked()
}

#[test]
fn a_challenge_is_answered_once_in_time_and_on_its_own_page() {
    let (world, root) = World::with_root();
    let mut passkey = add(&world, &root, 1);
    passkey.counter = 1;
    let used = passkey.shown(&asked(&world));
    assert_eq!(post(&world, "/sign-in/passkey", "", &used).status, 303);
    passkey.counter = 9;
    refused(&world, "0x80090308", "root", || used.clone());
    refused(&world, "0x80090308", "root", || passkey.shown(&Asked { id: "0".repeat(32), ..asked(&world) }));
    refused(&world, "0x80090308", "root", || passkey.shown(&Asked { id: asked(&world).id, ..asked(&world) }));
    refused(&world, "0x800705B4", "root", || {
        let form = passkey.shown(&asked(&world));
        world.clock.advance(Span::minutes(5));
        form
    });
    assert_eq!(sign_in(&world, &mut passkey).status, 303, "nothing of this has used it up");
}

#[test]
fn what_is_not_taken_is_told_by_its_code() {
    let (world, root) = World::with_root();
    let mut passkey = add(&world, &root, 1);
    assert_eq!(sign_in(&world, &mut passkey).status, 303);
    refused(&world, "0x8007139F", "root", || passkey.shown(&asked(&world)));
    passkey.counter = 0;
    refused(&world, "0x8007139F", "root", || passkey.shown(&asked(&world)));
    passkey.counter = 50;
    for origin in
        ["http://127.0.0.1:8443", "http://localhost:8444", "https://localhost:8443", "http://evil.localhost:8443"]
    {
        passkey.origin = origin;
        refused(&world, "0xC004F06A", "root", || passkey.shown(&asked(&world)));
    }
    passkey.origin = ORIGIN;
    refused(&world, "0xC004F06A", "root", || {
        let mut asked = asked(&world);
        asked.options["rpId"] = "example.com".into();
        passkey.shown(&asked)
    });
    passkey.flags = 0x01;
    refused(&world, "0x80070032", "root", || passkey.shown(&asked(&world)));
    passkey.flags = 0x05;
    passkey.says_whose = false;
    refused(&world, "0x8007000D", "root", || passkey.shown(&asked(&world)));
    passkey.says_whose = true;
    refused(&world, "0x8007000D", "", || format!("passkey-id={}&passkey-answer=%7B%7D", asked(&world).id));
    let (mut unknown, _) = SoftPasskey::make(&get(&world, "/me/passkeys", &root).asked(), 9);
    refused(&world, "0x8007052E", "", || unknown.shown(&asked(&world)));
    // The key of another authenticator under the id of this one.
    let (mut forged, _) = SoftPasskey::make(&get(&world, "/me/passkeys", &root).asked(), 1);
    forged.counter = 99;
    refused(&world, "0x8007000D", "root", || forged.shown(&asked(&world)));
    assert_eq!(sign_in(&world, &mut passkey).status, 303, "nothing of this has used it up");
}

/// An account that may not sign in has no passkey either, and one whose password was made void has lost them.
#[test]
fn a_passkey_is_worth_what_its_account_is() {
    let (world, root) = World::with_root();
    let kim = world.choose(&world.add(&root, "kim", "viewer"));
    let mut passkey = add(&world, &kim, 1);
    assert!(world.get("/account?name=kim&lang=en", &root).body.contains("<dt>Passkeys</dt><dd>1</dd>"));
    let change = |what: &str| world.post("/account?name=kim", &root, what).status;
    assert_eq!((change("do=disable"), sign_in(&world, &mut passkey).status), (303, 403));
    assert_eq!((change("do=enable"), sign_in(&world, &mut passkey).status), (303, 303));
    assert_eq!((change("do=link"), sign_in(&world, &mut passkey).status), (200, 403));
    let link = world.post("/account?name=kim", &root, "do=link").link();
    let kim = world.choose(&link);
    assert_eq!(sign_in(&world, &mut passkey).status, 403, "it does not come back with a new password");
    let mut passkey = add(&world, &kim, 2);
    assert_eq!((change("do=remove"), sign_in(&world, &mut passkey).status), (303, 403));
    let kim = world.choose(&world.add(&root, "kim", "viewer"));
    assert_eq!(sign_in(&world, &mut passkey).status, 403, "nor for another account of that name");
    assert!(get(&world, "/me/passkeys?lang=en", &kim).body.contains("There are no passkeys."));
}

/// Nobody adds a passkey for another, with another's page, or removes another's.
#[test]
fn passkeys_are_those_of_the_own_account() {
    let (world, root) = World::with_root();
    let kim = world.choose(&world.add(&root, "kim", "viewer"));
    let asked = get(&world, "/me/passkeys", &kim).asked();
    let (mut passkey, form) = SoftPasskey::make(&asked, 1);
    let answer = post(&world, "/me/passkeys", &root, &format!("do=add&name=a&{form}"));
    assert!(answer.status == 422 && answer.body.contains("0x80090308"), "{}", answer.body);
    assert_eq!(sign_in(&world, &mut passkey).status, 403);
    let passkey = add(&world, &kim, 1);
    assert_eq!(post(&world, "/me/passkeys", &root, &format!("do=remove&id={}", "01".repeat(16))).status, 404);
    let asked = get(&world, "/me/passkeys", &root).asked();
    let taken = post(&world, "/me/passkeys", &root, &format!("do=add&name=a&{}", passkey.made(&asked)));
    assert_eq!(taken.status, 409, "the id is another's");
    for name in ["", "+", "a%E2%80%AEb", &"a".repeat(65)] {
        let asked = get(&world, "/me/passkeys", &root).asked();
        let (_, form) = SoftPasskey::make(&asked, 7);
        assert_eq!(post(&world, "/me/passkeys", &root, &format!("do=add&name={name}&{form}")).status, 422, "{name}");
    }
    assert_eq!(world.host.data().passkeys.len(), 1);
}

#[test]
fn a_passkey_that_is_removed_while_it_is_looked_at_opens_nothing() {
    let (world, root) = World::with_root();
    let mut passkey = add(&world, &root, 1);
    world.host.data().passkeys_overtaken = true;
    let answer = sign_in(&world, &mut passkey);
    assert!(answer.status == 403 && answer.body.contains("0x8007052E"), "{}", answer.body);
    assert_eq!(world.host.data().sessions.len(), 1, "none but that of root");
}

#[test]
fn guesses_wait_as_those_of_passwords_do() {
    let (world, root) = World::with_root();
    let mut passkey = add(&world, &root, 1);
    for _ in 0..5 {
        let asked = get(&world, "/sign-in/passkey", "").asked();
        passkey.origin = "http://localhost:1";
        assert_eq!(post(&world, "/sign-in/passkey", "", &passkey.shown(&asked)).status, 403);
    }
    passkey.origin = ORIGIN;
    assert_eq!((sign_in(&world, &mut passkey).status, world.sign_in("root", PASSWORD).status), (429, 429));
    world.clock.advance(Span::seconds(30));
    assert_eq!((sign_in(&world, &mut passkey).status, world.sign_in("root", PASSWORD).status), (303, 303));
}

/// The script is loaded by the pages of passkeys alone.
#[test]
fn pages_without_a_passkey_have_no_script() {
    let (world, root) = World::with_root();
    for (path, cookie) in [("/sign-in/passkey", ""), ("/me/passkeys", root.as_str())] {
        let page = get(&world, path, cookie);
        assert!(page.body.contains("<script src=\"/passkey.js\" defer></script>"), "{}", page.body);
        assert!(page.header("content-security-policy").contains("script-src 'self'; "), "{path}");
    }
    for (path, cookie) in [("/sign-in", ""), ("/me", root.as_str()), ("/passkey.js", "")] {
        let page = get(&world, path, cookie);
        assert!(!page.body.contains("<script"), "{}", page.body);
        assert!(!page.header("content-security-policy").contains("script-src"), "{path}");
    }
    assert_eq!(get(&world, "/passkey.js", "").header("content-type"), "text/javascript; charset=utf-8");
}

/// What passkeys are bound to is configured: `Host` says nothing about it.
#[test]
fn passkeys_work_at_the_name_of_the_console_alone() {
    let (world, root) = World::with_root();
    let to = world.get("/sign-in/passkey?lang=ja", "");
    assert_eq!((to.status, to.header("location")), (303, "http://localhost:8443/sign-in/passkey?lang=ja"));
    let page = world.get("/me/passkeys?lang=en", &root);
    assert!(page.body.contains("href=\"http://localhost:8443/me/passkeys\"") && !page.body.contains("<script"));
    let asked = get(&world, "/sign-in/passkey", "").asked();
    assert_eq!(asked.options["rpId"], "localhost");
    let (_, form) = SoftPasskey::make(&get(&world, "/me/passkeys", &root).asked(), 1);
    assert_eq!(world.post("/me/passkeys", &root, &format!("do=add&name=a&{form}")).status, 404);
    let mut passkey = add(&world, &root, 1);
    passkey.counter = 1;
    assert_eq!(world.post("/sign-in/passkey", "", &passkey.shown(&asked)).status, 404);
    assert_eq!(post(&world, "/sign-in/passkey", "", &passkey.shown(&asked)).status, 303, "the same at its own address");
    let nameless = World::at(ConsoleSite::plain("192.0.2.1:8443".parse().expect("an address")));
    let headers = [("host", "192.0.2.1:8443")];
    assert_eq!(nameless.send("GET", "/sign-in/passkey", &headers, "").status, 404);
    assert!(!nameless.send("GET", "/sign-in", &headers, "").body.contains("passkey"));
}
