//! Events as JSON, of PowerShell and of Muster.

use crate::check;

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
