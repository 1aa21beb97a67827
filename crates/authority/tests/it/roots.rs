//! The root keys as the operators' pages have them, through a whole change.

use crate::activation::{ask, request};
use muster_authority::{NewSecrets, RootPlace};
use muster_console::{AuthorityView, RootFollowers, RootKeyState, RootKeys, RootStep};
use muster_core::authority::key_groups::KeyGroups;
use muster_testbed::harness::world::World;
use std::fs;

use RootKeyState::{Dropped, Next, Old, Signs};

/// The state of a key, and the packs that it is trusted and signs since.
type Key = (RootKeyState, Option<u32>, Option<u32>);

/// What is next, with the names of those who lag, and the keys.
fn told(world: &World) -> (RootStep, Vec<String>, Vec<Key>) {
    let RootKeys { keys, step, followers, .. } = read(world);
    let laggards = followers.map(|RootFollowers { holders, lagging, laggards }| {
        assert_eq!((holders, lagging as usize), (2, laggards.len()));
        laggards
    });
    let laggards = laggards.unwrap_or_default();
    let mut names: Vec<String> = laggards.into_iter().map(|laggard| laggard.holder.machine).collect();
    names.sort();
    let version = |pack: Option<muster_console::PackSigned>| pack.map(|pack| pack.version);
    let key = |key: &muster_console::RootKeyRow| (key.state, version(key.trusted_since), version(key.signs_since));
    (step, names, keys.iter().map(key).collect())
}

fn read(world: &World) -> RootKeys {
    let view = world.vendor.authority.console_view().expect("a view");
    view.issued(KeyGroups::All).root_keys(world.now()).expect("the root keys")
}

#[test]
fn a_change_is_told_step_by_step_with_who_lags() {
    let world = World::new();
    let (authority, now) = (&world.vendor.authority, world.now());
    let passphrase = fs::read_to_string(world.path("authority").join("passphrase.txt")).expect("a passphrase");
    let ask_with = |computer, pack| {
        ask(&world, &request(&world.vendor.host_key, computer, computer).with_pack(pack)).expect("a license");
    };
    [1, 2].into_iter().for_each(|computer| ask_with(computer, 1));
    let none = Vec::<String>::new;
    let first = (Signs, Some(1), Some(1));
    assert_eq!(told(&world), (RootStep::Nothing, none(), vec![first]));
    authority.add_root(&RootPlace::File, &passphrase, &NewSecrets::random(), now).expect("made");
    assert_eq!(told(&world), (RootStep::Announce, none(), vec![first, (Next, None, None)]));
    authority.sign_pack_again(now).expect("a pack");
    let both = ["kms-1", "kms-2"].map(str::to_owned).to_vec();
    assert_eq!(told(&world), (RootStep::Switch(2), both, vec![first, (Next, Some(2), None)]));
    ask_with(1, 2);
    assert_eq!(told(&world).1, ["kms-2"]);
    authority.switch_root(&passphrase, true, now).expect("switched");
    let (step, names, keys) = told(&world);
    assert_eq!((step, names.len()), (RootStep::Sign, 2));
    assert_eq!(keys, [(Old, Some(1), Some(1)), (Signs, Some(2), None)]);
    authority.sign_pack_again(now).expect("a pack");
    ask_with(1, 3);
    assert_eq!((told(&world).0, told(&world).1), (RootStep::Drop, vec!["kms-2".to_owned()]));
    let laggard = read(&world).followers.expect("followers").laggards.pop().expect("one");
    assert_eq!((laggard.holder.pack, laggard.signed_by), (Some(1), Some(read(&world).keys[0].thumbprint.clone())));
    authority.drop_roots(true, now).expect("dropped");
    let keys = vec![(Dropped, Some(1), Some(1)), (Signs, Some(2), Some(3))];
    assert_eq!(told(&world), (RootStep::Finish, none(), keys.clone()));
    authority.sign_pack_again(now).expect("a pack");
    assert_eq!(told(&world), (RootStep::Nothing, none(), keys));
    let end = read(&world);
    let [old, new] = [0, 1].map(|place: usize| Some(end.keys[place].thumbprint.clone()));
    let packs: Vec<_> = end.packs.into_iter().map(|pack| (pack.pack.version, pack.signer, pack.trusts.len())).collect();
    assert_eq!(packs, [(4, new.clone(), 1), (3, new, 2), (2, old.clone(), 2), (1, old, 1)]);
}
