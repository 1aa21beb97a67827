//! netstat.

use crate::check;

#[test]
fn a_host_that_listens() {
    check(
        "  TCP    0.0.0.0:1688           0.0.0.0:0              LISTENING       4012",
        "net.port\n1 listening_port = 1688",
    );
}

#[test]
fn a_host_that_listens_on_unix() {
    for line in [
        "LISTEN 0      128          0.0.0.0:1688       0.0.0.0:*    users:((\"musterd\",pid=812,fd=7))",
        "tcp        0      0 0.0.0.0:1688            0.0.0.0:*               LISTEN      812/musterd",
    ] {
        check(line, "net.port\n1 listening_port = 1688");
    }
}

#[test]
fn connections_to_a_host_that_answers_and_one_that_does_not() {
    check(
        "
        Proto  Local Address          Foreign Address        State
        TCP    0.0.0.0:1688           0.0.0.0:0              LISTENING
        TCP    10.0.0.5:50123         10.0.0.9:1688          SYN_SENT
        TCP    10.0.0.5:50124         kms2:1688              TIME_WAIT       0
        TCP    10.0.0.5:50125         10.0.0.9:443           ESTABLISHED     88",
        "net.port
        2 listening_port = 1688
        3 port = 10.0.0.9:1688 closed
        4 port = kms2:1688 open",
    );
}
