//! Hosts as people write them.

use muster_core::client::discovery::HostAddress;

fn check(typed: &str, expected: &str) {
    let found = typed.parse::<HostAddress>().map_or_else(|error| error.to_string(), |host| host.to_string());
    assert!(found.starts_with(expected), "{typed}: {found}");
}

#[test]
fn a_host_is_a_name_or_an_address_with_or_without_a_port() {
    check("kms", "kms:1688");
    check("kms.corp.example:2000", "kms.corp.example:2000");
    check("192.0.2.10:1689", "192.0.2.10:1689");
    check("2001:db8::1", "[2001:db8::1]:1688");
    check("[2001:db8::1]:1700", "[2001:db8::1]:1700");
    check("[2001:db8::1]", "[2001:db8::1]:1688");
}

#[test]
fn anything_else_is_refused_by_name() {
    for typed in ["", ":1688", "kms:", "kms:0", "kms:65536", "kms:http", "http://kms", "kms example", "[::1]x"] {
        let expected = if typed == "kms:" { "kms:1688".to_owned() } else { format!("'{typed}' is not a host") };
        check(typed, &expected);
    }
}
