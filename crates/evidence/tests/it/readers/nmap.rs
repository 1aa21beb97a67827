//! nmap's rows of ports.

use crate::check;

#[test]
fn open_and_filtered() {
    check(
        "PORT     STATE    SERVICE\n1688/tcp open     nsjtp-data\n135/tcp  filtered msrpc",
        "net.port
        2 port = :1688 open
        3 port = :135 closed",
    );
}
