//! INT004: full product key in evidence.

use super::{INT, prelude::*};

values! { files: String }

pub(super) static RULE: Rule = Rule {
    id: "INT004",
    severity: Severity::Low,
    step: Step::None,
    needs: required_evidence::ANYTHING,
    command: "muster doctor collect",
    sources: "D",
    title: Text {
        en: "Full product key in evidence", ja: "診断データにプロダクト キー全体が含まれている"
    },
    finding: Text {
        en: "{files} hold full product keys; they are masked here, and still stand in the files",
        ja: "{files} にプロダクト キー全体が含まれています。このレポートでは伏せていますが、ファイルには残っています",
    },
    actions: &[&action::TALK_TO_OWNER],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let with_keys = case.evidence.iter().filter(|evidence| evidence.full_keys > 0);
    let files: Vec<&str> = with_keys.map(|evidence| evidence.file.as_str()).collect();
    if files.is_empty() { Vec::new() } else { vec![Hit::global(&[]).with(Values { files: files.join(", ") })] }
}
