//! A rule of `[access]` of `host.toml`, in words.

use super::code_text::shown;
use crate::access_rule::AccessRule;
use muster_core::lang::Lang;

/// Entries of a rule that are shown.
const SHOWN_MAX: usize = 20;

/// What a rule is about, and what it lists.
pub(super) fn access_rule(rule: AccessRule, listed: &[String], lang: Lang) -> (&'static str, String) {
    let (all, none) = (lang.pick("all", "すべて"), lang.pick("none", "なし"));
    let (label, empty) = match rule {
        AccessRule::AllowMachines => (lang.pick("Machines that may ask", "要求を許可するコンピューター"), all),
        AccessRule::AllowNetworks => (lang.pick("Networks that may ask", "要求を許可するネットワーク"), all),
        AccessRule::DenyMachines => (lang.pick("Machines that may not ask", "要求を拒否するコンピューター"), none),
        AccessRule::DenyNetworks => (lang.pick("Networks that may not ask", "要求を拒否するネットワーク"), none),
        AccessRule::MonitorNetworks => (
            lang.pick("Networks that may read health and metrics", "正常性とメトリックの参照を許可するネットワーク"),
            all,
        ),
        AccessRule::NewMachinesPerHour => {
            (lang.pick("New machines of an address in an hour", "アドレスごとの新しいコンピューター (1 時間)"), none)
        }
    };
    if listed.is_empty() {
        return (label, empty.to_owned());
    }
    let text = listed.iter().take(SHOWN_MAX).map(|entry| shown(entry)).collect::<Vec<_>>().join(", ");
    let more = listed.len().saturating_sub(SHOWN_MAX);
    let more =
        if more == 0 { String::new() } else { lang.pick(format!(" and {more} more"), format!(" ほか {more} 件")) };
    (label, text + &more)
}

#[cfg(test)]
mod tests {
    use super::{AccessRule, access_rule};
    use muster_core::lang::Lang;

    #[test]
    fn a_long_list_is_cut_and_an_empty_one_is_a_word() {
        let listed: Vec<String> = (0..25).map(|number| format!("pc-{number}")).collect();
        let (label, value) = access_rule(AccessRule::DenyMachines, &listed, Lang::En);
        assert!(label == "Machines that may not ask" && value.ends_with("pc-19 and 5 more"), "{value}");
        assert_eq!(access_rule(AccessRule::AllowNetworks, &[], Lang::En).1, "all");
        assert_eq!(access_rule(AccessRule::DenyNetworks, &[], Lang::Ja).1, "なし");
    }
}
