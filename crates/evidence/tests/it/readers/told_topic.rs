//! What a text without codes is about.

use crate::read_text;

/// What a text is about, by the keys of its rows.
fn topics(text: &str) -> Vec<String> {
    let rows = read_text(text).rows();
    let topic = |key: &str| key.strip_prefix("told_in_prose.").map(str::to_owned);
    rows.iter().filter_map(|row| topic(&row.key)).collect()
}

fn check(about: &str, tells: &[&str], others: &[&str]) {
    for text in tells {
        assert!(topics(text).iter().any(|told| told == about), "{text}: {:?}", topics(text));
    }
    for text in others {
        assert!(!topics(text).iter().any(|told| told == about), "{text}");
    }
}

#[test]
fn other_hardware() {
    check(
        "hardware_topic",
        &[
            "After hardware maintenance Windows Server may have to be reactivated.",
            "ハードウェアの保守や構成変更の後に、Windows の再認証が必要になる場合があります。",
            "WTG 盘在不同计算机间切换时，已激活系统进入“未激活”状态。",
            "Nach dem Tausch der Hardware, sagt die Anleitung, ist die Lizenz nicht aktiviert.",
        ],
        &[
            "After hardware maintenance Windows Server was restarted.",
            "マザーボードを交換すると、ライセンス認証が一時的に無効になることがあります。",
            "The hardware of the KMS host was replaced, clients are not activated.",
            "ハードウェアの保守の後に、Windows の再認証が必要でしたが、電話で解決しました。",
        ],
    );
}

#[test]
fn no_way_to_microsoft() {
    check(
        "no_internet",
        &[
            "Activation of Office cannot get through our proxy.",
            "IE のプロキシ設定だけでは Office のオンライン認証が通らない。",
            "なぜか WindowsUpdate や Windows のライセンス認証が出来ない。",
            "通过代理上网时 Windows 激活失败。",
        ],
        &[
            "Activation with our KMS host fails behind the proxy.",
            "The proxy fails at login.",
            "Activation of Office could not get through our proxy. It works now.",
        ],
    );
}

#[test]
fn genuineness_and_keys() {
    check(
        "not_genuine",
        &[
            "This copy of Windows is not genuine",
            "Windows が正規品ではありませんと出ます。",
            "提示此 Windows 副本不是正版。",
        ],
        &["The toner is not genuine.", "Windows is genuine."],
    );
    check(
        "key_blocked",
        &["It says the product key has been blocked.", "プロダクト キーがブロックされていると表示されます。"],
        &["The port is blocked; the product key is a GVLK.", "The product key has not been used."],
    );
    check(
        "host_key_on_client",
        &["I installed a KMS key on the KMS client.", "我已在 KMS 用戶端上安裝 KMS 金鑰"],
        &["Install a KMS client setup key on the client.", "The KMS host key is installed on the host."],
    );
    check(
        "subscription_tool",
        &["ospp.vbs no longer shows the state of Microsoft 365 Apps."],
        &["ospp.vbs shows the state of Office 2016."],
    );
}
