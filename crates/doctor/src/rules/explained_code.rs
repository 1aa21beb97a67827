//! A finding about a code that says what the table of codes says.

use super::{code_rules::codes_of, queries::CodeMatch};
use crate::{
    case::{Case, InstalledLicense},
    explain::code::cause_and_fix,
    hit::Hit,
    sentence::{NamedValues, Value, values},
};
use muster_core::code::Code;

values! { CodeExplained { code: Code, cause: Value, fix: Value } }

/// The hits of the rule of a group.
pub(super) fn hits(case: &Case, rule: &str, who: fn(&InstalledLicense) -> bool) -> Vec<Hit<NamedValues>> {
    let explained = |found: CodeMatch<'_>| {
        let code = found.code();
        let (cause, fix) = cause_and_fix(code)?;
        let values = CodeExplained { code, cause: Value::Words(cause), fix: Value::Words(fix) };
        Some(found.hit().with(values).named())
    };
    CodeMatch::all(case, who, codes_of(rule)).filter_map(explained).collect()
}
