//! What to do about a finding: who does it, the command, its risk, how to undo it, how to see that it worked.
//!
//! No action activates anything without a license, raises a count artificially, or names a host of somebody else.

use muster_core::lang::Text;

/// Who carries out an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The administrator of the machine.
    Machine,
    /// The administrator of the host.
    Host,
    /// The DNS administrator.
    Dns,
    /// The network administrator.
    Network,
    /// The manager of licenses and keys.
    Licensing,
}

impl Who {
    /// The role in a report.
    pub const fn text(self) -> Text {
        match self {
            Self::Machine => Text { en: "administrator of the computer", ja: "コンピューターの管理者" },
            Self::Host => Text { en: "administrator of the KMS host", ja: "KMS ホストの管理者" },
            Self::Dns => Text { en: "DNS administrator", ja: "DNS 管理者" },
            Self::Network => Text { en: "network administrator", ja: "ネットワーク管理者" },
            Self::Licensing => Text { en: "licensing manager", ja: "ライセンス管理担当者" },
        }
    }
}

/// One action.
#[derive(Debug)]
pub struct Action {
    /// Who carries it out.
    pub who: Who,
    /// What to do.
    pub text: Text,
    /// The command; empty if no single command does it.
    pub command: &'static str,
    /// What it may disturb or cost.
    pub risk: Text,
    /// How to undo it.
    pub undo: Text,
    /// How to see that it worked.
    pub verify: Text,
}

impl Action {
    /// Whether it says that nothing is to be done.
    pub(crate) fn is_nothing(&self) -> bool {
        std::ptr::eq(self, &NONE)
    }
}

const NO_RISK: Text = Text { en: "none, it only reads", ja: "なし (読み取りのみ)" };
const NOTHING_TO_UNDO: Text = Text { en: "nothing to undo", ja: "元に戻す必要はありません" };
const LICENSED: Text = Text {
    en: "slmgr.vbs /dlv (or ospp.vbs /dstatus) shows Licensed",
    ja: "slmgr.vbs /dlv (または ospp.vbs /dstatus) で「ライセンスされています」と表示される",
};

macro_rules! actions {
    ($($name:ident: $who:ident, $command:literal,
        [$en:literal, $ja:literal], $risk:tt, $undo:tt, $verify:tt;)*) => {
        $(
            pub(crate) static $name: Action = Action {
                who: Who::$who,
                text: Text { en: $en, ja: $ja },
                command: $command,
                risk: actions!(@text NO_RISK, $risk),
                undo: actions!(@text NOTHING_TO_UNDO, $undo),
                verify: actions!(@text LICENSED, $verify),
            };
        )*

        /// All actions.
        pub static ALL: &[&Action] = &[$(&$name),*];
    };
    (@text $default:ident, _) => { $default };
    (@text $default:ident, [$en:literal, $ja:literal]) => { Text { en: $en, ja: $ja } };
}

actions! {
    CREATE_OBJECT: Machine, "slmgr.vbs /ad-activation-online HOST-KEY",
        ["Create an activation object for this product in the directory, with its host key; or allow activation by KMS too",
         "この製品のホスト キーを使用して、ディレクトリにアクティベーション オブジェクトを作成します。または KMS による認証も許可します"],
        ["uses one activation of the host key", "ホスト キーの認証を 1 回使用します"],
        ["delete the object: slmgr.vbs /del-ao NAME", "slmgr.vbs /del-ao 名前 でオブジェクトを削除します"],
        ["slmgr.vbs /ao-list shows the object, and /ato succeeds", "slmgr.vbs /ao-list にオブジェクトが表示され、/ato が成功する"];
    MEND_CERTIFICATE: Machine, "slmgr.vbs /ltc",
        ["Give the computer a certificate that the issuance license accepts (slmgr.vbs /lil): its issuer, purpose, validity and revocation list",
         "発行ライセンス (slmgr.vbs /lil) の条件 (発行者、用途、有効期間、失効リスト) を満たす証明書をコンピューターに用意します"],
        _, _,
        ["slmgr.vbs /ltc lists the certificate, and /fta with its thumbprint succeeds", "slmgr.vbs /ltc に証明書が表示され、その拇印で /fta が成功する"];
    REACH_DIRECTORY: Machine, "nltest /dsgetdc:DOMAIN",
        ["Connect the computer to the domain's network, or join it again; a computer outside the domain needs KMS or a MAK",
         "コンピューターをドメインのネットワークに接続するか、ドメインに参加し直します。ドメイン外のコンピューターには KMS または MAK が必要です"],
        _, _, _;
    READ_IDS_AGAIN: Licensing, "slmgr.vbs /dti",
        ["Show the installation ID again, read it out group by group, and type in the new confirmation ID",
         "インストール ID をもう一度表示し、グループごとに読み上げて、新しい確認 ID を入力します"],
        _, _, _;
    ACTIVATE: Machine, "cscript //nologo %windir%\\system32\\slmgr.vbs /ato",
        ["Ask for activation again, in an elevated prompt (Office: ospp.vbs /act)",
         "管理者として開いたコマンド プロンプトで、もう一度ライセンス認証を実行します (Office では ospp.vbs /act)"],
        ["none; it sends one request", "なし (要求を 1 回送信するだけです)"], _, _;
    ACTIVATE_HOST: Host, "cscript //nologo %windir%\\system32\\slmgr.vbs /ato",
        ["Activate the KMS host with its own key, online or by phone",
         "KMS ホストをホスト キーでライセンス認証します (オンラインまたは電話)"],
        ["uses one of the activations of the host key", "ホスト キーの認証回数を 1 回使用します"], _,
        ["slmgr.vbs /dlv on the host shows Licensed and a current count",
         "ホストの slmgr.vbs /dlv で「ライセンスされています」と現在の数が表示される"];
    ADD_CLIENTS: Host, "",
        ["Let more genuine machines ask this host, or activate by MAK or Active Directory, which need no count",
         "このホストに要求する実際のコンピューターを増やします。カウントを必要としない MAK または Active Directory によるライセンス認証も選べます"],
        ["none", "なし"], _,
        ["the current count of slmgr.vbs /dlv on the host reaches the threshold",
         "ホストの slmgr.vbs /dlv の現在の数がしきい値に達する"];
    ALLOW_PORT: Network, "Test-NetConnection HOST -Port 1688",
        ["Allow TCP 1688 from the client to the KMS host on every firewall between them",
         "クライアントから KMS ホストへの TCP 1688 を、経路上のすべてのファイアウォールで許可します"],
        ["opens one port to one host", "1 台のホストに対してポートを 1 つ開きます"],
        ["remove the rule", "規則を削除します"],
        ["Test-NetConnection shows TcpTestSucceeded : True",
         "Test-NetConnection で TcpTestSucceeded : True と表示される"];
    BETTER_HOST: Machine, "cscript ospp.vbs /sethst:OTHER-HOST",
        ["Point Office at another KMS host, or use a MAK for this one machine",
         "Office の接続先を別の KMS ホストに変更するか、このコンピューターだけ MAK を使用します"],
        ["none", "なし"], ["ospp.vbs /remhst", "ospp.vbs /remhst"], _;
    CALL_CENTRE: Licensing, "slui.exe 4",
        ["Ask Microsoft's activation centre, or the volume licensing portal, with the license agreement at hand",
         "ライセンス契約を用意して、Microsoft ライセンス認証窓口またはボリューム ライセンスのポータルに問い合わせます"],
        ["none", "なし"], _, ["the key activates again", "キーで再びライセンス認証できる"];
    CHECK_FIREWALL: Host, "netsh advfirewall firewall show rule name=all | findstr /i SPPSVC",
        ["Enable the inbound rule Key Management Service (TCP-In) for the profile of the host's network",
         "ホストで、使用中のネットワーク プロファイルに対する受信の規則「Key Management Service (TCP 受信)」を有効にします"],
        ["opens the KMS port on the host", "ホストの KMS ポートが開きます"], ["disable the rule", "規則を無効にします"],
        ["Test-NetConnection from a client succeeds", "クライアントからの Test-NetConnection が成功する"];
    CHECK_HOST_SERVICE: Host, "sc query sppsvc",
        ["On the host: is it switched on, does it listen on the port, does sppsvc start",
         "ホストの電源、待ち受けポート、sppsvc の起動を確認します"],
        _, _, ["netstat -ano on the host shows the port as LISTENING", "ホストの netstat -ano でポートが LISTENING と表示される"];
    CLEAR_PIN: Machine, "cscript //nologo %windir%\\system32\\slmgr.vbs /ckms",
        ["Remove the host that is set by hand, so that the client finds one by DNS (Office: ospp.vbs /remhst)",
         "手動で設定された KMS ホストを消去し、DNS による自動検出に戻します (Office では ospp.vbs /remhst)"],
        ["the client depends on DNS from then on", "以後、クライアントは DNS に依存します"],
        ["slmgr.vbs /skms HOST:PORT with the old value", "元の値で slmgr.vbs /skms ホスト名:ポート"], _;
    COLLECT: Machine, "muster doctor collect",
        ["Collect the evidence in one go, elevated, and read it again", "管理者権限でまとめて証拠を収集し、もう一度診断します"],
        _, _, ["this report names the cause", "このレポートが原因を示す"];
    COLLECT_HOST: Host, "slmgr.vbs /dlv  and  Key Management Service.evtx",
        ["Send the host's side: slmgr.vbs /dlv of the KMS host and its Key Management Service log",
         "KMS ホスト側の証拠 (slmgr.vbs /dlv と Key Management Service ログ) を送ってもらいます"],
        _, _, ["the report shows the host's count and requests", "レポートにホストのカウントと要求が表示される"];
    CONVERT_EDITION: Machine, "DISM /Online /Get-TargetEditions",
        ["Convert the evaluation to a licensed edition with DISM and a key of that edition, or reinstall from volume media",
         "DISM とそのエディションのキーで評価版を製品版に変換するか、ボリューム メディアから再インストールします"],
        ["cannot be undone; back up first, restart needed", "元に戻せません。先にバックアップしてください。再起動が必要です"],
        ["restore the backup", "バックアップから復元します"],
        ["slmgr.vbs /dlv shows a channel that is not TIMEBASED_EVAL",
         "slmgr.vbs /dlv のチャネルが TIMEBASED_EVAL 以外になる"];
    CREATE_SRV: Dns, "nslookup -type=srv _vlmcs._tcp.DOMAIN",
        ["Create the SRV record _vlmcs._tcp in the domain that the client searches (0 0 1688 HOST), or let the host publish it",
         "クライアントが検索するドメインに SRV レコード _vlmcs._tcp (0 0 1688 ホスト名) を作成するか、ホストに発行させます"],
        ["all clients of the domain will find this host", "ドメインのすべてのクライアントがこのホストを検出します"],
        ["delete the record", "レコードを削除します"],
        ["nslookup on the client shows the record", "クライアントの nslookup でレコードが表示される"];
    DELETE_SRV: Dns, "nslookup -type=srv _vlmcs._tcp.DOMAIN",
        ["Delete the SRV record of the host that is gone; no host does that by itself",
         "存在しないホストの SRV レコードを手動で削除します (自動では削除されません)"],
        ["clients stop finding that host", "クライアントはそのホストを検出しなくなります"],
        ["create the record again", "レコードを作り直します"],
        ["nslookup shows live hosts only", "nslookup に稼働中のホストだけが表示される"];
    DNS_SERVER: Network, "ipconfig /all",
        ["Mend the DNS servers that the client asks: are they set, do they answer, do they forward the zone",
         "クライアントの DNS サーバー設定を確認します (設定の有無、応答、ゾーンの転送)"],
        ["affects every name on the client", "クライアントのすべての名前解決に影響します"],
        ["restore the old addresses", "元のアドレスに戻します"],
        ["nslookup -type=srv _vlmcs._tcp answers", "nslookup -type=srv _vlmcs._tcp に応答がある"];
    ENABLE_SERVICE: Machine, "sc config sppsvc start= delayed-auto",
        ["Set the protection service back to its default start type and start it once (Office 2010 and Windows 7: osppsvc)",
         "保護サービスのスタートアップの種類を既定に戻し、一度開始します (Office 2010 と Windows 7 では osppsvc)"],
        ["none; this is the shipped setting", "なし (出荷時の設定です)"],
        ["sc config sppsvc start= disabled", "sc config sppsvc start= disabled"],
        ["sc query sppsvc shows RUNNING after slmgr.vbs /dlv",
         "slmgr.vbs /dlv の後に sc query sppsvc で RUNNING と表示される"];
    FIX_CLOCK: Machine, "w32tm /resync",
        ["Set the clock from the domain or an NTP server, on client and host; the time zone does not matter",
         "クライアントとホストの時刻をドメインまたは NTP サーバーに同期します (タイム ゾーンの違いは関係ありません)"],
        ["a large step may disturb running programs", "大きな時刻の変更は実行中のプログラムに影響することがあります"], _,
        ["w32tm /stripchart against the host shows seconds, not hours", "ホストに対する w32tm /stripchart のずれが数秒になる"];
    FIX_SYNTAX: Machine, "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\"",
        ["Write the host as name:port without http:// or path, and give the machine a DNS suffix",
         "ホストは http:// やパスを付けず「名前:ポート」で指定し、コンピューターに DNS サフィックスを設定します"],
        ["none", "なし"], ["write the old value back", "元の値に戻します"], _;
    GENERALIZE: Machine, "slmgr.vbs /rearm",
        ["On each clone: reset with slmgr.vbs /rearm and restart (Office: ospprearm). Mend the image: sysprep /generalize as its last step",
         "複製された各コンピューターで slmgr.vbs /rearm を実行して再起動します (Office では ospprearm)。イメージは最後に sysprep /generalize を実行して作り直します"],
        ["uses one rearm of the machine; restart needed", "rearm を 1 回使用します。再起動が必要です"], _,
        ["each machine shows its own CMID", "コンピューターごとに異なる CMID が表示される"];
    GRACE: Machine, "cscript //nologo %windir%\\system32\\slmgr.vbs /ato",
        ["Activate before the grace period ends", "猶予期間が終わる前にライセンス認証を行います"],
        ["none", "なし"], _, _;
    HOST_KEY: Host, "slmgr.vbs /ipk HOST-KEY",
        ["Install the KMS host key that covers this product from the volume licensing portal on the host, and activate it",
         "この製品に対応する KMS ホスト キーをボリューム ライセンスのポータルから入手し、ホストにインストールしてライセンス認証します"],
        ["uses one activation of the host key; the host keeps serving older products",
         "ホスト キーの認証回数を 1 回使用します。以前の製品には引き続き応答します"],
        ["install the previous host key", "以前のホスト キーをインストールします"],
        ["slmgr.vbs /dlv all on the host lists the product as Licensed",
         "ホストの slmgr.vbs /dlv all に、製品がライセンス済みとして表示される"];
    HOST_UPDATE: Host, "wmic qfe list brief",
        ["Install the update on the host that lets it serve newer clients, then install the newer host key",
         "新しいクライアントに対応するための更新プログラムをホストにインストールし、その後に新しいホスト キーをインストールします"],
        ["restart of the host", "ホストの再起動が必要です"], ["remove the update", "更新プログラムを削除します"],
        ["clients of the new version activate", "新しいバージョンのクライアントが認証される"];
    INSTALL_BASE: Licensing, "",
        ["Use a key for which this machine qualifies: MAK or retail, or install over a qualifying license",
         "このコンピューターの条件に合うキー (MAK またはリテール) を使うか、対象となるライセンスの上にインストールします"],
        ["none", "なし"], _, _;
    INSTALL_CLIENT_KEY: Machine, "slmgr.vbs /ipk SETUP-KEY",
        ["Install the KMS client setup key of this edition from Microsoft's published list (Office: ospp.vbs /inpkey:KEY), then activate",
         "Microsoft が公開している、このエディションの KMS クライアント セットアップ キーをインストールし (Office では ospp.vbs /inpkey:キー)、ライセンス認証します"],
        ["replaces the key that is installed", "インストール済みのキーを置き換えます"],
        ["install the previous key", "以前のキーをインストールします"], _;
    INTERNET: Network, "Test-NetConnection activation-v2.sls.microsoft.com -Port 443",
        ["Let the machine reach Microsoft's activation servers (proxy, TLS inspection, name resolution), or activate by phone",
         "Microsoft のライセンス認証サーバーへの通信を許可するか (プロキシ、TLS 検査、名前解決)、電話で認証します"],
        ["none", "なし"], _, _;
    LONGER_LOG: Machine, "wevtutil sl Application /ms:67108864",
        ["Enlarge the event log and wait for one renewal, or take the host's Key Management Service log",
         "イベント ログのサイズを大きくして次の更新を待つか、ホストの Key Management Service ログを使用します"],
        ["uses disk space", "ディスク領域を使用します"], ["set the old size", "元のサイズに戻します"],
        ["the log reaches back more than a week", "ログに 1 週間以上の記録がある"];
    NONE: Machine, "", ["Nothing to do", "対処は不要です"], ["none", "なし"], _, ["nothing to check", "確認は不要です"];
    OTHER_KEY: Licensing, "",
        ["Check which key and edition belong together; type it again by hand, with plain hyphens",
         "キーとエディションの組み合わせを確認し、ハイフンに注意して入力し直します"],
        ["none", "なし"], _, _;
    PIN_HOST: Machine, "slmgr.vbs /skms HOST:1688",
        ["Without DNS: name the host on the client (Office: ospp.vbs /sethst:HOST)",
         "DNS を使わない場合は、クライアントで KMS ホストを指定します (Office では ospp.vbs /sethst:ホスト名)"],
        ["the client keeps asking this host when it is replaced", "ホストを入れ替えても、このホストに要求し続けます"],
        ["slmgr.vbs /ckms", "slmgr.vbs /ckms"], _;
    PORT_EQUAL: Host, "slmgr.vbs /sprt 1688",
        ["Make the ports equal: set the host's port, or correct the record (and the firewall), then restart sppsvc",
         "ポートを一致させます。ホストのポートを設定するか、レコード (とファイアウォール) を修正し、sppsvc を再起動します"],
        ["clients that use the old port lose the host", "以前のポートを使うクライアントは接続できなくなります"],
        ["set the old port", "元のポートに戻します"],
        ["record, listening port and the clients' 12288 show the same number",
         "レコード、待ち受けポート、クライアントの 12288 の番号が一致する"];
    PUBLISH_RIGHTS: Host, "slmgr.vbs /sdns",
        ["Let the host write its record: a security group of all hosts with write permission on it, or create the record by hand",
         "ホストにレコードの書き込みを許可します (ホストのセキュリティ グループに書き込み権限を付与)。または手動でレコードを作成します"],
        ["gives the hosts the right to change one record", "ホストに 1 つのレコードの変更権限を与えます"],
        ["take the right back", "権限を取り消します"],
        ["event 12294 follows, and nslookup shows the record", "イベント 12294 が記録され、nslookup でレコードが表示される"];
    REBUILD_STORE: Machine, "",
        ["Rebuild the license store by the documented steps (tokens.dat), then activate",
         "文書化された手順でライセンス ストア (tokens.dat) を再構築し、ライセンス認証します"],
        ["all licenses must be activated again; keep a copy of the folder",
         "すべてのライセンスの再認証が必要です。フォルダーのコピーを保存してください"],
        ["put the copied folder back", "コピーしたフォルダーを戻します"], _;
    REMOVE_KEY: Machine, "cscript ospp.vbs /unpkey:XXXXX",
        ["Remove the keys that are not used, and keep the one of the license that the company bought",
         "使用していないキーを削除し、購入したライセンスのキーだけを残します"],
        ["the removed product cannot be activated until its key is installed again",
         "削除した製品は、キーを再インストールするまで認証できません"],
        ["ospp.vbs /inpkey:KEY", "ospp.vbs /inpkey:キー"],
        ["ospp.vbs /dstatus lists one key for each product", "ospp.vbs /dstatus に製品ごとに 1 つのキーが表示される"];
    REPAIR: Machine, "sfc /scannow",
        ["Repair the system or Office installation, then activate again",
         "システムまたは Office を修復してから、もう一度ライセンス認証します"],
        ["takes a while; restart may be needed", "時間がかかります。再起動が必要な場合があります"], _, _;
    RESTORE_RIGHTS: Machine, "",
        ["Give NETWORK SERVICE and SYSTEM back their rights on the licensing keys and on Enum\\Root, as Microsoft's article describes; look for the policy that took them",
         "Microsoft の記事に従い、NETWORK SERVICE と SYSTEM にライセンス関連キーと Enum\\Root のアクセス権を戻します。権限を変更したポリシーも確認してください"],
        ["changes permissions in the registry; export the keys first", "レジストリのアクセス許可を変更します。先にキーをエクスポートしてください"],
        ["import the exported keys", "エクスポートしたキーをインポートします"], _;
    RUN_ELEVATED: Machine, "",
        ["Open the command prompt with Run as administrator and repeat the command",
         "コマンド プロンプトを「管理者として実行」で開き、コマンドを再実行します"],
        ["none", "なし"], _, ["the command ends without 0x80070005", "0x80070005 が表示されない"];
    SUFFIX: Network, "ipconfig /all",
        ["Give the client the DNS suffix in whose zone the record lives (primary suffix, search list or DHCP option 15), or publish in its zone",
         "レコードがあるゾーンの DNS サフィックスをクライアントに設定します (プライマリ サフィックス、検索一覧、DHCP オプション 15)。または、クライアントのゾーンに発行します"],
        ["a new suffix changes how short names resolve", "短い名前の解決方法が変わります"],
        ["restore the old suffix", "元のサフィックスに戻します"],
        ["nslookup -type=srv _vlmcs._tcp on the client shows the record",
         "クライアントの nslookup -type=srv _vlmcs._tcp でレコードが表示される"];
    TALK_TO_OWNER: Licensing, "",
        ["Find out who set this up and whether a license covers it; restore the settings of your organisation",
         "設定した担当者とライセンスの有無を確認し、組織の設定に戻します"],
        ["none", "なし"], _, ["the machine asks a host of your own", "自組織のホストに要求するようになる"];
    UNINSTALL_UPDATE: Machine, "wusa /uninstall /kb:971033",
        ["On volume editions of Windows 7: remove KB971033, restore the store as Microsoft describes, restart, activate",
         "ボリューム ライセンス版の Windows 7 では、KB971033 を削除し、Microsoft の手順でストアを復元して再起動し、ライセンス認証します"],
        ["restart needed", "再起動が必要です"], ["install the update again", "更新プログラムを再インストールします"], _;
    USE_SUBSCRIPTION: Machine, "powershell -File vnextdiag.ps1 -action list",
        ["This Office is licensed by signing in; check it with vnextdiag, not with ospp.vbs",
         "この Office はサインインで認証されます。ospp.vbs ではなく vnextdiag で確認します"],
        ["none", "なし"], _, ["File > Account in an Office program shows the subscription", "Office の [ファイル] > [アカウント] にサブスクリプションが表示される"];
    VPN: Network, "",
        ["Let the machine reach its host at least once in 180 days (VPN, office visit), or use MAK, Active Directory or a subscription",
         "180 日に一度はホストに接続できるようにします (VPN や社内接続)。または MAK、Active Directory、サブスクリプションを使用します"],
        ["none", "なし"], _, _;
    VOLUME_MEDIA: Machine, "",
        ["Install the volume edition; a retail or subscription product never takes part in KMS",
         "ボリューム ライセンス版をインストールします。リテール版やサブスクリプション版は KMS の対象になりません"],
        ["reinstallation", "再インストールが必要です"], _, _;
}
