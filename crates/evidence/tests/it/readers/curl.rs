//! `curl -v telnet://host:port`.

use crate::check;

#[test]
fn a_port_answers_or_not() {
    check(
        "*   Trying 192.0.2.10:1688...
        * Connected to kms1.corp.example (192.0.2.10) port 1688 (#0)
        * connect to 192.0.2.11 port 1688 failed: Timed out
        * Failed to connect to kms2.corp.example port 1688 after 5003 ms: Timed out
        curl: (28) Failed to connect to kms2.corp.example port 1688 after 5003 ms: Timed out
        * Established connection to kms3 (192.0.2.12 port 1689) from 192.0.2.41 port 50112",
        "net.port
        2 port = kms1.corp.example:1688 open
        3 port = 192.0.2.11:1688 closed
        4 port = kms2.corp.example:1688 closed
        5 port = kms2.corp.example:1688 closed
        6 port = kms3:1689 open",
    );
}
