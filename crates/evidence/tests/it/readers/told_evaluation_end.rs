//! Evaluations of which people tell in their own words that their time is over.

use crate::{check, read_text};

fn tells(text: &str) -> bool {
    read_text(text).rows().iter().any(|row| row.key == "told_in_prose.evaluation_ended")
}

#[test]
fn the_license_has_expired_or_the_machine_stops_by_the_hour() {
    check(
        "Server 2019 box, built of the eval ISO\nSince Monday it says that the license has expired.",
        "text.code\n1 told_in_prose.evaluation =\n2 told_in_prose.evaluation_ended =",
    );
    for told in [
        "It shows \"Windows License is expired\". Is there a newer box?",
        "The VM powers off after an hour, whatever I do",
        "It reboots every hour now",
        "The trial key is expired, they say",
        "STOP: END_OF_NT_EVALUATION_PERIOD",
        "ライセンスの期限が切れたと表示されます",
        "1 時間ほどで勝手にシャットダウンします",
        "许可证已过期",
    ] {
        assert!(tells(&format!("Windows 10 Enterprise, evaluation copy\n\n{told}")), "{told}");
        assert!(tells(&format!("評価版の Windows Server です\n{told}")), "{told}");
        // Of what no text calls an evaluation, nobody knows what ended.
        let bare = !told.contains("trial") && !told.contains("EVALUATION");
        assert!(!bare || !tells(&format!("Windows 10 Enterprise\n\n{told}")), "{told}");
    }
}

#[test]
fn what_may_come_or_is_over_or_is_of_something_else_is_no_end() {
    for told in [
        "If the license has expired, the machine reboots every hour.",
        "After 180 days the server shuts down every hour.",
        "The certificate has expired.",
        "The evaluation of SQL Server has expired.",
        "The license has not expired yet.",
        "The hourly shutdowns stopped.",
        "期限が切れると 1 時間ごとにシャットダウンします。",
        "On another server the license has expired.",
        "The clock is read every hour.",
    ] {
        assert!(!tells(&format!("Windows 10 Enterprise, evaluation copy\n\n{told}")), "{told}");
    }
    let ended = "Windows Server evaluation\nIt shuts down every hour.";
    assert!(tells(ended) && !tells(&format!("{ended}\nError: 0xC004F074")));
    let far = format!("Windows Server evaluation\n{}It shuts down every hour.", "\n.".repeat(80));
    assert!(!tells(&far));
}
