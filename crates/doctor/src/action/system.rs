//! Actions on the licensing service, its store and rights, the directory, and the evidence itself.

use super::{
    activation::page,
    definition::{Action, Who, actions},
};
use crate::{
    case::App,
    next_step::{
        article::{self},
        command::{Command, client, cmd, powershell, slmgr},
        context::Context,
        placeholder::HOST_KEY,
    },
};
use muster_core::lang::Text;

actions! {
    CREATE_OBJECT: Machine, None, |_| Some(&article::ACTIVATION_OBJECT),
        |_| slmgr(&["/ao-list".to_owned(), format!("/ad-activation-online {HOST_KEY}"), "/ao-list".to_owned()]),
        ["Create an activation object for this product in the directory, with its host key; or allow activation by KMS too",
         "この製品のホスト キーを使用して、ディレクトリにライセンス認証オブジェクトを作成します。または KMS によるライセンス認証も許可します"],
        ["uses one activation of the host key", "ホスト キーのライセンス認証回数を 1 回使用します"],
        ["delete the object: slmgr.vbs /del-ao with its name of /ao-list", "slmgr.vbs /del-ao に /ao-list の名前を指定してオブジェクトを削除します"],
        ["slmgr.vbs /ao-list shows the object, and /ato succeeds", "slmgr.vbs /ao-list にオブジェクトが表示され、/ato が成功します"];
    ENABLE_SERVICE: Machine, Service, page, enable_service,
        ["Set the service {service}, which keeps the licenses of {product}, back to its default start type, start it once, \
         and activate",
         "{product} のライセンスを管理するサービス {service} のスタートアップの種類を既定に戻して一度開始し、ライセンス認証を行います"],
        ["none; this is the shipped setting. If Windows refuses to start it, restart Windows",
         "なし (出荷時の設定です)。開始できない場合は Windows を再起動します"],
        ["reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\{service} /v Start /t REG_DWORD /d 4 /f",
         "reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\{service} /v Start /t REG_DWORD /d 4 /f"],
        ["sc query {service} shows RUNNING while the tool runs, and {licensed}",
         "ツールの実行中に sc query {service} で RUNNING と表示され、{licensed}"];
    FEATURE_SOURCE: Machine, None, |_| None, |_| cmd(&["DISM /Online /Add-Capability /CapabilityName:VBSCRIPT~~~~", "gpupdate /force"]),
        ["Turn on the policy Specify settings for optional component installation and component repair with the download from Windows \
         Update, then add the feature again; muster doctor collect and OSLicense do without VBScript",
         "ポリシー「オプション コンポーネントのインストールおよびコンポーネントの修復のための設定を指定する」で Windows Update からのダウンロードを有効にし、機能をもう一度追加します。muster doctor collect と OSLicense には VBScript は不要です"],
        ["Windows may reach Windows Update", "Windows Update への接続が許可されます"],
        ["turn the policy off", "ポリシーを無効にします"],
        ["DISM /Online /Get-CapabilityInfo shows State : Installed", "DISM /Online /Get-CapabilityInfo に State : Installed と表示されます"];
    ENABLE_VBSCRIPT: Machine, None, |_| Some(&article::OS_LICENSE), enable_vbscript,
        ["Use the cmdlets of OSLicense where Windows has them, or install the optional feature VBSCRIPT, which slmgr.vbs \
         and ospp.vbs need",
         "Windows にある場合は OSLicense のコマンドレットを使用します。または slmgr.vbs と ospp.vbs に必要なオプション機能 VBSCRIPT をインストールします"],
        ["VBScript runs scripts again", "VBScript のスクリプトが再び実行できるようになります"],
        ["DISM /Online /Remove-Capability /CapabilityName:VBSCRIPT~~~~",
         "DISM /Online /Remove-Capability /CapabilityName:VBSCRIPT~~~~"],
        ["cscript //nologo %windir%\\system32\\slmgr.vbs /dli prints the license",
         "cscript //nologo %windir%\\system32\\slmgr.vbs /dli でライセンスが表示されます"];
    LONGER_LOG: Machine, None, |_| None, |_| cmd(&["wevtutil gl Application", "wevtutil sl Application /ms:67108864"]),
        ["Enlarge the event log and wait for one renewal, or take the host's Key Management Service log",
         "イベント ログのサイズを大きくして次の更新を待つか、ホストの Key Management Service ログを使用します"],
        ["uses disk space", "ディスク領域を使用します"],
        ["wevtutil sl Application with the old maxSize", "wevtutil sl Application で元の maxSize を指定します"],
        ["the log reaches back more than a week", "ログに 1 週間以上の記録があります"];
    MEND_CERTIFICATE: Machine, None, |_| Some(&article::SLMGR), |context| client(context, &["/lil", "/ltc"], &["/dtokils", "/dtokcerts"]),
        ["Give the computer a certificate that the issuance license accepts: its issuer, purpose, validity and revocation list",
         "発行ライセンスの条件 (発行者、用途、有効期間、失効リスト) を満たす証明書をコンピューターに用意します"],
        _, _,
        ["the certificate is listed, and activation with its thumbprint succeeds", "証明書が表示され、その拇印でのライセンス認証が成功します"];
    REACH_DIRECTORY: Machine, None, |_| Some(&article::ACTIVATION_OBJECT), |context| [
            cmd(&[
                context.domain.as_ref().map_or("nltest /dsgetdc:%USERDNSDOMAIN%".to_owned(), |domain| format!("nltest \
                 /dsgetdc:{domain}")),
                "dsregcmd /status".to_owned(),
            ]),
            client(context, &["/ato"], &["/act"]),
        ].concat(),
        ["Connect the computer to the domain's network, or join it again; a computer outside the domain needs KMS or a MAK",
         "コンピューターをドメインのネットワークに接続するか、ドメインに参加し直します。ドメイン外のコンピューターには KMS または MAK が必要です"],
        ["none", "なし"], _, _;
    REBUILD_STORE: Machine, Store, |_| Some(&article::TOKENS), rebuild_store,
        ["Rebuild the license store (tokens.dat; Office 2010 and Office on Windows 7: repair Office instead), then restart \
         twice and activate",
         "ライセンス ストア (tokens.dat) を再構築し (Office 2010 と Windows 7 上の Office では Office を修復)、2 回再起動してライセンス認証を行います"],
        ["all licenses must be activated again; keep the renamed file",
         "すべてのライセンスで、もう一度ライセンス認証が必要です。名前を変更したファイルを保存してください"],
        ["put the renamed file back while the service is stopped", "サービスの停止中に、名前を変更したファイルを元に戻します"], _;
    REPAIR: Machine, None, page, repair,
        ["Repair the installation of {product} (Office: Programs and Features > Change > Quick Repair, then Online \
         Repair), then activate again",
         "{product} を修復してから、もう一度ライセンス認証を行います (Office では [プログラムと機能] > [変更] > [クイック修復]、次に [オンライン修復])"],
        ["replaces damaged files; takes a while, and a restart may be needed", "破損したファイルを置き換えます。時間がかかり、再起動が必要な場合があります"], _, _;
    RESTORE_RIGHTS: Machine, Service, |_| Some(&article::ERROR_CODES), restore_rights,
        ["Save the keys first, then in regedit (Permissions) give SYSTEM read access to Enum\\Root and its subkeys, and \
         NETWORK SERVICE full control of the service's own key; look for the policy that took them",
         "先にキーを保存し、regedit の [アクセス許可] で、SYSTEM に Enum\\Root とそのサブキーの読み取り、NETWORK SERVICE にサービス自身のキーのフル コントロールを許可します。権限を変更した\
          ポリシーも確認してください"],
        ["changes permissions in the registry", "レジストリのアクセス許可を変更します"],
        ["take the permissions back in regedit", "regedit でアクセス許可を元に戻します"], _;
    RUN_ELEVATED: Machine, None, |_| Some(&article::ERROR_CODES), |context| [
            powershell(&["Start-Process cmd.exe -Verb RunAs"]),
            client(context, &["/ato"], &["/act"]),
        ].concat(),
        ["Open the command prompt with Run as administrator and repeat the command there",
         "コマンド プロンプトを「管理者として実行」で開き、コマンドを再実行します"],
        ["none", "なし"], _, ["the command ends without 0x80070005", "0x80070005 が表示されません"];
    TALK_TO_OWNER: Licensing, None, |_| None, |context| client(context, &["/dlv"], &["/dstatus"]),
        ["Find out who set this up and whether a license covers it; restore the settings of your organisation",
         "設定した担当者とライセンスの有無を確認し、組織の設定に戻します"],
        _, _, ["the machine asks a host of your own", "自組織のホストに要求するようになります"];
    UNINSTALL_UPDATE: Machine, None, |_| Some(&article::BLOCKED_UPDATE), |context| [
            cmd(&["wusa /uninstall /kb:971033"]),
            rebuild_store(context),
        ].concat(),
        ["On volume editions of Windows 7: remove KB971033, rebuild the store, restart, activate",
         "ボリューム ライセンス版の Windows 7 では、KB971033 を削除し、ストアを再構築して再起動し、ライセンス認証を行います"],
        ["restart needed", "再起動が必要です"], ["install the update again", "更新プログラムを再インストールします"], _;
}

/// Windows 8 and later refuse `sc config` for sppsvc: its start type is set in the registry.
fn enable_service(context: &Context) -> Vec<Command> {
    let service = context.service();
    let set = if service == "osppsvc" || context.is_before_windows_8() {
        format!("sc config {service} start= delayed-auto")
    } else {
        format!("reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\{service} /v Start /t REG_DWORD /d 2 /f")
    };
    let start = cmd(&[set, format!("net start {service}"), format!("sc query {service}")]);
    [start, client(context, &["/ato"], &["/act"])].concat()
}

fn enable_vbscript(context: &Context) -> Vec<Command> {
    let feature = cmd(&[
        "DISM /Online /Get-CapabilityInfo /CapabilityName:VBSCRIPT~~~~",
        "DISM /Online /Add-Capability /CapabilityName:VBSCRIPT~~~~",
    ]);
    [client(context, &["/dlv"], &["/dstatus"]), feature].concat()
}

/// Where the service keeps its tokens.
fn rebuild_store(context: &Context) -> Vec<Command> {
    if context.app == App::Office && context.service() == "osppsvc" {
        return repair(context);
    }
    let folder = if context.is_before_windows_8() {
        "%windir%\\ServiceProfiles\\NetworkService\\AppData\\Roaming\\Microsoft\\SoftwareProtectionPlatform"
    } else {
        "%windir%\\System32\\spp\\store\\2.0"
    };
    let renamed = cmd(&[
        "net stop sppsvc".to_owned(),
        format!("cd /d {folder}"),
        "ren tokens.dat tokens.bar".to_owned(),
        "net start sppsvc".to_owned(),
    ]);
    [renamed, slmgr(&["/rilc"]), cmd(&["shutdown /r /t 60"]), client(context, &["/ato"], &["/act"])].concat()
}

fn repair(context: &Context) -> Vec<Command> {
    let programs = if context.app == App::Office {
        cmd(&["appwiz.cpl"])
    } else {
        cmd(&["DISM /Online /Cleanup-Image /RestoreHealth", "sfc /scannow"])
    };
    [programs, client(context, &["/ato"], &["/act"])].concat()
}

fn restore_rights(context: &Context) -> Vec<Command> {
    let key = if context.service() == "osppsvc" {
        "HKLM\\SOFTWARE\\Microsoft\\OfficeSoftwareProtectionPlatform"
    } else {
        "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform"
    };
    let look =
        |key: &str| format!("(Get-Acl 'Registry::{key}').Access | Format-Table IdentityReference,RegistryRights");
    [
        cmd(&[format!("reg export \"{key}\" \"%USERPROFILE%\\Desktop\\licensing.reg\" /y")]),
        powershell(&[look(key), look("HKLM\\SYSTEM\\CurrentControlSet\\Enum\\Root")]),
        cmd(&["regedit".to_owned(), format!("net stop {0} & net start {0}", context.service())]),
        client(context, &["/ato"], &["/act"]),
    ]
    .concat()
}
