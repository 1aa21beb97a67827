//! Events as JSON, of PowerShell and of Muster.

use crate::{check, read_text};

#[test]
fn events_of_powershell_and_of_muster() {
    check(
        "{\"Id\":8198,\"TimeCreated\":\"2026-03-10T09:00:00Z\",\"MachineName\":\"pc-1\",\"Message\":\"failed:\\r\\nhr=0x8007232B\"}\n\
         {\"time\":\"2026-03-10T09:01:00Z\",\"id\":12289,\"level\":\"information\",\"message\":\"answered\",\"info\":\"0x00000000, 0x00000000, 1, 0, 26, 120, 10080, 2026/03/10 09:01\"}",
        "event.json muster
        1 event.8198.time = 2026-03-10T09:00:00Z
        1 event.8198.computer = pc-1
        1 event.8198.code = 0x8007232B
        2 event.12289.time = 2026-03-10T09:01:00Z
        2 event.12289.code = 0x00000000
        2 event.12289.flags = 0x00000000
        2 event.12289.activated = 1
        2 event.12289.reserved = 0
        2 event.12289.count = 26
        2 event.12289.activation_interval = 120
        2 event.12289.renewal_interval = 10080
        2 event.12289.client_time = 2026/03/10 09:01",
    );
}

/// Windows PowerShell 5.1 writes a time as an object, whose text depends on the language.
#[test]
fn a_time_as_an_object() {
    check(
        r#"[{"Id": 903, "Message": "The service has stopped.", "TimeCreated": {"value": "\/Date(1773133200000)\/", "DateTime": "2026年3月10日 18:00:00"}}]"#,
        r"event.json
        1 event.903.time = \/Date(1773133200000)\/"
            .replace('\\', "")
            .as_str(),
    );
}

#[test]
fn the_list_of_states_in_an_event_1003_tells_of_the_license_with_a_key() {
    let states = [
        "1: 2de67392-b7a7-462a-b1ca-108dd189f588, 1, 0 [(0 [0xC004F014, 0, 0], [(?)(?)])(1 )(2 )(3 )]",
        "2: 4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c, 1, 1 [(0 )(1 )(2 [0xC004E003, 0, 0], [( 1 0xC004F034)])\
         (3 [0x00000000, 0, 0], [( 6 0xC004F009 0 0)( 11 0x00000000 0xC004F034)])]",
    ];
    let text = format!(
        r#"{{"EventID": 1003, "SourceName": "Microsoft-Windows-Security-SPP", "Hostname": "PC-07",
        "EventTime": "2026-03-14T13:54:25Z", "Message": "The licensing status check has completed.\r\nApplication Id=55c92734-d682-4d71-983e-d6ec3f16059f\r\nLicensing Status=\n{}\n"}}"#,
        states.join("\\n")
    );
    let rows = read_text(&text).rows();
    let value = |key: &str| rows.iter().find(|row| row.key == key).map(|row| row.value.as_str());
    assert_eq!(value("event.1003.activation_id"), Some("4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c"));
    assert_eq!(value("event.1003.license_state"), Some("SL_LICENSING_STATUS_NOTIFICATION"));
    assert_eq!(value("event.1003.reason"), Some("0xC004F034"));
}

const SENT: &str = "0xC004F06C, 0x00000000, kms1.corp.example:1688, 36f27b39-2fd5-440b-be67-a09996d27a38, 2026/09/29 17:52, 0, 2, \
                    41760, 73111121-5638-40f6-bc11-f1d7b0d64300, 25";

/// What tools make of one event of a log: its number, provider and values lie in objects of their own.
#[test]
fn events_of_converters_and_collectors_of_logs() {
    let evtx_dump = [
        r##"{"Event":{"#attributes":{"xmlns":"x"},"System":{"Provider":{"#attributes":"##,
        r##"{"Name":"Microsoft-Windows-Security-SPP"}},"EventID":{"#attributes":{"Qualifiers":16384},"#text":12288},"##,
        r##""TimeCreated":{"#attributes":{"SystemTime":"2026-09-29T17:52:10Z"}},"Channel":"Application","##,
        r##""Computer":"pc-1"},"EventData":{"Data":{"#text":[""##,
        SENT,
        r##""]}}}}"##,
    ]
    .concat();
    let open_wec = [
        r#"{"System":{"Provider":{"Name":"Microsoft-Windows-Security-SPP"},"EventID":12288,"#,
        r#""TimeCreated":"2026-09-29T17:52:10Z","Channel":"Application","Computer":"pc-1"},"#,
        r#""EventData":{"Data":[""#,
        SENT,
        r#""]},"OpenWEC":{"SubscriptionName":"x"}}"#,
    ]
    .concat();
    let parts: Vec<String> =
        SENT.split(", ").enumerate().map(|(place, value)| format!(r#""param{}":"{value}""#, place + 1)).collect();
    let winlogbeat = [
        r#"{"@timestamp":"2026-09-29T17:52:10Z","winlog":{"provider_name":"Microsoft-Windows-Security-SPP","#,
        r#""event_id":"12288","channel":"Application","computer_name":"pc-1","event_data":{"#,
        &parts.join(","),
        r#"}},"event":{"code":"12288","kind":"event"},"agent":{"version":"8.1"}}"#,
    ]
    .concat();
    let osquery = [
        r#"{"datetime":"2026-09-29T17:52:10Z","provider_name":"Microsoft-Windows-Security-SPP","event_id":"12288","#,
        r#""timestamp":"2026-09-29T17:52:10Z","computer_name":"pc-1","data":"{\"EventData\":[\""#,
        SENT,
        r#"\"]}"}"#,
    ]
    .concat();
    for written in [&evtx_dump, &open_wec, &winlogbeat, &osquery] {
        let set = crate::read_text(written);
        let value = |key: &str| {
            let row = set.rows().into_iter().find(|row| row.key == format!("event.12288.{key}"));
            row.map(|row| row.value).unwrap_or_default()
        };
        assert_eq!(value("time"), "2026-09-29T17:52:10Z", "{written}");
        assert_eq!((value("computer").as_str(), value("code").as_str()), ("pc-1", "0xC004F06C"), "{written}");
        assert_eq!(
            (value("host").as_str(), value("threshold").as_str()),
            ("kms1.corp.example:1688", "25"),
            "{written}"
        );
        assert_eq!(set.facts.len(), 1, "{written}");
    }
    // Others use the same numbers, and a list of events is none itself.
    let foreign =
        evtx_dump.replace("Microsoft-Windows-Security-SPP", "Application Error").replace(SENT, "app.exe, 1.0");
    assert!(crate::read_text(&foreign).facts.is_empty());
    let list = format!(r#"{{"hits":{{"hits":[{{"_source":{winlogbeat}}},{{"_source":{winlogbeat}}}]}}}}"#);
    assert_eq!(crate::read_text(&list).facts.len(), 2);
}

/// EvtxECmd: a row of CSV, whose last column is JSON.
#[test]
fn events_of_evtxecmd() {
    let written = format!(
        "RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,ProcessId,ThreadId,Computer,Payload\n\
         1,7,2026-09-29 17:52:10.1234567,12288,Info,Microsoft-Windows-Security-SPP,Application,0,0,pc-1,\"{{\"\"EventData\"\":{{\"\"Data\"\":\"\"{SENT}\"\"}}}}\"\n"
    );
    let set = crate::read_text(&written);
    let values: Vec<String> = set.rows().into_iter().map(|row| format!("{} {}", row.key, row.value)).collect();
    assert!(values.contains(&"event.12288.host kms1.corp.example:1688".to_owned()), "{values:?}");
    assert!(values.iter().any(|value| value.starts_with("event.12288.time 2026-09-29 17:52:10")), "{values:?}");
}
