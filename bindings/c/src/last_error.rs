//! What went wrong last, each thread's own.

use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps a text; a thread that is ending keeps none.
pub(crate) fn write(text: String) {
    drop(LAST.try_with(|last| last.replace(text)));
}

pub(crate) fn read() -> String {
    LAST.try_with(|last| last.borrow().clone()).unwrap_or_default()
}
