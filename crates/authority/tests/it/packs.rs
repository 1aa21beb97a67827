//! License packs: what one process signs, another delivers.

use muster_authority::{Authority, NewSecrets, RootPlace};
use muster_testbed::harness::world::World;
use std::fs;

/// What the service has verified is extended by each pack, and is what one that is started anew finds.
#[test]
fn a_pack_that_another_process_signs_is_delivered_at_once() {
    let world = World::new();
    let home = world.path("authority");
    let passphrase = fs::read_to_string(home.join("passphrase.txt")).expect("a passphrase");
    let open = || Authority::open(&home, &passphrase).expect("an authority");
    let (service, desk, now) = (&world.vendor.authority, open(), world.now());
    assert_eq!(service.pack().expect("a pack").version, 1);
    let before: [&dyn Fn(); 4] = [
        &|| {},
        &|| {
            desk.add_root(&RootPlace::File, &passphrase, &NewSecrets::random(), now).expect("made");
        },
        &|| drop(desk.switch_root(&passphrase, false, now).expect("switched")),
        &|| drop(desk.drop_roots(false, now).expect("dropped")),
    ];
    for (version, change) in (2..).zip(before) {
        change();
        let signed = desk.sign_pack_again(now).expect("a pack");
        assert_eq!(service.pack_document().expect("a pack"), signed);
        assert_eq!(service.pack().expect("a pack").version, version);
        assert_eq!(open().pack_document().expect("a pack"), signed);
    }
}
