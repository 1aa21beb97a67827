//! Who lags behind at each step of a change of the root key.

use muster_core::authority::rotation::{LicenseHolder, RotationStep, lags};

#[test]
fn a_step_waits_for_those_who_need_what_comes_before_it() {
    let holder = |is_host, pack, has_newest_license| LicenseHolder { is_host, pack, has_newest_license };
    let switch = RotationStep::Switch { named_since: 3 };
    // (host, pack, license by the key that signs): lags at the switch, lags at the drop.
    let table = [
        (holder(true, Some(2), true), true, false),
        (holder(true, Some(3), true), false, false),
        (holder(true, Some(4), false), false, true),
        (holder(true, None, false), false, true),
        (holder(false, Some(1), true), false, false),
        (holder(false, Some(1), false), false, true),
    ];
    for (holder, at_switch, at_drop) in table {
        assert_eq!((lags(switch, &holder), lags(RotationStep::Drop, &holder)), (at_switch, at_drop), "{holder:?}");
    }
}
