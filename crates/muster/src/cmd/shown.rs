//! What commands of a client and of a host show alike.

use crate::out;
use muster_core::{lang::Lang, visible};
use muster_proto::{event::Event, instant};
use serde_json::json;

/// Events as lines, or as a document.
pub(crate) fn print_events(events: &[Event], json: bool, lang: Lang) {
    if json {
        return out::json(&events);
    }
    events.iter().for_each(|event| out::line(&event_text(event, lang)));
}

/// An event as the commands print it.
pub(crate) fn event_text(event: &Event, lang: Lang) -> String {
    let (time, id, info) = (instant::rfc3339(event.time), event.id, visible::line(&event.info));
    format!("{time}  {id}  {}\n    Info: {info}", visible::line(&event.sentence(lang)))
}

/// Reports a license pack that was installed, on a client or a host.
pub(crate) fn pack_installed(version: u32, json: bool, lang: Lang) {
    let text = lang.pick(
        format!("License pack version {version} installed."),
        format!("ライセンス パック バージョン {version} をインストールしました。"),
    );
    out::report(json, &json!({ "version": version }), &text);
}

/// That an audit log is whole.
pub(super) fn audit_verified(head: &muster_authority::ChainHead, json: bool, lang: Lang) {
    let (entries, hash) = (head.entries, &head.hash);
    let text = lang.pick(
        format!("The audit log is whole: {entries} entries.\nHash of the last: {hash}"),
        format!("監査ログは完全です ({entries} 件)。\n最後のエントリのハッシュ: {hash}"),
    );
    out::report(json, &json!({ "entries": entries, "hash": hash }), &text);
}
