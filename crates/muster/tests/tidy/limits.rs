//! docs/limits.md is made of the constants in the code. `MUSTER_BLESS=1 cargo test --test tidy` writes it anew.

mod sections;

use crate::{read, root};
use sections::SECTIONS;
use std::fs;

#[test]
fn the_page_of_limits_is_that_of_the_constants() {
    let mut page = String::from(
        "# Limits\n\nWhat comes from outside is limited: how, and what happens at the limit. The numbers are those of the code. Guesses at \
         the\nauthority are in the [threat model](threat-model.md#guesses-at-the-authority).\n",
    );
    for (heading, limits) in SECTIONS {
        page += &format!("\n## {heading}\n\n| limit | of | at the limit | constant |\n| ---: | --- | --- | --- |\n");
        for [file, name, unit, what, then] in *limits {
            let value = value(&read(&root().join(file)), name).unwrap_or_else(|| panic!("{file} has no number {name}"));
            page += &format!("| {} | {what} | {then} | `{name}` in `{file}` |\n", format!("{value} {unit}").trim());
        }
    }
    let path = root().join("docs/limits.md");
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, &page).expect("written");
    }
    assert!(read(&path) == page, "docs/limits.md is not that of the code: MUSTER_BLESS=1 cargo test --test tidy");
}

/// The value of a constant: a number, a product of numbers, or a duration in its unit.
pub(crate) fn value(text: &str, name: &str) -> Option<u64> {
    let (_, after) = text.split_once(&format!("const {name}: "))?;
    let (_, expression) = after.split_once(';')?.0.split_once(" = ")?;
    let expression = expression.trim();
    let durations = ["Duration::from_secs(", "Duration::from_millis("];
    let inner = durations.iter().find_map(|start| expression.strip_prefix(start)?.strip_suffix(')'));
    let factors = inner.unwrap_or(expression).split('*');
    factors.map(|factor| factor.trim().replace('_', "").parse::<u64>().ok()).product()
}

#[test]
fn a_constant_is_read_as_the_compiler_reads_it() {
    let text = "const A: usize = 16 * 1_024;\npub const B: Duration = Duration::from_secs(30);\nconst C: u8 = other();\n\
        const E: Duration = Duration::from_millis(500);\n";
    let values = ["A", "B", "C", "D", "E"].map(|name| value(text, name));
    assert_eq!(values, [Some(16_384), Some(30), None, None, Some(500)]);
}
