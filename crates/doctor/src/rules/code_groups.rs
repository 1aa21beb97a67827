//! The rules that speak for a group of codes with one kind of cause.
//!
//! Which code belongs to which rule stands in `data/code_rules.tsv`; cause and way out of each code are those of `explain`, so that
//! the finding never says more, or something else, than the table of codes.

use super::check::{Check, Detector};
use super::{directory::ADB, host::HST, integrity::INT, key::KEY, mak::MAK, prelude::*, service::SVC, time::TIM};
/// Makes a detector of each entry. All sentences are the same: what the table says of the code.
macro_rules! groups {
    ($($id:ident: $who:ident, $family:ident { $($field:ident: $value:expr),* $(,)? }, $en:literal / $ja:literal;)*) => {
        pub(super) static DETECTORS: &[Detector] = &[$({
            static RULE: Rule = Rule {
                id: stringify!($id),
                confidence: Confidence::Likely,
                command: "muster doctor explain CODE",
                title: Text { en: $en, ja: $ja },
                finding: Text { en: "{code}: {cause} {fix}", ja: "{code} の原因: {cause}{fix}" },
                $($field: $value,)*
                ..$family
            };
            Detector { rule: &RULE, check: Check::Group($who) }
        }),*];
    };
}

groups! {
    ADB007: any, ADB { sources: "M18", actions: &[&action::CREATE_OBJECT] },
        "The directory cannot hold or give an activation object" / "ディレクトリのライセンス認証オブジェクトを利用できない";
    HST027: any, HST { severity: Severity::High, sources: "S4", actions: &[&action::HOST_UPDATE] },
        "A host of this generation does not serve in a virtual machine" / "この世代の KMS ホストは仮想マシンで動作しない";
    INT008: any, INT { role: Role::Cause, severity: Severity::High, step: Step::Store, sources: "M13",
            actions: &[&action::REPAIR, &action::CALL_CENTRE], labels: &[Label::NonGenuine] },
        "Windows was judged not genuine" / "Windows が正規品と判定されなかった";
    KEY011: any, KEY { severity: Severity::High, sources: "S4", actions: &[&action::OTHER_KEY], labels: &[Label::KeyInvalid] },
        "Key not accepted" / "プロダクト キーを受け付けない";
    KEY016: any, KEY { severity: Severity::High, sources: "S4", actions: &[&action::OTHER_KEY, &action::CALL_CENTRE],
            labels: &[Label::KeyInvalid] },
        "Microsoft refused the key" / "Microsoft にプロダクト キーが拒否された";
    KEY017: any, KEY { severity: Severity::High, sources: "S4", actions: &[&action::CALL_CENTRE] },
        "An OEM key cannot be activated online" / "OEM キーはオンラインでライセンス認証できない";
    KEY018: any, KEY { severity: Severity::High, sources: "S4", actions: &[&action::OTHER_KEY] },
        "Upgrade license of Microsoft Store does not fit" / "Microsoft Store のアップグレード ライセンスが適合しない";
    KEY019: any, KEY { severity: Severity::High, sources: "S4", actions: &[&action::OTHER_KEY], labels: &[Label::EvalExpired] },
        "The key is limited in time" / "期間が限定されたキー";
    KEY020: any, KEY { severity: Severity::High, sources: "S4", actions: &[&action::ACTIVATE] },
        "The base of an add-on is not licensed" / "アドオンの基本製品がライセンス認証されていない";
    MAK009: any, MAK { sources: "S4", actions: &[&action::CALL_CENTRE, &action::OTHER_KEY] },
        "The key may not be used in this region" / "この地域で使用できないキー";
    MAK012: any, MAK { severity: Severity::High, step: Step::Answer, sources: "S4",
            actions: &[&action::ACTIVATE, &action::CALL_CENTRE] },
        "Fault on the side of Microsoft's activation service" / "Microsoft のライセンス認証サービス側の障害";
    MAK013: any, MAK { severity: Severity::High, sources: "S4", actions: &[&action::OTHER_KEY, &action::CALL_CENTRE],
            labels: &[Label::NoDigitalLicense] },
        "Digital license refused" / "デジタル ライセンスが拒否された";
    MAK014: any, MAK { severity: Severity::High, step: Step::Store, sources: "S4",
            actions: &[&action::REBUILD_STORE, &action::CALL_CENTRE] },
        "Microsoft's server did not accept the data of this computer"
            / "Microsoft のサーバーがこのコンピューターのデータを受け付けなかった";
    MAK015: not_kms, MAK { severity: Severity::High, step: Step::Rpc, sources: "S4",
            actions: &[&action::INTERNET, &action::CALL_CENTRE], labels: &[Label::NoInternet] },
        "The connection to Microsoft fails on its way" / "Microsoft への接続が途中で失敗する";
    SVC015: any, SVC { severity: Severity::High, step: Step::Store, sources: "S4 M16",
            actions: &[&action::REBUILD_STORE, &action::REPAIR], labels: &[Label::TokensCorrupt] },
        "License files missing or damaged" / "ライセンス ファイルの欠落または破損";
    SVC016: any, SVC { severity: Severity::High, step: Step::Store, sources: "S4 M17",
            actions: &[&action::REPAIR, &action::REBUILD_STORE], labels: &[Label::TokensCorrupt] },
        "Trusted store damaged" / "信頼されたストアの破損";
    SVC017: any, SVC { severity: Severity::High, sources: "S4", actions: &[&action::REPAIR] },
        "WMI does not answer as it should" / "WMI が正常に応答しない";
    SVC018: any, SVC { severity: Severity::High, step: Step::Store, sources: "S4", actions: &[&action::ACTIVATE] },
        "The request is not possible in this state" / "現在の状態では要求を実行できない";
    SVC019: any, SVC { severity: Severity::High, sources: "S4", actions: &[&action::REPAIR] },
        "A file that the command needs is missing" / "コマンドに必要なファイルがない";
    SVC020: any, SVC { severity: Severity::High, sources: "S0",
            actions: &[&action::ENABLE_SERVICE, &action::ACTIVATE], labels: &[Label::ServiceDisabled] },
        "Protection service is stopped" / "Software Protection サービスが停止している";
    TIM006: any, TIM { severity: Severity::High, step: Step::Store, sources: "S4", actions: &[&action::FIX_CLOCK] },
        "The clock of this computer is wrong" / "コンピューターの時刻が正しくない";
}

fn any(installed: &InstalledLicense) -> bool {
    !installed.needs_no_activation()
}

fn not_kms(installed: &InstalledLicense) -> bool {
    any(installed) && installed.channel() != Channel::KmsClient
}
