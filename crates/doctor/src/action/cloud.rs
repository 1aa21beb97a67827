//! Actions on machines in a cloud, which has an activation host of its own.

use super::definition::{Action, Who, actions};
use crate::{
    dated::cloud,
    next_step::{
        article,
        command::{Command, cmd, powershell, slmgr, windows},
        context::Context,
        placeholder::SETUP_KEY,
    },
};
use muster_core::lang::Text;

actions! {
    ROUTE_TO_AZURE: Network, Port, |_| Some(&article::AZURE_TUNNEL), test_azure,
        ["Let TCP 1688 reach Azure's host from an Azure public IP address: routes to its addresses with next hop Internet, or a NAT \
         gateway; a VPN, ExpressRoute, appliance or Standard internal load balancer takes the path away",
         "Azure の KMS ホストへの TCP 1688 が Azure のパブリック IP から届くようにします。ホストのアドレスへのルートの次ホップを Internet にするか、NAT ゲートウェイを使用します。VPN、ExpressRoute、仮想アプライアンス、内部 Standard ロード バランサーは経路を失わせます"],
        ["changes routes of the virtual network", "仮想ネットワークのルートが変わります"], ["remove the routes", "追加したルートを削除します"], _;
    RESOLVE_AZURE: Dns, Discovery, |_| Some(&article::AZURE), |_| cmd(&[format!("nslookup {} 168.63.129.16", azure().0)]),
        ["Let the DNS server of the virtual machine resolve the name: forward to 168.63.129.16 or to a resolver that can",
         "仮想マシンの DNS サーバーがこの名前を解決できるようにします。168.63.129.16、または解決できる DNS サーバーへのフォワーダーを設定します"],
        ["none", "なし"], ["remove the forwarder", "フォワーダーを削除します"],
        ["nslookup of the name gives an address", "nslookup でアドレスが返ります"];
    PIN_AZURE: Machine, None, |_| Some(&article::AZURE), |context| windows(context, &pin_azure()),
        ["Name Azure's activation host on the virtual machine and activate",
         "仮想マシンで Azure の KMS ホストを指定し、ライセンス認証を行います"],
        ["none; only machines in Azure can use this host", "なし (このホストを使えるのは Azure の仮想マシンだけです)"],
        ["slmgr.vbs /ckms", "slmgr.vbs /ckms"], _;
    SETUP_KEY_FOR_AZURE: Machine, None, |_| Some(&article::SETUP_KEYS), |context| {
            let options: Vec<String> = std::iter::once(format!("/ipk {SETUP_KEY}")).chain(pin_azure()).collect();
            windows(context, &options)
        },
        ["Install the KMS client setup key of exactly this edition, then activate with Azure's host",
         "このエディションの KMS クライアント セットアップ キーをインストールし、Azure の KMS ホストでライセンス認証を行います"],
        ["replaces the key that is installed", "インストール済みのキーを置き換えます"],
        ["install the previous key", "以前のキーをインストールします"], _;
    ROUTE_ON_EC2: Machine, Port, |_| Some(&article::EC2), |_| [
            powershell(&[
                "Import-Module 'C:\\ProgramData\\Amazon\\EC2-Windows\\Launch\\Module\\Ec2Launch.psd1'; Add-Routes",
                "Test-NetConnection 169.254.169.250 -Port 1688",
            ]),
            slmgr(&["/skms 169.254.169.250:1688", "/ato"]),
        ].concat(),
        ["Set the routes to the link-local addresses again (an image that moved keeps the gateway of its old subnet), then activate",
         "リンクローカル アドレスへのルートを設定し直します (移動したイメージには以前のサブネットのゲートウェイが残ります)。その後ライセンス認証を行います"],
        ["changes routes of the instance", "インスタンスのルートが変わります"], ["route delete 169.254.169.250", "route delete 169.254.169.250"], _;
    ACTIVATE_HYPERV_HOST: Host, None, |_| Some(&article::AVMA), |_| cmd(&["cscript //nologo %windir%\\system32\\slmgr.vbs /dlv"]),
        ["On the Hyper-V host: a Datacenter edition of the same or a later version, itself activated, with Data Exchange on for this \
         virtual machine",
         "Hyper-V ホストを確認します。同じか新しいバージョンの Datacenter エディションがライセンス認証済みで、この仮想マシンのデータ交換が有効である必要があります"],
        ["none, it only reads", "なし (読み取りのみ)"], _,
        ["slmgr.vbs /dlv on the Hyper-V host shows Licensed", "Hyper-V ホストの slmgr.vbs /dlv で「ライセンスされています」と表示されます"];
    AVD_ONLY: Licensing, None, |_| Some(&article::AVD), |_| slmgr(&["/dlv"]),
        ["Use Enterprise multi-session in Azure Virtual Desktop only; elsewhere deploy Windows Enterprise. Leave its key as it is",
         "Enterprise マルチセッションは Azure Virtual Desktop でのみ使用します。それ以外では Windows Enterprise を展開します。キーは変更しないでください"],
        ["reinstallation", "再インストールが必要です"], ["redeploy the machine", "仮想マシンを再展開します"],
        ["slmgr.vbs /dlv shows an edition that a KMS host serves", "slmgr.vbs /dlv に KMS ホストの対象となるエディションが表示されます"];
    ANOTHER_SERVER: Host, None, |_| Some(&article::HOST), |_| slmgr(&["/dlv"]),
        ["Set the KMS host up on another server: Azure Edition is activated by Azure and takes no host key",
         "別のサーバーを KMS ホストにします。Azure Edition は Azure によってライセンス認証され、ホスト キーを使用できません"],
        ["uses one activation of the host key", "ホスト キーのライセンス認証回数を 1 回使用します"], _,
        ["slmgr.vbs /dlv on the new host shows Licensed", "新しいホストの slmgr.vbs /dlv で「ライセンスされています」と表示されます"];
}

/// The name of Azure's host, and its addresses.
fn azure() -> (&'static str, Vec<&'static str>) {
    cloud::host_of("Azure").unwrap_or_default()
}

fn pin_azure() -> [String; 2] {
    [format!("/skms {}:1688", azure().0), "/ato".to_owned()]
}

/// By name and by each address: a route may carry one and not the other.
fn test_azure(context: &Context) -> Vec<Command> {
    let asked = context.host.iter().map(|(host, _)| host.as_str());
    let known = asked.filter_map(|host| cloud::host_of(cloud::CloudHost::of(host)?.cloud())).next();
    let (name, addresses) = known.unwrap_or_else(azure);
    let test = |host: &str| format!("Test-NetConnection {host} -Port 1688");
    let tests: Vec<String> = std::iter::once(name).chain(addresses).map(test).collect();
    [powershell(&tests), windows(context, &["/ato"])].concat()
}
