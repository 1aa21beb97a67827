//! netstat.

use crate::check;

#[test]
fn a_host_that_listens() {
    check(
        "  TCP    0.0.0.0:1688           0.0.0.0:0              LISTENING       4012",
        "net.port\n1 listening_port = 1688",
    );
}
