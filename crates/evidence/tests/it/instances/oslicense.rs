//! The PowerShell module OSLicense: its objects have the same names in every language, its states are words.

use crate::check;

#[test]
fn a_license_whose_state_only_its_reason_tells() {
    check(
        "
        Name                          : Windows(R), Education edition
        ActivationID                  : e0c42288-980c-4788-a014-c080d2e1926e
        ApplicationID                 : 55c92734-d682-4d71-983e-d6ec3f16059f
        PartialProductKey             : 2YT43
        LicenseStatus                 : εκτός
        LicenseStatusReason           : 0xC004F009
        GracePeriodRemaining          : N/A
        EvaluationEndDate             :
        RemainingWindowsReArmCount    : 1001
        ClientMachineID               : 5F2D9A44-9b1c-4a0a-8a9e-2a3f8d7c6b51
        IsKeyManagementServiceMachine : 0
        KeyManagementServiceMachine   : KMS-old.corp.example
        KeyManagementServicePort      : 1689",
        "oslicense
        1-13 license.name = Windows(R), Education edition
        1-13 license.activation_id = e0c42288-980c-4788-a014-c080d2e1926e
        1-13 license.application_id = 55c92734-d682-4d71-983e-d6ec3f16059f
        1-13 license.partial_key = 2YT43
        1-13 license.status = 5
        1-13 license.code = 0xC004F009
        1-13 license.cmid = 5f2d9a44-9b1c-4a0a-8a9e-2a3f8d7c6b51
        1-13 license.registered_host = kms-old.corp.example:1689
        1-13 license.rearms_left = 1001",
    );
}

#[test]
fn results_of_its_commands() {
    check(
        "
        Success      : False
        Operation    : ActivateOnline
        ActivationID : e0c42288-980c-4788-a014-c080d2e1926e
        ProductName  : Windows(R), Education edition
        ErrorCode    : 0xc004f074
        ErrorMessage : ホストに接続できませんでした。

        Success ErrorCode  ErrorMessage
        ------- ---------  ------------
          False 0x80070005 Access is denied.

        Success Operation
        ------- ---------
           True ClearServer

        Success    : True
        Operation  : InstallKey
        ProductKey : AAAAA-BBBBB-CCCCC-DDDDD-EEEEE",
        "oslicense
        1-6 outcome.code = 0xC004F074
        1-6 outcome.product = Windows(R), Education edition
        1-6 outcome.activation_id = e0c42288-980c-4788-a014-c080d2e1926e
        10 outcome.code = 0x80070005
        14 command.done = clearserver
        16-18 key.installed = EEEEE",
    );
}

#[test]
fn the_settings_of_a_host() {
    check(
        r#"
        {"KeyManagementServiceMachine": "", "KeyManagementServicePort": 1688, "IsKeyManagementServiceMachine": 1,
        "KeyManagementServiceListeningPort": 1690, "KeyManagementServiceDnsPublishing": true,
        "KeyManagementServiceCurrentCount": 12, "KeyManagementServiceTotalRequests": 90, "KeyManagementServiceFailedRequests": "N/A"}"#,
        "oslicense
        1-3 license.channel = VOLUME_KMS
        1-3 license.count = 12
        1-3 license.listening_port = 1690
        1-3 license.total_requests = 90
        1-3 license.dns_publishing = true",
    );
}

#[test]
fn a_client_that_was_given_its_host_by_hand() {
    check(
        "
        KeyManagementServiceMachine KeyManagementServicePort IsKeyManagementServiceMachine
        --------------------------- ------------------------ -----------------------------
        kms.corp.example                                1688                             0",
        "cim
        3 host_set = kms.corp.example:1688",
    );
}

#[test]
fn a_subscription_by_its_numbers() {
    check(
        "
        SubscriptionType        : ユーザー ベース
        SubscriptionTypeValue   : 0
        SubscriptionStatus      : 期限切れ
        SubscriptionStatusValue : 110",
        "oslicense
        1-4 subscription.windows = expired",
    );
}
