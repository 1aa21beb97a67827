//! Healthy, failing, not seen: what fails is never called healthy, and what is fine is never crossed out.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, Verdict, diagnose, report};

fn of(text: &str) -> Diagnosis {
    diagnose(&[Source { name: "evidence.txt".into(), bytes: text.into() }])
}

fn heads(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.headline.iter().map(|head| head.rule.id).collect()
}

const HOST: &str = "Software licensing service version: 6.3.9600.16384

Name: Windows(R), ServerStandard edition
Description: Windows(R) Operating System, VOLUME_KMS_2012-R2 channel
Activation ID: 7d2ad4a9-8f0e-4c70-9f9b-8d1d2a4ec3f6
Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f
";

const CLIENT: &str = "Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f
Partial Product Key: 2YT43
License Status: Licensed
Volume activation expiration: 250000 minute(s) (174 day(s))
";

#[test]
fn an_unlicensed_host_is_a_finding() {
    for (state, rule) in [
        ("This license is not in use.\nLicense Status: Unlicensed\n", "HST028"),
        ("Partial Product Key: VHBM6\nLicense Status: Unlicensed\n", "HST002"),
        ("Partial Product Key: VHBM6\nLicense Status: Notification\nNotification Reason: 0xC004F009\n", "HST002"),
    ] {
        let diagnosis = of(&format!("{HOST}{state}"));
        assert_eq!(diagnosis.verdict(), Verdict::Failing, "{state}{:?}", heads(&diagnosis));
        assert_eq!(heads(&diagnosis)[0], rule, "{state}");
    }
    let diagnosis = of(&format!("{HOST}License Status: Unlicensed\n\nError: 0xC004F041 not activated\n"));
    assert!(heads(&diagnosis).contains(&"HST002"), "{:?}", heads(&diagnosis));
    let said = report::text(&diagnosis, Lang::En);
    assert!(!said.contains("that is normal") && !said.contains("Host's side missing"), "{said}");
}

/// A list of all licenses holds many that nobody uses.
#[test]
fn licenses_of_a_list_that_are_not_in_use_are_no_failure() {
    let unused =
        HOST.replace("Software licensing service version: 6.3.9600.16384\n", "") + "License Status: Unlicensed\n";
    let diagnosis = of(&format!("{CLIENT}\n{unused}"));
    assert_eq!(diagnosis.verdict(), Verdict::Healthy, "{:?}", heads(&diagnosis));
}

#[test]
fn an_error_event_of_any_number_is_not_silence() {
    let event = |number: u32, text: &str| {
        format!(
            "Log Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          5/4/2026 9:12:01\n\
             Event ID:      {number}\nLevel:         Error\nComputer:      PC1.corp.example\nDescription:\n{text}\n"
        )
    };
    for text in ["License acquisition failure details.\nhr=0xC004C003", "License Activation failed. hr=0xC004D301"] {
        let diagnosis = of(&event(1014, text));
        assert_eq!(diagnosis.verdict(), Verdict::Failing, "{text}: {:?}", heads(&diagnosis));
        assert!(!diagnosis.headline.is_empty(), "{text}");
    }
}

#[test]
fn a_product_whose_state_nobody_printed_is_not_seen() {
    let cut = CLIENT.lines().take(5).collect::<Vec<_>>().join("\n");
    let diagnosis = of(&cut);
    assert_eq!((diagnosis.verdict(), heads(&diagnosis)), (Verdict::NotSeen, vec!["EVI014"]));
    for (lang, word) in [(Lang::En, "not seen"), (Lang::Ja, "状態不明")] {
        let text = report::text(&diagnosis, lang);
        assert!(text.contains(word) && text.contains("  ? ") && text.contains("/dlv"), "{text}");
        assert!(report::html(&diagnosis, None, lang).contains(word));
    }
    assert_eq!(diagnosis.json(Lang::En)["verdict"], "not_seen");
}

/// A record in DNS says nothing of the machine.
#[test]
fn a_record_alone_is_no_health() {
    let record = "_vlmcs._tcp.corp.example       SRV service location:\n          priority       = 0\n          \
                  weight         = 0\n          port           = 1688\n          svr hostname   = kms1.corp.example\n";
    assert_eq!(of(record).verdict(), Verdict::NotSeen);
}

/// The health of one product does not answer a complaint about another.
#[test]
fn a_complaint_beside_a_healthy_product_is_named() {
    for (complaint, subject) in [
        ("Excel says: product activation failed, 0xC004F074. What can I do? My slmgr /dlv:", "Office (0xC004F074)"),
        (
            "お世話になっております。Office で 0xC004F074 が表示されます。slmgr /dlv は以下のとおりです。",
            "Office (0xC004F074)",
        ),
        ("We see 0xC004F074 since Monday. slmgr says:", "0xC004F074"),
    ] {
        let diagnosis = of(&format!("{complaint}\n\n{CLIENT}"));
        assert_eq!(diagnosis.verdict(), Verdict::NotSeen, "{complaint}: {:?}", heads(&diagnosis));
        assert_eq!(heads(&diagnosis), ["CLI001", "EVI014"], "{complaint}");
        assert!(report::text(&diagnosis, Lang::Ja).contains(subject), "{complaint}");
    }
}

#[test]
fn what_is_fine_is_not_crossed_out() {
    let evaluation = "Name: Windows(R), ServerStandardEval edition
Description: Windows(R) Operating System, TIMEBASED_EVAL channel
Activation ID: 18b1d3a5-2b9a-4d3c-8b5c-7b6b3b1c2a10
Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f
Partial Product Key: 37CYR
License Status: Licensed
Timebased activation expiration: 129600 minute(s) (90 day(s))
";
    let probe = "muster doctor probe\n_vlmcs._tcp.corp.example SRV 0 0 1688 kms1.corp.example\n\
                 kms1.corp.example:1688 192.0.2.10 open+kms\n";
    for fine in [CLIENT, evaluation, probe] {
        let diagnosis = of(fine);
        assert_eq!(diagnosis.verdict(), Verdict::Healthy, "{fine}: {:?}", heads(&diagnosis));
        let text = report::text(&diagnosis, Lang::En);
        assert!(!text.contains('✗') && !text.contains("Do next"), "{text}");
    }
    let nothing = of("The quick brown fox jumps over the lazy dog.");
    assert_eq!((nothing.verdict(), heads(&nothing)), (Verdict::NotSeen, vec!["EVI001"]));
    assert!(!report::text(&nothing, Lang::En).contains("high"));
}

#[test]
fn no_minutes_left_is_no_end_where_an_activation_has_none() {
    let text = |channel: &str| {
        format!(
            "Name                 : Windows(R), Professional edition
Description          : Windows(R) Operating System, {channel} channel
GracePeriodRemaining : 0
LicenseStatus        : 1
LicenseStatusReason  : 1074066433
PartialProductKey    : 9QBP9
"
        )
    };
    // A client of a host has a number, unless an inventory gives 0 where it has none: licensed for nothing it cannot be.
    for channel in ["OEM_DM", "RETAIL", "VOLUME_MAK", "VOLUME_KMSCLIENT"] {
        let diagnosis = of(&text(channel));
        assert_eq!(diagnosis.verdict(), Verdict::Healthy, "{channel}");
        assert_eq!(heads(&diagnosis), ["CLI001"], "{channel}");
    }
    assert!(!heads(&of(&text("TIMEBASED_EVAL"))).contains(&"CLI001"));
}

#[test]
fn an_evaluation_that_is_over_is_told_without_its_name() {
    let state = "License Status: Notification\nNotification Reason: 0xC004F009 (grace time expired)\n";
    let end = "slmgr /xpr\n# Time based activation will expire on 5/6/2027 2:46 AM\n";
    let shutdown =
        "The process C:\\Windows\\system32\\wlms\\wlms.exe (SRV-T1) has initiated the shutdown of computer SRV-T1
Reason Code: 0x80000000
Comment: The license period for this installation of Windows has expired. The operating system is shutting down.\n";
    let two =
        [("dlv.txt", state), ("xpr.txt", end)].map(|(name, text)| Source { name: name.into(), bytes: text.into() });
    for diagnosis in [of(shutdown), diagnose(&two)] {
        assert_eq!(heads(&diagnosis), ["KEY014"]);
        assert_eq!(diagnosis.verdict(), Verdict::Failing);
    }
}

#[test]
fn a_command_that_is_missing_is_evidence() {
    let diagnosis = of("Get-OSLicenseInfo : The term 'Get-OSLicenseInfo' is not recognized as the name of a cmdlet\n");
    assert!(!heads(&diagnosis).contains(&"EVI001"), "{:?}", heads(&diagnosis));
    assert_eq!(diagnosis.verdict(), Verdict::NotSeen);
}

/// An agent that may not ask writes nothing and minus one.
#[test]
fn a_status_below_zero_is_none() {
    let diagnosis = of(r#"{"product_name": null, "license_status_code": -1, "license_status_reason": 0,
        "partial_product_key": null, "grace_period_remaining_minutes": 0}"#);
    assert_eq!(diagnosis.verdict(), Verdict::NotSeen, "{:?}", heads(&diagnosis));
}

/// What needs no activation is not called blocked because a command tried it.
#[test]
fn a_free_runtime_that_act_tried_is_no_failure() {
    let diagnosis = of("C:\\Program Files\\Microsoft Office\\Office15>cscript ospp.vbs /act
---Processing--------------------------
---------------------------------------
Installed product key detected - attempting to activate the following product:
LICENSE NAME: Office 15, OfficeSharePointDesignerR_Bypass edition
LICENSE DESCRIPTION: Office 15, RETAIL(Free) channel
Last 5 characters of installed product key: QMT8X
ERROR CODE: 0xC004C003
---------------------------------------
Installed product key detected - attempting to activate the following product:
LICENSE NAME: Office 15, OfficeProPlusVL_KMS_Client edition
LICENSE DESCRIPTION: Office 15, VOLUME_KMSCLIENT channel
Last 5 characters of installed product key: GVGXT
<Product activation successful>
---------------------------------------
---Exiting-----------------------------
");
    assert_eq!(diagnosis.verdict(), Verdict::Healthy);
    // What the command achieved is the answer to it; what can be ignored follows.
    assert_eq!(heads(&diagnosis), ["CLI017", "NOI002"]);
}

/// Some tools print the last reason of all beside a state: with minutes left, no grace period has ended.
#[test]
fn a_grace_period_with_minutes_left_has_not_ended() {
    let headline = |minutes: u32| {
        let text = format!(
            "Name                 : Windows(R), Enterprise edition\nDescription          : Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             LicenseStatus        : 3\nLicenseStatusReason  : 3221549065\nGracePeriodRemaining : {minutes}\nPartialProductKey    : 2YT43\n"
        );
        let diagnosis = diagnose(&[Source { name: "license.txt".into(), bytes: text.into_bytes() }]);
        diagnosis.headline.first().map(|first| first.rule.id)
    };
    assert_eq!(headline(4320), Some("CLI006"));
    assert_eq!(headline(0), Some("CLI005"));
}

/// `ospp.vbs` finds no Office; the trouble of Windows is told all the same, and each with its own commands.
#[test]
fn an_office_without_a_key_hides_no_other_product() {
    let none = "---Processing--------------------------\n---------------------------------------\n\
                <No installed product keys detected>\n---------------------------------------\n---Exiting-----------------------------\n";
    let windows = CLIENT.split("License Status").next().unwrap_or_default();
    let diagnosis = diagnose(&[
        Source { name: "ospp.txt".into(), bytes: none.into() },
        Source {
            name: "dlv.txt".into(),
            bytes: format!("{windows}License Status: Notification\nNotification Reason: 0xC004F074.\n").into(),
        },
    ]);
    let mut said = heads(&diagnosis);
    said.sort_unstable();
    assert_eq!(said, ["KEY001", "NET014"], "{diagnosis:?}");
    let of_office = diagnosis.steps.iter().filter(|step| step.rule.id == "KEY001");
    let commands: Vec<String> = of_office.flat_map(|step| &step.commands).map(|command| command.line.clone()).collect();
    assert!(commands.iter().any(|line| line.contains("/inpkey")), "{commands:?}");
    assert!(!commands.iter().any(|line| line.contains("slmgr")), "{commands:?}");
}

/// A short log says nothing against a machine that was seen to be licensed.
#[test]
fn missing_evidence_makes_no_machine_fail() {
    let event = |id: u32, hour: u32| {
        format!(
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
             <Provider Name='Microsoft-Windows-Security-SPP'/><EventID>{id}</EventID>\
             <TimeCreated SystemTime='2026-03-10T{hour:02}:00:00Z'/></System><EventData><Data></Data></EventData></Event>\n"
        )
    };
    let diagnosis = diagnose(&[
        Source { name: "dlv.txt".into(), bytes: CLIENT.into() },
        Source { name: "log.xml".into(), bytes: format!("{}{}", event(902, 8), event(903, 9)).into() },
    ]);
    assert!(diagnosis.findings.iter().any(|found| found.rule.id == "EVI005"), "{diagnosis:?}");
    assert_eq!(diagnosis.verdict(), Verdict::Healthy, "{:?}", heads(&diagnosis));
}

/// It is licensed today; that a host in DNS does not answer will stop it, so there is something to do.
#[test]
fn a_verdict_of_failing_comes_with_steps() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/DNS010/fires/evidence.txt");
    let diagnosis = of(&std::fs::read_to_string(fixture).expect("the fixture"));
    assert_eq!((diagnosis.verdict(), diagnosis.steps.is_empty()), (Verdict::Failing, false));
}

/// A text that holds nothing but an event that can be ignored is answered by that.
#[test]
fn what_can_be_ignored_is_named_where_nothing_else_is_there() {
    assert_eq!(heads(&of("Token Based Activation failed.\nHR=0xC004F011")), ["NOI005"]);
}

/// Who tells that ospp.vbs shows nothing of a subscription is told where its license lies.
#[test]
fn a_subscription_that_ospp_does_not_show_lies_elsewhere() {
    let json = "{\n  \"Type\": \"User|Subscription\",\n  \"Product\": \"O365ProPlusRetail\",\n  \"LicenseState\": \"Licensed\"\n}";
    let text = format!(
        "ospp.vbs /dstatus shows only the grace license and nothing of his Microsoft 365 subscription.\n\n{json}"
    );
    assert_eq!((heads(&of(&text)), of(&text).verdict()), (vec!["OFF002"], Verdict::Healthy));
    assert_eq!(heads(&of(json)), ["OFF004"]);
}

/// Events of the service alone show no product.
#[test]
fn starts_and_stops_of_the_service_are_no_evidence_of_activation() {
    let text = "Log Name: Application\nSource: Microsoft-Windows-Security-SPP\nDate: 5/4/2026 9:12:01\nEvent ID: 903\n\
                Computer: PC1.corp.example\nDescription:\nThe Software Protection service has stopped.";
    let diagnosis = of(text);
    assert_eq!((heads(&diagnosis), diagnosis.verdict()), (vec!["NOI015"], Verdict::NotSeen));
}

/// Somebody masked the ids of the events; the command beside them says which product they are about.
#[test]
fn attempts_without_an_id_are_of_the_product_that_was_activated() {
    let events = "The client has sent an activation request to the key management service machine.\nInfo:\n\
         0x00000000, 0x00000000, kms1.corp.example:1688, .......-b604-4b8c-9a48-99d4348fcf37, 2026/03/10 07:06, 0, 2, 972, \
         6f345b60-8a5c-427c-....-836a982589dc, 5\n\nThe client has processed an activation response.\nInfo:\n\
         0x00000000, 0x00000000, 1, 0, 10, 120, 10080, 2026/03/10 07:06\n";
    let act = "---Processing--------------------------\n\
         Installed product key detected - attempting to activate the following product:\n\
         LICENSE NAME: Office 14, OfficeProPlus-KMS_Client edition\nLICENSE DESCRIPTION: Office 14, VOLUME_KMSCLIENT channel\n\
         Last 5 characters of installed product key: YPYPY\n<Product activation successful>\n---Exiting-----------------------------\n";
    let diagnosis = diagnose(&[
        Source { name: "act.txt".into(), bytes: act.into() },
        Source { name: "events.txt".into(), bytes: events.into() },
    ]);
    assert_eq!((heads(&diagnosis), diagnosis.products.len()), (vec!["CLI017"], 1), "{diagnosis:?}");
}

/// A reason that only retail products have, where the print names no channel.
#[test]
fn a_missing_license_is_named_without_a_channel() {
    let text =
        "Name: Windows(R), Professional edition\nLicense Status: Notification\nNotification Reason: 0xC004F034.\n";
    assert_eq!(heads(&of(text)), ["MAK011"]);
}

/// Whatever names the columns, and whether or not a row is known to be of a machine of its own.
#[test]
fn a_licensed_machine_of_a_list_hides_no_other() {
    let product = "Windows(R), Enterprise edition";
    for text in [
        format!(
            "[{{\"ComputerName\":\"LAB-01\",\"Product\":\"{product}\",\"Status\":\"Licensed\"}},\
             {{\"ComputerName\":\"LAB-02\",\"Product\":\"{product}\",\"Status\":\"Notification\"}}]"
        ),
        "[{\"host\":\"LAB-01\",\"os\":\"Windows 11 Enterprise\",\"activated\":true},\
         {\"host\":\"LAB-02\",\"os\":\"Windows 11 Enterprise\",\"activated\":false}]"
            .to_owned(),
        "{\"machines\":[{\"name\":\"LAB-01\",\"license\":{\"status\":\"Licensed\"}},\
         {\"name\":\"LAB-02\",\"license\":{\"status\":\"Notification\"}}]}"
            .to_owned(),
        format!("Computer,Product,Status\nLAB-01,\"{product}\",Licensed\nLAB-02,\"{product}\",Notification\n"),
        format!(
            "| Computer | Product | Status |\n|---|---|---|\n| LAB-01 | {product} | Licensed |\n| LAB-02 | {product} | Notification |\n"
        ),
        format!("LAB-01: {product} - Licensed\nLAB-02: {product} - Notification\n"),
        format!("LAB-02: {product} - Notification\nLAB-01: {product} - Licensed\n"),
        // Configuration Manager ends the names of its columns with a zero.
        format!(
            "ResourceID,LicenseStatus0,Name0,PartialProductKey0\n1,5,\"{product}\",2YT43\n2,1,\"{product}\",2YT43\n"
        ),
        format!(
            "<all><machine name=\"LAB-01\"><product>{product}</product><status>Licensed</status></machine>\
             <machine name=\"LAB-02\"><product>{product}</product><status>Notification</status></machine></all>"
        ),
    ] {
        let diagnosis = diagnose(&[Source { name: "list.txt".into(), bytes: text.clone().into() }]);
        assert_eq!(diagnosis.verdict().id(), "failing", "{text}");
    }
    // Of two states behind one name nobody knows which is whose.
    for text in ["PC1 LicenseStatus=1 PC2 LicenseStatus=5\n", "18.11. LicenseStatus=1\n19.11. LicenseStatus=5\n"] {
        assert_ne!(of(text).verdict(), Verdict::Healthy, "{text}");
    }
}

/// A command that succeeded hides no error that is printed below it.
#[test]
fn an_error_below_a_success_is_newer() {
    let success = "Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\n\
                   Product activated successfully.\n";
    assert_eq!(of(success).verdict(), Verdict::Healthy);
    let later = format!("{success}\nTwo days later: Error: 0xC004F074\n");
    assert_eq!(of(&later).verdict(), Verdict::Failing);
}
