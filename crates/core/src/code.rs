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

/// `S_OK`: the request succeeded.
pub const SUCCESS: Code = Code(0x00000000);
/// `E_FAIL`: an unspecified error occurred.
pub const UNEXPECTED: Code = Code(0x80004005);
/// `E_ACCESSDENIED`: access is denied: the action needs elevated rights.
pub const ACCESS_DENIED: Code = Code(0x80070005);
/// `ERROR_INVALID_DATA`: the data is invalid.
pub const INVALID_DATA: Code = Code(0x8007000D);
/// `E_INVALIDARG`: a parameter is incorrect.
pub const INVALID_ARGUMENT: Code = Code(0x80070057);
/// `ERROR_DISK_FULL`: there is not enough space on the disk.
pub const DISK_FULL: Code = Code(0x80070070);
/// `ERROR_INVALID_NAME`: there is no DNS domain to look for an activation host in.
pub const INVALID_NAME: Code = Code(0x8007007B);
/// `ERROR_NETWORK_UNREACHABLE`: the network location cannot be reached.
pub const NETWORK_UNREACHABLE: Code = Code(0x800704CF);
/// `ERROR_TIMEOUT`: the operation timed out.
pub const TIMEOUT: Code = Code(0x800705B4);
/// `RPC_S_SERVER_UNAVAILABLE`: the host is unavailable: it is down, or its port is closed or filtered.
pub const HOST_UNAVAILABLE: Code = Code(0x800706BA);
/// `DNS_ERROR_RCODE_SERVER_FAILURE`: the DNS server failed.
pub const DNS_SERVER_FAILURE: Code = Code(0x8007232A);
/// `DNS_ERROR_RCODE_NAME_ERROR`: the DNS name does not exist: no activation host is published in the domain.
pub const DNS_NAME_ERROR: Code = Code(0x8007232B);
/// `DNS_ERROR_RCODE_REFUSED`: the DNS server refused the operation.
pub const DNS_REFUSED: Code = Code(0x8007232D);
/// `DNS_ERROR_RCODE_NOTAUTH`: the DNS server is not authoritative for the zone.
pub const DNS_NOT_AUTHORITATIVE: Code = Code(0x80072331);
/// `DNS_ERROR_RCODE_BADSIG`: the DNS server could not verify the signature of the update.
pub const DNS_BAD_SIGNATURE: Code = Code(0x80072338);
/// `DNS_ERROR_RCODE_BADKEY`: the DNS server does not know the key of the update.
pub const DNS_BAD_KEY: Code = Code(0x80072339);
/// `DNS_ERROR_RCODE_BADTIME`: the time of the DNS signature is not valid.
pub const DNS_BAD_TIME: Code = Code(0x8007233A);
/// `DNS_INFO_NO_RECORDS`: the DNS name exists but holds no SRV record of an activation host.
pub const DNS_NO_RECORDS: Code = Code(0x8007251D);
/// `DNS_ERROR_NO_DNS_SERVERS`: no DNS servers are configured for the local system.
pub const DNS_NO_SERVERS: Code = Code(0x8007267C);
/// `ERROR_INTERNET_NAME_NOT_RESOLVED`: the name of the host could not be resolved.
pub const NAME_NOT_RESOLVED: Code = Code(0x80072EE7);
/// `ERROR_INTERNET_CANNOT_CONNECT`: the activation authority cannot be reached.
pub const CANNOT_CONNECT: Code = Code(0x80072EFD);
/// `ERROR_HTTP_INVALID_SERVER_RESPONSE`: the answer of the server could not be parsed.
pub const INVALID_SERVER_RESPONSE: Code = Code(0x80072F78);
/// `SL_E_CHPA_PRODUCT_KEY_OUT_OF_RANGE`: the authority determined that the specified product key is invalid.
pub const KEY_UNKNOWN: Code = Code(0xC004C001);
/// `SL_E_CHPA_PRODUCT_KEY_BLOCKED`: the authority determined that the specified product key has been blocked.
pub const KEY_BLOCKED: Code = Code(0xC004C003);
/// `SL_E_CHPA_MAXIMUM_UNLOCK_EXCEEDED`: the authority determined that the specified product key could not be used: it has activated 6 computers, or this one 10 times.
pub const KEY_LIMIT_EXCEEDED: Code = Code(0xC004C008);
/// `SL_E_CHPA_DATABASE_ERROR`: the store of the service failed.
pub const SERVER_DATABASE_ERROR: Code = Code(0xC004C013);
/// `SL_E_CHPA_RESPONSE_NOT_AVAILABLE`: the service cannot answer now.
pub const SERVER_BUSY: Code = Code(0xC004C015);
/// `SL_E_TOKSTO_CANT_READ_FILE`: the state file cannot be read.
pub const STATE_UNREADABLE: Code = Code(0xC004E00E);
/// `SL_E_TOKSTO_INVALID_FILE`: the state file is damaged.
pub const STATE_DAMAGED: Code = Code(0xC004E011);
/// `SL_E_GRACE_TIME_EXPIRED`: the grace period expired.
pub const GRACE_EXPIRED: Code = Code(0xC004F009);
/// `SL_E_OUT_OF_TOLERANCE`: the hardware id binding is beyond the level of tolerance.
pub const HARDWARE_OUT_OF_TOLERANCE: Code = Code(0xC004F00F);
/// `SL_E_LICENSE_FILE_NOT_INSTALLED`: the license file is not installed.
pub const LICENSE_FILE_NOT_INSTALLED: Code = Code(0xC004F011);
/// `SL_E_PKEY_NOT_INSTALLED`: the product key is not available.
pub const KEY_NOT_INSTALLED: Code = Code(0xC004F014);
/// `SL_E_PRODUCT_SKU_NOT_INSTALLED`: the license is not installed.
pub const PRODUCT_NOT_INSTALLED: Code = Code(0xC004F015);
/// `SL_E_LICENSE_SIGNATURE_VERIFICATION_FAILED`: the verification of the license failed: it was altered, or signed by a key that the installed root does not vouch for.
pub const SIGNATURE_INVALID: Code = Code(0xC004F01D);
/// `SL_E_VL_NOT_ENOUGH_COUNT`: the count reported by the activation host is insufficient.
pub const COUNT_TOO_LOW: Code = Code(0xC004F038);
/// `SL_E_VL_BINDING_SERVICE_NOT_ENABLED`: the activation service is not enabled on the host.
pub const HOST_NOT_ENABLED: Code = Code(0xC004F039);
/// `SL_E_VL_KEY_MANAGEMENT_SERVICE_NOT_ACTIVATED`: the activation host is not activated.
pub const HOST_NOT_ACTIVATED: Code = Code(0xC004F041);
/// `SL_E_VL_KEY_MANAGEMENT_SERVICE_ID_MISMATCH`: the specified activation host cannot be used: its host key does not cover the product.
pub const PRODUCT_NOT_COVERED: Code = Code(0xC004F042);
/// `SL_E_INVALID_PRODUCT_KEY`: the product key is invalid.
pub const KEY_INVALID: Code = Code(0xC004F050);
/// `SL_E_VL_INVALID_TIMESTAMP`: the request timestamp is invalid: the clocks of client and host differ by more than 4 hours.
pub const CLOCK_SKEW: Code = Code(0xC004F06C);
/// `SL_E_VL_BINDING_SERVICE_UNAVAILABLE`: no activation host could be contacted.
pub const NO_HOST_REACHED: Code = Code(0xC004F074);
/// `SL_E_TKA_CHALLENGE_MISMATCH`: the answer does not belong to the request: its nonce, machine or product is another's.
pub const NONCE_MISMATCH: Code = Code(0xC004F309);

/// Every code that Muster itself uses, in the order of their numbers.
pub const CATALOGUE: &[Entry] = &[
    Entry {
        code: SUCCESS,
        name: "S_OK",
        title: Text { en: "the request succeeded", ja: "要求は成功しました。" },
        fix: Text { en: "nothing to do", ja: "対処は不要です。" },
    },
    Entry {
        code: UNEXPECTED,
        name: "E_FAIL",
        title: Text { en: "an unspecified error occurred", ja: "不明なエラーが発生しました。" },
        fix: Text {
            en: "read the log of the service under the operation id of the answer",
            ja: "応答に示された操作 ID でサービスのログを確認してください。",
        },
    },
    Entry {
        code: ACCESS_DENIED,
        name: "E_ACCESSDENIED",
        title: Text {
            en: "access is denied: the action needs elevated rights",
            ja: "アクセスが拒否されました。この操作には管理者特権が必要です。",
        },
        fix: Text {
            en: "repeat the command with the rights of the service account (for example with sudo)",
            ja: "サービス アカウントの権限で (たとえば sudo を使用して) コマンドを再実行してください。",
        },
    },
    Entry {
        code: INVALID_DATA,
        name: "ERROR_INVALID_DATA",
        title: Text { en: "the data is invalid", ja: "データが無効です。" },
        fix: Text {
            en: "check that host and client run versions that fit; the detail names the field or file",
            ja: "ホストとクライアントのバージョンが対応していることを確認してください。該当するフィールドまたはファイルは詳細に示されています。",
        },
    },
    Entry {
        code: INVALID_ARGUMENT,
        name: "E_INVALIDARG",
        title: Text { en: "a parameter is incorrect", ja: "パラメーターが正しくありません。" },
        fix: Text {
            en: "correct the value that the message names", ja: "メッセージに示された値を修正してください。"
        },
    },
    Entry {
        code: DISK_FULL,
        name: "ERROR_DISK_FULL",
        title: Text {
            en: "there is not enough space on the disk", ja: "ディスクに十分な空き領域がありません。"
        },
        fix: Text {
            en: "free space on the disk of the state directory; nothing that was answered is lost",
            ja: "状態ディレクトリのあるディスクの空き領域を増やしてください。応答済みのデータは失われていません。",
        },
    },
    Entry {
        code: INVALID_NAME,
        name: "ERROR_INVALID_NAME",
        title: Text {
            en: "there is no DNS domain to look for an activation host in",
            ja: "ライセンス認証ホストを検索する DNS ドメインがありません。",
        },
        fix: Text {
            en: "set the primary DNS suffix or the search list, or set the host by hand: slmgr /skms HOST[:PORT]",
            ja: "プライマリ DNS サフィックスまたはサフィックス検索一覧を設定するか、slmgr /skms ホスト[:ポート] でホストを指定してください。",
        },
    },
    Entry {
        code: NETWORK_UNREACHABLE,
        name: "ERROR_NETWORK_UNREACHABLE",
        title: Text {
            en: "the network location cannot be reached", ja: "ネットワークの場所に到達できません。"
        },
        fix: Text {
            en: "check the network connection and the routes to the host",
            ja: "ネットワーク接続とホストへの経路を確認してください。",
        },
    },
    Entry {
        code: TIMEOUT,
        name: "ERROR_TIMEOUT",
        title: Text {
            en: "the operation timed out", ja: "タイムアウト期間が経過したため、この操作は終了しました。"
        },
        fix: Text {
            en: "check that the DNS servers are reachable",
            ja: "DNS サーバーに到達できることを確認してください。",
        },
    },
    Entry {
        code: HOST_UNAVAILABLE,
        name: "RPC_S_SERVER_UNAVAILABLE",
        title: Text {
            en: "the host is unavailable: it is down, or its port is closed or filtered",
            ja: "ホストを利用できません。停止しているか、ポートが閉じているかフィルターされています。",
        },
        fix: Text {
            en: "start the service on the host, open its TCP port, or remove the stale SRV record",
            ja: "ホストでサービスを開始し、TCP ポートを開放するか、古い SRV レコードを削除してください。",
        },
    },
    Entry {
        code: DNS_SERVER_FAILURE,
        name: "DNS_ERROR_RCODE_SERVER_FAILURE",
        title: Text { en: "the DNS server failed", ja: "DNS サーバーでエラーが発生しました。" },
        fix: Text {
            en: "check the DNS server and the zone", ja: "DNS サーバーとゾーンを確認してください。"
        },
    },
    Entry {
        code: DNS_NAME_ERROR,
        name: "DNS_ERROR_RCODE_NAME_ERROR",
        title: Text {
            en: "the DNS name does not exist: no activation host is published in the domain",
            ja: "DNS 名がありません。このドメインにはライセンス認証ホストが発行されていません。",
        },
        fix: Text {
            en: "publish a host in this domain (slmgr /sdns, or by hand), or set the host on the client: slmgr /skms HOST[:PORT]",
            ja: "このドメインにホストを発行する (slmgr /sdns または手動) か、クライアントで slmgr /skms ホスト[:ポート] を実行してください。",
        },
    },
    Entry {
        code: DNS_REFUSED,
        name: "DNS_ERROR_RCODE_REFUSED",
        title: Text { en: "the DNS server refused the operation", ja: "DNS 操作が拒否されました。" },
        fix: Text {
            en: "allow the host's key to update the SRV record in the zone, or create the record by hand",
            ja: "ホストのキーによるゾーン内の SRV レコードの更新を許可するか、レコードを手動で作成してください。",
        },
    },
    Entry {
        code: DNS_NOT_AUTHORITATIVE,
        name: "DNS_ERROR_RCODE_NOTAUTH",
        title: Text {
            en: "the DNS server is not authoritative for the zone",
            ja: "DNS サーバーはこのゾーンに対する権限がありません。",
        },
        fix: Text {
            en: "name the primary server of the zone as `server`",
            ja: "ゾーンのプライマリ サーバーを server に指定してください。",
        },
    },
    Entry {
        code: DNS_BAD_SIGNATURE,
        name: "DNS_ERROR_RCODE_BADSIG",
        title: Text {
            en: "the DNS server could not verify the signature of the update",
            ja: "DNS 署名の検証に失敗しました。",
        },
        fix: Text {
            en: "compare the TSIG secret of the host with the one of the DNS server, or create the record by hand",
            ja: "ホストと DNS サーバーの TSIG シークレットを比較するか、レコードを手動で作成してください。",
        },
    },
    Entry {
        code: DNS_BAD_KEY,
        name: "DNS_ERROR_RCODE_BADKEY",
        title: Text { en: "the DNS server does not know the key of the update", ja: "DNS キーが無効です。" },
        fix: Text {
            en: "compare the TSIG key name and algorithm with those of the DNS server, or create the record by hand",
            ja: "TSIG キー名とアルゴリズムを DNS サーバーの設定と比較するか、レコードを手動で作成してください。",
        },
    },
    Entry {
        code: DNS_BAD_TIME,
        name: "DNS_ERROR_RCODE_BADTIME",
        title: Text { en: "the time of the DNS signature is not valid", ja: "DNS 署名の時刻が無効です。" },
        fix: Text {
            en: "synchronize the clocks of the host and the DNS server",
            ja: "ホストと DNS サーバーの時刻を同期してください。",
        },
    },
    Entry {
        code: DNS_NO_RECORDS,
        name: "DNS_INFO_NO_RECORDS",
        title: Text {
            en: "the DNS name exists but holds no SRV record of an activation host",
            ja: "DNS 名は存在しますが、ライセンス認証ホストの SRV レコードがありません。",
        },
        fix: Text {
            en: "let the host publish (slmgr /sdns) or create the SRV record by hand",
            ja: "ホストで発行を有効にする (slmgr /sdns) か、SRV レコードを手動で作成してください。",
        },
    },
    Entry {
        code: DNS_NO_SERVERS,
        name: "DNS_ERROR_NO_DNS_SERVERS",
        title: Text {
            en: "no DNS servers are configured for the local system",
            ja: "ローカル システムに DNS サーバーが構成されていません。",
        },
        fix: Text {
            en: "configure DNS servers (resolv.conf), or set the host by hand: slmgr /skms HOST[:PORT]",
            ja: "DNS サーバーを構成する (resolv.conf) か、slmgr /skms ホスト[:ポート] でホストを指定してください。",
        },
    },
    Entry {
        code: NAME_NOT_RESOLVED,
        name: "ERROR_INTERNET_NAME_NOT_RESOLVED",
        title: Text {
            en: "the name of the host could not be resolved", ja: "ホストの名前を解決できませんでした。"
        },
        fix: Text {
            en: "create the address record of the host, or correct the name in its SRV record",
            ja: "ホストのアドレス レコードを作成するか、SRV レコード内の名前を修正してください。",
        },
    },
    Entry {
        code: CANNOT_CONNECT,
        name: "ERROR_INTERNET_CANNOT_CONNECT",
        title: Text {
            en: "the activation authority cannot be reached",
            ja: "ライセンス認証サーバーに接続できません。",
        },
        fix: Text {
            en: "check the address of the authority, the proxy and the firewall",
            ja: "ライセンス認証サーバーのアドレス、プロキシ、ファイアウォールを確認してください。",
        },
    },
    Entry {
        code: INVALID_SERVER_RESPONSE,
        name: "ERROR_HTTP_INVALID_SERVER_RESPONSE",
        title: Text {
            en: "the answer of the server could not be parsed",
            ja: "サーバーの応答を解析できませんでした。",
        },
        fix: Text {
            en: "check that the address is that of an activation service and that no proxy answers in its place",
            ja: "アドレスがライセンス認証サービスのものであること、プロキシが代わりに応答していないことを確認してください。",
        },
    },
    Entry {
        code: KEY_UNKNOWN,
        name: "SL_E_CHPA_PRODUCT_KEY_OUT_OF_RANGE",
        title: Text {
            en: "the authority determined that the specified product key is invalid",
            ja: "ライセンス認証サーバーは、指定されたプロダクト キーが無効であると判断しました。",
        },
        fix: Text {
            en: "check the key against the one that the vendor delivered",
            ja: "ベンダーから提供されたキーと照合してください。",
        },
    },
    Entry {
        code: KEY_BLOCKED,
        name: "SL_E_CHPA_PRODUCT_KEY_BLOCKED",
        title: Text {
            en: "the authority determined that the specified product key has been blocked",
            ja: "ライセンス認証サーバーは、指定されたプロダクト キーがブロックされていると判断しました。",
        },
        fix: Text {
            en: "ask the vendor for a new key", ja: "ベンダーに新しいキーを問い合わせてください。"
        },
    },
    Entry {
        code: KEY_LIMIT_EXCEEDED,
        name: "SL_E_CHPA_MAXIMUM_UNLOCK_EXCEEDED",
        title: Text {
            en: "the authority determined that the specified product key could not be used: it has activated 6 computers, or this one 10 times",
            ja: "ライセンス認証サーバーは、指定されたプロダクト キーは使用できないと判断しました。6 台のコンピューター、または同じコンピューターで 10 回の上限に達しています。",
        },
        fix: Text {
            en: "ask the vendor for more activations",
            ja: "ベンダーにライセンス認証の追加を問い合わせてください。",
        },
    },
    Entry {
        code: SERVER_DATABASE_ERROR,
        name: "SL_E_CHPA_DATABASE_ERROR",
        title: Text {
            en: "the store of the service failed", ja: "サービスのデータベースでエラーが発生しました。"
        },
        fix: Text {
            en: "read the log of the service; nothing that was answered is lost",
            ja: "サービスのログを確認してください。応答済みのデータは失われていません。",
        },
    },
    Entry {
        code: SERVER_BUSY,
        name: "SL_E_CHPA_RESPONSE_NOT_AVAILABLE",
        title: Text { en: "the service cannot answer now", ja: "サービスは現在応答できません。" },
        fix: Text {
            en: "ask again after the time that the answer states",
            ja: "応答に示された時間が経過してから再試行してください。",
        },
    },
    Entry {
        code: STATE_UNREADABLE,
        name: "SL_E_TOKSTO_CANT_READ_FILE",
        title: Text { en: "the state file cannot be read", ja: "状態ファイルを読み取れません。" },
        fix: Text {
            en: "check the rights on the state directory",
            ja: "状態ディレクトリのアクセス権を確認してください。",
        },
    },
    Entry {
        code: STATE_DAMAGED,
        name: "SL_E_TOKSTO_INVALID_FILE",
        title: Text { en: "the state file is damaged", ja: "状態ファイルが破損しています。" },
        fix: Text {
            en: "restore the file from its copy or a backup; or move it away and install the product key again",
            ja: "コピーまたはバックアップからファイルを復元するか、ファイルを退避してプロダクト キーを再インストールしてください。",
        },
    },
    Entry {
        code: GRACE_EXPIRED,
        name: "SL_E_GRACE_TIME_EXPIRED",
        title: Text { en: "the grace period expired", ja: "猶予期間が終了しました。" },
        fix: Text {
            en: "activate now: slmgr /ato", ja: "slmgr /ato を実行してライセンス認証を行ってください。"
        },
    },
    Entry {
        code: HARDWARE_OUT_OF_TOLERANCE,
        name: "SL_E_OUT_OF_TOLERANCE",
        title: Text {
            en: "the hardware id binding is beyond the level of tolerance",
            ja: "ハードウェア ID のバインドが許容範囲を超えています。",
        },
        fix: Text {
            en: "activate again: slmgr /ato; on a copied machine run slmgr /rearm first",
            ja: "slmgr /ato を実行してください。複製したコンピューターでは、先に slmgr /rearm を実行してください。",
        },
    },
    Entry {
        code: LICENSE_FILE_NOT_INSTALLED,
        name: "SL_E_LICENSE_FILE_NOT_INSTALLED",
        title: Text {
            en: "the license file is not installed",
            ja: "ライセンス ファイルがインストールされていません。",
        },
        fix: Text {
            en: "install the vendor's license pack first",
            ja: "先にベンダーのライセンス パックをインストールしてください。",
        },
    },
    Entry {
        code: KEY_NOT_INSTALLED,
        name: "SL_E_PKEY_NOT_INSTALLED",
        title: Text { en: "the product key is not available", ja: "プロダクト キーを使用できません。" },
        fix: Text {
            en: "install the product key: slmgr /ipk KEY",
            ja: "slmgr /ipk キー を実行してプロダクト キーをインストールしてください。",
        },
    },
    Entry {
        code: PRODUCT_NOT_INSTALLED,
        name: "SL_E_PRODUCT_SKU_NOT_INSTALLED",
        title: Text {
            en: "the license is not installed", ja: "ライセンスがインストールされていません。"
        },
        fix: Text {
            en: "use an activation id that /dlv all lists",
            ja: "/dlv all に表示されるライセンス認証 ID を指定してください。",
        },
    },
    Entry {
        code: SIGNATURE_INVALID,
        name: "SL_E_LICENSE_SIGNATURE_VERIFICATION_FAILED",
        title: Text {
            en: "the verification of the license failed: it was altered, or signed by a key that the installed root does not vouch for",
            ja: "ライセンスの検証に失敗しました。改ざんされているか、インストールされたルート キーで確認できないキーで署名されています。",
        },
        fix: Text {
            en: "check that pack, host and client come from the same vendor; remove the SRV record of a host that is not yours",
            ja: "パック、ホスト、クライアントが同じベンダーのものであることを確認し、正規でないホストの SRV レコードを削除してください。",
        },
    },
    Entry {
        code: COUNT_TOO_LOW,
        name: "SL_E_VL_NOT_ENOUGH_COUNT",
        title: Text {
            en: "the count reported by the activation host is insufficient",
            ja: "ホストから報告されたカウントが不足しています。",
        },
        fix: Text {
            en: "wait until enough machines have asked; if the count does not grow, machines share one CMID",
            ja: "必要な台数のコンピューターが要求を送信するまで待ってください。カウントが増えない場合は、CMID が重複しています。",
        },
    },
    Entry {
        code: HOST_NOT_ENABLED,
        name: "SL_E_VL_BINDING_SERVICE_NOT_ENABLED",
        title: Text {
            en: "the activation service is not enabled on the host",
            ja: "ホストでキー管理サービスが有効になっていません。",
        },
        fix: Text {
            en: "enable the service on the host", ja: "ホストでサービスを有効にしてください。"
        },
    },
    Entry {
        code: HOST_NOT_ACTIVATED,
        name: "SL_E_VL_KEY_MANAGEMENT_SERVICE_NOT_ACTIVATED",
        title: Text {
            en: "the activation host is not activated", ja: "ホストがライセンス認証されていません。"
        },
        fix: Text {
            en: "activate the host: slmgr /ato on the host", ja: "ホストで slmgr /ato を実行してください。"
        },
    },
    Entry {
        code: PRODUCT_NOT_COVERED,
        name: "SL_E_VL_KEY_MANAGEMENT_SERVICE_ID_MISMATCH",
        title: Text {
            en: "the specified activation host cannot be used: its host key does not cover the product",
            ja: "指定されたホストは使用できません。ホスト キーがこの製品に対応していません。",
        },
        fix: Text {
            en: "install a host key that covers the product, or send the client to a host that has one",
            ja: "この製品に対応するホスト キーをインストールするか、対応するホストを使用してください。",
        },
    },
    Entry {
        code: KEY_INVALID,
        name: "SL_E_INVALID_PRODUCT_KEY",
        title: Text { en: "the product key is invalid", ja: "プロダクト キーが無効です。" },
        fix: Text {
            en: "check the key for typing errors, and that it is a key of this product",
            ja: "入力に誤りがないか、この製品のキーであるかを確認してください。",
        },
    },
    Entry {
        code: CLOCK_SKEW,
        name: "SL_E_VL_INVALID_TIMESTAMP",
        title: Text {
            en: "the request timestamp is invalid: the clocks of client and host differ by more than 4 hours",
            ja: "要求のタイムスタンプが無効です。クライアントとホストの時刻の差が 4 時間を超えています。",
        },
        fix: Text {
            en: "synchronize the clocks; the time zone does not matter",
            ja: "時刻を同期してください。タイム ゾーンは影響しません。",
        },
    },
    Entry {
        code: NO_HOST_REACHED,
        name: "SL_E_VL_BINDING_SERVICE_UNAVAILABLE",
        title: Text {
            en: "no activation host could be contacted", ja: "ホストに接続できませんでした。"
        },
        fix: Text {
            en: "read the code of each host tried (event 12288)",
            ja: "試行した各ホストのコード (イベント 12288) を確認してください。",
        },
    },
    Entry {
        code: NONCE_MISMATCH,
        name: "SL_E_TKA_CHALLENGE_MISMATCH",
        title: Text {
            en: "the answer does not belong to the request: its nonce, machine or product is another's",
            ja: "応答が要求と一致しません。nonce、コンピューター、または製品が異なります。",
        },
        fix: Text {
            en: "ask again; if it repeats, something between client and host replays answers",
            ja: "再試行してください。繰り返す場合は、経路上で応答が再送されています。",
        },
    },
];
