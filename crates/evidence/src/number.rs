//! Numbers with a fraction.

/// A number as JSON writes it, and so as programs print it. The standard library reads others too, with tables that are a hundredth of the
/// page for browsers.
pub(crate) fn number(text: &str) -> Option<f64> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn what_programs_print_is_a_number() {
        for (text, value) in
            [("0", 0.0), ("179", 179.0), ("-1.5", -1.5), ("1.5e+09", 1.5e9), ("0.000012345", 0.000_012_345)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for other in ["", "slow", "1,5", "1 2", "NaN", "\"1\""] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
