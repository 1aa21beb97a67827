//! Sentences that tell that Windows is an evaluation, and sentences that do not.

use crate::check;

#[test]
fn an_evaluation_may_be_told() {
    for text in [
        "We run Windows Server 2022 Standard Evaluation here",
        "このサーバーは評価版の Windows です",
        "The template is the 180-day eval from the evalcenter",
        "The box is made of an Enterprise Eval ISO.",
    ] {
        check(text, "1 told_in_prose.evaluation =");
    }
}

#[test]
fn other_sentences_tell_none() {
    for text in [
        "It is not an evaluation of Windows",
        "If it is an evaluation of Windows, convert it",
        "The server was converted from the evaluation edition",
        "Our evaluation of the two vendors",
        "The VM was rebuilt from the eval ISO to a licensed one",
        "評価版ではない Windows です",
        "Windows の評価版の場合は変換してください",
    ] {
        check(text, "");
    }
}
