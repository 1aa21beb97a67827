//! Resolve-DnsName of PowerShell.

use crate::check;

#[test]
fn a_row_of_the_table_and_a_name_that_is_not_there() {
    check(
        "
        Name                       Type TTL  Section NameTarget        Priority Weight Port
        ----                       ---- ---  ------- ----------        -------- ------ ----
        _vlmcs._tcp.Corp.Example   SRV  3600 Answer  KMS1.corp.example 0        100    1688",
        "dns.nslookup\n3 srv = 0 100 1688 kms1.corp.example",
    );
    check("Resolve-DnsName : _vlmcs._tcp.corp.example : DNS name does not exist", "dns.nslookup\n1 srv = none");
}
