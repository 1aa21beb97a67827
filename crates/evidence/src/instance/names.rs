//! The names of properties, whatever their case and separators: `LicenseStatus`, `license_status`, `License Status`.

use crate::{
    heads::Heads,
    holds::holds_any,
    labels::{self, Label},
};
use std::{collections::HashMap, sync::LazyLock};

macro_rules! names {
    ($($(#[$page:meta])* $name:ident = [$($text:literal),+ $(,)?],)*) => {
        /// What a property means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Name {
            $($(#[$page])* $name,)*
        }

        const NAMES: &[(Name, &[&str])] = &[$((Name::$name, &[$($text),+]),)*];
    };
}

names! {
    Activated = [
        "activated", "isactivated", "licensed", "islicensed", "isgenuine", "activatedwindows", "iswindowsactivated", "isofficeactivated",
    ],
    /// What reports call the state of a license without calling it a state.
    Activation = [
        "activation", "windowsactivation", "windowslicense", "windowslicence", "officelicense", "windowslicensing", "ライセンス認証", "windowsのライセンス認証",
        "officeのライセンス認証", "windowsライセンス", "windowsのライセンス", "aktivierung", "aktivierungsstatus", "activationdewindows", "étatdactivation",
        "statutdactivation", "étatdelactivation", "activacióndewindows", "estadodeactivación", "estadodelaactivación", "attivazionewindows",
        "attivazionediwindows", "statodiattivazione", "statoattivazione", "ativaçãodowindows", "statusdeativação", "estadodaativação",
        "windows激活", "激活状态", "啟用狀態", "windows啟用", "정품인증", "정품인증상태", "активацияwindows", "статусактивации",
        "состояниеактивации", "stanaktywacji", "aktywacjasystemuwindows", "activeringsstatus", "windowsactivering",
        "etkinleştirmedurumu", "windowsetkinleştirme",
    ],
    /// Of the class that Windows XP and Windows Server 2003 have.
    ActivationRequired = ["activationrequired"],
    ActivationId = ["activationid", "id", "skuid", "sku", "actid", "licenseid", "productskuid", "skuguid"],
    ActivationInterval = ["vlactivationinterval", "activationinterval"],
    AppRearms = ["remainingapprearmcount"],
    ApplicationId = ["applicationid", "appid"],
    Cmid = ["clientmachineid", "cmid", "clientmachineidcmid", "kmscmid"],
    Computer = [
        "pscomputername", "computername", "computer", "hostname", "machinename", "machine", "node", "server",
        "fullyqualifieddomainname", "fqdn", "devicename", "device", "systemname", "host", "agent", "endpoint",
        "assetname", "hostidentifier", "csname", "netbiosname", "resourcename", "servername", "pcname", "vmname", "workstation",
        "コンピューター名", "コンピュータ名", "ホスト名", "端末名", "pc名", "マシン名", "サーバー名", "サーバ名", "機器名", "デバイス名", "計算機名", "计算机名", "電腦名稱",
    ],
    /// What names a machine only where nothing better does.
    ComputerElse = ["asset", "assettag", "endpointname", "資産番号", "管理番号"],
    Count = ["keymanagementservicecurrentcount", "currentcount", "kmscurrentcount", "kmscount"],
    Description = [
        "description", "productdescription", "licensedescription", "channel", "licensechannel", "licensetype",
        "activationchannel", "licenseproductdescription", "licensingchannel",
    ],
    DirectoryObject = ["adactivationobjectname", "activationobjectname", "aoname"],
    DnsHost = [
        "discoveredkeymanagementservicemachinename", "discoveredkmshost", "kmsmachinenamefromdns", "discoveredhost",
        "kmsdiscoveredname", "kmshostdiscovered", "discoveredkms", "kmsdiscoveredserver", "kmsdiscoveredhost",
        "discoveredkmsserver",
    ],
    DnsPort = ["discoveredkeymanagementservicemachineport", "discoveredkmsport", "kmsdiscoveredport", "discoveredkmsserverport"],
    DnsPublishing = ["keymanagementservicednspublishing", "dnspublishing"],
    ErrorCode = ["errorcode", "lasterrorcode", "hresult", "errorcodehex", "lasterror", "resultcode", "エラーコード"],
    /// A code of anything, unless it is written as one of licensing is.
    ErrorCodeElse = ["code", "error", "エラー", "コード", "エラー番号", "fehler", "fehlercode", "错误代码"],
    Failed = ["keymanagementservicefailedrequests", "failedrequests"],
    GraceDays = ["graceperioddays", "remainingdays", "daysleft", "gracedays", "daysremaining", "remaininggracedays", "graceperiodremainingdays"],
    GraceMinutes = [
        "graceperiodremaining", "graceperiodremainingminutes", "graceperiodminutes", "remaininggrace", "minutesleft",
        "graceminutes", "remaininggraceminutes", "graceremaining", "graceperiod", "graceperiodleft", "minutesremaining",
        "graceminutesleft", "remainingminutes", "licenseminutesremaining", "残り分", "残り分数",
    ],
    HostAddress = ["discoveredkeymanagementservicemachineipaddress", "kmsmachineipaddress", "kmsip"],
    HostCaching = ["keymanagementservicehostcaching", "hostcaching", "kmshostcaching"],
    InstallationId = ["offlineinstallationid", "installationid"],
    IsHost = ["iskeymanagementservicemachine", "iskmshost", "iskmsmachine"],
    KeyChannel = [
        "productkeychannel", "keychannel", "productkeytype", "keytype", "licensekeytype", "lictype", "licchannel",
    ],
    ListeningPort = ["keymanagementservicelisteningport", "listeningport", "listeningonport"],
    LookupDomain = ["keymanagementservicelookupdomain", "kmslookupdomain", "lookupdomain"],
    Operation = ["operation"],
    PartialKey = [
        "partialproductkey", "partialkey", "productkeypartial", "last5", "keylast5", "productkeylast5", "lastfive",
        "keysuffix", "partialproductkeylast5", "last5characters", "last5charactersofinstalledproductkey", "keyend",
        "keytail", "productkeyend", "partial", "プロダクトキーの一部", "部分プロダクトキー", "プロダクトキー末尾", "キー末尾",
    ],
    PinnedHost = [
        "keymanagementservicemachine", "kmsmachine", "kmsserver", "kmshost", "kmsname", "registeredkmsmachinename",
        "kmshostname", "kmsmachinename", "kmsservername", "keymanagementservicename", "registeredkmshost",
        "kmsregisteredname", "kmsmachineregistryoverridedefined", "kmsconfiguredserver", "kmsconfiguredhost",
        "configuredkmsserver", "configuredkmshost",
    ],
    PinnedPort = ["keymanagementserviceport", "kmsport", "kmsserverport", "kmsconfiguredport", "configuredkmsport"],
    /// A state that need not be that of a license.
    PlainStatus = ["status", "state", "statustext", "statuscode", "状態", "ステータス"],
    Product = [
        "name", "productname", "product", "licensename", "caption", "displayname", "softwarename", "osname", "edition",
        "skuname", "licensefamily", "licenseedition", "licensededition", "os", "application", "software", "licensedproduct", "osedition",
        "windowsedition", "officeedition", "製品名", "製品", "名前", "ソフトウェア名", "エディション",
    ],
    Reason = [
        "licensestatusreason", "statusreason", "reason", "reasoncode", "notificationreason", "licensereason",
        "licensestatusreasoncode", "statusreasoncode", "reasonhex", "licensestatusreasonhex", "理由コード", "通知の理由",
    ],
    RenewalInterval = ["vlrenewalinterval", "renewalinterval"],
    SkuRearms = ["remainingskurearmcount"],
    Status = [
        "licensestatus", "licencestatus", "licensestate", "licencestate", "activationstatus", "activationstate",
        "statuslicense", "licensestatuscode", "licensestatustext", "licensestatusname", "licensestatusvalue",
        "licensestatusid", "licensestatusdescription", "licensestatusstring", "activationstatustext", "licstatus", "licstate",
        "licensestatusdisplay", "licensestatusdetail", "licensestatusdetails", "licensestatuslabel",
        "licensingstatus", "licensingstate", "licensestatusnumber", "statusname", "ライセンス状態", "ライセンスステータス", "ライセンス認証状態", "ライセンス認証の状態", "認証状態",
    ],
    SubscriptionStatus = ["subscriptionstatusvalue"],
    Success = ["success"],
    TcpTest = ["tcptestsucceeded"],
    Total = ["keymanagementservicetotalrequests", "totalrequests"],
    TrustedTime = ["trustedtime"],
    Version = ["softwarelicensingserviceversion", "serviceversion"],
    WindowsRearms = ["remainingwindowsrearmcount", "remainingrearmcount", "rearmcount", "rearmsleft", "remainingrearms"],
}

/// The names as they are folded.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    NAMES.iter().flat_map(|(_, names)| names.iter().copied())
}

/// The names at which a table or a list may begin, as they are folded, and the translated labels that stand for one.
pub(crate) fn telling() -> impl Iterator<Item = &'static str> {
    let own = NAMES.iter().filter(|(name, _)| begins(*name)).flat_map(|(_, texts)| texts.iter().copied());
    let stands = |text: &&str| {
        let name = labels::label(text).filter(|_| !text.is_ascii()).and_then(of_label);
        name.and_then(known).is_some_and(tells)
    };
    own.chain(labels::texts().filter(stands))
}

/// Words that inventories put before a name.
const BEFORE: [&str; 16] = [
    "checking",
    "windows",
    "win32",
    "win",
    "os",
    "office",
    "product",
    "license",
    "licensing",
    "software",
    "slp",
    "wmi",
    "cim",
    "ms",
    "current",
    "operatingsystem",
];

static BY_NAME: LazyLock<HashMap<&str, Name>> =
    LazyLock::new(|| NAMES.iter().flat_map(|(name, texts)| texts.iter().map(|text| (*text, *name))).collect());

static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(all()));

/// A name that is folded, if it is one of these.
fn plain(text: &str) -> Option<Name> {
    HEADS.may_be(text).then(|| BY_NAME.get(text)).flatten().copied()
}

/// No name is longer, in bytes.
const LENGTH_MAX: usize = 80;

/// A name in the form in which names are compared: small letters and digits, without the 0 that Configuration Manager's
/// views put at the end of every column.
pub(crate) fn folded(name: &str) -> String {
    let name = name.trim();
    let mut plain = String::with_capacity(name.len());
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|letter| plain.push(char::from(letter.to_ascii_lowercase())));
    } else if let Some(label) = labels::label(name).and_then(of_label) {
        return label.to_owned();
    } else {
        plain.extend(name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    }
    if plain.strip_suffix('0').is_some_and(|rest| rest.len() > 3 && rest.ends_with(char::is_alphabetic)) {
        plain.pop();
    }
    plain
}

/// The English name of a translated label.
fn of_label(label: Label) -> Option<&'static str> {
    Some(match label {
        Label::ActivationId => "activationid",
        Label::ApplicationId => "applicationid",
        Label::DnsName => "discoveredkeymanagementservicemachinename",
        Label::HostRegistered => "keymanagementservicemachine",
        Label::LicenseStatus => "licensestatus",
        Label::Name => "name",
        Label::PartialKey => "partialproductkey",
        Label::Reason => "licensestatusreason",
        _ => return None,
    })
}

/// What a folded name means.
pub(crate) fn known(folded: &str) -> Option<Name> {
    if folded.len() > LENGTH_MAX { None } else { exact(folded).or_else(|| suffix(folded)) }
}

/// What a folded name means whole, or behind a word that inventories put before it.
fn exact(folded: &str) -> Option<Name> {
    let behind = |text: &str| {
        let rest = BEFORE.iter().find_map(|word| text.strip_prefix(word))?;
        // `productkeytype` begins with such a word too; what is left must be a telling name.
        plain(rest).filter(|name| begins(*name))
    };
    // Configuration Manager ends the names of its columns with a zero.
    let of_column = || plain(folded.strip_suffix('0')?);
    plain(folded).or_else(|| behind(folded)).or_else(of_column)
}

/// What the first column of a table may be called that names machines; anywhere else these words stand for anything.
pub(crate) fn is_machine_column(name: &str) -> bool {
    const COLUMNS: [&str; 12] =
        ["pc", "vm", "client", "box", "system", "asset", "端末", "サーバー", "サーバ", "マシン", "機器", "ホスト"];
    COLUMNS.contains(&folded(name).as_str())
}

/// Words before a name after which it is not what the machine has.
const NOT_NOW: [&str; 11] = [
    "previous",
    "prior",
    "old",
    "last",
    "expected",
    "desired",
    "required",
    "target",
    "wanted",
    "default",
    "discovered",
];

/// What the end of a name means: agents and fact gatherers put the path of a fact before it, `ansible_os_license_status`.
/// The parts before the name of a host tell which host it is, so those names are compared whole.
fn suffix(folded: &str) -> Option<Name> {
    const LENGTH_MIN: usize = 10;
    let starts =
        folded.char_indices().map(|(place, _)| place).skip(1).take_while(|place| folded.len() - place >= LENGTH_MIN);
    let (place, name) = starts.filter_map(|place| Some((place, plain(folded.get(place..)?)?))).next()?;
    let before = folded.get(..place)?;
    let is_own = matches!(name, Name::Status | Name::Reason | Name::PartialKey | Name::KeyChannel | Name::GraceMinutes)
        || matches!(folded.get(place..), Some("licensechannel" | "licensingchannel" | "licenseedition"));
    (is_own && !holds_any(before, &NOT_NOW)).then_some(name)
}

/// The name that a property has together with the object in which it lies, where only both tell: `license: {status}`.
pub(crate) fn joined(outer: &str, name: &str) -> Option<String> {
    let tells_of = |folded: &str| known(folded).is_some_and(tells);
    let own = folded(name);
    if outer.len() + name.len() > LENGTH_MAX || tells_of(&own) {
        return None;
    }
    Some(folded(outer) + &own).filter(|both| tells_of(both))
}

/// What a name means as it stands in a text. Before the end of a name of several words stands prose, or the value before it.
pub(crate) fn meaning(name: &str) -> Option<Name> {
    if name.len() > LENGTH_MAX { None } else { meaning_of(name, &folded(name)) }
}

/// The same of a name that is folded already.
pub(super) fn meaning_of(name: &str, folded: &str) -> Option<Name> {
    if name.len() > LENGTH_MAX {
        None
    } else if name.contains(char::is_whitespace) {
        exact(folded)
    } else {
        known(folded)
    }
}

/// Whether a name is one of licensing only, so that a table or a list may begin at it.
pub(crate) fn tells(name: Name) -> bool {
    !matches!(
        name,
        Name::Activated
            | Name::Activation
            | Name::ActivationId
            | Name::ApplicationId
            | Name::Computer
            | Name::ComputerElse
            | Name::Description
            | Name::ErrorCode
            | Name::ErrorCodeElse
            | Name::Operation
            | Name::PlainStatus
            | Name::Product
            | Name::Version
    )
}

/// Whether a table or a list may begin at a name: it tells, or it does so beside the name of a product of Microsoft.
pub(crate) fn begins(name: Name) -> bool {
    tells(name) || matches!(name, Name::Activated | Name::Activation)
}

/// Whether a name in a text is written as programs write it: one word of several parts.
pub(crate) fn is_identifier(name: &str) -> bool {
    let word = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.');
    let parts = name.contains(['_', '-', '.']) || name.chars().skip(1).any(|c| c.is_ascii_uppercase());
    word && parts
}

/// Whether a text may hold a name that tells: quicker than looking.
pub(crate) fn may_tell(text: &str) -> bool {
    const PARTS: [&str; 24] = [
        "tatus",
        "TATUS",
        "State",
        "state",
        "STATE",
        "icens",
        "ICENS",
        "artial",
        "ARTIAL",
        "Last5",
        "last5",
        "last_5",
        "Last 5",
        "eason",
        "REASON",
        "race",
        "GRACE",
        "uccess",
        "eyManagement",
        "KMS",
        "kms",
        "Kms",
        "earm",
        "orest",
    ];
    !text.is_ascii() || holds_any(text, &PARTS)
}
