//! What cannot be taken back asks again who it is.

use crate::{
    browser::{Answer, PASSWORD, World},
    made_up_authority::{holder, key},
    made_up_provider::{MadeUpProvider, Signer, begin, come_back},
    passkeys::{add, get, post},
    soft_authenticator::SoftPasskey,
};
use muster_console::{Account, AuditEntry, Role, RouteMethod, ServiceKind, routes};
use muster_core::time::Span;

/// What asks again. Written by hand, not made of the table of routes: who changes that has to change this too.
const ASKS: &[&str] = &[
    "/account",
    "/accounts",
    "/host/revocation",
    "/jobs",
    "/jobs/key",
    "/key",
    "/key/end",
    "/key/limit",
    "/me/passkeys",
    "/order",
    "/tokens",
    "/webhooks",
];

fn asks_again(answer: &Answer) -> bool {
    answer.status == 403 && answer.body.contains("Confirm that it is you")
}

/// A session whose account last showed who it is 10 minutes ago.
fn stale() -> (World, String) {
    let (world, root) = World::with_root();
    world.clock.advance(Span::minutes(10));
    (world, root)
}

fn recorded(world: &World) -> Vec<String> {
    let data = world.host.data();
    let said = |entry: AuditEntry| format!("{} {} {}", entry.action.id(), entry.new.unwrap_or_default(), entry.code);
    data.audit.iter().map(|stored| said(stored.entry().expect("an entry"))).collect()
}

#[test]
fn every_route_that_asks_again_refuses_an_old_proof_and_no_other_does() {
    let mut asked: Vec<&str> = Vec::new();
    for kind in [ServiceKind::Host, ServiceKind::Authority] {
        for route in routes(kind).filter(|route| !route.is_api()) {
            let world = World::of_kind(kind);
            world.host.data().keys.push(key(1, "Contoso"));
            world.host.data().holders.push(holder(1, "kms-1"));
            let cookie = world.session(Role::Administrator);
            let before = world.host.data().audit.len();
            let call = || match route.method {
                RouteMethod::Get => world.get(&format!("{}?lang=en", route.path), &cookie),
                RouteMethod::Post => world.post(&format!("{}?lang=en", route.path), &cookie, "do=remove&name=kim"),
            };
            assert!(!asks_again(&call()), "{} asks although the proof is fresh", route.path);
            let cookie = world.session(Role::Administrator);
            world.clock.advance(Span::minutes(10));
            let call = || match route.method {
                RouteMethod::Get => world.get(&format!("{}?lang=en", route.path), &cookie),
                RouteMethod::Post => world.post(&format!("{}?lang=en", route.path), &cookie, "do=remove&name=kim"),
            };
            let answer = call();
            assert_eq!(asks_again(&answer), route.step_up, "{} {}", route.path, answer.body);
            if route.step_up {
                assert_eq!(route.method, RouteMethod::Post);
                assert!(world.host.data().audit.len() <= before + 1, "{} did something", route.path);
                asked.push(route.path);
            }
        }
    }
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked, ASKS);
}

#[test]
fn what_was_asked_for_goes_on_with_the_password() {
    let (world, root) = stale();
    let asked = "name=%22kim%22&role=viewer";
    let page = world.post("/accounts?lang=en", &root, asked);
    assert!(asks_again(&page), "{}", page.body);
    assert!(page.body.contains("action=\"/accounts?lang=en\""), "{}", page.body);
    assert!(page.body.contains("<input type=\"hidden\" name=\"name\" value=\"&#34;kim&#34;\">"), "{}", page.body);
    assert!(page.body.contains("<input type=\"hidden\" name=\"role\" value=\"viewer\">"), "{}", page.body);
    assert!(!page.body.contains("<script"));
    assert_eq!(world.host.data().accounts.len(), 1, "nothing is done yet");
    let with = |how: &str, password: &str| {
        world.post("/accounts?lang=en", &root, &format!("{asked}&step-up={how}&step-up-password={password}"))
    };
    let wrong = with("password", "wrong");
    assert!(asks_again(&wrong) && wrong.body.contains("The password is wrong."), "{}", wrong.body);
    assert!(!wrong.body.contains("value=\"wrong\"") && wrong.body.contains("&#34;kim&#34;"), "{}", wrong.body);
    for how in ["", "passkey", "provider", "none"] {
        assert!(asks_again(&with(how, PASSWORD)), "{how}");
    }
    assert_eq!(with("password", PASSWORD).status, 200);
    assert_eq!(world.host.data().accounts.len(), 2);
    let log = recorded(&world);
    assert!(log.contains(&"step-up password 0x80070005".to_owned()), "{log:?}");
    assert_eq!(log[log.len() - 2..], ["step-up password 0x00000000", "account-add viewer 0x00000000"]);
    // For ten minutes it is not asked for again.
    assert_eq!(world.post("/accounts?lang=en", &root, "name=a&role=viewer").status, 200);
    world.clock.advance(Span::minutes(10));
    assert!(asks_again(&world.post("/accounts?lang=en", &root, "name=b&role=viewer")));
    let japanese = world.post("/accounts?lang=ja", &root, "name=b&role=viewer");
    assert!(japanese.body.contains("本人確認") && japanese.body.contains("確認して続行"), "{}", japanese.body);
}

/// Lines stay lines, and a product key is typed again.
#[test]
fn a_product_key_is_not_repeated() {
    let (world, root) = stale();
    let form = "machines=pc-1%0D%0Apc-2&days=30&key=NPPR9-AAAAA&shown=abc";
    let page = world.post("/jobs/key?lang=en", &root, form);
    assert!(asks_again(&page), "{}", page.body);
    assert!(
        page.body.contains("name=\"machines\" value=\"pc-1\r\npc-2\"") && page.body.contains("\"days\""),
        "{}",
        page.body
    );
    assert!(!page.body.contains("NPPR9") && !page.body.contains("name=\"shown\""), "{}", page.body);
}

#[test]
fn guesses_wait_as_those_at_the_sign_in_do() {
    let (world, root) = stale();
    let with = |password: &str| {
        let form = format!("name=kim&role=viewer&step-up=password&step-up-password={password}");
        world.post("/accounts", &root, &form).status
    };
    assert_eq!([(); 5].map(|()| with("wrong")), [403; 5]);
    assert_eq!((with(PASSWORD), world.sign_in("root", PASSWORD).status), (429, 429));
    world.clock.advance(Span::seconds(30));
    assert_eq!(with(PASSWORD), 200);
}

/// The proof is that of one session; neither another session's nor another person's counts.
#[test]
fn another_sessions_proof_does_not_help() {
    let (world, root) = World::with_root();
    world.choose(&world.add(&root, "kim", "administrator"));
    world.clock.advance(Span::minutes(10));
    let kim = world.sign_in("kim", PASSWORD).cookie();
    let fresh = world.sign_in("root", PASSWORD).cookie();
    let add = |cookie: &str| world.post("/accounts?lang=en", cookie, "name=new&role=viewer");
    assert!(asks_again(&add(&root)), "kim's session and a fresh one of root are others");
    for both in [format!("{root}; {kim}"), format!("{root}; {fresh}")] {
        assert!(asks_again(&add(&both)), "the first cookie counts");
    }
    assert_eq!(add(&kim).status, 200);
    // Another's password is not the own one.
    world.host.data().accounts.iter_mut().filter(|account| account.name == "root").for_each(|root| {
        *root = Account { password: "$argon2id$".into(), ..root.clone() };
    });
    let form = format!("name=more&role=viewer&step-up=password&step-up-password={PASSWORD}");
    assert!(asks_again(&world.post("/accounts?lang=en", &root, &form)));
}

#[test]
fn it_leads_nowhere_else() {
    let (world, root) = stale();
    for path in ["/accounts?next=https://evil.test&lang=en", "/accounts?action=//evil.test&lang=en"] {
        let page = world.post(path, &root, "next=https%3A%2F%2Fevil.test&name=a&role=viewer").body;
        assert!(page.contains("action=\"/accounts?") && !page.contains("action=\"http"), "{page}");
        assert!(!page.contains("href=\"http") && !page.contains("href=\"//"), "{page}");
    }
    let headers = [("host", "127.0.0.1:8443"), ("origin", "https://evil.test"), ("cookie", root.as_str())];
    let form = format!("name=a&role=viewer&step-up=password&step-up-password={PASSWORD}");
    assert_eq!(world.send("POST", "/accounts", &headers, &form).status, 403, "from another site");
    assert!(!recorded(&world).iter().any(|entry| entry.starts_with("step-up")));
}

#[test]
fn a_passkey_of_the_account_is_a_proof_and_no_other_is() {
    let (world, root) = World::with_root();
    let kim = world.choose(&world.add(&root, "kim", "viewer"));
    let (mut own, mut other) = (add(&world, &root, 1), add(&world, &kim, 2));
    world.clock.advance(Span::minutes(10));
    let form = "name=new&role=viewer";
    let asked = || post(&world, "/accounts?lang=en", &root, form);
    let shown = |passkey: &mut SoftPasskey, answer: &Answer| {
        passkey.counter += 1;
        let fields = passkey.shown(&answer.asked()).replace("passkey-", "step-up-passkey-");
        post(&world, "/accounts?lang=en", &root, &format!("{form}&step-up=passkey&{fields}"))
    };
    let page = asked();
    assert_eq!(page.asked().options["allowCredentials"][0]["id"], "AQEBAQEBAQEBAQEBAQEBAQ");
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    let refused = shown(&mut other, &asked());
    assert!(asks_again(&refused) && refused.body.contains("0x80070005"), "{}", refused.body);
    // A challenge of the sign-in is none of this, nor the other way round.
    let refused = shown(&mut own, &get(&world, "/sign-in/passkey", ""));
    assert!(asks_again(&refused) && refused.body.contains("0x80090308"), "{}", refused.body);
    own.counter += 1;
    assert_eq!(post(&world, "/sign-in/passkey", "", &own.shown(&asked().asked())).status, 403);
    let page = asked();
    assert_eq!(shown(&mut own, &page).status, 200);
    world.clock.advance(Span::minutes(10));
    assert!(asks_again(&shown(&mut own, &page)), "the challenge is used up");
}

/// Adding a passkey asks too: whoever finds a browser open must not make himself a key to it.
#[test]
fn a_passkey_that_is_added_comes_through() {
    let (world, root) = World::with_root();
    let mut first = add(&world, &root, 1);
    world.clock.advance(Span::minutes(10));
    let (_, form) = SoftPasskey::make(&get(&world, "/me/passkeys", &root).asked(), 2);
    let page = post(&world, "/me/passkeys?lang=en", &root, &format!("do=add&name=second&{form}"));
    assert!(asks_again(&page) && page.body.contains("name=\"passkey-answer\" value=\"{&#34;id&#34;"), "{}", page.body);
    first.counter += 1;
    let shown = first.shown(&page.asked()).replace("passkey-", "step-up-passkey-");
    let answer = post(&world, "/me/passkeys", &root, &format!("do=add&name=second&{form}&step-up=passkey&{shown}"));
    assert_eq!((answer.status, world.host.data().passkeys.len()), (303, 2), "{}", answer.body);
}

/// Who has no password of the console's shows at the provider who he is, and the provider has to say when.
#[test]
fn an_account_of_a_provider_signs_in_there_again() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let now = || world.now().unix();
    let sign_in = |auth_time: Option<i64>| {
        let begun = begin(&world);
        let mut claims = provider.claims(&world, &begun.sent["nonce"]);
        claims["auth_time"] = auth_time.into();
        provider.gives(&signer.good(&claims));
        come_back(&world, &begun).session().expect("a session")
    };
    let add = |cookie: &str| world.post("/accounts?lang=en", cookie, "name=new&role=viewer");
    for (auth_time, asks) in [
        (None, true),
        (Some(now() - 600), true),
        (Some(now() + 121), true),
        (Some(now() + 119), false),
        (Some(now() - 599), false),
    ] {
        let page = add(&sign_in(auth_time));
        assert_eq!(asks_again(&page), asks, "{auth_time:?} {}", page.body);
        if asks {
            assert!(
                page.body.contains("href=\"/sign-in/provider?again=1&#38;lang=en\" target=\"_blank\""),
                "{}",
                page.body
            );
            assert!(page.body.contains("Corp ID") && !page.body.contains("step-up-password"), "{}", page.body);
        }
    }
    let to = world.get("/sign-in/provider?again=1", "");
    let asked = to.header("location");
    assert!(asked.contains("&prompt=login&max_age=0"), "{asked}");
    assert!(!world.get("/sign-in/provider", "").header("location").contains("prompt="));
    let elsewhere = world.send("GET", "/sign-in/provider?again=1", &[("host", "localhost:8443")], "");
    assert!(elsewhere.header("location").ends_with("/sign-in/provider?again=1"), "it is not lost on the way");
}

#[test]
fn who_has_neither_is_told_what_to_do() {
    let (world, root) = stale();
    world.host.data().accounts.iter_mut().for_each(|account| account.password = String::new());
    let page = world.post("/accounts?lang=en", &root, "name=new&role=viewer");
    assert!(asks_again(&page) && page.body.contains("This account has no password."), "{}", page.body);
    let form = "name=new&role=viewer&step-up=password&step-up-password=";
    assert!(asks_again(&world.post("/accounts?lang=en", &root, form)));
}
