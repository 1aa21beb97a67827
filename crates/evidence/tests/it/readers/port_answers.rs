//! Whether a port answered, as tools of the network say.

use crate::{check, read_text, shown};

fn read(text: &str) -> String {
    shown(&read_text(text))
}

#[test]
fn a_port_that_answers() {
    for text in [
        "Connection to kms1.corp.example (10.0.0.5) 1688 port [tcp/*] succeeded!",
        "Probing kms1.corp.example:1688/tcp - Port is open - time=13.7ms",
        "Connecting to kms1.corp.example:1688: from 10.0.0.7:50112: 1.07ms",
        "$ ncat -v kms1.corp.example 1688\nNcat: Connected to 10.0.0.5:443.",
        "PS> Test-Connection kms1.corp.example -TcpPort 1688\nTrue",
    ] {
        assert!(read(text).contains("port = kms1.corp.example:1688 open"), "{text}\n{}", read(text));
    }
}

#[test]
fn a_port_that_is_silent() {
    for text in [
        "nc: connect to kms1.corp.example (10.0.0.5) port 1688 (tcp) failed: Connection timed out",
        "Probing kms1.corp.example:1688/tcp - No response - time=2001.2ms",
        "Connecting to kms1.corp.example:1688 (warmup): from 0.0.0.0:0: \nThis operation returned because the timeout period expired.",
        "C:\\> ncat -v kms1.corp.example 1688\nNcat: Version 7.94 ( https://nmap.org/ncat )\nNcat: Connection timed out.",
        "PS> Test-Connection -TargetName kms1.corp.example -TcpPort 1688\nFalse",
    ] {
        assert!(read(text).contains("port = kms1.corp.example:1688 closed"), "{text}\n{}", read(text));
    }
}

#[test]
fn a_port_that_is_refused() {
    for (text, host) in [
        ("nc: connect to kms1 (10.0.0.5) port 1688 (tcp) failed: Connection refused", "kms1"),
        ("(UNKNOWN) [10.0.0.5] 1688 (?) : Connection refused", "10.0.0.5"),
        (
            "Exception calling \"Connect\" with \"2\" argument(s): \"No connection could be made because the target \
             machine actively refused it 10.0.0.5:1688\"",
            "10.0.0.5",
        ),
        (
            "\"2\" 個の引数を指定して \"Connect\" を呼び出し中に例外が発生しました: \
             \"対象のコンピューターによって拒否されたため、接続できませんでした。 10.0.0.5:1688\"",
            "10.0.0.5",
        ),
        (
            "Connecting to 10.0.0.5:1688: from 0.0.0.0:0: The remote computer refused the network connection.",
            "10.0.0.5",
        ),
    ] {
        assert!(read(text).contains(&format!("probe.{host}:1688 = refused")), "{text}\n{}", read(text));
    }
}

#[test]
fn a_sentence_or_another_port_is_no_test() {
    check("We were connecting to kms1 on port 1688 from home.", "");
    check("Probing 10.0.0.5:443/tcp - No response - time=2001.2ms", "");
    check("$ ncat -v kms1 1688", "");
}
