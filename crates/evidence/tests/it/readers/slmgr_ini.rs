//! slmgr.ini, which brings the words of a machine's language.

use crate::check;
use muster_evidence::{Source, read};

/// A bundle that brings its own words: without them the state would be told from the minutes alone.
#[test]
fn the_words_of_the_machine_translate_its_own_texts() {
    let words = "L_MsgLicenseStatusUnlicensed_1=\"Licentiestatus: Zonder licentie\"\nL_MsgLicenseStatusLicensed_1=\"Licentiestatus: Met licentie\"\n\
                 L_MsgLicenseStatusNotification_1=\"Licentiestatus: Melding\"\n";
    let dlv = "Naam: Windows(R), Enterprise edition\nBeschrijving: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
               Licentiestatus: Melding\n";
    let source = |name: &str, text: &str| Source { name: name.into(), bytes: text.as_bytes().to_vec() };
    let status = |sources: &[Source]| {
        read(sources).rows().into_iter().find(|row| row.key == "license.status").map(|row| row.value)
    };
    assert_eq!(status(&[source("dlv.txt", dlv)]), None);
    assert_eq!(status(&[source("dlv.txt", dlv), source("words-1043.ini", words)]), Some("5".to_owned()));
    check(words, "lipini");
}
