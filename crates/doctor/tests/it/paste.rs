//! Prints as people paste them: cut, quoted, between sentences, of several tools, before and after a repair.

use muster_doctor::{Diagnosis, Source, diagnose};

fn of(text: &str) -> Diagnosis {
    diagnose(&[Source { name: "thread.txt".into(), bytes: text.into() }])
}

/// The rule of the first headline, and what it says of the machine.
fn check(text: &str, rule: &str, verdict: &str) {
    let diagnosis = of(text);
    let heads: Vec<&str> = diagnosis.headline.iter().map(|head| head.rule.id).collect();
    assert_eq!(heads.first().copied().unwrap_or_default(), rule, "{text}\n{heads:?}");
    assert_eq!(diagnosis.verdict().id(), verdict, "{text}");
}

/// A report of genuine validation with a key of no use.
fn report(result: &str, cached: &str, license: &str) -> String {
    format!(
        "Diagnostic Report (1.9.0011.0):\n-----------------------------------------\nWGA Data-->\n{result}\n\
         Cached Validation Code: {cached}\nWindows Product Key: *****-*****-QWQWQ-RTRTR-YPYPY\n\
         Windows Product ID: 00000-OEM-0000000-00000\nWindows License Type: {license}\nIs Admin: Yes\n\
         Product Name: Windows Vista (TM) Business\nArchitecture: 0x00000009\nTTS Error: \n\
         WgaTray.exe Signed By: N/A, hr = 0x80070002\n"
    )
}

#[test]
fn the_result_of_genuine_validation_is_judged() {
    const INVALID: &str = "Validation Status: Invalid License\nValidation Code: 50";
    const GENUINE: &str = "Validation Status: Genuine\nValidation Code: 0";
    for (result, cached, license, rule, verdict) in [
        (GENUINE, "0x0", "Retail", "CLI001", "healthy"),
        ("Validation Code: 0", "N/A, hr = 0x80070002", "OEM SLP", "CLI001", "healthy"),
        (INVALID, "0x0", "Retail", "INT009", "failing"),
        (INVALID, "0x0", "OEM SLP", "KEY015", "failing"),
        (INVALID, "N/A, hr = 0xc004d401", "OEM SLP", "INT005", "failing"),
        (GENUINE, "N/A, hr = 0x80070426", "Retail", "SVC020", "failing"),
        ("Validation Status: Blocked VLK\nValidation Code: 3", "N/A", "Volume", "KEY008", "failing"),
        ("Validation Status: Not Activated\nValidation Code: 1", "N/A", "Retail", "EVI013", "failing"),
    ] {
        check(&report(result, cached, license), rule, verdict);
        let quoted: String = report(result, cached, license).lines().flat_map(|line| ["> ", line, "\n"]).collect();
        check(&format!("Please help, my laptop is genuine!\n\n{quoted}\nThanks"), rule, verdict);
    }
}

#[test]
fn the_later_of_two_reports_holds() {
    let invalid = report("Validation Status: Invalid License", "N/A, hr = 0xc004d401", "Retail");
    let genuine = report("Validation Status: Genuine", "0x0", "Retail");
    check(&format!("Before:\n{invalid}\nAfter the restore:\n{genuine}"), "CLI001", "healthy");
    check(&format!("Yesterday:\n{genuine}\nToday:\n{invalid}"), "INT005", "failing");
}

#[test]
fn the_later_of_two_reasons_holds() {
    let print = |reason: &str| {
        format!(
            "Name: Windows(R), Professional edition\nDescription: Windows(R) Operating System, RETAIL channel\n\
             Partial Product Key: YPYPY\nLicense Status: Notification\nNotification Reason: {reason}.\n"
        )
    };
    let text = format!("First I had\n\n{}\nand with the new key\n\n{}", print("0xC004F034"), print("0xC004C003"));
    check(&text, "KEY008", "failing");
}

#[test]
fn the_state_in_the_words_of_a_language() {
    let print = |label: &str, word: &str| {
        format!(
            "X: Windows(R), Professional edition\nY: Windows(R) Operating System, VOLUME_MAK channel\nZ: YPYPY\n{label}: {word}\n"
        )
    };
    for (label, licensed) in [
        ("Lizenzstatus", "Lizenziert"),
        ("État de la licence ", "avec licence"),
        ("Estado de la licencia", "Con licencia"),
        ("Status da licença", "Licenciado"),
        ("Состояние лицензии", "имеет лицензию"),
        ("Lisans Durumu", "Lisanslı"),
        ("라이선스 상태", "사용 허가됨"),
        ("授權狀態", "已授權"),
        ("许可证状态", "已授权"),
        ("Licentiestatus", "Gelicentieerd"),
    ] {
        check(&print(label, licensed), "CLI001", "healthy");
    }
    for (label, notification) in [
        ("Lizenzstatus", "Benachrichtigung"),
        ("État de la licence ", "Notification"),
        ("Estado de la licencia", "Notificación"),
        ("许可证状态", "通知"),
    ] {
        check(&print(label, notification), "CLI020", "failing");
    }
    // A word that no table has says nothing, and is not taken for a good one.
    for (label, word) in [("Litsentsi olek", "Litsentsitud"), ("Licencijos būsena", "Licencijuota")] {
        assert_ne!(of(&print(label, word)).verdict().id(), "healthy", "{word}");
    }
}

#[test]
fn the_end_of_an_activation_in_a_sentence_of_a_language() {
    for (sentence, rule) in [
        ("Windows befindet sich im Benachrichtigungsmodus.", "EVI013"),
        ("Windows est en mode de notification", "EVI013"),
        ("Windows находится в режиме уведомления", "EVI013"),
        ("Windows处于通知模式", "EVI013"),
        ("Der Computer ist dauerhaft aktiviert.", "CLI001"),
        ("O computador está permanentemente ativado.", "CLI001"),
        ("Постоянная активация прошла успешно.", "CLI001"),
        ("Makine kalıcı olarak etkinleştirildi.", "CLI001"),
        ("Срок истечения многопользовательской активации: 20.03.2027 10:00:00", "CLI001"),
    ] {
        let heads = of(&format!("Windows(R), Professional edition:\n    {sentence}"));
        assert_eq!(heads.verdict().id(), if rule == "CLI001" { "healthy" } else { "failing" }, "{sentence}");
    }
    // Who asks how it is done says nothing of a machine.
    for question in ["如何永久激活 Windows 11?", "Wie wird Windows dauerhaft aktiviert?", "永久激活工具下载"]
    {
        assert_ne!(of(question).verdict().id(), "healthy", "{question}");
    }
}

/// An error of which the event says nothing more, and the code that a person saw on a settings page.
#[test]
fn a_code_that_a_person_saw_says_more_than_an_unspecified_error() {
    let event = "License Activation (slui.exe) failed with the following error code:\nhr=0x80004005\nCommand-line arguments:\n\
                 RuleId=31e71c49-8da7-4a2f-ad92-45d98a1c79ba;Action=AutoActivate;AppId=55c92734-d682-4d71-983e-d6ec3f16059f;\
                 SkuId=ef6cfc9f-8c5d-44ac-9aad-de6a2ea0ae03;NotificationInterval=1440;Trigger=UserLogon;SessionId=1\n";
    check(event, "EVI013", "failing");
    check(&format!("{event}\nThe settings page shows 0xC004F074."), "NET014", "failing");
}

#[test]
fn a_retail_product_without_a_network_asks_no_host() {
    let event = "License Activation (slui.exe) failed with the following error code:\nhr=0x800704CF\nCommand-line arguments:\n\
                 RuleId=31e71c49-8da7-4a2f-ad92-45d98a1c79ba;Action=AutoActivate;AppId=55c92734-d682-4d71-983e-d6ec3f16059f;\
                 SkuId=4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c;NotificationInterval=1440;Trigger=UserLogon;SessionId=1\n";
    check(event, "MAK007", "failing");
}

/// A page that was copied without any of its line ends, with remarks of the author in it.
#[test]
fn labels_glued_to_the_values_before_them() {
    let text = "LICENSE NAME: Office 16, Office16ProPlusVL_KMS_Client editionLICENSE DESCRIPTION: Office 16, VOLUME_KMSCLIENT \
         channelLICENSE STATUS: ---LICENSED---REMAINING GRACE: 179 days (258131 minute(s) before expiring)（剩余天数）Last 5 \
         characters of installed product key: YPYPY（有效)Activation Type Configuration: ALL--------------PRODUCT ID: \
         1SKU ID: 2LICENSE NAME: Office 16, Office16ProPlusR_Grace editionLICENSE DESCRIPTION: Office 16, \
         RETAIL(Grace) channelLICENSE STATUS: ---NOTIFICATIONS---ERROR CODE: 0xC004F009ERROR DESCRIPTION: The Software \
         Licensing Service reported that the grace period expired.Last 5 characters of installed product key: \
         QWQWQ-------";
    let diagnosis = of(text);
    let rules: Vec<&str> = diagnosis.findings.iter().map(|found| found.rule.id).collect();
    assert!(!rules.contains(&"KEY001") && !rules.contains(&"CLI005"), "{rules:?}");
    assert_eq!(diagnosis.verdict().id(), "healthy", "{rules:?}");
}

#[test]
fn a_visio_that_notifies_has_a_key() {
    let products = "LICENSE NAME: Office 21, Office21ProPlus2021VL_KMS_Client_AE edition\n\
                    LICENSE DESCRIPTION: Office 21, VOLUME_KMSCLIENT channel\nLICENSE STATUS:  ---LICENSED---\n\
                    LICENSE NAME: Office 21, Office21VisioPro2021VL_KMS_Client_AE edition\n\
                    LICENSE DESCRIPTION: Office 21, VOLUME_KMSCLIENT channel\nLICENSE STATUS:  ---NOTIFICATIONS---\n";
    assert!(of(products).findings.iter().all(|found| found.rule.id != "OFF011"));
}

#[test]
fn a_subscription_is_not_judged_by_the_key_that_it_keeps() {
    let print = "LICENSE NAME: Office 15, OfficeProPlusSubR_Subscription edition\nLICENSE DESCRIPTION: Office 15, TIMEBASED_SUB channel\n\
                 LICENSE STATUS:  ---NOTIFICATIONS---\nERROR CODE: 0xC004F005\nLast 5 characters of installed product key: YPYPY\n";
    check(print, "OFF002", "failing");
}

#[test]
fn a_reason_below_the_sentence_on_the_desktop_is_newer() {
    let text = "The desktop says \"Windows License is expired\".\nAfter the restore slmgr prints\n\n    Notification Reason: 0xC004F00F\n";
    let diagnosis = of(text);
    assert!(diagnosis.findings.iter().all(|found| found.rule.id != "KEY014"), "{:?}", diagnosis.headline);
}
