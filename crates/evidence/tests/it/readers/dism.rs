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
