//! Events: the documented numbers, with the documented fields in the documented order.

use crate::instant;
use muster_core::{
    client::{discovery::HostAddress, license::Intervals},
    code::Code,
    host::request::ActivationRequest,
    id::{ActivationId, Cmid},
    lang::{Lang, Text},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// How much an event matters, with the numbers of the Windows event log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 2.
    Error,
    /// 3.
    Warning,
    /// 4.
    Information,
}

/// An event as it is kept and exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it happened; RFC 3339 in documents.
    #[serde(with = "crate::instant::as_rfc3339")]
    pub time: Moment,
    /// The documented number.
    pub id: u16,
    /// How much it matters.
    pub level: Level,
    /// The sentence that names the kind of event.
    pub message: String,
    /// The fields, as one comma list.
    pub info: String,
}

const REQUEST_SENT: Text = Text {
    en: "The client has sent an activation request to the key management service machine.",
    ja: "クライアントはキー管理サービス コンピューターにライセンス認証要求を送信しました。",
};
const RESPONSE_PROCESSED: Text = Text {
    en: "The client has processed an activation response from the key management service machine.",
    ja: "クライアントはキー管理サービス コンピューターからのライセンス認証応答を処理しました。",
};
const REQUEST_HANDLED: Text = Text {
    en: "An activation request has been processed.",
    ja: "ライセンス認証要求が処理されました。",
};
const STATE_RECOVERED: Text = Text {
    en: "The license state was damaged and has been restored from its copy.",
    ja: "ライセンスの状態が破損していたため、コピーから復元しました。",
};

const CLONE_FOUND: Text = Text {
    en: "Two machines use one client machine ID (CMID): one is a copy of the other. They count once.",
    ja: "2 台のコンピューターが同じクライアント コンピューター ID (CMID) を使用しています。一方は他方の複製です。カウントは 1 台分です。",
};

const ACQUISITION_FAILED: Text =
    Text { en: "License acquisition failure details.", ja: "ライセンスの取得に失敗しました。詳細:" };
const TOKEN_FAILED: Text = Text {
    en: "Token-based activation failed.",
    ja: "トークン ベースのライセンス認証に失敗しました。",
};
const CLOCK_SET_BACK: Text = Text {
    en: "The clock of this machine was set back. Licenses are judged by the latest time that was seen until a host vouches for the clock.",
    ja: "このコンピューターの時計が戻されました。ホストが時刻を確認するまで、ライセンスはこれまでの最新の時刻で判断されます。",
};
const EXPIRING: Text = Text {
    en: "The activation expires within 30 days, and it was not renewed.",
    ja: "ライセンス認証の有効期限まで 30 日を切っていますが、更新されていません。",
};
const DIRECTORY_TRIED: Text = Text {
    en: "The client has tried to activate by an activation object in the directory.",
    ja: "クライアントはディレクトリのライセンス認証オブジェクトによるライセンス認証を試行しました。",
};
const NEW_MACHINES_LIMITED: Text = Text {
    en: "An address asked for more new machines than the limit allows. They were refused and not counted.",
    ja: "1 つのアドレスから制限を超える数の新しいコンピューターの要求がありました。要求は拒否され、カウントされていません。",
};
const MACHINE_RELEASED: Text = Text {
    en: "An administrator has released a machine. It does not count until it asks again.",
    ja: "管理者がコンピューターを解放しました。もう一度要求するまでカウントされません。",
};
const PACK_INSTALLED: Text =
    Text { en: "A license pack was installed.", ja: "ライセンス パックをインストールしました。" };
const STORE_RECOVERED: Text = Text {
    en: "The store of the host had failed and takes requests again. Nothing was answered meanwhile that is not stored.",
    ja: "ホストのストアで発生していた障害が復旧し、要求を再び処理できます。障害中に応答した要求はすべて保存されています。",
};
const CLOCK_JUMPED: Text = Text {
    en: "The clock of the host was set while it was running.",
    ja: "ホストの実行中に時計が変更されました。",
};

/// The sentence of an event number, if Muster writes events of that number.
pub fn message(id: u16, lang: Lang) -> Option<&'static str> {
    let text = match id {
        8200 => ACQUISITION_FAILED,
        12288 => REQUEST_SENT,
        12289 => RESPONSE_PROCESSED,
        12290 => REQUEST_HANDLED,
        12321 => TOKEN_FAILED,
        12400 => STATE_RECOVERED,
        12401 => CLONE_FOUND,
        12402 => CLOCK_SET_BACK,
        12403 => EXPIRING,
        12404 => DIRECTORY_TRIED,
        12405 => NEW_MACHINES_LIMITED,
        12406 => MACHINE_RELEASED,
        12407 => PACK_INSTALLED,
        12408 => STORE_RECOVERED,
        12409 => CLOCK_JUMPED,
        _ => return None,
    };
    Some(text.get(lang))
}

fn event(now: Moment, id: u16, level: Level, message: String, info: String) -> Event {
    Event { time: now, id, level, message, info }
}

fn level(code: Code) -> Level {
    if code.0 == 0 { Level::Information } else { Level::Error }
}

/// 12288: the client sent a request to `host`, or could not.
pub fn request_sent(ask: &ActivationRequest, host: &HostAddress, code: Code, now: Moment) -> Event {
    let info = format!(
        "{code}, 0x00000000, {host}, {}, {}, {}, {}, {}, {}, {}",
        ask.cmid,
        instant::event_client(ask.client_time),
        u8::from(ask.virtual_machine),
        ask.status.number(),
        ask.minutes_left,
        ask.product,
        ask.threshold,
    );
    event(now, 12288, level(code), REQUEST_SENT.en.to_owned(), info)
}

/// 12289: the client processed an answer. `count` is what the host stated, if it stated one.
pub fn response_processed(code: Code, count: u32, intervals: &Intervals, now: Moment) -> Event {
    const COUNT_NOT_SUFFICIENT: u32 = 0x0400_0000;
    let flags = if code == muster_core::code::COUNT_TOO_LOW { COUNT_NOT_SUFFICIENT } else { 0 };
    let info = format!(
        "{code}, 0x{flags:08X}, {}, 0, {count}, {}, {}, {}",
        u8::from(code.0 == 0),
        intervals.activation.as_minutes(),
        intervals.renewal.as_minutes(),
        instant::event_client(now),
    );
    event(now, 12289, level(code), RESPONSE_PROCESSED.en.to_owned(), info)
}

/// The fields of event 12290 as a host records them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestHandled {
    /// When the host decided.
    pub at: Moment,
    /// The decision.
    pub code: Code,
    /// The threshold that the client stated.
    pub threshold: u32,
    /// The name that the client gave.
    pub machine: String,
    /// The machine.
    pub cmid: Cmid,
    /// The client's clock.
    pub client_time: Moment,
    /// Whether it is a virtual machine.
    pub virtual_machine: bool,
    /// License status, 0 to 6.
    pub status: u8,
    /// Minutes until that status ends.
    pub minutes_left: u32,
    /// The product.
    pub product: ActivationId,
    /// The count that was stated; 0 for a refusal. Follows the documented fields.
    pub count: u32,
}

impl RequestHandled {
    /// The fields, as one comma list. A comma in a machine's name would shift them and is written as a blank.
    pub fn info(&self) -> String {
        format!(
            "{},{},{},{},{},{},{},{},{},{}",
            self.code,
            self.threshold,
            self.machine.replace(',', " "),
            self.cmid,
            instant::event_host(self.client_time),
            u8::from(self.virtual_machine),
            self.status,
            self.minutes_left,
            self.product,
            self.count,
        )
    }

    /// The event, 12290.
    pub fn event(&self) -> Event {
        event(self.at, 12290, level(self.code), REQUEST_HANDLED.en.to_owned(), self.info())
    }
}

/// 12293: publishing in DNS failed. `detail` is what the server said, `record` what to create by hand.
pub fn publish_failed(domain: &str, code: Code, detail: &str, record: &str, now: Moment) -> Event {
    let message = format!("Publishing the Key Management Service (KMS) to DNS in the '{domain}' domain failed.");
    event(now, 12293, Level::Error, message, format!("{code}, {domain}, {detail}; create by hand: {record}"))
}

/// 12294: publishing in DNS succeeded.
pub fn publish_succeeded(domain: &str, record: &str, now: Moment) -> Event {
    let message = format!("Publishing the Key Management Service (KMS) to DNS in the '{domain}' domain is successful.");
    event(now, 12294, Level::Information, message, format!("0x00000000, {domain}, {record}"))
}

/// 12401: another machine asked with a CMID that is in use: one was copied from the other.
pub fn clone_found(cmid: Cmid, machine: &str, other: &str, now: Moment) -> Event {
    event(now, 12401, Level::Warning, CLONE_FOUND.en.to_owned(), format!("{cmid}, {machine}, {other}"))
}

/// 12400: the state file was damaged and its copy is in use.
pub fn state_recovered(code: Code, file: &str, now: Moment) -> Event {
    event(now, 12400, Level::Warning, STATE_RECOVERED.en.to_owned(), format!("{code}, {file}"))
}

/// 8200: a license could not be acquired from the authority.
pub fn acquisition_failed(code: Code, product: ActivationId, detail: &str, now: Moment) -> Event {
    let info = format!("hr={code}, {product}, {detail}");
    event(now, 8200, Level::Error, ACQUISITION_FAILED.en.to_owned(), info)
}

/// 12321: a certificate did not activate.
pub fn token_failed(code: Code, detail: &str, now: Moment) -> Event {
    event(now, 12321, Level::Error, TOKEN_FAILED.en.to_owned(), format!("HR={code}, {detail}"))
}

/// 12402: the clock was set back, by so many minutes.
pub fn clock_set_back(minutes: i64, latest: Moment, now: Moment) -> Event {
    let code = muster_core::code::CLOCK_SKEW;
    let info = format!("{code}, {minutes}, {}", instant::rfc3339(latest));
    event(now, 12402, Level::Warning, CLOCK_SET_BACK.en.to_owned(), info)
}

/// 12403: an activation ends soon.
pub fn expiring(product: ActivationId, until: Moment, last: Code, now: Moment) -> Event {
    let info = format!("{last}, {product}, {}", instant::rfc3339(until));
    event(now, 12403, Level::Warning, EXPIRING.en.to_owned(), info)
}

/// 12404: the directory was asked; `detail` is the object that activated, or what was wrong.
pub fn directory_tried(code: Code, product: ActivationId, detail: &str, now: Moment) -> Event {
    event(now, 12404, level(code), DIRECTORY_TRIED.en.to_owned(), format!("{code}, {product}, {detail}"))
}

/// 12405: an address asked for too many new machines.
pub fn new_machines_limited(address: &str, now: Moment) -> Event {
    let code = muster_core::code::SERVER_BUSY;
    event(now, 12405, Level::Warning, NEW_MACHINES_LIMITED.en.to_owned(), format!("{code}, {address}"))
}

/// 12406: a machine was released by hand.
pub fn machine_released(cmid: Cmid, machine: &str, now: Moment) -> Event {
    event(now, 12406, Level::Information, MACHINE_RELEASED.en.to_owned(), format!("{cmid}, {machine}"))
}

/// 12407: a license pack was installed.
pub fn pack_installed(version: u32, now: Moment) -> Event {
    event(now, 12407, Level::Information, PACK_INSTALLED.en.to_owned(), format!("0x00000000, {version}"))
}

/// 12408: the store failed from `since` on with this code, and is back.
pub fn store_back(code: Code, since: Moment, now: Moment) -> Event {
    let info = format!("{code}, {}", instant::rfc3339(since));
    event(now, 12408, Level::Warning, STORE_RECOVERED.en.to_owned(), info)
}

/// 12409: the host's clock was set forward by so many seconds, or back if negative.
pub fn clock_jumped(seconds: i64, now: Moment) -> Event {
    let code = muster_core::code::CLOCK_SKEW;
    event(now, 12409, Level::Warning, CLOCK_JUMPED.en.to_owned(), format!("{code}, {seconds}"))
}
