//! licensingdiag.exe.

use crate::check;

#[test]
fn only_the_kind_is_known() {
    check("<?xml version=\"1.0\"?>\n<LicensingDiag>", "licdiag");
}
