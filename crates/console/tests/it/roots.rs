//! The page of the root keys.

use crate::{
    browser::{ADDRESS, World},
    made_up_authority::{holder, roots},
};
use muster_console::{Role, RootLaggard, RootStep};
use muster_core::code;
use serde_json::Value;

fn world(step: RootStep, laggards: u8) -> World {
    let laggard = |number| RootLaggard {
        holder: holder(number, &format!("kms-<b>{number}")),
        signed_by: Some("first-key".into()),
    };
    let world = World::of_authority();
    world.host.data().roots = Some(roots(step, (1..=laggards).map(laggard).collect()));
    world
}

#[test]
fn each_step_is_told_with_the_commands_that_go_on_in_both_languages() {
    for (step, laggards, en, ja, commands) in [
        (RootStep::Nothing, 0, "No change of the root key", "変更は行われていません", "muster authority root add"),
        (
            RootStep::Announce,
            0,
            "sign a pack that names it",
            "次のキーを含むパックに署名",
            "muster authority pack --out pack-10.jws",
        ),
        (
            RootStep::Switch(8),
            1,
            "older pack than 8",
            "最初のパック 8 より古い",
            "muster host pack pack-9.jws\nmuster authority root switch",
        ),
        (
            RootStep::Switch(8),
            0,
            "The next key can sign",
            "切り替えることができます",
            "<pre>muster authority root switch",
        ),
        (
            RootStep::Sign,
            2,
            "The new key signs",
            "新しいキーに切り替わりました",
            "muster authority pack --out pack-10.jws\nmuster host pack pack-10.jws",
        ),
        (
            RootStep::Drop,
            1,
            "a license by an older key",
            "以前のキーで署名されたライセンス",
            "muster slmgr /ato\nmuster authority root drop",
        ),
        (RootStep::Drop, 0, "The old key can be dropped", "信頼を解除できます", "<pre>muster authority root drop"),
        (
            RootStep::Finish,
            0,
            "sign a pack without it",
            "以前のキーを含まないパック",
            "muster authority pack --out pack-10.jws",
        ),
    ] {
        let world = world(step, laggards);
        let viewer = world.session(Role::Viewer);
        for (lang, title) in [("en", en), ("ja", ja)] {
            let page = world.get(&format!("/roots?lang={lang}"), &viewer).body;
            assert!(page.contains(title) && page.contains(commands), "{step:?} {lang}: {page}");
            assert_eq!(page.matches("kms-&#60;b&#62;").count(), usize::from(laggards), "{step:?}: {page}");
            assert!(page.contains("first-key") && page.contains("next-key"), "{page}");
        }
    }
}

/// A signer that is away: the page says so, and shows everything that it read.
#[test]
fn the_page_says_why_nothing_is_signed_and_shows_the_rest() {
    let world = world(RootStep::Nothing, 0);
    world.host.data().roots.as_mut().expect("root keys").fault = Some(code::SIGNER_UNAVAILABLE);
    let viewer = world.session(Role::Viewer);
    for (lang, said, fix) in [
        ("en", "Nothing is signed now", "systemctl start muster-authority-signer"),
        ("ja", "現在、署名できません", "署名プロセスを起動してください"),
    ] {
        let page = world.get(&format!("/roots?lang={lang}"), &viewer).body;
        assert!(page.contains(said) && page.contains("0x80070426") && page.contains(fix), "{lang}: {page}");
        assert!(page.contains("first-key"), "{page}");
    }
    let token = world.token(Role::Viewer);
    let headers = [("host", ADDRESS), ("authorization", token.as_str())];
    let told: Value = serde_json::from_str(&world.send("GET", "/v1/admin/roots", &headers, "").body).expect("JSON");
    assert_eq!(told["fault"], "0x80070426");
}

#[test]
fn programs_are_told_the_same() {
    let world = world(RootStep::Switch(8), 1);
    let token = world.token(Role::Viewer);
    let headers = [("host", ADDRESS), ("authorization", token.as_str())];
    let answer = world.send("GET", "/v1/admin/roots?lang=ja", &headers, "");
    let told: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(
        (&told["step"], &told["named_since"], &told["followers"]["lagging"]),
        (&"switch".into(), &8.into(), &1.into())
    );
    assert_eq!(told["commands"], serde_json::json!(["muster host pack pack-9.jws", "muster authority root switch"]));
    assert_eq!(
        (&told["followers"]["laggards"][0]["host"]["pack"], &told["followers"]["laggards"][0]["signed_by"]),
        (&7.into(), &"first-key".into())
    );
    assert_eq!((&told["keys"][1]["state"], &told["keys"][1]["signs_since"]), (&"next".into(), &Value::Null));
    assert_eq!(told["packs"][0]["trusts"][1], "next-key");
}
