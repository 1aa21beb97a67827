//! Actions on the client: which host it asks, and asking again.

use super::definition::{Action, Who, actions};
use crate::{
    case::App,
    next_step::{
        article::{self, Article},
        command::{Command, Shell, client, cmd, slmgr},
        context::Context,
    },
};
use muster_core::lang::Text;

actions! {
    ACTIVATE: Machine, None, page, |context| client(context, &["/ato", "/dlv"], &["/act", "/dstatus"]),
        ["Ask for activation of {product} again, in an elevated prompt",
         "管理者として開いたコマンド プロンプトで、{product} のライセンス認証をもう一度実行します"],
        ["none; it sends one request", "なし (要求を 1 回送信するだけです)"], _, _;
    BETTER_HOST: Machine, None, page, |context| pin(context, context.better_host()),
        ["Point {product} at {other}; the slmgr.vbs /dlv of that host has to show Licensed for this product",
         "{product} の接続先を{other}に変更します。そのホストの slmgr.vbs /dlv で、この製品が「ライセンスされています」と表示される必要があります"],
        ["the client keeps asking this host when it is replaced", "ホストを入れ替えても、このホストに要求し続けます"],
        ["ospp.vbs /remhst (Windows: slmgr.vbs /ckms)", "ospp.vbs /remhst (Windows では slmgr.vbs /ckms)"], _;
    CACHE_HOST: Machine, None, page, |context| client(context, &["/skhc", "/dlv"], &["/cachst:TRUE", "/dstatus"]),
        ["Let the client keep the host that answered, as it does by default",
         "応答した KMS ホストをクライアントが保持するように、既定の設定に戻します"],
        ["none; this is the shipped setting", "なし (出荷時の設定です)"],
        ["slmgr.vbs /ckhc (Office: ospp.vbs /cachst:FALSE)", "slmgr.vbs /ckhc (Office では ospp.vbs /cachst:FALSE)"],
        ["the tool shows that KMS host caching is enabled", "KMS ホスト キャッシュが有効と表示されます"];
    CLEAR_LOOKUP_DOMAIN: Machine, None, page,
        |context| client(context, &["/ckms-domain", "/ato"], &["/ckms-domain", "/act"]),
        ["Remove the lookup domain that is set by hand, so that the client searches its own domains",
         "手動で設定された検索ドメインを消去し、クライアント自身のドメインで検索するようにします"],
        ["none", "なし"],
        ["slmgr.vbs /skms-domain {domain} (Office: ospp.vbs /skms-domain:{domain})",
         "slmgr.vbs /skms-domain {domain} (Office では ospp.vbs /skms-domain:{domain})"], _;
    CLEAR_PIN: Machine, None, page, |context| client(context, &["/ckms", "/ato"], &["/remhst", "/act"]),
        ["Remove {host}, which is set by hand, so that the client finds one by DNS, and activate",
         "手動で設定された {host} を消去して DNS による自動検出に戻し、ライセンス認証を行います"],
        ["the client depends on DNS from then on", "以後、クライアントは DNS に依存します"],
        ["{pinned_again}", "{pinned_again}"], _;
    COLLECT: Machine, None, page, reproduce,
        ["Produce the error again in an elevated prompt and send everything that is printed; muster doctor collect gathers \
         it with the events and DNS in one go",
         "管理者として開いたコマンド プロンプトでエラーを再現し、表示された内容をすべて送ります。muster doctor collect を使うと、イベントや DNS の情報もまとめて収集できます"],
        ["none; it sends one request", "なし (要求を 1 回送信するだけです)"], _,
        ["this report names the cause", "このレポートが原因を示します"];
    COMPARE_HOST: Machine, None, page, |_| cmd(&[
            "wevtutil qe Application /q:\"*[System[(EventID=12288)]]\" /c:5 /rd:true /f:text",
            "nslookup -type=srv _vlmcs._tcp",
        ]),
        ["Compare the host and port in the newest event 12288 with the answer of DNS: a host that DNS does not name is set \
         by hand on the client",
         "最新のイベント 12288 のホスト名とポートを DNS の応答と比較します。DNS にないホストは、クライアントで手動設定されたものです"],
        _, _, ["both name the same host and port", "両方が同じホスト名とポートを示します"];
    GRACE: Machine, None, page, |context| client(context, &["/ato", "/dlv"], &["/act", "/dstatus"]),
        ["Activate {product} before the grace period ends", "猶予期間が終わる前に {product} のライセンス認証を行います"],
        ["none", "なし"], _, _;
    PIN_HOST: Machine, None, page, |context| pin(context, context.better_host()),
        ["Without DNS: name the KMS host on the client", "DNS を使わない場合は、クライアントで KMS ホストを指定します"],
        ["the client keeps asking this host when it is replaced", "ホストを入れ替えても、このホストに要求し続けます"],
        ["slmgr.vbs /ckms (Office: ospp.vbs /remhst)", "slmgr.vbs /ckms (Office では ospp.vbs /remhst)"], _;
    RUN_TROUBLESHOOTER: Machine, None, |_| None, |_| [cmd(&["start ms-settings:activation"]), slmgr(&["/xpr"])].concat(),
        ["A digital license follows its owner: sign in with the Microsoft account to which it is linked, and choose in Settings > Activation > \
         Troubleshoot that hardware of this device was changed recently. An OEM license stays with its board; a volume license is activated again",
         "デジタル ライセンスの場合は、リンクした Microsoft アカウントでサインインし、[設定] の [ライセンス認証] で [トラブルシューティング] を開いて [このデバイスのハードウェアを最近変更しました] を選択します。OEM \
         ライセンスは元のマザーボードでのみ有効です。ボリューム ライセンスは再度ライセンス認証を行います"],
        ["none", "なし"], _, ["slmgr.vbs /xpr says that the machine is permanently activated", "slmgr.vbs /xpr に、永続的にライセンス認証されたと表示されます"];
    SET_PORT: Machine, Port, page, |context| {
            let (host, port) = context.asked_host();
            pin(context, (host, context.listening.unwrap_or(port)))
        },
        ["Or name host and the port on which it listens ({listening}) on the client",
         "または、クライアントでホスト名と待ち受けポート ({listening}) を指定します"],
        ["the client keeps asking this port when the host's changes", "ホストのポートを変更しても、このポートに要求し続けます"],
        ["slmgr.vbs /ckms (Office: ospp.vbs /remhst)", "slmgr.vbs /ckms (Office では ospp.vbs /remhst)"], _;
    USE_SUBSCRIPTION: Machine, None, |_| Some(&article::SUBSCRIPTION), |context| cmd(&[
            context.go_to_folder(),
            "powershell -ExecutionPolicy Bypass -File vnextdiag.ps1 -action list".to_owned(),
        ]),
        ["This Office is licensed by signing in; check it with vnextdiag, not with ospp.vbs",
         "この Office はサインインによってライセンス認証されます。ospp.vbs ではなく vnextdiag で確認します"],
        _, _,
        ["File > Account in an Office program shows the subscription",
         "Office の [ファイル] > [アカウント] にサブスクリプションが表示されます"];
}

/// The page on the product's own tool.
pub(super) fn page(context: &Context) -> Option<&'static Article> {
    match context.app {
        App::Office => Some(&article::OFFICE_KMS),
        App::Windows => Some(if context.vbscript_is_gone { &article::OS_LICENSE } else { &article::KMS }),
        App::Other => None,
        App::Unknown => Some(&article::KMS),
    }
}

/// Names a host on the client and activates. A port that is set without need survives the host.
fn pin(context: &Context, (host, port): (String, u64)) -> Vec<Command> {
    let windows = [format!("/skms {host}:{port}"), "/ato".to_owned()];
    let mut office = vec!["/remhst".to_owned(), format!("/sethst:{host}")];
    if port != 1688 {
        office.push(format!("/setprt:{port}"));
    }
    office.push("/act".to_owned());
    client(context, &windows, &office)
}

fn reproduce(context: &Context) -> Vec<Command> {
    let events =
        cmd(&["wevtutil qe Application /q:\"*[System[(EventID=12288 or EventID=12289)]]\" /c:10 /rd:true /f:text"]);
    let commands = client(context, &["/dlv", "/ato"], &["/dstatusall", "/act"]);
    if context.app == App::Other { commands } else { [commands, events].concat() }
}

/// What the host must show before a client is pointed at it.
pub(super) fn host_state(context: &Context) -> Vec<Command> {
    let option = context.host_license().map_or("/dlv".to_owned(), |id| format!("/dlv {id}"));
    if context.app == App::Other { host_of_muster("/dlv") } else { slmgr(&[option]) }
}

pub(super) fn host_of_muster(option: &str) -> Vec<Command> {
    vec![Command::new(Shell::Sh, format!("muster slmgr {option}"))]
}
