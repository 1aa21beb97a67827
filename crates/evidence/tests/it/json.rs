//! JSON: what the collector writes of CIM, and events of PowerShell and of Muster.

use crate::check;

#[test]
fn licenses_as_the_collector_writes_them() {
    check(
        r#"[{"ID":"73111121-5638-40F6-BC11-F1D7B0D64300","ApplicationID":"55c92734-d682-4d71-983e-d6ec3f16059f",
        "Name":"Windows(R), Enterprise edition","Description":"Windows(R) Operating System, VOLUME_KMSCLIENT channel",
        "PartialProductKey":"2YT43","ProductKeyChannel":"Volume:GVLK","LicenseStatus":5,"LicenseStatusReason":3221549142,
        "GracePeriodRemaining":0,"KeyManagementServicePort":0,"KeyManagementServiceCurrentCount":4294967295,
        "IsKeyManagementServiceMachine":0,"ClientMachineID":"7F3B5A10-2C4D-4E6F-8A9B-0C1D2E3F4A5B"}]"#,
        "cim.json
        1 license.name = Windows(R), Enterprise edition
        1 license.channel = VOLUME_KMSCLIENT
        1 license.key_channel = Volume:GVLK
        1 license.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
        1 license.application_id = 55c92734-d682-4d71-983e-d6ec3f16059f
        1 license.partial_key = 2YT43
        1 license.status = 5
        1 license.code = 0xC004F056
        1 license.minutes_left = 0
        1 license.cmid = 7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b",
    );
}

#[test]
fn events_of_powershell_and_of_muster() {
    check(
        "{\"Id\":8198,\"TimeCreated\":\"2026-03-10T09:00:00Z\",\"MachineName\":\"pc-1\",\"Message\":\"failed:\\r\\nhr=0x8007232B\"}\n\
         {\"time\":\"2026-03-10T09:01:00Z\",\"id\":12289,\"level\":\"information\",\"message\":\"answered\",\"info\":\"0x00000000, 0x00000000, 1, 0, 26, 120, 10080, 2026/03/10 09:01\"}",
        "event.json
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
