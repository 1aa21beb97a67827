//! The rules that are a list of codes or events, and nothing else.
//!
//! A rule here is one entry: id, what fires it, its family with the fields in which it differs, title and finding in
//! English and Japanese. `{product}`, `{code}` and `{host}` may stand in the finding of a rule about codes.

use super::check::{Check, Detector, assert_table};
use super::{
    client::CLI, directory::ADB, dns::DNS, esu::ESU, host::HST, key::KEY, mak::MAK, network::NET, noise::NOI,
    prelude::*, service::SVC, token::TOK,
};

/// Makes a detector of each entry.
macro_rules! table {
    ($($id:ident: $kind:ident($($what:tt)*), $family:ident { $($field:ident: $value:expr),* $(,)? },
        $title_en:literal / $title_ja:literal, $en:literal / $ja:literal;)*) => {
        pub(super) static DETECTORS: &[Detector] = &[$({
            static RULE: Rule = Rule {
                id: stringify!($id),
                title: Text { en: $title_en, ja: $title_ja },
                finding: Text { en: $en, ja: $ja },
                $($field: $value,)*
                ..$family
            };
            const DETECTOR: Detector = Detector { rule: &RULE, check: table!(@$kind $($what)*) };
            const _: () = assert_table(&DETECTOR);
            DETECTOR
        }),*];
    };
    (@codes $who:ident, [$($code:literal),* $(,)?]) => { Check::Codes { who: $who, codes: &[$(Code($code)),*] } };
    (@events $events:expr) => { Check::Events(&$events) };
}

table! {
    ADB001: codes(any, [0x80072030]),
        ADB { command: "cscript //nologo %windir%\\system32\\slmgr.vbs /ao-list", sources: "M18",
            actions: &[&action::CREATE_OBJECT] },
        "No activation object in the directory" / "ディレクトリにライセンス認証オブジェクトがない",
        "{code}: the directory holds no activation object for this product"
            / "{code}: ディレクトリにこの製品のライセンス認証オブジェクトがありません";
    ADB002: codes(any, [0x8007054B]),
        ADB { severity: Severity::Critical, command: "nltest /dsgetdc:%USERDNSDOMAIN%", sources: "M18",
            actions: &[&action::REACH_DIRECTORY] },
        "Not in the domain, or the domain cannot be reached" / "ドメイン未参加、またはドメインに接続できない",
        "{code}: the directory that is to activate this product cannot be reached"
            / "{code}: この製品のライセンス認証を行うディレクトリに接続できません";

    CLI005: codes(not_evaluation, [0xC004F009]),
        CLI { needs: required_evidence::CLIENT, sources: "S4", actions: &[&action::ACTIVATE],
            labels: &[Label::Notification, Label::GraceExpired] },
        "Grace ended" / "猶予期間の終了",
        "The grace period of {product} has ended ({code})" / "{product} の猶予期間が終了しています ({code})";

    DNS005: codes(kms_client, [0x8007267C]),
        DNS { needs: required_evidence::CLIENT, command: "ipconfig /all", sources: "S4 M15",
            actions: &[&action::DNS_SERVER], labels: &[Label::NoDnsServer] },
        "No DNS servers" / "DNS サーバーが設定されていない",
        "{code}: no DNS server is configured" / "{code}: DNS サーバーが構成されていません";

    ESU010: codes(any, [0x800F0922]),
        ESU { confidence: Confidence::Likely, needs: required_evidence::ANYTHING, sources: "M30",
            actions: &[&action::PREPARE_ADD_ON] },
        "Update of Extended Security Updates refused" / "拡張セキュリティ更新プログラムのインストールの失敗",
        "{code}: the update does not install; Windows 10 that a subscription activated needs the ESU licensing preparation package first"
            / "{code}: 更新プログラムをインストールできません。サブスクリプションでライセンス認証された Windows 10 には、先に ESU ライセンス準備パッケージが必要です";

    HST013: events([12291, 12292]),
        HST { scope: Scope::Host, command: "wevtutil qe \"Key Management Service\" /c:20 /rd:true /f:text", sources: "M29",
            actions: &[&action::CHECK_HOST_SERVICE, &action::ACTIVATE_HOST] },
        "Host service not initialised" / "KMS ホストの初期化の失敗",
        "The host's service did not start, or could not set its renewal timer"
            / "KMS ホストのサービスの初期化、または更新タイマーの設定に失敗しています";
    HST019: codes(unlicensed_host, [0x80072EE2, 0x80072EE7, 0x80072EFD, 0x80072F8F, 0x80072EFE, 0x80072EE6]),
        HST { severity: Severity::High, scope: Scope::Host, sources: "S4",
            actions: &[&action::INTERNET, &action::CALL_CENTRE], labels: &[Label::NoInternet] },
        "Host cannot reach Microsoft" / "ホストから Microsoft に到達できない",
        "{code}: the host cannot reach Microsoft's activation servers"
            / "{code}: ホストから Microsoft のライセンス認証サーバーに接続できません";

    KEY009: codes(any, [0xC004F035]),
        KEY { severity: Severity::High, sources: "S4", actions: &[&action::INSTALL_BASE],
            labels: &[Label::NotQualifyingHardware] },
        "Volume upgrade without a qualifying base" / "アップグレード元のライセンスがないボリューム ライセンス",
        "{code}: the volume license is an upgrade, and this machine has no qualifying license in its firmware"
            / "{code}: ボリューム ライセンスはアップグレード用ですが、対象となるライセンスがファームウェアにありません";

    MAK001: codes(any, [0xC004C020]),
        MAK { sources: "S4", actions: &[&action::CALL_CENTRE], labels: &[Label::MakLimitExceeded] },
        "MAK limit reached" / "MAK のライセンス認証回数の超過",
        "{code}: the MAK has been used as often as it may" / "{code}: MAK のライセンス認証回数が上限に達しています";
    MAK002: codes(any, [0xC004C021]),
        MAK { sources: "S4", actions: &[&action::CALL_CENTRE], labels: &[Label::MakLimitExceeded] },
        "Extended limit reached" / "MAK の拡張上限の超過",
        "{code}: the extension of the MAK is used up too" / "{code}: MAK の拡張分も上限に達しています";
    MAK003: codes(any, [0xC004C001]),
        MAK { sources: "S4", actions: &[&action::OTHER_KEY], labels: &[Label::KeyInvalid] },
        "Key invalid" / "キーが無効",
        "{code}: Microsoft does not know this key" / "{code}: Microsoft のライセンス認証サーバーは、このキーを無効と判断しました";
    MAK004: codes(any, [0xC004B100]), MAK { sources: "S4", actions: &[&action::CALL_CENTRE] },
        "Activation refused by Microsoft" / "Microsoft によるライセンス認証の拒否",
        "{code}: Microsoft's server refuses to activate this machine"
            / "{code}: Microsoft のライセンス認証サーバーが、このコンピューターのライセンス認証を拒否しました";
    MAK005: codes(mak, [0xC004C003]),
        MAK { sources: "S4", actions: &[&action::CALL_CENTRE], labels: &[Label::MakBlocked] },
        "MAK blocked" / "MAK がブロックされている",
        "{code}: Microsoft has blocked this MAK" / "{code}: この MAK は Microsoft によってブロックされています";
    MAK006: codes(any, [0xC004F02C, 0xC004F02D, 0xC004F02F, 0xC004F04D, 0xC004F07E, 0xC004F07F]),
        MAK { severity: Severity::High, sources: "S4", actions: &[&action::READ_IDS_AGAIN] },
        "Offline data rejected" / "オフライン データが拒否された",
        "{code}: the installation ID or confirmation ID was mistyped, or is for another computer, key or attempt"
            / "{code}: インストール ID または確認 ID の入力に誤りがあるか、別のコンピューター、キー、または以前の手続きのものです";
    MAK008: codes(mak, [0xC004F00F]),
        MAK { severity: Severity::High, step: Step::Store, sources: "S4",
            actions: &[&action::ACTIVATE, &action::CALL_CENTRE], labels: &[Label::HardwareChanged] },
        "Activate again after a hardware change" / "ハードウェア変更後の再ライセンス認証",
        "{code}: {product} has a MAK and the hardware changed"
            / "{code}: {product} は MAK を使用しており、ハードウェアが変更されています";

    NET004: codes(unanswered_kms_client, [0x800706BA, 0xC0020017]),
        NET { step: Step::Rpc, needs: required_evidence::CLIENT, sources: "S4 M9",
            actions: &[
                &action::COMPARE_HOST,
                &action::CHECK_HOST_SERVICE,
                &action::CHECK_FIREWALL,
                &action::ALLOW_PORT,
                &action::DELETE_SRV_OF_RETIRED,
            ],
            labels: &[Label::HostUnreachable] },
        "RPC server unavailable" / "RPC サーバーを利用できない",
        "{code}: the host {host} did not answer at all" / "{code}: ホスト {host} から応答がありません";
    NET010: codes(kms_client, [0x8007139F]),
        NET { severity: Severity::High, confidence: Confidence::Likely, step: Step::Rpc,
            needs: required_evidence::EVENTS, command: "ipconfig /all", sources: "M9",
            actions: &[&action::VPN, &action::ALLOW_PORT], labels: &[Label::PortBlocked] },
        "Not in the right state to reach a host" / "ホストに接続できる状態になっていない",
        "Every failure of {product} is {code}: the network, a VPN or a tunnel was not ready"
            / "{product} の失敗はすべて {code} です。ネットワーク、VPN、またはトンネルの準備ができていませんでした";

    NOI004: events([1058]), NOI { weight: Weight::LeadingNoise, sources: "M21", labels: &[Label::BenignNoise] },
        "1058 about OEM data" / "イベント 1058 (OEM 情報)",
        "The installation has no OEM data, as volume and retail installations have none"
            / "ボリューム版とリテール版には OEM 情報がないため、問題ありません";
    NOI005: events([12321]), NOI { weight: Weight::LeadingNoise, sources: "M22", labels: &[Label::BenignNoise] },
        "12321 about tokens" / "イベント 12321 (トークン ベースのライセンス認証)",
        "Token activation is not in use here" / "トークン ベースのライセンス認証は使用されていません";
    NOI006: events([1003]), NOI { sources: "O", labels: &[Label::BenignNoise] },
        "Codes inside event 1003" / "イベント 1003 内のコード",
        "Event 1003 lists the state of every license; its codes are states, not failures"
            / "イベント 1003 はすべてのライセンスの状態の一覧です。コードは状態であり、エラーではありません";
    NOI013: events(ROUTINE_EVENTS), NOI { sources: "O", labels: &[Label::BenignNoise] },
        "Start and stop of the service" / "サービスの開始と停止",
        "The service starts when it is needed and stops when it is not" / "サービスは必要なときに開始し、不要になると停止します";

    SVC001: codes(any, [0x80070422]),
        SVC { severity: Severity::Critical, command: "sc query osppsvc & sc query sppsvc", sources: "S0",
            actions: &[&action::ENABLE_SERVICE], labels: &[Label::ServiceDisabled] },
        "Licensing service cannot start" / "ライセンス サービスを開始できない",
        "{code}: the service that licenses {product} is disabled or not installed"
            / "{code}: {product} のライセンスを管理するサービスが無効か、インストールされていません";
    SVC008: codes(any, [0x80070001]),
        SVC { command: "cscript ospp.vbs /dstatusall", sources: "S0", actions: &[&action::REPAIR] },
        "Registry information of Office missing" / "Office のレジストリ情報の欠落",
        "{code}: Office's licensing data in the registry is not complete" / "{code}: Office のライセンス情報がレジストリにありません";
    SVC009: codes(any, [0xC004E015, 0xC004E003, 0xC004E002, 0xC004E001, 0x80070570]),
        SVC { confidence: Confidence::Likely, step: Step::Store, sources: "M16 M17",
            actions: &[&action::REBUILD_STORE, &action::REPAIR], labels: &[Label::TokensCorrupt] },
        "License store damaged" / "ライセンス ストア (tokens.dat) の破損",
        "{code}: the license store is damaged or cannot be read (the result of an action, not a state in event 1003)"
            / "{code}: ライセンス ストアが破損しているか、読み取れません (イベント 1003 の状態ではなく、操作の結果です)";

    SVC021: codes(any, [0x800F0954]),
        SVC { severity: Severity::Medium, command: "DISM /Online /Get-CapabilityInfo /CapabilityName:VBSCRIPT~~~~", sources: "M34",
            actions: &[&action::FEATURE_SOURCE] },
        "Optional feature asked of WSUS" / "オプション機能を WSUS から取得できない",
        "{code}: Windows asks WSUS for an optional feature such as VBScript, and WSUS does not carry it"
            / "{code}: VBScript などのオプション機能を WSUS に要求していますが、WSUS では提供されていません";

    TOK001: codes(any, [
        0xC004F302, 0xC004F303, 0xC004F304, 0xC004F305, 0xC004F308, 0xC004F30A, 0xC004F30B, 0xC004F30D,
        0xC004F30E, 0xC004F30F, 0xC004F310, 0xC004F311, 0xC004F312, 0xC004F062]),
        TOK { sources: "M22", actions: &[&action::MEND_CERTIFICATE] },
        "Certificate does not activate" / "ライセンス認証に使用できる証明書がない",
        "{code}: no certificate of this computer meets the conditions of its issuance license"
            / "{code}: このコンピューターの証明書は、発行ライセンスの条件を満たしていません";
}

fn any(installed: &InstalledLicense) -> bool {
    !installed.needs_no_activation()
}

fn kms_client(installed: &InstalledLicense) -> bool {
    installed.takes_kms()
}

fn unanswered_kms_client(installed: &InstalledLicense) -> bool {
    installed.takes_kms() && !installed.was_answered()
}

fn mak(installed: &InstalledLicense) -> bool {
    any(installed) && installed.channel() == Channel::Mak
}

fn not_evaluation(installed: &InstalledLicense) -> bool {
    any(installed) && installed.channel() != Channel::Evaluation
}

fn unlicensed_host(installed: &InstalledLicense) -> bool {
    installed.is_host() && !installed.is_licensed()
}
