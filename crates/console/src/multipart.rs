//! Forms that bring a file along (multipart/form-data, RFC 7578). The crate for it, multer (axum's `multipart`), reads such a form out of a
//! stream by async calls; here its body is whole already, bounded and of two fields, and pages are made by threads that wait.

/// What separates the fields of such a form; none if the request is another.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let values = parameters.split(';').filter_map(|parameter| parameter.trim().split_once('='));
    let mut found = values.filter(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
    // RFC 2046, 5.1.1: 1 to 70 characters.
    found.next().map(|value| value.trim_matches('"').to_owned()).filter(|value| (1..=70).contains(&value.len()))
}

/// The fields with their names, as far as they are whole.
pub(crate) fn fields(body: &[u8], boundary: &str) -> Vec<(String, Vec<u8>)> {
    let (first, next) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut fields = Vec::new();
    let Some(mut rest) = body.strip_prefix(first.as_bytes()) else { return fields };
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let Some(end) = find(part, next.as_bytes()) else { return fields };
        fields.extend(field(&part[..end]));
        rest = &part[end + next.len()..];
    }
    fields
}

/// One field: its headers, an empty line, its value.
fn field(part: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = find(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&part[..end]).into_owned();
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, name) = disposition.split_once("name=\"")?;
    let (name, _) = name.split_once('"')?;
    Some((name.to_owned(), part[end + 4..].to_vec()))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::{boundary, fields};

    const FORM: &str = "--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n7\r\n--x\r\n\
        Content-Disposition: form-data; name=\"list\"; filename=\"a.json\"\r\nContent-Type: application/json\r\n\r\n\
        {\r\n\r\n--y}\r\n--x--\r\n";

    #[test]
    fn a_form_with_a_file_is_its_fields() {
        let found = fields(FORM.as_bytes(), "x");
        let expected = [("id", "7"), ("list", "{\r\n\r\n--y}")];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec())));
    }

    #[test]
    fn what_is_cut_off_has_the_fields_before_it() {
        let cut = (0..FORM.len()).map(|end| fields(&FORM.as_bytes()[..end], "x").len()).max();
        assert_eq!(cut, Some(2));
        assert_eq!(fields(&FORM.as_bytes()[..FORM.len() - 9], "x").len(), 1, "the file is not whole");
        for end in 0..FORM.len() {
            fields(&FORM.as_bytes()[..end], "x");
        }
        assert!(fields(FORM.as_bytes(), "y").is_empty() && fields(b"", "x").is_empty());
    }

    #[test]
    fn a_form_says_what_separates_its_fields() {
        assert_eq!(boundary("multipart/form-data; boundary=----x7"), Some("----x7".to_owned()));
        assert_eq!(boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), Some("a b".to_owned()));
        for other in
            ["application/x-www-form-urlencoded", "multipart/mixed; boundary=x", "multipart/form-data; boundary=", ""]
        {
            assert_eq!(boundary(other), None, "{other}");
        }
    }
}
