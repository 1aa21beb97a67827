//! The license status: a number in WMI and in events, a word in what the tools print.

use muster_core::lang::Text;

/// What a license status means.
#[derive(Debug, PartialEq, Eq)]
pub struct LicenseStatus {
    /// Its number, `LicenseStatus` of the WMI class.
    pub number: u8,
    /// Its name in ospp.vbs and in the event log.
    pub name: &'static str,
    /// How slmgr.vbs prints it.
    pub printed: Text,
    /// What it means.
    pub meaning: Text,
    /// What to do.
    pub fix: Text,
}

const ACTIVATE: Text = Text {
    en: "Activate before the remaining time ends.",
    ja: "残り期間が終了する前に、ライセンス認証を行ってください。",
};

/// Every status, by its number.
pub(super) static STATUSES: [LicenseStatus; 7] = [
    LicenseStatus {
        number: 0,
        name: "UNLICENSED",
        printed: Text { en: "Unlicensed", ja: "ライセンスされていません" },
        meaning: Text {
            en: "No license is in force: no key, or the grace period has ended for good",
            ja: "有効なライセンスがありません (キーがない、または猶予期間が終了しています)",
        },
        fix: Text {
            en: "Install the product key of the edition and activate. A license without a key is only installed, not used.",
            ja: "エディションに合ったプロダクト キーをインストールし、ライセンス認証を行ってください。キーのないライセンスは、インストールされているだけで使用されていません。",
        },
    },
    LicenseStatus {
        number: 1,
        name: "LICENSED",
        printed: Text { en: "Licensed", ja: "ライセンスされています" },
        meaning: Text { en: "The product is activated", ja: "ライセンス認証済みです" },
        fix: Text {
            en: "Nothing to do. A KMS activation lasts 180 days and renews itself.",
            ja: "対処は不要です。KMS によるライセンス認証の有効期間は 180 日で、自動的に更新されます。",
        },
    },
    LicenseStatus {
        number: 2,
        name: "OOB_GRACE",
        printed: Text { en: "Initial grace period", ja: "初期猶予期間" },
        meaning: Text {
            en: "The product is not activated yet", ja: "まだライセンス認証されていません"
        },
        fix: ACTIVATE,
    },
    LicenseStatus {
        number: 3,
        name: "OOT_GRACE",
        printed: Text {
            en: "Additional grace period (KMS license expired or hardware out of tolerance)",
            ja: "追加の猶予期間 (KMS ライセンスの期限切れか、またはハードウェアが許容範囲外)",
        },
        meaning: Text {
            en: "A KMS activation was not renewed for 180 days, or the hardware changed beyond the tolerance",
            ja: "KMS によるライセンス認証が 180 日間更新されていないか、ハードウェアが許容範囲を超えて変更されました",
        },
        fix: ACTIVATE,
    },
    LicenseStatus {
        number: 4,
        name: "NON_GENUINE_GRACE",
        printed: Text { en: "Non-genuine grace period", ja: "非正規の猶予期間" },
        meaning: Text { en: "The product was judged not genuine", ja: "正規でないと判断されました" },
        fix: Text {
            en: "Install a genuine key and activate before the remaining time ends.",
            ja: "残り期間が終了する前に、正規のプロダクト キーをインストールしてライセンス認証を行ってください。",
        },
    },
    LicenseStatus {
        number: 5,
        name: "NOTIFICATIONS",
        printed: Text { en: "Notification", ja: "通知" },
        meaning: Text {
            en: "The product is not activated and reminds of it; the notification reason is a code",
            ja: "ライセンス認証されておらず、通知が表示されます (通知の理由はコードで示されます)",
        },
        fix: Text {
            en: "Look up the code of the notification reason, then activate.",
            ja: "通知の理由のコードを調べ、ライセンス認証を行ってください。",
        },
    },
    LicenseStatus {
        number: 6,
        name: "EXTENDED_GRACE",
        printed: Text { en: "Extended grace period", ja: "延長された猶予期間" },
        meaning: Text {
            en: "A license of limited time has ended, and a grace period has been added",
            ja: "期間の限られたライセンスが終了し、猶予期間が延長されています",
        },
        fix: ACTIVATE,
    },
];

/// The status that a tool prints with this word, in any case, with or without separators: `---LICENSED---`, `OOBGrace`, `通知`.
pub(super) fn by_word(word: &str) -> Option<&'static LicenseStatus> {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let asked = plain(word);
    let singular = |text: &str| plain(text).trim_end_matches('s').to_owned();
    let names = |status: &LicenseStatus| {
        let printed = [status.printed.en, status.printed.ja].map(|text| plain(text.split(" (").next().unwrap_or(text)));
        let short = plain(status.printed.en).trim_end_matches("period").to_owned();
        printed.contains(&asked) || short == asked || singular(status.name) == asked.trim_end_matches('s')
    };
    STATUSES.iter().find(|status| !asked.is_empty() && names(status))
}
