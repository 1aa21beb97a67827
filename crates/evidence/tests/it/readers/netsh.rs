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

#[test]
fn the_rule_as_the_registry_keeps_it() {
    check(
        "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules
            SPPSVC-In-TCP    REG_SZ    v2.10|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Domain|LPort=1688|Name=x|",
        "net.fw
        2 firewall.rule.enabled = no
        2 firewall.rule.action = allow
        2 firewall.rule.profile = domain",
    );
}
