//! Actions on the KMS host.

use super::{
    activation::{host_of_muster, host_state},
    definition::{Action, Who, actions},
};
use crate::{
    case::App,
    next_step::{
        article::{self, Article},
        command::{Command, client, cmd, powershell, slmgr},
        context::Context,
        placeholder::HOST_KEY as HOST_KEY_NAME,
    },
};
use muster_core::lang::Text;

actions! {
    ACTIVATE_HOST: Host, None, page, activate_host,
        ["On {host}: activate the license that serves {product} with its own key, online or offline",
         "{host} で、{product} に対応するライセンスを専用のキーでライセンス認証します (オンラインまたはオフライン)"],
        ["uses one of the activations of the host key", "ホスト キーのライセンス認証回数を 1 回使用します"], _,
        ["slmgr.vbs /dlv on the host shows License Status: Licensed and a current count",
         "ホストの slmgr.vbs /dlv で「ライセンスされています」と現在の数が表示されます"];
    ADD_CLIENTS: Host, None, page, host_state,
        ["Read the current count on {host} and wait until enough different clients have asked, or activate by \
         Active Directory or MAK, which need no count",
         "{host} で現在の数を確認し、必要な台数の要求を待ちます。カウントを必要としない Active Directory または MAK によるライセンス認証も使用できます"],
        _, _,
        ["the current count of slmgr.vbs /dlv on the host reaches the threshold",
         "ホストの slmgr.vbs /dlv の現在の数がしきい値に達します"];
    CHECK_HOST_SERVICE: Host, None, page, check_service,
        ["On {host}: is it switched on, does sppsvc start, does it listen on port {port}",
         "{host} の電源、sppsvc の起動、ポート {port} の待ち受けを確認します"],
        _, _, ["netstat -ano on the host shows the port as LISTENING", "ホストの netstat -ano でポートが LISTENING と表示されます"];
    COLLECT_HOST: Host, None, page, |context| [
            host_state(context),
            cmd(&["wevtutil epl \"Key Management Service\" \"%USERPROFILE%\\Desktop\\Key Management Service.evtx\" /ow:true"]),
        ].concat(),
        ["Send the host's side: slmgr.vbs /dlv of the KMS host and its Key Management Service log",
         "KMS ホスト側の診断データ (slmgr.vbs /dlv と Key Management Service ログ) を送ってもらいます"],
        _, _, ["the report shows the host's count and requests", "レポートにホストのカウントと要求が表示されます"];
    COMPARE_CMIDS: Machine, None, page, |context| client(context, &["/dlv"], &["/dcmid"]),
        ["If the count does not rise, compare the client machine ids (CMID) of several clients: equal ids count once",
         "数が増えない場合は、複数のクライアントでクライアント コンピューター ID (CMID) を比較します。同じ ID は 1 台と数えられます"],
        _, _, ["every client shows another id", "クライアントごとに異なる ID が表示されます"];
    GENERALIZE: Machine, None, rearm_page, rearm,
        ["On each clone, with Office closed: reset the ids and restart Windows, then activate. Mend the image: the same as \
         its last step before capture (Windows: sysprep /generalize)",
         "複製された各コンピューターで Office を終了し、ID をリセットして再起動し、ライセンス認証を行います。イメージでは、取り込み前の最後の手順として同じ操作を行います (Windows では sysprep \
          /generalize)"],
        ["uses one rearm of the machine; restart needed", "rearm を 1 回使用します。再起動が必要です"], _,
        ["each machine shows its own CMID", "コンピューターごとに異なる CMID が表示されます"];
    HOST_KEY: Host, None, page, install_host_key,
        ["On {host}: install the KMS host key that covers {product} and activate it (Office: first the Volume \
         License Pack {pack})",
         "{host} に {product} に対応する KMS ホスト キーをインストールし、ライセンス認証します (Office では先に Volume License Pack {pack} をインストール)"],
        ["uses one activation of the host key; the host keeps serving older products",
         "ホスト キーのライセンス認証回数を 1 回使用します。以前の製品には引き続き応答します"],
        ["install the previous host key", "以前のホスト キーをインストールします"],
        ["slmgr.vbs /dlv all on the host lists the product as Licensed",
         "ホストの slmgr.vbs /dlv all に、製品がライセンス済みとして表示されます"];
    HOST_UPDATE: Host, None, |_| Some(&article::HOST), |_| powershell(&[
            "Get-HotFix | Sort-Object InstalledOn -Descending | Select-Object -First 20 HotFixID,InstalledOn",
            "(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion') | Select-Object \
             ProductName,CurrentBuild,UBR",
        ]),
        ["Install the current cumulative update on {host}, which lets it serve newer clients, then install the \
         newer host key",
         "新しいクライアントに対応するため、{host} に最新の累積更新プログラムをインストールし、その後に新しいホスト キーをインストールします"],
        ["restart of the host", "ホストの再起動が必要です"], ["remove the update", "更新プログラムを削除します"],
        ["clients of the new version activate", "新しいバージョンのクライアントがライセンス認証されます"];
    HOST_UPDATE_8_1: Host, None, |_| Some(&article::HOST_UPDATE), |context| [
            powershell(&["Get-HotFix -Id KB2885698"]),
            host_state(context),
        ].concat(),
        ["Install KB2885698 on {host}, which lets it serve Windows 8.1 and Windows Server 2012 R2, and restart it",
         "Windows 8.1 と Windows Server 2012 R2 に対応するため、{host} に KB2885698 をインストールして再起動します"],
        ["restart of the host", "ホストの再起動が必要です"],
        ["wusa /uninstall /kb:2885698", "wusa /uninstall /kb:2885698"],
        ["clients of the new version activate", "新しいバージョンのクライアントがライセンス認証されます"];
    PORT_EQUAL: Host, Port, page, port_equal,
        ["Make the ports equal: let {host} listen on port {port}, which clients and record use, restart its \
         service and open the firewall; or correct the record",
         "ポートを一致させます。{host} の待ち受けを、クライアントとレコードが使うポート {port} に設定し、サービスを再起動してファイアウォールで許可します。またはレコードを修正します"],
        ["clients that use the old port lose the host", "以前のポートを使うクライアントは接続できなくなります"],
        ["slmgr.vbs /sprt {listening}, then restart sppsvc", "slmgr.vbs /sprt {listening} の後に sppsvc を再起動します"],
        ["record, listening port and the clients' 12288 show the same number",
         "レコード、待ち受けポート、クライアントの 12288 の番号が一致します"];
}

pub(super) fn page(context: &Context) -> Option<&'static Article> {
    match context.app {
        App::Office => Some(&article::OFFICE_HOST),
        App::Other => None,
        _ => Some(&article::HOST),
    }
}

fn rearm_page(context: &Context) -> Option<&'static Article> {
    Some(if context.app == App::Office { &article::OFFICE_REARM } else { &article::KMS })
}

/// The license of the host that serves the product: Office's have ids of their own, and Windows' is the default.
fn with_license(context: &Context, option: &str) -> String {
    context.host_license().map_or(option.to_owned(), |id| format!("{option} {id}"))
}

fn activate_host(context: &Context) -> Vec<Command> {
    if context.app == App::Other {
        return host_of_muster("/ato");
    }
    slmgr(&["/dlv", "/ato", "/dlv"].map(|option| with_license(context, option)))
}

fn check_service(context: &Context) -> Vec<Command> {
    let (_, port) = context.asked_host();
    let look = cmd(&["sc query sppsvc".to_owned(), format!("netstat -ano | findstr \":{port}\"")]);
    [look, host_state(context)].concat()
}

fn install_host_key(context: &Context) -> Vec<Command> {
    let install =
        slmgr(&[format!("/ipk {HOST_KEY_NAME}"), with_license(context, "/ato"), with_license(context, "/dlv")]);
    if context.app == App::Other { host_of_muster(&format!("/ipk {HOST_KEY_NAME}")) } else { install }
}

/// Windows resets by slmgr; each Office by a program of its own, in the folder of its version.
fn rearm(context: &Context) -> Vec<Command> {
    use crate::next_step::office::Version as OfficeVersion;
    let restart = "shutdown /r /t 60";
    if context.app != App::Office {
        return client(context, &["/rearm"], &["/rearm"]).into_iter().chain(cmd(&[restart])).collect();
    }
    let program = if context.office == Some(OfficeVersion::V2010) {
        vec!["\"%CommonProgramFiles%\\Microsoft Shared\\OfficeSoftwareProtectionPlatform\\OSPPREARM.EXE\"".to_owned()]
    } else {
        vec![context.go_to_folder(), "OSPPREARM.EXE".to_owned()]
    };
    let activate = client(context, &["/ato"], &["/act", "/dcmid"]);
    [cmd(&program), cmd(&[restart]), activate].concat()
}

fn port_equal(context: &Context) -> Vec<Command> {
    let (_, port) = context.asked_host();
    let set = slmgr(&[format!("/sprt {port}")]);
    [set, cmd(&["net stop sppsvc && net start sppsvc"]), super::network::open_on_host(context), host_state(context)]
        .concat()
}
