//! Test-NetConnection of PowerShell.

use crate::check;

#[test]
fn a_port_that_answers_and_one_that_does_not() {
    check(
        "
        ComputerName           : kms1.corp.example
        RemoteAddress          : 192.0.2.10
        RemotePort             : 1688
        TcpTestSucceeded       : True

        ComputerName           : kms2.corp.example
        RemotePort             : 1688
        TcpTestSucceeded       : False",
        "net.port
        1-4 port = kms1.corp.example:1688 open
        6-8 port = kms2.corp.example:1688 closed",
    );
}
