//! What a licensed product may do, beyond being licensed: features with values. A product's defaults stand in the license pack; a
//! license overrides and extends them.
//!
//! ```
//! use muster_core::features::{FeatureValue, Features};
//!
//! let product = Features::parse(["export", "seats=5"])?;
//! let license = Features::parse(["seats=50", "edition=pro", "export=false"])?;
//! let granted = license.over(&product).granted();
//! assert_eq!(granted.value("seats"), Some(&FeatureValue::Integer(50)));
//! assert_eq!(granted.to_string(), "edition=pro, seats=50");
//! # Ok::<(), muster_core::features::FeatureError>(())
//! ```

use crate::visible;
use core::fmt;
use std::collections::BTreeMap;

/// How many features a product, a key group or a key names.
pub const FEATURES_MAX: usize = 64;
/// In characters.
const NAME_MAX: usize = 32;
/// In characters.
const TEXT_MAX: usize = 64;

/// The value of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureValue {
    /// `true`: there is the feature. `false` takes away what the level below grants.
    Flag(bool),
    /// A number, such as how many seats.
    Integer(i64),
    /// A short text, such as the edition.
    Text(String),
}

impl fmt::Display for FeatureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// Why something is no feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureError {
    /// The name is none.
    Name(String),
    /// The value of this feature is none.
    Value(String),
    /// There are more than [`FEATURES_MAX`].
    TooMany,
}

crate::sentences_of!(FeatureError, lang {
    Self::Name(name) => (
        "'{name}' is no name of a feature: up to {NAME_MAX} lower-case letters, digits and hyphens, a letter first",
        "'{name}' は機能の名前として使用できません。英小文字で始まる {NAME_MAX} 文字以内の英小文字、数字、ハイフンで指定してください",
        name = visible::line(name)
    );
    Self::Value(name) => (
        "the value of feature '{name}' is true, false, an integer, or a text of 1 to {TEXT_MAX} visible characters",
        "機能 '{name}' の値には、true、false、整数、または 1 ～ {TEXT_MAX} 文字の表示可能な文字列を指定してください"
    );
    Self::TooMany => ("at most {FEATURES_MAX} features", "機能は {FEATURES_MAX} 個まで指定できます");
});

impl core::error::Error for FeatureError {}

/// Features by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(BTreeMap<String, FeatureValue>);

impl Features {
    /// Reads features as a command takes them: `export`, `seats=50`, `edition=pro`, `export=false`.
    ///
    /// # Errors
    /// [`FeatureError`]
    pub fn parse<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<Self, FeatureError> {
        let mut features = Self::default();
        for text in texts {
            let (name, value) = text.split_once('=').unwrap_or((text, "true"));
            features.insert(name, value_of(value))?;
        }
        features.limited()
    }

    /// Adds a feature; one with the same name is replaced.
    ///
    /// # Errors
    /// [`FeatureError`]
    pub fn insert(&mut self, name: &str, value: FeatureValue) -> Result<(), FeatureError> {
        if !is_name(name) {
            return Err(FeatureError::Name(name.chars().take(NAME_MAX + 1).collect()));
        }
        if let FeatureValue::Text(text) = &value
            && (text.is_empty() || text.chars().count() > TEXT_MAX || text.chars().any(visible::is_hidden))
        {
            return Err(FeatureError::Value(name.to_owned()));
        }
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    /// The same, if one person wrote them: those of several levels together may be more.
    ///
    /// # Errors
    /// [`FeatureError::TooMany`]
    pub fn limited(self) -> Result<Self, FeatureError> {
        if self.0.len() > FEATURES_MAX { Err(FeatureError::TooMany) } else { Ok(self) }
    }

    /// These features, and those of `base` that they do not name.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let mut all = base.clone();
        all.0.extend(self.0.clone());
        all
    }

    /// Without those that were taken away.
    #[must_use]
    pub fn granted(mut self) -> Self {
        self.0.retain(|_, value| *value != FeatureValue::Flag(false));
        self
    }

    /// The value of a feature, if it is named.
    pub fn value(&self, name: &str) -> Option<&FeatureValue> {
        self.0.get(name)
    }

    /// Whether no feature is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every feature, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FeatureValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl fmt::Display for Features {
    /// `edition=pro, export, seats=50`: a list for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value)) in self.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            match value {
                FeatureValue::Flag(true) => write!(f, "{comma}{name}")?,
                value => write!(f, "{comma}{name}={value}")?,
            }
        }
        Ok(())
    }
}

fn is_name(name: &str) -> bool {
    let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.len() <= NAME_MAX && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(rest)
}

fn value_of(text: &str) -> FeatureValue {
    match (text, text.parse()) {
        ("true", _) => FeatureValue::Flag(true),
        ("false", _) => FeatureValue::Flag(false),
        (_, Ok(number)) => FeatureValue::Integer(number),
        (text, Err(_)) => FeatureValue::Text(text.to_owned()),
    }
}
