//! Codes in texts of no other kind.

use crate::check;

#[test]
fn typed_off_a_screen() {
    check(
        "Office says 0xC004F074, before that it was c004f038.",
        "text.code
        1 code = 0xC004F074
        1 code = 0xC004F038",
    );
}
