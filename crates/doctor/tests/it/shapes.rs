//! Evidence in the shapes in which programs and people hand it on, and what looks like it.

use muster_doctor::{Source, diagnose};

/// The rule of the first headline.
fn headline(text: &str) -> &'static str {
    let diagnosis = diagnose(&[Source { name: "paste.txt".into(), bytes: text.into() }]);
    diagnosis.headline.first().map_or("", |head| head.rule.id)
}

#[track_caller]
fn check(all: &[(&str, &str)]) {
    for (rule, text) in all {
        assert_eq!(headline(text), *rule, "{text}");
    }
}

#[test]
fn a_member_cut_out_of_json_is_read_object_by_object() {
    const CUT: &str = "\"facts\":{\"slp\":{\"service\":{\"KeyManagementServiceMachine\":\"kms1.corp.example\",\"KeyManagementServicePort\":1688,\
        \"DiscoveredKeyManagementServiceMachineName\":\"\",\"DiscoveredKeyManagementServiceMachinePort\":0,\"KeyManagementServiceHostCaching\":true},\
        \"list\":[{\"Name\":\"Office 19, Office19ProPlus2019VL_KMS_Client_AE edition\",\"LicenseStatus\":1,\"Description\":\"Office 19, VOLUME_KMSCLIENT channel\",\"PartialProductKey\":\"6MWKP\"},\
        {\"Name\":\"Office 16, Office16O365ProPlusR_Grace edition\",\"LicenseStatus\":5,\"Description\":\"Office 16, RETAIL(Grace) channel\",\"PartialProductKey\":\"KHGM9\"}]}";
    check(&[("OFF004", CUT), ("CLI020", &CUT.replace("\"LicenseStatus\":1", "\"LicenseStatus\":5"))]);
}

#[test]
fn breaks_in_the_cells_of_markdown_leave_its_lines_as_they_are() {
    check(&[(
        "CLI020",
        "We ran slmgr /dlv on it.\n\n| picture | words |\n| --- | --- |\n\
         | ![x](a.png)<br/>| Name: Windows(R), Professional edition<br/>Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel<br/>\
         Partial Product Key: T83GX<br/>License Status: Notification<br/>Trusted time: removed<br/>|\n\nIt stays so.",
    )]);
}

#[test]
fn tables_of_states_in_programs_are_no_machine() {
    check(&[
        (
            "EVI001",
            "$map = @{\n  0 = 'Unlicensed'\n  1 = 'Licensed'\n  3 = 'Grace after the KMS license expired'\n  5 = 'Notification'\n}",
        ),
        (
            "CLI020",
            "Name: Windows(R), Professional edition\nLicenseStatus: 5\n$map = @{\n  0 = 'Unlicensed'\n  1 = 'Licensed'\n  5 = 'Notification'\n}",
        ),
    ]);
}

#[test]
fn codes_with_their_meaning_below_them_are_no_machine() {
    const LIST: &str = "0xC004F074\nThe host was not found, check the network.\n0xC004C020\nThe MAK was used too often: buy more.\n\
        0x8007232B\nThere is no record in DNS for the host.\n0xC004F038\nNot enough machines have asked the host.\n";
    check(&[("EVI001", LIST), ("CNT001", "0xC004F038\nNot enough machines have asked the host.\n")]);
}

#[test]
fn records_of_the_host_are_found_in_more_forms() {
    check(&[
        (
            "DNS024",
            "user_rules:\n- '||_vlmcs._tcp.corp.example^$dnsrewrite=NOERROR;SRV;0 100 1688 kms1.corp.example'\n",
        ),
        (
            "DNS024",
            "PS C:\\> Resolve-DnsName _vlmcs._tcp.corp.example -Type SRV | ft Name,NameTarget,Port\n\n\
             Name                     NameTarget           Port\n----                     ----------           ----\n\
             _vlmcs._tcp.corp.example kms1.corp.example   1688\n",
        ),
        ("DNS001", "$ dig +short _vlmcs._tcp.corp.example SRV\n$ dig +short kms1.corp.example\n10.1.2.3\n"),
        // Cut off: nobody knows what stood below.
        ("EVI001", "$ dig +short _vlmcs._tcp.corp.example SRV\n"),
    ]);
}

#[test]
fn states_of_checks_are_read_without_a_version_and_without_labels() {
    check(&[
        ("CLI001", "Windows license     Volume:GVLK   Licensed"),
        ("CLI001", "Windows Edition: Pro, Activation: Activated"),
        ("EVI001", "Windows license server     Licensed"),
        ("CLI020", "wmi.win_license_status 5"),
        ("CLI001", "win_license_status 1"),
        ("EVI001", "win_license_checks 5"),
        ("CLI020", "LicenseStatus の値が 5 でした。Windows 10 Pro です。"),
        ("CLI020", "SoftwareLicensingProduct of Windows: LicenseStatus returned 5"),
        ("CLI001", "Windows 11 Pro「Windows はデジタル ライセンスによってライセンス認証されています」"),
        ("CLI017", "==> default: Product activated successfully."),
    ]);
}

#[test]
fn an_evaluation_is_known_by_its_name_alone() {
    check(&[
        (
            "CLI023",
            "OS: Microsoft Windows Server 2022 Datacenter Evaluation\nLicenseStatus: 1\nGracePeriodRemaining: 153400",
        ),
        ("CLI001", "OS: Microsoft Windows Server 2022 Datacenter\nLicenseStatus: 1"),
    ]);
}

#[test]
fn the_two_columns_of_a_service_that_the_command_names_are_read() {
    const COMMAND: &str = "Get-Service sppsvc | select Status, StartType\n\nStatus StartType\n------ ---------\n";
    check(&[
        ("SVC002", &format!("{COMMAND}Stopped Disabled")),
        ("EVI001", &format!("{}Stopped Disabled", COMMAND.replace("sppsvc", "spooler"))),
    ]);
}

#[test]
fn a_code_of_another_part_of_windows_tells_nothing_of_licensing() {
    check(&[
        ("EVI001", "0x80070422: the service cannot be started\nopening the package Files_1.2.msixbundle failed"),
        (
            "SVC001",
            "0x80070422: the service cannot be started\nslmgr /ato after the package Files_1.2.msixbundle was installed",
        ),
    ]);
}

#[test]
fn requests_are_read_where_an_article_took_their_times_away() {
    let request = |name: &str, id: &str| {
        format!("- 0x0,5,{name}.corp.example,{id},Date/Time,0,5,0,6f327760-8c5c-417c-9b61-836a98287e0c\n")
    };
    let (one, other) = ("11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555");
    let shared = format!("{}{}", request("ws-1", one), request("ws-2", one));
    let unique = format!("{}{}", request("ws-1", one), request("ws-2", other));
    check(&[("CNT003", &shared), ("EVI014", &unique)]);
}

#[test]
fn told_causes_in_the_words_of_stories() {
    check(&[
        ("TIM001", "The host refused to activate Windows due to the time difference."),
        ("CLI019", "Office LTSC 2021: grace period, 25 days left"),
        ("CLI019", "猶予期間の残り: 12 日 (Office 2019)"),
        ("EVI001", "- Reinstallation is supported via digital entitlement, no product key required."),
    ]);
}

#[test]
fn what_the_pages_of_windows_show_is_read_where_somebody_quotes_it() {
    check(&[
        (
            "CLI001",
            "設定の画面では「Microsoftアカウントにリンクされたデジタルライセンスによってライセンス認証されています」との説明です。",
        ),
        ("EVI001", "「デジタル ライセンスによってライセンス認証されています」と表示されれば完了です。"),
        ("CLI001", "例: Windows はライセンス認証されています プロダクト ID: 00330-80000-00000-AA000"),
        ("CLI001", "- The state was noted as \"Windows is activated with a digital license\""),
        ("EVI001", "- The page should say \"Windows is activated with a digital license\""),
        ("CLI001", "・Windows11Home 23H2 (ライセンス認証済み)"),
    ]);
}

#[test]
fn counts_of_the_service_alone_are_of_a_host() {
    const COUNTS: &str = "KeyManagementServiceCurrentCount : 50\nKeyManagementServiceListeningPort : 1688\nIsKeyManagementServiceMachine : 1\nLicenseStatus : 1";
    check(&[
        ("HST024", COUNTS),
        ("CLI001", "KeyManagementServiceCurrentCount : 0\nIsKeyManagementServiceMachine : 0\nLicenseStatus : 1"),
    ]);
}

#[test]
fn states_of_event_1003_in_a_message_of_json_are_states() {
    const MESSAGE: &str = "{\"message\":\"Application Id=55c92734-d682-4d71-983e-d6ec3f16059f\\nLicensing Status=\\n\
        1: 0b646350-0000-4013-b1be-4100d1a7fa38, 1, 0 [(0 [0xC004F014, 0, 0], [(?)(?)(?)(?)(?)(?)(?)(?)])(1 )(2 )(3 )]\\n\
        2: 73111121-5638-40f6-bc11-f1d7b0d64300, 1, 1 [(0 [0x00000000, 1, 0], [(?)( 1 0x00000000 0 0 msft:rm/algorithm/volume/1.0 0x00000000 250000)(?)(?)(?)(?)(?)(?)])(1 )(2 )(3 )]\\n\"}";
    check(&[("CLI001", MESSAGE)]);
}

#[test]
fn an_activation_behind_its_failure_in_one_line_holds() {
    check(&[
        (
            "CLI018",
            "At first 0xC004F074, then we opened TCP 1688 and slmgr /ato worked: product activated successfully",
        ),
        ("NET014", "We hoped for product activated successfully, and got 0xC004F074"),
    ]);
}
