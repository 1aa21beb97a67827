//! The state of a license as the reports and checks of others write it, each with a label of its own.

use crate::read_text;

/// The name and the status of each license.
fn licenses(text: &str) -> Vec<String> {
    let rows = read_text(text).rows();
    let wanted = ["license.name", "license.status"];
    rows.into_iter().filter(|row| wanted.contains(&row.key.as_str())).map(|row| row.value).collect()
}

#[test]
fn a_label_of_activation_has_the_state_beside_it() {
    for (text, expected) in [
        ("Windows activation: Licensed", ["Windows", "1"]),
        ("Windows activation: Licensed (1), 178 days left", ["Windows", "1"]),
        ("[ OK ] Windows license: Licensed", ["Windows", "1"]),
        ("[WARN] Windows license: Notification", ["Windows", "5"]),
        ("Checking Windows activation... Licensed", ["Windows", "1"]),
        ("Windows activation ............ OK (Licensed)", ["Windows", "1"]),
        ("| Windows activation | Licensed |", ["Windows", "1"]),
        ("Windows ライセンス認証: ライセンス認証済み", ["Windows", "1"]),
        ("Office activation: Unlicensed", ["Office", "0"]),
        ("Edition: Windows 10 Pro\nActivation: Activated with a digital license", ["Windows 10 Pro", "1"]),
        ("エディション: Windows 11 Pro\nライセンス認証の状態: アクティブ", ["Windows 11 Pro", "1"]),
        ("エディション: Windows 11 Pro\nライセンス認証の状態: アクティブではありません", ["Windows 11 Pro", "0"]),
        (
            "OSName    : Microsoft Windows Server 2019 Standard\nActivated : True",
            ["Microsoft Windows Server 2019 Standard", "1"],
        ),
        ("Windows activation: Activated: False", ["Windows", "0"]),
        ("| OS | Windows 11 Pro ARM64, installed in May |\n| Activation | Licensed |", ["Windows 11 Pro ARM64", "1"]),
        ("ActivationRequired : 1\nRemainingGracePeriod : 12\nServerName : OLDPC", ["Windows", "0"]),
        ("[{\"name\": \"Office 2021\", \"license_status\": \"---OOB_GRACE---\"}]", ["Office 2021", "2"]),
    ] {
        assert_eq!(licenses(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_state_of_a_license_is_none() {
    for text in [
        "Windows activation: Pending",
        "Windows activation: KMS",
        "Windows license: MIT",
        "Windows ライセンス認証: 要確認",
        "Name: Windows Firewall\nActivated: Yes",
        "Activated: True\nName: Windows Hello",
        "product: Office Map Pack\nlicensed: true",
        "- [ ] Windows activation: Activated",
        "Windows activation: Licensed? (yes/no)",
        "Windows activation: Licensed / Unlicensed",
        "Name: License server\nActivation state: -1",
    ] {
        assert_eq!(licenses(text), [] as [&str; 0], "{text}");
    }
}
