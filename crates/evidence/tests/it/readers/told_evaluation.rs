//! Evaluations whose license is told to be in trouble, and the days that people tell to be left of one.

use crate::{check, read_text};

fn rows(text: &str) -> Vec<(String, String)> {
    read_text(text).rows().into_iter().map(|row| (row.key, row.value)).collect()
}

fn is_in_trouble(text: &str) -> bool {
    rows(text).iter().any(|(key, value)| key == "told_in_prose.evaluation" && value == "in_trouble")
}

#[test]
fn trouble_with_its_license_stands_beside_an_evaluation() {
    for text in [
        "The VM runs Windows Server 2025 Evaluation.\nIt cannot activate.",
        "I activated a copy of Server 2022 Evaluation, but Settings still shows 'Activate Windows'",
        "License Activation Error in the log. The image is an evaluation build and no valid license is attached.",
        "評価版の Windows Server です\nライセンス認証に失敗します",
        "Le serveur est une version d'évaluation de Windows Server.\nError: the product key was rejected",
    ] {
        assert!(is_in_trouble(text), "{text}");
    }
    for text in [
        "Set up a Windows Server evaluation VM with a small domain.",
        "The VM runs Windows Server 2025 Evaluation.\n\n\n\nAnother one cannot activate.",
        "The VM runs Windows Server 2025 Evaluation.\nIf it cannot activate, call us.",
        "The VM runs Windows Server 2025 Evaluation.\nThe backup failed.",
        "The VM runs Windows Server 2025 Evaluation.\nThe license of VMware cannot be activated.",
        "評価版の Windows Server です\nバックアップに失敗します",
    ] {
        assert!(!is_in_trouble(text), "{text}");
    }
}

#[test]
fn the_days_that_are_left_are_a_license_for_a_time() {
    check(
        "Windows Server, evaluation\nAfter the restart the period was extended to 180 days.",
        "slmgr.short\n1 told_in_prose.evaluation =\n2 license.channel = TIMEBASED_EVAL\n2 license.status = 1\n2 license.minutes_left = 259200\n2 license.days_left = 180",
    );
    let has_days = |text: &str| rows(text).iter().any(|(key, _)| key == "license.days_left");
    assert!(has_days("評価版の Windows Server 2022 を使っています。残り 45 日と表示されます。"));
    assert!(!has_days("製品版の Windows Server 2022 を使っています。残り 45 日と表示されます。"));
    for told in [
        "評価期間は残り 45 日です",
        "再起動後、期間が 180 日に延長されました",
        "기간이 180일로 연장되어 있습니다",
        "The evaluation has 12 days left.",
    ] {
        assert!(has_days(&format!("Windows Server, 評価版\n{told}")), "{told}");
        assert!(!has_days(&format!("Windows Server\n{}", told.replace("evaluation", "license"))), "{told}");
        assert!(!has_days(&format!("Windows Server, 評価版\n{told}\nError: 0xC004F074")), "{told}");
        assert!(!has_days(&format!("Windows Server, 評価版\n{told}\nNow it is not activated")), "{told}");
    }
}
