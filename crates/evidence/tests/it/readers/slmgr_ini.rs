//! slmgr.ini, which brings the words of a machine's language.

use crate::check;
use muster_evidence::{Source, read};

/// A bundle that brings its own words: without them the state would be told from the minutes alone.
#[test]
fn the_words_of_the_machine_translate_its_own_texts() {
    let words = "L_MsgLicenseStatusUnlicensed_1=\"Litsentsi olek: Litsentsimata\"\nL_MsgLicenseStatusLicensed_1=\"Litsentsi olek: Litsentsitud\"\n\
                 L_MsgLicenseStatusNotification_1=\"Litsentsi olek: Teavitus\"\n";
    let dlv = "Nimetus: Windows(R), Enterprise edition\nKirjeldus: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
               Litsentsi olek: Teavitus\n";
    let source = |name: &str, text: &str| Source { name: name.into(), bytes: text.as_bytes().to_vec() };
    let status = |sources: &[Source]| {
        read(sources).rows().into_iter().find(|row| row.key == "license.status").map(|row| row.value)
    };
    assert_eq!(status(&[source("dlv.txt", dlv)]), None);
    assert_eq!(status(&[source("dlv.txt", dlv), source("words-1061.ini", words)]), Some("5".to_owned()));
    check(words, "lipini");
    // A line that somebody quotes is no state either.
    check("L_MsgLicenseStatusLicensed_1=\"License Status: Licensed\"", "lipini");
}
