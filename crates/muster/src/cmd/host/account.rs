//! `muster host account`: accounts of the web console, and the links by which people get into them.

use crate::{
    args::{AccountCommand, LinkArguments},
    cmd::now,
    failure::Failure,
    out,
};
use muster_core::{code, lang::Lang};
use muster_host::{Actor, ConsoleRole, Host, LinkUse};
use muster_platform::{entropy::Entropy, process};
use muster_proto::instant;
use serde_json::json;
use std::net::Ipv4Addr;

pub(super) fn run(command: AccountCommand, host: &Host, lang: Lang) -> Result<(), Failure> {
    let (role, arguments) = match command {
        AccountCommand::Add { role, link } => (ConsoleRole::named(&role), link),
        AccountCommand::Link(link) => (None, link),
    };
    let origin = host.console_site()?.ok_or_else(|| no_console(host, lang))?.origin();
    let LinkArguments { name, sign_in, json } = arguments;
    let used = if sign_in { LinkUse::SignIn } else { LinkUse::ChoosePassword };
    let made = link(host, (&name, role), used, &origin, lang)?;
    let until = instant::rfc3339(made.until);
    let document = json!({ "account": made.account, "link": made.address, "until": until });
    let text = lang.pick(
        format!("For the account {}, once, until {until}: {}", made.account, made.address),
        format!("アカウント {} 用のリンク ({until} まで 1 回のみ有効): {}", made.account, made.address),
    );
    out::report(json, &document, &text);
    Ok(())
}

/// A link, complete.
pub(crate) struct ShownLink {
    pub(crate) account: String,
    pub(crate) address: String,
    pub(crate) until: muster_core::time::Moment,
}

/// Makes a link for an account of the console at `origin`; with a role it makes the account too.
pub(crate) fn link(
    host: &Host,
    account: (&str, Option<ConsoleRole>),
    used: LinkUse,
    origin: &str,
    lang: Lang,
) -> Result<ShownLink, Failure> {
    let actor = Actor { account: process::account(), address: Ipv4Addr::LOCALHOST.into() };
    let made = host.admin()?.make_account_link(account, used, &actor, &Entropy::system(), now())?;
    let made = made.map_err(|refusal| Failure::new(code::INVALID_ARGUMENT, refusal.text(lang)))?;
    Ok(ShownLink { account: made.account, address: format!("{origin}{}", made.path), until: made.until })
}

fn no_console(host: &Host, lang: Lang) -> Failure {
    let file = host.directory().join("host.toml").display().to_string();
    let problem = lang
        .pick("it names no web console ([console] listen)", "Web コンソールが構成されていません ([console] listen)");
    Failure::new(code::INVALID_ARGUMENT, format!("{file}: {problem}"))
}
