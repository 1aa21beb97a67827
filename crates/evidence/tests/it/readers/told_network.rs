//! Look-ups and port tests that people tell in sentences, and sentences that tell none.

use crate::{check, read_text, shown};

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
        (
            "The rule of the spoke does not allow `kms1.corp.example:1688`, so nothing there activates",
            "kms1.corp.example",
        ),
        (
            "[(\"Test-NetConnection kms1.corp.example -Port 1688\",1,\"TcpTestSucceeded : False\")],",
            "kms1.corp.example",
        ),
        ("TCP 1688 は既定の規則で遮断されています", ""),
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
        "The rule allows kms1.corp.example:1688 to every subnet",
        "fw2 filter: action=allow dst=192.0.2.30 dport=1688 proto=tcp",
        "port 1688/tcp: 0 packets dropped since Monday",
        "TCP 1688 is not denied by any rule",
        "The firewall does not allow anything but port 1688",
        "TCP 1688 は遮断されていません",
        "The upload to port 8443 fails",
        "Invoice 1688 failed",
        "SRV レコードが見つからない場合は作成してください",
        "The SRV record points to kms1.corp.example",
    ] {
        check(text, "");
    }
}

#[test]
fn a_host_of_an_answer_may_be_told_to_be_gone_below_it() {
    let answer = "_vlmcs._tcp.corp.example SRV service location:\n  priority = 0\n  weight = 0\n  port = 1688\n  svr hostname = kms01.corp.example\n";
    let read = "dns.nslookup\n2-5 srv = 0 0 1688 kms01.corp.example";
    for told in [
        "We decommissioned kms01 in March.",
        "That server was scrapped last year!",
        "As far as I know kms01.corp.example no longer exists.",
        "kms01 は昨年廃止しました。",
        "このサーバーはもう撤去されています。",
    ] {
        check(&format!("{answer}{told}"), &format!("{read}\n6 told_in_prose.retired_host = kms01.corp.example"));
    }
    for told in [
        "We decommissioned fs07 in March.",
        "kms01 will be retired next year.",
        "Should kms01 be decommissioned, delete the record.",
        "kms01 was retired and its record deleted, this is the answer of a secondary.",
        "The firewall of kms01 is turned off.",
        "fs07 は昨年廃止しました。",
        "kms01 は来年廃止予定です。",
        "kms01 は廃止したので、レコードも削除しました。",
    ] {
        check(&format!("{answer}{told}"), read);
    }
    check("That server was scrapped last year.", "");
    check("このサーバーはもう撤去されています。", "");
}

#[test]
fn a_record_of_a_host_that_is_gone_may_be_told() {
    for (text, host) in [
        ("DNS still points to the old KMS server kms01 which was decommissioned.", " kms01"),
        ("The SRV record names kms-a.corp.example, a server that no longer exists", " kms-a.corp.example"),
        ("nslookup still returns the retired host", ""),
        ("廃止した KMS ホスト kms01 の SRV レコードが残っています。", " kms01"),
        ("_vlmcs._tcp が旧 KMS サーバーを指したままです。", ""),
        // A name of three letters is mostly no host's: an architecture, a version.
        ("DNS still points to the x64 KMS server that was decommissioned.", ""),
    ] {
        check(text, &format!("dns.nslookup\n1 told_in_prose.retired_host ={host}"));
    }
    for text in [
        "We deleted the SRV record of the old KMS server kms01",
        "If DNS still points to a decommissioned host, delete the record",
        "DNS points to the new KMS server kms02",
        "The old KMS server kms01 is still up",
        "廃止した KMS ホストの SRV レコードは削除しました。",
        "旧 KMS サーバーの SRV レコードが残っている場合は削除してください。",
    ] {
        check(text, "");
    }
}

#[test]
fn that_a_host_cannot_write_its_record_may_be_told() {
    for text in [
        "The new KMS host cannot register its SRV record, for the old one owns it",
        "When we bring up the second KMS host, it fails to register in DNS",
        "Dynamic updates of the KMS host are refused by the DNS server",
        "KMS ホストは SRV レコードを登録できません。",
        "新しい KMS ホストからの DNS 動的更新が拒否されます",
    ] {
        check(text, "dns.nslookup\n1 told_in_prose.publishing_failed =");
    }
    // What no host could write is what the look-up does not find.
    check(
        "The host fails to register its SRV record.\nSo the query for _vlmcs._tcp.corp.example came back empty.",
        "dns.nslookup\n1 told_in_prose.publishing_failed =\n2 told_in_prose =",
    );
}

#[test]
fn a_host_that_writes_its_record_is_left_alone() {
    for text in [
        "The KMS host registers its SRV record in DNS",
        "If the KMS host cannot register its SRV record, create it by hand",
        "The client fails to register its printer in the directory",
        "KMS ホストは SRV レコードを DNS に登録します。",
        "KMS ホストが SRV レコードを登録できない場合は、手動で作成します。",
    ] {
        check(text, "");
    }
}

/// The code of a host that cannot write its record is none of a client that looks for one.
#[test]
fn a_code_of_publishing_is_no_clients() {
    for text in [
        "イベントID 12293「キー管理サービス (KMS) を DNS に発行できませんでした」0x8007232D",
        "Événement 12293 en boucle sur l'hôte KMS : la publication dans DNS a échoué, 0x8007232D",
        "The KMS host could not register its SRV record in DNS (0x8007232D)",
    ] {
        let found = shown(&read_text(text));
        assert!(found.contains("publishing_failed") && !found.contains("code ="), "{found}");
    }
    assert!(shown(&read_text("slmgr /ato: 0x8007232D")).contains("0x8007232D"));
    // In two sentences, and without the sign of hexadecimal digits; whoever only supposes it has lost no code by that.
    for text in ["Event 12293 of the KMS host is about DNS. The code is 8007232D.", "12293 (Security-SPP): 0x8007232D"]
    {
        assert!(shown(&read_text(text)).contains("publishing_failed"), "{text}");
    }
    assert!(shown(&read_text("If event 12293 appears, DNS refused it (0x8007232D).")).contains("0x8007232D"));
}
