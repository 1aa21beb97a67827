//! Events: the documented numbers, with the documented fields in the documented order.

use crate::instant;
use muster_core::{
    code::Code,
    discovery::HostAddress,
    id::{ActivationId, Cmid},
    lang::{Lang, Text},
    license::Intervals,
    request::Ask,
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
    /// When, RFC 3339.
    pub time: String,
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

/// The sentence of an event number, if Muster writes events of that number.
pub fn message(id: u16, lang: Lang) -> Option<&'static str> {
    let text = match id {
        12288 => REQUEST_SENT,
        12289 => RESPONSE_PROCESSED,
        12290 => REQUEST_HANDLED,
        12400 => STATE_RECOVERED,
        12401 => CLONE_FOUND,
        _ => return None,
    };
    Some(text.get(lang))
}

fn event(now: Moment, id: u16, level: Level, message: String, info: String) -> Event {
    Event { time: instant::rfc3339(now), id, level, message, info }
}

fn level(code: Code) -> Level {
    if code.0 == 0 { Level::Information } else { Level::Error }
}

/// 12288: the client sent a request to `host`, or could not.
pub fn request_sent(ask: &Ask, host: &HostAddress, code: Code, now: Moment) -> Event {
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
