//! DISM's current edition.

use crate::check;

#[test]
fn the_edition_and_not_the_sentence_above_it() {
    check("Current edition is:\n\nCurrent Edition : ServerStandardEval", "setup\n3 edition = ServerStandardEval");
}

#[test]
fn the_editions_to_which_it_can_change() {
    check(
        "Image Version: 10.0.20348.2031\n\nEditions that can be upgraded to:\n\nTarget Edition : ServerDatacenter",
        "setup\n1 os.build = 10.0.20348.2031\n5 edition.target = ServerDatacenter",
    );
}

#[test]
fn the_edition_has_a_label_in_every_language() {
    for (line, key) in [
        ("現在のエディション : ServerStandardEval", "edition"),
        ("当前版本 : ServerDatacenterEval", "edition"),
        ("Aktuelle Edition : ServerStandardEvalCor", "edition"),
        ("DISM /online /Get-CurrentEdition: ServerStandard", "edition"),
        ("ターゲット エディション : ServerDatacenter", "edition.target"),
    ] {
        let keys: Vec<String> = crate::read_text(line).rows().into_iter().map(|row| row.key).collect();
        assert_eq!(keys, [key], "{line}");
    }
}
