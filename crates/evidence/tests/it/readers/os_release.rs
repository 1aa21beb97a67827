//! uname and os-release.

use crate::check;

#[test]
fn the_name_of_the_system() {
    check(
        "
        $ uname -srm
        Linux 6.1.0-18-amd64 x86_64
        $ cat /etc/os-release
        PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"
        ID=debian",
        "sys
        4 os = Debian GNU/Linux 12 (bookworm)",
    );
}
