//! Random bytes of the kernel.

use rustix::{
    io::Errno,
    rand::{GetRandomFlags, getrandom},
};

/// Fills a buffer, or says that this kernel cannot.
#[expect(clippy::disallowed_methods, reason = "this is the shell's entropy")]
pub(crate) fn fill(buffer: &mut [u8]) -> bool {
    let mut rest = buffer;
    while !rest.is_empty() {
        match getrandom(&mut *rest, GetRandomFlags::empty()) {
            Ok(filled) => rest = rest.get_mut(filled..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn every_byte_is_drawn() {
        // More than a system call fills without a pause.
        let (mut first, mut second) = (vec![0; 1_000], vec![0; 1_000]);
        assert!(fill(&mut first) && fill(&mut second) && fill(&mut []));
        let zeros = first.iter().zip(&second).filter(|(a, b)| **a == 0 && **b == 0).count();
        assert!(first != second && zeros < 10, "{zeros} bytes are zero in both");
    }
}
