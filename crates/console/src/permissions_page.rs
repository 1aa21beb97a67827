//! docs/console-permissions.md, made of the table of routes.

use crate::{
    role::{Permission, Reach, Role},
    routes::routes,
    service_kind::ServiceKind,
};
use muster_core::lang::Lang;

/// The page: each route with the permission that it takes, and each role's permissions.
pub fn permissions_page() -> String {
    let mut page = String::from(
        "# Who may do what in the console\n\nMade of the table of routes; see [the console](console.md).\n\n\
         *asks again* marks what asks again for password, passkey or sign-in at the provider, if that was more than 10 minutes ago: \
         see [passkeys](passkeys.md).\n\n\
         コンソールの各ページに必要なアクセス許可と、役割ごとの可否です。「本人確認」に ✓ がある操作は、前回の本人確認から 10 分が経過していると、\
         パスワード、パスキー、または ID プロバイダーによる本人確認を再度求めます。\n\n\
         *limited* is what there is, in the console of the authority, for an account or a token that sees some \
         [key groups](console.md#product-lines-apart) alone: *own* is what belongs to those, as far as the role may; *none* is not there (404), \
         whatever the role; ✓ tells of no key group.\n\n\
         「制限付き」は、一部のキー グループだけを参照できるアカウントまたはトークンに対する認証局のコンソールの応答です。「own」は、役割で許可された範囲で、\
         そのキー グループに属するものだけを表示または変更できます。「none」は、役割にかかわらず存在しないものとして応答します (404)。✓ はキー グループに関係しません。\n",
    );
    for (kind, title) in [
        (ServiceKind::Host, "The console of an activation host / ライセンス認証ホストのコンソール"),
        (ServiceKind::Authority, "The console of the authority / 認証局のコンソール"),
    ] {
        page += &format!("\n## {title}\n{}", table(kind));
    }
    page
}

fn table(kind: ServiceKind) -> String {
    let mut page = String::new();
    let names: Vec<&str> = Role::ALL.iter().map(|role| role.name().get(Lang::En)).collect();
    let japanese: Vec<&str> = Role::ALL.iter().map(|role| role.name().get(Lang::Ja)).collect();
    // A host has no key groups.
    let [en, ja, line] =
        if kind == ServiceKind::Authority { [" limited |", " 制限付き |", " :-: |"] } else { [""; 3] };
    page += &format!("\n| | | least permission | asks again | {} |{en}\n", names.join(" | "));
    page += &format!("| --- | --- | --- | :-: |{}{line}\n", " :-: |".repeat(names.len()));
    page += &format!("| | | 必要なアクセス許可 | 本人確認 | {} |{ja}\n", japanese.join(" | "));
    for route in routes(kind) {
        let may: Vec<&str> = Role::ALL.iter().map(|role| if role.has(route.permission) { "✓" } else { "–" }).collect();
        let Texts { purpose, permission } = Texts::of(route.purpose, route.permission);
        let (method, asks) = (route.method.name(), if route.step_up { "✓" } else { "" });
        let limited = match (kind, route.permission.reach()) {
            (ServiceKind::Host, _) => "",
            (_, Reach::Everything) => " none |",
            (_, Reach::KeyGroups) => " own |",
            (_, Reach::Own) => " ✓ |",
        };
        page += &format!(
            "| `{method} {}` | {purpose} | {permission} | {asks} | {} |{limited}\n",
            route.path,
            may.join(" | ")
        );
    }
    page
}

struct Texts {
    purpose: String,
    permission: String,
}

impl Texts {
    fn of(purpose: muster_core::lang::Text, permission: Permission) -> Self {
        let name = permission.name();
        Self { purpose: format!("{} / {}", purpose.en, purpose.ja), permission: format!("{} / {}", name.en, name.ja) }
    }
}
