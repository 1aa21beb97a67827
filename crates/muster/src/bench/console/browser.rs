//! Whoever looks at a console: signs in by the link of the first administrator, and measures what pages answer.

use super::{addresses::Asked, host_fill::failed};
use crate::{bench::figures::instant, failure::Failure};
use muster_core::code;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

/// Of a download no more is read: it goes on for as long as there is something.
const DOWNLOAD_READ: usize = 16 * 1024;

/// Somebody who is signed in.
pub(super) struct Browser {
    console: SocketAddr,
    cookie: String,
    token: String,
}

/// What a page answered.
#[derive(Clone, Copy)]
pub(super) struct Answered {
    pub(super) ms: f64,
    /// On the wire, with its head.
    pub(super) bytes: usize,
}

impl Browser {
    /// Signs in as the first administrator, by the path of the link, and makes a token for the API.
    pub(super) fn sign_in(console: SocketAddr, link: &str) -> Result<Self, Failure> {
        let mut browser = Self { console, cookie: String::new(), token: String::new() };
        let form = "name=root&password=correct+horse+battery&again=correct+horse+battery";
        let answer = browser.post(link, form)?;
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|line| line.split(';').next());
        browser.cookie = cookie.ok_or_else(|| failed("the console does not sign in"))?.to_owned();
        let answer = browser.post("/tokens", "do=add&name=bench&role=administrator&days=1")?;
        let token = answer.split("muster_").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric));
        browser.token =
            format!("muster_{}", token.ok_or_else(|| failed("the console gives no token"))?.collect::<String>());
        Ok(browser)
    }

    /// Sends a form; the whole answer.
    pub(super) fn post(&self, path: &str, form: &str) -> Result<String, Failure> {
        let (console, cookie, length) = (self.console, &self.cookie, form.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {console}\r\nOrigin: http://{console}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        let mut stream = TcpStream::connect(console)?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Asks for a page.
    pub(super) fn get(&self, asked: &Asked) -> Result<Answered, Failure> {
        let who = if asked.is_api {
            format!("Authorization: Bearer {}", self.token)
        } else {
            format!("Cookie: {}", self.cookie)
        };
        let (console, address) = (self.console, &asked.address);
        let request = format!("GET {address} HTTP/1.1\r\nHost: {console}\r\nConnection: close\r\n{who}\r\n\r\n");
        let start = instant();
        let mut stream = TcpStream::connect(console)?;
        stream.set_nodelay(true)?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        if asked.is_download {
            (&mut stream).take(DOWNLOAD_READ as u64).read_to_end(&mut answer)?;
        } else {
            stream.read_to_end(&mut answer)?;
        }
        let ms = start.elapsed().as_secs_f64() * 1e3;
        if !answer.starts_with(b"HTTP/1.1 200 ") {
            let text = String::from_utf8_lossy(&answer);
            let status = text.lines().next().unwrap_or_default();
            return Err(Failure::foreign(code::UNEXPECTED, format_args!("{address}: {status}")));
        }
        Ok(Answered { ms, bytes: answer.len() })
    }
}
