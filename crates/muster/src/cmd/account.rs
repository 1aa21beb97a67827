//! `muster host account` and `muster authority account`: accounts of a web console, and the links by which people get into them.

use crate::{
    args::{AccountCommand, LinkArguments},
    cmd::now,
    failure::Failure,
    out,
};
use muster_core::{authority::key_groups::KeyGroups, code, lang::Lang, lang::Text, sentence::Sentence, time::Moment};
use muster_host::{
    Account, ConsoleRole, ConsoleStore, LimitedRole, LinkMaker, LinkUse, ServiceKind, make_account_link,
};
use muster_platform::{entropy::Entropy, process};
use muster_proto::instant;
use serde_json::json;
use std::net::Ipv4Addr;

/// `origin` says where the console is.
pub(super) fn run(
    command: AccountCommand,
    kind: ServiceKind,
    store: &mut dyn ConsoleStore,
    origin: impl FnOnce() -> Result<String, Failure>,
    lang: Lang,
) -> Result<(), Failure> {
    let (role, arguments) = match command {
        AccountCommand::Add { role, key_groups, link } => (limited(&role, &key_groups, kind)?, link),
        AccountCommand::Link(link) => (None, link),
        AccountCommand::List { json } => {
            list(&store.accounts()?, json, lang);
            return Ok(());
        }
    };
    let LinkArguments { name, sign_in, json } = arguments;
    let used = if sign_in { LinkUse::SignIn } else { LinkUse::ChoosePassword };
    let made = link(store, (&name, role), used, &origin()?)?;
    let until = instant::rfc3339(made.until);
    let document = json!({ "account": made.account, "link": made.address, "until": until });
    let text = lang.pick(
        format!("For the account {}, once, until {until}: {}", made.account, made.address),
        format!("アカウント {} 用のリンク ({until} まで 1 回のみ有効): {}", made.account, made.address),
    );
    out::report(json, &document, &text);
    Ok(())
}

/// A role with the key groups that it sees; all without any.
fn limited(role: &str, groups: &[u16], kind: ServiceKind) -> Result<Option<LimitedRole>, Failure> {
    let refused = |en, ja| Failure::new(code::INVALID_ARGUMENT, Text { en, ja });
    let Some(role) = ConsoleRole::named(role) else { return Ok(None) };
    let groups = groups.iter().map(u16::to_string).collect::<Vec<_>>().join(",");
    if kind == ServiceKind::Host && !groups.is_empty() {
        return Err(refused(
            "the console of a host has no key groups: leave --key-group out",
            "ホストのコンソールにはキー グループはありません。--key-group を指定せずに実行してください",
        ));
    }
    let groups = KeyGroups::parse(&groups).ok_or_else(|| {
        refused(
            "a key group is its number in the license pack, 0 to 255; at most 64 of them",
            "キー グループは、ライセンス パックの番号 (0 ～ 255) で指定してください。64 個まで指定できます",
        )
    })?;
    LimitedRole::new(role, groups).map(Some).ok_or_else(|| {
        refused(
            "an administrator sees all key groups: leave --key-group out, or choose another role",
            "管理者は常にすべてのキー グループを参照できます。--key-group を指定しないか、別の役割を選択してください",
        )
    })
}

/// A link, complete.
pub(crate) struct ShownLink {
    pub(crate) account: String,
    pub(crate) address: String,
    pub(crate) until: Moment,
}

/// Makes a link for an account of the console at `origin`; with a role it makes the account too.
pub(crate) fn link(
    store: &mut dyn ConsoleStore,
    account: (&str, Option<LimitedRole>),
    used: LinkUse,
    origin: &str,
) -> Result<ShownLink, Failure> {
    let system = process::account();
    let by = LinkMaker { account: &system, address: Ipv4Addr::LOCALHOST.into() };
    let made = make_account_link(store, account, used, by, &Entropy::system(), now())?;
    let made = made.map_err(|refusal| Failure::new(code::INVALID_ARGUMENT, Sentence::of(|lang| refusal.text(lang))))?;
    Ok(ShownLink { account: made.account, address: format!("{origin}{}", made.path), until: made.until })
}

fn list(accounts: &[Account], json: bool, lang: Lang) {
    if json {
        let rows = accounts.iter().map(|account| {
            json!({
                "name": account.name,
                "role": account.role.role().id(),
                "key_groups": account.role.groups().numbers(),
                "created": instant::rfc3339(account.created),
                "disabled": account.disabled,
                "has_password": !account.password.is_empty(),
                "provider": account.provider.as_ref().map(|provider| &provider.issuer),
                "full_name": account.provider.as_ref().map(|provider| &provider.full_name),
                "link_until": account.link.map(|link| instant::rfc3339(link.until)),
            })
        });
        return out::json(&rows.collect::<Vec<_>>());
    }
    for account in accounts {
        let state = match (account.disabled, account.password.is_empty() && account.provider.is_none()) {
            (true, _) => lang.pick("disabled", "無効"),
            (false, true) => lang.pick("without a password", "パスワード未設定"),
            (false, false) => lang.pick("may sign in", "サインイン可能"),
        };
        let (name, role, created) = (&account.name, account.role.text(), instant::rfc3339(account.created));
        let full_name = account.provider.as_ref().map(|provider| format!("  {}", provider.full_name));
        out::line(&format!("{name:<24}  {role:<13}  {created}  {state}{}", full_name.unwrap_or_default()));
    }
}
