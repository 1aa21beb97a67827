//! Where messages may go. A receiver is often inside, so private addresses are allowed; what no receiver has is not, and in the clear
//! nothing leaves for the Internet. The addresses are looked at when a connection is made: a name may point elsewhere by then.

use super::refusal::WebhookRefusal;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::Url;

/// In bytes.
const LENGTH_MAX: usize = 1_000;

/// The address as it is stored.
pub(crate) fn parse(text: &str) -> Result<String, WebhookRefusal> {
    let url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.filter(|url| url.as_str().len() <= LENGTH_MAX).ok_or(WebhookRefusal::NotHttp)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(WebhookRefusal::Account);
    }
    Ok(url.into())
}

/// Whether a message may be sent to this address of a receiver. `tls` says whether nobody on the way can read it.
pub(crate) fn permits(address: IpAddr, tls: bool) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => permits_v4(ip) && (tls || ip.is_loopback() || ip.is_private()),
        IpAddr::V6(ip) => permits_v6(ip) && (tls || ip.is_loopback() || ip.is_unique_local()),
    }
}

/// Link-local addresses are those of the metadata services of clouds.
fn permits_v4(ip: Ipv4Addr) -> bool {
    !(ip.is_unspecified() || ip.is_link_local() || ip.is_multicast() || ip.is_broadcast())
}

fn permits_v6(ip: Ipv6Addr) -> bool {
    // That of the metadata service of AWS, in a range that is private.
    let metadata = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);
    !(ip.is_unspecified() || ip.is_unicast_link_local() || ip.is_multicast() || ip == metadata)
}

#[cfg(test)]
mod tests {
    use super::{parse, permits};
    use crate::webhook::refusal::WebhookRefusal;

    #[test]
    fn an_address_is_that_of_http_without_an_account() {
        assert_eq!(parse(" HTTPS://Hooks.Example/a?b=c "), Ok("https://hooks.example/a?b=c".to_owned()));
        assert_eq!(parse("http://127.0.0.1:9/"), Ok("http://127.0.0.1:9/".to_owned()));
        for text in ["", "hooks.example", "ftp://hooks.example/", "file:///etc/passwd", "https://", "gopher://x"] {
            assert_eq!(parse(text), Err(WebhookRefusal::NotHttp), "{text}");
        }
        assert_eq!(parse(&format!("https://x/{}", "y".repeat(1_000))), Err(WebhookRefusal::NotHttp));
        assert_eq!(parse("https://kim@hooks.example/"), Err(WebhookRefusal::Account));
        assert_eq!(parse("https://:secret@hooks.example/"), Err(WebhookRefusal::Account));
    }

    /// Addresses, whether one gets messages with TLS, and whether without.
    #[test]
    fn private_addresses_get_messages_and_the_internet_only_with_tls() {
        for (address, tls, plain) in [
            ("127.0.0.1", true, true),
            ("10.1.2.3", true, true),
            ("192.168.1.1", true, true),
            ("172.16.0.1", true, true),
            ("203.0.113.7", true, false),
            ("100.64.0.1", true, false),
            ("169.254.169.254", false, false),
            ("0.0.0.0", false, false),
            ("224.0.0.1", false, false),
            ("255.255.255.255", false, false),
            ("::1", true, true),
            ("fd12::1", true, true),
            ("fd00:ec2::254", false, false),
            ("2001:db8::1", true, false),
            ("fe80::1", false, false),
            ("::", false, false),
            ("ff02::1", false, false),
            ("::ffff:169.254.169.254", false, false),
            ("::ffff:10.1.2.3", true, true),
        ] {
            let ip = address.parse().expect("an address");
            assert_eq!((permits(ip, true), permits(ip, false)), (tls, plain), "{address}");
        }
    }
}
