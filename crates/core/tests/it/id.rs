//! Ids as text.

use muster_core::id::{Cmid, HardwareId, NotAnId, NotHex};

#[test]
fn an_id_is_a_uuid() {
    let text = "03030303-0303-0303-0303-030303030303";
    assert_eq!(Cmid::from_bytes([3; 16]).to_string(), text);
    assert_eq!(format!(" {text}\n").parse(), Ok(Cmid::from_bytes([3; 16])));
    assert_eq!(Cmid::from_bytes([3; 16]).as_bytes(), &[3; 16]);
    // Version 4 and the variant of RFC 9562 are set, whatever was drawn.
    assert_eq!(Cmid::from_random([0xFF; 16]).to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    let error = "machine".parse::<Cmid>().expect_err("no id");
    assert_eq!(error, NotAnId("machine".into()));
    assert_eq!(error.to_string(), "'machine' is not an id of the form 00000000-0000-0000-0000-000000000000");
}

#[test]
fn a_list_of_ids_goes_on_behind_each_but_the_last() {
    let mut next = [0; 16];
    next[14] = 1;
    let mut id = [0; 16];
    id[15] = 0xFF;
    assert_eq!(Cmid::from_bytes(id).successor(), Some(Cmid::from_bytes(next)));
    assert_eq!(Cmid::from_bytes([0xFF; 16]).successor(), None);
}

#[test]
fn hardware_is_32_hexadecimal_digits() {
    let text = "0102030405060708090a0b0c0d0e0f10";
    let hardware: HardwareId = text.parse().expect("an id");
    assert_eq!(hardware.to_string(), text);
    assert_eq!(hardware.as_bytes()[15], 16);
    for none in ["", "01", &text[1..], "g102030405060708090a0b0c0d0e0f10"] {
        let error = none.parse::<HardwareId>().expect_err("no id");
        assert_eq!(error, NotHex(none.into()));
        assert_eq!(error.to_string(), format!("'{none}' is not 32 hexadecimal digits"));
    }
    assert_eq!(hardware.short(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(HardwareId::from_short(hardware.short()).to_string(), "01020304050600000000000000000000");
}
