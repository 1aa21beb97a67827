//! What `muster doctor probe` sends to a port, and what the answer means: one DCE/RPC bind to the interface of the Key
//! Management Service. There is no request PDU here, so none can be sent.
//!
//! The PDUs are those of DCE 1.1: Remote Procedure Call (The Open Group, C706), section 12.6, as MS-RPCE uses them.

use muster_core::lang::Text;

/// The words that stand for a result in the output of the probe, and what they mean.
pub const RESULTS: [(&str, Text); 9] = [
    ("no-answer", Text { en: "the DNS server did not answer", ja: "DNS サーバーが応答しませんでした" }),
    (
        "no-srv",
        Text {
            en: "the DNS server knows no such record", ja: "DNS サーバーにこのレコードはありません"
        },
    ),
    ("name-failed", Text { en: "the name has no address", ja: "名前からアドレスを解決できませんでした" }),
    (
        "open+kms",
        Text {
            en: "a Key Management Service accepted the bind",
            ja: "キー管理サービス (KMS) がバインドを受け付けました",
        },
    ),
    ("open+muster", Text { en: "a host of Muster answered", ja: "Muster のホストが応答しました" }),
    (
        "open+not-rpc",
        Text {
            en: "something else listens that does not speak RPC", ja: "RPC ではない別のサービスが応答しました"
        },
    ),
    (
        "open+rpc-other",
        Text {
            en: "RPC without the KMS interface answered",
            ja: "KMS インターフェイスのない RPC サービスが応答しました",
        },
    ),
    ("refused", Text { en: "nothing listens on the port", ja: "ポートで待機しているサービスがありません" }),
    (
        "timeout",
        Text {
            en: "no connection in time: a firewall, or no such machine",
            ja: "時間内に接続できませんでした (ファイアウォール、またはコンピューターが存在しない)",
        },
    ),
];

/// The bind PDU: version 5.0, first and last fragment, little endian, 72 bytes, call 1; fragments of 5840 bytes; one
/// presentation context: interface 51c82175-844e-4750-b0d8-ec255555bc06 version 1.0 over NDR
/// 8a885d04-1ceb-11c9-9fe8-08002b104860 version 2.0.
pub const BIND: [u8; 72] = [
    5, 0, 11, 3, 0x10, 0, 0, 0, 72, 0, 0, 0, 1, 0, 0, 0, // header
    0xD0, 0x16, 0xD0, 0x16, 0, 0, 0, 0, 1, 0, 0, 0, // fragments, association group, one context
    0, 0, 1, 0, // context 0, one transfer syntax
    0x75, 0x21, 0xC8, 0x51, 0x4E, 0x84, 0x50, 0x47, 0xB0, 0xD8, 0xEC, 0x25, 0x55, 0x55, 0xBC, 0x06, 1, 0, 0, 0, //
    0x04, 0x5D, 0x88, 0x8A, 0xEB, 0x1C, 0xC9, 0x11, 0x9F, 0xE8, 0x08, 0x00, 0x2B, 0x10, 0x48, 0x60, 2, 0, 0, 0,
];

/// Bytes of the header of a PDU.
pub const HEADER: usize = 16;
/// Bytes of the longest answer to a bind.
pub const ANSWER_MAX: usize = 4096;
const BIND_ACK: u8 = 12;
const BIND_NAK: u8 = 13;

/// What listens at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listener {
    /// A Key Management Service accepted the bind. A bind does not show whether it is activated, or for what.
    Kms,
    /// A host of Muster answered by HTTP.
    Muster,
    /// DCE/RPC without that interface.
    OtherRpc,
    /// Something that does not speak DCE/RPC.
    NotRpc,
}

impl Listener {
    /// The word in the output of the probe.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kms => "open+kms",
            Self::Muster => "open+muster",
            Self::OtherRpc => "open+rpc-other",
            Self::NotRpc => "open+not-rpc",
        }
    }
}

/// Asks a host of Muster for its health: it answers whoever may ask, and refuses others by a problem document.
pub const HEALTH: &[u8] = b"GET /health HTTP/1.0\r\nHost: probe\r\nConnection: close\r\n\r\n";
/// Longer answers are no health.
pub const HEALTH_MAX: u64 = 16_384;

/// Whether a host of Muster gave this answer.
pub fn is_muster(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let health = ["\"activated\":", "\"connections\":", "\"pack\":"].iter().all(|name| text.contains(name));
    text.starts_with("HTTP/1.") && (health || text.contains("\"urn:muster:code:"))
}

/// Bytes of the whole answer, by its header; none if it is no answer of DCE/RPC.
pub fn answer_length(header: &[u8]) -> Option<usize> {
    let [5, 0, BIND_ACK | BIND_NAK, _, 0x10, _, _, _, low, high, ..] = header else { return None };
    Some(usize::from(u16::from_le_bytes([*low, *high]))).filter(|length| (HEADER..=ANSWER_MAX).contains(length))
}

/// Who listens, by the whole answer, or by whatever came instead.
pub fn listener(answer: &[u8]) -> Listener {
    if answer_length(answer) != Some(answer.len()) {
        return Listener::NotRpc;
    }
    let accepted = || {
        // The secondary address follows the fragment sizes and the group, padded to four bytes.
        let length = usize::from(u16::from_le_bytes([*answer.get(24)?, *answer.get(25)?]));
        let results = (26 + length).next_multiple_of(4);
        let count = *answer.get(results)?;
        let first = u16::from_le_bytes([*answer.get(results + 4)?, *answer.get(results + 5)?]);
        Some(count > 0 && first == 0)
    };
    match answer.get(2) {
        Some(&BIND_ACK) if accepted() == Some(true) => Listener::Kms,
        _ => Listener::OtherRpc,
    }
}

#[cfg(test)]
mod tests {
    use super::is_muster;
    use super::{BIND, Listener, RESULTS, listener};

    /// Byte for byte, so that no change can turn the bind into anything else.
    #[test]
    fn a_bind_to_the_interface_and_nothing_else() {
        let written = "05000b0310000000480000000100000 0d016d01600000000010000000000010 07521c8514e845047b0d8ec255555bc06\
                       01000000045d888aeb1cc9119fe808002b10486002000000";
        let sent: String = BIND.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sent, written.replace(' ', ""));
        assert_eq!((BIND.len(), BIND[2]), (72, 11));
    }

    fn ack(result: u8) -> Vec<u8> {
        let mut answer = vec![5, 0, 12, 3, 0x10, 0, 0, 0, 60, 0, 0, 0, 1, 0, 0, 0, 0xD0, 0x16, 0xD0, 0x16, 1, 0, 0, 0];
        answer.extend([5, 0, b'1', b'6', b'8', b'8', 0, 0]);
        answer.extend([1, 0, 0, 0, result, 0, 0, 0]);
        answer.extend([0; 20]);
        answer
    }

    /// Each word that the probe prints is explained.
    #[test]
    fn every_result_has_a_meaning() {
        let known = |word: &str| RESULTS.iter().any(|(known, _)| *known == word);
        assert!(
            [Listener::Kms, Listener::Muster, Listener::OtherRpc, Listener::NotRpc].iter().all(|one| known(one.word()))
        );
    }

    #[test]
    fn answers_tell_who_listens() {
        assert_eq!(listener(&ack(0)), Listener::Kms);
        assert_eq!(listener(&ack(2)), Listener::OtherRpc);
        let nak = [5, 0, 13, 3, 0x10, 0, 0, 0, 18, 0, 0, 0, 1, 0, 0, 0, 0, 0];
        assert_eq!(listener(&nak), Listener::OtherRpc);
        assert_eq!(listener(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Listener::NotRpc);
        assert_eq!(listener(&[]), Listener::NotRpc);
        assert_eq!(listener(&ack(0)[..40]), Listener::NotRpc);
    }

    #[test]
    fn a_host_of_muster_is_known_by_its_health_and_by_its_refusal() {
        let answer = |body: &str| format!("HTTP/1.1 200 OK\r\n\r\n{body}").into_bytes();
        assert!(is_muster(&answer(r#"{"status":"ok","activated":true,"pack":{},"connections":{}}"#)));
        assert!(is_muster(&answer(r#"{"type":"urn:muster:code:0x80070005"}"#)));
        assert!(!is_muster(&answer(r#"{"status":"ok"}"#)) && !is_muster(b"220 mail ESMTP urn:muster:code:"));
    }
}
