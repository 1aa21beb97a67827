//! DNS, port and address configuration.

use crate::check;

#[test]
fn nslookup_on_several_lines_and_on_one() {
    check(
        "
        Server:  dc1.corp.example
        _vlmcs._tcp.corp.example	SRV service location:
              priority       = 10
              weight         = 5
              port           = 1689
              svr hostname   = KMS1.corp.example
        _vlmcs._tcp.corp.example SRV service location:
        port = 1688 svr hostname = kms2.corp.example",
        "dns.nslookup
        3-6 srv = 10 5 1689 kms1.corp.example
        8 srv = ? ? 1688 kms2.corp.example",
    );
}

#[test]
fn no_such_name_in_any_language() {
    check("*** UnKnown が _vlmcs._tcp を見つけられません: Non-existent domain", "dns.nslookup\n1 srv = none");
    check("*** dc1 can't find _muster._tcp.corp.example: Non-existent domain", "dns.nslookup\n1 srv = none");
}

#[test]
fn dig_shows_the_record_in_one_line() {
    check(
        "_vlmcs._tcp.corp.example. 3600 IN SRV 0 100 1688 kms1.corp.example.",
        "dns.nslookup\n1 srv = 0 100 1688 kms1.corp.example",
    );
}

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

#[test]
fn the_primary_suffix_and_its_absence() {
    check("   Primary Dns Suffix  . . . . . . . : Corp.Example", "net.ip\n1 primary_suffix = corp.example");
    check("   プライマリ DNS サフィックス . . . . .:", "net.ip\n1 primary_suffix =");
}
