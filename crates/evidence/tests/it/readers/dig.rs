//! dig's answer section.

use crate::check;

#[test]
fn dig_shows_the_record_in_one_line() {
    check(
        "_vlmcs._tcp.corp.example. 3600 IN SRV 0 100 1688 kms1.corp.example.",
        "dns.nslookup\n1 srv = 0 100 1688 kms1.corp.example",
    );
}
