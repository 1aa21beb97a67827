//! Serde for features: an object of names and values, `{"export": true, "seats": 50, "edition": "pro"}`.

use muster_core::features::{FeatureError, FeatureValue, Features};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, IgnoredAny},
};
use std::collections::BTreeMap;

/// A value as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenValue {
    Flag(bool),
    Integer(i64),
    Text(String),
    /// What this version does not know.
    Unknown(IgnoredAny),
}

type WrittenFeatures = BTreeMap<String, WrittenValue>;

impl WrittenValue {
    fn value(self) -> Option<FeatureValue> {
        match self {
            Self::Flag(flag) => Some(FeatureValue::Flag(flag)),
            Self::Integer(number) => Some(FeatureValue::Integer(number)),
            Self::Text(text) => Some(FeatureValue::Text(text)),
            Self::Unknown(_) => None,
        }
    }
}

/// Writes the object.
pub fn serialize<S: Serializer>(features: &Features, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Written<'v> {
        Flag(bool),
        Integer(i64),
        Text(&'v str),
    }
    serializer.collect_map(features.iter().map(|(name, value)| {
        let value = match value {
            FeatureValue::Flag(flag) => Written::Flag(*flag),
            FeatureValue::Integer(number) => Written::Integer(*number),
            FeatureValue::Text(text) => Written::Text(text),
        };
        (name, value)
    }))
}

/// The object, for a document that is made of values.
pub fn as_json(features: &Features) -> serde_json::Value {
    serialize(features, serde_json::value::Serializer).unwrap_or_default()
}

/// Reads the object. What this version does not take for a feature is left out: a later one may know more of a signed document.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Features, D::Error> {
    let mut features = Features::default();
    for (name, value) in WrittenFeatures::deserialize(deserializer)? {
        if let Some(value) = value.value() {
            let _later = features.insert(&name, value);
        }
    }
    Ok(features)
}

/// Reads what a person wrote.
///
/// # Errors
/// For whatever is no feature.
pub fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Features, D::Error> {
    let mut features = Features::default();
    for (name, value) in WrittenFeatures::deserialize(deserializer)? {
        let value = value.value().ok_or_else(|| FeatureError::Value(name.clone()));
        value.and_then(|value| features.insert(&name, value)).map_err(D::Error::custom)?;
    }
    features.limited().map_err(D::Error::custom)
}
