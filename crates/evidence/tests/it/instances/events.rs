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
