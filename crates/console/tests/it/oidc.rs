//! Signing in by an OpenID Connect provider.

use crate::{
    browser::{ADDRESS, ORIGIN, PASSWORD, World},
    made_up_authority::key,
    made_up_provider::{Begun, MadeUpProvider, SUBJECT, Signer, begin, begin_at, come_back, returns_to, sign_in},
};
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use muster_console::{Account, AuditAction, AuditEntry, IssuedKeyRow, ProviderIdentity, Role};
use muster_core::{
    code,
    keys::product_key::{KeyClaim, KeyKind},
    time::Span,
};
use serde_json::{Value, json};

pub(crate) fn entries(world: &World) -> Vec<AuditEntry> {
    world.host.data().audit.iter().map(|stored| stored.entry().expect("an entry")).collect()
}

fn account(world: &World) -> Option<Account> {
    world.host.data().accounts.iter().find(|account| account.name == format!("oidc:{SUBJECT}")).cloned()
}

#[test]
fn whoever_a_provider_signs_in_gets_the_role_of_his_groups() {
    for signer in [Signer::rsa(), Signer::p256(), Signer::ed25519()] {
        let provider = MadeUpProvider::start(&signer);
        let world = provider.world();
        let answer = sign_in(&provider, &world, &signer, |_| ());
        assert_eq!((answer.status, answer.header("refresh")), (200, "0; url=/?lang=en"), "{}", answer.body);
        let page = world.get("/accounts?lang=en", &answer.session().expect("a session"));
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Kim &#60;Example&#62; (oidc:Abc-1)"), "{}", page.body);
        let entry = entries(&world).pop().expect("an entry");
        assert_eq!(
            (entry.action, entry.code, entry.account.as_str()),
            (AuditAction::SignIn, code::SUCCESS, "oidc:Abc-1")
        );
        assert_eq!(
            (entry.account_name.as_deref(), entry.new.as_deref()),
            (Some("Kim <Example>"), Some("administrator"))
        );
        let stored = account(&world).expect("stored");
        let identity = ProviderIdentity { issuer: provider.issuer(), full_name: "Kim <Example>".into() };
        assert_eq!((stored.provider, stored.password.as_str()), (Some(identity), ""));
    }
}

#[test]
fn the_language_that_was_chosen_before_is_that_of_the_answer() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let back = |begun: &Begun, query: &str| {
        let state = &begun.sent["state"];
        world.get(&format!("/sign-in/return?state={state}{query}"), &begun.cookie)
    };
    for (chosen, home) in [("?lang=ja", "0; url=/?lang=ja"), ("?lang=en", "0; url=/?lang=en"), ("", "0; url=/")] {
        let begun = begin_at(&world, &format!("/sign-in/provider{chosen}"));
        provider.gives(&signer.good(&provider.claims(&world, &begun.sent["nonce"])));
        let answer = back(&begun, "&code=c0de");
        assert_eq!((answer.status, answer.header("refresh")), (200, home), "{}", answer.body);
        let japanese = back(&begin_at(&world, &format!("/sign-in/provider{chosen}")), "&error=access_denied").body;
        assert_eq!(japanese.contains("でのサインインに失敗しました"), chosen == "?lang=ja", "{japanese}");
    }
}

#[test]
fn the_provider_is_asked_as_the_specification_says() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let page = world.get("/sign-in?lang=en", "");
    assert!(page.body.contains("href=\"/sign-in/provider?lang=en\">Sign in with Corp ID</a>"), "{}", page.body);
    let begun = begin(&world);
    let sent = |name: &str| begun.sent[name].as_str();
    assert_eq!((sent("response_type"), sent("client_id"), sent("tenant")), ("code", "muster", "corp"));
    assert_eq!((sent("redirect_uri"), sent("scope")), (returns_to().as_str(), "openid profile"));
    assert_eq!(sent("code_challenge_method"), "S256");
    provider.gives(&signer.good(&provider.claims(&world, sent("nonce"))));
    assert_eq!(come_back(&world, &begun).status, 200);
    let asked = provider.asked("/token").pop().expect("a request");
    let form: std::collections::HashMap<String, String> =
        form_urlencoded::parse(asked.body.as_bytes()).into_owned().collect();
    assert_eq!((form["grant_type"].as_str(), form["code"].as_str()), ("authorization_code", "c0de&"));
    assert_eq!(form["redirect_uri"], returns_to());
    let verifier = digest(&SHA256, form["code_verifier"].as_bytes());
    assert_eq!(BASE64URL_NOPAD.encode(verifier.as_ref()), sent("code_challenge"), "PKCE");
    let basic = format!("Basic {}", BASE64.encode(b"muster:s3cret%26"));
    assert!(asked.head.contains(&basic) && !asked.body.contains("secret"), "{}", asked.head);
    assert_ne!(begin(&world).sent["nonce"], sent("nonce"), "each sign-in has its own");
    assert!(!World::new().get("/sign-in?lang=en", "").body.contains("provider"), "without one, no page speaks of it");
}

#[test]
fn a_session_is_like_others_and_ends_with_its_provider() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let cookie = sign_in(&provider, &world, &signer, |_| ()).session().expect("a session");
    assert_eq!(World::with(world.host.clone()).get("/", &cookie).status, 303, "the provider is gone");
    let other = MadeUpProvider::start(&signer);
    let elsewhere = World::over(world.host.clone(), other.site());
    assert_eq!(elsewhere.get("/", &cookie).status, 303, "another provider");
    assert_eq!(world.get("/", &cookie).status, 200);
    world.clock.advance(Span::minutes(31));
    assert_eq!(world.get("/", &cookie).status, 303, "idle for 31 minutes");
    let cookie = sign_in(&provider, &world, &signer, |_| ()).session().expect("a session");
    let me = world.get("/me?lang=en", &cookie);
    assert!(me.body.contains("oidc:Abc-1") && !me.body.contains("type=\"password\""), "{}", me.body);
    assert_eq!(world.post("/me/password", &cookie, &format!("old=&password={PASSWORD}&again={PASSWORD}")).status, 404);
    assert_eq!(world.post("/sign-out", &cookie, "").header("location"), "/sign-in");
    assert_eq!(world.get("/", &cookie).status, 303);
}

#[test]
fn a_role_follows_the_groups_and_nobody_else_sets_it() {
    let signer = Signer::p256();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let groups = |groups: Value| move |claims: &mut Value| claims["groups"] = groups;
    let first = sign_in(&provider, &world, &signer, groups(json!("desk"))).session().expect("a session");
    assert_eq!(world.get("/accounts", &first).status, 403, "an operator");
    let second = sign_in(&provider, &world, &signer, groups(json!(["desk", "admins"]))).session().expect("a session");
    assert_eq!(world.get("/accounts", &first).status, 200, "both sessions have the new role");
    let entry = entries(&world).pop().expect("an entry");
    assert_eq!((entry.old.as_deref(), entry.new.as_deref()), (Some("operator"), Some("administrator")));
    let page = world.get("/account?name=oidc%3AAbc-1&lang=en", &second);
    assert!(page.body.contains(&provider.issuer()) && !page.body.contains("value=\"role\""), "{}", page.body);
    for form in ["do=role&role=viewer", "do=link"] {
        assert_eq!(world.post("/account?name=oidc%3AAbc-1", &second, form).status, 409, "{form}");
    }
    assert_eq!(account(&world).expect("stored").role, Role::Administrator);
    // A name that is a provider's cannot be taken here.
    assert_eq!(world.post("/accounts", &second, "name=oidc%3Aother&role=viewer").status, 422);
    let found = world.get("/audit?account=oidc%3AAbc-1&lang=en", &second);
    assert!(found.body.contains("Kim &#60;Example&#62; (oidc:Abc-1)"), "{}", found.body);
}

#[test]
fn the_groups_say_which_key_groups_somebody_sees() {
    let signer = Signer::p256();
    let provider = MadeUpProvider::start(&signer);
    let world = World::of_authority_at(provider.site());
    let other = KeyClaim::new(KeyKind::Host, 91, 8).expect("a claim");
    world.host.data().keys.extend([key(1, "Contoso"), IssuedKeyRow { claim: other, ..key(8, "Fabrikam") }]);
    let seen = |groups: Value| {
        let cookie = sign_in(&provider, &world, &signer, |claims| claims["groups"] = groups).session();
        let page = world.get("/?lang=en", &cookie.expect("a session")).body;
        (page.contains("Contoso"), page.contains("Fabrikam"), entries(&world).pop().expect("an entry").new)
    };
    assert_eq!(seen(json!(["line"])), (true, false, Some("operator:90".into())));
    assert_eq!(seen(json!(["line", "desk"])), (true, true, Some("operator".into())));
    assert_eq!(seen(json!("line")), (true, false, Some("operator:90".into())), "he has left the other group");
}

#[test]
fn without_a_group_that_has_a_role_there_is_no_access_and_that_is_said() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    for groups in [json!(["all"]), json!([]), json!(null), json!({ "admins": true }), json!([["admins"]])] {
        let answer = sign_in(&provider, &world, &signer, |claims| claims["groups"] = groups.clone());
        assert_eq!((answer.status, answer.session()), (403, None), "{groups}");
        assert!(answer.body.contains("signed you in as Kim &#60;Example&#62; (oidc:Abc-1)"), "{}", answer.body);
        assert!(answer.body.contains("none of your groups has access") && answer.body.contains("0x80070569"));
        let entry = entries(&world).pop().expect("an entry");
        assert_eq!((entry.code, entry.account.as_str()), (code::LOGON_NOT_GRANTED, "oidc:Abc-1"));
    }
    assert_eq!(account(&world), None, "nobody gets an account by asking");
}

#[test]
fn the_first_sign_in_by_a_provider_leaves_the_setup_open() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let cookie = sign_in(&provider, &world, &signer, |_| ()).session().expect("a session");
    assert_eq!(world.get("/", &cookie).status, 200);
    let path = |world: &World| world.link.as_deref().and_then(|link| link.strip_prefix(ORIGIN)).map(str::to_owned);
    assert_eq!(world.get(&path(&world).expect("a link"), "").status, 200);
    let again = World::over(world.host.clone(), provider.site());
    let link = path(&again).expect("a link: the console has no account of its own");
    let form = format!("name=root&password={PASSWORD}&again={PASSWORD}");
    assert_eq!(again.post(&link, "", &form).status, 303);
    assert_eq!(again.sign_in("root", PASSWORD).status, 303);
    assert_eq!(path(&World::over(world.host.clone(), provider.site())), None, "now it has one");
}

#[test]
fn an_account_that_is_disabled_here_stays_out() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let cookie = sign_in(&provider, &world, &signer, |_| ()).session().expect("a session");
    world.host.data().accounts.iter_mut().for_each(|account| account.disabled = true);
    assert_eq!(world.get("/", &cookie).status, 303);
    let answer = sign_in(&provider, &world, &signer, |_| ());
    assert_eq!((answer.status, answer.session()), (403, None));
    assert!(answer.body.contains("is disabled here (0x80070569)"), "{}", answer.body);
    assert_eq!(entries(&world).pop().expect("an entry").code, code::LOGON_NOT_GRANTED);
    assert!(account(&world).expect("kept").disabled);
}

#[test]
fn an_account_of_the_name_at_another_provider_is_somebody_elses() {
    let signer = Signer::ed25519();
    let (before, provider) = (MadeUpProvider::start(&signer), MadeUpProvider::start(&signer));
    let old = before.world();
    assert!(sign_in(&before, &old, &signer, |claims| claims["groups"] = json!("desk")).session().is_some());
    old.host.data().accounts.iter_mut().for_each(|account| account.disabled = true);
    let world = World::over(old.host.clone(), provider.site());
    world.clock.advance(Span::days(1));
    assert!(sign_in(&provider, &world, &signer, |_| ()).session().is_some());
    let stored = account(&world).expect("stored");
    assert_eq!((stored.disabled, stored.created), (false, world.now()));
    assert_eq!(entries(&world).pop().expect("an entry").old, None, "he had no role before");
}

#[test]
fn the_page_says_that_a_removed_account_comes_back() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let (root, _) = World::with_root();
    let world = World::over(root.host.clone(), provider.site());
    let cookie = sign_in(&provider, &world, &signer, |_| ()).session().expect("a session");
    let says = |name: &str| {
        let page = world.get(&format!("/account?name={name}&lang=en"), &cookie);
        assert_eq!(page.status, 200, "{}", page.body);
        page.body.contains("to keep somebody out, disable it")
    };
    assert!(says("oidc%3AAbc-1") && !says("root"));
}

#[test]
fn a_refusal_names_the_account_that_was_refused_and_why() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let prefixed = |claims: &mut Value| claims["sub"] = json!("oidc:Abc-1");
    assert!(sign_in(&provider, &world, &signer, prefixed).session().is_some());
    world.host.data().accounts.iter_mut().for_each(|account| account.disabled = true);
    let answer = sign_in(&provider, &world, &signer, prefixed);
    assert!(answer.body.contains("The account oidc:oidc:Abc-1 is disabled here"), "{}", answer.body);
    let entry = entries(&world).pop().expect("an entry");
    assert_eq!((entry.account.as_str(), entry.account_name.as_deref()), ("oidc:oidc:Abc-1", Some("Kim <Example>")));
    // An account of the console's own that was made before such names were a provider's.
    world.host.data().accounts.iter_mut().for_each(|account| account.provider = None);
    let answer = sign_in(&provider, &world, &signer, prefixed);
    assert_eq!((answer.status, answer.session()), (403, None));
    assert!(answer.body.contains("has an account oidc:oidc:Abc-1 of its own"), "{}", answer.body);
    assert!(!answer.body.contains("is disabled here") && answer.body.contains("0x80070569"), "{}", answer.body);
    assert_eq!(entries(&world).pop().expect("an entry").account, "oidc:oidc:Abc-1");
}

#[test]
fn a_sign_in_begins_at_the_address_that_it_comes_back_to() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let elsewhere = world.send("GET", "/sign-in/provider?lang=ja", &[("host", "localhost:8443")], "");
    assert_eq!(elsewhere.status, 303);
    assert_eq!(elsewhere.header("location"), format!("http://{ADDRESS}/sign-in/provider?lang=ja"));
    assert_eq!(elsewhere.header("set-cookie"), "");
    let foreign = world.send("GET", "/sign-in/return?code=c", &[("host", "evil.test")], "");
    assert_eq!(foreign.status, 421);
    assert!(provider.asked("/.well-known/openid-configuration").is_empty());
}
