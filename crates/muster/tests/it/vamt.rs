//! The cmdlets and functions of VAMT and their counterparts, as docs/managed.md, docs/vamt.md and their Japanese pages name them: each once, and
//! every command and page exists.

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

/// The functions of VAMT 3.1, as its documentation tells them.
const FUNCTIONS: u32 = 38;

#[test]
fn every_function_of_vamt_has_a_counterpart() {
    let routes = page("console-permissions.md");
    for name in ["vamt.md", "ja/vamt.md"] {
        let text = page(name);
        let rows =
            text.lines().filter_map(|line| line.strip_prefix("| ")).filter(|row| row.starts_with(char::is_numeric));
        let mut number = 0;
        for row in rows {
            number += 1;
            assert!(row.starts_with(&format!("{number} | ")), "{name}: {row}");
            for code in row.split('`').skip(1).step_by(2) {
                let is_known = match code.strip_prefix("muster ") {
                    Some(command) => is_known(command),
                    None if code.starts_with('/') => {
                        routes.contains(&format!("| `GET {code}`")) || routes.contains(&format!("| `POST {code}`"))
                    }
                    None => muster_host::WebhookEvent::named(code).is_some(),
                };
                assert!(is_known, "{name}: {row}: {code}");
            }
        }
        assert_eq!(number, FUNCTIONS, "{name}");
    }
}

#[test]
fn every_cmdlet_of_vamt_has_a_counterpart() {
    for name in ["managed.md", "ja/managed.md"] {
        let text = page(name);
        let rows = text.lines().filter(|line| line.starts_with("| `") && line.contains("-Vamt"));
        let mut found = Vec::new();
        for row in rows {
            let code: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
            let commands: Vec<&str> = code.iter().filter_map(|code| code.strip_prefix("muster ")).collect();
            assert!(!commands.is_empty(), "{name}: {row}");
            for command in commands {
                assert!(is_known(command), "{name}: muster {command}");
            }
            found.extend(code.iter().copied().filter(|code| code.contains("-Vamt")));
        }
        found.sort_unstable();
        assert_eq!(found, CMDLETS, "{name}");
    }
}

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)).expect("a page")
}
