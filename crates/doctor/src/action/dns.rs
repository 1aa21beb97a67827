//! Actions on DNS: the SRV record, suffixes, servers.

use super::{
    activation::page,
    definition::{Action, Who, actions},
};
use crate::{
    case::App,
    next_step::{
        article::{self, Article},
        command::{Command, Shell, cmd, powershell, slmgr},
        context::Context,
    },
};
use muster_core::lang::Text;

actions! {
    CREATE_SRV: Dns, Discovery, dns_page, create_record,
        ["Create the SRV record of the KMS host in {domain}, the domain in which the client searches (DNS server of \
         Windows: PowerShell; BIND: a line of the zone file)",
         "クライアントが検索するドメイン ({domain}) に KMS ホストの SRV レコードを作成します (Windows の DNS サーバーは PowerShell、BIND はゾーン ファイルの行)"],
        ["all clients of the domain will find this host", "ドメインのすべてのクライアントがこのホストを検出します"],
        ["delete the record", "レコードを削除します"],
        ["nslookup on the client shows the record", "クライアントの nslookup でレコードが表示されます"];
    DELETE_SRV: Dns, None, dns_page, delete_record,
        ["Delete the SRV record of {host}; no host does that by itself. If the host lives and is only not to be found, \
         stop its publishing first: slmgr.vbs /cdns on the host, then restart its service sppsvc",
         "{host} の SRV レコードを手動で削除します (自動では削除されません)。稼働中で、検出させたくないだけのホストでは、先に slmgr.vbs /cdns で発行を停止し、サービス sppsvc を再起動します"],
        ["clients stop finding that host", "クライアントはそのホストを検出しなくなります"],
        ["create the record again", "レコードを作り直します"],
        ["nslookup shows live hosts only", "nslookup に稼働中のホストだけが表示されます"];
    DELETE_SRV_OF_RETIRED: Dns, None, dns_page, delete_record,
        ["Only if {host} is to serve no client any more: delete its SRV record, for no host does that by itself. A host that serves other products keeps it",
         "{host} をどのクライアントにも使用しない場合に限り、SRV レコードを手動で削除します (自動では削除されません)。ほかの製品に使用しているホストのレコードは残します"],
        ["clients of every product stop finding that host", "すべての製品のクライアントが、そのホストを検出しなくなります"],
        ["create the record again", "レコードを作り直します"],
        ["nslookup shows live hosts only", "nslookup に稼働中のホストだけが表示されます"];
    DNS_SERVER: Network, None, dns_page, |context| cmd(&[
            "ipconfig /all".to_owned(),
            format!("nslookup -type=srv _vlmcs._tcp.{}", context.zone()),
            "ipconfig /flushdns".to_owned(),
        ]),
        ["Mend the DNS servers that the client asks: are they set, do they answer, do they forward the zone",
         "クライアントの DNS サーバー設定を確認します (設定の有無、応答、ゾーンの転送)"],
        ["affects every name on the client", "クライアントのすべての名前解決に影響します"],
        ["restore the old addresses", "元のアドレスに戻します"],
        ["nslookup -type=srv _vlmcs._tcp answers", "nslookup -type=srv _vlmcs._tcp に応答があります"];
    FIX_SYNTAX: Machine, None, page, |_| cmd(&[
            "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\" /s /v \
             KeyManagementServiceName",
            "ipconfig /all",
        ]),
        ["Write the host as name:port without http:// or path, and give the machine a DNS suffix",
         "ホストは http:// やパスを付けず「名前:ポート」で指定し、コンピューターに DNS サフィックスを設定します"],
        ["none", "なし"], ["write the old value back", "元の値に戻します"], _;
    PUBLISH: Host, Discovery, dns_page, |_| [
            slmgr(&["/sdns"]),
            cmd(&["net stop sppsvc && net start sppsvc", "nslookup -type=srv _vlmcs._tcp"]),
        ].concat(),
        ["Let the KMS host publish its SRV record itself, if it is to do so (DisableDnsPublishing is 1 where it was \
         switched off)",
         "KMS ホスト自身に SRV レコードを発行させます (発行が無効な場合は DisableDnsPublishing が 1 です)"],
        ["all clients of the host's domain will find this host", "ホストのドメインのすべてのクライアントがこのホストを検出します"],
        ["slmgr.vbs /cdns, then restart sppsvc", "slmgr.vbs /cdns の後に sppsvc を再起動します"],
        ["event 12294 follows, and nslookup shows the record", "イベント 12294 が記録され、nslookup でレコードが表示されます"];
    PUBLISH_IN_DOMAIN: Host, None, dns_page, publish_in_domain,
        ["Or let the host publish its record in {domain} too (DnsDomainPublishList; keep what stands \
         there, one domain a line)",
         "または、ホストのレコードを {domain} にも発行させます (DnsDomainPublishList。既存の値は残し、1 行に 1 ドメイン)"],
        ["the list replaces an older one: read it first", "既存の一覧を置き換えます。先に確認してください"],
        ["write the old list back, or delete the value", "元の一覧に戻すか、値を削除します"],
        ["event 12294 follows, and nslookup in that domain shows the record",
         "イベント 12294 が記録され、そのドメインの nslookup でレコードが表示されます"];
    PUBLISH_RIGHTS: Host, None, dns_page, |_| [
            slmgr(&["/sdns"]),
            cmd(&[
                "net stop sppsvc && net start sppsvc",
                "wevtutil qe \"Key Management Service\" /q:\"*[System[(EventID=12293 or EventID=12294)]]\" /c:3 /rd:true \
                 /f:text",
            ]),
        ].concat(),
        ["Let the host write its record: a security group of all hosts with write permission on it (only the first host \
         may write by itself); slui.exe 0x2a with the code of event 12293 prints its text",
         "ホストにレコードの書き込みを許可します (すべてのホストのセキュリティ グループに書き込み権限を付与。自動で書き込めるのは最初のホストだけです)。slui.exe 0x2a とイベント 12293 のコードでエラーの説明が表示\
          されます"],
        ["gives the hosts the right to change one record", "ホストに 1 つのレコードの変更権限を与えます"],
        ["take the right back", "権限を取り消します"],
        ["event 12294 follows, and nslookup shows the record", "イベント 12294 が記録され、nslookup でレコードが表示されます"];
    SUFFIX: Network, None, dns_page, suffix,
        ["Give the client the DNS suffix in whose zone the record lives ({record_domain}): search list, primary suffix or \
         DHCP option 15",
         "レコードがあるゾーン ({record_domain}) の DNS サフィックスをクライアントに設定します (検索一覧、プライマリ サフィックス、または DHCP オプション 15)"],
        ["replaces the search list, and changes how short names resolve", "検索一覧を置き換えます。短い名前の解決方法も変わります"],
        ["restore the old suffix", "元のサフィックスに戻します"],
        ["nslookup -type=srv _vlmcs._tcp on the client shows the record",
         "クライアントの nslookup -type=srv _vlmcs._tcp でレコードが表示されます"];
}

fn dns_page(context: &Context) -> Option<&'static Article> {
    Some(if context.app == App::Office { &article::OFFICE_DNS } else { &article::DNS })
}

/// The name under which hosts of this product publish: Muster's hosts have one of their own.
fn record(context: &Context) -> &'static str {
    if context.app == App::Other { "_muster._tcp" } else { "_vlmcs._tcp" }
}

fn create_record(context: &Context) -> Vec<Command> {
    let (zone, record) = (context.zone(), record(context));
    let (host, port) = context.asked_host();
    let windows = powershell(&[format!(
        "Add-DnsServerResourceRecord -Srv -ZoneName '{zone}' -Name '{record}' -DomainName '{host}' -Priority 0 -Weight 0 \
         -Port {port}"
    )]);
    let bind = Command::new(Shell::Zone, format!("{record}  IN  SRV  0 0 {port} {host}."));
    let look = |zone: &str| cmd(&[format!("nslookup -type=srv {record}.{zone}")]);
    [windows, vec![bind], look(&zone)].concat()
}

fn delete_record(context: &Context) -> Vec<Command> {
    let zone = context.record_domain.clone().unwrap_or_else(|| context.zone());
    let record = record(context);
    let (host, _) = match &context.host {
        Some(host) => host.clone(),
        None if !context.computer.is_empty() => (context.computer.clone(), 0),
        None => context.asked_host(),
    };
    let name = host.split('.').next().unwrap_or(&host);
    let delete = powershell(&[format!(
        "Get-DnsServerResourceRecord -ZoneName '{zone}' -RRType Srv -Name '{record}' | \
         Where-Object {{ $_.RecordData.DomainName -like '{name}.*' }} | Remove-DnsServerResourceRecord -ZoneName '{zone}' -Force"
    )]);
    let look = || cmd(&[format!("nslookup -type=srv {record}.{zone}")]);
    [look(), delete, look()].concat()
}

fn suffix(context: &Context) -> Vec<Command> {
    let zone = context.record_domain.clone().unwrap_or_else(|| context.zone());
    [
        cmd(&["ipconfig /all"]),
        powershell(&[format!("Set-DnsClientGlobalSetting -SuffixSearchList @('{zone}')")]),
        cmd(&["ipconfig /flushdns", "nslookup -type=srv _vlmcs._tcp"]),
    ]
    .concat()
}

fn publish_in_domain(context: &Context) -> Vec<Command> {
    const KEY: &str = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform";
    let zone = context.zone();
    cmd(&[
        format!("reg query \"{KEY}\" /v DnsDomainPublishList"),
        format!("reg add \"{KEY}\" /v DnsDomainPublishList /t REG_MULTI_SZ /d \"{zone}\" /f"),
        "net stop sppsvc && net start sppsvc".to_owned(),
        format!("nslookup -type=srv _vlmcs._tcp.{zone}"),
    ])
}
