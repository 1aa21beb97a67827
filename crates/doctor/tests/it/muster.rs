//! Muster's own machines: each code that Muster prints has a cause and steps of Muster, and what works is healthy.

use muster_core::{code::CATALOGUE, lang::Lang};
use muster_doctor::{Diagnosis, Source, Verdict, diagnose, next_step::Shell, report};

fn of(text: &str) -> Diagnosis {
    diagnose(&[Source { name: "paste.txt".into(), bytes: text.as_bytes().to_vec() }])
}

/// What a command of Muster prints when it fails, and what a service answers.
fn writings(entry: &muster_core::code::Entry) -> Vec<String> {
    let (code, en, ja) = (entry.code, Lang::En, Lang::Ja);
    vec![
        format!(
            "admin@pc-1:~$ sudo muster slmgr /ato\nError: {code} {}\n  a detail\nWhat to do: {}",
            entry.title.get(en),
            entry.fix.get(en)
        ),
        format!("エラー: {code} {}\n  詳細\n対処方法: {}", entry.title.get(ja), entry.fix.get(ja)),
        format!("Nov 26 14:00:01 kms1 muster[812]: Error: {code} {}", entry.title.get(en)),
        format!(
            "{{\"type\":\"urn:muster:code:{code}\",\"status\":403,\"code\":\"{code}\",\"title\":\"{}\",\"fix\":\"x\"}}",
            entry.title.get(en)
        ),
        format!("{{\"error\":{{\"code\":\"{code}\",\"title\":\"x\",\"detail\":\"y\",\"fix\":\"z\",\"exit_code\":1}}}}"),
    ]
}

#[test]
fn every_code_that_muster_prints_has_a_cause_and_steps_of_muster() {
    let mut wrong = Vec::new();
    for entry in CATALOGUE.iter().filter(|entry| entry.code.is_failure()) {
        for text in writings(entry) {
            let diagnosis = of(&text);
            let heads: Vec<&str> = diagnosis.headline.iter().map(|head| head.rule.id).collect();
            if heads.is_empty() || heads.iter().any(|id| id.starts_with("EVI")) {
                wrong.push(format!("{text}\n  is {heads:?}"));
            }
            let own = diagnosis.steps.iter().flat_map(|step| &step.commands).all(|command| command.shell == Shell::Sh);
            let told: String = [Lang::En, Lang::Ja].iter().map(|lang| report::text(&diagnosis, *lang)).collect();
            let (_, told) = told.split_once("\n").unwrap_or_default();
            let foreign: Vec<&str> = ["cscript", "Microsoft", "slmgr.vbs", "_vlmcs", "wevtutil", "ospp.vbs", "netsh"]
                .into_iter()
                .filter(|word| told.contains(word))
                .collect();
            if !own || diagnosis.steps.is_empty() || !foreign.is_empty() {
                wrong.push(format!("{text}\n  {heads:?} has steps {own} and words {foreign:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
}

const HOST: &str = r#"{"name":"kms1","vendor":"acme","enabled":true,"licensed":true,"port":1688,"dns_publishing":true,
    "counts":[{"count":3}],"requests":{"total":9,"failed":0}}"#;
const HEALTH: &str = r#"{"status":"ok","store":{"status":"ok"},"clock":{"status":"ok"},"activated":true,"enabled":true,
    "license":{"status":"ok","days":1825},"pack":{"status":"ok","days":730},"connections":{"status":"ok"}}"#;
const MACHINES: &str = r#"[{"cmid":"8d8f4863-ea3b-49ae-88e7-bac55079bb19","name":"pc-1","last_code":"0x00000000",
    "activated":true,"cloned":false}]"#;
const CLIENT: &str = r#"{"cmid":"8d8f4863-ea3b-49ae-88e7-bac55079bb19","products":[{"product":"Ledger","channel":"Volume:GVLK",
    "activation_id":"4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01","status":1,"next_attempt":"x","last_code":"0x00000000"}]}"#;

/// Whatever stands beside them: a host with few machines is as healthy as one with many.
#[test]
fn healthy_hosts_and_machines_of_muster_are_healthy() {
    for text in [HOST, HEALTH, CLIENT, &format!("{HOST}\n{HEALTH}"), &format!("{HEALTH}\n{MACHINES}")] {
        let diagnosis = of(text);
        let heads: Vec<&str> = diagnosis.headline.iter().map(|head| head.rule.id).collect();
        assert_eq!(diagnosis.verdict(), Verdict::Healthy, "{text}: {heads:?}");
        assert!(diagnosis.steps.is_empty(), "{text}");
    }
}

#[test]
fn no_tool_of_windows_is_asked_for_on_a_machine_of_muster() {
    let told = report::text(&of(CLIENT), Lang::En);
    assert!(!told.contains("cscript") && !told.contains("_vlmcs") && !told.contains("netsh"), "{told}");
}

/// 90, 30 and 7 days before the end.
#[test]
fn the_end_of_a_host_license_grows_graver() {
    for (days, severity) in
        [("91", None), ("90", Some("medium")), ("30", Some("high")), ("7", Some("critical")), ("-3", Some("critical"))]
    {
        let diagnosis = of(&HEALTH.replace("1825", days));
        let found = diagnosis.findings.iter().find(|found| found.rule.id == "MUS004");
        assert_eq!(found.map(|found| found.severity.id()), severity, "{days}");
    }
}

#[test]
fn requests_in_the_events_of_a_host_tell_who_is_refused() {
    let text = "2026-11-26T14:38:57Z  12290  An activation request has been processed.\n    Info: 0xC004F042,25,vm,\
                2863646b-6c3e-46a8-8317-e2d4f680a283,2026/11/26 14:38,1,2,43199,4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01,1";
    let heads: Vec<&str> = of(text).headline.iter().map(|head| head.rule.id).collect();
    assert_eq!(heads, ["MUS008"]);
}

#[test]
fn a_clock_that_is_not_believed_is_known_by_its_event_too() {
    let distrusted = "2026-11-26T14:38:41Z  12420  The clock is not believed.\n    Info: 0xC004F06C, 2026-11-26T14:38:41Z, \
                      2026-11-20T14:38:41Z\n";
    let trusted =
        "2026-11-26T15:38:41Z  12421  The clock is believed again.\n    Info: 0x00000000, 2026-11-26T15:38:41Z\n";
    let has = |text: &str| of(text).findings.iter().any(|found| found.rule.id == "MUS006");
    assert!(has(distrusted) && !has(&format!("{distrusted}{trusted}")));
    let steps = of(distrusted).steps;
    assert!(steps.iter().flat_map(|step| &step.commands).all(|command| command.shell == Shell::Sh));
}
