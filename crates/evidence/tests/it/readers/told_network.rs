//! Look-ups and port tests that people tell in sentences, and sentences that tell none.

use crate::check;

#[test]
fn a_missing_record_may_be_told() {
    for text in [
        "nslookup -type=srv _vlmcs._tcp の結果は「Non-existent domain」でした。",
        "We looked: there is no SRV record in the zone corp.example, and DNS says nothing else",
        "The query for _vlmcs._tcp.corp.example came back empty",
        "KMS の SRV レコードが DNS に登録されていません",
    ] {
        check(text, "dns.nslookup\n1 told_in_prose =\n1 srv = none");
    }
}

#[test]
fn a_port_that_is_shut_may_be_told_with_its_host() {
    for (text, host) in [
        ("psping kms1.corp.example:1688 times out from the spoke", "kms1.corp.example"),
        ("telnet kms1.corp.example 1688 fails on every client", "kms1.corp.example"),
        ("TCP port 1688 is blocked between the sites", ""),
        ("kms1.corp.example の TCP ポート 1688 に接続できません", ""),
    ] {
        check(text, &format!("net.port\n1 told_in_prose =\n1 port = {host}:1688 closed"));
    }
}

/// What is supposed, taught, over or about another number tells nothing of the network.
#[test]
fn other_sentences_tell_none() {
    for text in [
        "If nslookup cannot find an SRV record, create one",
        "Check whether TCP port 1688 is blocked by a firewall",
        "The SRV record was missing, an administrator has created it",
        "Port 1688 is not blocked anywhere",
        "The upload to port 8443 fails",
        "Invoice 1688 failed",
        "SRV レコードが見つからない場合は作成してください",
        "The SRV record points to kms1.corp.example",
    ] {
        check(text, "");
    }
}
