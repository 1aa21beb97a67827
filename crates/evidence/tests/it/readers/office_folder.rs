//! Where `ospp.vbs` lies.

use crate::check;

#[test]
fn the_folder_of_a_prompt_is_told_once() {
    check(
        "C:\\Program Files\\Microsoft Office\\Office16>cscript ospp.vbs /version\n\
         C:\\Program Files\\Microsoft Office\\Office16>",
        "1 office.folder = C:\\Program Files\\Microsoft Office\\Office16",
    );
}
