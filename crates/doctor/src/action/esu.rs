//! Actions on Extended Security Updates (ESU) and on what a subscription activates.

use super::definition::{Action, Who, actions};
use crate::{
    dated::esu,
    next_step::{
        article::{self, Article},
        command::{Command, cmd, powershell, windows},
        context::Context,
        placeholder::MAK,
    },
};
use muster_core::lang::Text;

actions! {
    ACTIVATE_ADD_ON: Machine, None, esu_page, |context| add_on(context, &["/ato", "/dlv"]),
        ["Activate the add-on by its activation ID; /ato without it activates Windows only",
         "アドオンのライセンス認証 ID を指定してライセンス認証します。ID のない /ato は Windows だけをライセンス認証します"],
        ["uses one activation of the ESU key", "ESU キーのライセンス認証回数を 1 回使用します"], _,
        ["slmgr.vbs /dlv with the activation ID shows License Status: Licensed",
         "ライセンス認証 ID を指定した slmgr.vbs /dlv で「ライセンスされています」と表示されます"];
    ACTIVATE_BASE: Machine, None, esu_page, |context| windows(context, &["/ato", "/dlv"]),
        ["Activate Windows itself first, by its own channel", "先に Windows 自体を、そのチャネルの方法でライセンス認証します"],
        ["none; it sends one request", "なし (要求を 1 回送信するだけです)"], _, _;
    INSTALL_ADD_ON: Machine, None, esu_page, |context| [
            windows(context, &[format!("/ipk {MAK}")]),
            add_on(context, &["/ato", "/dlv"]),
        ].concat(),
        ["Install the ESU key (MAK) of the year in force and activate it by the activation ID of that year",
         "有効な年度の ESU キー (MAK) をインストールし、その年度のライセンス認証 ID を指定してライセンス認証します"],
        ["uses one activation of the ESU key", "ESU キーのライセンス認証回数を 1 回使用します"], _,
        ["slmgr.vbs /dlv with the activation ID shows License Status: Licensed",
         "ライセンス認証 ID を指定した slmgr.vbs /dlv で「ライセンスされています」と表示されます"];
    PREPARE_ADD_ON: Machine, None, esu_page, |_| powershell(&[
            "Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion' | Select-Object CurrentBuild,UBR,DisplayVersion"
                .to_owned(),
            format!("Get-HotFix -Id {} -ErrorAction SilentlyContinue", esu::packages("Windows 10").join(",")),
        ]),
        ["Install the current cumulative update, then the ESU licensing preparation package (Windows 10: {packages}), restart, \
         and install the ESU key again",
         "最新の累積更新プログラム、次に ESU ライセンス準備パッケージ (Windows 10: {packages}) をインストールして再起動し、ESU キーをもう一度インストールします"],
        ["restart needed", "再起動が必要です"], ["uninstall the update", "更新プログラムをアンインストールします"],
        ["slmgr.vbs /ipk accepts the ESU key", "slmgr.vbs /ipk で ESU キーがインストールされます"];
    UPGRADE_SYSTEM: Licensing, None, |_| Some(&article::ESU), |_| cmd(&["winver"]),
        ["Upgrade to a supported version; LTSC editions have their own end of support and take no ESU key",
         "サポート対象のバージョンにアップグレードします。LTSC には固有のサポート終了日があり、ESU キーは使用できません"],
        ["a new version needs tests", "新しいバージョンは検証が必要です"], ["restore the backup", "バックアップから復元します"],
        ["winver shows the new version", "winver に新しいバージョンが表示されます"];
    WITHOUT_KEY: Machine, None, |_| Some(&article::ESU), |_| powershell(&[
            "Invoke-RestMethod -Headers ('Metadata=true' | ConvertFrom-StringData) -Uri 'http://169.254.169.254/metadata/instance?api-version=2021-02-01'",
        ]),
        ["Install no ESU key: machines in Azure get the updates without one, if the instance metadata service answers",
         "ESU キーは不要です。Azure の仮想マシンは、Instance Metadata Service に接続できれば、キーなしで更新プログラムを受け取ります"],
        _, _, ["the metadata service answers and Windows Update offers the updates",
               "メタデータ サービスが応答し、Windows Update に更新プログラムが表示されます"];
    CHECK_ENTITLEMENT: Machine, None, |_| Some(&article::ESU), |_| cmd(&[
            "reg add \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\\ESU\" /v EnableESUSubscriptionCheck /t REG_DWORD /d 1 /f",
            "dsregcmd /status",
        ]),
        ["Switch the check on, and let a user with a Windows 365 license sign in with the Entra account; the computer must be Entra \
         joined or hybrid joined",
         "確認を有効にし、Windows 365 ライセンスを持つユーザーが Entra アカウントでサインインします。コンピューターは Entra 参加またはハイブリッド参加が必要です"],
        ["none", "なし"], ["set the value to 0", "値を 0 に戻します"],
        ["Windows Update offers the updates after the next sign-in", "次のサインイン後、Windows Update に更新プログラムが表示されます"];
    REFRESH_SUBSCRIPTION: Machine, None, |_| Some(&article::SUBSCRIPTION_ACTIVATION), |_| cmd(&[
            "dsregcmd /status",
            "%windir%\\system32\\ClipRenew.exe refreshsubscription",
        ]),
        ["Assign the Windows license to the user, let the user sign in online, and renew the subscription",
         "ユーザーに Windows のライセンスを割り当て、オンラインでサインインしてもらい、サブスクリプションを更新します"],
        ["none", "なし"], _,
        ["Settings > System > Activation shows the subscription as active",
         "[設定] > [システム] > [ライセンス認証] でサブスクリプションが有効と表示されます"];
    JOIN_ENTRA: Machine, None, |_| Some(&article::SUBSCRIPTION_ACTIVATION), |_| cmd(&["dsregcmd /status", "start ms-settings:workplace"]),
        ["Join the computer to Microsoft Entra ID, or make it hybrid joined; registered only is not enough",
         "コンピューターを Microsoft Entra ID に参加させるか、ハイブリッド参加にします。登録だけでは不十分です"],
        ["the sign-in of the users changes", "ユーザーのサインイン方法が変わります"], ["leave Entra ID", "Entra ID から切断します"],
        ["dsregcmd /status shows AzureAdJoined : YES", "dsregcmd /status に AzureAdJoined : YES と表示されます"];
    ALLOW_UPDATE_LOCATIONS: Machine, None, |_| Some(&article::SUBSCRIPTION_ACTIVATION), |_| cmd(&[
            "reg add HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate /v DoNotConnectToWindowsUpdateInternetLocations /t REG_DWORD /d 0 /f",
        ]),
        ["Turn the policy Do not connect to any Windows Update Internet locations off",
         "ポリシー「インターネット上の Windows Update に接続しない」を無効にします"],
        ["Windows may reach Windows Update", "Windows Update への接続が許可されます"], ["set the value to 1", "値を 1 に戻します"],
        ["Settings > System > Activation shows the subscription as active",
         "[設定] > [システム] > [ライセンス認証] でサブスクリプションが有効と表示されます"];
}

#[expect(clippy::unnecessary_wraps, reason = "what a step follows may be no article")]
fn esu_page(_: &Context) -> Option<&'static Article> {
    Some(&article::ESU)
}

/// These options of slmgr with the activation ID of the add-on.
fn add_on(context: &Context, options: &[&str]) -> Vec<Command> {
    let id = context.add_on.as_deref().unwrap_or_default();
    let with_id = |option: &&str| format!("{option} {id}").trim_end().to_owned();
    windows(context, &options.iter().map(with_id).collect::<Vec<_>>())
}
