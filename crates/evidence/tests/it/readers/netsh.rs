//! Firewall rules.

use crate::check;

#[test]
fn the_rule_of_the_service_and_no_other() {
    check(
        "
        Rule Name:                            Key Management Service (TCP-In)
        ----------------------------------------------------------------------
        Enabled:                              No
        Direction:                            In
        Profiles:                             Domain,Private
        Action:                               Allow

        Rule Name:                            Remote Desktop
        ----------------------------------------------------------------------
        Enabled:                              Yes",
        "net.fw
        3 firewall.rule.enabled = no
        5 firewall.rule.profile = domain,private
        6 firewall.rule.action = allow",
    );
}
