//! vnextdiag.ps1 of Office.

use crate::check;

#[test]
fn a_subscription_and_its_category() {
    check(
        r#"
        {
            "LicenseId": "3d1f0a5e-1111-4222-8333-444455556666",
            "Product": "O365ProPlusRetail",
            "LicenseCategory": "User"
        }"#,
        "vnext
        3 subscription = O365ProPlusRetail
        4 subscription = User",
    );
}

#[test]
fn no_license_of_this_kind_is_an_answer() {
    check("========== Mode per ProductReleaseId ==========\nVnext license not found.", "vnext");
}
