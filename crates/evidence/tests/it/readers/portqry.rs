//! portqry: the state of a port and the host that was asked.

use crate::check;

#[test]
fn the_state_of_a_port() {
    for (state, said) in [("LISTENING", "open"), ("FILTERED", "closed"), ("NOT LISTENING", "closed")] {
        check(
            &format!(
                "Querying target system called:\n kms1.corp.example\nAttempting to resolve name to IP address...\n\
                 Name resolved to 10.0.0.20\nquerying...\nTCP port 1688 (unknown service): {state}"
            ),
            &format!("net.port\n1-6 port = kms1.corp.example:1688 {said}"),
        );
    }
    check("TCP port 1688 (unknown service): FILTERED", "net.port\n1 port = :1688 closed");
    check("The TCP port 1688 (of KMS): is it filtered?", "");
}
