//! An attempt without a network: what the client does, given what it knows and hears.

use crate::table::{assert_lines, lines};
use muster_core::{
    client::{
        discovery::{HostAddress, LookupFailure, Settings},
        license::Intervals,
        session::{Outcome, Session, Step},
    },
    code::Code,
    host::request::Grant,
    time::Moment,
};

fn host(name: &str) -> HostAddress {
    name.parse().unwrap()
}

fn settings(text: &str) -> Settings {
    let mut settings = Settings::default();
    for words in lines(text) {
        match words[0] {
            "fixed" => settings.fixed = Some(host(words[1])),
            "lookup" => settings.lookup_domain = Some(words[1].to_owned()),
            "cached" => settings.cached = Some(host(words[1])),
            "suffixes" => settings.suffixes = words[1..].iter().map(|word| (*word).to_owned()).collect(),
            word => panic!("{word}"),
        }
    }
    settings
}

fn lookup(words: &[&str]) -> Result<Vec<HostAddress>, LookupFailure> {
    match words[0] {
        "nxdomain" => Err(LookupFailure::NoName),
        "empty" => Err(LookupFailure::NoRecord),
        "servfail" => Err(LookupFailure::ServerFailure),
        "timeout" => Err(LookupFailure::Timeout),
        "noservers" => Err(LookupFailure::NoServers),
        _ => Ok(words.iter().map(|word| host(word)).collect()),
    }
}

fn answer(word: &str) -> Result<Grant, Code> {
    match word.strip_prefix("count=") {
        Some(count) => {
            let until = Moment::from_unix(0);
            Ok(Grant { count: count.parse().unwrap(), until, intervals: Intervals::default() })
        }
        None => Err(word.parse().unwrap()),
    }
}

/// `world` says what DNS and hosts answer, one line a name; the result is what the client did, for a threshold of 3.
fn check(known: &str, world: &str, expected: &str) {
    let world: Vec<Vec<&str>> = lines(world).collect();
    let says = |name: &str| -> &[&str] {
        let line = world.iter().find(|words| words[0] == name);
        &line.unwrap_or_else(|| panic!("the world says nothing of {name}"))[1..]
    };
    let mut session = Session::new(settings(known), 3);
    let mut found = String::new();
    for _ in 0..20 {
        match session.poll() {
            Step::Lookup(domain) => {
                found += &format!("lookup {domain}\n");
                session.on_lookup(lookup(says(&domain)));
            }
            Step::Request(host) => {
                found += &format!("ask {}\n", host.name);
                session.on_response(answer(says(&host.name)[0]));
            }
            Step::Done(outcome) => {
                found += &match &outcome {
                    Outcome::Activated { host, .. } => format!("activated by {}", host.name),
                    Outcome::TooFew { host, .. } => format!("too few at {}", host.name),
                    Outcome::Failed(code) => code.to_string(),
                };
                return assert_lines(&found, expected);
            }
        }
    }
    panic!("the session does not end:\n{found}");
}

#[test]
fn a_fixed_host_is_the_only_one() {
    check(
        "fixed a
         cached b
         suffixes corp",
        "a 0x800706BA",
        "ask a
         0xC004F074",
    );
}

#[test]
fn the_cached_host_comes_before_dns() {
    check(
        "cached b
         suffixes corp",
        "b count=9",
        "ask b
         activated by b",
    );
}

#[test]
fn a_cached_host_that_fails_is_struck_off_and_not_asked_twice() {
    check(
        "cached b
         suffixes corp",
        "b    0x800706BA
         corp b c
         c    count=3",
        "ask b
         lookup corp
         ask c
         activated by c",
    );
}

#[test]
fn suffixes_are_asked_until_one_names_hosts() {
    check(
        "suffixes one two three",
        "one nxdomain
         two a b
         a   0x800706BA
         b   0x800705B4",
        "lookup one
         lookup two
         ask a
         ask b
         0xC004F074",
    );
}

#[test]
fn the_lookup_domain_is_the_only_one() {
    check(
        "lookup branch
         suffixes corp",
        "branch nxdomain",
        "lookup branch
         0x8007232B",
    );
}

#[test]
fn a_host_that_refuses_is_struck_off_like_one_that_is_silent() {
    check(
        "suffixes corp",
        "corp a b c
         a    0xC004F042
         b    0x800706BA
         c    count=5",
        "lookup corp
         ask a
         ask b
         ask c
         activated by c",
    );
}

#[test]
fn hosts_that_agree_give_their_code_and_hosts_that_differ_the_wrapper() {
    let world = |second: &str| format!("corp a b\na 0xC004F06C\nb {second}");
    check("suffixes corp", &world("0xC004F06C"), "lookup corp\nask a\nask b\n0xC004F06C");
    check("suffixes corp", &world("0xC004F041"), "lookup corp\nask a\nask b\n0xC004F074");
    check("suffixes corp", &world("0x800706BA"), "lookup corp\nask a\nask b\n0xC004F074");
}

#[test]
fn too_few_machines_end_the_attempt() {
    check(
        "suffixes corp",
        "corp a b
         a    count=2",
        "lookup corp
         ask a
         too few at a",
    );
}

#[test]
fn a_lookup_that_finds_nobody_has_its_documented_code() {
    let cases = [
        ("nxdomain", "0x8007232B"),
        ("empty", "0x8007251D"),
        ("servfail", "0x8007232A"),
        ("timeout", "0x800705B4"),
        ("noservers", "0x8007267C"),
    ];
    for (answer, code) in cases {
        check("suffixes corp", &format!("corp {answer}"), &format!("lookup corp\n{code}"));
    }
    check("", "", "0x8007007B");
}

#[test]
fn of_two_failed_lookups_the_one_that_says_more_counts() {
    let tail = "lookup one\nlookup two\n";
    check("suffixes one two", "one timeout\ntwo nxdomain", &format!("{tail}0x8007232B"));
    check("suffixes one two", "one nxdomain\ntwo timeout", &format!("{tail}0x8007232B"));
}

#[test]
fn a_session_keeps_its_tries_and_ignores_an_answer_that_it_did_not_ask_for() {
    let mut session = Session::new(settings("cached b\nsuffixes corp"), 3);
    session.on_response(answer("count=9"));
    assert!(session.tries().is_empty());
    assert_eq!(session.poll(), Step::Request(host("b")));
    session.on_response(answer("0x800706BA"));
    session.on_response(answer("count=9"));
    let tries: Vec<String> =
        session.tries().iter().map(|attempt| format!("{} {}", attempt.host, attempt.code)).collect();
    assert_eq!(tries, ["b:1688 0x800706BA"]);
    assert_eq!(session.poll(), Step::Lookup("corp".into()));
}

#[test]
fn an_outcome_has_its_code() {
    let outcome = |text: &str| {
        let mut session = Session::new(settings("fixed a"), 3);
        session.poll();
        session.on_response(answer(text));
        let Step::Done(outcome) = session.poll() else { panic!("it is over") };
        outcome.code().to_string()
    };
    assert_eq!(["count=3", "count=2", "0xC004F042"].map(outcome), ["0x00000000", "0xC004F038", "0xC004F042"]);
}
