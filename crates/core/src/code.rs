//! The catalogue of codes: every refusal and failure that a user sees has one of these.
//!
//! Numbers and names are the documented ones (winerror.h, slerror.h), so what an administrator knows carries over.
//! A number is never reused for something else.

use crate::lang::{Lang, Text};
use std::fmt;

/// A result code (HRESULT), printed as `0xC004F074`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u32);

/// What the catalogue says of a code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// Its symbolic name.
    pub name: &'static str,
    /// What it means.
    pub title: Text,
    /// What to do about it.
    pub fix: Text,
}

impl Code {
    /// Its entry in the catalogue.
    pub fn entry(self) -> Option<&'static Entry> {
        CATALOGUE.iter().find(|entry| entry.code == self)
    }

    /// What it means, in `lang`.
    pub fn title(self, lang: Lang) -> &'static str {
        self.entry().map_or(lang.pick("unknown code", "不明なコードです。"), |entry| entry.title.get(lang))
    }

    /// What to do about it, in `lang`.
    pub fn fix(self, lang: Lang) -> &'static str {
        self.entry().map_or("", |entry| entry.fix.get(lang))
    }

    /// The code of a file that could not be read or written.
    pub fn of_file(kind: std::io::ErrorKind) -> Self {
        match kind {
            std::io::ErrorKind::NotFound => FILE_NOT_FOUND,
            std::io::ErrorKind::PermissionDenied => ACCESS_DENIED,
            std::io::ErrorKind::StorageFull => DISK_FULL,
            _ => STATE_UNREADABLE,
        }
    }

    /// Whether a host or its answer is at fault rather than the way to it: the licensing facility, 0xC004.
    pub fn is_hosts_answer(self) -> bool {
        self.0 >> 16 == 0xC004
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{:08X}", self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Code {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
        u32::from_str_radix(digits, 16).map(Self)
    }
}

macro_rules! catalogue {
    ($($name:ident = $number:literal $symbol:literal { $en:literal $ja:literal $fix_en:literal $fix_ja:literal })*) => {
        $(
            #[doc = concat!("`", $symbol, "`: ", $en, ".")]
            pub const $name: Code = Code($number);
        )*

        /// Every code that Muster itself uses, in the order of their numbers.
        pub const CATALOGUE: &[Entry] = &[$(Entry {
            code: $name,
            name: $symbol,
            title: Text { en: $en, ja: $ja },
            fix: Text { en: $fix_en, ja: $fix_ja },
        }),*];
    };
}

// Number and symbolic name; what it means and what to do about it, each in English and Japanese.
catalogue! {
    SUCCESS = 0x00000000 "S_OK" {
        "the request succeeded"
        "要求は成功しました。"
        "nothing to do"
        "対処は不要です。"
    }
    UNEXPECTED = 0x80004005 "E_FAIL" {
        "an unspecified error occurred"
        "不明なエラーが発生しました。"
        "read the log of the service under the operation id of the answer"
        "応答に示された操作 ID でサービスのログを確認してください。"
    }
    FILE_NOT_FOUND = 0x80070002 "ERROR_FILE_NOT_FOUND" {
        "the system cannot find the file specified"
        "指定されたファイルが見つかりません。"
        "check the path that the message names"
        "メッセージに示されたパスを確認してください。"
    }
    ACCESS_DENIED = 0x80070005 "E_ACCESSDENIED" {
        "access is denied: the action needs elevated rights"
        "アクセスが拒否されました。この操作には管理者特権が必要です。"
        "repeat the command with the rights of the service account (for example with sudo)"
        "サービス アカウントの権限で (たとえば sudo を使用して) コマンドを再実行してください。"
    }
    INVALID_DATA = 0x8007000D "ERROR_INVALID_DATA" {
        "the data is invalid"
        "データが無効です。"
        "check that host and client run versions that fit; the detail names the field or file"
        "ホストとクライアントのバージョンが対応していることを確認してください。該当するフィールドまたはファイルは詳細に示されています。"
    }
    WRITE_FAULT = 0x8007001D "ERROR_WRITE_FAULT" {
        "the system cannot write to the specified device"
        "指定されたデバイスに書き込めません。"
        "check what standard output leads to: a full disk, or a program that ended; then repeat the command"
        "標準出力の出力先を確認し (ディスクの空き領域の不足、または受け取る側のプログラムの終了)、コマンドを再実行してください。"
    }
    FILE_EXISTS = 0x80070050 "ERROR_FILE_EXISTS" {
        "the file exists already"
        "ファイルが既に存在します。"
        "name a new file, or give --force to replace it"
        "新しいファイルを指定するか、--force を指定して上書きしてください。"
    }
    INVALID_ARGUMENT = 0x80070057 "E_INVALIDARG" {
        "a parameter is incorrect"
        "パラメーターが正しくありません。"
        "correct the value that the message names"
        "メッセージに示された値を修正してください。"
    }
    DISK_FULL = 0x80070070 "ERROR_DISK_FULL" {
        "there is not enough space on the disk"
        "ディスクに十分な空き領域がありません。"
        "free space on the disk of the state directory; nothing that was answered is lost"
        "状態ディレクトリのあるディスクの空き領域を増やしてください。応答済みのデータは失われていません。"
    }
    INVALID_NAME = 0x8007007B "ERROR_INVALID_NAME" {
        "there is no DNS domain to look for an activation host in"
        "ライセンス認証ホストを検索する DNS ドメインがありません。"
        "set the primary DNS suffix or the search list, or set the host by hand: slmgr /skms HOST[:PORT]"
        "プライマリ DNS サフィックスまたはサフィックス検索一覧を設定するか、slmgr /skms ホスト[:ポート] でホストを指定してください。"
    }
    NETWORK_UNREACHABLE = 0x800704CF "ERROR_NETWORK_UNREACHABLE" {
        "the network location cannot be reached"
        "ネットワークの場所に到達できません。"
        "check the network connection and the routes to the host"
        "ネットワーク接続とホストへの経路を確認してください。"
    }
    DIRECTORY_UNAVAILABLE = 0x8007054B "ERROR_NO_SUCH_DOMAIN" {
        "the specified directory does not exist or could not be contacted"
        "指定されたディレクトリが存在しないか、アクセスできませんでした。"
        "check the address, the certificate and the account in client.toml, and that a directory server is reachable"
        "client.toml のアドレス、証明書、アカウントを確認し、ディレクトリ サーバーに接続できることを確認してください。"
    }
    TIMEOUT = 0x800705B4 "ERROR_TIMEOUT" {
        "the operation timed out"
        "タイムアウト期間が経過したため、この操作は終了しました。"
        "check that the DNS servers are reachable"
        "DNS サーバーに到達できることを確認してください。"
    }
    HOST_UNAVAILABLE = 0x800706BA "RPC_S_SERVER_UNAVAILABLE" {
        "the host is unavailable: it is down, or its port is closed or filtered"
        "ホストを利用できません。停止しているか、ポートが閉じているかフィルターされています。"
        "start the service on the host, open its TCP port, or remove the stale SRV record"
        "ホストでサービスを開始し、TCP ポートを開放するか、古い SRV レコードを削除してください。"
    }
    DIRECTORY_NO_OBJECT = 0x80072030 "ERROR_DS_NO_SUCH_OBJECT" {
        "there is no such object in the directory"
        "ディレクトリ サービスにそのようなオブジェクトはありません。"
        "create an activation object (slmgr /ad-activation-online KEY); slmgr /ao-list lists those that exist"
        "slmgr /ad-activation-online キー でライセンス認証オブジェクトを作成してください。既存のものは slmgr /ao-list で確認できます。"
    }
    DNS_SERVER_FAILURE = 0x8007232A "DNS_ERROR_RCODE_SERVER_FAILURE" {
        "the DNS server failed"
        "DNS サーバーでエラーが発生しました。"
        "check the DNS server and the zone"
        "DNS サーバーとゾーンを確認してください。"
    }
    DNS_NAME_ERROR = 0x8007232B "DNS_ERROR_RCODE_NAME_ERROR" {
        "the DNS name does not exist: no activation host is published in the domain"
        "DNS 名がありません。このドメインにはライセンス認証ホストが発行されていません。"
        "publish a host in this domain (slmgr /sdns, or by hand), or set the host on the client: slmgr /skms HOST[:PORT]"
        "このドメインにホストを発行する (slmgr /sdns または手動) か、クライアントで slmgr /skms ホスト[:ポート] を実行してください。"
    }
    DNS_REFUSED = 0x8007232D "DNS_ERROR_RCODE_REFUSED" {
        "the DNS server refused the operation"
        "DNS 操作が拒否されました。"
        "allow the host's key to update the SRV record in the zone, or create the record by hand"
        "ホストのキーによるゾーン内の SRV レコードの更新を許可するか、レコードを手動で作成してください。"
    }
    DNS_NOT_AUTHORITATIVE = 0x80072331 "DNS_ERROR_RCODE_NOTAUTH" {
        "the DNS server is not authoritative for the zone"
        "DNS サーバーはこのゾーンに対する権限がありません。"
        "name the primary server of the zone as `server`"
        "ゾーンのプライマリ サーバーを server に指定してください。"
    }
    DNS_BAD_SIGNATURE = 0x80072338 "DNS_ERROR_RCODE_BADSIG" {
        "the DNS server could not verify the signature of the update"
        "DNS 署名の検証に失敗しました。"
        "compare the TSIG secret of the host with the one of the DNS server, or create the record by hand"
        "ホストと DNS サーバーの TSIG シークレットを比較するか、レコードを手動で作成してください。"
    }
    DNS_BAD_KEY = 0x80072339 "DNS_ERROR_RCODE_BADKEY" {
        "the DNS server does not know the key of the update"
        "DNS キーが無効です。"
        "compare the TSIG key name and algorithm with those of the DNS server, or create the record by hand"
        "TSIG キー名とアルゴリズムを DNS サーバーの設定と比較するか、レコードを手動で作成してください。"
    }
    DNS_BAD_TIME = 0x8007233A "DNS_ERROR_RCODE_BADTIME" {
        "the time of the DNS signature is not valid"
        "DNS 署名の時刻が無効です。"
        "synchronize the clocks of the host and the DNS server"
        "ホストと DNS サーバーの時刻を同期してください。"
    }
    DNS_NO_RECORDS = 0x8007251D "DNS_INFO_NO_RECORDS" {
        "the DNS name exists but holds no SRV record of an activation host"
        "DNS 名は存在しますが、ライセンス認証ホストの SRV レコードがありません。"
        "let the host publish (slmgr /sdns) or create the SRV record by hand"
        "ホストで発行を有効にする (slmgr /sdns) か、SRV レコードを手動で作成してください。"
    }
    DNS_NO_SERVERS = 0x8007267C "DNS_ERROR_NO_DNS_SERVERS" {
        "no DNS servers are configured for the local system"
        "ローカル システムに DNS サーバーが構成されていません。"
        "configure DNS servers (resolv.conf), or set the host by hand: slmgr /skms HOST[:PORT]"
        "DNS サーバーを構成する (resolv.conf) か、slmgr /skms ホスト[:ポート] でホストを指定してください。"
    }
    NAME_NOT_RESOLVED = 0x80072AF9 "WSAHOST_NOT_FOUND" {
        "the name of the host could not be resolved"
        "ホストの名前を解決できませんでした。"
        "create the address record of the host, or correct the name in its SRV record"
        "ホストのアドレス レコードを作成するか、SRV レコード内の名前を修正してください。"
    }
    CANNOT_CONNECT = 0x80072EFD "ERROR_INTERNET_CANNOT_CONNECT" {
        "the activation authority cannot be reached"
        "ライセンス認証サーバーに接続できません。"
        "check the address of the authority, the proxy and the firewall"
        "ライセンス認証サーバーのアドレス、プロキシ、ファイアウォールを確認してください。"
    }
    INVALID_SERVER_RESPONSE = 0x80072F78 "ERROR_HTTP_INVALID_SERVER_RESPONSE" {
        "the answer of the server could not be parsed"
        "サーバーの応答を解析できませんでした。"
        "check that the address is that of an activation service and that no proxy answers in its place"
        "アドレスがライセンス認証サービスのものであること、プロキシが代わりに応答していないことを確認してください。"
    }
    KEY_UNKNOWN = 0xC004C001 "SL_E_CHPA_PRODUCT_KEY_OUT_OF_RANGE" {
        "the authority determined that the specified product key is invalid"
        "ライセンス認証サーバーは、指定されたプロダクト キーが無効であると判断しました。"
        "check the key against the one that the vendor delivered"
        "ベンダーから提供されたキーと照合してください。"
    }
    KEY_BLOCKED = 0xC004C003 "SL_E_CHPA_PRODUCT_KEY_BLOCKED" {
        "the authority determined that the specified product key has been blocked"
        "ライセンス認証サーバーは、指定されたプロダクト キーがブロックされていると判断しました。"
        "ask the vendor for a new key"
        "ベンダーに新しいキーを問い合わせてください。"
    }
    KEY_LIMIT_EXCEEDED = 0xC004C008 "SL_E_CHPA_MAXIMUM_UNLOCK_EXCEEDED" {
        "the authority determined that the specified product key could not be used: it has activated 6 computers, or this one 10 times"
        "ライセンス認証サーバーは、指定されたプロダクト キーは使用できないと判断しました。6 台のコンピューター、または同じコンピューターで 10 回の上限に達しています。"
        "ask the vendor for more activations"
        "ベンダーにライセンス認証の追加を問い合わせてください。"
    }
    SERVER_DATABASE_ERROR = 0xC004C013 "SL_E_CHPA_DATABASE_ERROR" {
        "the store of the service failed"
        "サービスのデータベースでエラーが発生しました。"
        "read the log of the service; nothing that was answered is lost"
        "サービスのログを確認してください。応答済みのデータは失われていません。"
    }
    SERVER_BUSY = 0xC004C015 "SL_E_CHPA_RESPONSE_NOT_AVAILABLE" {
        "the service cannot answer now"
        "サービスは現在応答できません。"
        "ask again after the time that the answer states"
        "応答に示された時間が経過してから再試行してください。"
    }
    MAK_LIMIT_EXCEEDED = 0xC004C020 "SL_E_CHPA_DMAK_LIMIT_EXCEEDED" {
        "the authority determined that the Multiple Activation Key has exceeded its limit"
        "ライセンス認証サーバーは、マルチ ライセンス認証キーが上限を超えていると判断しました。"
        "ask the vendor to raise the limit, or give back the activation of a machine that is not used any more"
        "ベンダーに上限の引き上げを依頼するか、使用しなくなったコンピューターのライセンス認証を返却してください。"
    }
    MAK_CEILING_EXCEEDED = 0xC004C021 "SL_E_CHPA_DMAK_EXTENSION_LIMIT_EXCEEDED" {
        "the authority determined that the Multiple Activation Key extension limit has been exceeded"
        "ライセンス認証サーバーは、マルチ ライセンス認証キーの拡張の上限を超えていると判断しました。"
        "the limit cannot be raised again: ask the vendor for a new key"
        "これ以上上限を引き上げることはできません。ベンダーに新しいキーを問い合わせてください。"
    }
    REARM_LIMIT = 0xC004D307 "SL_REMAPPING_SP_PUB_TS_MAX_REARM_REACHED" {
        "the maximum allowed number of re-arms has been exceeded"
        "許可されている再設定 (rearm) の最大回数を超えました。"
        "activate the product; for an image, start again from an installation that was not rearmed so often"
        "製品のライセンス認証を行ってください。イメージの場合は、再設定の回数が少ないインストールから作成し直してください。"
    }
    STATE_UNREADABLE = 0xC004E00E "SL_E_TOKSTO_CANT_READ_FILE" {
        "the state file cannot be read"
        "状態ファイルを読み取れません。"
        "check the rights on the state directory"
        "状態ディレクトリのアクセス権を確認してください。"
    }
    STATE_DAMAGED = 0xC004E011 "SL_E_TOKSTO_INVALID_FILE" {
        "the state file is damaged"
        "状態ファイルが破損しています。"
        "restore the file from its copy or a backup; or move it away and install the product key again"
        "コピーまたはバックアップからファイルを復元するか、ファイルを退避してプロダクト キーを再インストールしてください。"
    }
    GRACE_EXPIRED = 0xC004F009 "SL_E_GRACE_TIME_EXPIRED" {
        "the grace period expired"
        "猶予期間が終了しました。"
        "activate now: slmgr /ato"
        "slmgr /ato を実行してライセンス認証を行ってください。"
    }
    HARDWARE_OUT_OF_TOLERANCE = 0xC004F00F "SL_E_OUT_OF_TOLERANCE" {
        "the hardware id binding is beyond the level of tolerance"
        "ハードウェア ID のバインドが許容範囲を超えています。"
        "activate again: slmgr /ato; on a copied machine run slmgr /rearm first"
        "slmgr /ato を実行してください。複製したコンピューターでは、先に slmgr /rearm を実行してください。"
    }
    LICENSE_FILE_NOT_INSTALLED = 0xC004F011 "SL_E_LICENSE_FILE_NOT_INSTALLED" {
        "the license file is not installed"
        "ライセンス ファイルがインストールされていません。"
        "install the vendor's license pack first"
        "先にベンダーのライセンス パックをインストールしてください。"
    }
    KEY_NOT_INSTALLED = 0xC004F014 "SL_E_PKEY_NOT_INSTALLED" {
        "the product key is not available"
        "プロダクト キーを使用できません。"
        "install the product key: slmgr /ipk KEY"
        "slmgr /ipk キー を実行してプロダクト キーをインストールしてください。"
    }
    PRODUCT_NOT_INSTALLED = 0xC004F015 "SL_E_PRODUCT_SKU_NOT_INSTALLED" {
        "the license is not installed"
        "ライセンスがインストールされていません。"
        "use an activation id that /dlv all lists"
        "/dlv all に表示されるライセンス認証 ID を指定してください。"
    }
    SIGNATURE_INVALID = 0xC004F01D "SL_E_LICENSE_SIGNATURE_VERIFICATION_FAILED" {
        "the verification of the license failed: it was altered, or signed by a key that the installed root does not vouch for"
        "ライセンスの検証に失敗しました。改ざんされているか、インストールされたルート キーで確認できないキーで署名されています。"
        "check that pack, host and client come from the same vendor; remove the SRV record of a host that is not yours"
        "パック、ホスト、クライアントが同じベンダーのものであることを確認し、正規でないホストの SRV レコードを削除してください。"
    }
    OFFLINE_DATA_INVALID = 0xC004F02C "SL_E_CIDIID_INVALID_DATA" {
        "the format for the offline activation data is incorrect"
        "オフライン ライセンス認証データの形式が正しくありません。"
        "compare the digits group by group; the detail names what is wrong"
        "数字をグループごとに照合してください。誤りの箇所は詳細に示されています。"
    }
    OFFLINE_VERSION = 0xC004F02D "SL_E_CIDIID_INVALID_VERSION" {
        "the version of the offline confirmation id is incorrect: the offline license file does not hold its license"
        "オフライン確認 ID のバージョンが正しくありません。オフライン ライセンス ファイルに該当するライセンスがありません。"
        "install the newest offline license file of the key (slmgr /ilc FILE) and deposit the id again"
        "キーの最新のオフライン ライセンス ファイルを slmgr /ilc ファイル でインストールし、もう一度確認 ID を入力してください。"
    }
    OFFLINE_LENGTH = 0xC004F02F "SL_E_CIDIID_INVALID_DATA_LENGTH" {
        "the length of the offline activation data is incorrect"
        "オフライン ライセンス認証データの長さが正しくありません。"
        "an installation id has 54 digits, a confirmation id 48"
        "インストール ID は 54 桁、確認 ID は 48 桁です。"
    }
    COUNT_TOO_LOW = 0xC004F038 "SL_E_VL_NOT_ENOUGH_COUNT" {
        "the count reported by the activation host is insufficient"
        "ホストから報告されたカウントが不足しています。"
        "wait until enough machines have asked; if the count does not grow, machines share one CMID"
        "必要な台数のコンピューターが要求を送信するまで待ってください。カウントが増えない場合は、CMID が重複しています。"
    }
    HOST_NOT_ENABLED = 0xC004F039 "SL_E_VL_BINDING_SERVICE_NOT_ENABLED" {
        "the activation service is not enabled on the host"
        "ホストでキー管理サービスが有効になっていません。"
        "enable the service on the host"
        "ホストでサービスを有効にしてください。"
    }
    HOST_NOT_ACTIVATED = 0xC004F041 "SL_E_VL_KEY_MANAGEMENT_SERVICE_NOT_ACTIVATED" {
        "the activation host is not activated"
        "ホストがライセンス認証されていません。"
        "activate the host: slmgr /ato on the host"
        "ホストで slmgr /ato を実行してください。"
    }
    PRODUCT_NOT_COVERED = 0xC004F042 "SL_E_VL_KEY_MANAGEMENT_SERVICE_ID_MISMATCH" {
        "the specified activation host cannot be used: its host key does not cover the product"
        "指定されたホストは使用できません。ホスト キーがこの製品に対応していません。"
        "install a host key that covers the product, or send the client to a host that has one"
        "この製品に対応するホスト キーをインストールするか、対応するホストを使用してください。"
    }
    OFFLINE_CHECK_DIGIT = 0xC004F04D "SL_E_CIDIID_INVALID_CHECK_DIGITS" {
        "the installation id or confirmation id is invalid: the check digit of a group is wrong"
        "インストール ID または確認 ID が無効です。グループのチェック ディジットが正しくありません。"
        "type the group that the detail names again"
        "詳細に示されたグループを入力し直してください。"
    }
    KEY_INVALID = 0xC004F050 "SL_E_INVALID_PRODUCT_KEY" {
        "the product key is invalid"
        "プロダクト キーが無効です。"
        "check the key for typing errors, and that it is a key of this product"
        "入力に誤りがないか、この製品のキーであるかを確認してください。"
    }
    LICENSE_REVOKED = 0xC004F051 "SL_E_BLOCKED_PRODUCT_KEY" {
        "the product key is blocked: the vendor has revoked the license that was issued for it"
        "プロダクト キーはブロックされています。このキーに発行されたライセンスはベンダーによって取り消されました。"
        "activate the host again with a key that is not blocked, or send the client to another host"
        "ブロックされていないキーでホストのライセンス認証をやり直すか、クライアントで別のホストを使用してください。"
    }
    PACK_VERSION = 0xC004F060 "SL_E_INVALID_PACKAGE_VERSION" {
        "the license package version is invalid: it is older than the installed one, or was withdrawn"
        "ライセンス パッケージのバージョンが無効です。インストール済みのものより古いか、取り下げられています。"
        "install the vendor's newest license pack"
        "ベンダーの最新のライセンス パックをインストールしてください。"
    }
    ISSUANCE_LICENSE_MISSING = 0xC004F062 "SL_E_ISSUANCE_LICENSE_NOT_INSTALLED" {
        "a required issuance license was not found"
        "必要な発行ライセンスが見つかりませんでした。"
        "install the issuance license: slmgr /ilc FILE"
        "slmgr /ilc ファイル を実行して発行ライセンスをインストールしてください。"
    }
    NOT_ALLOWED = 0xC004F06A "SL_E_OPERATION_NOT_ALLOWED" {
        "the requested operation is not allowed"
        "要求された操作は許可されていません。"
        "the activation type of the product excludes it: slmgr /act-type 0 allows every type"
        "製品のライセンス認証の種類で除外されています。slmgr /act-type 0 ですべての種類が許可されます。"
    }
    CLOCK_SKEW = 0xC004F06C "SL_E_VL_INVALID_TIMESTAMP" {
        "the request timestamp is invalid: the clocks of client and host differ by more than 4 hours"
        "要求のタイムスタンプが無効です。クライアントとホストの時刻の差が 4 時間を超えています。"
        "synchronize the clocks; the time zone does not matter"
        "時刻を同期してください。タイム ゾーンは影響しません。"
    }
    NO_HOST_REACHED = 0xC004F074 "SL_E_VL_BINDING_SERVICE_UNAVAILABLE" {
        "no activation host could be contacted"
        "ホストに接続できませんでした。"
        "read the code of each host tried (event 12288)"
        "試行した各ホストのコード (イベント 12288) を確認してください。"
    }
    KEY_TYPE = 0xC004F07D "SL_E_INVALID_PRODUCT_KEY_TYPE" {
        "the product key cannot be used for this type of activation"
        "このプロダクト キーは、この種類のライセンス認証には使用できません。"
        "install a key of the right kind: a host key or a MAK has an installation id, a setup key has none"
        "適切な種類のキーをインストールしてください。インストール ID があるのはホスト キーと MAK で、セットアップ キーにはありません。"
    }
    OFFLINE_OTHER_KEY = 0xC004F07E "SL_E_CIDIID_MISMATCHED_PKEY" {
        "the installation id and the confirmation id do not match the product key"
        "インストール ID と確認 ID がプロダクト キーと一致しません。"
        "show the installation id of the installed key (slmgr /dti) and get a confirmation id for it"
        "インストールされているキーのインストール ID を slmgr /dti で表示し、その確認 ID を取得してください。"
    }
    OFFLINE_NOT_BOUND = 0xC004F07F "SL_E_CIDIID_NOT_BOUND" {
        "the installation id and the confirmation id are not bound to the current environment: the confirmation id was issued for another machine, or was used already"
        "インストール ID と確認 ID が現在の環境にバインドされていません。確認 ID は別のコンピューター用に発行されたか、既に使用されています。"
        "show the installation id of this machine (slmgr /dti) and get a confirmation id for it"
        "このコンピューターのインストール ID を slmgr /dti で表示し、その確認 ID を取得してください。"
    }
    NOT_GENUINE = 0xC004F200 "SL_E_NOT_GENUINE" {
        "the current state is not genuine: the license that the activation rests on was revoked"
        "現在の状態は正規ではありません。ライセンス認証の基になったライセンスが取り消されました。"
        "activate again with a host or a key that is in force: slmgr /ato"
        "有効なホストまたはキーで slmgr /ato を実行し、もう一度ライセンス認証を行ってください。"
    }
    TOKEN_NOT_SILENT = 0xC004F302 "SL_E_TKA_SILENT_ACTIVATION_FAILURE" {
        "silent activation failed: no certificate can be used without a PIN"
        "サイレント ライセンス認証に失敗しました。PIN なしで使用できる証明書がありません。"
        "activate by hand: slmgr /fta THUMBPRINT PIN"
        "slmgr /fta 拇印 PIN を実行して手動でライセンス認証を行ってください。"
    }
    TOKEN_CHAIN = 0xC004F303 "SL_E_TKA_INVALID_CERT_CHAIN" {
        "the certificate chain could not be built or failed validation"
        "証明書チェーンを構築できないか、検証に失敗しました。"
        "read the detail: a certificate of the chain is missing, expired, revoked or not allowed for this use"
        "詳細を確認してください。チェーンの証明書が不足しているか、期限切れ、失効、またはこの用途に使用できません。"
    }
    TOKEN_GRANT_NOT_FOUND = 0xC004F304 "SL_E_TKA_GRANT_NOT_FOUND" {
        "a required token-based license was not found"
        "必要なトークン ベースのライセンスが見つかりませんでした。"
        "install the issuance license of the product: slmgr /ilc FILE; slmgr /lil lists those that are installed"
        "製品の発行ライセンスを slmgr /ilc ファイル でインストールしてください。インストール済みのものは slmgr /lil で確認できます。"
    }
    TOKEN_CERT_NOT_FOUND = 0xC004F305 "SL_E_TKA_CERT_NOT_FOUND" {
        "there are no certificates that could activate the product"
        "この製品のライセンス認証に使用できる証明書が見つかりませんでした。"
        "give this machine a certificate of the trusted site authority; slmgr /ltc lists those that can be used"
        "信頼された認証局の証明書をこのコンピューターに配置してください。使用できる証明書は slmgr /ltc で確認できます。"
    }
    NONCE_MISMATCH = 0xC004F309 "SL_E_TKA_CHALLENGE_MISMATCH" {
        "the answer does not belong to the request: its nonce, machine or product is another's"
        "応答が要求と一致しません。nonce、コンピューター、または製品が異なります。"
        "ask again; if it repeats, something between client and host replays answers"
        "再試行してください。繰り返す場合は、経路上で応答が再送されています。"
    }
    TOKEN_CERTIFICATE = 0xC004F30A "SL_E_TKA_INVALID_CERTIFICATE" {
        "the certificate does not match the conditions in the license"
        "証明書がライセンスの条件を満たしていません。"
        "read the detail, and use a certificate that meets the conditions of the issuance license (slmgr /lil)"
        "詳細を確認し、発行ライセンス (slmgr /lil) の条件を満たす証明書を使用してください。"
    }
    TOKEN_SMARTCARD = 0xC004F30B "SL_E_TKA_INVALID_SMARTCARD" {
        "the smart card or token could not be used to activate the product"
        "スマート カードまたはトークンを使用して製品のライセンス認証を行うことができませんでした。"
        "check the PIN, the module and that the token is inserted"
        "PIN、モジュール、およびトークンが挿入されていることを確認してください。"
    }
    TOKEN_THUMBPRINT = 0xC004F30D "SL_E_TKA_INVALID_THUMBPRINT" {
        "the thumbprint is invalid"
        "拇印が無効です。"
        "a thumbprint has 40 hexadecimal digits; slmgr /ltc shows them"
        "拇印は 40 桁の 16 進数です。slmgr /ltc で確認できます。"
    }
    TOKEN_THUMBPRINT_NOT_FOUND = 0xC004F30E "SL_E_TKA_THUMBPRINT_CERT_NOT_FOUND" {
        "there is no certificate with this thumbprint"
        "この拇印の証明書が見つかりませんでした。"
        "use a thumbprint that slmgr /ltc lists"
        "slmgr /ltc に表示される拇印を指定してください。"
    }
    TOKEN_CRITERIA = 0xC004F30F "SL_E_TKA_CRITERIA_MISMATCH" {
        "the certificate does not match the criteria of the issuance license"
        "証明書が発行ライセンスの基準と一致しません。"
        "use a certificate with the key usage that the issuance license asks for"
        "発行ライセンスが要求するキー使用法を持つ証明書を使用してください。"
    }
}
