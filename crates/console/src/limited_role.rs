//! A role with the key groups that it sees, which is what decides of every caller what there is for him.

use crate::role::{Permission, Reach, Role};
use muster_core::{authority::key_groups::KeyGroups, lang::Lang};

/// A role, limited to key groups or not. An administrator never is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitedRole {
    role: Role,
    groups: KeyGroups,
}

/// What stands between role and key groups in a text.
const BETWEEN: char = ':';

impl From<Role> for LimitedRole {
    fn from(role: Role) -> Self {
        Self { role, groups: KeyGroups::All }
    }
}

impl PartialEq<Role> for LimitedRole {
    fn eq(&self, role: &Role) -> bool {
        self.role == *role && !self.groups.is_limited()
    }
}

impl LimitedRole {
    /// A role with these key groups alone; none for an administrator who would be limited.
    pub fn new(role: Role, groups: KeyGroups) -> Option<Self> {
        (role != Role::Administrator || !groups.is_limited()).then_some(Self { role, groups })
    }

    /// The role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The key groups that it sees.
    pub fn groups(&self) -> &KeyGroups {
        &self.groups
    }

    /// Whether it may do that, as far as it sees what that is done to.
    pub fn has(&self, permission: Permission) -> bool {
        self.role.has(permission) && self.sees(permission)
    }

    /// Whether there is anything for it where this permission is asked for: what tells of all key groups together is not there for a limited one.
    pub fn sees(&self, permission: Permission) -> bool {
        !self.groups.is_limited() || permission.reach() != Reach::Everything
    }

    /// As it stands in the store, in the audit log and in settings: `operator`, or `operator:90,91`. An earlier version knows no such role, and
    /// lets nobody in by it.
    pub fn text(&self) -> String {
        match &self.groups {
            KeyGroups::All => self.role.id().to_owned(),
            groups => format!("{}{BETWEEN}{}", self.role.id(), groups.text()),
        }
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(BETWEEN) {
            None => Role::named(text).map(Self::from),
            Some((role, groups)) => {
                let groups = KeyGroups::parse(groups).filter(KeyGroups::is_limited)?;
                Self::new(Role::named(role)?, groups)
            }
        }
    }

    /// For people.
    pub fn name(&self, lang: Lang) -> String {
        let role = self.role.name().get(lang);
        if !self.groups.is_limited() {
            return role.to_owned();
        }
        let groups = self.groups.text().replace(',', ", ");
        lang.pick(format!("{role} (key groups {groups})"), format!("{role} (キー グループ {groups})"))
    }
}

#[cfg(test)]
mod tests {
    use super::LimitedRole;
    use crate::role::{Permission, Role};
    use muster_core::authority::key_groups::KeyGroups;

    #[test]
    fn a_role_is_read_as_it_is_written_and_nothing_wrong_is_unlimited() {
        for text in ["viewer", "operator:90", "auditor:90,91"] {
            assert_eq!(LimitedRole::parse(text).expect(text).text(), text);
        }
        for text in
            ["", "operator:", "operator: ", "operator:x", "administrator:90", "king", "king:90", "operator:90:91"]
        {
            assert_eq!(LimitedRole::parse(text), None, "{text}");
        }
        let groups = KeyGroups::parse("90").expect("a list");
        assert_eq!(LimitedRole::new(Role::Administrator, groups.clone()), None);
        assert!(LimitedRole::parse("operator").expect("a role") == Role::Operator);
        assert!(LimitedRole::new(Role::Operator, groups).expect("limited") != Role::Operator);
    }

    #[test]
    fn a_limited_role_has_what_is_of_its_key_groups_and_nothing_of_all_together() {
        let limited = LimitedRole::parse("auditor:90").expect("a role");
        assert!(limited.has(Permission::ReadAudit) && limited.has(Permission::ViewIssued));
        assert!(limited.has(Permission::SignedIn) && !limited.has(Permission::ViewMetrics));
        assert!(!limited.has(Permission::EditKeys), "its role has it not");
        assert!(LimitedRole::from(Role::Auditor).has(Permission::ViewMetrics));
    }
}
