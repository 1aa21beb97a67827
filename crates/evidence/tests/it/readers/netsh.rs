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

/// Each rule of Get-NetFirewallRule starts with its name; others are for TCP too.
#[test]
fn a_list_of_rules_in_which_one_is_that_of_the_service() {
    check(
        "
        Name                  : SPPSVC-In-TCP
        DisplayName           : Key Management Service (TCP-In)

        Profile               : Any
        Enabled               : False
        Action                : Allow

        Name                  : RemoteDesktop-UserMode-In-TCP
        DisplayName           : Remote Desktop - User Mode (TCP-In)
        Profile               : Domain
        Enabled               : True",
        "net.fw
        4 firewall.rule.profile = any
        5 firewall.rule.enabled = false
        6 firewall.rule.action = allow",
    );
    check("Rule Name:  Remote Desktop - User Mode (TCP-In)\n-----\nEnabled:  Yes\nAction:  Block", "");
}

/// What follows an empty line belongs to the rule only if it goes on as one.
#[test]
fn a_rule_ends_where_something_else_is_written() {
    check(
        "
        規則名:                               Key Management Service (TCP-In)
        ----------------------------------------------------------------------
        有効:                                 いいえ
        操作:                                 許可

        That is what the server says.
        Enabled:                              Yes",
        "net.fw
        3 firewall.rule.enabled = いいえ
        4 firewall.rule.action = 許可",
    );
}
