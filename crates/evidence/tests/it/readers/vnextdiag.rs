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

#[test]
fn reduced_functionality_is_the_state_of_who_has_no_license_any_more() {
    let print = |state: &str| {
        format!("{{\n \"Type\": \"User\",\n \"Product\": \"O365ProPlusRetail\",\n \"LicenseState\": \"{state}\"\n}}")
    };
    for (state, status) in [("RFM", "5"), ("Licensed", "1")] {
        let rows = crate::read_text(&print(state)).rows();
        assert!(rows.iter().any(|row| row.key == "license.status" && row.value == status), "{state}");
    }
}
