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

/// The suffix that DHCP gives to an adapter is searched; most adapters have none.
#[test]
fn the_suffix_of_a_connection_is_searched() {
    for line in [
        "   Connection-specific DNS Suffix  . : Branch.Example",
        "   接続固有の DNS サフィックス . . . . .: branch.example",
        "   Verbindungsspezifisches DNS-Suffix: branch.example",
        "   Suffixe DNS propre à la connexion. . . : branch.example",
        "   Sufijo DNS específico para la conexión. . : branch.example",
        "   连接特定的 DNS 后缀 . . . . . . . : branch.example",
    ] {
        check(line, "net.ip\n1 search_list = branch.example");
    }
    check("   Connection-specific DNS Suffix  . : ", "");
}
