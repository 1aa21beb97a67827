//! Logs of containers and agents that keep each line of a program in a record of JSON: `{"log": "License Status: …\n", "stream":
//! "stdout"}`.

use super::line::Line;
use crate::instance::names::{self, Name};
use serde_json::{Map, Value};

/// Fewer records are data of their own.
const RECORDS_MIN: usize = 3;
/// A record of a log has no more members.
const MEMBERS_MAX: usize = 6;
/// The member that holds the line.
const KEYS: [&str; 7] = ["log", "line", "message", "msg", "text", "output", "content"];

pub(super) fn unpack(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let is_empty = |line: &&Line<'_>| line.text.trim().is_empty();
    let mut written = lines.iter().filter(|line| !is_empty(line));
    let is_record = |line: &Line<'_>| line.text.starts_with('{') && line.text.trim_end().ends_with('}');
    if !written.clone().take(RECORDS_MIN).all(is_record) || written.clone().nth(RECORDS_MIN - 1).is_none() {
        return lines;
    }
    let Some(texts) = written.clone().map(|line| message(&line.text)).collect::<Option<Vec<String>>>() else {
        return lines;
    };
    let found = written.by_ref().zip(texts).map(|(line, text)| Line {
        number: line.number,
        message: line.message,
        text: text.into(),
    });
    found.collect()
}

/// The line that a record of a log holds; none for a record that has more to say.
fn message(record: &str) -> Option<String> {
    let members: Map<String, Value> =
        serde_json::from_str(record).ok().filter(|it: &Map<_, _>| it.len() <= MEMBERS_MAX)?;
    let is_plain = |(key, value): (&String, &Value)| {
        let is_property = names::meaning(key).is_some_and(|name| name != Name::Computer);
        let says_more = is_property || key.to_lowercase().contains("event");
        !value.is_object() && (KEYS.contains(&key.as_str()) || !says_more)
    };
    let text = KEYS.iter().find_map(|key| members.get(*key)?.as_str())?;
    members.iter().all(is_plain).then(|| text.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::unpack;
    use crate::normalise::shown;

    fn texts(text: &str) -> Vec<String> {
        shown(unpack, text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn the_lines_of_a_program_come_out_of_their_records() {
        let record = |line: &str| {
            format!("{{\"log\": \"{line}\\n\", \"stream\": \"stdout\", \"time\": \"2026-11-25T09:14:02Z\"}}")
        };
        let lines = ["Name   : x", "    port = 1688", "*** dc1 can't find y"];
        assert_eq!(texts(&lines.map(record).join("\n")), lines);
    }

    #[test]
    fn records_that_say_more_stay() {
        for record in [
            r#"{"message": "x", "event_id": 8198}"#,
            r#"{"message": "x", "LicenseStatus": 5}"#,
            r#"{"message": "x", "winlog": {"id": 1}}"#,
            r#"{"name": "x"}"#,
            "{\"message\": \"x\"",
        ] {
            let text = [record; 4].join("\n");
            assert_eq!(texts(&text).join("\n"), text);
        }
        assert_eq!(texts("{\"msg\": \"x\"}\n{\"msg\": \"y\"}").len(), 2);
    }
}
