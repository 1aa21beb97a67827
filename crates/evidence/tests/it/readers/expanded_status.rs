//! The state of a license as a bare number below a command.

use crate::{read_text, shown};

fn statuses(text: &str) -> Vec<String> {
    let found = shown(&read_text(text));
    found.lines().filter_map(|line| line.split_once("license.status = ")).map(|(_, status)| status.to_owned()).collect()
}

#[test]
fn the_number_below_a_command_that_asks_for_it_alone_is_the_state() {
    for command in [
        "PS C:\\> (Get-CimInstance SoftwareLicensingProduct -Filter \"Name LIKE 'Windows%' AND PartialProductKey IS NOT NULL\").LicenseStatus",
        "PS> Get-WmiObject SoftwareLicensingProduct | ? PartialProductKey | Select-Object -ExpandProperty LicenseStatus",
        "gcim SoftwareLicensingProduct | where PartialProductKey | select -exp LicenseStatus",
        "Get-CimInstance SoftwareLicensingProduct | ForEach-Object { $_.LicenseStatus }",
    ] {
        assert_eq!(statuses(&format!("{command}\n5\n")), ["5"], "{command}");
        assert_eq!(statuses(&format!("{command}\n\n0\n1\n0\n")), ["1"], "{command}");
        assert!(statuses(&format!("{command}\nno such class\n5\n")).is_empty(), "{command}");
    }
}

#[test]
fn a_number_below_another_command_is_no_state() {
    for command in [
        "(Get-CimInstance SoftwareLicensingProduct).Count",
        "(Get-CimInstance Win32_Product).LicenseStatus",
        "Get-CimInstance SoftwareLicensingProduct | select Name, LicenseStatus",
    ] {
        assert!(statuses(&format!("{command}\n5\n")).is_empty(), "{command}");
    }
}
