//! What slmgr prints when it does not know an option: every option, in both languages.

use muster_core::lang::Lang;

struct Section {
    title: [&'static str; 2],
    options: &'static [(&'static str, &'static str, &'static str)],
}

const SECTIONS: &[Section] = &[
    Section {
        title: ["Global options", "全般的なオプション"],
        options: &[
            (
                "/ipk <Product Key>",
                "install product key (replaces the existing key)",
                "プロダクト キーをインストールする (既存のキーは置き換えられる)",
            ),
            ("/ato [Activation ID]", "activate", "ライセンス認証を行う"),
            ("/dli [Activation ID | All]", "display license information", "ライセンス情報を表示する"),
            ("/dlv [Activation ID | All]", "display detailed license information", "詳細なライセンス情報を表示する"),
            (
                "/xpr [Activation ID]",
                "expiration date of the current license state",
                "現在のライセンスの状態の有効期限を表示する",
            ),
        ],
    },
    Section {
        title: ["Advanced options", "詳細オプション"],
        options: &[
            ("/cpky", "clear the product key from this machine", "このコンピューターからプロダクト キーを消去する"),
            (
                "/ilc <License file>",
                "install license: pack, offline license file or issuance license",
                "ライセンスをインストールする (パック、オフライン ライセンス ファイル、発行ライセンス)",
            ),
            ("/rilc", "re-install license files", "ライセンス ファイルを再インストールする"),
            ("/rearm", "reset the licensing status of the machine", "コンピューターのライセンスの状態をリセットする"),
            (
                "/rearm-app <Application ID>",
                "reset the licensing status of the given app",
                "指定したアプリケーションのライセンスの状態をリセットする",
            ),
            (
                "/rearm-sku <Activation ID>",
                "reset the licensing status of the given sku",
                "指定した SKU のライセンスの状態をリセットする",
            ),
            ("/upk [Activation ID]", "uninstall product key", "プロダクト キーをアンインストールする"),
            (
                "/dti [Activation ID]",
                "display installation ID for offline activation",
                "オフライン ライセンス認証用のインストール ID を表示する",
            ),
            (
                "/atp <Confirmation ID> [Activation ID]",
                "activate product with user-provided confirmation ID",
                "ユーザーが入力した確認 ID で製品のライセンス認証を行う",
            ),
        ],
    },
    Section {
        title: [
            "Volume licensing: Key Management Service (KMS) client options",
            "ボリューム ライセンス: キー管理サービス (KMS) クライアントのオプション",
        ],
        options: &[
            (
                "/skms <Name[:Port] | :Port> [Activation ID]",
                "set the name and/or the port for the KMS computer this machine will use",
                "使用する KMS コンピューターの名前とポートを設定する",
            ),
            (
                "/ckms [Activation ID]",
                "clear name of KMS computer used (sets the port to the default)",
                "KMS コンピューターの名前をクリアする (ポートは既定値になる)",
            ),
            (
                "/skms-domain <FQDN> [Activation ID]",
                "set the DNS domain in which all KMS SRV records can be found",
                "KMS SRV レコードを検索する DNS ドメインを設定する",
            ),
            ("/ckms-domain [Activation ID]", "clear the DNS domain", "DNS ドメインをクリアする"),
            ("/skhc", "enable KMS host caching", "KMS ホスト キャッシュを有効にする"),
            ("/ckhc", "disable KMS host caching", "KMS ホスト キャッシュを無効にする"),
        ],
    },
    Section {
        title: [
            "Volume licensing: Token-based activation options",
            "ボリューム ライセンス: トークン ベースのライセンス認証のオプション",
        ],
        options: &[
            (
                "/lil",
                "list installed token-based activation issuance licenses",
                "インストールされているトークン ベースのライセンス認証発行ライセンスを一覧表示する",
            ),
            (
                "/ril <ILID> <ILvID>",
                "remove installed token-based activation issuance license",
                "インストールされているトークン ベースのライセンス認証発行ライセンスを削除する",
            ),
            (
                "/ltc",
                "list token-based activation certificates",
                "トークン ベースのライセンス認証の証明書を一覧表示する",
            ),
            (
                "/fta <Certificate Thumbprint> [PIN]",
                "force token-based activation",
                "トークン ベースのライセンス認証を強制する",
            ),
        ],
    },
    Section {
        title: [
            "Volume licensing: Key Management Service (KMS) options",
            "ボリューム ライセンス: キー管理サービス (KMS) のオプション",
        ],
        options: &[
            (
                "/sprt <Port>",
                "set TCP port KMS will use to communicate with clients",
                "KMS がクライアントとの通信に使用する TCP ポートを設定する",
            ),
            (
                "/sai <Activation Interval>",
                "set interval (minutes) for unactivated clients to attempt KMS connection",
                "ライセンス認証されていないクライアントが KMS への接続を試行する間隔 (分) を設定する",
            ),
            (
                "/sri <Renewal Interval>",
                "set renewal interval (minutes) for activated clients",
                "ライセンス認証済みのクライアントの更新間隔 (分) を設定する",
            ),
            ("/sdns", "enable DNS publishing by KMS", "KMS による DNS 発行を有効にする"),
            ("/cdns", "disable DNS publishing by KMS", "KMS による DNS 発行を無効にする"),
            ("/spri", "set KMS priority to normal", "KMS の優先度を標準に設定する"),
            ("/cpri", "set KMS priority to low", "KMS の優先度を低に設定する"),
            (
                "/act-type <0 | 1 | 2 | 3> [Activation ID]",
                "set activation type to 1 (for AD) or 2 (for KMS) or 3 (for Token) or 0 (for all)",
                "ライセンス認証の種類を 1 (AD)、2 (KMS)、3 (トークン)、0 (すべて) に設定する",
            ),
        ],
    },
    Section {
        title: [
            "Volume licensing: Directory-based activation options",
            "ボリューム ライセンス: ディレクトリによるライセンス認証のオプション",
        ],
        options: &[
            (
                "/ad-activation-online <Product Key> [AO name]",
                "activate the directory with user-provided product key",
                "入力したプロダクト キーでディレクトリのライセンス認証を行う",
            ),
            (
                "/ad-activation-get-iid <Product Key>",
                "display installation ID for the directory",
                "ディレクトリのインストール ID を表示する",
            ),
            (
                "/ad-activation-apply-cid <Product Key> <Confirmation ID> [AO name]",
                "activate the directory with user-provided product key and confirmation ID",
                "入力したプロダクト キーと確認 ID でディレクトリのライセンス認証を行う",
            ),
            (
                "/ao-list",
                "display activation objects in the directory",
                "ディレクトリのライセンス認証オブジェクトを表示する",
            ),
            (
                "/del-ao <AO DN | AO RDN>",
                "delete activation objects in the directory",
                "ディレクトリのライセンス認証オブジェクトを削除する",
            ),
        ],
    },
];

/// Every option with its arguments and what it does.
pub fn usage(lang: Lang) -> String {
    let mut text = lang
        .pick("Usage: muster slmgr <Option> [Arguments]\n", "使用法: muster slmgr <オプション> [引数]\n")
        .to_owned();
    for section in SECTIONS {
        let [en, ja] = section.title;
        text.push_str(&format!("\n{}:\n", lang.pick(en, ja)));
        for (option, en, ja) in section.options {
            text.push_str(&format!("  {option}\n      {}\n", lang.pick(en, ja)));
        }
    }
    text
}
