//! telnet's failure.

use crate::check;

#[test]
fn the_host_is_named_or_not() {
    check(
        "Connecting To kms1.corp.example...Could not open connection to the host, on port 1688: Connect failed",
        "net.port\n1 port = kms1.corp.example:1688 closed",
    );
    check("Could not open connection to the host, on port 1688: Connect failed", "net.port\n1 port = :1688 closed");
}
