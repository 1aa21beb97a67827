//! Mails as they are sent or stored (MIME, RFC 2045 to 2047): texts and attachments in base64 or quoted-printable, in a file of
//! its own or in the middle of a paste.
//!
//! People paste parts of a mail, so a part is found by its own header, not by what stands around it.

use super::Walk;
use data_encoding::BASE64_MIME_PERMISSIVE;
use quoted_printable::ParseMode;

/// No line of a header is longer, in bytes.
const HEADER_MAX: usize = 2_000;

/// Whether a part in another encoding than text stands in these bytes.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"ransfer-").any(|place| {
        let field = place.checked_sub(9).and_then(|start| bytes.get(start..place + 17));
        field.is_some_and(|field| field.eq_ignore_ascii_case(b"content-transfer-encoding:"))
            && bytes.get(place + 17..).is_some_and(|value| Encoding::of(value) != Encoding::Plain)
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Base64,
    Plain,
    QuotedPrintable,
}

impl Encoding {
    fn of(value: &[u8]) -> Self {
        let value = value.trim_ascii_start();
        let starts = |word: &[u8]| value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if starts(b"base64") {
            Self::Base64
        } else if starts(b"quoted-printable") {
            Self::QuotedPrintable
        } else {
            Self::Plain
        }
    }

    /// What of the body can be decoded.
    fn decode(self, body: &[u8]) -> Vec<u8> {
        match self {
            Self::Plain => body.to_vec(),
            Self::QuotedPrintable => quoted_printable::decode(body, ParseMode::Robust).unwrap_or_default(),
            Self::Base64 => {
                let mut decoded = vec![0; body.len()];
                let whole =
                    BASE64_MIME_PERMISSIVE.decode_mut(body, decoded.get_mut(..out_length(body)).unwrap_or_default());
                let length = whole.unwrap_or_else(|damage| damage.written);
                decoded.truncate(length);
                decoded
            }
        }
    }
}

fn out_length(body: &[u8]) -> usize {
    BASE64_MIME_PERMISSIVE.decode_len(body.len()).unwrap_or_default()
}

/// The header of a part.
struct Header {
    encoding: Encoding,
    is_html: bool,
    is_text: bool,
    file: Option<String>,
}

/// Visits every part, and what stands outside of them if it is more than headers.
pub(super) fn read(walk: &mut Walk<'_, '_>, name: &str, bytes: &[u8], depth: usize) {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut rest: Vec<u8> = Vec::new();
    let (mut index, mut number, mut said, mut read) = (0, 0, false, 0);
    while index < lines.len() {
        let (header, body) = match header(&lines, index) {
            Ok(found) => found,
            // No header begins in the lines that were looked at: those behind the first have fewer fields.
            Err(end) => {
                let outside = lines.get(index..end.max(index + 1)).unwrap_or_default();
                outside.iter().filter(|line| !line.starts_with(b"--")).for_each(|line| rest.extend_from_slice(line));
                index += outside.len();
                continue;
            }
        };
        let end = (body..lines.len()).find(|place| is_border(&lines, *place)).unwrap_or(lines.len());
        index = end;
        let Some(header) = header else { continue };
        let content = header.encoding.decode(&lines.get(body..end).unwrap_or_default().concat());
        let is_empty = content.trim_ascii().is_empty();
        // The same text again, for programs that show it with its layout.
        let repeated = header.is_html && said && header.file.is_none();
        said = header.is_text && !is_empty;
        number += 1;
        let kind = if header.is_html { "html" } else { "text" };
        let inner = header.file.unwrap_or_else(|| format!("{kind} {number}"));
        if is_empty || repeated {
            continue;
        }
        read += 1;
        if !walk.unpacked(&format!("{name}/{inner}"), &mut content.as_slice(), depth) {
            return;
        }
    }
    if read == 0 {
        walk.visit_bytes(name, bytes.to_vec());
    } else if !rest.trim_ascii().is_empty() {
        walk.visit_bytes(name, rest);
    }
}

/// The header that begins at a line, and the line behind it. It is none of a part, but of what parts lie in, if it names neither
/// an encoding nor a text.
///
/// # Errors
/// The line at which it turned out that there is none.
fn header(lines: &[&[u8]], first: usize) -> Result<(Option<Header>, usize), usize> {
    let mut fields: Vec<String> = Vec::new();
    let mut index = first;
    while let Some(line) = lines.get(index).filter(|line| !line.trim_ascii().is_empty()) {
        let text = String::from_utf8_lossy(line.get(..line.len().min(HEADER_MAX)).unwrap_or_default());
        let goes_on = line.starts_with(b" ") || line.starts_with(b"\t");
        match fields.last_mut() {
            Some(field) if goes_on => field.push_str(text.trim_end()),
            _ if !goes_on && is_field(&text) => fields.push(text.trim_end().to_owned()),
            _ => return Err(index),
        }
        index += 1;
    }
    let value = |name: &str| {
        let own =
            fields.iter().find(|field| field.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        own.and_then(|field| field.get(name.len()..)).unwrap_or_default()
    };
    let (kind, encoding) = (value("Content-Type:").trim().to_lowercase(), value("Content-Transfer-Encoding:"));
    if kind.is_empty() && encoding.is_empty() {
        return Err(index);
    }
    let file = [value("Content-Disposition:"), value("Content-Type:")].into_iter().find_map(file_name);
    let part = (!kind.starts_with("multipart/") && !kind.starts_with("message/")).then(|| Header {
        encoding: Encoding::of(encoding.as_bytes()),
        is_html: kind.starts_with("text/html"),
        is_text: kind.starts_with("text/plain") || kind.is_empty(),
        file,
    });
    // What lies in several parts has a body of its own: a sentence for programs that know none.
    Ok((part, (index + 1).min(lines.len())))
}

/// `Name: value`, the name of letters and hyphens.
fn is_field(line: &str) -> bool {
    let name = line.split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty() && name.len() < 60 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// `filename="dlv.txt"`, `name=dlv.txt`, `filename*=utf-8''dlv.txt`.
fn file_name(value: &str) -> Option<String> {
    let place = value.to_ascii_lowercase().find("name")?;
    let (_, stated) = value.get(place..)?.split_once('=')?;
    let quoted = stated.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(name, _)| name);
    let name = quoted.unwrap_or_else(|| stated.split(';').next().unwrap_or_default().trim());
    let name = name.rsplit_once("''").map_or(name, |(_, name)| name);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a part ends at a line: two hyphens and a word, as the last line or before another header or an empty line.
fn is_border(lines: &[&[u8]], index: usize) -> bool {
    let Some(line) = lines.get(index).filter(|line| line.starts_with(b"--")) else { return false };
    let word = line.trim_ascii_end();
    let is_word = word.len() > 2 && word.len() < 80 && !word.contains(&b' ') && word.iter().any(|byte| *byte != b'-');
    let next = lines.get(index + 1).map_or(&b""[..], |next| next.trim_ascii());
    is_word
        && (next.is_empty()
            || word.ends_with(b"--")
            || next.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-")))
}
