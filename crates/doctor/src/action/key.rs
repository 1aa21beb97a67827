//! Actions on product keys and editions.

use super::{
    activation::page,
    definition::{Action, Who, actions},
};
use crate::{
    case::{App, Channel},
    next_step::{
        article::{self, Article},
        command::{Command, client, cmd, slmgr},
        context::Context,
        placeholder::{MAK, SETUP_KEY},
    },
};
use muster_core::lang::Text;

actions! {
    CALL_CENTRE: Licensing, None, |_| Some(&article::ERROR_CODES), offline,
        ["Look up the key and its activations left in the Microsoft 365 admin center (Billing > Your products > Volume \
         licensing), and ask there for an increase or a new key; then activate, online or with a confirmation ID from the \
          Product Activation Portal (https://aka.ms/aoh)",
         "Microsoft 365 管理センター ([課金情報] > [お使いの製品] > [ボリューム ライセンス]) でキーと残りのライセンス認証回数を確認し、上限の引き上げまたは新しいキーを申請します。その後オンラインで、または \
          Product Activation Portal (https://aka.ms/aoh) の確認 ID でライセンス認証を行います"],
        ["none", "なし"], _, ["the key activates again", "キーで再びライセンス認証できます"];
    CONVERT_EDITION: Machine, None, |_| Some(&article::SETUP_KEYS), convert_edition,
        ["Convert the evaluation to a licensed edition (a server: to the edition that DISM lists; Windows 10 and 11 \
         Enterprise Evaluation: reinstall from volume media), then activate",
         "評価版を製品版に変換します (サーバーは DISM に表示されるエディションへ。Windows 10/11 Enterprise Evaluation はボリューム メディアから再インストール)。その後ライセンス認証を行います"],
        ["cannot be undone; back up first, restart needed", "元に戻せません。先にバックアップしてください。再起動が必要です"],
        ["restore the backup", "バックアップから復元します"],
        ["slmgr.vbs /dlv shows a channel that is not TIMEBASED_EVAL",
         "slmgr.vbs /dlv のチャネルが TIMEBASED_EVAL 以外になります"];
    INSTALL_BASE: Licensing, None, page, |context| use_mak(context),
        ["Use a key for which this machine qualifies: MAK or retail, or install over a qualifying license",
         "このコンピューターの条件に合うキー (MAK またはリテール) を使うか、対象となるライセンスの上にインストールします"],
        ["replaces the key that is installed", "インストール済みのキーを置き換えます"],
        ["install the previous key", "以前のキーをインストールします"], _;
    INSTALL_CLIENT_KEY: Machine, None, setup_keys, install_client_key,
        ["Install the KMS client setup key of exactly this product and edition, then activate",
         "この製品とエディションの KMS クライアント セットアップ キーをインストールし、ライセンス認証を行います"],
        ["replaces the key that is installed", "インストール済みのキーを置き換えます"],
        ["install the previous key", "以前のキーをインストールします"], _;
    NOT_FOR_KMS: Licensing, None, |_| Some(&article::OFFICE_2007_KEYS), |_| cmd(&["appwiz.cpl"]),
        ["Office 2007 and older know no KMS: use the volume license key of that version, or uninstall it and install a \
         supported version (2016 or later)",
         "Office 2007 以前は KMS に対応していません。そのバージョンのボリューム ライセンス キーを使用するか、アンインストールしてサポート対象のバージョン (2016 以降) をインストールします"],
        ["reinstallation", "再インストールが必要です"], ["install the old version again", "以前のバージョンを再インストールします"],
        ["File > Account (2007: Office button > Resources > About) shows an activated product",
         "[ファイル] > [アカウント] (2007 では Office ボタン > [リソース] > [バージョン情報]) でライセンス認証済みと表示されます"];
    OTHER_KEY: Licensing, None, page, |context| retype(context),
        ["Check which key and edition belong together, then type the key again by hand, with plain hyphens, in an elevated \
         prompt (not in Settings)",
         "キーとエディションの組み合わせを確認し、管理者として開いたコマンド プロンプトでキーを入力し直します (ハイフンに注意し、[設定] は使用しません)"],
        ["replaces the key that is installed", "インストール済みのキーを置き換えます"],
        ["install the previous key", "以前のキーをインストールします"], _;
    READ_IDS_AGAIN: Licensing, None, page, offline,
        ["Show the installation ID again, enter it group by group in the Product Activation Portal (https://aka.ms/aoh), \
         and type in the new confirmation ID without blanks",
         "インストール ID をもう一度表示し、Product Activation Portal (https://aka.ms/aoh) にグループごとに入力して、新しい確認 ID を空白なしで入力します"],
        _, _, _;
    RELEASE_KEY: Licensing, None, |_| Some(&article::ERROR_CODES), offline,
        ["Remove the key from the computer that has it (slmgr.vbs /upk there), then activate this one with a confirmation ID from the \
         Product Activation Portal (https://aka.ms/aoh). Whoever never used the key elsewhere has it replaced by the seller",
         "キーを使用しているコンピューターからキーを削除し (slmgr.vbs /upk)、このコンピューターで Product Activation Portal (https://aka.ms/aoh) の確認 ID を使用してライセンス認証を行います。\
         他で使用した覚えのないキーの場合は、販売元に交換を依頼します"],
        ["the other computer is not activated any more", "もう一方のコンピューターはライセンス認証されていない状態になります"],
        ["install the key there again", "元のコンピューターでキーを再インストールします"],
        ["the key activates again", "キーで再びライセンス認証できます"];
    REMOVE_KEY: Machine, None, |_| Some(&article::OFFICE_TOOLS), remove_key,
        ["Remove the keys that are not used, and keep the one of the license that the company bought",
         "使用していないキーを削除し、購入したライセンスのキーだけを残します"],
        ["the removed product cannot be activated until its key is installed again",
         "削除した製品は、キーを再インストールするまでライセンス認証できません"],
        ["ospp.vbs /inpkey: with the key that was removed", "削除したキーを指定して ospp.vbs /inpkey: を実行します"],
        ["ospp.vbs /dstatus lists one key for each product", "ospp.vbs /dstatus に製品ごとに 1 つのキーが表示されます"];
    USE_MAK: Machine, None, mak_page, use_mak,
        ["Or activate this machine by a MAK, which needs no host", "または、ホストを必要としない MAK でライセンス認証を行います"],
        ["uses one activation of the MAK; the machine must reach Microsoft once",
         "MAK のライセンス認証回数を 1 回使用します。Microsoft への接続が一度必要です"],
        ["install the setup key (GVLK) again", "セットアップ キー (GVLK) を再インストールします"], _;
    VOLUME_MEDIA: Machine, None, |_| Some(&article::OFFICE_TOOLS), |_| cmd(&["appwiz.cpl"]),
        ["If this edition was bought by itself, activate it in one of its programs (File > Account). If it is to be activated by KMS: \
         uninstall it in Programs and Features, and install the volume edition (Microsoft 365 admin center; Office 2019 and later: \
         Office Deployment Tool with a product ID that ends in Volume)",
         "このエディションを単体で購入した場合は、Office アプリの [ファイル] > [アカウント] でライセンス認証を行います。KMS でライセンス認証を行う場合は、[プログラムと機能] で \
         アンインストールし、ボリューム ライセンス版 (Microsoft 365 管理センター。Office 2019 以降は Office 展開ツールで末尾が Volume の製品 ID) をインストールします"],
        ["reinstallation", "再インストールが必要です"], ["install the old edition again", "以前のエディションを再インストールします"], _;
}

fn setup_keys(context: &Context) -> Option<&'static Article> {
    Some(if context.app == App::Office { &article::OFFICE_SETUP_KEYS } else { &article::SETUP_KEYS })
}

fn mak_page(context: &Context) -> Option<&'static Article> {
    if context.app == App::Office { Some(&article::OFFICE_MAK) } else { page(context) }
}

/// Of Office a MAK is removed first: otherwise both keys stay.
fn install_client_key(context: &Context) -> Vec<Command> {
    let windows = [format!("/ipk {SETUP_KEY}"), "/ato".to_owned()];
    let mut office = vec!["/dstatus".to_owned()];
    if context.channel == Channel::Mak {
        office.extend(context.partial_key.as_ref().map(|key| format!("/unpkey:{key}")));
    }
    office.extend([format!("/inpkey:{SETUP_KEY}"), "/act".to_owned()]);
    client(context, &windows, &office)
}

fn use_mak(context: &Context) -> Vec<Command> {
    let windows = [format!("/ipk {MAK}"), "/ato".to_owned()];
    let mut office = vec!["/dstatus".to_owned()];
    office.extend(context.partial_key.as_ref().map(|key| format!("/unpkey:{key}")));
    office.extend([format!("/inpkey:{MAK}"), "/act".to_owned()]);
    client(context, &windows, &office)
}

/// The key as it was: of a MAK or retail product; a KMS client's is the setup key.
fn retype(context: &Context) -> Vec<Command> {
    if matches!(context.channel, Channel::KmsClient | Channel::Retail) {
        return install_client_key(context);
    }
    if context.is_host {
        return slmgr(&[format!("/ipk {}", crate::next_step::placeholder::HOST_KEY), "/ato".to_owned()]);
    }
    use_mak(context)
}

fn remove_key(context: &Context) -> Vec<Command> {
    let removed = context.spare_keys.iter().map(|key| format!("/unpkey:{key}"));
    let office: Vec<String> =
        std::iter::once("/dstatus".to_owned()).chain(removed).chain(["/dstatus".to_owned()]).collect();
    let office = if context.spare_keys.is_empty() { vec!["/dstatus".to_owned()] } else { office };
    client(context, &["/dlv all"], &office)
}

/// Activation with a confirmation ID.
fn offline(context: &Context) -> Vec<Command> {
    if context.is_host {
        let id = context.host_license().map(|id| format!(" {id}")).unwrap_or_default();
        return slmgr(&[format!("/ato{id}"), format!("/dti{id}")]);
    }
    client(context, &["/ato", "/dti"], &["/act", "/dinstid"])
}

/// An evaluation of a client Windows becomes no other edition: it is installed anew.
fn convert_edition(context: &Context) -> Vec<Command> {
    let mut commands =
        vec!["DISM /Online /Get-CurrentEdition".to_owned(), "DISM /Online /Get-TargetEditions".to_owned()];
    if !context.is_client_windows {
        let edition = target_edition(context);
        commands.push(format!("DISM /Online /Set-Edition:{edition} /ProductKey:{SETUP_KEY} /AcceptEula"));
    }
    cmd(&commands)
}

/// A server's edition is that of its name; the rest DISM lists.
fn target_edition(context: &Context) -> &'static str {
    if context.product.contains("Datacenter") { "ServerDatacenter" } else { "ServerStandard" }
}
