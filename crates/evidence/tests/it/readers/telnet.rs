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

#[test]
fn a_failure_is_read_in_other_languages() {
    check(
        "接続中: kms1.corp.example...ホストへ接続できませんでした。 ポート番号 1689: 接続に失敗しました",
        "net.port\n1 port = kms1.corp.example:1689 closed",
    );
    check(
        "C:\\>telnet kms1.corp.example 1688\nVerbindungsaufbau zu kms1.corp.example...Es konnte keine Verbindung auf Port 1688: Fehler",
        "net.port\n2 port = kms1.corp.example:1688 closed",
    );
}

/// The sentence is translated; the name before the dots, the word for port and its number stay.
#[test]
fn failures_in_other_languages() {
    check(
        "
        C:\\>telnet kms1.corp.example 1688
        接続中: kms1.corp.example...ホストへ接続できませんでした。 ポート番号 1688: 接続に失敗しました
        Verbindungsaufbau zu kms2...Es konnte keine Verbindung mit diesem Host hergestellt werden, auf Port 1689: Verbinden fehlgeschlagen",
        "net.port
        2 port = kms1.corp.example:1688 closed
        3 port = kms2:1689 closed",
    );
}
