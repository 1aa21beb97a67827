//! Activation objects of Active Directory.

use crate::check;

#[test]
fn named_by_the_line_above_or_by_their_place() {
    check(
        "
        Activation Objects
            Windows(R) Operating System: VOLUME_KMS_WS22 channel
            CN=Corp,CN=Activation Objects,CN=Microsoft SPP,CN=Services,CN=Configuration,DC=corp,DC=example

        dn: CN=Lab,CN=Activation Objects,CN=Microsoft SPP,CN=Services,CN=Configuration,DC=corp,DC=example",
        "ad.ao
        3 activation_object = VOLUME_KMS_WS22 channel
        5 activation_object = dn: CN=Lab,CN=Activation Objects,CN=Microsoft SPP,CN=Services,CN=Configuration,DC=corp,DC=example",
    );
}
