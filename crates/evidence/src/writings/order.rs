//! The outputs in a text in the reverse order.

use crate::{labels, lines::split_label, pattern};

/// How an output of a tool begins.
const BEGINNINGS: [&str; 12] = [
    "---Processing",
    "Log Name:",
    "PS ",
    "Software licensing service version",
    "SERVICE_NAME",
    "Level,Date and Time",
    "Windows IP Configuration",
    "Microsoft (R) Windows Script Host",
    "Server:",
    "Host Name:",
    "muster doctor probe",
    "Windows Registry Editor",
];
/// What precedes a text of one output.
const OTHER: &str = "C:\\>chcp\nActive code page: 437\n\n";

/// The outputs in the reverse order. One that stands alone, and those whose order is that of time, get one of a command
/// before them that says nothing about activation.
pub(super) fn reversed(text: &str) -> String {
    let mut outputs: Vec<Vec<&str>> = vec![Vec::new()];
    let mut before = "";
    let mut prompted = false;
    for line in text.lines() {
        let blank = before.trim().is_empty();
        let prompt = is_prompt(line);
        // The banner and the first label below a prompt belong to its command.
        if prompt || blank && begins(line) && !prompted {
            outputs.push(Vec::new());
            prompted = true;
        }
        prompted &= prompt || blank && line.trim().is_empty() || begins(line);
        outputs.last_mut().into_iter().for_each(|output| output.push(line));
        before = line;
    }
    outputs.retain(|output| output.iter().any(|line| !line.trim().is_empty()));
    if outputs.len() < 2 || is_told_in_time(text) {
        return format!("{OTHER}{text}");
    }
    outputs.reverse();
    outputs.iter().map(|output| output.join("\n") + "\n\n").collect()
}

/// Whether a status and the result of a command stand in one text: then their order is that of time, and says which of them holds.
fn is_told_in_time(text: &str) -> bool {
    let is_status = |line: &str| {
        split_label(line).and_then(|(label, _)| labels::label(label)) == Some(labels::Label::LicenseStatus)
    };
    let is_result = |line: &str| pattern::RESULT.is_match(line) || pattern::ACTIVATING.is_match(line);
    text.lines().any(is_status) && text.lines().any(is_result)
}

fn is_prompt(line: &str) -> bool {
    line.get(1..3) == Some(":\\") && line.contains('>')
}

fn begins(line: &str) -> bool {
    let named = || split_label(line).and_then(|(label, _)| labels::label(label)) == Some(labels::Label::Name);
    BEGINNINGS.iter().any(|beginning| line.starts_with(beginning)) || named()
}
