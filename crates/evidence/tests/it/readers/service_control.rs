//! `sc`, Get-Service and `wmic service`.

use crate::check;

#[test]
fn sc_qc_and_sc_query() {
    check(
        "
        SERVICE_NAME: sppsvc
                TYPE               : 10  WIN32_OWN_PROCESS
                START_TYPE         : 4   DISABLED
        SERVICE_NAME: sppsvc
                STATE              : 4  RUNNING
        SERVICE_NAME: spooler
                STATE              : 1  STOPPED",
        "svc
        3 service.start.sppsvc = disabled
        5 service.state.sppsvc = running",
    );
}

#[test]
fn powershell_service_as_list_and_as_table() {
    check(
        "
        Name      : osppsvc
        Status    : Stopped
        StartType : Manual
        Stopped  sppsvc             Software Protection                    Disabled",
        "svc
        2 service.state.osppsvc = stopped
        3 service.start.osppsvc = manual
        4 service.state.sppsvc = stopped
        4 service.start.sppsvc = disabled",
    );
}

#[test]
fn each_way_of_starting_has_its_word() {
    for (printed, word) in
        [("2   AUTO_START", "automatic"), ("3   DEMAND_START", "manual"), ("1   SYSTEM_START", "other")]
    {
        check(
            &format!("SERVICE_NAME: sppsvc\n        START_TYPE         : {printed}"),
            &format!("svc\n2 service.start.sppsvc = {word}"),
        );
    }
}
