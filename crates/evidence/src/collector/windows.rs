//! What is collected on Windows.

use super::{
    part::{
        Command, Each, Part,
        Work::{Commands, Values},
        part, repeated,
    },
    values::{CLICK_TO_RUN, DNS_SETTINGS, FIREWALL, PROXY, REGISTRY},
};
use muster_core::lang::Text;

/// Where the texts of `slmgr.vbs` lie in the language of the machine, below the system folder: `<number>\slmgr.ini`. Each is
/// copied as `words-<number>.ini`.
pub const WORDS: &str = "slmgr";

const SLMGR: &str = r"{system}\slmgr.vbs";
const OSPP: &str = r"{office}\ospp.vbs";

/// PowerShell without the user's profile. A text on the command line needs no script file and no execution policy.
macro_rules! power_shell {
    ($($text:expr),+) => {
        &["powershell", "-NoProfile", "-NonInteractive", "-Command", concat!($($text),+)]
    };
}

/// Instances of a class as a list, by the command that this version has: Get-CimInstance since 3, Get-WmiObject until 5.1.
macro_rules! instances {
    ($query:literal, $fields:expr, $missing:literal) => {
        power_shell!(
            "$read = 'Get-CimInstance'; ",
            "if (-not (Get-Command $read -ErrorAction SilentlyContinue)) { $read = 'Get-WmiObject' }; ",
            "& $read -Query 'SELECT * FROM ",
            $query,
            "' -ErrorAction ",
            $missing,
            " | Select-Object ",
            $fields,
            " | Format-List | Out-String -Width 4000"
        )
    };
}

/// What is read of a license: never the product key, of which Windows gives out the last five characters only.
macro_rules! license {
    () => {
        "ID, ApplicationID, Name, Description, PartialProductKey, ProductKeyChannel, LicenseStatus, LicenseStatusReason, \
         GracePeriodRemaining, KeyManagementServiceMachine, KeyManagementServicePort, KeyManagementServiceLookupDomain, \
         DiscoveredKeyManagementServiceMachineName, DiscoveredKeyManagementServiceMachinePort, \
         DiscoveredKeyManagementServiceMachineIpAddress, IsKeyManagementServiceMachine, KeyManagementServiceCurrentCount, \
         RequiredClientCount, KeyManagementServiceTotalRequests, KeyManagementServiceFailedRequests, VLActivationInterval, \
         VLRenewalInterval, VLActivationType, RemainingAppReArmCount, RemainingSkuReArmCount, ADActivationObjectName, \
         ADActivationObjectDN"
    };
}

/// A command of `ospp.vbs`. What it has nothing to say about, it says by an exit code too.
macro_rules! ospp {
    ($option:literal) => {
        Command::any_exit(&["cscript", "//nologo", OSPP, $option])
    };
}

/// The parts in the order of collecting: settings before what is asked of the hosts and domains that they name.
pub static WINDOWS: &[Part] = &[
    part(
        "registry.txt",
        60,
        Values(REGISTRY),
        Text {
            en: "hosts and ports set by hand or remembered, intervals, policies, start types of the services",
            ja: "手動設定または記憶されたホストとポート、間隔、ポリシー、サービスのスタートアップの種類",
        },
    ),
    part(
        "dns-settings.txt",
        30,
        Values(DNS_SETTINGS),
        Text {
            en: "the DNS suffixes in which a host is looked for", ja: "ホストの検索に使われる DNS サフィックス"
        },
    ),
    part(
        "click-to-run.txt",
        30,
        Values(CLICK_TO_RUN),
        Text {
            en: "which Office products are installed and how: platform, version, channel",
            ja: "インストールされている Office 製品とその構成 (プラットフォーム、バージョン、チャネル)",
        },
    ),
    part(
        "firewall.txt",
        30,
        Values(FIREWALL),
        Text {
            en: "the inbound rule of the Key Management Service, by its id SPPSVC-In-TCP",
            ja: "キー管理サービスの受信の規則 (ID: SPPSVC-In-TCP)",
        },
    ),
    part(
        "version.txt",
        30,
        Commands(&[Command::any_exit(&["cmd", "/d", "/c", "ver"])]),
        Text { en: "version of Windows", ja: "Windows のバージョン" },
    ),
    part(
        "computer.txt",
        60,
        Commands(&[
            Command::new(instances!("Win32_OperatingSystem", "Caption, Version, BuildNumber, OSArchitecture", "Stop")),
            Command::new(instances!("Win32_ComputerSystem", "Name, Domain, PartOfDomain, Manufacturer, Model", "Stop")),
        ]),
        Text {
            en: "edition of Windows, name and domain of the computer, whether it is virtual",
            ja: "Windows のエディション、コンピューターの名前とドメイン、仮想マシンかどうか",
        },
    ),
    part(
        "systeminfo.txt",
        120,
        Commands(&[Command::new(&["systeminfo"])]),
        Text {
            en: "the same where PowerShell is blocked, and the installed updates",
            ja: "PowerShell を使用できない場合の同じ情報と、インストール済みの更新プログラム",
        },
    ),
    part(
        "hotfix.txt",
        120,
        Commands(&[Command::new(power_shell!(
            "Get-HotFix | Select-Object HotFixID, InstalledOn | Format-List | Out-String -Width 4000"
        ))]),
        Text {
            en: "installed updates: hosts need some before they serve newer clients",
            ja: "インストール済みの更新プログラム (新しいクライアントに対応するためにホストで必要なもの)",
        },
    ),
    part(
        "services.txt",
        30,
        Commands(&[
            Command::any_exit(&["sc", "qc", "sppsvc"]),
            Command::any_exit(&["sc", "query", "sppsvc"]),
            Command::any_exit(&["sc", "qc", "osppsvc"]),
            Command::any_exit(&["sc", "query", "osppsvc"]),
            Command::any_exit(&["sc", "qc", "ClickToRunSvc"]),
            Command::any_exit(&["sc", "query", "ClickToRunSvc"]),
        ]),
        Text {
            en: "whether the licensing services can start and run; the answer of one that is missing is part of it",
            ja: "ライセンス サービスを開始できるか、実行中か (サービスがない場合はその応答)",
        },
    ),
    part(
        "licenses.txt",
        90,
        Commands(&[
            Command::new(instances!(
                "SoftwareLicensingProduct WHERE PartialProductKey IS NOT NULL",
                license!(),
                "Stop"
            )),
            Command::any_exit(instances!(
                "OfficeSoftwareProtectionProduct WHERE PartialProductKey IS NOT NULL",
                license!(),
                "SilentlyContinue"
            )),
        ]),
        Text {
            en: "each license with a key: product, channel, status, days left, host, the key's last five characters",
            ja: "キーがインストールされている各ライセンス (製品、チャネル、状態、残り日数、ホスト、キーの末尾 5 文字)",
        },
    ),
    part(
        "service.txt",
        60,
        Commands(&[Command::new(instances!(
            "SoftwareLicensingService",
            "Version, ClientMachineID, KeyManagementServiceListeningPort, KeyManagementServiceDnsPublishing, \
         KeyManagementServiceHostCaching, RemainingWindowsReArmCount",
            "Stop"
        ))]),
        Text {
            en: "the licensing service: version, client machine id (CMID), listening port, rearms left",
            ja: "ライセンス サービス (バージョン、クライアント コンピューター ID (CMID)、リッスン ポート、残りの rearm 回数)",
        },
    ),
    part(
        "slmgr-dlv.txt",
        90,
        Commands(&[Command::new(&["cscript", "//nologo", SLMGR, "/dlv"])]),
        Text {
            en: "Windows as slmgr.vbs shows it, in the language of the machine",
            ja: "slmgr.vbs が表示する Windows の状態 (コンピューターの言語)",
        },
    ),
    part(
        "slmgr-dlv-all.txt",
        180,
        Commands(&[Command::new(&["cscript", "//nologo", SLMGR, "/dlv", "all"])]),
        Text {
            en: "all licenses, those of a KMS host for Office too",
            ja: "すべてのライセンス (Office の KMS ホストのものを含む)",
        },
    ),
    part(
        "slmgr-xpr.txt",
        60,
        Commands(&[Command::new(&["cscript", "//nologo", SLMGR, "/xpr"])]),
        Text { en: "when the license ends", ja: "ライセンスの有効期限" },
    ),
    part(
        "slmgr-tokens.txt",
        60,
        Commands(&[
            Command::any_exit(&["cscript", "//nologo", SLMGR, "/lil"]),
            Command::any_exit(&["cscript", "//nologo", SLMGR, "/ltc"]),
        ]),
        Text {
            en: "issuance licenses and certificates for token-based activation; mostly none",
            ja: "トークンによるライセンス認証の発行ライセンスと証明書 (通常はなし)",
        },
    ),
    part(
        "slmgr-ao-list.txt",
        60,
        Commands(&[Command::any_exit(&["cscript", "//nologo", SLMGR, "/ao-list"])]),
        Text {
            en: "activation objects of Active Directory, where the computer may see them",
            ja: "Active Directory のアクティブ化オブジェクト (参照できる場合)",
        },
    ),
    repeated(
        Each::Office,
        "ospp-dstatus.txt",
        120,
        Commands(&[ospp!("/dstatus")]),
        Text {
            en: "Office licenses with a key, as ospp.vbs shows them",
            ja: "ospp.vbs が表示する、キーがインストールされている Office ライセンス",
        },
    ),
    repeated(
        Each::Office,
        "ospp-dstatusall.txt",
        120,
        Commands(&[ospp!("/dstatusall")]),
        Text { en: "all Office licenses", ja: "すべての Office ライセンス" },
    ),
    repeated(
        Each::Office,
        "ospp-dhistorykms.txt",
        120,
        Commands(&[ospp!("/dhistorykms")]),
        Text {
            en: "Office's attempts at a KMS host", ja: "Office の KMS ホストへのライセンス認証の試行"
        },
    ),
    repeated(
        Each::Office,
        "ospp-dhistoryacterr.txt",
        120,
        Commands(&[ospp!("/dhistoryacterr")]),
        Text {
            en: "Office's failed attempts over the Internet",
            ja: "Office のインターネット経由のライセンス認証の失敗",
        },
    ),
    repeated(
        Each::Office,
        "ospp-dcmid.txt",
        120,
        Commands(&[ospp!("/dcmid")]),
        Text {
            en: "Office's client machine id (CMID): equal ids count once at the host",
            ja: "Office のクライアント コンピューター ID (CMID)。同じ ID はホストで 1 台と数えられます",
        },
    ),
    repeated(
        Each::Office,
        "ospp-dtokils.txt",
        120,
        Commands(&[ospp!("/dtokils")]),
        Text {
            en: "Office's issuance licenses for token-based activation",
            ja: "Office のトークンによるライセンス認証の発行ライセンス",
        },
    ),
    repeated(
        Each::Office,
        "ospp-dtokcerts.txt",
        120,
        Commands(&[ospp!("/dtokcerts")]),
        Text { en: "certificates for it", ja: "上記に使用できる証明書" },
    ),
    repeated(
        Each::Office,
        "vnextdiag.txt",
        60,
        Commands(&[Command::any_exit(&[
            "powershell",
            "-NoProfile",
            "-NonInteractive",
            "-ExecutionPolicy",
            "RemoteSigned",
            "-File",
            r"{office}\vnextdiag.ps1",
            "-action",
            "list",
        ])]),
        Text {
            en: "subscription licenses of Microsoft 365 Apps, where Office has its script",
            ja: "Microsoft 365 Apps のサブスクリプション ライセンス (Office のスクリプトがある場合)",
        },
    ),
    part(
        "Application.evtx",
        180,
        Commands(&[Command::new(&[
            "wevtutil",
            "epl",
            "Application",
            r"{bundle}\Application.evtx",
            "/q:*[System[Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Office Software Protection Platform Service']]]",
        ])]),
        Text {
            en: "what the licensing services logged: attempts, answers, codes, hosts",
            ja: "ライセンス サービスが記録したイベント (試行、応答、コード、ホスト)",
        },
    ),
    part(
        "Application-30days.evtx",
        300,
        Commands(&[Command::new(&[
            "wevtutil",
            "epl",
            "Application",
            r"{bundle}\Application-30days.evtx",
            "/q:*[System[TimeCreated[timediff(@SystemTime) <= 2592000000]]]",
        ])]),
        Text {
            en: "the whole Application log of the last 30 days: what else happened around a failure. Delete it from the bundle if it \
             may not leave the company; nothing else depends on it",
            ja: "過去 30 日間の Application ログ全体 (エラーの前後の状況)。社外に出せない場合はこのファイルを削除してください。ほかのファイルには影響しません",
        },
    ),
    part(
        "KeyManagementService.evtx",
        300,
        Commands(&[Command::new(&[
            "wevtutil",
            "epl",
            "Key Management Service",
            r"{bundle}\KeyManagementService.evtx",
        ])]),
        Text {
            en: "on a KMS host, the requests that it answered; else empty",
            ja: "KMS ホストの場合は応答した要求の記録、それ以外では空",
        },
    ),
    part(
        "System.evtx",
        180,
        Commands(&[Command::new(&[
            "wevtutil",
            "epl",
            "System",
            r"{bundle}\System.evtx",
            "/q:*[System[Provider[@Name='Microsoft-Windows-Time-Service' or @Name='Microsoft-Windows-Kernel-General' or \
             @Name='Service Control Manager'] and TimeCreated[timediff(@SystemTime) <= 7776000000]]]",
        ])]),
        Text {
            en: "changes of the clock and of services in the last 90 days",
            ja: "過去 90 日間の時刻とサービスの変更",
        },
    ),
    part(
        "ipconfig.txt",
        30,
        Commands(&[Command::new(&["ipconfig", "/all"])]),
        Text { en: "addresses, DNS servers, suffixes", ja: "アドレス、DNS サーバー、サフィックス" },
    ),
    part(
        "proxy.txt",
        30,
        Commands(&[Command::new(&["netsh", "winhttp", "show", "proxy"])]),
        Text {
            en: "the proxy that services use to reach Microsoft",
            ja: "サービスが Microsoft への接続に使用するプロキシ",
        },
    ),
    part(
        "proxy-settings.txt",
        30,
        Values(PROXY),
        Text {
            en: "the proxy of the user who runs the collector, and of policies",
            ja: "収集を実行したユーザーとポリシーのプロキシ設定",
        },
    ),
    part(
        "time.txt",
        60,
        Commands(&[Command::new(&["w32tm", "/query", "/status"]), Command::any_exit(&["w32tm", "/query", "/source"])]),
        Text { en: "whom the clock follows", ja: "時刻の同期元" },
    ),
    repeated(
        Each::Suffix,
        "time-domain.txt",
        60,
        Commands(&[Command::any_exit(&["w32tm", "/stripchart", "/computer:{suffix}", "/samples:3", "/dataonly"])]),
        Text {
            en: "how far the clock is from the domain's: more than four hours, and a host refuses",
            ja: "ドメインとの時刻のずれ (4 時間を超えるとホストが要求を拒否します)",
        },
    ),
    part(
        "dsreg.txt",
        60,
        Commands(&[Command::any_exit(&["dsregcmd", "/status"])]),
        Text {
            en: "whether the computer is joined to a domain or to Microsoft Entra ID",
            ja: "ドメインまたは Microsoft Entra ID への参加状態",
        },
    ),
    part(
        "nslookup.txt",
        60,
        Commands(&[Command::any_exit(&["nslookup", "-type=srv", "_vlmcs._tcp"])]),
        Text {
            en: "whether the machine's own suffixes lead to a KMS host",
            ja: "コンピューター自身のサフィックスで KMS ホストを検出できるか",
        },
    ),
    repeated(
        Each::Suffix,
        "nslookup-suffixes.txt",
        120,
        Commands(&[Command::any_exit(&["nslookup", "-type=srv", "_vlmcs._tcp.{suffix}"])]),
        Text { en: "the same of each suffix by itself", ja: "各サフィックスについての同じ確認" },
    ),
    repeated(
        Each::Host,
        "nslookup-hosts.txt",
        120,
        Commands(&[Command::any_exit(&["nslookup", "{host}"])]),
        Text {
            en: "the addresses of each host that a setting or DNS names",
            ja: "設定または DNS が示す各ホストのアドレス",
        },
    ),
    repeated(
        Each::Host,
        "port.txt",
        120,
        Commands(&[Command::new(power_shell!(
            "$name = $env:MUSTER_HOST; $port = [int]$env:MUSTER_PORT; $client = New-Object Net.Sockets.TcpClient; ",
            "$try = $client.BeginConnect($name, $port, $null, $null); $null = $try.AsyncWaitHandle.WaitOne(5000); ",
            "'ComputerName     : ' + $name; 'RemotePort       : ' + $port; 'TcpTestSucceeded : ' + $client.Connected; ''; ",
            "$client.Close()"
        ))]),
        Text { en: "whether each host's port answers", ja: "各ホストのポートが応答するか" },
    ),
    repeated(
        Each::Host,
        "port-curl.txt",
        120,
        Commands(&[Command::any_exit(&[
            "curl",
            "-v",
            "--connect-timeout",
            "5",
            "--max-time",
            "6",
            "telnet://{host}:{port}",
        ])]),
        Text {
            en: "the same without PowerShell, where Windows has curl",
            ja: "PowerShell を使わない同じ確認 (curl がある場合)",
        },
    ),
];
