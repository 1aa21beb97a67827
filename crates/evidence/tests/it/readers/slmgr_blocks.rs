//! Blocks of slmgr's fields in another order than the script's: nothing of one product is read as another's.

use crate::check;

#[test]
fn a_status_above_the_name_is_of_the_name_below_it() {
    check(
        "
        License Status: Licensed
        Name: Windows(R), ServerStandard edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        License Status: Notification
        Name: Windows(R), ServerDatacenter edition
        Description: Windows(R) Operating System, VOLUME_MAK channel",
        "slmgr.dlv.client
        1-3 license.name = Windows(R), ServerStandard edition
        1-3 license.channel = VOLUME_KMSCLIENT
        1-3 license.status = 1
        1-3 license.status_word = Licensed
        4-6 license.name = Windows(R), ServerDatacenter edition
        4-6 license.channel = VOLUME_MAK
        4-6 license.status = 5
        4-6 license.status_word = Notification",
    );
}

#[test]
fn a_status_right_above_the_description_is_no_name() {
    check(
        "
        Lizenzstatus: Benachrichtigung
        Beschreibung: Windows(R) Operating System, VOLUME_MAK channel",
        "slmgr.dlv.client
        1-2 license.channel = VOLUME_MAK
        1-2 license.status = 5
        1-2 license.status_word = Benachrichtigung",
    );
}

#[test]
fn blocks_between_empty_lines_have_each_their_own_order() {
    check(
        "
        Partial Product Key: T83GX
        License Status: Licensed
        Volume activation expiration: 250000 minute(s) (174 day(s))
        Name: Windows(R), Professional edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel

        Name: Office 16, Office16ProPlusVL_MAK edition
        Description: Office 16, VOLUME_MAK channel
        Partial Product Key: 7QFH2
        License Status: Unlicensed",
        "slmgr.dlv.client
        1-5 license.name = Windows(R), Professional edition
        1-5 license.channel = VOLUME_KMSCLIENT
        1-5 license.partial_key = T83GX
        1-5 license.status = 1
        1-5 license.status_word = Licensed
        1-5 license.minutes_left = 250000
        1-5 license.days_left = 174
        7-10 license.name = Office 16, Office16ProPlusVL_MAK edition
        7-10 license.channel = VOLUME_MAK
        7-10 license.partial_key = 7QFH2
        7-10 license.status = 0
        7-10 license.status_word = Unlicensed",
    );
}

#[test]
fn a_description_may_stand_first() {
    check(
        "
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        Name: Windows(R), Professional edition
        License Status: Licensed
        Description: Office 16, VOLUME_KMSCLIENT channel
        Name: Office 16, Office16ProPlusVL_KMS_Client edition
        License Status: Initial grace period",
        "slmgr.dlv.client
        1-3 license.name = Windows(R), Professional edition
        1-3 license.channel = VOLUME_KMSCLIENT
        1-3 license.status = 1
        1-3 license.status_word = Licensed
        4-6 license.name = Office 16, Office16ProPlusVL_KMS_Client edition
        4-6 license.channel = VOLUME_KMSCLIENT
        4-6 license.status = 2
        4-6 license.status_word = Initial grace period",
    );
}

#[test]
fn the_end_of_a_print_that_was_cut_off_is_of_no_other_product() {
    check(
        "
        License Status: Notification
        Name: Windows(R), Enterprise edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        License Status: Licensed
        Name: Windows(R), Professional edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        License Status: Unlicensed",
        "slmgr.dlv.client cim
        1 license.status = 5
        1 license.status_word = Notification
        2-4 license.name = Windows(R), Enterprise edition
        2-4 license.channel = VOLUME_KMSCLIENT
        2-4 license.status = 1
        2-4 license.status_word = Licensed
        5-7 license.name = Windows(R), Professional edition
        5-7 license.channel = VOLUME_KMSCLIENT
        5-7 license.status = 0
        5-7 license.status_word = Unlicensed",
    );
}

/// What people write above a print is no name of a product.
#[test]
fn a_heading_above_the_description_is_no_name() {
    for heading in ["■営業部の PC", "## LAPTOP-17", "LAPTOP-17", "[PC-2]", "kanri_ws-07"] {
        check(
            &format!(
                "{heading}\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\nLicense Status: Licensed"
            ),
            "slmgr.dlv.client
            2-3 license.channel = VOLUME_KMSCLIENT
            2-3 license.status = 1
            2-3 license.status_word = Licensed",
        );
    }
    check(
        "Windows(R), Professional edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\nLicense Status: Licensed",
        "slmgr.dlv.client
        1-3 license.name = Windows(R), Professional edition
        1-3 license.channel = VOLUME_KMSCLIENT
        1-3 license.status = 1
        1-3 license.status_word = Licensed",
    );
}
