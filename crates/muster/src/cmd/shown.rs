//! What several commands show alike.

use crate::{failure::Failure, out};
use muster_authority::{ChainHead, ChainedEntry};
use muster_core::{lang::Lang, sentence::Sentence, time::Moment, visible};
use muster_proto::{event::Event, instant};
use serde::Serialize;
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

/// Prints the entries of an audit log that are not before `since` (RFC 3339): each as its line, or as JSON with its hash.
pub(super) fn audit_printer<Entry: Serialize>(
    since: Option<&str>,
    json: bool,
    at: fn(&Entry) -> Moment,
    line: fn(&Entry) -> String,
) -> Result<impl FnMut(&Entry, &ChainedEntry), Failure> {
    let since =
        since.map(instant::from_rfc3339).transpose().map_err(|error| Failure::usage(Sentence::foreign(error)))?;
    Ok(move |entry: &Entry, stored: &ChainedEntry| {
        if since.is_some_and(|since| at(entry) < since) {
            return;
        }
        match json {
            true => out::line(&json!({ "entry": entry, "hash": stored.hash }).to_string()),
            false => out::line(&line(entry)),
        }
    })
}

/// That an audit log is whole.
pub(super) fn audit_verified(head: &ChainHead, json: bool, lang: Lang) {
    let (entries, hash) = (head.entries, &head.hash);
    let text = lang.pick(
        format!("The audit log is whole: {entries} entries.\nHash of the last: {hash}"),
        format!("監査ログに欠落や改ざんはありません ({entries} 件)。\n最後のエントリのハッシュ: {hash}"),
    );
    out::report(json, &json!({ "entries": entries, "hash": hash }), &text);
}
