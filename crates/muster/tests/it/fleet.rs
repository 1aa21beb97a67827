//! `muster doctor fleet`: a tree of customers, pages, the table, what changed, and what was not read.

use crate::command::{run, text};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use std::{fs, path::Path};

const WELL: &str = "License Status: Licensed\nVolume activation expiration: 253564 minute(s) (177 day(s))\n";
const REFUSED: &str = "License Status: Notification\nNotification Reason: 0xC004F056.\n\nError: 0xC004F042 refused\n";

fn dlv(name: &str, status: &str) -> String {
    format!(
        "Host Name:                 {name}\n\nName: Windows(R), Enterprise edition\n\
         Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
         Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nPartial Product Key: 2YT43\n{status}"
    )
}

fn put(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, content).expect("written");
}

/// Two customers with a machine each, an archive that nobody reads, and an export.
fn tree(second: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "contoso/pc-1/dlv.txt", dlv("pc-1", REFUSED));
    put(folder.path(), "contoso/pc-7.rar", b"Rar!\x1a\x07");
    put(folder.path(), "fabrikam/pc-2/dlv.txt", dlv("pc-2", second));
    let rows = "FullyQualifiedDomainName,ProductName,ProductDescription,PartialProductKey,LicenseStatus,LicenseStatusReason\n\
                vm-1.corp.example,\"Windows(R), Enterprise edition\",VOLUME_KMSCLIENT channel,2YT43,1,\n\
                vm-2.corp.example,\"Windows(R), Enterprise edition\",VOLUME_KMSCLIENT channel,2YT43,5,-1073418124\n";
    put(folder.path(), "vamt.csv", rows);
    folder
}

fn fleet(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = run([&["--lang", "en", "doctor", "fleet", folder.to_str().expect("a path")], words].concat());
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn customers_verdicts_unread_bundles_and_the_difference() {
    let first = tree(REFUSED);
    let (code, printed) = fleet(first.path(), &["--json"]);
    let document: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(code, Some(1));
    assert_eq!((&document["machines"], &document["verdicts"]["failing"]), (&4.into(), &3.into()));
    assert!(document["time"].as_str().is_some_and(|time| time.ends_with('Z')), "{}", document["time"]);
    assert_eq!(document["unread"][0]["bundle"], "contoso/pc-7.rar");
    let other = tempfile::tempdir().expect("a folder");
    let earlier = other.path().join("earlier.json");
    fs::write(&earlier, &printed).expect("written");
    let second = tree(WELL);
    let (code, printed) = fleet(second.path(), &["--since", earlier.to_str().expect("a path")]);
    assert_eq!(code, Some(1));
    for words in [
        "Machines: 4. Failing: 2. Not seen: 0. Healthy: 2.",
        "contoso/pc-7.rar: an archive of a format that is not opened: unpack it",
        "  contoso: failing 1, not seen 0, healthy 0",
        "     1  mended  fabrikam/pc-2",
        "     2  still failing  vm-2.corp.example, contoso/pc-1",
        "HST003",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn a_page_for_each_machine_an_index_and_a_table_for_spreadsheets() {
    let folder = tree(WELL);
    let out = tempfile::tempdir().expect("a folder");
    let reports = out.path().join("reports");
    let csv = out.path().join("fleet.csv");
    let (reports_name, csv_name) = (reports.to_str().expect("a path"), csv.to_str().expect("a path"));
    let words = ["--reports", reports_name, "--csv", csv_name, "--at", "1800000000"];
    assert_eq!(fleet(folder.path(), &words).0, Some(1));
    let index = fs::read_to_string(reports.join("index.html")).expect("an index");
    for page in ["contoso/pc-1.html", "fabrikam/pc-2.html", "vm-1.corp.example.html", "vm-2.corp.example.html"] {
        assert!(index.contains(&format!("<a href=\"{page}\">")), "{page}: {index}");
        let page = fs::read_to_string(reports.join(page)).expect("a page");
        assert!(page.contains("</html>") && page.contains("2027-01-15"), "the time is that of --at: {page}");
    }
    let table = fs::read(&csv).expect("a table");
    assert!(table.starts_with("\u{feff}customer,".as_bytes()));
    assert_eq!(String::from_utf8_lossy(&table).matches("\r\n").count(), 5);
    let (code, printed) = fleet(folder.path(), &words);
    assert_eq!(code, Some(2), "files are replaced only by --force: {printed}");
    assert_eq!(fleet(folder.path(), &[&words[..], &["--force"]].concat()).0, Some(1));
}

#[test]
fn the_styles_and_the_script_of_the_page_are_those_of_its_policy() {
    let folder = tree(WELL);
    let (_, page) = fleet(folder.path(), &["--html", "-"]);
    for (element, count) in [("style", 2), ("script", 1)] {
        let parts: Vec<&str> = page.split(&format!("<{element}>")).skip(1).collect();
        assert_eq!(parts.len(), count, "{element}");
        for part in parts {
            let written = part.split(&format!("</{element}>")).next().expect("an end");
            let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, written.as_bytes());
            let hash = BASE64_STANDARD.encode(digest);
            assert!(page.contains(&format!("'sha256-{hash}'")), "the hash of the {element} is {hash}");
        }
    }
}

#[test]
fn a_bundle_that_nobody_can_read_is_not_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "pc-1/dlv.txt", dlv("pc-1", WELL));
    assert_eq!(fleet(folder.path(), &[]).0, Some(0));
    put(folder.path(), "pc-2.zip", b"PK\x03\x04 damaged");
    let (code, printed) = fleet(folder.path(), &[]);
    assert_eq!(code, Some(3), "{printed}");
    assert!(printed.contains("pc-2.zip: a damaged zip archive"), "{printed}");
}

#[test]
fn an_export_alone_is_a_fleet_and_an_earlier_run_that_is_none_is_refused() {
    let folder = tree(WELL);
    let export = folder.path().join("vamt.csv");
    let (code, printed) = fleet(&export, &[]);
    assert_eq!(code, Some(1));
    assert!(printed.starts_with("Machines: 2. Failing: 1. Not seen: 0. Healthy: 1."), "{printed}");
    let (code, printed) = fleet(folder.path(), &["--since", export.to_str().expect("a path")]);
    assert_eq!(code, Some(2));
    assert!(printed.contains("vamt.csv is no document of muster doctor fleet --json"), "{printed}");
}
