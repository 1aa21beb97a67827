//! The fields by which an administrator gives a role: the role, and at the authority the key groups that it sees.

use super::choice::Choice;
use crate::{call::Call, limited_role::LimitedRole, role::Role, service_kind::ServiceKind};
use muster_core::{authority::key_groups::KeyGroups, lang::Lang};

/// What the fields are filled with.
pub(super) struct RoleFields {
    pub(super) roles: Vec<Choice>,
    /// Whether there are key groups: a host has none.
    pub(super) has_groups: bool,
    pub(super) groups: String,
}

impl RoleFields {
    /// As a role is.
    pub(super) fn of(call: &Call<'_>, role: &LimitedRole) -> Self {
        Self::with(call, role.role(), role.groups().text().replace(',', ", "))
    }

    /// As they were typed, if they were.
    pub(super) fn typed(call: &Call<'_>) -> Self {
        let role = Role::named(call.request.form("role")).unwrap_or(Role::Viewer);
        Self::with(call, role, call.request.form("key-groups").to_owned())
    }

    fn with(call: &Call<'_>, chosen: Role, groups: String) -> Self {
        let choice = |role: Role| Choice::new(role.id(), role.name().get(call.lang()), role == chosen);
        let has_groups = call.console.service.kind() == ServiceKind::Authority;
        Self { roles: Role::ALL.map(choice).into(), has_groups, groups }
    }
}

/// The role that the fields say, or what is wrong with them.
pub(super) fn chosen(call: &Call<'_>) -> Result<LimitedRole, String> {
    let (lang, role) = (call.lang(), Role::named(call.request.form("role")));
    let role = role.ok_or_else(|| lang.pick("Choose a role.", "役割を選択してください。").to_owned())?;
    let typed = call.request.form("key-groups");
    if call.console.service.kind() == ServiceKind::Host && !typed.trim().is_empty() {
        return Err(lang
            .pick("The console of a host has no key groups.", "ホストのコンソールにはキー グループはありません。")
            .to_owned());
    }
    let groups = KeyGroups::parse(typed).ok_or_else(|| not_groups(lang).to_owned())?;
    LimitedRole::new(role, groups).ok_or_else(|| {
        lang.pick(
            "An administrator sees all key groups: choose another role, or leave the key groups empty.",
            "管理者は常にすべてのキー グループを参照できます。別の役割を選択するか、キー グループを空白にしてください。",
        )
        .to_owned()
    })
}

fn not_groups(lang: Lang) -> &'static str {
    lang.pick(
        "Key groups are their numbers in the license pack, with commas: 90, 91. At most 64.",
        "キー グループは、ライセンス パックの番号をコンマで区切って入力してください (例: 90, 91)。64 個まで指定できます。",
    )
}
