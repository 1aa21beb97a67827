//! `ospp.vbs /dhistorykms` and `/dhistoryacterr`.

use crate::check;

/// The codes in this output are cut at a place that fits English messages only.
#[test]
fn the_history_of_kms_gives_its_kind_and_no_codes() {
    check(
        "
        ---Processing--------------------------
        Searching for KMS activation events on machine: PC-1
        ---Exiting-----------------------------",
        "ospp.hist.kms
        2 computer = PC-1",
    );
}

#[test]
fn events_of_an_english_system() {
    check(
        "
        ---Processing--------------------------
        Searching for KMS activation events on machine: PC-1
        ---------------------------------------
        Coordinated Universal Time Written: 20260310090000.000000-000
        Event ID: 12288
        ERROR/HOST: 0xC004F074, 0x00000000, kms1.corp.example:1688
        ---------------------------------------
        ---Exiting-----------------------------
        Searching for Internet activation failure events on machine: PC-1
        Coordinated Universal Time Written: 20260311090000.000000-000
        Event ID: 8200
        MESSAGE: License acquisition failure details. hr=0x80072EE7
        ---Exiting-----------------------------",
        "ospp.hist.err ospp.hist.kms
        2 computer = PC-1
        6 event.12288.time = 20260310090000.000000-000
        6 event.12288.code = 0xC004F074
        6 event.12288.host = kms1.corp.example:1688
        9 computer = PC-1
        12 event.8200.time = 20260311090000.000000-000
        12 event.8200.code = 0x80072EE7",
    );
}
