//! Reading never fails, and no output shows a whole product key.

use crate::{read_text, shown};
use muster_evidence::{Source, read};
use proptest::prelude::*;

const PASTE: &str = "Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Partial Product Key: 2YT43
License Status: Licensed
Volume activation expiration: 253564 minute(s) (177 day(s))
*** dc1 can't find _vlmcs._tcp: Non-existent domain
Error: 0xC004F074 no host
0x0,25,PC-1,36f27b39-2fd5-440b-be67-a09996d27a38,2026/9/29 21:46,0,2,41520,73111121-5638-40f6-bc11-f1d7b0d64300
";

#[test]
fn a_full_key_is_masked_wherever_it_stands() {
    let key = "BCDFG-HJKMP-QRTVW-XY234-67899";
    let case =
        read_text(&format!("Error 0xC004F050 while installing {key}\nName: {key}\nDescription: a, RETAIL channel\n"));
    let cited: String = case.rows().iter().flat_map(|row| &row.cites).map(|cite| &*cite.text).collect();
    assert!(!shown(&case).contains(key) && !cited.contains(key));
    assert!(cited.contains("XXXXX-XXXXX-XXXXX-XXXXX-67899"), "{cited}");
}

#[test]
fn line_ends_change_nothing() {
    let plain = shown(&read_text(PASTE));
    assert!(plain.starts_with("dns.nslookup event.txt slmgr.dlv.client slmgr.short\n"), "{plain}");
    assert_eq!(shown(&read_text(&PASTE.replace('\n', "\r\n"))), plain);
}

#[test]
fn the_same_sources_give_the_same_facts() {
    let sources: Vec<Source> =
        (0..3).map(|number| Source { name: format!("{number}.txt"), bytes: PASTE.as_bytes().to_vec() }).collect();
    assert_eq!(shown(&read(&sources)), shown(&read(&sources)));
    assert_eq!(read(&sources).rows().len(), 3 * read_text(PASTE).rows().len());
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let case = read(&[Source { name: "x".into(), bytes }]);
        prop_assert_eq!(case.evidence.len(), 1);
    }

    /// Evidence in which something was cut out or changed is read all the same.
    #[test]
    fn damaged_evidence_is_read(from in 0usize..500, length in 0usize..200, filler in ".{0,20}") {
        let mut text: Vec<char> = PASTE.chars().collect();
        let from = from.min(text.len());
        let to = (from + length).min(text.len());
        text.splice(from..to, filler.chars());
        let case = read_text(&text.into_iter().collect::<String>());
        prop_assert!((0.0..=1.0).contains(&case.evidence[0].understood));
    }
}
