//! The command line of slui.exe.

use crate::check;

/// What a collector of processes shows of the program that the service starts.
#[test]
fn the_command_line_of_slui_outside_of_an_event() {
    check(
        "10:00:01 C:\\Windows\\System32\\slui.exe RuleId=31e71c49-8da7-4a2f-ad92-45d98a1c79ba;Action=AutoActivate;\
         SkuId=73111121-5638-40f6-bc11-f1d7b0d64300;Trigger=UserLogon",
        "event.txt
        1 slui.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
        1 slui.action = AutoActivate
        1 slui.rule_id = 31e71c49-8da7-4a2f-ad92-45d98a1c79ba
        1 slui.trigger = UserLogon",
    );
}
