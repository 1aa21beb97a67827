//! Providers that lie, and browsers that bring what is not theirs.

use crate::{
    browser::{PASSWORD, World},
    made_up_provider::{MadeUpProvider, Reply, Signer, begin, come_back, http, sign_in},
    oidc::entries,
};
use aws_lc_rs::hmac;
use data_encoding::BASE64URL_NOPAD;
use muster_core::{code, time::Span};
use serde_json::{Value, json};
use std::{thread, time::Duration};

/// Makes a token of claims.
type Token<'t> = &'t dyn Fn(&Value) -> String;

/// A world whose provider gives this token; the answer has to be a refusal, recorded as one.
fn assert_refused(provider: &MadeUpProvider, world: &World, token: Token<'_>, what: &str) {
    let begun = begin(world);
    provider.gives(&token(&provider.claims(world, &begun.sent["nonce"])));
    let answer = come_back(world, &begun);
    assert_eq!((answer.status, answer.session()), (403, None), "{what}: {}", answer.body);
    assert!(answer.body.contains("cannot be accepted (0x80090308)"), "{what}: {}", answer.body);
    let entry = entries(world).pop().expect("an entry");
    assert_eq!((entry.code, entry.account.as_str()), (code::INVALID_TOKEN, ""), "{what}");
    assert!(world.host.data().accounts.is_empty() && world.host.data().sessions.is_empty(), "{what}");
}

#[test]
fn claims_that_are_not_for_this_sign_in_are_refused() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    // Each value is made of the time.
    let refused: [(&str, &dyn Fn(i64) -> Value); 20] = [
        ("nonce", &|_| json!("0".repeat(64))),
        ("nonce", &|_| Value::Null),
        ("aud", &|_| json!("other")),
        ("aud", &|_| json!(["muster", "other"])),
        ("aud", &|_| Value::Null),
        ("azp", &|_| json!("other")),
        ("iss", &|_| json!("https://evil.test")),
        ("iss", &|_| json!(format!("{}/", provider.issuer()))),
        ("exp", &|now| json!(now - 120)),
        ("exp", &|_| json!("2999-01-01T00:00:00Z")),
        ("exp", &|_| Value::Null),
        ("iat", &|now| json!(now + 121)),
        ("iat", &|_| Value::Null),
        ("nbf", &|now| json!(now + 121)),
        ("sub", &|_| json!("")),
        ("sub", &|_| json!(7)),
        ("sub", &|_| json!("a b")),
        ("sub", &|_| json!("root\u{202e}")),
        ("sub", &|_| json!("ki\u{200b}m")),
        ("sub", &|_| json!("s".repeat(256))),
    ];
    for (claim, value) in refused {
        let token = |claims: &Value| {
            let now = claims["iat"].as_i64().expect("a time");
            let mut claims = claims.clone();
            claims[claim] = value(now);
            signer.good(&claims)
        };
        assert_refused(&provider, &provider.world(), &token, &format!("{claim} {}", value(0)));
    }
    let taken: [(&str, &dyn Fn(i64) -> Value); 6] = [
        ("exp", &|now| json!(now - 119)),
        ("exp", &|now| json!(now as f64 + 0.5)),
        ("iat", &|now| json!(now + 120)),
        ("azp", &|_| json!("muster")),
        ("aud", &|_| json!(["muster"])),
        ("name", &|_| Value::Null),
    ];
    for (claim, value) in taken {
        let answer = sign_in(&provider, &provider.world(), &signer, |claims| {
            claims[claim] = value(claims["iat"].as_i64().expect("a time"));
        });
        assert!(answer.session().is_some(), "{claim} {}: {}", value(0), answer.body);
    }
    let several = |claims: &mut Value| (claims["aud"], claims["azp"]) = (json!(["other", "muster"]), json!("muster"));
    assert!(sign_in(&provider, &provider.world(), &signer, several).session().is_some());
}

#[test]
fn a_signature_that_is_not_the_providers_is_refused() {
    let (signer, other) = (Signer::rsa(), Signer::rsa());
    let provider = MadeUpProvider::start(&signer);
    let text = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let header = |header: Value| {
        let signer = &signer;
        move |claims: &Value| signer.token(&header, claims)
    };
    let bare = |alg: &'static str| move |claims: &Value| format!("{}.{}.", text(&json!({ "alg": alg })), text(claims));
    // With the public key as the secret, which whoever takes both kinds for one would verify (RFC 8725, section 2.1).
    let by_secret = |claims: &Value| {
        let message = format!("{}.{}", text(&json!({ "alg": "HS256", "kid": "1" })), text(claims));
        let key = signer.jwk("1")["n"].as_str().map(|n| BASE64URL_NOPAD.decode(n.as_bytes()).expect("base64"));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key.expect("a key")), message.as_bytes());
        format!("{message}.{}", BASE64URL_NOPAD.encode(tag.as_ref()))
    };
    let altered = |claims: &Value| {
        let token = signer.good(claims);
        let parts: Vec<&str> = token.split('.').collect();
        let mut claims = claims.clone();
        claims["groups"] = json!(["admins", "more"]);
        format!("{}.{}.{}", parts[0], text(&claims), parts[2])
    };
    let tokens: [(&str, Token<'_>); 11] = [
        ("none", &bare("none")),
        ("None", &bare("None")),
        ("no signature", &bare("RS256")),
        ("a secret", &by_secret),
        ("another key", &|claims| other.good(claims)),
        ("altered", &altered),
        ("an unknown key", &header(json!({ "alg": "RS256", "kid": "2" }))),
        ("another algorithm", &header(json!({ "alg": "ES256", "kid": "1" }))),
        ("an extension", &header(json!({ "alg": "RS256", "kid": "1", "crit": ["x"], "x": 1 }))),
        ("four parts", &|claims| format!("{}.x", signer.good(claims))),
        ("nothing", &|_| String::new()),
    ];
    for (what, token) in tokens {
        assert_refused(&provider, &provider.world(), token, what);
    }
    let without_id = |claims: &Value| signer.token(&json!({ "alg": "RS256" }), claims);
    let (world, begun) = (provider.world(), begin(&provider.world()));
    provider.gives(&without_id(&provider.claims(&world, &begun.sent["nonce"])));
    assert!(come_back(&world, &begun).session().is_some(), "a key without an id is one of the provider's");
}

#[test]
fn keys_are_fetched_again_for_one_that_is_not_known_at_most_once_a_minute() {
    let (signer, new) = (Signer::p256(), Signer::ed25519());
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    assert!(sign_in(&provider, &world, &signer, |_| ()).session().is_some());
    provider.replies("/keys", Reply::Json(json!({ "keys": [{ "kty": "oct", "k": "eA" }, new.jwk("2")] })));
    let by_new = |claims: &Value| new.token(&json!({ "alg": "EdDSA", "kid": "2" }), claims);
    let attempt = || {
        let begun = begin(&world);
        provider.gives(&by_new(&provider.claims(&world, &begun.sent["nonce"])));
        come_back(&world, &begun).session().is_some()
    };
    assert!(!attempt() && !attempt(), "fetched less than a minute ago");
    assert_eq!(provider.asked("/keys").len(), 1);
    world.clock.advance(Span::minutes(1));
    assert!(attempt() && attempt(), "fetched anew");
    assert_eq!(provider.asked("/keys").len(), 2);
    assert!(sign_in(&provider, &world, &signer, |_| ()).session().is_none(), "the provider took the old key back");
    assert_eq!(provider.asked("/keys").len(), 2);
}

#[test]
fn keys_without_an_id_are_fetched_again_when_the_provider_replaced_them() {
    let (signer, new) = (Signer::p256(), Signer::p256());
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let keys = |signer: &Signer| {
        let mut key = signer.jwk("");
        key.as_object_mut().expect("an object").remove("kid");
        provider.replies("/keys", Reply::Json(json!({ "keys": [key] })));
    };
    let attempt = |signer: &Signer| {
        let begun = begin(&world);
        let claims = provider.claims(&world, &begun.sent["nonce"]);
        provider.gives(&signer.token(&json!({ "alg": "ES256" }), &claims));
        come_back(&world, &begun).session().is_some()
    };
    keys(&signer);
    assert!(attempt(&signer));
    keys(&new);
    assert!(!attempt(&new), "fetched less than a minute ago");
    world.clock.advance(Span::minutes(1));
    assert!(attempt(&new), "fetched anew");
    assert!(!attempt(&signer) && !attempt(&signer), "the provider took the old key back");
    assert_eq!(provider.asked("/keys").len(), 2, "at most once a minute");
}

#[test]
fn while_the_provider_is_away_the_page_says_so_and_others_sign_in() {
    let signer = Signer::ed25519();
    let elsewhere = MadeUpProvider::start(&signer);
    let redirect = |path: &str| {
        let answer = http("302 Found", "");
        Reply::Raw(answer.replace("\r\n\r\n", &format!("\r\nLocation: {}{path}\r\n\r\n", elsewhere.issuer())))
    };
    for (what, path, reply) in [
        ("hangs", "/.well-known/openid-configuration", Reply::Hang),
        ("is no provider", "/.well-known/openid-configuration", Reply::Raw(http("200 OK", "<html>"))),
        ("fails", "/.well-known/openid-configuration", Reply::Raw(http("500 Oops", "{}"))),
        ("speaks no HTTP", "/.well-known/openid-configuration", Reply::Raw("220 smtp\r\n".into())),
        ("redirects", "/.well-known/openid-configuration", redirect("/.well-known/openid-configuration")),
        ("hangs", "/token", Reply::Hang),
        ("fails", "/token", Reply::Raw(http("502 Bad Gateway", ""))),
        ("redirects", "/token", redirect("/token")),
        ("says too much", "/token", Reply::Raw(http("200 OK", &"x".repeat(300_000)))),
        ("hangs", "/keys", Reply::Hang),
        ("redirects", "/keys", redirect("/keys")),
        ("says too much", "/keys", Reply::Raw(http("200 OK", &" ".repeat(300_000)))),
    ] {
        let provider = MadeUpProvider::start(&signer);
        let (root, _) = World::with_root();
        let world = World::over(root.host.clone(), provider.site());
        let answer = if path.starts_with("/.well") {
            provider.replies(path, reply);
            world.get("/sign-in/provider?lang=en", "")
        } else {
            let begun = begin(&world);
            provider.gives(&signer.good(&provider.claims(&world, &begun.sent["nonce"])));
            provider.replies(path, reply);
            let answer = come_back(&world, &begun);
            let entry = entries(&world).pop().expect("an entry");
            assert_eq!(entry.code, code::NO_AUTHENTICATING_AUTHORITY, "{path} {what}");
            let recorded = entries(&world).len();
            for _ in 0..3 {
                assert_eq!(come_back(&world, &begun).status, 503, "{path} {what}");
            }
            assert_eq!(entries(&world).len(), recorded, "while nobody asks it, nothing is recorded");
            answer
        };
        assert_eq!((answer.status, answer.session()), (503, None), "{path} {what}: {}", answer.body);
        assert!(answer.body.contains("Corp ID does not answer (0x80090311)"), "{path} {what}: {}", answer.body);
        assert!(answer.body.contains("name=\"password\""), "the form is there");
        let page = world.get("/sign-in?lang=en", "");
        assert!(page.body.contains("does not answer at the moment"), "{path} {what}: {}", page.body);
        let asked = provider.asked(path).len();
        assert_eq!(world.get("/sign-in/provider", "").status, 503);
        assert_eq!(provider.asked(path).len(), asked, "it is left alone for a while");
        assert_eq!(world.sign_in("root", PASSWORD).status, 303, "{path} {what}");
        world.clock.advance(Span::seconds(10));
        assert!(!world.get("/sign-in?lang=en", "").body.contains("at the moment"), "nobody knows");
    }
    assert!(elsewhere.asked("/token").is_empty() && elsewhere.asked("/keys").is_empty(), "nothing goes elsewhere");
}

#[test]
fn while_others_sign_in_the_page_says_so_and_the_same_answer_is_good_later() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let site = World::site().with_provider(provider.provider().answering_within(Duration::from_secs(60)));
    let world = World::at(site);
    let begun = [begin(&world), begin(&world), begin(&world)];
    provider.replies("/token", Reply::Hang);
    thread::scope(|scope| {
        let waiting = [&begun[0], &begun[1]].map(|begun| scope.spawn(|| come_back(&world, begun)));
        while provider.asked("/token").len() < 2 {
            thread::yield_now();
        }
        assert_eq!(world.get("/sign-in/provider", "").status, 303, "the provider answered a moment ago");
        let answer = come_back(&world, &begun[2]);
        assert_eq!((answer.status, answer.header("set-cookie")), (503, ""), "the sign-in goes on");
        assert!(answer.body.contains("Others are signing in by Corp ID (0x80090311)"), "{}", answer.body);
        assert!(!world.get("/sign-in?lang=en", "").body.contains("at the moment"), "it is not away");
        while provider.hangs_up() < 2 {
            thread::yield_now();
        }
        assert_eq!(waiting.map(|waiting| waiting.join().expect("an answer").status), [503, 503]);
    });
    assert_eq!(provider.asked("/token").len(), 2, "the third code was not sent");
    let refusals = entries(&world).into_iter().filter(|entry| entry.code == code::NO_AUTHENTICATING_AUTHORITY).count();
    assert_eq!(refusals, 2, "who has to wait is no entry");
    world.clock.advance(Span::seconds(10));
    provider.gives(&signer.good(&provider.claims(&world, &begun[2].sent["nonce"])));
    assert!(come_back(&world, &begun[2]).session().is_some());
}

#[test]
fn nobody_is_sent_to_a_provider_that_went_away() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    begin(&world);
    provider.replies("/.well-known/openid-configuration", Reply::Hang);
    begin(&world);
    world.clock.advance(Span::seconds(10));
    assert_eq!(world.get("/sign-in/provider", "").status, 503);
}

#[test]
fn a_provider_that_is_away_or_signs_in_whom_no_group_lets_in_locks_nobody_out() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let (root, _) = World::with_root();
    let world = World::over(root.host.clone(), provider.site());
    for _ in 0..11 {
        let answer = sign_in(&provider, &world, &signer, |claims| claims["groups"] = json!([]));
        assert_eq!(answer.status, 403, "{}", answer.body);
        let begun = begin(&world);
        provider.replies("/token", Reply::Raw(http("502 Bad Gateway", "")));
        assert_eq!(come_back(&world, &begun).status, 503);
        world.clock.advance(Span::seconds(10));
    }
    assert_eq!(world.sign_in("root", PASSWORD).status, 303, "22 refusals of nobody's fault");
    // What somebody may have guessed counts.
    provider.replies("/token", Reply::Raw(http("400 Bad Request", "{}")));
    let guess = || come_back(&world, &begin(&world)).status;
    assert!((0..20).all(|_| guess() == 403) && guess() == 429);
}

#[test]
fn a_code_that_the_provider_does_not_take_signs_nobody_in() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    for status in ["400 Bad Request", "401 Unauthorized", "404 Not Found", "414 URI Too Long", "429 Too Many Requests"]
    {
        let world = provider.world();
        let begun = begin(&world);
        provider.replies("/token", Reply::Raw(http(status, "{\"error\":\"invalid_grant\"}")));
        let answer = come_back(&world, &begun);
        assert_eq!((answer.status, answer.session()), (403, None), "{}", answer.body);
        assert!(!world.get("/sign-in?lang=en", "").body.contains("at the moment"), "it did answer");
    }
}

#[test]
fn a_code_that_is_too_long_is_not_sent_on() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    for (length, status, asked) in [(4_097, 403, 0), (4_096, 200, 1)] {
        let begun = begin(&world);
        provider.gives(&signer.good(&provider.claims(&world, &begun.sent["nonce"])));
        let code = "c".repeat(length);
        let answer = world.get(&format!("/sign-in/return?code={code}&state={}", begun.sent["state"]), &begun.cookie);
        assert_eq!((answer.status, provider.asked("/token").len()), (status, asked), "{length}");
    }
}

#[test]
fn an_answer_that_this_browser_did_not_ask_for_is_refused_and_the_provider_is_not_asked() {
    let signer = Signer::ed25519();
    let provider = MadeUpProvider::start(&signer);
    let world = provider.world();
    let (begun, other) = (begin(&world), begin(&world));
    let state = &begun.sent["state"];
    for (query, cookie, said) in [
        (format!("code=c&state={state}"), "", "was not begun in this browser"),
        (format!("code=c&state={state}"), other.cookie.as_str(), "was not begun in this browser"),
        ("code=c".to_owned(), begun.cookie.as_str(), "was not begun in this browser"),
        ("code=c&state=".to_owned(), begun.cookie.as_str(), "was not begun in this browser"),
        (format!("code=c&state={state}&iss=https%3A%2F%2Fevil.test"), begun.cookie.as_str(), "did not sign you in"),
        (format!("state={state}&error=access_denied"), begun.cookie.as_str(), "access_denied"),
        (format!("state={state}&error=%3Cb%3E"), begun.cookie.as_str(), "&#60;b&#62;"),
    ] {
        let answer = world.get(&format!("/sign-in/return?{query}&lang=en"), cookie);
        assert_eq!((answer.status, answer.session()), (403, None), "{query}");
        assert!(answer.body.contains(said) && answer.body.contains("0x80090308"), "{query}: {}", answer.body);
        assert!(!answer.body.contains(state), "the address is not repeated");
        assert!(answer.header("set-cookie").contains("Max-Age=0"), "it is over");
    }
    assert!(provider.asked("/token").is_empty());
    let recorded = entries(&world).iter().filter(|entry| entry.code == code::INVALID_TOKEN).count();
    assert_eq!(recorded, 3, "those that bring the state of the sign-in");
    // Any page can have a browser ask for these.
    for _ in 0..30 {
        assert_eq!(world.get("/sign-in/return", "").status, 403);
        assert_eq!(world.get("/sign-in/return?code=c&state=x", &begun.cookie).status, 403);
    }
    assert_eq!(entries(&world).len(), 3, "they fill no log");
    let refused = || world.get(&format!("/sign-in/return?error=x&state={state}"), &begun.cookie).status;
    for _ in 3..20 {
        assert_eq!(refused(), 403, "and nobody waits for them");
    }
    assert_eq!(refused(), 429, "the network waits");
    assert_eq!(world.sign_in("root", PASSWORD).status, 429, "as after wrong passwords");
}
