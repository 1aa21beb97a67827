//! The signature of a message, as the Standard Webhooks specification says: HMAC-SHA-256 over id, time and body.

use aws_lc_rs::hmac;
use data_encoding::BASE64;
use muster_core::time::Moment;

/// What a secret begins with, so that whoever looks for secrets in files knows it.
const SECRET: &str = "whsec_";
/// The version of the signature.
const VERSION: &str = "v1";

/// A secret as its receiver is told it.
pub(crate) fn secret_text(secret: &[u8; 32]) -> String {
    format!("{SECRET}{}", BASE64.encode(secret))
}

/// The headers of a message that is sent at `now`.
pub(crate) fn headers(id: &str, now: Moment, body: &str, secret: &[u8; 32]) -> [(&'static str, String); 3] {
    let time = now.unix().to_string();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let tag = hmac::sign(&key, format!("{id}.{time}.{body}").as_bytes());
    let signature = format!("{VERSION},{}", BASE64.encode(tag.as_ref()));
    [("webhook-id", id.to_owned()), ("webhook-timestamp", time), ("webhook-signature", signature)]
}

#[cfg(test)]
mod tests {
    use super::{headers, secret_text};
    use muster_core::time::Moment;

    /// The signature was made by Python: `hmac.new(bytes(range(32)), b"msg_1.1795255200.{}", "sha256")`.
    #[test]
    fn a_message_is_signed_over_id_time_and_body() {
        let secret: [u8; 32] = std::array::from_fn(|byte| u8::try_from(byte).unwrap_or_default());
        assert_eq!(secret_text(&secret), "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        let now = Moment::from_unix(1_795_255_200);
        let [id, time, signature] = headers("msg_1", now, "{}", &secret);
        assert_eq!((id.1.as_str(), time.1.as_str()), ("msg_1", "1795255200"));
        assert_eq!(signature, ("webhook-signature", "v1,VIv48RMFj2Vu/7UHLmMGYmp9BTqdzDMKycE5IaqdqqI=".to_owned()));
        assert_ne!(headers("msg_2", now, "{}", &secret)[2], signature);
        assert_ne!(headers("msg_1", now, "{ }", &secret)[2], signature);
    }
}
