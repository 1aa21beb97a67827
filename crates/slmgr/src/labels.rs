//! The documented labels and messages of slmgr, in both languages.

use muster_core::{
    client::license::Status,
    lang::{Lang, Text},
    time::Span,
};

macro_rules! labels {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        $(
            #[doc = concat!("`", $en, "`")]
            pub const $name: Text = Text { en: $en, ja: $ja };
        )*
    };
}

labels! {
    ACTIVATION_TYPE: "Configured Activation Type", "構成されたライセンス認証の種類";
    ACTIVATION_TYPE_SET: "Volume activation type set successfully.", "ボリューム ライセンス認証の種類は正常に設定されました。";
    ADDITIONAL: "Additional Information", "追加情報";
    AD_INFORMATION: "AD Activation client information", "AD ライセンス認証クライアント情報";
    AO_ACTIVATION_ID: "AO activation ID", "AO ライセンス認証 ID";
    AO_DN: "AO DN", "AO DN";
    AO_EPID: "AO extended PID", "AO 拡張 PID";
    AO_NAME: "Activation Object name", "ライセンス認証オブジェクト名";
    AO_LIST: "Activation Objects", "ライセンス認証オブジェクト";
    AO_NONE: "No objects found", "オブジェクトが見つかりません";
    CLEARED_KEY: "Product key from registry cleared successfully.", "プロダクト キーは正常に消去されました。";
    COMPLETED: "Command completed successfully.", "コマンドは正常に完了しました。";
    DOMAIN_CLEARED:
        "Key Management Service lookup domain cleared successfully.",
        "キー管理サービスの参照ドメインは正常にクリアされました。";
    GRANT: "Grant Number", "許可番号";
    ILID: "License ID (ILID)", "ライセンス ID (ILID)";
    ILVID: "Version ID (ILvID)", "バージョン ID (ILvID)";
    INSTALLATION_ID: "Installation ID", "インストール ID";
    ISSUANCE_LICENSES:
        "Token-based Activation Issuance Licenses:", "トークン ベースのライセンス認証発行ライセンス:";
    ISSUER: "Issuer", "発行者";
    NO_CERTIFICATES: "No certificates found.", "証明書が見つかりません。";
    NO_LICENSES: "No licenses found.", "ライセンスが見つかりません。";
    NOT_IN_USE: "This license is not in use.", "このライセンスは使用されていません。";
    OPERATION_COMPLETED: "Operation completed successfully.", "操作は正常に完了しました。";
    PERMANENT: "The machine is permanently activated.", "コンピューターは永続的にライセンス認証されています。";
    REARM_APP: "Remaining App rearm count", "残りの App 再設定回数";
    REARM_SKU: "Remaining SKU rearm count", "残りの SKU 再設定回数";
    REINSTALLED: "License files re-installed successfully.", "ライセンス ファイルは正常に再インストールされました。";
    REINSTALLING: "Re-installing license files ...", "ライセンス ファイルを再インストールしています...";
    SUBJECT: "Subject", "サブジェクト";
    THUMBPRINT: "Thumbprint", "拇印";
    TOKEN_INFORMATION: "Token-based Activation information", "トークン ベースのライセンス認証情報";
    TOKEN_THUMBPRINT: "Certificate Thumbprint", "証明書の拇印";
    VALID_FROM: "Valid from", "有効期間の開始";
    VALID_TO: "Valid to", "有効期間の終了";
    ACTIVATING: "Activating", "ライセンス認証中:";
    ACTIVATED: "Product activated successfully.", "製品は正常にライセンス認証されました。";
    ACTIVATION_FAILED: "Error: Product activation failed.", "エラー: 製品のライセンス認証に失敗しました。";
    ACTIVATION_ID: "Activation ID", "ライセンス認証 ID";
    ACTIVATION_INTERVAL: "Activation interval", "ライセンス認証間隔";
    APPLICATION_ID: "Application ID", "アプリケーション ID";
    CACHING_OFF: "KMS host caching is disabled", "KMS ホスト キャッシュは無効です";
    CACHING_ON: "KMS host caching is enabled", "KMS ホスト キャッシュは有効です";
    CLIENT_INFORMATION: "Key Management Service client information", "キー管理サービス クライアント情報";
    CMID: "Client Machine ID (CMID)", "クライアント コンピューター ID (CMID)";
    CURRENT_COUNT: "Current count", "現在の数";
    DESCRIPTION: "Description", "説明";
    DNS_OFF: "DNS publishing disabled", "DNS 発行は無効です";
    DNS_ON: "DNS publishing enabled", "DNS 発行は有効です";
    DNS_NAME: "KMS machine name from DNS", "DNS の KMS コンピューター名";
    DNS_NONE: "DNS auto-discovery: KMS name not available", "DNS 自動検出: KMS 名を使用できません";
    ERROR: "Error", "エラー";
    EXTENDED_PID: "Extended PID", "拡張 PID";
    FAILED_REQUESTS: "Failed requests received", "受信した失敗要求数";
    HOST_CLEARED:
        "Key Management Service machine name cleared successfully.",
        "キー管理サービス コンピューター名は正常にクリアされました。";
    HOST_EPID: "KMS machine extended PID", "KMS コンピューターの拡張 PID";
    HOST_ENABLED:
        "Key Management Service is enabled on this machine", "キー管理サービスはこのコンピューターで有効です";
    HOST_IP: "KMS machine IP address", "KMS コンピューターの IP アドレス";
    HOST_ONLY:
        "can only be set on a KMS machine that is also activated.",
        "は、ライセンス認証された KMS コンピューターでのみ設定できます。";
    HOST_REGISTERED: "Registered KMS machine name", "登録された KMS コンピューター名";
    HOST_REQUESTS:
        "Key Management Service cumulative requests received from clients",
        "クライアントから受信したキー管理サービスの累積要求数";
    INSTALLED: "Installed product key", "プロダクト キー";
    INSTALLED_END: "successfully.", "を正常にインストールしました。";
    LATEST_INFORMATION: "Most recent activation information", "最新のライセンス認証情報";
    LICENSE_STATUS: "License Status", "ライセンスの状態";
    LISTENING: "Listening on Port", "リッスンするポート";
    LOOKUP_DOMAIN: "Registered KMS SRV record lookup domain", "登録された KMS SRV レコード参照ドメイン";
    MINUTES: "minutes", "分";
    NAME: "Name", "名前";
    NOTIFICATION_REASON: "Notification Reason", "通知の理由";
    PARTIAL_KEY: "Partial Product Key", "プロダクト キーの一部";
    PORT_SET: "KMS port set to", "KMS ポート:";
    PORT_SET_END: "successfully.", "が正常に設定されました。";
    PRIORITY_LOW: "KMS priority: Low", "KMS の優先度: 低";
    PRIORITY_NORMAL: "KMS priority: Normal", "KMS の優先度: 標準";
    KEY_CHANNEL: "Product Key Channel", "プロダクト キー チャネル";
    RENEWAL_INTERVAL: "Renewal interval", "更新間隔";
    REQUESTS_STATUS: "Requests with License Status", "次のライセンスの状態の要求数:";
    RESTART:
        "Warning: a KMS reboot is needed for this setting to take effect.",
        "警告: この設定を有効にするには KMS の再起動が必要です。";
    RUN_ATO:
        "Please use slmgr.vbs /ato to activate and update KMS client information in order to update values.",
        "値を更新するには、slmgr.vbs /ato を使用してライセンス認証を行い、KMS クライアント情報を更新してください。";
    SERVICE_VERSION: "Software licensing service version", "ソフトウェア ライセンス サービスのバージョン";
    TIME_REMAINING: "Time remaining", "残り時間";
    TOTAL_REQUESTS: "Total requests received", "受信した要求の総数";
    TRUSTED_TIME: "Trusted time", "信頼できる時刻";
    UNINSTALLED: "Uninstalled product key successfully.", "プロダクト キーは正常にアンインストールされました。";
    KEY_NOT_FOUND: "Error: product key not found.", "エラー: プロダクト キーが見つかりません。";
    VOLUME_EXPIRATION: "Volume activation expiration", "ボリューム ライセンス認証の有効期限";
    WARNING: "Warning", "警告";
}

/// `License Status:` as slmgr prints it.
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Unlicensed => lang.pick("Unlicensed", "ライセンスされていません"),
        Status::Licensed => lang.pick("Licensed", "ライセンスされています"),
        Status::InitialGrace => lang.pick("Initial grace period", "初期猶予期間"),
        Status::AdditionalGrace => lang.pick(
            "Additional grace period (KMS license expired or hardware out of tolerance)",
            "追加の猶予期間 (KMS ライセンスの期限切れか、またはハードウェアが許容範囲外)",
        ),
        Status::NonGenuineGrace => lang.pick("Non-genuine grace period.", "非正規の猶予期間"),
        Status::Notification => lang.pick("Notification", "通知"),
        Status::ExtendedGrace => lang.pick("Extended grace period", "延長された猶予期間"),
    }
}

/// The status of a cumulative counter, as the host's block prints it.
pub fn counted_status(number: usize, lang: Lang) -> &'static str {
    let en = [
        "Unlicensed",
        "Licensed",
        "Initial grace period",
        "License expired or Hardware out of tolerance",
        "Non-genuine grace period",
        "Notification",
    ];
    let ja = [
        "ライセンスなし",
        "ライセンスあり",
        "初期猶予期間",
        "ライセンスの期限切れまたはハードウェアが許容範囲外",
        "非正規の猶予期間",
        "通知",
    ];
    lang.pick(en, ja).get(number).copied().unwrap_or("")
}

/// `N minute(s) (D day(s))`.
pub fn minutes_and_days(span: Span, lang: Lang) -> String {
    let (minutes, days) = (span.as_minutes(), span.as_days_started());
    lang.pick(format!("{minutes} minute(s) ({days} day(s))"), format!("{minutes} 分 ({days} 日)"))
}
