//! The tree of a fleet: which folders are customers, and which files and folders are bundles.

use std::{
    fs::{self, DirEntry},
    io,
    path::{Path, PathBuf},
};

/// Folders in folders in folders.
const DEPTH_MAX: usize = 16;
/// What file managers leave behind.
const NO_EVIDENCE: [&str; 3] = ["desktop.ini", "thumbs.db", ".ds_store"];
const ARCHIVES: [&str; 8] = ["zip", "7z", "cab", "rar", "gz", "tgz", "tar", "xz"];
/// Exports of many machines.
const TABLES: [&str; 4] = ["csv", "tsv", "cil", "cilx"];

/// A bundle: a file, or a folder with all that lies in it.
pub(super) struct Bundle {
    /// The folders above it, parted by `/`; empty where it lies in the folder that was named.
    pub(super) customer: String,
    /// By its place below the folder that was named.
    pub(super) name: String,
    pub(super) path: PathBuf,
}

/// The bundles at a path, in the order of their names: a file is one. In a folder, every file and every folder with files of its own
/// is a bundle; a folder that holds only folders and archives, or archives and tables, is a customer. Links are not followed.
pub(super) fn bundles(path: &Path) -> io::Result<Vec<Bundle>> {
    if !path.is_dir() {
        fs::metadata(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(vec![Bundle { customer: String::new(), name, path: path.to_owned() }]);
    }
    let mut found = Vec::new();
    add(path, "", DEPTH_MAX, &mut found)?;
    Ok(found)
}

fn add(folder: &Path, customer: &str, depth: usize, found: &mut Vec<Bundle>) -> io::Result<()> {
    for entry in entries(folder)? {
        let own = entry.file_name().to_string_lossy().into_owned();
        let name = if customer.is_empty() { own } else { format!("{customer}/{own}") };
        if depth > 0 && entry.file_type()?.is_dir() && is_customer(&entry.path()) {
            add(&entry.path(), &name, depth - 1, found)?;
        } else {
            found.push(Bundle { customer: customer.to_owned(), name, path: entry.path() });
        }
    }
    Ok(())
}

/// Files and folders by name, without those that are no evidence.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let is_evidence = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        !NO_EVIDENCE.contains(&name.as_str()) && entry.file_type().is_ok_and(|kind| kind.is_file() || kind.is_dir())
    };
    entries.retain(is_evidence);
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

/// Whether a folder holds bundles, and nothing of a machine itself. One that cannot be listed is a bundle, which is then named.
fn is_customer(folder: &Path) -> bool {
    let Ok(entries) = entries(folder) else { return false };
    let is = |entry: &DirEntry, endings: &[&str]| {
        let path = entry.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| endings.contains(&ending.as_str()))
    };
    let holds = |entry: &DirEntry| entry.path().is_dir() || is(entry, &ARCHIVES);
    entries.iter().any(holds) && entries.iter().all(|entry| holds(entry) || is(entry, &TABLES))
}

#[cfg(test)]
mod tests {
    use super::bundles;
    use std::{fs, path::Path};

    fn check(files: &[&str], expected: &[(&str, &str)]) {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "x").expect("written");
        }
        let found = bundles(Path::new(folder.path())).expect("listed");
        let found: Vec<(&str, &str)> =
            found.iter().map(|bundle| (bundle.customer.as_str(), bundle.name.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn folders_of_folders_and_archives_are_customers() {
        check(
            &["contoso/pc-1/dlv.txt", "contoso/pc-1/logs/app.evtx", "contoso/pc-2.zip", "pc-9/dlv.txt", "vamt.csv"],
            &[("contoso", "contoso/pc-1"), ("contoso", "contoso/pc-2.zip"), ("", "pc-9"), ("", "vamt.csv")],
        );
        check(
            &["fabrikam/osaka/pc-1.zip", "fabrikam/osaka/vamt.cilx", "fabrikam/desktop.ini"],
            &[("fabrikam/osaka", "fabrikam/osaka/pc-1.zip"), ("fabrikam/osaka", "fabrikam/osaka/vamt.cilx")],
        );
        check(&["pc/licenses.csv", "pc/services.csv"], &[("", "pc")]);
    }
}
