//! The address of a receiver of messages. Whether a connection is made to where it leads is decided by `outgoing`.

use super::refusal::WebhookRefusal;
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

#[cfg(test)]
mod tests {
    use super::parse;
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
}
