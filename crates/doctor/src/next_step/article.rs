//! The articles that a step follows: title and address, in one table. Addresses without a language open in the reader's.

use muster_core::lang::Text;

/// A published page.
#[derive(Debug)]
pub struct Article {
    /// The number of the knowledge base article, such as `KB2885698`; empty if it has none.
    pub kb: &'static str,
    /// Title.
    pub title: Text,
    /// Address.
    pub link: &'static str,
}

macro_rules! articles {
    ($($name:ident: $kb:literal, $en:literal, $ja:literal, $link:literal;)*) => {
        $(pub(crate) static $name: Article = Article { kb: $kb, title: Text { en: $en, ja: $ja }, link: $link };)*

        /// All articles.
        pub static ALL: &[&Article] = &[$(&$name),*];
    };
}

articles! {
    AVD: "", "Windows Enterprise multi-session FAQ", "Windows Enterprise マルチセッションに関する FAQ",
        "https://learn.microsoft.com/azure/virtual-desktop/windows-multisession-faq";
    AVMA: "", "Automatic Virtual Machine Activation", "仮想マシンの自動ライセンス認証",
        "https://learn.microsoft.com/windows-server/get-started/automatic-vm-activation";
    AZURE: "", "Troubleshoot Azure Windows virtual machine activation problems", "Azure Windows 仮想マシンのライセンス認証に関する問題のトラブルシューティング",
        "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/troubleshoot-activation-problems";
    AZURE_TUNNEL: "", "Windows activation fails in forced tunneling scenario", "強制トンネリングのシナリオで Windows のライセンス認証が失敗する",
        "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/custom-routes-enable-kms-activation";
    EC2: "", "Windows activation fails on an EC2 instance", "EC2 インスタンスで Windows のライセンス認証が失敗する",
        "https://repost.aws/knowledge-center/windows-activation-fails";
    ESU: "", "Enable Extended Security Updates (ESU)", "拡張セキュリティ更新プログラム (ESU) を有効にする",
        "https://learn.microsoft.com/windows/whats-new/enable-extended-security-updates";
    BLOCKED_UPDATE: "KB971033", "Windows Activation Technologies update for Windows 7", "Windows 7 の Windows Activation \
     Technologies の更新",
        "https://support.microsoft.com/help/971033";
    DNS: "", "Guidelines for troubleshooting DNS-related activation issues", "DNS に関連するライセンス認証の問題のトラブルシューティングに関するガイドライン",
        "https://learn.microsoft.com/windows-server/get-started/common-troubleshooting-procedures-kms-dns";
    ERROR_CODES: "", "Resolve Windows activation error codes", "Windows のライセンス認証のエラー コードを解決する",
        "https://learn.microsoft.com/windows-server/get-started/activation-error-codes";
    HOST: "", "Create a Key Management Services (KMS) activation host", "キー マネージメント サービス (KMS) のライセンス認証ホストを作成する",
        "https://learn.microsoft.com/windows-server/get-started/kms-create-host";
    HOST_UPDATE: "KB2885698", "Update for KMS hosts that serve Windows 8.1 and Windows Server 2012 R2", "Windows 8.1 と \
     Windows Server 2012 R2 に対応するための KMS ホストの更新プログラム",
        "https://support.microsoft.com/help/2885698";
    KMS: "", "Guidelines for troubleshooting the Key Management Service (KMS)", "キー マネージメント サービス (KMS) のトラブルシューティングに関するガイドライン",
        "https://learn.microsoft.com/windows-server/get-started/activation-troubleshoot-kms-general";
    OFFICE_2007_KEYS: "KB828378", "Volume license keys of older Office versions", "以前のバージョンの Office のボリューム ライセンス キー",
        "https://support.microsoft.com/help/828378";
    OFFICE_DNS: "", "Configure DNS for activating volume licensed versions of Office by using KMS", "KMS を使用してボリューム ライセンス版\
     の Office をライセンス認証するための DNS の構成",
        "https://learn.microsoft.com/office/volume-license-activation/configure-dns-to-activate-office-by-using-kms";
    OFFICE_HOST: "", "Configure a KMS host computer for Office", "Office 用の KMS ホスト コンピューターを構成する",
        "https://learn.microsoft.com/office/volume-license-activation/configure-a-kms-host-computer-for-office";
    OFFICE_KMS: "KB2870357", "Office client KMS activation", "Office クライアントの KMS ライセンス認証",
        "https://support.microsoft.com/help/2870357";
    OFFICE_MAK: "", "Volume activate Office by using MAK", "MAK を使用して Office のボリューム ライセンス認証を行う",
        "https://learn.microsoft.com/office/volume-license-activation/activate-office-by-using-mak";
    OFFICE_REARM: "", "Rearm a volume licensed version of Office", "ボリューム ライセンス版の Office の再武装",
        "https://learn.microsoft.com/deployoffice/vlactivation/rearm-an-office-installation-on-an-image-when-using-kms-to-activate";
    OFFICE_SETUP_KEYS: "", "GVLKs for KMS and Active Directory-based activation of Office, Project, and \
     Visio", "Office、Project、Visio の KMS および Active Directory によるライセンス認証用の GVLK",
        "https://learn.microsoft.com/office/volume-license-activation/gvlks";
    OFFICE_TOOLS: "", "Tools to manage volume activation of Office", "Office のボリューム ライセンス認証を管理するツール",
        "https://learn.microsoft.com/office/volume-license-activation/tools-to-manage-volume-activation-of-office";
    OS_LICENSE: "KB5124008", "OSLicense PowerShell module", "OSLicense PowerShell モジュール",
        "https://learn.microsoft.com/powershell/module/oslicense";
    SETUP_KEYS: "", "KMS client activation and product keys", "KMS クライアントのライセンス認証とプロダクト キー",
        "https://learn.microsoft.com/windows-server/get-started/kms-client-activation-keys";
    SLMGR: "", "Slmgr.vbs options for obtaining volume activation information", "ボリューム ライセンス認証情報を取得するための Slmgr.vbs のオプション",
        "https://learn.microsoft.com/windows-server/get-started/activation-slmgr-vbs-options";
    SUBSCRIPTION: "", "Check the license and activation status for Microsoft 365 Apps", "Microsoft 365 Apps のライセンスとライセンス認証の\
     状態を確認する",
        "https://learn.microsoft.com/microsoft-365-apps/licensing-activation/vnextdiag";
    SUBSCRIPTION_ACTIVATION: "", "Windows subscription activation", "Windows サブスクリプションのライセンス認証",
        "https://learn.microsoft.com/windows/deployment/windows-subscription-activation";
    TOKENS: "", "Rebuild the Tokens.dat file", "Tokens.dat ファイルを再構築する",
        "https://learn.microsoft.com/windows-server/get-started/activation-rebuild-tokens-dat-file";
    ACTIVATION_OBJECT: "", "Activate using Active Directory-based activation", "Active Directory によるライセンス認証",
        "https://learn.microsoft.com/windows-server/get-started/activation-troubleshoot-adba-clients";
}
