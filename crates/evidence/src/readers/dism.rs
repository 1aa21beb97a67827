//! `DISM /Online /Get-CurrentEdition` and `/Get-TargetEditions`: `Current Edition : ServerStandardEval`.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};

/// What DISM calls the edition of the installed Windows, in the languages of Windows.
const CURRENT: [&str; 14] = [
    "Current Edition",
    "Get-CurrentEdition",
    "現在のエディション",
    "当前版本",
    "目前的版本",
    "目前版本",
    "Aktuelle Edition",
    "Édition actuelle",
    "Edición actual",
    "Edizione corrente",
    "Edição Atual",
    "현재 버전",
    "현재 에디션",
    "Текущий выпуск",
];

/// And those that it can be changed to.
const TARGET: [&str; 8] = [
    "Target Edition",
    "ターゲット エディション",
    "目标版本",
    "目標版本",
    "Zieledition",
    "Édition cible",
    "Edición de destino",
    "대상 버전",
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Edition]) {
        if let Some((kind, value)) = edition(document.line(index)) {
            found.push(document.observe(index, Kind::Imaging, kind, "", &value));
        }
    }
    found
}

/// The sentence above the edition starts with the same words and ends in a colon.
fn edition(line: &str) -> Option<(ObservationKind, String)> {
    let (label, value) = split_label(line)?;
    let ends_in = |names: &[&str]| names.iter().any(|name| label.ends_with(name));
    let is_edition = pattern::HOST_NAME.is_match(value);
    let kind = if is_edition && ends_in(&CURRENT) {
        ObservationKind::Edition
    } else if is_edition && ends_in(&TARGET) {
        ObservationKind::TargetEdition
    } else if label == "Image Version" && pattern::VERSION.is_match(value) {
        ObservationKind::OsBuild
    } else {
        return None;
    };
    Some((kind, value.to_owned()))
}
