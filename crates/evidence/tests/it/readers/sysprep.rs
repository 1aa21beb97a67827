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

#[test]
fn the_options_of_the_command_line() {
    check(
        "Info [0x0f005f] SYSPRP ParseCommands:Found supported command line option 'OOBE'
        Info [0x0f005f] SYSPRP ParseCommands:Found supported command line option 'GENERALIZE'",
        "setup
        1 sysprep.option = OOBE
        2 sysprep.generalize = Info [0x0f005f] SYSPRP ParseCommands:Found supported command line option 'GENERALIZE'",
    );
}

#[test]
fn an_image_that_was_not_generalized_has_no_trace_of_it() {
    check("These machines run images that were not properly generalized by using the Sysprep tool", "");
}

#[test]
fn who_advises_to_generalize_has_not_done_it() {
    for advice in [
        "Não executar o comando sysprep /generalize faz com que o CMID fique igual",
        "sysprep /generalize /oobe /shutdown",
        "After the repair run sysprep /generalize on the master",
        "マスターで sysprep /generalize を実行してください",
    ] {
        check(advice, "");
    }
}

#[test]
fn who_ran_it_tells_it() {
    let is_told = |text: &str| crate::read_text(text).rows().iter().any(|row| row.key == "sysprep.generalize");
    assert!(is_told("C:\\Windows\\System32\\Sysprep>sysprep.exe /generalize /oobe /shutdown"));
    assert!(is_told("We ran sysprep /generalize on the master before it was copied"));
    assert!(is_told("展開前にマスターで sysprep /generalize を実行しました"));
}

#[test]
fn other_steps_of_sysprep_are_not_its_generalizing() {
    check("2026-03-10 09:00:00, Info SYSPRP Cleanup phase begins", "");
}

#[test]
fn a_run_that_failed_has_generalised_nothing() {
    let run = |level: &str| {
        format!(
            "2026-04-30 11:01:22, Info       [0x0f005f] SYSPRP ParseCommands:Found supported command line option 'GENERALIZE'\n\
             2026-04-30 11:01:53, {level}      [0x0f0082] SYSPRP ActionPlatform::LaunchModule: done"
        )
    };
    let is_told = |text: &str| crate::read_text(text).rows().iter().any(|row| row.key == "sysprep.generalize");
    assert!(is_told(&run("Info ")) && !is_told(&run("Error")));
}
