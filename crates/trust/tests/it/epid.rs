//! Extended product ids.

use muster_core::time::Moment;
use muster_trust::{epid::extended_pid, jwk::PublicKey};

#[test]
fn an_extended_pid_has_the_documented_parts() {
    let mut root = [0; 32];
    (root[0], root[1]) = (0x12, 0x34);
    let root = PublicKey::from_bytes(&root).expect("32 bytes");
    // 2026-02-01
    let day = Moment::from_unix(1_769_904_000);
    let check = |group, serial, expected: &str| assert_eq!(extended_pid(&root, group, serial, day), expected);
    check(900, 12_345_678, "04660-00900-012-345678-03-1033-0000.0000-0322026");
    check(7, 999_999, "04660-00007-000-999999-03-1033-0000.0000-0322026");
    check(4095, u32::MAX, "04660-04095-4294-967295-03-1033-0000.0000-0322026");
}
