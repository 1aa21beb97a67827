//! What a product may do beyond being licensed, as it asks itself: from the pack, from the license, never from anybody else.

use crate::license_check::{check, is_refused};
use muster_client::{Client, LicenseAnswer, Source, Verdict};
use muster_core::{
    code,
    features::FeatureValue,
    lang::Lang,
    time::{Moment, Span},
};
use muster_testbed::harness::world::{World, env};

/// A world in which every license of Ledger has these features, and the pack that says so.
fn world(features: &str) -> (World, String) {
    let world = World::new();
    let pack = world.pack_with(features);
    (world, pack)
}

fn change_host_key(world: &World, features: &[&str], ends: Option<Moment>) {
    world.change_key(&world.vendor.host_key, features, ends);
}

fn ask_at(world: &World, at: Moment) -> LicenseAnswer {
    check(world, Source::Folder(world.path("pc/client"))).status_in(&env("pc", at))
}

fn listed(answer: &LicenseAnswer) -> String {
    answer.features.to_string()
}

/// A client of the newest pack that a host has activated.
fn activated(world: &World, pack: &str) -> Client {
    let host = world.filled_host("kms");
    let (mut client, _) = world.client("pc");
    client.install_pack(pack).expect("newer");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    client
}

#[test]
fn before_the_first_activation_the_defaults_of_the_pack_hold() {
    let (world, pack) = world("export = true, seats = 5, off = false");
    change_host_key(&world, &["audit"], None);
    let (mut client, _) = world.client("pc");
    client.install_pack(&pack).expect("newer");
    drop(client);
    let answer = ask_at(&world, world.now());
    assert_eq!((answer.verdict, listed(&answer).as_str()), (Verdict::Grace, "export, seats=5"));
    assert!(answer.licensed("export") && !answer.licensed("audit") && !answer.licensed("off"));
    let ended = ask_at(&world, world.now() + Span::days(31));
    is_refused(&ended, code::GRACE_EXPIRED);
    assert!(!ended.licensed("export") && listed(&ended).is_empty());
}

/// What stands in the license of the host reaches every machine that it activates.
#[test]
fn a_volume_client_has_what_the_license_of_its_host_allows() {
    let (world, pack) = world("export = true, seats = 5, beta = true");
    change_host_key(&world, &["seats=50", "edition=pro", "beta=false"], None);
    drop(activated(&world, &pack));
    let answer = ask_at(&world, world.now());
    assert_eq!((answer.verdict, listed(&answer).as_str()), (Verdict::Licensed, "edition=pro, export, seats=50"));
    assert_eq!(answer.feature("seats"), Some(&FeatureValue::Integer(50)));
    assert_eq!((answer.feature("beta"), answer.ends), (None, None));
    // The host away for half a year: in grace the license still says it.
    let late = ask_at(&world, world.now() + Span::days(181));
    assert_eq!((late.verdict, late.licensed("edition")), (Verdict::Grace, true));
    let over = ask_at(&world, world.now() + Span::days(211));
    assert!(over.verdict == Verdict::NotLicensed && !over.licensed("edition"));
}

#[test]
fn nothing_lasts_beyond_the_end_of_the_host_key() {
    let (world, pack) = world("export = true");
    let ends = world.now() + Span::days(60);
    change_host_key(&world, &[], Some(ends));
    let client = activated(&world, &pack);
    drop(client);
    let answer = ask_at(&world, world.now());
    assert_eq!(
        (answer.verdict, answer.until, answer.ends, answer.warns),
        (Verdict::Licensed, Some(ends), Some(ends), false)
    );
    let soon = ask_at(&world, ends - Span::days(9));
    assert_eq!((soon.verdict, soon.days_left, soon.warns), (Verdict::Licensed, Some(9), true));
    assert!(soon.message(Lang::En).contains("until its product key ends; days left: 9"), "{}", soon.message(Lang::En));
    assert!(soon.message(Lang::Ja).contains("プロダクト キーの有効期限までの残り日数: 9"));
    let over = ask_at(&world, ends);
    is_refused(&over, code::GRACE_EXPIRED);
    assert!(!over.licensed("export"));
    assert!(over.message(Lang::En).contains("its product key has ended (0xC004F009)"), "{}", over.message(Lang::En));
    assert!(over.message(Lang::Ja).contains("プロダクト キーの有効期限が切れました"));
}

/// Whoever owns the folder cannot change a letter of what is signed.
#[test]
fn a_client_adds_no_feature() {
    let (world, pack) = world("export = true");
    drop(activated(&world, &pack));
    let path = world.path("pc/client/pack.jws");
    let text = std::fs::read_to_string(&path).expect("a pack");
    let mut parts: Vec<String> = text.trim().lines().last().expect("a pack").split('.').map(str::to_owned).collect();
    let claims = base64(&parts[1]);
    assert!(claims.contains("\"export\":true"));
    parts[1] = to_base64(&claims.replace("\"export\":true", "\"export\":true,\"audit\":true"));
    std::fs::write(&path, parts.join(".")).expect("written");
    let answer = ask_at(&world, world.now());
    assert_eq!((answer.verdict, answer.code), (Verdict::NotLicensed, code::SIGNATURE_INVALID));
    assert!(!answer.licensed("audit") && !answer.licensed("export"));
}

fn base64(text: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).expect("base64url")).expect("a text")
}

fn to_base64(text: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(text)
}
