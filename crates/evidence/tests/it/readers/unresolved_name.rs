//! Names that DNS does not know.

use crate::check;

/// The lines of `text` say of line `line` that kms1.corp.example has no address.
fn told(text: &str, line: usize) {
    check(text, &format!("dns.nslookup\n{line} unresolved_name.kms1.corp.example = Non-existent domain"));
}

#[test]
fn nslookup_in_several_languages_with_the_names_in_any_order() {
    told("*** dc1.corp.example can't find kms1.corp.example: Non-existent domain", 1);
    let server = "Server:  dc1.corp.example\nAddress:  10.0.0.2\n\n";
    told(&format!("{server}*** kms1.corp.example wurde von dc1.corp.example nicht gefunden: Non-existent domain."), 4);
    told(&format!("{server}*** dc1.corp.example ne parvient pas à trouver kms1.corp.example : Non-existent domain"), 4);
    told(
        "サーバー:  UnKnown\nAddress:  10.0.0.2\n\n*** UnKnown が kms1.corp.example を見つけられません: Non-existent domain",
        4,
    );
}

#[test]
fn other_tools() {
    told("Resolve-DnsName : kms1.corp.example : DNS name does not exist", 1);
    told("WARNING: Name resolution of kms1.corp.example failed", 1);
    told("Ping request could not find host kms1.corp.example. Please check the name and try again.", 1);
    told(
        "ping 要求ではホスト kms1.corp.example が見つかりませんでした。ホスト名を確認してもう一度実行してください。",
        1,
    );
}

#[test]
fn what_tells_nothing_of_a_name() {
    check("*** dc1.corp.example can't find kms1.corp.example: Server failed", "");
    check("*** Request to dc1.corp.example timed-out", "");
    check("Resolve-DnsName : kms1.corp.example : DNS server failure", "text.code\n1 code = 0x8007232A");
    // Which of the two was asked?
    check("*** kms1.corp.example wurde von dc1.corp.example nicht gefunden: Non-existent domain.", "");
}

#[test]
fn the_server_that_looked_for_a_record_is_not_the_name_that_is_unknown() {
    let text = "*** dc1.corp.example can't find _vlmcs._tcp.corp.example: Non-existent domain";
    let set = muster_evidence::read(&[muster_evidence::Source { name: "a.txt".into(), bytes: text.into() }]);
    assert!(!set.facts.iter().any(|fact| format!("{fact:?}").contains("UnresolvedName")), "{:?}", set.facts);
}
