//! The domain in which a client searches its host: where there is none, that is the cause, and no step names it.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, diagnose, report};

fn of(suffix: &str, of_connection: &str) -> Diagnosis {
    let text = format!(
        "Windows IP Configuration\n\n   Host Name . . . . . . . . . . . . : PC-17\n   \
         Primary Dns Suffix  . . . . . . . : {suffix}\n   DNS Suffix Search List. . . . . . :\n\n\
         Ethernet adapter Ethernet:\n\n   Connection-specific DNS Suffix  . : {of_connection}\n\n\
         C:\\>slmgr /ato\nActivating Windows(R), Education edition (e0c42288-980c-4788-a014-c080d2e1926e) ...\n\
         Error: 0x8007232B DNS name does not exist.\n"
    );
    diagnose(&[Source { name: "paste.txt".into(), bytes: text.into() }])
}

fn first(diagnosis: &Diagnosis) -> &'static str {
    diagnosis.headline.first().map_or("", |head| head.rule.id)
}

#[test]
fn a_client_that_searches_nowhere_has_no_record_because_of_that() {
    for (suffix, of_connection, rule) in
        [("", "", "DNS004"), ("corp.example", "", "DNS001"), ("", "branch.example", "DNS001")]
    {
        assert_eq!(first(&of(suffix, of_connection)), rule, "{suffix}, {of_connection}");
    }
}

#[test]
fn a_domain_that_is_empty_stands_in_no_step() {
    for lang in [Lang::En, Lang::Ja] {
        let nowhere = report::text(&of("", ""), lang);
        for cut in ["''", "_vlmcs._tcp.\n", "_tcp. ", " in , "] {
            assert!(!nowhere.contains(cut), "{cut}: {nowhere}");
        }
        let of_connection = report::text(&of("", "branch.example"), lang);
        assert!(of_connection.contains("-ZoneName 'branch.example'"), "{of_connection}");
    }
}
