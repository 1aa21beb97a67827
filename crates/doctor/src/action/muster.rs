//! Actions on machines and hosts of Muster.

use super::definition::{Action, Who, actions};
use crate::next_step::command::sh;
use muster_core::lang::Text;

actions! {
    MUSTER_ACTIVATE_HOST: Host, None, |_| None,
        |_| sh(&["muster host status", "muster slmgr /ato", "muster host status"]),
        ["On the host: activate it with its host key (without a key: muster host activate --key-file FILE; without a network: \
          muster slmgr /dti and /atp)",
         "ホストで、ホスト キーを使用してライセンス認証を行います (キーが未インストールの場合は muster host activate --key-file ファイル、\
          ネットワークがない場合は muster slmgr /dti と /atp)"],
        ["uses one of the activations of the host key", "ホスト キーのライセンス認証回数を 1 回使用します"], _,
        ["muster host status shows License Status: Licensed", "muster host status で「ライセンスされています」と表示されます"];
    MUSTER_FOLLOW_CODE: Machine, None, |_| None, |_| sh(&["muster slmgr /dlv", "muster client events"]),
        ["Do what Muster prints below the code (the same stands in docs/codes.md)",
         "コードの下に表示された対処方法を実行します (docs/codes.md にも記載されています)"],
        _, _,
        ["muster slmgr /dlv shows License Status: Licensed", "muster slmgr /dlv で「ライセンスされています」と表示されます"];
    MUSTER_RESUME_HOST: Host, None, |_| None, |_| sh(&["muster host resume", "muster host status"]),
        ["If this host is to serve again: undo its retirement; else let clients find another host",
         "このホストを再び使用する場合は廃止を取り消します。使用しない場合は、クライアントが別のホストを検出できるようにします"],
        ["clients find and ask this host again", "クライアントがこのホストを再び検出し、要求を送信します"],
        ["muster host retire", "muster host retire"],
        ["muster host status says that the service is enabled", "muster host status でサービスが有効と表示されます"];
    MUSTER_RENEW_HOST: Host, None, |_| None,
        |_| sh(&["journalctl -u muster-host --since -7d", "muster slmgr /ato", "muster slmgr /dlv"]),
        ["A host with a network renews its license by itself: read why that failed, then activate it again",
         "ネットワークに接続されたホストはライセンスを自動的に更新します。失敗した理由を確認し、もう一度ライセンス認証を行います"],
        _, _,
        ["muster slmgr /dlv on the host shows a later expiration", "ホストの muster slmgr /dlv で有効期限が延長されています"];
    MUSTER_NEW_PACK: Host, None, |_| None, |_| sh(&["muster host pack pack.jws", "muster host status"]),
        ["Get the newest license pack from the vendor, and install it on the host (here pack.jws); clients take it from there",
         "最新のライセンス パックをベンダーから入手し、ホストにインストールします (ここでは pack.jws)。クライアントはホストから取得します"],
        ["an older pack is refused", "古いパックは拒否されます"], _,
        ["pack.days of the host's /health grows", "ホストの /health の pack.days が増えます"];
    MUSTER_CONFIRM_CLOCK: Host, None, |_| None, |_| sh(&["timedatectl", "chronyc tracking", "muster host confirm-clock"]),
        ["Compare the clock of the host with a source of time and set it right; only if it is right as it is, confirm it",
         "ホストの時計を時刻源と比較して修正します。現在の時刻が正しい場合にだけ、時刻を確認済みにします"],
        ["confirming a wrong clock ends activations too early or too late", "誤った時刻を確認済みにすると、ライセンス認証の期限が誤って判定されます"],
        ["set the clock right: the host believes it again", "時計を修正すると、ホストは再び時刻を信頼します"],
        ["clock.status of the host's /health is ok", "ホストの /health の clock.status が ok になります"];
    MUSTER_MEND_STORE: Host, None, |_| None,
        |_| sh(&["df -h /var/lib/muster", "ls -ld /var/lib/muster/host", "journalctl -u muster-host -n 50"]),
        ["Free space on the disk of the state directory, check its rights, or bring the database back: the code in /health says which",
         "/health のコードに応じて、状態ディレクトリのディスクの空き領域を増やすか、アクセス権を確認するか、データベースを復旧します"],
        _, _,
        ["store.status of the host's /health is ok; no restart is needed", "ホストの /health の store.status が ok になります (再起動は不要)"];
    MUSTER_FREE_CONNECTIONS: Host, None, |_| None, |_| sh(&["ss -tn state established", "muster host status"]),
        ["Look who holds the connections, and let [access] in host.toml refuse networks that have no business there",
         "接続元を確認し、必要のないネットワークは host.toml の [access] で拒否します"],
        _, _,
        ["connections.status of the host's /health is ok", "ホストの /health の connections.status が ok になります"];
    MUSTER_PUBLISH: Host, None, |_| None, |_| sh(&["muster host events", "muster host publish"]),
        ["On the host: read in event 12293 why the DNS server refused (key, rights in the zone, address), mend that, and publish again. \
          Without dynamic updates: create the record that the event names by hand, and take the domain off [dns] in host.toml",
         "ホストでイベント 12293 を確認し、DNS サーバーに拒否された原因 (キー、ゾーンの権限、アドレス) を修正してから、もう一度発行します。\
          動的更新を使用しない場合は、イベントに表示されたレコードを手動で作成し、host.toml の [dns] からドメインを削除します"],
        ["the record of this host alone is written", "このホストのレコードだけが書き込まれます"],
        ["muster host withdraw", "muster host withdraw"],
        ["dns.status of the host's /health is ok", "ホストの /health の dns.status が ok になります"];
    MUSTER_LOOK_AT_MACHINES: Host, None, |_| None, |_| sh(&["muster host machines", "muster host events", "muster host status"]),
        ["Read which machines are refused and by which code, and look the code up (muster doctor explain CODE)",
         "拒否されたコンピューターとコードを確認し、コードの意味を調べます (muster doctor explain コード)"],
        _, _,
        ["muster host machines shows an end of activation for each machine", "muster host machines で各コンピューターにライセンス認証の期限が表示されます"];
    MUSTER_LOOK_AT_KEYS: Licensing, None, |_| None,
        |_| sh(&["muster authority key list", "muster authority computer list"]),
        ["At the vendor: look which computers the key has activated; raise its limit or issue another key, if the contract covers that",
         "ベンダーで、キーを使用したコンピューターを確認します。契約の範囲内であれば、上限を引き上げるか、新しいキーを発行します"],
        _, _,
        ["muster authority key list shows activations that are left", "muster authority key list でライセンス認証の残りが表示されます"];
    MUSTER_REARM: Machine, Count, |_| None, |_| sh(&["muster slmgr /rearm", "muster slmgr /ato"]),
        ["On each copied machine: give it a CMID of its own, and activate it; rearm the image before it is copied again",
         "複製した各コンピューターで、CMID を再生成してからライセンス認証を行います。イメージは複製の前に再設定 (rearm) します"],
        ["uses one of the re-arms of the machine", "再設定 (rearm) の残り回数を 1 回使用します"], _,
        ["muster host machines shows a line for each machine", "muster host machines に各コンピューターが 1 行ずつ表示されます"];
}
