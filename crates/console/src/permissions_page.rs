//! docs/console-permissions.md, made of the table of routes.

use crate::{
    role::{Permission, Role},
    routes::routes,
    service_kind::ServiceKind,
};
use muster_core::lang::Lang;

/// The page: each route with the permission that it takes, and each role's permissions.
pub fn permissions_page() -> String {
    let mut page = String::from(
        "# Who may do what in the console\n\nMade of the table of routes; see [the console](console.md).\n\n\
         コンソールの各ページに必要なアクセス許可と、役割ごとの可否です。\n",
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
    page += &format!("\n| | | least permission | {} |\n", names.join(" | "));
    page += &format!("| --- | --- | --- |{}\n", " :-: |".repeat(names.len()));
    page += &format!("| | | 必要なアクセス許可 | {} |\n", japanese.join(" | "));
    for route in routes(kind) {
        let may: Vec<&str> = Role::ALL.iter().map(|role| if role.has(route.permission) { "✓" } else { "–" }).collect();
        let Texts { purpose, permission } = Texts::of(route.purpose, route.permission);
        page +=
            &format!("| `{} {}` | {purpose} | {permission} | {} |\n", route.method.name(), route.path, may.join(" | "));
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
