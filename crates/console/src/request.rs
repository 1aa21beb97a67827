//! A request as pages read it.

use crate::{
    api_path,
    api_token::Credential,
    cookie::{SessionCookie, SignInSecret},
    language,
    links::Links,
    multipart,
    oidc::flow,
    secret::SecretHash,
};
use axum::http::{Method, header, request::Parts};
use muster_core::lang::Lang;
use std::net::IpAddr;

/// The field of a form that brings a picture.
pub(crate) const IMAGE: &str = "image";

/// A request whose body has arrived, and which nobody refused.
pub(crate) struct ConsoleRequest {
    pub(crate) method: Method,
    pub(crate) path: String,
    /// What `Host` says.
    pub(crate) host: String,
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
    /// The fields of a form that came with a file, as they came.
    parts: Vec<(String, Vec<u8>)>,
    /// What is sent to the API.
    pub(crate) message: Vec<u8>,
    /// The session that it names.
    pub(crate) session: Option<SecretHash>,
    /// The sign-in by a provider that the browser has begun.
    pub(crate) sign_in: Option<SignInSecret>,
    /// The token that it shows.
    pub(crate) credential: Credential,
    accepted: Lang,
    pub(crate) peer: IpAddr,
}

impl ConsoleRequest {
    pub(crate) fn new(head: &Parts, body: &[u8], peer: IpAddr, cookie: &SessionCookie) -> Self {
        let Parts { method, uri, headers, .. } = head;
        let pairs = |bytes: &[u8]| form_urlencoded::parse(bytes).into_owned().collect();
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = multipart::boundary(content_type);
        let (form, message) = if api_path::is_api(uri.path()) { (&[][..], body) } else { (body, &[][..]) };
        let parts = boundary.as_deref().map(|boundary| multipart::fields(form, boundary)).unwrap_or_default();
        let text = |(name, value): &(String, Vec<u8>)| (name.clone(), String::from_utf8_lossy(value).into_owned());
        Self {
            method: method.clone(),
            path: uri.path().to_owned(),
            query: pairs(uri.query().unwrap_or_default().as_bytes()),
            form: if boundary.is_some() {
                parts.iter().filter(|(name, _)| name != IMAGE).map(text).collect()
            } else {
                pairs(form)
            },
            parts,
            message: message.to_vec(),
            host: headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned(),
            session: cookie.session(headers),
            sign_in: cookie.sign_in(headers),
            credential: Credential::of(headers),
            accepted: language::accepted(accepted.unwrap_or_default()),
            peer,
        }
    }

    /// The language of the answer.
    pub(crate) fn lang(&self) -> Lang {
        self.links().lang.unwrap_or(self.accepted)
    }

    pub(crate) fn links(&self) -> Links {
        let of_sign_in = || (self.path == flow::RETURN).then(|| flow::language_of(self.query("state"))).flatten();
        Links { lang: language::named(self.query("lang")).or_else(of_sign_in) }
    }

    /// A value of the address; empty if it is not there.
    pub(crate) fn query(&self, name: &str) -> &str {
        value(&self.query, name)
    }

    /// All of the address, in its order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A value of the form; empty if it is not there.
    pub(crate) fn form(&self, name: &str) -> &str {
        value(&self.form, name)
    }

    /// All of the form, in its order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The picture that came with the form; none where none was chosen.
    pub(crate) fn image(&self) -> Option<&[u8]> {
        let found = self.parts.iter().find(|(name, _)| name == IMAGE);
        found.map(|(_, bytes)| bytes.as_slice()).filter(|bytes| !bytes.is_empty())
    }

    /// Whether address or form hold a NUL, which is part of no text: PostgreSQL stores none.
    pub(crate) fn has_nul(&self) -> bool {
        self.query.iter().chain(&self.form).any(|(_, value)| value.contains('\0'))
    }

    /// Path and query, without the language.
    pub(crate) fn address(&self) -> String {
        let pairs: Vec<(&str, &str)> = self.pairs().filter(|(name, _)| *name != "lang").collect();
        Links { lang: None }.to(&self.path, &pairs)
    }

    /// This address in another language.
    pub(crate) fn in_language(&self, lang: Lang) -> String {
        let pairs: Vec<(&str, &str)> = self.pairs().filter(|(name, _)| *name != "lang").collect();
        Links { lang: Some(lang) }.to(&self.path, &pairs)
    }
}

fn value<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}
