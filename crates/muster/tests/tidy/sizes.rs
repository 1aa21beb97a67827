//! Limits of files, functions and lines.

use crate::{files, read, relative, root};

const FILE_LINES_MAX: usize = 800;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_LENGTH_MAX: usize = 200;

#[test]
fn files_and_functions_are_short() {
    for path in files(&root(), ".rs") {
        let text = read(&path);
        let count = text.lines().count();
        assert!(count <= FILE_LINES_MAX, "{} has {count} lines, at most {FILE_LINES_MAX}", relative(&path));
        for (start, length) in functions(&text) {
            let place = format!("{}:{}", relative(&path), start + 1);
            assert!(
                length <= FUNCTION_LINES_MAX,
                "{place}: a function of {length} lines, at most {FUNCTION_LINES_MAX}"
            );
        }
        for (number, line) in text.lines().enumerate() {
            let length = line.chars().count();
            assert!(length <= LINE_LENGTH_MAX, "{}:{}: {length} characters", relative(&path), number + 1);
        }
    }
}

/// Where functions start, and how many lines they have: rustfmt puts the closing brace, or the end of a declaration, below the
/// first word.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_function = |line: &str| {
        let words = line.trim_start().split(['(', '<']).next().unwrap_or_default();
        words.split_whitespace().any(|word| word == "fn") && !line.trim_start().starts_with("//")
    };
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
        let indent = line.len() - line.trim_start().len();
        let closing = format!("{}}}", " ".repeat(indent));
        let declared = format!("{})", " ".repeat(indent));
        let ends = |line: &&str| line.trim_end() == closing || line.starts_with(&declared) && line.ends_with(';');
        // A field that holds a function ends in its line, as an alias does.
        let end = if line.ends_with([',', ';']) { Some(0) } else { lines.iter().skip(start).position(ends) };
        found.extend(end.map(|length| (start, length + 1)));
    }
    found
}
