//! How much of a machine may change.

use muster_core::hardware::{
    Fingerprint, HardwareComponent, same_installation, service_within_tolerance, within_tolerance,
};

/// Parts as letters with a value each, such as `s1 f1 n1 p1`.
fn readings(text: &str) -> Vec<Fingerprint> {
    let part = |letter: &str| match letter {
        "o" => HardwareComponent::Operator,
        "s" => HardwareComponent::System,
        "f" => HardwareComponent::Firmware,
        "n" => HardwareComponent::Network,
        "p" => HardwareComponent::Processor,
        letter => panic!("{letter}"),
    };
    text.split_whitespace().map(|word| (part(&word[..1]), word[1..].parse().unwrap())).collect()
}

#[test]
fn half_by_weight_must_be_the_same() {
    let cases = [
        ("s1 f1 n1 p1", "s1 f1 n1 p1", true),
        ("s1 f1 n1 p1", "s1 f1 n2 p2", true),
        ("s1 f1 n1 p1", "s2 f1 n1 p1", true),
        ("s1 f1 n1 p1", "s2 f1 n1 p2", true),
        ("s1 f1 n1 p1", "s2 f1 n2 p1", false),
        ("s1 f1 n1 p1", "s1 f2 n2 p2", false),
        ("s1 f1 n1 p1", "s1", false),
        ("s1", "s1 f1 n1 p1", true),
        ("o1", "o1", true),
        ("o1", "o2", false),
        ("o1", "s1 f1 n1 p1", false),
    ];
    for (enrolled, now, same) in cases {
        assert_eq!(within_tolerance(&readings(enrolled), &readings(now)), same, "{enrolled} -> {now}");
    }
}

#[test]
fn components_have_the_names_that_documents_write() {
    for name in ["operator", "system", "firmware", "network", "processor"] {
        assert_eq!(HardwareComponent::from_name(name).map(HardwareComponent::name), Some(name));
    }
    assert_eq!(HardwareComponent::from_name("disk"), None);
}

#[test]
fn half_of_the_weight_is_enough_and_less_is_not() {
    let check = |enrolled, now, same| assert_eq!(within_tolerance(&readings(enrolled), &readings(now)), same, "{now}");
    check("o1 s1 f1 n1", "o1", true);
    check("o1 s1 f1 n1 p1", "o1", false);
    check("f1 s1", "f1", true);
    check("f1 s1 p1", "f1", false);
    check("n1 p1 p2", "n1", true);
    check("n1 p1 p2 p3", "n1", false);
}

/// Root enrolled the machine, and the service cannot read the firmware's id.
#[test]
fn what_only_root_may_read_is_left_out_where_it_cannot_be_read() {
    let cases = [
        ("s1 f1 n1 p1", "s1 n1", true),
        ("s1 f1 n1 p1", "s1 n2", true),
        ("s1 f1 n1 p1", "s2 n1", false),
        ("s1 f1 n1 p1", "s2 n2 p1", false),
        ("s1 f1 n1 p1", "s1 f2 n2 p1", false),
        ("s1 f1 n1 p1", "s1 f1 n2 p2", true),
        ("f1", "s1", false),
        ("f1", "", false),
        ("", "s1", false),
        ("o1", "o1", true),
        ("o1", "o2", false),
        ("o1", "s1 n1", false),
    ];
    for (enrolled, now, same) in cases {
        assert_eq!(service_within_tolerance(&readings(enrolled), &readings(now)), same, "{enrolled} -> {now}");
    }
}

/// New hardware under the same system is the machine's owner's; the same files under another system are a copy.
#[test]
fn an_installation_is_known_by_its_system_or_its_operator_alone() {
    let cases = [
        ("s1 f1 n1 p1", "s1 f2 n2 p2", true),
        ("s1 f1 n1 p1", "s2 f1 n1 p1", false),
        ("o1", "o1", true),
        ("o1", "o2", false),
        ("o1", "s1 f1 n1 p1", false),
        ("f1 n1 p1", "f1 n1 p1", false),
    ];
    for (enrolled, now, same) in cases {
        assert_eq!(same_installation(&readings(enrolled), &readings(now)), same, "{enrolled} -> {now}");
    }
}
