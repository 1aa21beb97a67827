//! The SRV record of a host in one line of a name server or of its tools.

use crate::{check, read_text, shown};

const FOUND: &str = "dns.nslookup\n1 srv = 0 100 1688 kms1.corp.example";

fn facts(text: &str) -> String {
    shown(&read_text(text))
}

#[test]
fn a_line_that_names_the_record_shows_it() {
    for line in [
        "_vlmcs._tcp.corp.example. 3600 IN SRV 0 100 1688 kms1.corp.example.",
        "_vlmcs._tcp.corp.example. IN 1h SRV 0 100 1688 kms1.corp.example. ; the KMS host",
        "_vlmcs._tcp\tSRV\t0\t100\t1688\tkms1.corp.example.",
        "_vlmcs._tcp.corp.example has SRV record 0 100 1688 kms1.corp.example.",
        "_vlmcs._tcp.corp.example\tservice = 0 100 1688 kms1.corp.example.",
        "local-data: \"_vlmcs._tcp.corp.example. IN SRV 0 100 1688 kms1.corp.example.\"",
        "srv-host=_vlmcs._tcp.corp.example,kms1.corp.example,1688,0,100",
        "_vlmcs._tcp   SRV   33   0   01:00:00   [0][100][1688][kms1.corp.example.]",
        "_VLMCS\tService Location (SRV)\t[0][100][1688] kms1.corp.example.\tstatic",
        "_vlmcs [Aging:3720114] 3600 SRV 0 100 1688 kms1.corp.example.",
    ] {
        check(line, FOUND);
    }
}

#[test]
fn an_answer_may_stand_below_what_was_asked() {
    for text in [
        "$ dig +short srv _vlmcs._tcp.corp.example\n0 100 1688 kms1.corp.example.\n",
        "# samba-tool dns query dc1 corp.example _vlmcs._tcp SRV\n    SRV: kms1.corp.example. (1688, 0, 100) (flags=f0, ttl=900)\n",
        "\"Name\": \"_vlmcs._tcp.corp.example.\", \"Type\": \"SRV\",\n\"Value\": \"0 100 1688 kms1.corp.example.\"\n",
    ] {
        let found = facts(text);
        assert!(found.contains("srv = 0 100 1688 kms1.corp.example"), "{text}\n{found}");
    }
}

#[test]
fn what_is_switched_off_or_only_ordered_is_no_record() {
    for line in [
        "; _vlmcs._tcp IN SRV 0 100 1688 kms1.corp.example.",
        "#srv-host=_vlmcs._tcp.corp.example,kms1.corp.example,1688,0,100",
        "update add _vlmcs._tcp.corp.example 3600 SRV 0 100 1688 kms1.corp.example",
        "dnscmd /recordadd corp.example _vlmcs._tcp SRV 0 100 1688 kms1.corp.example",
        "_vlmcs._tcp.corp.example SRV 0 100 0 kms1.corp.example",
    ] {
        assert!(!facts(line).contains("srv = "), "{line}");
    }
}

#[test]
fn tools_of_unix_say_that_there_is_none_or_no_answer() {
    let dig = |status: &str, answers: u32| {
        format!(
            ";; ->>HEADER<<- opcode: QUERY, status: {status}, id: 3415\n\
             ;; flags: qr rd ra; QUERY: 1, ANSWER: {answers}, AUTHORITY: 1, ADDITIONAL: 1\n\n\
             ;; QUESTION SECTION:\n;_vlmcs._tcp.corp.example.\tIN\tSRV\n"
        )
    };
    for text in [
        "** server can't find _vlmcs._tcp.corp.example: NXDOMAIN",
        "Host _vlmcs._tcp.corp.example not found: 3(NXDOMAIN)",
        "_vlmcs._tcp.corp.example has no SRV record",
        &dig("NXDOMAIN", 0),
        &dig("NOERROR", 0),
    ] {
        assert!(facts(text).contains("srv = none"), "{text}\n{}", facts(text));
    }
    for text in ["** server can't find _vlmcs._tcp.corp.example: SERVFAIL", &dig("SERVFAIL", 0)] {
        assert!(facts(text).contains("srv = unanswered"), "{text}\n{}", facts(text));
    }
    assert!(!facts(&dig("NOERROR", 1)).contains("srv = none"));
}

#[test]
fn a_question_that_no_server_answers_is_told_below_it() {
    let asked = "C:\\> nslookup -type=srv _vlmcs._tcp.corp.example\nDNS request timed out.\n    timeout was 2 seconds.\n\
                 Server:  UnKnown\nAddress:  10.1.0.53\n\nDNS request timed out.\n    timeout was 2 seconds.\n";
    for (text, is_unanswered) in [
        (format!("{asked}*** Request to UnKnown timed-out\n"), true),
        (format!("{asked}*** UnKnown への要求がタイムアウトしました\n"), true),
        (asked.to_owned(), false),
        (format!("{asked}*** Can't find server name for address 10.1.0.53: Timed out\n"), false),
        ("; <<>> DiG 9.18.1 <<>> _vlmcs._tcp.corp.example SRV\n;; no servers could be reached\n".to_owned(), true),
    ] {
        assert_eq!(facts(&text).contains("srv = unanswered"), is_unanswered, "{text}\n{}", facts(&text));
    }
}
