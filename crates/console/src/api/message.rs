//! The message of a request.

use crate::call::{Call, PageError};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Reads it: an object, never a list of its fields in their order, as serde takes one for a struct.
pub(super) fn read<T: DeserializeOwned>(call: &Call<'_>) -> Result<T, PageError> {
    let read = serde_json::from_slice::<Map<String, Value>>(&call.request.message);
    let read = read.and_then(|fields| serde_json::from_value(Value::Object(fields)));
    read.map_err(|error| PageError::BadMessage(error.to_string()))
}
