//! Links that keep the language which the address names.

use crate::language;
use muster_core::lang::Lang;

/// Makes the links of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Links {
    /// The language, if the address names it.
    pub(crate) lang: Option<Lang>,
}

impl Links {
    /// A path of the console with a query; what is empty is left out.
    pub(crate) fn to(self, path: &str, query: &[(&str, &str)]) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        query.iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| {
            pairs.append_pair(name, value);
        });
        if let Some(lang) = self.lang {
            pairs.append_pair("lang", language::id(lang));
        }
        let query = pairs.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}
