//! For whom a key was issued: what the vendor writes down beside it, for people. Nothing decides by it, and none of it is in the key.

use crate::error::AuthorityError;
use muster_core::{lang::Text, visible};

/// In characters, for each field.
const LENGTH_MAX: usize = 200;

const CUSTOMER: Text = Text { en: "customer", ja: "顧客" };
const ORDER: Text = Text { en: "order", ja: "注文" };
const NOTE: Text = Text { en: "note", ja: "メモ" };

const LONG: Text = Text { en: "has more than 200 characters", ja: "200 文字以内で指定してください" };
const HIDDEN: Text = Text {
    en: "holds a character that nobody sees",
    ja: "表示されない文字を含めずに指定してください",
};

/// What is written beside a key. Where keys are issued, a field that is `None` is empty; where they are edited, it stays as it
/// is, and an empty text removes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyDetails {
    /// The customer.
    pub customer: Option<String>,
    /// The number of the order.
    pub order: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

impl KeyDetails {
    /// Refuses what is no line of at most 200 characters.
    pub(crate) fn check(&self) -> Result<(), AuthorityError> {
        for (field, text) in self.given() {
            if text.chars().count() > LENGTH_MAX {
                return Err(AuthorityError::Detail { field, problem: LONG });
            }
            if text.chars().any(visible::is_hidden) {
                return Err(AuthorityError::Detail { field, problem: HIDDEN });
            }
        }
        Ok(())
    }

    /// What is given, for the audit log: `customer "Contoso", order "4711"`.
    pub(crate) fn audit_detail(&self) -> Option<String> {
        let fields: Vec<String> = self.given().map(|(field, text)| format!("{} {text:?}", field.en)).collect();
        (!fields.is_empty()).then(|| fields.join(", "))
    }

    fn given(&self) -> impl Iterator<Item = (Text, &str)> {
        let fields = [(CUSTOMER, &self.customer), (ORDER, &self.order), (NOTE, &self.note)];
        fields.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::KeyDetails;

    fn customer(text: &str) -> KeyDetails {
        KeyDetails { customer: Some(text.into()), ..KeyDetails::default() }
    }

    #[test]
    fn a_detail_is_a_line_that_can_be_read() {
        assert!(customer("").check().is_ok() && customer(&"株".repeat(200)).check().is_ok());
        for (text, problem) in [("x".repeat(201), "200 characters"), ("a\nb".into(), "nobody sees")] {
            let error = customer(&text).check().expect_err("refused").to_string();
            assert!(error.contains("customer") && error.contains(problem), "{error}");
        }
    }

    #[test]
    fn the_log_names_what_was_given() {
        assert_eq!(KeyDetails::default().audit_detail(), None);
        let given = KeyDetails { note: Some(String::new()), ..customer("Contoso \"K.K.\"") };
        assert_eq!(given.audit_detail().as_deref(), Some("customer \"Contoso \\\"K.K.\\\"\", note \"\""));
    }
}
