//! `muster host webhook` and `muster authority webhook`: where a web console posts what happens.

use crate::{args::WebhookCommand, cmd::now, failure::Failure, out};
use muster_core::{code, lang::Lang, sentence, sentence::Sentence};
use muster_host::{
    AuditEntry, ConsoleAction, ConsoleStore, ServiceKind, Webhook, WebhookEvent, WebhookRefusal, made_webhook,
};
use muster_platform::{entropy::Entropy, process};
use muster_proto::instant;
use serde_json::json;
use std::net::Ipv4Addr;

/// `kind` says whose console it is: each tells events of its own.
pub(super) fn run(
    command: WebhookCommand,
    store: &mut dyn ConsoleStore,
    kind: ServiceKind,
    lang: Lang,
) -> Result<(), Failure> {
    match command {
        WebhookCommand::Add { name, url, events, json } => add(store, (&name, &url), &events, kind, json, lang)?,
        WebhookCommand::List { json } => list(&store.webhooks()?, json),
        WebhookCommand::Remove { name, json } => {
            if !store.remove_webhook(&name, &entry(ConsoleAction::WebhookRemove, &name))? {
                let problem = sentence!("there is no such webhook", "この名前の Webhook はありません");
                return Err(Failure::new(code::INVALID_ARGUMENT, problem));
            }
            let text = lang.pick(format!("Removed the webhook {name}."), format!("Webhook {name} を削除しました。"));
            out::report(json, &json!({ "removed": name }), &text);
        }
    }
    Ok(())
}

fn add(
    store: &mut dyn ConsoleStore,
    target: (&str, &str),
    events: &[String],
    kind: ServiceKind,
    json: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let refused =
        |refusal: WebhookRefusal| Failure::new(code::INVALID_ARGUMENT, Sentence::of(|lang| refusal.text(lang)));
    // The parser knows the events of both consoles.
    if let Some(other) = events.iter().find(|id| !WebhookEvent::of(kind).any(|event| event.id() == id.as_str())) {
        let problem =
            sentence!("{other} is no event of this console", "{other} はこのコンソールのイベントではありません");
        return Err(Failure::new(code::INVALID_ARGUMENT, problem).into_usage());
    }
    let known = WebhookEvent::of(kind).filter(|event| events.is_empty() || events.iter().any(|id| id == event.id()));
    let (webhook, secret) =
        made_webhook(target, known.collect(), &process::account(), now(), &Entropy::system()).map_err(refused)?;
    let entry = AuditEntry { new: Some(webhook.url.clone()), ..entry(ConsoleAction::WebhookAdd, &webhook.name) };
    if !store.add_webhook(&webhook, &entry)? {
        return Err(refused(WebhookRefusal::Exists));
    }
    let document = json!({ "name": webhook.name, "url": webhook.url, "secret": secret });
    let text = lang.pick(
        format!("The secret of {}, shown once: {secret}", webhook.name),
        format!("{} のシークレット (表示は 1 回のみ): {secret}", webhook.name),
    );
    out::report(json, &document, &text);
    Ok(())
}

fn entry(action: ConsoleAction, name: &str) -> AuditEntry {
    let entry = AuditEntry::new(action, &process::account(), Ipv4Addr::LOCALHOST.into(), now());
    AuditEntry { subject: Some(name.to_owned()), ..entry }
}

fn list(webhooks: &[Webhook], json: bool) {
    if json {
        let rows = webhooks.iter().map(|webhook| {
            json!({
                "name": webhook.name,
                "url": webhook.url,
                "events": webhook.events.iter().map(|event| event.id()).collect::<Vec<_>>(),
                "maker": webhook.maker,
                "created": instant::rfc3339(webhook.created),
            })
        });
        return out::json(&rows.collect::<Vec<_>>());
    }
    for webhook in webhooks {
        out::line(&format!("{:<24}  {}  {}", webhook.name, webhook.url, webhook.event_ids()));
    }
}
