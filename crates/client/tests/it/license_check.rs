//! A product asks whether it is licensed: in the folder of a client that it reads itself.

use crate::license_agent::agent_of;
use muster_client::{Client, LicenseAnswer, LicenseCheck, Source, Verdict};
use muster_core::{code, id::ActivationId, lang::Lang, time::Span};
use muster_platform::files;
use muster_testbed::harness::world::{World, env, ledger};
use muster_trust::jwk::PublicKey;
use std::{fs, path::Path};

const ADDITIONAL_GRACE: u32 = 0x4004_F00D;
const INITIAL_GRACE: u32 = 0x4004_F00C;
/// `ERROR_FILE_NOT_FOUND`.
const FILE_NOT_FOUND: code::Code = code::Code(0x8007_0002);

/// The world of a vendor with a client `pc` that a host has activated.
pub(crate) fn activated() -> (World, ActivationId) {
    let world = World::new();
    let host = world.filled_host("kms");
    let (mut client, product) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    (world, product)
}

pub(crate) fn check(world: &World, source: Source) -> LicenseCheck {
    LicenseCheck::new(&world.vendor.root, &ledger(world).to_string(), source).expect("a question")
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let from = entry.expect("an entry").path();
        let to = to.join(from.file_name().expect("a name"));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("copied");
        }
    }
}

#[track_caller]
pub(crate) fn is_refused(answer: &LicenseAnswer, code: code::Code) {
    assert_eq!((answer.verdict, answer.code), (Verdict::NotLicensed, code), "{answer:?}");
}

fn folder(world: &World, name: &str) -> Source {
    Source::Folder(world.path(name).join("client"))
}

#[test]
fn a_license_has_grace_before_it_and_after_it_and_ends() {
    let (world, _) = activated();
    let check = check(&world, folder(&world, "pc"));
    let after = |days| check.status_in(&env("pc", world.now() + Span::days(days)));
    let found = |days| {
        let answer = after(days);
        (answer.verdict, answer.code.0, answer.days_left, answer.warns)
    };
    assert_eq!(found(0), (Verdict::Licensed, 0, Some(180), false));
    assert_eq!(found(151), (Verdict::Licensed, 0, Some(29), true));
    assert_eq!(found(181), (Verdict::Grace, ADDITIONAL_GRACE, Some(29), true));
    is_refused(&after(211), code::GRACE_EXPIRED);
    // That moment was seen: a clock that is set back brings nothing back.
    is_refused(&after(1), code::GRACE_EXPIRED);
}

#[test]
fn a_product_that_was_never_activated_is_in_grace() {
    let world = World::new();
    drop(world.client("pc"));
    let check = check(&world, folder(&world, "pc"));
    let answer = check.status_in(&world.env("pc"));
    assert_eq!((answer.verdict, answer.code.0, answer.days_left), (Verdict::Grace, INITIAL_GRACE, Some(30)));
    is_refused(&check.status_in(&env("pc", world.now() + Span::days(30))), code::GRACE_EXPIRED);
}

/// The folder as it is, with every secret in it, on another machine.
#[test]
fn a_state_that_was_copied_from_another_machine_licenses_nothing() {
    let (world, _) = activated();
    copy(&world.path("pc/client"), &world.path("copied/client"));
    let copied = check(&world, folder(&world, "copied"));
    is_refused(&copied.status_in(&world.env("other")), code::HARDWARE_OUT_OF_TOLERANCE);
    assert_eq!(copied.status_in(&world.env("pc")).verdict, Verdict::Licensed, "on its own machine it does");
    drop(world.client("new"));
    copy(&world.path("new/client"), &world.path("copied-new/client"));
    let copied = check(&world, folder(&world, "copied-new"));
    is_refused(&copied.status_in(&world.env("other")), code::HARDWARE_OUT_OF_TOLERANCE);
}

/// Damaged with its copy, a folder in the place of the file, without its key, without the pack: each is a code of its own.
#[test]
fn a_state_that_cannot_be_read_licenses_nothing() {
    let (world, _) = activated();
    let damaged = |name: &str, damage: &dyn Fn(&Path)| {
        let client = world.path(name).join("client");
        copy(&world.path("pc/client"), &client);
        damage(&client);
        let question = check(&world, folder(&world, name));
        is_answered_alike_by_the_agent(&world, name, question.status_in(&world.env("pc")))
    };
    let emptied = |folder: &Path| {
        for name in ["state.json", "state.json.bak"] {
            fs::write(folder.join(name), "no state").expect("damaged");
        }
    };
    is_refused(&damaged("emptied", &emptied), code::STATE_DAMAGED);
    let without_key = |folder: &Path| fs::remove_file(folder.join("state.key")).expect("removed");
    is_refused(&damaged("without-key", &without_key), code::STATE_DAMAGED);
    let without_pack = |folder: &Path| fs::remove_file(folder.join("pack.jws")).expect("removed");
    is_refused(&damaged("without-pack", &without_pack), FILE_NOT_FOUND);
    let replaced = |folder: &Path| {
        fs::remove_file(folder.join("state.json")).expect("removed");
        fs::create_dir(folder.join("state.json")).expect("a folder in its place");
    };
    // Each system has its own word for it.
    let answer = damaged("replaced", &replaced);
    assert!(answer.verdict == Verdict::NotLicensed && answer.code.is_failure(), "{answer:?}");
}

/// What the agent of a folder says of its state, it says to the product.
fn is_answered_alike_by_the_agent(world: &World, name: &str, answer: LicenseAnswer) -> LicenseAnswer {
    let socket = world.path(&format!("{name}.sock"));
    agent_of(&world.path(name).join("client"), &socket, "pc", world.now());
    let told = check(world, Source::Agent(socket)).status_in(&world.env("pc"));
    assert_eq!((told.verdict, told.code), (answer.verdict, answer.code), "{name}");
    answer
}

/// A process that is stopped, or that was forked at a bad moment, may hold it for ever.
#[test]
fn nobody_waits_for_who_holds_the_lock_of_the_state() {
    let (world, _) = activated();
    let (check, state) = (check(&world, folder(&world, "pc")), world.path("pc/client/state.json"));
    let read = || fs::read_to_string(&state).expect("the state");
    let before = read();
    let held = files::lock(&world.path("pc/client/state.lock")).expect("nobody has it");
    let later = env("pc", world.now() + Span::days(2));
    assert_eq!(check.status_in(&later).verdict, Verdict::Licensed);
    assert_eq!(read(), before, "whoever has the lock writes alone");
    drop(held);
    assert_eq!(check.status_in(&later).verdict, Verdict::Licensed);
    assert_ne!(read(), before, "the time is recorded as soon as it can be");
}

#[test]
fn a_thumbprint_is_enough_of_the_root_key() {
    let (world, product) = activated();
    let key: PublicKey = world.vendor.root.parse().expect("a key");
    let ask = |root: &str| {
        let check = LicenseCheck::new(root, &product.to_string(), folder(&world, "pc")).expect("a question");
        check.status_in(&world.env("pc"))
    };
    assert_eq!(ask(&key.thumbprint()).verdict, Verdict::Licensed);
    let stranger = PublicKey::from_bytes(&[7; 32]).expect("32 bytes");
    is_refused(&ask(&stranger.thumbprint()), code::NONCE_MISMATCH);
}

#[test]
fn the_product_believes_its_own_root_key_and_not_that_of_the_folder() {
    let ((world, _), (other, product)) = (activated(), activated());
    let check = LicenseCheck::new(&world.vendor.root, &product.to_string(), folder(&other, "pc")).expect("a question");
    is_refused(&check.status_in(&other.env("pc")), code::SIGNATURE_INVALID);
}

#[test]
fn what_is_not_there_is_not_licensed() {
    let world = World::new();
    drop(world.client("pc"));
    let ask = |product: &str, name: &str| {
        let check = LicenseCheck::new(&world.vendor.root, product, folder(&world, name)).expect("a question");
        check.status_in(&world.env("pc"))
    };
    is_refused(&ask(&ledger(&world).to_string(), "nowhere"), code::LICENSE_FILE_NOT_INSTALLED);
    is_refused(&ask("00000000-0000-0000-0000-000000000000", "pc"), code::PRODUCT_NOT_INSTALLED);
    let mut client = Client::open(&world.path("pc/client"), world.now()).expect("a client");
    client.remove_key(ledger(&world)).expect("removed");
    is_refused(&ask(&ledger(&world).to_string(), "pc"), code::PRODUCT_NOT_INSTALLED);
    let question = |root: &str, product: &str| LicenseCheck::new(root, product, Source::of_machine()).map(drop);
    assert_eq!(question("{}", &ledger(&world).to_string()).expect_err("no key").code(), code::STATE_DAMAGED);
    assert_eq!(question(&world.vendor.root, "Ledger").expect_err("no id").code(), code::INVALID_DATA);
}

#[test]
fn the_user_is_told_what_to_do_in_both_languages() {
    let (world, _) = activated();
    let check = check(&world, folder(&world, "pc"));
    let told = |days, lang| check.status_in(&env("pc", world.now() + Span::days(days))).message(lang);
    assert_eq!(told(0, Lang::En), "Ledger 9 Professional is licensed.");
    assert_eq!(told(0, Lang::Ja), "Ledger 9 Professional はライセンス認証されています。");
    assert!(told(160, Lang::En).contains("has not renewed its license; days left: 20."));
    assert!(told(160, Lang::Ja).contains("残り日数: 20。"));
    assert!(told(181, Lang::En).starts_with("Ledger 9 Professional is not activated (0x4004F00D); days left: 29."));
    let ended = told(220, Lang::En);
    assert_eq!(
        ended,
        "Ledger 9 Professional is not licensed on this computer: the grace period expired (0xC004F009). Ask your administrator."
    );
    assert!(told(220, Lang::Ja).contains("猶予期間が終了しました。 (0xC004F009)"), "{}", told(220, Lang::Ja));
}
