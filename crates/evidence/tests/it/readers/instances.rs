//! Which lines are quoted.

use crate::check;

/// A document in one line is not quoted whole for each of its instances.
#[test]
fn a_very_long_line_is_quoted_by_what_was_read_in_it() {
    let printer = r#"{"Name":"Printer","Description":"On the second floor, beside the window"},"#.repeat(20);
    let text = format!(r#"[{printer}{{"Name":"Windows(R), Education edition","LicenseStatus":5}}]"#);
    let set = crate::read_text(&text);
    let rows = set.rows();
    assert_eq!(&*rows[0].cites[0].text, "licensestatus: 5, name: Windows(R), Education edition");
    assert_eq!(rows[0].cites[0].line, Some(1));
}

/// slmgr's labels are words; its own reader knows them in every language.
#[test]
fn a_print_of_slmgr_is_left_to_its_reader() {
    check(
        "
        Name: Windows(R), Education edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        Partial Product Key: 2YT43
        License Status: Licensed",
        "slmgr.dlv.client
        1-4 license.name = Windows(R), Education edition
        1-4 license.channel = VOLUME_KMSCLIENT
        1-4 license.partial_key = 2YT43
        1-4 license.status = 1
        1-4 license.status_word = Licensed",
    );
}

#[test]
fn prose_is_no_instance() {
    check("The status: 5 of 10 machines, reason: nobody knows. Name: Windows is what they call it.", "");
    check("Success is a habit\n-------\nFailure: none", "");
}
