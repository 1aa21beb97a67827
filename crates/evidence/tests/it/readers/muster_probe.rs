//! `muster doctor probe`.

use crate::check;

#[test]
fn records_and_what_listens() {
    check(
        "
        muster doctor probe
        _vlmcs._tcp.corp.example SRV 0 100 1688 KMS1.corp.example
        _vlmcs._tcp.lab.example no-srv
        _vlmcs._tcp.far.example no-answer
        KMS1.corp.example:1688 192.0.2.10 open+kms
        kms2.corp.example:1688 192.0.2.11 refused",
        "probe
        2 srv = 0 100 1688 kms1.corp.example
        3 srv = none
        4 srv = unanswered
        5 probe.kms1.corp.example:1688 = open+kms
        6 probe.kms2.corp.example:1688 = refused",
    );
}
