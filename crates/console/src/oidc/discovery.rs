//! What a provider says of itself (OpenID Connect Discovery 1.0).

use serde::Deserialize;
use url::{Host, Url};

/// Where a provider is asked, all at its own address.
#[derive(Debug)]
pub(crate) struct Discovered {
    pub(crate) authorization: Url,
    pub(crate) token: Url,
    pub(crate) keys: Url,
    /// Whether the client secret goes as `Authorization`, and not in the form.
    pub(crate) takes_basic: bool,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

impl Discovered {
    /// Reads the document of `issuer`; the error is a word for the log. One that sends elsewhere is refused.
    pub(crate) fn read(json: &[u8], issuer: &str) -> Result<Self, &'static str> {
        let document: Document =
            serde_json::from_slice(json).map_err(|_| "the discovery document is not understood")?;
        if document.issuer != issuer {
            return Err("the discovery document names another issuer");
        }
        let own = Url::parse(issuer).map_err(|_| "the issuer is no address")?;
        let place = |text: &str| {
            let at_issuer = |url: &Url| is_fit(url) && url.origin() == own.origin();
            Url::parse(text).ok().filter(at_issuer).ok_or("the discovery document leads away from the issuer")
        };
        let basic = |methods: Vec<String>| methods.iter().any(|method| method == "client_secret_basic");
        Ok(Self {
            authorization: place(&document.authorization_endpoint)?,
            token: place(&document.token_endpoint)?,
            keys: place(&document.jwks_uri)?,
            takes_basic: document.token_endpoint_auth_methods_supported.is_none_or(basic),
        })
    }
}

/// Whether a provider may be there: by https, or on this machine itself.
pub(crate) fn is_fit(url: &Url) -> bool {
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && local);
    scheme && url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::Discovered;
    use serde_json::{Value, json};

    const ISSUER: &str = "https://id.corp.test/realms/corp";

    fn read(change: impl FnOnce(&mut Value)) -> Result<Discovered, &'static str> {
        let mut document = json!({
            "issuer": ISSUER,
            "authorization_endpoint": "https://id.corp.test/auth",
            "token_endpoint": "https://id.corp.test/token",
            "jwks_uri": "https://id.corp.test/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        });
        change(&mut document);
        Discovered::read(document.to_string().as_bytes(), ISSUER)
    }

    #[test]
    fn a_provider_leads_nowhere_else() {
        assert!(!read(|_| ()).expect("right").takes_basic);
        let basic = read(|document| document["token_endpoint_auth_methods_supported"] = Value::Null);
        assert!(basic.expect("right").takes_basic, "as the specification says where nothing is said");
        for field in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
            for elsewhere in
                ["https://evil.test/", "http://id.corp.test/", "https://id.corp.test:444/", "file:///x", ""]
            {
                let error = read(|document| document[field] = json!(elsewhere)).expect_err(elsewhere);
                assert_eq!(error, "the discovery document leads away from the issuer", "{field} {elsewhere}");
            }
        }
        let other = read(|document| document["issuer"] = json!("https://id.corp.test/realms/corp/"));
        assert_eq!(other.expect_err("another"), "the discovery document names another issuer");
        assert!(Discovered::read(b"<html>", ISSUER).is_err());
    }
}
