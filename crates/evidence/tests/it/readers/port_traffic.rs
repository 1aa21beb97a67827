//! Traffic to the port of a host in logs of firewalls and in captures.

use crate::{check, read_text, shown};

fn read(text: &str) -> String {
    shown(&read_text(text))
}

#[test]
fn what_a_firewall_threw_away_on_its_way_to_a_host() {
    for line in [
        "2026-11-20 09:14:22 DROP TCP 10.1.1.5 10.1.0.2 50512 1688 52 S 1234567 0 64240 - - - SEND",
        "2 123456789010 eni-0a1b2c3d 10.1.1.5 10.1.0.2 50512 1688 6 3 156 1767000000 1767000060 REJECT OK",
        "gw kernel: FW-DROP IN=eth0 OUT=eth1 SRC=10.1.1.5 DST=10.1.0.2 LEN=52 PROTO=TCP SPT=50512 DPT=1688 WINDOW=64240",
        "TCP request from 10.1.1.5:50512 to 10.1.0.2:1688. Action: Deny. Rule Collection: out.",
        "type=traffic srcip=10.1.1.5 srcport=50512 dstip=10.1.0.2 dstport=1688 action=\"deny\" policyid=0",
        "fw2 filter: action=deny src=10.1.1.5 dst=10.1.0.2 dport=1688 proto=tcp",
    ] {
        assert!(read(line).contains("probe.10.1.0.2:1688 = blocked"), "{line}\n{}", read(line));
    }
}

#[test]
fn what_passed_or_came_back_says_nothing_of_a_firewall() {
    for line in [
        "2026-11-20 09:14:22 ALLOW TCP 10.1.1.5 10.1.0.2 50512 1688 52 S 1234567 0 64240 - - - SEND",
        "type=traffic srcip=10.1.0.2 srcport=1688 dstip=10.1.1.5 dstport=50512 action=\"deny\" policyid=0",
        "TCP request from 10.1.0.2:1688 to 10.1.1.5:50512. Action: Deny.",
        "2026-11-20 09:14:22 DROP TCP 10.1.1.5 10.1.0.2 50512 443 52 S 1688 0 64240 - - - SEND",
    ] {
        assert!(!read(line).contains("blocked"), "{line}\n{}", read(line));
    }
}

#[test]
fn a_capture_shows_whether_a_host_answers() {
    let asked = "09:14:22.001234 IP 10.1.1.5.50512 > 10.1.0.2.1688: Flags [S], seq 1234567, win 64240, length 0\n";
    check(asked, "");
    assert!(read(&asked.repeat(3)).contains("port = 10.1.0.2:1688 closed"));
    let answer =
        |flags: &str| format!("{asked}09:14:22.002 IP 10.1.0.2.1688 > 10.1.1.5.50512: Flags [{flags}], length 0\n");
    assert!(read(&answer("S.")).contains("port = 10.1.0.2:1688 open"));
    assert!(read(&answer("R.")).contains("probe.10.1.0.2:1688 = refused"));
    let tshark = "12 3.0012 10.1.1.5 → 10.1.0.2 TCP 66 50512 → 1688 [SYN] Seq=0 Win=64240 Len=0\n\
                  13 3.0015 10.1.0.2 → 10.1.1.5 TCP 60 1688 → 50512 [RST, ACK] Seq=1 Ack=1 Win=0 Len=0\n";
    assert!(read(tshark).contains("probe.10.1.0.2:1688 = refused"), "{}", read(tshark));
}
