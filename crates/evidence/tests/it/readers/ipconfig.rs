//! `ipconfig /all`.

use crate::check;

#[test]
fn the_primary_suffix_and_its_absence() {
    check("   Primary Dns Suffix  . . . . . . . : Corp.Example", "net.ip\n1 primary_suffix = corp.example");
    check("   プライマリ DNS サフィックス . . . . .:", "net.ip\n1 primary_suffix =");
}

#[test]
fn servers_and_the_search_list_in_other_languages() {
    check(
        "
           DNS-Suffixsuchliste . . . . . . . : Corp.Example
           DNS サーバー. . . . . . . . . . . .: 192.0.2.53
           Serveurs DNS. . .  . . . . . . . .: 192.0.2.54",
        "net.ip
        1 search_list = corp.example
        2 dns_server = 192.0.2.53
        3 dns_server = 192.0.2.54",
    );
}
