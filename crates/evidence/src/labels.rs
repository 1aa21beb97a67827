//! Labels that are known in several languages. They confirm; shapes decide.

/// The line in a tool's output that a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    ActivationId,
    ActivationInterval,
    ApplicationId,
    CurrentCount,
    DnsName,
    DnsServers,
    Failed,
    Listening,
    LookupDomain,
    Name,
    PartialKey,
    PrimarySuffix,
    Rearms,
    Registered,
    RenewalInterval,
    SearchList,
    Status,
    Total,
    TrustedTime,
    Version,
}

/// Label, language, text. Where several languages share a text, the first is named.
const LABELS: &[(Label, &str, &str)] = &[
    (Label::ActivationId, "en", "Activation ID"),
    (Label::ActivationId, "ja", "ライセンス認証 ID"),
    (Label::ActivationId, "zh", "激活 ID"),
    (Label::ActivationId, "es", "Id. de activación"),
    (Label::ActivationInterval, "en", "Activation interval"),
    (Label::ActivationInterval, "zh", "激活时间间隔"),
    (Label::RenewalInterval, "en", "Renewal interval"),
    (Label::RenewalInterval, "zh", "续订间隔"),
    (Label::LookupDomain, "en", "KMS Lookup Domain"),
    (Label::LookupDomain, "en", "KMS lookup domain"),
    (Label::Rearms, "en", "Remaining Windows rearm count"),
    (Label::Rearms, "zh", "剩余 Windows 重置计数"),
    (Label::Rearms, "es", "Recuento de rearmado de Windows restante"),
    (Label::Rearms, "en", "Remaining Office rearm count"),
    (Label::TrustedTime, "en", "Trusted time"),
    (Label::TrustedTime, "zh", "信任时间"),
    (Label::TrustedTime, "es", "Hora de confianza"),
    (Label::DnsServers, "en", "DNS Servers"),
    (Label::DnsServers, "ja", "DNS サーバー"),
    (Label::DnsServers, "de", "DNS-Server"),
    (Label::DnsServers, "fr", "Serveurs DNS"),
    (Label::DnsServers, "es", "Servidores DNS"),
    (Label::DnsServers, "zh", "DNS 服务器"),
    (Label::SearchList, "en", "DNS Suffix Search List"),
    (Label::SearchList, "ja", "DNS サフィックス検索一覧"),
    (Label::SearchList, "de", "DNS-Suffixsuchliste"),
    (Label::SearchList, "fr", "Liste de recherche du suffixe DNS"),
    (Label::SearchList, "es", "Lista de búsqueda de sufijos DNS"),
    (Label::SearchList, "zh", "DNS 后缀搜索列表"),
    (Label::ApplicationId, "en", "Application ID"),
    (Label::ApplicationId, "ja", "アプリケーション ID"),
    (Label::ApplicationId, "zh", "应用程序 ID"),
    (Label::ApplicationId, "es", "Id. de aplicación"),
    (Label::CurrentCount, "en", "Current count"),
    (Label::CurrentCount, "ja", "現在の数"),
    (Label::CurrentCount, "ja", "現在のカウント"),
    (Label::CurrentCount, "zh", "当前计数"),
    (Label::CurrentCount, "es", "Recuento actual"),
    (Label::CurrentCount, "de", "Aktuelle Anzahl"),
    (Label::CurrentCount, "fr", "Décompte actuel"),
    (Label::DnsName, "en", "KMS machine name from DNS"),
    (Label::DnsName, "ja", "DNS の KMS コンピューター名"),
    (Label::DnsName, "zh", "来自 DNS 的 KMS 计算机名称"),
    (Label::DnsName, "de", "KMS-Computername aus DNS"),
    (Label::DnsName, "fr", "Nom d'ordinateur KMS à partir de DNS"),
    (Label::Failed, "en", "Failed requests received"),
    (Label::Failed, "ja", "受信した失敗要求数"),
    (Label::Listening, "en", "Listening on Port"),
    (Label::Listening, "ja", "リッスン先のポート"),
    (Label::Listening, "ja", "リッスンするポート"),
    (Label::Listening, "zh", "侦听端口"),
    (Label::Listening, "es", "Escuchar en el puerto"),
    (Label::Listening, "de", "Lauschen am Port"),
    (Label::Listening, "fr", "Écoute sur le port"),
    (Label::Name, "en", "Name"),
    (Label::Name, "ja", "名前"),
    (Label::Name, "zh", "名称"),
    (Label::Name, "es", "Nombre"),
    (Label::Name, "fr", "Nom"),
    (Label::PartialKey, "en", "Partial Product Key"),
    (Label::PartialKey, "ja", "プロダクト キーの一部"),
    (Label::PartialKey, "ja", "部分プロダクト キー"),
    (Label::PartialKey, "zh", "部分产品密钥"),
    (Label::PartialKey, "es", "Clave de producto parcial"),
    (Label::PartialKey, "de", "Product Key (teilweise)"),
    (Label::PartialKey, "fr", "Clé de produit partielle"),
    (Label::PrimarySuffix, "en", "Primary Dns Suffix"),
    (Label::PrimarySuffix, "ja", "プライマリ DNS サフィックス"),
    (Label::PrimarySuffix, "zh", "主 DNS 后缀"),
    (Label::PrimarySuffix, "es", "Sufijo DNS principal"),
    (Label::PrimarySuffix, "de", "Primäres DNS-Suffix"),
    (Label::PrimarySuffix, "fr", "Suffixe DNS principal"),
    (Label::Registered, "en", "Registered KMS machine name"),
    (Label::Registered, "ja", "登録された KMS コンピューター名"),
    (Label::Status, "en", "License Status"),
    (Label::Status, "ja", "ライセンスの状態"),
    (Label::Status, "zh", "许可证状态"),
    (Label::Status, "es", "Estado de la licencia"),
    (Label::Status, "es", "Estado de licencia"),
    (Label::Status, "de", "Lizenzstatus"),
    (Label::Status, "fr", "État de la licence"),
    (Label::Status, "fr", "État de la license"),
    (Label::Total, "en", "Total requests received"),
    (Label::Total, "ja", "受信した要求の総数"),
    (Label::Version, "en", "Software licensing service version"),
    (Label::Version, "ja", "ソフトウェア ライセンス サービスのバージョン"),
    (Label::Version, "zh", "软件授权服务版本"),
    (Label::Version, "es", "Versión del Servicio de licencias de software"),
];

/// License status 0 to 6 by the word of the tool. A longer word comes before one that it contains.
const STATUS_WORDS: &[(u8, &str)] = &[
    (0, "Unlicensed"),
    (0, "---UNLICENSED---"),
    (0, "ライセンスされていません"),
    (1, "Licensed"),
    (1, "---LICENSED---"),
    (1, "ライセンスされています"),
    (1, "ライセンス済み"),
    (1, "已授权"),
    (1, "已获许可"),
    (1, "con licencia"),
    (1, "Lizenziert"),
    (1, "avec licence"),
    (1, "avec license"),
    (2, "Initial grace period"),
    (2, "---OOB_GRACE---"),
    (2, "初期猶予期間"),
    (3, "Additional grace period (KMS license expired or hardware out of tolerance)"),
    (3, "---OOT_GRACE---"),
    (4, "Non-genuine grace period."),
    (4, "---NON_GENUINE_GRACE---"),
    (5, "Notification"),
    (5, "---NOTIFICATIONS---"),
    (5, "通知"),
    (6, "Extended grace period"),
    (6, "---EXTENDED GRACE---"),
];

/// The label before the first colon of a line, if it is a known one.
pub(crate) fn label(text: &str) -> Option<Label> {
    // ipconfig fills the space up to the colon with dots.
    let text = text.trim().trim_end_matches(['.', ' ', '\u{a0}']);
    let same = |known: &str| known.to_lowercase() == text.to_lowercase();
    LABELS.iter().find(|(_, _, known)| same(known)).map(|(label, _, _)| *label)
}

/// The status that a word stands for; whole words only, for "Unlicensed" contains "Licensed".
pub(crate) fn status(word: &str) -> Option<u8> {
    let word = word.trim();
    STATUS_WORDS.iter().find(|(_, known)| known.to_lowercase() == word.to_lowercase()).map(|(status, _)| *status)
}

/// How many known labels a text holds that only one language has.
pub(crate) fn hits(text: &str) -> usize {
    LABELS.iter().filter(|(_, _, known)| !known.is_ascii() && text.contains(known)).count()
}

/// The language of the labels in a Latin text.
pub(crate) fn language(text: &str) -> &'static str {
    let languages = ["en", "de", "fr", "es"];
    let count = |language: &str| {
        let own = LABELS.iter().filter(|(_, known, _)| *known == language);
        own.filter(|(_, _, label)| text.contains(&format!("{label}:")) || text.contains(&format!("{label} :"))).count()
    };
    let best =
        languages.iter().map(|language| (count(language), *language)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    best.filter(|(count, _)| *count > 0).map_or("und", |(_, language)| language)
}
