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

/// Microsoft's article shows both; the warning is English in every language.
#[test]
fn a_warning_and_an_answer_in_one_word() {
    check(
        "
        警告: TCP connect to (10.0.0.5 : 1688) failed

        PS C:\\> Test-NetConnection -Port 1688 -ComputerName KMS1.corp.example -InformationLevel Quiet
        False
        PS C:\\> tnc kms2.corp.example -port 1689 -inf quiet
        True",
        "net.port
        1 port = 10.0.0.5:1688 closed
        3-4 port = kms1.corp.example:1688 closed
        5-6 port = kms2.corp.example:1689 open",
    );
}

#[test]
fn whether_the_host_answers_at_all() {
    check(
        "
        ComputerName           : kms2.corp.example
        RemotePort             : 1688
        PingSucceeded          : True
        TcpTestSucceeded       : False",
        "net.port
        1-4 port = kms2.corp.example:1688 closed
        1-4 ping.kms2.corp.example = true",
    );
}

#[test]
fn the_last_property_alone_and_the_name_that_was_asked() {
    check(
        "
        PS C:\\> Test-NetConnection kms1.corp.example -Port 1689
        WARNING: TCP connect to (192.0.2.10 : 1689) failed
        PS C:\\> Test-NetConnection kms1.corp.example -Port 1688
        TcpTestSucceeded       : True",
        "net.port
        2 port = kms1.corp.example:1689 closed
        3-4 port = kms1.corp.example:1688 open",
    );
}

/// In a paste without line ends something else stands behind the last property.
#[test]
fn what_stands_behind_the_answer_is_none_of_it() {
    check(
        "
        ComputerName           : kms1.corp.example
        RemotePort             : 1688
        TcpTestSucceeded       : False The other floors were not asked.",
        "net.port
        1-3 port = kms1.corp.example:1688 closed",
    );
}
