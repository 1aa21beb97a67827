//! The file of a list, and its lines for people.

use crate::failure::Failure;
use muster_core::{code, lang::Lang, sentence::Sentence, visible};
use muster_platform::files;
use muster_proto::proxy_list::{ProxyList, ProxyListError, ProxyRow};
use std::path::Path;

pub(super) fn read(path: &Path) -> Result<ProxyList, Failure> {
    let wrong = |problem: ProxyListError| {
        let named = Sentence::of(|lang| format!("{}: {}", path.display(), problem.text(lang)));
        Failure::new(code::INVALID_DATA, named)
    };
    ProxyList::parse(files::read(path)?.as_bytes()).map_err(wrong)
}

pub(super) fn write(list: &ProxyList, path: &Path) -> Result<(), Failure> {
    Ok(files::write_secret(path, &document(list)?)?)
}

pub(super) fn document(list: &ProxyList) -> Result<String, Failure> {
    list.text().map_err(|error| Failure::foreign(code::UNEXPECTED, error))
}

/// One line a machine.
pub(super) fn text(list: &ProxyList, lang: Lang, done: impl Fn(&ProxyRow) -> bool) -> String {
    let line = |row: &ProxyRow| {
        let (mark, code) = (if done(row) { "✓" } else { "✗" }, row.code);
        let why = if code == code::SUCCESS { String::new() } else { format!("  {code} {}", code.title(lang)) };
        let name = row.name.as_deref().map_or_else(|| row.machine.as_str().into(), visible::line);
        format!("{mark} {name}{why}\n")
    };
    list.machines.iter().map(line).collect()
}
