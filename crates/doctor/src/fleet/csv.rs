//! The fleet as a table for spreadsheets: CSV (RFC 4180) with a byte order mark, without which Excel takes it for the code page of
//! the computer.

use super::{Fleet, machine::Machine};
use muster_core::{lang::Lang, spreadsheet};

const HEADER: [&str; 16] = [
    "customer",
    "computer",
    "bundle",
    "verdict",
    "rule",
    "title",
    "severity",
    "product",
    "other_rules",
    "days_left",
    "hosts",
    "channels",
    "cmids",
    "esu",
    "esu_years",
    "report",
];

impl Fleet {
    /// The lines of the table, each with its end: the header, then one for each machine.
    pub fn csv(&self, lang: Lang) -> impl Iterator<Item = String> {
        let header = format!("\u{feff}{}\r\n", HEADER.join(","));
        std::iter::once(header).chain(self.machines().iter().map(move |machine| line(machine, lang)))
    }
}

fn line(machine: &Machine, lang: Lang) -> String {
    let first = machine.cause();
    let others = machine.heads.iter().map(|head| head.rule.id).filter(|id| first.is_none_or(|own| own.rule.id != *id));
    let cmids: Vec<&str> = machine.cmids.iter().map(|(cmid, _)| &**cmid).collect();
    let coverage = machine.coverage.as_deref();
    let cells = [
        machine.customer.to_string(),
        machine.name.to_string(),
        machine.bundle.to_string(),
        machine.verdict.id().to_owned(),
        first.map_or("", |head| head.rule.id).to_owned(),
        first.map_or("", |head| head.rule.title.get(lang)).to_owned(),
        first.map_or("", |head| head.severity.id()).to_owned(),
        first.map(|head| head.product.to_string()).unwrap_or_default(),
        others.collect::<Vec<_>>().join(" "),
        machine.days_left.map(|days| days.to_string()).unwrap_or_default(),
        machine.hosts.join(" "),
        machine.channels.join(" "),
        cmids.join(" "),
        coverage.map_or("", |coverage| coverage.state.id()).to_owned(),
        coverage.map(|coverage| coverage.licensed.join(" ")).unwrap_or_default(),
        machine.page.as_deref().unwrap_or_default().to_owned(),
    ];
    cells.map(|cell| quoted(&cell)).join(",") + "\r\n"
}

/// Quotes a cell, which is no formula.
fn quoted(cell: &str) -> String {
    let guarded = spreadsheet::guarded(cell);
    let special = guarded.contains([',', '"', '\n', '\r']);
    if special { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula_to_a_spreadsheet() {
        for (cell, expected) in [
            ("pc-1", "pc-1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
