//! What this process holds of the machine's memory.

/// Gives memory that was freed back to the system. The C library keeps it for later otherwise, after a flood for good.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(unsafe_code, reason = "malloc_trim takes a number and may be called at any time, from any thread")]
    // SAFETY: see the reason above.
    unsafe {
        libc::malloc_trim(0);
    }
}
