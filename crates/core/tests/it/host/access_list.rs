//! Which networks and machines may ask.

use muster_core::{host::access_list::AccessList, id::Cmid};
use std::net::IpAddr;

const CMID: Cmid = Cmid::from_bytes([1; 16]);

fn permits(access: &AccessList, asks: &[(&str, &str, bool)]) {
    for (address, machine, expected) in asks {
        let address: IpAddr = address.parse().expect("an address");
        assert_eq!(access.permits(address, machine, CMID), *expected, "{machine} at {address}");
    }
}

#[test]
fn networks_and_machines() {
    let networks = |texts: &[&str]| texts.iter().map(|text| text.parse().expect("a network")).collect();
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    permits(&AccessList::default(), &[("192.0.2.1", "pc", true), ("2001:db8::1", "pc", true)]);
    let allow = AccessList { allow_networks: networks(&["10.0.0.0/8", "2001:db8::/32"]), ..AccessList::default() };
    permits(
        &allow,
        &[
            ("10.1.2.3", "pc", true),
            ("::ffff:10.1.2.3", "pc", true),
            ("192.0.2.1", "pc", false),
            ("2001:db8::9", "pc", true),
        ],
    );
    let deny = AccessList {
        deny_networks: networks(&["10.9.0.0/16"]),
        deny_machines: texts(&["Kiosk-*", "lab7", &Cmid::from_bytes([2; 16]).to_string()]),
        ..allow
    };
    permits(
        &deny,
        &[
            ("10.1.2.3", "pc", true),
            ("10.9.2.3", "pc", false),
            ("10.1.2.3", "KIOSK-14.corp.example", false),
            ("10.1.2.3", "lab7.corp.example", false),
            ("10.1.2.3", "lab70", true),
        ],
    );
    assert!(!deny.permits("10.1.2.3".parse().expect("an address"), "pc", Cmid::from_bytes([2; 16])));
    let only = AccessList { allow_machines: texts(&["pc-1", "pc-2.corp.example"]), ..AccessList::default() };
    permits(&only, &[("::1", "PC-1.corp.example", true), ("::1", "pc-2.corp.example", true), ("::1", "pc-3", false)]);
}
