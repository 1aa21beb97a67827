//! What crosses the boundary to C: texts and places that the caller promises, codes in the place of errors and panics.

use crate::last_error;
use muster_client::{ClientError, Code};
use std::{
    ffi::{CStr, c_char},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// `E_INVALIDARG`: null where something is needed, or a text that is not UTF-8.
const INVALID_ARGUMENT: Code = Code(0x8007_0057);
/// `E_FAIL`: a fault of this library.
const UNEXPECTED: Code = Code(0x8000_4005);

/// Why a call did nothing.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: Code,
    detail: String,
}

impl Refusal {
    /// The caller passed what cannot be used.
    pub(crate) fn new(detail: impl Into<String>) -> Self {
        Self { code: INVALID_ARGUMENT, detail: detail.into() }
    }
}

impl From<ClientError> for Refusal {
    fn from(error: ClientError) -> Self {
        Self { code: error.code(), detail: error.to_string() }
    }
}

/// Runs a call: zero, or the code of what went wrong, with its detail for [`last_error`].
pub(crate) fn guard(call: impl FnOnce() -> Result<(), Refusal>) -> u32 {
    answer(call).err().map_or(0, |code| code.0)
}

/// The same for a call that has an answer. What a panic leaves behind is not looked at again: the question is read only.
pub(crate) fn answer<T>(call: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Code> {
    let done = catch_unwind(AssertUnwindSafe(call));
    let done = done.unwrap_or_else(|_| Err(Refusal { code: UNEXPECTED, detail: "a fault of the library".to_owned() }));
    match done {
        Ok(found) => {
            last_error::write(String::new());
            Ok(found)
        }
        Err(Refusal { code, detail }) => {
            last_error::write(format!("{code} {detail}"));
            Err(code)
        }
    }
}

/// # Safety
/// `text` ends with a zero and outlives the call, or is null.
pub(crate) unsafe fn text<'t>(text: *const c_char) -> Result<&'t str, Refusal> {
    if text.is_null() {
        return Err(Refusal::new("null in the place of a text"));
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(text) }.to_str().map_err(|_| Refusal::new("a text that is not UTF-8"))
}

/// # Safety
/// `handle` was given out by this library and is open as long as the call lasts, or is null.
pub(crate) unsafe fn reference<'h, T>(handle: *const T) -> Result<&'h T, Refusal> {
    // SAFETY: the caller's promise.
    unsafe { handle.as_ref() }.ok_or_else(|| Refusal::new("null in the place of a handle"))
}

/// Puts a value in a place; it is not even made where there is none.
///
/// # Safety
/// `place` can be written, or is null.
pub(crate) unsafe fn put<T>(place: *mut T, value: impl FnOnce() -> T) -> Result<(), Refusal> {
    if place.is_null() {
        return Err(Refusal::new("null in the place of a result"));
    }
    // SAFETY: the caller's promise. What was there is no value of ours.
    unsafe { place.write(value()) };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Refusal, guard};
    use crate::last_error;

    #[test]
    fn a_panic_becomes_a_code_and_the_next_call_forgets_it() {
        assert_eq!(guard(|| panic!("of a test")), 0x8000_4005);
        assert_eq!(last_error::read(), "0x80004005 a fault of the library");
        assert_eq!(guard(|| Err(Refusal::new("so"))), 0x8007_0057);
        assert_eq!(last_error::read(), "0x80070057 so");
        assert_eq!(guard(|| Ok(())), 0);
        assert_eq!(last_error::read(), "");
    }
}
