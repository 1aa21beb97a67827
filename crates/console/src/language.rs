//! The language of a page: as its address says, else as the browser prefers.

use muster_core::lang::Lang;

/// The language of `?lang=`.
pub(crate) fn named(id: &str) -> Option<Lang> {
    match id {
        "en" => Some(Lang::En),
        "ja" => Some(Lang::Ja),
        _ => None,
    }
}

/// Its name in an address.
pub(crate) fn id(lang: Lang) -> &'static str {
    lang.pick("en", "ja")
}

/// The better one of an `Accept-Language` (RFC 9110, 12.5.4); English where neither is named.
pub(crate) fn accepted(header: &str) -> Lang {
    let quality = |tag: &str| {
        let mut best: f32 = 0.0;
        for item in header.split(',') {
            let mut parts = item.split(';').map(str::trim);
            let range = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if range == tag || range.starts_with(&format!("{tag}-")) {
                best = best.max(weight);
            }
        }
        best
    };
    if quality("ja") > quality("en") { Lang::Ja } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::accepted;
    use muster_core::lang::Lang;

    #[test]
    fn the_language_that_the_browser_prefers() {
        for (header, expected) in [
            ("", Lang::En),
            ("ja", Lang::Ja),
            ("ja-JP,ja;q=0.9,en-US;q=0.8", Lang::Ja),
            ("en-US,en;q=0.9,ja;q=0.8", Lang::En),
            ("de,ja;q=0.5,en;q=0.3", Lang::Ja),
            ("jam", Lang::En),
            ("ja;q=0, en;q=0.1", Lang::En),
            ("ja;q=x", Lang::Ja),
        ] {
            assert_eq!(accepted(header), expected, "{header}");
        }
    }
}
