//! The cmdlets of VAMT and their counterparts, as docs/managed.md and its Japanese page name them: each cmdlet once, and every command exists.

use crate::handbook::is_known;
use std::{fs, path::Path};

const CMDLETS: [&str; 12] = [
    "Add-VamtProductKey",
    "Export-VamtData",
    "Find-VamtManagedMachine",
    "Get-VamtConfirmationId",
    "Get-VamtProduct",
    "Get-VamtProductKey",
    "Import-VamtData",
    "Initialize-VamtData",
    "Install-VamtConfirmationId",
    "Install-VamtProductActivation",
    "Install-VamtProductKey",
    "Update-VamtProduct",
];

#[test]
fn every_cmdlet_of_vamt_has_a_counterpart() {
    for page in ["managed.md", "ja/managed.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
        let text = fs::read_to_string(path).expect("a page");
        let rows = text.lines().filter(|line| line.starts_with("| `") && line.contains("-Vamt"));
        let mut found = Vec::new();
        for row in rows {
            let code: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
            let commands: Vec<&str> = code.iter().filter_map(|code| code.strip_prefix("muster ")).collect();
            assert!(!commands.is_empty(), "{page}: {row}");
            for command in commands {
                assert!(is_known(command), "{page}: muster {command}");
            }
            found.extend(code.iter().copied().filter(|code| code.contains("-Vamt")));
        }
        found.sort_unstable();
        assert_eq!(found, CMDLETS, "{page}");
    }
}
