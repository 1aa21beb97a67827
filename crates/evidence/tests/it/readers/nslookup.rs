//! nslookup about the SRV record.

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
fn the_address_of_a_host_and_a_server_that_does_not_answer() {
    check(
        "
        kms1.corp.example       internet address = 192.0.2.10
        *** Request to dc1.corp.example timed-out: _vlmcs._tcp.corp.example",
        "dns.nslookup
        1 address.kms1.corp.example = 192.0.2.10
        2 srv = unanswered",
    );
}

#[test]
fn a_host_is_looked_up_in_any_language() {
    check(
        "C:\\>nslookup kms1.corp.example
        サーバー:  dc1.corp.example
        Address:  192.0.2.10

        名前:    kms1.corp.example
        Address:  192.0.2.20

        C:\\>nslookup kms2.corp.example
        Server:  dc1.corp.example
        Address:  192.0.2.10",
        "dns.nslookup
        5-6 address.kms1.corp.example = 192.0.2.20",
    );
}

#[test]
fn the_server_that_answered() {
    check(
        "
        C:\\>nslookup -type=srv _vlmcs._tcp.corp.example
        サーバー:  dc1.corp.example
        Address:  192.0.2.17#53

        _vlmcs._tcp.corp.example SRV service location:
              priority       = 0
              weight         = 0
              port           = 1688
              svr hostname   = kms1.corp.example",
        "dns.nslookup
        2-3 dns_server.answered = dc1.corp.example
        6-9 srv = 0 0 1688 kms1.corp.example",
    );
}

#[test]
fn a_question_without_its_answer_tells_nothing() {
    check("C:\\>nslookup _vlmcs._tcp.corp.example", "");
    check("C:\\>nslookup -type=srv", "");
}
