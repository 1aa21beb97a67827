//! Traces of imaging.

use crate::check;

#[test]
fn a_log_and_an_answer_file() {
    check(
        "2026-03-10 09:00:01, Info  SYSPRP Running sysprep with options: generalize oobe shutdown
        <SkipRearm>1</SkipRearm>
        <SkipRearm>0</SkipRearm>",
        "setup
        1 sysprep.generalize = 2026-03-10 09:00:01, Info  SYSPRP Running sysprep with options: generalize oobe shutdown
        2 sysprep.skip_rearm = 1
        3 sysprep.skip_rearm = 0",
    );
}
