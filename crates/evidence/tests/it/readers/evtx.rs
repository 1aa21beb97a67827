//! Event logs as Windows keeps them, whole and damaged.

use crate::evtx_file::{Written, file, record_start};
use muster_evidence::{EvidenceSet, Kind, Source, read};
use proptest::prelude::*;

const SPP: &str = "Microsoft-Windows-Security-SPP";
const SENT: &str = "0x800706BA, 0x00000000, kms1.corp.example:1688, 36f27b39-2fd5-440b-be67-a09996d27a38, 2026/11/21 09:59, 0, 2, 41760, 73111121-5638-40f6-bc11-f1d7b0d64300, 25";

fn events() -> [Written<'static>; 4] {
    let written = |provider, id, channel, data| Written { provider, id, channel, data };
    [
        written(SPP, "12288", "Application", &[SENT]),
        written("Application Error", "1000", "Application", &["0xC004F074"]),
        written(
            SPP,
            "8198",
            "Application",
            &["hr=0x8007232B", "RuleId=a;SkuId=73111121-5638-40f6-bc11-f1d7b0d64300;Trigger=TimerEvent"],
        ),
        written(
            SPP,
            "12290",
            "Key Management Service",
            &[
                "0x0,25,pc-1,36f27b39-2fd5-440b-be67-a09996d27a38,2026/11/21 09:59,0,2,41520,73111121-5638-40f6-bc11-f1d7b0d64300",
            ],
        ),
    ]
}

fn read_log(bytes: Vec<u8>) -> EvidenceSet {
    read(&[Source { name: "Application.evtx".into(), bytes }])
}

/// The code of every event with the record that it stands in.
fn codes(case: &EvidenceSet) -> Vec<String> {
    let rows = case.rows();
    let codes = rows.iter().filter(|row| row.key.ends_with(".code"));
    codes.map(|row| format!("#{} {} {}", row.cites[0].record.unwrap_or(0), row.key, row.value)).collect()
}

#[test]
fn events_of_activation_are_taken_and_others_passed_over() {
    let case = read_log(file(&events()));
    let evidence = &case.evidence[0];
    assert_eq!(evidence.kinds, [Kind::EvtxApplication, Kind::EvtxKms]);
    assert_eq!((evidence.damaged_records, evidence.understood), (0, 1.0));
    assert_eq!(
        codes(&case),
        ["#1 event.12288.code 0x800706BA", "#3 event.8198.code 0x8007232B", "#4 event.12290.code 0x00000000"]
    );
    let host = case.rows().into_iter().find(|row| row.key == "event.12288.host").expect("the host");
    assert_eq!(host.value, "kms1.corp.example:1688");
    assert!(host.cites[0].text.starts_with("2026-11-21T10:00:00Z 12288 0x800706BA, "), "{:?}", host.cites);
}

#[test]
fn a_damaged_record_costs_that_record() {
    let mut bytes = file(&events());
    let start = record_start(&bytes, 3);
    // The record's frame stays; what is in it does not.
    bytes[start + 24..start + 60].fill(0xEE);
    let case = read_log(bytes);
    assert_eq!(case.evidence[0].damaged_records, 1);
    assert_eq!(codes(&case).len(), 2, "{:?}", codes(&case));
}

#[test]
fn a_log_that_is_cut_off_or_filled_with_zeros_is_read_as_far_as_it_goes() {
    let whole = file(&events());
    let third = record_start(&whole, 3);
    let mut zeros = whole.clone();
    zeros[third..].fill(0);
    assert_eq!(codes(&read_log(zeros)).len(), 1);
    for length in [0, 4, 100, 4_096, 4_700, third + 10] {
        let case = read_log(whole[..length].to_vec());
        let evidence = &case.evidence[0];
        let said = evidence.unread.is_some() || evidence.damaged_records > 0 || evidence.kinds.is_empty();
        assert!(said, "cut at {length}: {evidence:?}");
    }
}

#[test]
fn a_log_without_activation_says_so() {
    let other = Written { provider: "Application Error", id: "1000", channel: "Application", data: &["x"] };
    assert_eq!(read_log(file(&[other])).evidence[0].kinds, [Kind::EvtxOther]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is written over a log, reading ends and the source is listed.
    #[test]
    fn any_damage_is_survived(place in 0usize..6_000, bytes in prop::collection::vec(any::<u8>(), 1..64)) {
        let mut log = file(&events());
        log[place..place + bytes.len()].copy_from_slice(&bytes);
        prop_assert_eq!(read_log(log).evidence.len(), 1);
    }
}
