//! Instances of SoftwareLicensingProduct.

use crate::check;

#[test]
fn licenses_as_the_collector_writes_them() {
    check(
        r#"[{"ID":"73111121-5638-40F6-BC11-F1D7B0D64300","ApplicationID":"55c92734-d682-4d71-983e-d6ec3f16059f",
        "Name":"Windows(R), Enterprise edition","Description":"Windows(R) Operating System, VOLUME_KMSCLIENT channel",
        "PartialProductKey":"2YT43","ProductKeyChannel":"Volume:GVLK","LicenseStatus":5,"LicenseStatusReason":3221549142,
        "GracePeriodRemaining":0,"KeyManagementServicePort":0,"KeyManagementServiceCurrentCount":4294967295,
        "IsKeyManagementServiceMachine":0,"ClientMachineID":"7F3B5A10-2C4D-4E6F-8A9B-0C1D2E3F4A5B"}]"#,
        "cim
        1-5 license.name = Windows(R), Enterprise edition
        1-5 license.channel = VOLUME_KMSCLIENT
        1-5 license.key_channel = Volume:GVLK
        1-5 license.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
        1-5 license.application_id = 55c92734-d682-4d71-983e-d6ec3f16059f
        1-5 license.partial_key = 2YT43
        1-5 license.status = 5
        1-5 license.code = 0xC004F056
        1-5 license.minutes_left = 0
        1-5 license.cmid = 7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b",
    );
}

#[test]
fn a_host_of_get_ciminstance() {
    check(
        r#"{"value":[{
            "ID": "8a26851c-1c7e-48d3-a687-fbca9b9ac16b",
            "Description": "Windows Operating System, VOLUME_KMS_WS22 channel",
            "Name": "Windows(R), ServerStandard edition",
            "LicenseStatus": 1,
            "IsKeyManagementServiceMachine": 1,
            "KeyManagementServiceCurrentCount": 27,
            "KeyManagementServiceListeningPort": 1688,
            "KeyManagementServiceTotalRequests": 340,
            "KeyManagementServiceFailedRequests": 3,
            "KeyManagementServiceMachine": "KMS1.corp.example",
            "KeyManagementServicePort": 1689,
            "DiscoveredKeyManagementServiceMachineName": "KMS2.corp.example",
            "DiscoveredKeyManagementServiceMachinePort": 1690,
            "ADActivationObjectName": "Corp",
            "VLActivationInterval": 120,
            "VLRenewalInterval": 10080,
            "RemainingAppReArmCount": 1001
        }]}"#,
        "cim
        2-18 license.name = Windows(R), ServerStandard edition
        2-18 license.channel = VOLUME_KMS_WS22
        2-18 license.activation_id = 8a26851c-1c7e-48d3-a687-fbca9b9ac16b
        2-18 license.status = 1
        2-18 license.registered_host = kms1.corp.example:1689
        2-18 license.dns_host = kms2.corp.example:1690
        2-18 license.activation_interval = 120
        2-18 license.renewal_interval = 10080
        2-18 license.rearms_left = 1001
        2-18 license.directory_object = Corp
        2-18 license.count = 27
        2-18 license.listening_port = 1688
        2-18 license.total_requests = 340
        2-18 license.failed_requests = 3",
    );
}

/// Other classes are not licenses.
#[test]
fn an_object_of_another_class_is_nothing() {
    check(r#"{"ID": "1", "Description": "A printer"}"#, "");
}
