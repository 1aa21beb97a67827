//! A label and its value as people write them who have no colon at hand: behind a dash, or in a definition list, where the colon
//! begins the line below the label; or who lead the eye to the colon with dots.

use super::{line::Line, rebreak::is_label};
use crate::holds::first_of;

const DASHES: [&str; 4] = [" – ", " — ", " ― ", " - "];

pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for mut line in lines {
        if let Some(mended) = dashed(&line.text).or_else(|| without_leader(&line.text)) {
            line.text = mended.into();
        }
        match definition(&line.text).and_then(|value| Some((value.to_owned(), label_above(&found)?))) {
            Some((value, above)) => {
                found.truncate(above + 1);
                if let Some(label) = found.last_mut() {
                    label.text = format!("{}: {value}", label.text.trim()).into();
                }
            }
            None => found.push(line),
        }
    }
    found
}

/// `License Status – Licensed` with a colon; none where no label stands before the dash.
fn dashed(text: &str) -> Option<String> {
    // Quicker than looking for each dash: most lines hold none behind a blank.
    let is_apart = |place: usize| place.checked_sub(1).and_then(|before| text.as_bytes().get(before)) == Some(&b' ');
    memchr::memchr2_iter(b'-', 0xE2, text.as_bytes()).any(is_apart).then_some(())?;
    let place = first_of(text, &DASHES)?;
    let dash = DASHES.iter().find(|dash| text.get(place..).is_some_and(|rest| rest.starts_with(**dash)))?;
    let label = text.get(..place)?.trim_start().trim_start_matches(['•', '・']).trim();
    let value = text.get(place + dash.len()..)?.trim();
    (!value.is_empty() && is_label(label)).then(|| format!("{label}: {value}"))
}

/// `LicenseStatus .......... : 5` without the dots that lead to the colon.
fn without_leader(text: &str) -> Option<String> {
    let place = memchr::memmem::find(text.as_bytes(), b"....")?;
    let value = text.get(place..)?.trim_start_matches('.').trim_start().strip_prefix(':')?.trim();
    let label = text.get(..place)?.trim();
    (!label.is_empty() && !value.is_empty()).then(|| format!("{label}: {value}"))
}

/// What stands behind the colon with which a line begins.
fn definition(text: &str) -> Option<&str> {
    let start = text.trim_start();
    let value = start.strip_prefix(": ").or_else(|| start.strip_prefix('：'))?.trim();
    (!value.is_empty()).then_some(value)
}

/// Where the label stands alone in the line above, or behind one empty line.
fn label_above(lines: &[Line<'_>]) -> Option<usize> {
    let (place, line) = lines.iter().enumerate().rev().take(2).find(|(_, line)| !line.text.trim().is_empty())?;
    is_label(line.text.trim()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::normalise::shown;

    fn check(text: &str, lines: &[(u32, &str)]) {
        let found: Vec<(u32, String)> = shown(join, text);
        assert_eq!(found.iter().map(|(number, text)| (*number, text.as_str())).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn a_label_and_its_value_are_one_line() {
        check("License Status – Licensed", &[(1, "License Status: Licensed")]);
        check("  Partial Product Key — YPYPY", &[(1, "Partial Product Key: YPYPY")]);
        check("ライセンスの状態 - 通知", &[(1, "ライセンスの状態: 通知")]);
        check("LICENSE STATUS\n:   ---LICENSED---\nx", &[(1, "LICENSE STATUS: ---LICENSED---"), (3, "x")]);
        check("LicenseStatus ........ : 5", &[(1, "LicenseStatus: 5")]);
        check("Activating ....", &[(1, "Activating ....")]);
        check("Notification Reason\n\n: 0xC004F074", &[(1, "Notification Reason: 0xC004F074")]);
    }

    #[test]
    fn other_dashes_and_colons_stay() {
        for text in ["We saw – and believed – it", "Trouble – none", "License Status –", "License Status: x – y"]
        {
            check(text, &[(1, text)]);
        }
        check("Somebody wrote\n: x", &[(1, "Somebody wrote"), (2, ": x")]);
        check("License Status\n:-)", &[(1, "License Status"), (2, ":-)")]);
    }
}
