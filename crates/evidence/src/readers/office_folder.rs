//! The folder of `ospp.vbs`, wherever a text names it: in a prompt, in a command, in a path.

use crate::{
    fact::{Cite, Fact, Observation, ObservationKind},
    lines::Document,
    terms::Term,
};

const FOLDER: &str = "\\microsoft office\\office";

/// A line is read for the folder alone and left to the other readers.
pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    for index in document.with(&[Term::OfficeFolder]) {
        let Some(folder) = folder(document.line(index)) else { continue };
        let same =
            |fact: &Fact| matches!(fact, Fact::Observation(known, _) if known.value.eq_ignore_ascii_case(&folder));
        if !found.iter().any(same) {
            let cite: Cite = document.cite(index);
            let observation = Observation { kind: ObservationKind::OfficeFolder, about: String::new(), value: folder };
            found.push(Fact::Observation(observation, vec![cite]));
        }
    }
    found
}

/// `C:\Program Files (x86)\Microsoft Office\Office16`: from the drive letter to the number.
fn folder(line: &str) -> Option<String> {
    // Searching bytes of ASCII keeps the places of the lower-case text those of the line.
    let lower = line.to_ascii_lowercase();
    let middle = lower.find(FOLDER)?;
    let number = middle + FOLDER.len();
    let end = number + 2;
    let is_number = line.get(number..end)?.chars().all(|c| c.is_ascii_digit());
    let is_whole = !line.get(end..)?.starts_with(|c: char| c.is_ascii_alphanumeric());
    let drive = line.get(..middle)?.rfind(":\\")?.checked_sub(1)?;
    let starts = line.get(drive..)?.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = !line.get(drive + 3..end)?.contains(['"', '<', '>', '|', '*', '?', ':', '%', '&']);
    (is_number && is_whole && starts && plain).then(|| line.get(drive..end).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn a_folder_is_found_in_prompts_commands_and_paths() {
        let check = |line: &str, expected: Option<&str>| assert_eq!(folder(line).as_deref(), expected, "{line}");
        check(
            "C:\\Program Files (x86)\\Microsoft Office\\Office16>cscript ospp.vbs /act",
            Some("C:\\Program Files (x86)\\Microsoft Office\\Office16"),
        );
        check("> cd /d \"D:\\Apps\\Microsoft Office\\Office15\"", Some("D:\\Apps\\Microsoft Office\\Office15"));
        check(
            "cscript \"c:\\program files\\microsoft office\\office14\\ospp.vbs\"",
            Some("c:\\program files\\microsoft office\\office14"),
        );
        check("cd \"%ProgramFiles%\\Microsoft Office\\Office16\"", None);
        check("C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE", None);
        check("C:\\Program Files\\Microsoft Office\\Office160", None);
        check("", None);
    }
}
