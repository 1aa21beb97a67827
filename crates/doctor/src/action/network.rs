//! Actions on the way from the client to the host, and on the clock.

use super::{
    activation::page,
    definition::{Action, Who, actions},
};
use crate::case::DEFAULT_PORT;
use crate::next_step::{
    article::{self},
    command::{Command, client, cmd, powershell, slmgr},
    context::Context,
};
use muster_core::lang::Text;

actions! {
    ALLOW_PORT: Network, Port, page, test_port,
        ["Allow TCP {port} from the client to {host} on every firewall between them, and let the answers back",
         "クライアントから {host} への TCP {port} と、その応答を、経路上のすべてのファイアウォールで許可します"],
        ["opens one port to one host", "1 台のホストに対してポートを 1 つ開きます"],
        ["remove the rule", "規則を削除します"],
        ["Test-NetConnection shows TcpTestSucceeded : True",
         "Test-NetConnection で TcpTestSucceeded : True と表示されます"];
    CHECK_FIREWALL: Host, Port, page, |context| [open_on_host(context), test_port(context)].concat(),
        ["On {host}: enable the inbound rule Key Management Service (TCP-In), or allow TCP {port} if that is not \
         1688, in the profile of its network",
         "{host} で、使用中のネットワーク プロファイルに対する受信の規則「キー マネージメント サービス (TCP 受信)」(英語版では Key Management Service (TCP-In))を有効にします。ポートが 1688 以外の場合は TCP {port} を許可します"],
        ["opens the KMS port on the host", "ホストの KMS ポートが開きます"], ["disable the rule", "規則を無効にします"],
        ["Test-NetConnection from a client succeeds", "クライアントからの Test-NetConnection が成功します"];
    FIX_CLOCK: Machine, None, page, fix_clock,
        ["Set the clock from the domain or an NTP server, on client and host; the time zone does not matter",
         "クライアントとホストの時刻をドメインまたは NTP サーバーに同期します (タイム ゾーンの違いは関係ありません)"],
        ["a large step may disturb running programs", "大きな時刻の変更は実行中のプログラムに影響することがあります"], _,
        ["w32tm /stripchart against the host shows seconds, not hours", "ホストに対する w32tm /stripchart のずれが数秒になります"];
    ACTIVATE_EVALUATION: Network, None, |_| Some(&article::ERROR_CODES), |_| [
            powershell(&["Test-NetConnection activation-v2.sls.microsoft.com -Port 443"]),
            cmd(&["netsh winhttp show proxy"]),
            slmgr(&["/ato", "/xpr"]),
        ].concat(),
        ["Let the machine reach Microsoft's activation servers (proxy, TLS inspection, name resolution), then activate: an \
         evaluation of Windows Server that is not activated in its first 10 days ends early",
         "Microsoft のライセンス認証サーバーへの通信を許可し (プロキシ、TLS 検査、名前解決)、ライセンス認証を行います。Windows Server の評価版は、最初の 10 日以内にライセンス認証しないと早く終了します"],
        ["none", "なし"], _, ["slmgr.vbs /xpr shows a date to come", "slmgr.vbs /xpr に将来の日付が表示されます"];
    INTERNET: Network, None, |_| Some(&article::ERROR_CODES), |context| [
            powershell(&["Test-NetConnection activation-v2.sls.microsoft.com -Port 443"]),
            cmd(&["netsh winhttp show proxy"]),
            client(context, &["/ato"], &["/act"]),
        ].concat(),
        ["Let the machine reach Microsoft's activation servers (proxy, TLS inspection, name resolution), or activate with \
         a confirmation ID from the Product Activation Portal (https://aka.ms/aoh)",
         "Microsoft のライセンス認証サーバーへの通信を許可するか (プロキシ、TLS 検査、名前解決)、Product Activation Portal (https://aka.ms/aoh) の確認 ID でライセンス認\
          証を行います"],
        ["none", "なし"], _, _;
    VPN: Network, None, page, |context| [test_port(context), client(context, &["/ato"], &["/act"])].concat(),
        ["Let the machine reach its host at least once in 180 days (VPN, office visit), or use MAK, Active Directory or a \
         subscription",
         "180 日に一度はホストに接続できるようにします (VPN や社内接続)。または MAK、Active Directory、サブスクリプションを使用します"],
        ["none", "なし"], _, _;
}

/// From the client, where PowerShell has the cmdlet since Windows 8.
fn test_port(context: &Context) -> Vec<Command> {
    let (host, port) = context.asked_host();
    if context.is_before_windows_8() {
        return cmd(&[format!("telnet {host} {port}")]);
    }
    powershell(&[format!("Test-NetConnection {host} -Port {port}")])
}

/// The rule that Windows brings carries 1688.
pub(super) fn open_on_host(context: &Context) -> Vec<Command> {
    let (_, port) = context.asked_host();
    if port == DEFAULT_PORT {
        return powershell(&[
            "Enable-NetFirewallRule -Name SPPSVC-In-TCP",
            "Get-NetFirewallRule -Name SPPSVC-In-TCP | Select-Object Enabled,Profile,Action",
        ]);
    }
    powershell(&[format!(
        "New-NetFirewallRule -DisplayName 'KMS {port}' -Direction Inbound -Protocol TCP -LocalPort {port} -Action Allow"
    )])
}

fn fix_clock(context: &Context) -> Vec<Command> {
    let (host, _) = context.asked_host();
    let set = cmd(&[
        "w32tm /resync /rediscover".to_owned(),
        format!("w32tm /stripchart /computer:{host} /samples:3 /dataonly"),
    ]);
    [set, client(context, &["/ato"], &["/act"])].concat()
}
