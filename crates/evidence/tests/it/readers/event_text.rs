//! Events in texts: the value lists are the same in every language and layout.

use crate::{
    check, read_text,
    readers::{SENT, SENT_FIELDS},
    shown,
};

#[test]
fn a_list_on_its_own_is_known_by_its_shape() {
    check(SENT, &format!("event.txt\n1 {}", SENT_FIELDS.replace("PLACE", "1")));
}

#[test]
fn an_export_with_tabs_in_japanese() {
    let text = format!(
        "レベル\t日付と時刻\tソース\tイベント ID\tタスクのカテゴリ\n\
         情報\t2026/09/29 17:52:10\tMicrosoft-Windows-Security-SPP\t12288\tなし\t\"要求を送信しました。\n情報:\n{SENT}\""
    );
    check(
        &text,
        &format!(
            "event.txt\n2-4 event.12288.time = 2026/09/29 17:52:10\n2-4 event.12288.provider = Microsoft-Windows-Security-SPP\n2-4 {}",
            SENT_FIELDS.replace("PLACE", "2-4")
        ),
    );
}

#[test]
fn an_answer_with_its_count() {
    check(
        "Informationen:\n0x00000000, 0x04000000, 0, 0, 12, 120, 10080, 2026/06/12 04:20",
        "event.txt
        2 event.12289.code = 0x00000000
        2 event.12289.flags = 0x04000000
        2 event.12289.activated = 0
        2 event.12289.reserved = 0
        2 event.12289.count = 12
        2 event.12289.activation_interval = 120
        2 event.12289.renewal_interval = 10080
        2 event.12289.client_time = 2026/06/12 04:20",
    );
}

/// Numbers without their zeros, and a date as the country writes it.
#[test]
fn an_answer_in_short_numbers() {
    check(
        "Info:\n0x0, 0x4000008, 0, 0, 12, 120, 10080, 6/12/2026 4:20",
        "event.txt
        2 event.12289.code = 0x00000000
        2 event.12289.flags = 0x4000008
        2 event.12289.activated = 0
        2 event.12289.reserved = 0
        2 event.12289.count = 12
        2 event.12289.activation_interval = 120
        2 event.12289.renewal_interval = 10080
        2 event.12289.client_time = 6/12/2026 4:20",
    );
}

/// Hosts write zero as `0x0`, and no blanks behind commas.
#[test]
fn a_hosts_request_as_it_was_copied() {
    check(
        "Log Name: Key Management Service
        Event ID: 12290
        Info:
        0x0,25,PC-1.corp.example,36f27b39-2fd5-440b-be67-a09996d27a38,2026/9/29 21:46,0,2,41520,73111121-5638-40f6-bc11-f1d7b0d64300",
        "event.txt
        2-4 event.12290.code = 0x00000000
        2-4 event.12290.threshold = 25
        2-4 event.12290.machine = PC-1.corp.example
        2-4 event.12290.cmid = 36f27b39-2fd5-440b-be67-a09996d27a38
        2-4 event.12290.client_time = 2026/9/29 21:46
        2-4 event.12290.virtual_machine = 0
        2-4 event.12290.status = 2
        2-4 event.12290.minutes_left = 41520
        2-4 event.12290.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300",
    );
}

#[test]
fn the_scheduler_and_dns_publishing() {
    check(
        "Event ID: 8198
        hr=0x8007232B
        Event ID: 12293
        Info: 0x80072338",
        "event.txt
        1-2 event.8198.code = 0x8007232B
        3-4 event.12293.code = 0x80072338",
    );
}

/// The states in event 1003 are no failures, and none of their codes may look like one.
#[test]
fn the_states_of_1003_are_no_codes() {
    check(
        "Information,2026/03/04 10:14:04,Microsoft-Windows-Security-SPP,1003,None,\"The check is done.
        1: 0c3a9b6b-3c5b-4a2a-9f5a-6a1e6d0c7f10, 0, 0 [(0 [0xC004F014, 0, 0], [(?)( 1 0xC004F014)(?)])(1 )(2 )]\"",
        "event.txt
        1 event.1003.time = 2026/03/04 10:14:04
        1 event.1003.provider = Microsoft-Windows-Security-SPP",
    );
}

/// A number of another provider, an error of any number, and one that was pasted without its head.
#[test]
fn who_wrote_it_and_any_number() {
    check(
        "
        Log Name: Application
        Source: VSS
        Event ID: 8193
        Description: Volume Shadow Copy error, hr = 0x80070005, Access is denied.",
        "text.code
        4 code = 0x80070005",
    );
    check(
        "
        Source: Microsoft-Windows-Security-SPP
        Event ID: 16385
        Description: Failed to schedule the service for re-start. Error Code: 0x80041326.",
        "event.txt
        2-3 event.16385.provider = Microsoft-Windows-Security-SPP
        2-3 event.16385.code = 0x80041326",
    );
    check(
        "
        ライセンス認証 (slui.exe) が次のエラー コードで失敗しました:
        hr=0x8007232B
        コマンド ライン引数:
        RuleId=31e71c49;Action=AutoActivate;AppId=55c92734-d682-4d71-983e-d6ec3f16059f;SkuId=e0c42288-980c-4788-a014-c080d2e1926e;Trigger=TimerEvent",
        "event.txt
        2 event.8198.code = 0x8007232B
        2 event.8198.activation_id = e0c42288-980c-4788-a014-c080d2e1926e
        2 event.8198.action = AutoActivate
        2 event.8198.rule_id = 31e71c49
        2 event.8198.trigger = TimerEvent",
    );
}

#[test]
fn ids_that_were_masked_in_part() {
    let rows = crate::read_text(
        "Info:\n\n0xC004F074, 0x00000000, kms7.corp.example:1688, ********-1f00-4a2b-9c3d-0123456789ab, 2026/04/02 07:06, 0, 2, 972, 6f327760-....-....-9b61-83d02412478c, 5",
    )
    .rows();
    assert!(rows.iter().any(|row| row.value.contains("kms7.corp.example:1688")), "{rows:?}");
    assert!(rows.iter().all(|row| !row.value.contains("****") && !row.value.contains("....")), "{rows:?}");
}

/// Token-based activation names itself and no number.
#[test]
fn a_token_event_without_its_number() {
    check(
        "
        Token Based Activation failed.
        HR=0xC004F011",
        "event.txt
        2 event.12321.code = 0xC004F011",
    );
}

/// Who asks in public puts names in angle brackets for what is his own, and leaves the end away.
#[test]
fn a_list_with_placeholders() {
    check(
        "Event ID: 12288\nSource: Microsoft-Windows-Security-SPP\n\
         0xC004F06C, 0x00000000, kms1.corp.example:1688, <CMID>, <DateTime>, 1, 5, 0, 73111121-5638-40f6-bc11-f1d7b0d64300,",
        "event.txt
        1-3 event.12288.provider = Microsoft-Windows-Security-SPP
        1-3 event.12288.code = 0xC004F06C
        1-3 event.12288.flags = 0x00000000
        1-3 event.12288.host = kms1.corp.example:1688
        1-3 event.12288.virtual_machine = 1
        1-3 event.12288.status = 5
        1-3 event.12288.minutes_left = 0
        1-3 event.12288.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300",
    );
}

#[test]
fn the_activation_object_with_its_blanks() {
    check(
        "Event ID: 12308\nAO name = Windows(R) Operating System, VOLUME_KMS_WS22 channel\nAO DN = CN=x",
        "event.txt\n1 event.12308.ao_name = Windows(R) Operating System, VOLUME_KMS_WS22 channel",
    );
}

#[test]
fn the_message_behind_the_number() {
    check(
        "Source: Security-SPP Event ID: 12293 Publishing to DNS in the 'corp.example' domain failed. Info: 0x80072338",
        "event.txt
        1 event.12293.provider = Microsoft-Windows-Security-SPP
        1 event.12293.code = 0x80072338
        1 event.12293.domain = corp.example",
    );
    check("Token Based Activation failed. HR=0xC004F011", "event.txt\n1 event.12321.code = 0xC004F011");
    check(
        "Client log: Event ID 12308 Active Directory Activation has succeeded. Sku Id = 73111121-5638-40f6-bc11-f1d7b0d64300",
        "event.txt\n1 event.12308.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300",
    );
    check("We looked for event ID 12308 in vain: the license is of 2026 = old.", "");
}

/// The rules engine writes its reason and the license in two lines, or without the ends of lines.
#[test]
fn the_report_of_the_rules_engine_without_its_number() {
    let report = "The rules engine reported a failed VL activation attempt.\nReason:0x8007232B\n\
                  AppId = 55c92734-d682-4d71-983e-d6ec3f16059f, SkuId = 73111121-5638-40f6-bc11-f1d7b0d64300\nTrigger=TimerEvent";
    for (text, line) in [(report.to_owned(), 2), (report.replace('\n', " "), 1)] {
        check(
            &text,
            &format!(
                "event.txt
                {line} event.8233.code = 0x8007232B
                {line} event.8233.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
                {line} event.8233.trigger = TimerEvent"
            ),
        );
    }
}

/// Some tools print the computer first, and no blank behind the colon; a number behind another label is no event.
#[test]
fn labels_in_another_order() {
    check(
        "
        Computer: PC-1.corp.example
        Date: 2026/03/10 09:00:00
        Event ID: 8198
        hr=0x8007232B",
        "event.txt
        3-4 event.8198.time = 2026/03/10 09:00:00
        3-4 event.8198.computer = PC-1.corp.example
        3-4 event.8198.code = 0x8007232B",
    );
    check("Id du journal :8198\nhr=0x8007232B", "event.txt\n1-2 event.8198.code = 0x8007232B");
    check("ID du journal:8198\nhr=0x8007232B", "event.txt\n1-2 event.8198.code = 0x8007232B");
    check("Line: 12288\nPort: 1014", "");
}

#[test]
fn a_row_that_somebody_noted_without_a_source() {
    check(
        "   2026/03/24 09:12  12289  0x00000000, 0x00000000, 1, 0, 50, 120, 10080, 2026/03/24 00:12
   2026/03/31 10:40 AM Warning 8198 hr=0xC004F074",
        "event.txt
        1 event.12289.time = 2026/03/24 09:12
        1 event.12289.code = 0x00000000
        1 event.12289.flags = 0x00000000
        1 event.12289.activated = 1
        1 event.12289.reserved = 0
        1 event.12289.count = 50
        1 event.12289.activation_interval = 120
        1 event.12289.renewal_interval = 10080
        1 event.12289.client_time = 2026/03/24 00:12
        2 event.8198.time = 2026/03/31 10:40 AM
        2 event.8198.code = 0xC004F074",
    );
    // The size of a file in a list, beside a code in its name.
    check("2026/03/24 09:12 77 12288 notes.txt", "");
}

/// The columns of an export, between which one blank was left, whose rows a console broke, or whose line ends were lost.
#[test]
fn rows_of_a_table_of_events() {
    let row = |at: &str, id: &str, says: &str| {
        format!(
            "10/03/2026  {at}     Information   PC-17.corp.example   {id:<9}   Microsoft-Windows-Security-SPP     {says}"
        )
    };
    let rows = [
        row("09:50:35", "903", "The Software Protection service has stopped."),
        row("09:51:22", "12288", &format!("The client has sent a request. Info: {SENT}")),
        row("09:52:10", "16384", "Successfully scheduled the service for re-start at 2126-03-10T09:50:00Z."),
    ];
    let closed = rows.join("\n").split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let broken =
        |row: &String| row.as_bytes().chunks(80).map(|part| String::from_utf8_lossy(part) + "\n").collect::<String>();
    for text in [rows.join("\n"), closed, rows.join(" "), rows.iter().map(broken).collect()] {
        let found = crate::read_text(&text).rows();
        let value =
            |key: &str| found.iter().filter(|row| row.key == key).map(|row| row.value.as_str()).collect::<Vec<_>>();
        assert_eq!(value("event.12288.host"), ["kms1.corp.example:1688"], "{text}");
        assert_eq!(value("event.12288.time"), ["10/03/2026 09:51:22"], "{text}");
        assert_eq!(value("event.12288.computer"), ["PC-17.corp.example"], "{text}");
        assert_eq!(value("event.903.time").len(), 1, "{text}");
    }
}

/// `Get-EventLog` cuts the provider, and prints the number with its qualifier behind it.
#[test]
fn a_row_of_get_eventlog_has_an_instance() {
    let row =
        "   88012 Nov 02 08:14  Information Software Protecti...   1073758208 Successfully scheduled the service.";
    let provider = "Software Protection Platform Service";
    check(row, &format!("event.txt\n1 event.16384.time = Nov 02 08:14\n1 event.16384.provider = {provider}"));
    check(&row.replace("1073758208", "16"), "");
}

/// A count of events beside the name of their provider is no number of one.
/// The provider stands above the table, and messages are cut.
#[test]
fn a_row_of_get_winevent_stands_below_its_provider() {
    let table = |provider: &str| {
        format!(
            "   ProviderName: {provider}\n\n\
             TimeCreated                     Id LevelDisplayName Message\n\
             -----------                     -- ---------------- -------\n\
             11/25/2026 8:14:02 AM         8198 Error            License Activation (slui.exe) failed with the follo...\n\
             2026/11/24 10:13:58          16394 情報             オフラインでのダウンレベル移行が成功しました。"
        )
    };
    let rows = |provider: &str| {
        let found = crate::read_text(&table(provider));
        found
            .rows()
            .into_iter()
            .filter(|row| row.key.ends_with(".time"))
            .map(|row| row.key + "=" + &row.value)
            .collect()
    };
    let found: Vec<String> = rows("Microsoft-Windows-Security-SPP");
    assert_eq!(found, ["event.16394.time=2026/11/24 10:13:58", "event.8198.time=11/25/2026 8:14:02 AM"]);
    assert!(rows("Microsoft-Windows-GroupPolicy").is_empty());
}

#[test]
fn a_table_of_counts_is_no_list_of_events() {
    check("| Microsoft-Windows-Security-SPP | 6 | Application | a heartbeat |", "");
    check("| Service Control Manager | 4 | System | changes of start types |", "");
}

#[test]
fn a_sentence_with_a_date_and_a_provider_is_no_row() {
    check("10/03/2026 09:51:22 we looked at Microsoft-Windows-Security-SPP", "");
    check("On 10/03/2026 somebody saw 903 of Microsoft-Windows-Security-SPP", "");
}

#[test]
fn a_list_below_an_event_that_has_none_is_an_event_of_its_own() {
    let text = format!("Event ID: 8198\nComputer: pc1\nDescription:\nhr=0x8007232B\n\nThis morning:\n{SENT}");
    let own = SENT_FIELDS.replace("PLACE", "7");
    check(&text, &format!("event.txt\n1-4 event.8198.computer = pc1\n1-4 event.8198.code = 0x8007232B\n7 {own}"));
    let text = format!("Event ID: 12288\nComputer: pc1\nDescription:\nsent:\n{SENT}");
    let own = SENT_FIELDS.replace("PLACE", "1-5");
    check(&text, &format!("event.txt\n1-5 event.12288.computer = pc1\n1-5 {own}"));
}

/// The Event Viewer heads what it shows by number and provider; a list of numbers heads nothing.
#[test]
fn a_head_above_its_message() {
    let message =
        "Publishing the Key Management Service (KMS) to DNS in the 'corp.example' domain failed.\nInfo: 0x80072338";
    for head in [
        "Event 12293, Security-SPP",
        "Source: Security-SPP, Event ID: 12293",
        "EventID=12293 Source=Security-SPP Level=Error",
        "ソース: Security-SPP　イベント ID: 12293",
        "warning event id 12293 every day:",
    ] {
        let text = format!("{head}\n{message}\n\nSo much for 0x8007232B\n");
        let found = shown(&read_text(&text));
        assert!(found.contains("1-3 event.12293.code = 0x80072338"), "{head}\n{found}");
        let named = head.contains("Security-SPP");
        assert_eq!(found.contains("event.12293.provider = Microsoft-Windows-Security-SPP"), named, "{head}\n{found}");
    }
    // The message ends at the blank line: the code below it is of the next one.
    let text = "Event 12293, Security-SPP\nPublishing failed.\n\nInfo: 0x8007232B\n";
    let found = shown(&read_text(text));
    assert!(!found.contains("event.12293.code"), "{found}");
    for other in ["Events 12293 and 12294 of Security-SPP are new", "Service 12293, Security-Auditing"] {
        let found = shown(&read_text(&format!("{other}\n{message}\n")));
        assert!(!found.contains("event.12293"), "{other}\n{found}");
    }
}
