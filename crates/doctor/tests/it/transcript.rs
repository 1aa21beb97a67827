//! In one transcript what stands further down is newer.

use muster_doctor::{Diagnosis, Source, diagnose};

fn judged(parts: &[&str]) -> Diagnosis {
    diagnose(&[Source { name: "console.txt".into(), bytes: parts.concat().into_bytes() }])
}

fn heads(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.headline.iter().map(|head| head.rule.id).collect()
}

const BLOCK: &str = "C:\\>cscript slmgr.vbs /dlv
Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_MAK channel
Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
Partial Product Key: 7B2X4
";
const UNLICENSED: &str = "License Status: Notification\nNotification Reason: 0xC004F034.\n\n";
const LICENSED: &str = "License Status: Licensed\n\n";
const FAILED: &str = "C:\\>cscript slmgr.vbs /ato
Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...
Error: 0x80072EE7 The server name or address could not be resolved

";
const SUCCEEDED: &str = "C:\\>cscript slmgr.vbs /ato
Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...
Product activated successfully.

";

#[test]
fn a_success_below_a_status_outdates_it() {
    let good = judged(&[BLOCK, UNLICENSED, FAILED, SUCCEEDED]);
    assert!(!good.needs_attention(), "{:?} {:?}", heads(&good), good.findings);
    // What says that it is licensed quotes no other state; what says that it failed before does.
    let licensed = good.findings.iter().filter(|found| found.rule.id == "CLI001");
    let quoted: Vec<&str> = licensed.flat_map(|found| &found.cites).map(|cite| &*cite.text).collect();
    assert_eq!((heads(&good), quoted.is_empty()), (vec!["CLI018"], false));
    assert!(!quoted.iter().any(|line| line.contains("Notification")), "{quoted:?}");
    assert!(judged(&[SUCCEEDED, BLOCK, UNLICENSED]).needs_attention());
    assert!(judged(&[BLOCK, UNLICENSED, SUCCEEDED, FAILED]).needs_attention());
}

#[test]
fn a_status_below_a_failure_outdates_it() {
    let good = judged(&[FAILED, BLOCK, LICENSED]);
    assert!(!good.needs_attention(), "{:?}", good.findings);
    assert!(good.findings.iter().any(|found| found.rule.id == "CLI018"));
    assert!(judged(&[BLOCK, LICENSED, FAILED]).needs_attention());
}

#[test]
fn the_later_of_two_prints_holds() {
    assert!(!judged(&[BLOCK, UNLICENSED, BLOCK, LICENSED]).needs_attention());
    assert!(judged(&[BLOCK, LICENSED, BLOCK, UNLICENSED]).needs_attention());
}

/// A host's client stays licensed for 180 days while its renewals fail.
#[test]
fn a_renewal_that_fails_is_no_history_because_the_license_still_holds() {
    let block = BLOCK.replace("VOLUME_MAK", "VOLUME_KMSCLIENT");
    let failed = FAILED.replace("0x80072EE7", "0xC004F074");
    let left = |minutes: u32| {
        format!(
            "License Status: Licensed\nVolume activation expiration: {minutes} minute(s) ({} day(s))\n",
            minutes / 1440
        )
    };
    assert!(judged(&[&failed, &block, &left(120_960)]).needs_attention());
    assert!(!judged(&[&failed, &block, &left(259_200)]).needs_attention());
}

/// 状態の表示の後で認証に成功した場合、表示は過去のもの。
#[test]
fn the_same_in_japanese() {
    let block = "名前: Windows(R), Enterprise edition\n説明: Windows(R) Operating System, VOLUME_MAK channel\n\
                 ライセンス認証 ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nプロダクト キーの一部: 7B2X4\n\
                 ライセンスの状態: 通知\n通知の理由: 0xC004F034.\n\n";
    let done = "Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) のライセンス認証を行っています...\n\
                製品は正常にライセンス認証されました。\n";
    assert!(!judged(&[block, done]).needs_attention());
    assert!(judged(&[done, block]).needs_attention());
}
