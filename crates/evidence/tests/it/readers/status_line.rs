//! Products and their states in lines of monitoring tools.

use crate::read_text;

fn told(text: &str) -> Vec<(String, String)> {
    let rows = read_text(text).rows();
    rows.into_iter().filter(|row| row.key.starts_with("license.")).map(|row| (row.key, row.value)).collect()
}

#[test]
fn a_product_and_its_state() {
    for (line, name, status) in [
        (
            "WARNING: Office 16, Office16ProjectProVL_MAK edition (Volume:MAK): Notification",
            "Office 16, Office16ProjectProVL_MAK edition",
            "5",
        ),
        (
            "svc_license ok: Windows(R), ServerDatacenter edition = Licensed | days=175",
            "Windows(R), ServerDatacenter edition",
            "1",
        ),
        ("\\_ [CRITICAL] Windows(R), Education edition (Retail): Licensed: 5", "Windows(R), Education edition", "5"),
        ("[NG] Windows(R), Enterprise edition (Volume:GVLK) → 通知", "Windows(R), Enterprise edition", "5"),
        ("pc-17 | Windows 11 Pro | license: Unlicensed", "Windows 11 Pro", "0"),
        (
            "ライセンス監視 pc-18, Windows Server 2022 Standard, ライセンスされています",
            "Windows Server 2022 Standard",
            "1",
        ),
    ] {
        let told = told(line);
        assert!(told.contains(&("license.name".into(), name.into())), "{line}: {told:?}");
        assert!(told.contains(&("license.status".into(), status.into())), "{line}: {told:?}");
    }
}

#[test]
fn many_lines_are_many_products() {
    let text = "[OK] Windows(R), Professional edition (Volume:GVLK): Licensed: 1\n[OK] Office 16, Office16StandardVL_KMS_Client edition (Volume:GVLK): Licensed: 1";
    assert_eq!(told(text).iter().filter(|(key, _)| key == "license.key_channel").count(), 2);
}

#[test]
fn the_reason_beside_the_state() {
    let told = told("[KO] Windows(R), Professional edition (Retail) - Notification (0xC004F034)");
    assert!(told.contains(&("license.code".into(), "0xC004F034".into())), "{told:?}");
}

#[test]
fn prose_and_codes_are_no_state() {
    for line in [
        "Is Windows 11 Pro licensed per device or per user?",
        "Error for Windows(R), Professional edition: 0xC004F074",
        "Windows 10 Pro: notifications about updates",
    ] {
        assert!(told(line).iter().all(|(key, _)| key != "license.status"), "{line}");
    }
}

/// Nobody prints a state and takes it back.
/// `grace=0` names the minutes that are left.
#[test]
fn a_number_behind_grace_is_none_of_a_state() {
    assert_eq!(told("Windows 11 Pro, not licensed by the vendor: status=5, grace=0"), []);
    assert!(!told("Windows 11 Pro license: grace").is_empty());
}

#[test]
fn a_sentence_that_takes_the_state_back_tells_none() {
    for line in [
        "Windows 11 Pro activated, but the watermark came back",
        "Activated Windows 11 Pro on the first of them",
        "# Windows Server 2022 activated, still shows \"Activate Windows\"",
        "Windows 11 Pro: ライセンス認証済み, ですが透かしが消えません",
    ] {
        assert_eq!(told(line), [], "{line}");
    }
    assert!(told("Windows 11 Pro: activated, 120 days").contains(&("license.status".into(), "1".into())));
}
