//! What ospp prints when it does not know an option.

use muster_core::lang::Lang;

const OPTIONS: &[(&str, &str, &str)] = &[
    ("/act", "activate installed product keys", "インストールされているプロダクト キーのライセンス認証を行う"),
    ("/inpkey:value", "install a product key", "プロダクト キーをインストールする"),
    (
        "/unpkey:value",
        "uninstall the product key with these last five characters",
        "末尾 5 文字が一致するプロダクト キーをアンインストールする",
    ),
    ("/inslic:value", "install a license file", "ライセンス ファイルをインストールする"),
    (
        "/dstatus",
        "display license information for installed product keys",
        "インストールされているプロダクト キーのライセンス情報を表示する",
    ),
    ("/dstatusall", "display license information for all licenses", "すべてのライセンスの情報を表示する"),
    (
        "/dhistoryacterr",
        "display the failure history of online activation (MAK)",
        "オンライン ライセンス認証 (MAK) のエラー履歴を表示する",
    ),
    ("/dhistorykms", "display the history of KMS activation", "KMS ライセンス認証の履歴を表示する"),
    (
        "/dinstid",
        "display the installation ID for offline activation",
        "オフライン ライセンス認証用のインストール ID を表示する",
    ),
    ("/actcid:value", "activate with a confirmation ID", "確認 ID でライセンス認証を行う"),
    ("/rearm[:SKUID]", "reset the licensing status", "ライセンスの状態をリセットする"),
    ("/ddescr:value", "display the description of an error code", "エラー コードの説明を表示する"),
    ("/dcmid", "display the KMS client machine ID", "KMS クライアント コンピューター ID を表示する"),
    ("/sethst:value", "set a KMS host", "KMS ホストを設定する"),
    ("/setprt:value", "set the port of the KMS host", "KMS ホストのポートを設定する"),
    ("/remhst", "remove KMS host and port", "KMS ホストとポートの設定を削除する"),
    ("/cachst:TRUE | FALSE", "permit or deny KMS host caching", "KMS ホスト キャッシュを許可または拒否する"),
    (
        "/actype:0 | 1 | 2 | 3",
        "set the activation type: all, AD, KMS, token",
        "ライセンス認証の種類を設定する: すべて、AD、KMS、トークン",
    ),
    ("/skms-domain:value", "set the DNS domain of the KMS SRV records", "KMS SRV レコードの DNS ドメインを設定する"),
    ("/ckms-domain", "clear it", "DNS ドメインの設定をクリアする"),
    (
        "/dtokils",
        "display token-based activation issuance licenses",
        "トークン ベースのライセンス認証発行ライセンスを表示する",
    ),
    ("/rtokil:value", "uninstall an issuance license", "発行ライセンスをアンインストールする"),
    (
        "/dtokcerts",
        "display certificates for token-based activation",
        "トークン ベースのライセンス認証用の証明書を表示する",
    ),
    (
        "/tokact:value1[:value2]",
        "activate with a certificate: thumbprint and PIN",
        "証明書 (拇印と PIN) でライセンス認証を行う",
    ),
    ("/stokflag", "use token-based activation only", "トークン ベースのライセンス認証のみを使用する"),
    ("/ctokflag", "use any way of activation", "すべての種類のライセンス認証を使用する"),
    (
        "/puserops",
        "permit keys and activation to every user",
        "すべてのユーザーにキーのインストールとライセンス認証を許可する",
    ),
    ("/duserops", "deny it", "拒否する"),
    ("/osppsvcrestart", "restart the agent", "エージェントを再起動する"),
    ("/osppsvcauto", "let the agent start with the system", "エージェントをシステムの起動時に開始する"),
    ("/regmof", "register the WMI provider (Windows only)", "WMI プロバイダーを登録する (Windows のみ)"),
    ("/version", "display the version", "バージョンを表示する"),
];

/// Every option with its arguments and what it does.
pub fn usage(lang: Lang) -> String {
    let usage = lang.pick("Usage: muster ospp /Option[:Value]\n\n", "使用法: muster ospp /オプション[:値]\n\n");
    let lines = OPTIONS.iter().map(|(option, en, ja)| format!("  {option:<24} {}\n", lang.pick(*en, *ja)));
    lines.fold(usage.to_owned(), |text, line| text + &line)
}
