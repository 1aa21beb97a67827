//! The C ABI: what `include/muster.h` declares, over the question of `muster-client`. Check, call, convert: every text is checked, every
//! panic becomes a code, and every handle and every text that is given out has one owner, who gives it back.
//!
//! Nothing here starts a thread, installs a signal handler, prints, or ends the process.

#![expect(unsafe_code, reason = "C calls these functions by their names, and what it passes are pointers")]

mod boundary;
mod last_error;
mod options;
mod status;

use boundary::{Refusal, answer, guard, put, reference, text};
use muster_client::{LicenseAnswer, LicenseCheck, Verdict};
use options::Options;
use status::{MusterStatus, as_json};
use std::ffi::{CString, c_char};

/// Version of the ABI: `MUSTER_ABI` in the header.
const ABI: u32 = 1;

/// A product's question. Nothing of it changes after it was made but what it remembers behind a lock, so threads may share it.
#[derive(Debug)]
pub struct Muster(LicenseCheck);

/// Makes the question.
///
/// # Safety
/// `root_key` and `product_id` are texts that end with a zero, `options` is one or null, and `muster` is the place of a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_open(
    root_key: *const c_char,
    product_id: *const c_char,
    options: *const c_char,
    muster: *mut *mut Muster,
) -> u32 {
    guard(|| {
        // SAFETY: the caller promises texts.
        let (root, product) = unsafe { (text(root_key)?, text(product_id)?) };
        let options = if options.is_null() {
            Options::default()
        } else {
            // SAFETY: the caller promises a text.
            Options::read(unsafe { text(options)? })?
        };
        let check = LicenseCheck::new(root, product, options.source())?;
        let check = match &options.identity {
            Some(identity) => check.with_identity(identity),
            None => check,
        };
        // SAFETY: the caller promises a place. The handle is the caller's until `muster_close`.
        unsafe { put(muster, || Box::into_raw(Box::new(Muster(check)))) }
    })
}

/// Answers the question, and returns the verdict.
///
/// # Safety
/// `muster` is a handle that is open, and `status` is a place or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_status(muster: *const Muster, status: *mut MusterStatus) -> u32 {
    // SAFETY: the caller's promises.
    unsafe { answered(muster, status, LicenseCheck::status) }
}

/// Tries to activate the product, and then answers the question.
///
/// # Safety
/// As for [`muster_status`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_activate(muster: *const Muster, status: *mut MusterStatus) -> u32 {
    // SAFETY: the caller's promises.
    unsafe { answered(muster, status, LicenseCheck::activate) }
}

/// # Safety
/// As for [`muster_status`].
unsafe fn answered(
    muster: *const Muster,
    status: *mut MusterStatus,
    ask: impl FnOnce(&LicenseCheck) -> LicenseAnswer,
) -> u32 {
    // SAFETY: the caller promises a handle.
    let found = answer(|| Ok(MusterStatus::from(&ask(&unsafe { reference(muster)? }.0))));
    let found = found.unwrap_or_else(MusterStatus::refused);
    let verdict = found.verdict;
    // SAFETY: the caller promises a place, or null, which is left alone.
    drop(unsafe { put(status, || found) });
    verdict
}

/// The answer with everything that it holds, as JSON.
///
/// # Safety
/// `muster` is a handle that is open, and `json` is the place of a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_status_json(muster: *const Muster, json: *mut *mut c_char) -> u32 {
    guard(|| {
        // SAFETY: the caller's promises.
        unsafe { give(json, as_json(&reference(muster)?.0.status())) }
    })
}

/// Whether the license allows a feature, and the value of it.
///
/// # Safety
/// `muster` is a handle that is open, `name` is a text that ends with a zero, and `value` is the place of a pointer or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_feature(muster: *const Muster, name: *const c_char, value: *mut *mut c_char) -> u32 {
    // SAFETY: the caller promises a place, or null, which is left alone.
    drop(unsafe { put(value, std::ptr::null_mut) });
    let found = answer(|| {
        // SAFETY: the caller's promises.
        let (muster, name) = unsafe { (reference(muster)?, text(name)?) };
        let answer = muster.0.status();
        let Some(feature) = answer.feature(name) else { return Ok(Verdict::NotLicensed) };
        if !value.is_null() {
            // SAFETY: the caller promises a place.
            unsafe { give(value, feature.to_string())? }
        }
        Ok(answer.verdict)
    });
    found.unwrap_or(Verdict::NotLicensed) as u32
}

/// Installs a product key.
///
/// # Safety
/// `muster` is a handle that is open, and `key` is a text that ends with a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_install_key(muster: *const Muster, key: *const c_char) -> u32 {
    // SAFETY: the caller's promises.
    guard(|| Ok(unsafe { reference(muster)?.0.install_key(text(key)?) }?))
}

/// The installation id, for an activation without a network.
///
/// # Safety
/// `muster` is a handle that is open, and `id` is the place of a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_installation_id(muster: *const Muster, id: *mut *mut c_char) -> u32 {
    guard(|| {
        // SAFETY: the caller's promises.
        unsafe { give(id, reference(muster)?.0.installation_id()?) }
    })
}

/// Applies the confirmation id that the vendor gave for the installation id.
///
/// # Safety
/// `muster` is a handle that is open, and `confirmation_id` is a text that ends with a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_deposit(muster: *const Muster, confirmation_id: *const c_char) -> u32 {
    // SAFETY: the caller's promises.
    guard(|| Ok(unsafe { reference(muster)?.0.deposit(text(confirmation_id)?) }?))
}

/// What went wrong last in this thread: copies as much as there is room for, and returns the bytes of the whole, without the zero.
///
/// # Safety
/// `buffer` has room for `size` bytes, or is null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_last_error(buffer: *mut c_char, size: usize) -> usize {
    let text = last_error::read();
    if !buffer.is_null() && size > 0 {
        let shown = status::cut(&text, size - 1);
        // SAFETY: the caller promises room for `size` bytes, of which the text and its zero are no more.
        unsafe {
            buffer.cast::<u8>().copy_from_nonoverlapping(shown.as_ptr(), shown.len());
            buffer.add(shown.len()).write(0);
        }
    }
    text.len()
}

/// Frees a text.
///
/// # Safety
/// `text` was given out by a function of this library and not freed yet, or is null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: the caller promises that `give` made it, and that nobody else frees it.
        drop(unsafe { CString::from_raw(text) });
    }
}

/// Ends a question.
///
/// # Safety
/// `muster` is a handle that is open and that no other thread uses, or is null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn muster_close(muster: *mut Muster) {
    if !muster.is_null() {
        // SAFETY: the caller promises that `muster_open` made it, and that nobody else has it.
        drop(unsafe { Box::from_raw(muster) });
    }
}

/// Version of the ABI that this library has.
#[unsafe(no_mangle)]
pub extern "C" fn muster_version() -> u32 {
    ABI
}

/// Gives a text to the caller, whose it is until `muster_free`.
///
/// # Safety
/// `place` is the place of a pointer, or null.
unsafe fn give(place: *mut *mut c_char, text: String) -> Result<(), Refusal> {
    let text = CString::new(text).map_err(|_| Refusal::new("a text with a zero in it"))?;
    // SAFETY: the caller's promise.
    unsafe { put(place, || text.into_raw()) }
}
