//! What this process shows of itself.

use rustix::process::{DumpableBehavior, set_dumpable_behavior};

/// Leaves no core file of this process, and lets no other process of its user read its memory: keys are in it.
pub fn keep_memory_private() -> std::io::Result<()> {
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

#[cfg(test)]
mod tests {
    use rustix::process::{DumpableBehavior, dumpable_behavior};

    #[test]
    fn a_process_that_holds_keys_leaves_no_core_file() {
        super::keep_memory_private().expect("the system does it");
        assert_eq!(dumpable_behavior().expect("it says so"), DumpableBehavior::NotDumpable);
    }
}
