//! DISM's current edition.

use crate::check;

#[test]
fn the_edition_and_not_the_sentence_above_it() {
    check("Current edition is:\n\nCurrent Edition : ServerStandardEval", "setup\n3 edition = ServerStandardEval");
}
