//! Texts in the registry.

use super::wide;
use std::ptr::null_mut;
use windows_sys::Win32::{
    Foundation::ERROR_SUCCESS,
    System::Registry::{HKEY_LOCAL_MACHINE, RRF_RT_REG_SZ, RegGetValueW},
};

/// A longer text is none that is looked for here.
const LENGTH_MAX: usize = 4096;

/// A text of this machine (`HKEY_LOCAL_MACHINE`); none where it is missing, empty or not readable.
pub(super) fn text(key: &str, name: &str) -> Option<String> {
    let (key, name) = (wide::from_str(key), wide::from_str(name));
    let mut buffer = [0_u16; LENGTH_MAX];
    let mut size = u32::try_from(size_of_val(&buffer)).ok()?;
    #[expect(unsafe_code, reason = "both names end with a zero, and the buffer is as large as it is said to be")]
    // SAFETY: see the reason above.
    let error = unsafe {
        let (kind, to) = (null_mut(), buffer.as_mut_ptr().cast());
        RegGetValueW(HKEY_LOCAL_MACHINE, key.as_ptr(), name.as_ptr(), RRF_RT_REG_SZ, kind, to, &raw mut size)
    };
    let text = wide::to_string(&buffer).trim().to_owned();
    (error == ERROR_SUCCESS && !text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_that_every_windows_has_is_found_and_others_are_none() {
        let key = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
        assert!(text(key, "CurrentVersion").is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit())));
        assert_eq!(text(key, "Muster"), None);
        assert_eq!(text(r"SOFTWARE\Muster\Nothing", "CurrentVersion"), None);
    }
}
