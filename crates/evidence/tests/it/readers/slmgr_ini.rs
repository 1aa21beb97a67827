//! slmgr.ini, which brings the words of a machine's language.

use crate::check;
use muster_evidence::{Source, read};

/// A bundle that brings its own words: without them the state would be told from the minutes alone.
#[test]
fn the_words_of_the_machine_translate_its_own_texts() {
    let words = "L_MsgLicenseStatusUnlicensed_1=\"Licensstatus: Uden licens\"\nL_MsgLicenseStatusLicensed_1=\"Licensstatus: Med licens\"\n\
                 L_MsgLicenseStatusNotification_1=\"Licensstatus: Meddelelse\"\n";
    let dlv = "Navn: Windows(R), Enterprise edition\nBeskrivelse: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
               Licensstatus: Meddelelse\n";
    let source = |name: &str, text: &str| Source { name: name.into(), bytes: text.as_bytes().to_vec() };
    let status = |sources: &[Source]| {
        read(sources).rows().into_iter().find(|row| row.key == "license.status").map(|row| row.value)
    };
    assert_eq!(status(&[source("dlv.txt", dlv)]), None);
    assert_eq!(status(&[source("dlv.txt", dlv), source("words-1030.ini", words)]), Some("5".to_owned()));
    check(words, "lipini");
}
