//! The settings of a provider: `[console.oidc]` of `host.toml`, and the file of the authority's console.

use super::discovery::is_fit;
use crate::{limited_role::LimitedRole, role::Role};
use muster_core::{authority::key_groups::KeyGroups, sentence};
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};
use url::Url;

/// The most characters of a name on the page.
const NAME_MAX: usize = 64;

/// A provider, and the roles that its groups give.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Section")]
pub struct OidcSettings {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    /// The file that holds the client secret, readable by the service alone.
    pub client_secret_file: PathBuf,
    /// What the page calls it.
    pub(crate) name: String,
    pub(crate) groups_claim: String,
    /// What is asked for beside `openid`.
    pub(crate) scopes: Vec<String>,
    groups: BTreeMap<String, LimitedRole>,
}

/// As it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    issuer: String,
    client_id: String,
    client_secret_file: PathBuf,
    name: Option<String>,
    groups_claim: Option<String>,
    scopes: Option<Vec<String>>,
    groups: BTreeMap<String, String>,
}

impl OidcSettings {
    /// The role of somebody in these groups: of several the last in the order of [`Role::ALL`], with the key groups of all that give it. None if
    /// no group has one.
    pub(crate) fn role(&self, groups: &[String]) -> Option<LimitedRole> {
        let given: Vec<&LimitedRole> = groups.iter().filter_map(|group| self.groups.get(group)).collect();
        let role = Role::ALL.into_iter().rev().find(|role| given.iter().any(|given| given.role() == *role))?;
        let same = given.into_iter().filter(|given| given.role() == role);
        LimitedRole::new(role, same.map(|given| given.groups().clone()).reduce(KeyGroups::or)?)
    }

    /// Whether a group gives a role that sees some key groups alone.
    pub fn limits_key_groups(&self) -> bool {
        self.groups.values().any(|role| role.groups().is_limited())
    }
}

impl TryFrom<Section> for OidcSettings {
    type Error = String;

    fn try_from(section: Section) -> Result<Self, String> {
        let Section { issuer, client_id, client_secret_file, name, groups_claim, scopes, groups } = section;
        let url =
            Url::parse(&issuer).ok().filter(is_fit).filter(|url| url.query().is_none() && url.fragment().is_none());
        let Some(url) = url else {
            let problem = sentence!(
                "issuer is no https address (http for a loopback address alone)",
                "issuer が https のアドレスではありません (http はループバック アドレスでのみ使用できます)"
            );
            return Err(problem.for_parser());
        };
        let name = name.unwrap_or_else(|| url.host_str().unwrap_or_default().to_owned());
        let named = [("client_id", &client_id), ("name", &name)];
        if let Some((field, _)) =
            named.iter().find(|(_, text)| text.trim().is_empty() || text.chars().any(char::is_control))
        {
            let problem = sentence!("{field} is empty, or not one line", "{field} が空であるか、1 行ではありません");
            return Err(problem.for_parser());
        }
        if name.chars().count() > NAME_MAX {
            let problem =
                sentence!("name has more than {NAME_MAX} characters", "name は {NAME_MAX} 文字以内で指定してください");
            return Err(problem.for_parser());
        }
        let role = |(group, role): (String, String)| {
            let known = || {
                let roles = Role::ALL.map(Role::id).join(", ");
                let problem = sentence!(
                    "groups: '{role}' is no role: one of {roles}, all but the last also with key groups, as in operator:90,91",
                    "groups: '{role}' は役割ではありません。使用できる役割: {roles}。最後の役割以外では operator:90,91 のようにキー グループも指定できます"
                );
                problem.for_parser()
            };
            LimitedRole::parse(&role).map(|role| (group, role)).ok_or_else(known)
        };
        let groups: BTreeMap<String, LimitedRole> = groups.into_iter().map(role).collect::<Result<_, _>>()?;
        if groups.is_empty() {
            let problem = sentence!(
                "groups gives no group a role: nobody could sign in",
                "groups で役割が割り当てられていないため、だれもサインインできません"
            );
            return Err(problem.for_parser());
        }
        let groups_claim = groups_claim.unwrap_or_else(|| "groups".to_owned());
        let scopes = scopes.unwrap_or_else(|| vec!["profile".to_owned()]);
        Ok(Self { issuer, client_id, client_secret_file, name, groups_claim, scopes, groups })
    }
}

#[cfg(test)]
mod tests {
    use super::OidcSettings;
    use crate::role::Role;
    use serde_json::{Value, json};

    fn read(change: impl FnOnce(&mut Value)) -> Result<OidcSettings, String> {
        let mut settings = json!({
            "issuer": "https://id.corp.test/realms/corp",
            "client_id": "muster",
            "client_secret_file": "oidc.secret",
            "groups": { "admins": "administrator", "audit": "auditor", "desk": "operator", "all": "viewer" },
        });
        change(&mut settings);
        serde_json::from_value(settings).map_err(|error| error.to_string())
    }

    #[test]
    fn settings_that_nobody_could_sign_in_by_are_refused() {
        let read_whole = read(|_| ()).expect("right");
        assert_eq!((read_whole.name.as_str(), read_whole.groups_claim.as_str()), ("id.corp.test", "groups"));
        assert!(read(|settings| settings["issuer"] = json!("http://127.0.0.1:9/")).is_ok(), "on this machine");
        for (field, value, problem) in [
            ("issuer", json!("http://id.corp.test"), "issuer is no https address"),
            ("issuer", json!("http://127.0.0.1.corp.test"), "issuer is no https address"),
            ("issuer", json!("https://kim@id.corp.test"), "issuer is no https address"),
            ("issuer", json!("https://id.corp.test/?a=b"), "issuer is no https address"),
            ("issuer", json!("id.corp.test"), "issuer is no https address"),
            ("client_id", json!(" "), "client_id is empty"),
            ("name", json!("a\nb"), "name is empty, or not one line"),
            ("name", json!("n".repeat(65)), "name has more than 64"),
            ("groups", json!({}), "groups gives no group a role"),
            ("groups", json!({ "admins": "king" }), "'king' is no role: one of viewer, operator"),
            ("secret", json!("x"), "unknown field `secret`"),
        ] {
            let error = read(|settings| settings[field] = value.clone()).expect_err(field);
            assert!(error.contains(problem), "{field} {value}: {error}");
        }
    }

    #[test]
    fn of_several_roles_the_last_counts_and_without_one_there_is_no_access() {
        let settings = read(|_| ()).expect("right");
        let role = |groups: &[&str]| settings.role(&groups.iter().map(|group| (*group).to_owned()).collect::<Vec<_>>());
        assert_eq!(role(&["all", "admins", "desk"]), Some(Role::Administrator.into()));
        assert_eq!(role(&["audit", "desk"]), Some(Role::Auditor.into()));
        assert_eq!(role(&["all", "other"]), Some(Role::Viewer.into()));
        assert_eq!((role(&[]), role(&["Admins", "admins ", "administrator"])), (None, None), "names are exact");
    }

    #[test]
    fn the_groups_that_give_the_role_say_its_key_groups() {
        let groups = json!({ "a": "operator:90", "b": "operator:91", "desk": "operator", "all": "viewer", "audit": "auditor:92" });
        let settings = read(|settings| settings["groups"] = groups.clone()).expect("right");
        assert!(settings.limits_key_groups() && !read(|_| ()).expect("right").limits_key_groups());
        let role = |groups: &[&str]| {
            let groups: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
            settings.role(&groups).expect("a role").text()
        };
        assert_eq!(role(&["a"]), "operator:90");
        assert_eq!(role(&["a", "b", "all"]), "operator:90,91", "the viewer sees all, and is not what he is");
        assert_eq!(role(&["a", "desk"]), "operator");
        assert_eq!(role(&["desk", "audit"]), "auditor:92");
    }
}
