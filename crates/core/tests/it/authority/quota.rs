//! A host key activates 6 computers, 10 times each; a MAK as many as its limit says.

use crate::table::{assert_lines, lines};
use muster_core::{
    authority::quota::{Computer, KeyStatus, Limit, QuotaDecision, decide},
    code,
    id::HardwareId,
};

/// Lines of `computer key`, answered by what the authority does.
fn check(standing: &KeyStatus, input: &str, expected: &str) {
    check_limit(standing, Limit::HOST, input, expected);
}

fn check_limit(standing: &KeyStatus, limit: Limit, input: &str, expected: &str) {
    let mut computers: Vec<Computer> = Vec::new();
    let mut found = String::new();
    for words in lines(input) {
        let hardware = HardwareId::from_bytes([words[0].parse().unwrap(); 16]);
        let host_key = words[1].as_bytes();
        let verdict = decide(standing, limit, &computers, hardware, host_key);
        found += &format!("{} {}: {}\n", words[0], words[1], verdict_text(verdict));
        if let Ok(QuotaDecision::Issue(activations)) = verdict {
            computers.retain(|computer| computer.hardware != hardware);
            computers.push(Computer { hardware, host_key: host_key.to_vec(), activations, revoked: false });
        }
    }
    assert_lines(&found, expected);
}

fn verdict_text(verdict: Result<QuotaDecision, muster_core::code::Code>) -> String {
    match verdict {
        Ok(QuotaDecision::Reissue) => "the same again".into(),
        Ok(QuotaDecision::Issue(nth)) => format!("license {nth}"),
        Err(code) => code.to_string(),
    }
}

#[test]
fn six_computers() {
    check(
        &KeyStatus::Issued,
        "1 a
         2 b
         3 c
         4 d
         5 e
         6 f
         7 g
         6 f
         6 h",
        "1 a: license 1
         2 b: license 1
         3 c: license 1
         4 d: license 1
         5 e: license 1
         6 f: license 1
         7 g: 0xC004C008
         6 f: the same again
         6 h: license 2",
    );
}

#[test]
fn ten_activations_of_one_computer() {
    check(
        &KeyStatus::Issued,
        "1 a
         1 b
         1 c
         1 d
         1 e
         1 f
         1 g
         1 h
         1 i
         1 j
         1 k
         1 j
         2 x",
        "1 a: license 1
         1 b: license 2
         1 c: license 3
         1 d: license 4
         1 e: license 5
         1 f: license 6
         1 g: license 7
         1 h: license 8
         1 i: license 9
         1 j: license 10
         1 k: 0xC004C008
         1 j: the same again
         2 x: license 1",
    );
}

#[test]
fn a_key_that_is_not_good() {
    check(&KeyStatus::Unknown, "1 a", "1 a: 0xC004C001");
    check(&KeyStatus::Blocked, "1 a", "1 a: 0xC004C003");
}

#[test]
fn a_mak_activates_up_to_its_limit_and_a_known_computer_costs_nothing() {
    let input = "1 a
         2 b
         3 c
         1 x
         2 b";
    let limited = |limit, ceiling, third: &str| {
        let expected = format!(
            "1 a: license 1
             2 b: license 1
             3 c: {third}
             1 x: license 2
             2 b: the same again"
        );
        check_limit(&KeyStatus::Issued, Limit::Multiple { limit, ceiling }, input, &expected);
    };
    limited(3, 3, "license 1");
    limited(2, 3, "0xC004C020");
    limited(2, 2, "0xC004C021");
}

/// Copies that all say that they are one computer are at most ten.
#[test]
fn a_mak_activates_one_computer_ten_times() {
    let keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let input: Vec<String> = keys.iter().map(|key| format!("1 {key}")).collect();
    let nth = |(n, key): (usize, &&str)| format!("1 {key}: license {}", n + 1);
    let expected: Vec<String> = keys.iter().enumerate().map(nth).collect();
    let (input, expected) = (input.join("\n"), expected.join("\n"));
    check_limit(
        &KeyStatus::Issued,
        Limit::Multiple { limit: 50, ceiling: 100 },
        &format!("{input}\n1 k\n1 j\n2 x"),
        &format!("{expected}\n1 k: 0xC004C008\n1 j: the same again\n2 x: license 1"),
    );
}

#[test]
fn a_computer_is_the_same_online_and_by_telephone() {
    let online = HardwareId::from_bytes([7; 16]);
    let known = [Computer { hardware: online, host_key: b"a".to_vec(), activations: 1, revoked: false }];
    let phone = HardwareId::from_short(online.short());
    let verdict = decide(&KeyStatus::Issued, Limit::HOST, &known, phone, b"b");
    assert_eq!(verdict, Ok(QuotaDecision::Issue(2)));
}

#[test]
fn a_computer_whose_license_was_revoked_is_refused_with_any_signing_key() {
    let hardware = HardwareId::from_bytes([7; 16]);
    let known = [Computer { hardware, host_key: b"a".to_vec(), activations: 1, revoked: true }];
    for limit in [Limit::HOST, Limit::Multiple { limit: 5, ceiling: 5 }] {
        for host_key in [b"a", b"b"] {
            assert_eq!(decide(&KeyStatus::Issued, limit, &known, hardware, host_key), Err(code::LICENSE_REVOKED));
        }
        let other = HardwareId::from_bytes([8; 16]);
        assert_eq!(decide(&KeyStatus::Issued, limit, &known, other, b"a"), Ok(QuotaDecision::Issue(1)));
    }
}
