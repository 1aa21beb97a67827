//! Pseudonyms: the same for the same name in every bundle, and nothing left that names anybody.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, mask::Mask, read};

const BUNDLE: &str = "Host Name:                 SALES-PC04
Domain:                    corp.contoso.example

Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
Partial Product Key: BCDFG
License Status: Licensed
Volume activation expiration: 253564 minute(s) (177 day(s))
Client Machine ID (CMID): 7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b
KMS machine name from DNS: kms7.corp.contoso.example:1688
KMS machine IP address: 10.20.30.40

_vlmcs._tcp.corp.contoso.example\tSRV service location:
\t  priority       = 0
\t  weight         = 0
\t  port           = 1688
\t  svr hostname   = kms7.corp.contoso.example
kms7.corp.contoso.example\tinternet address = 10.20.30.40
sales-pc04 asked KMS7 at 10.20.30.40. Error: 0xC004F074
";

fn masked(mask: &mut Mask, name: &str) -> String {
    let mut case = read(&[Source { name: name.into(), bytes: BUNDLE.as_bytes().to_vec() }]);
    mask.apply(&mut case);
    let diagnosis = Diagnosis::of(&case);
    format!("{}\n{}", diagnosis.json(Lang::En), muster_doctor::report::html(&diagnosis, Lang::Ja))
}

#[test]
fn nothing_is_left_that_names_anybody() {
    let told = masked(&mut Mask::default(), "SALES-PC04_dlv.txt").to_lowercase();
    for name in ["sales-pc04", "contoso", "kms7", "10.20.30.40", "7f3b5a10", "bcdfg"] {
        assert!(!told.contains(name), "{name} is left");
    }
    // What is the same everywhere stays, or nobody could read the report.
    assert!(told.contains("73111121-5638-40f6-bc11-f1d7b0d64300") && told.contains("windows(r), enterprise"), "{told}");
    assert!(told.contains("computer"), "{told}");
}

#[test]
fn one_mapping_gives_the_same_pseudonyms_in_every_bundle() {
    let mut mask = Mask::default();
    let first = masked(&mut mask, "a.txt");
    assert_eq!(first, masked(&mut mask, "a.txt"));
    let mut kept: Mask = serde_json::from_str(&serde_json::to_string(&mask).expect("JSON")).expect("the mapping");
    assert_eq!(kept, mask);
    assert_eq!(first, masked(&mut kept, "a.txt"));
}
