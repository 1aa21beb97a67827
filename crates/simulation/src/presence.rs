//! When a machine is on and in the network: working hours, weekends, journeys.

use crate::{DAY, scenario::GroupPlan};

const HOUR: u32 = 3_600;
/// People come within half an hour.
const ARRIVAL: u32 = HOUR / 2;

/// The first second from `now` on at which machine `id` of a group is on and in the network.
pub(crate) fn next_on(group: &GroupPlan, id: u32, mut now: u32) -> u32 {
    loop {
        let later = back(group, id, at_work(group, id, now));
        if later == now {
            return now;
        }
        now = later;
    }
}

/// The longest that a machine of the group is off or away, in seconds, generously.
pub(crate) fn longest_absence(group: &GroupPlan) -> u32 {
    let weekend = if group.weekdays { 3 * DAY } else { DAY };
    let journey = group.away.map_or(0, |away| 2 * away.for_days * DAY);
    weekend + journey
}

/// The first second from `now` on within working hours.
fn at_work(group: &GroupPlan, id: u32, now: u32) -> u32 {
    let [from, to] = group.hours.unwrap_or([0, 24]);
    let mut day = now / DAY;
    loop {
        let weekend = group.weekdays && day % 7 >= 5;
        let late = if group.hours.is_some() { mix(id, day) % ARRIVAL } else { 0 };
        let (arrival, end) = (day * DAY + from * HOUR + late, day * DAY + to * HOUR);
        if !weekend && now < end {
            return now.max(arrival);
        }
        day += 1;
    }
}

/// `now`, or the end of the journey that the machine is on.
fn back(group: &GroupPlan, id: u32, now: u32) -> u32 {
    let Some(away) = group.away else { return now };
    let every = away.every_days * DAY;
    let shifted = now + mix(id, u32::MAX) % every;
    let length = away.for_days * DAY / 2 + mix(id, !(shifted / every)) % (away.for_days * DAY);
    let gone = shifted % every;
    if gone < length { now + (length - gone) } else { now }
}

/// A number that looks random and is the same for the same machine and day (SplitMix64's finish).
fn mix(id: u32, salt: u32) -> u32 {
    let mut z = (u64::from(id) << 32 | u64::from(salt)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{HOUR, next_on};
    use crate::{DAY, Scenario};

    #[test]
    fn machines_are_on_when_people_work_and_not_while_they_travel() {
        let scenario = Scenario::of(1_000, 365, 1);
        let [desktops, laptops, servers] = &scenario.groups[..] else { panic!("three groups") };
        let saturday = 5 * DAY + 10 * HOUR;
        for id in 0..200 {
            assert_eq!(next_on(servers, id, saturday), saturday);
            let monday = next_on(desktops, id, saturday);
            assert!((7 * DAY + 8 * HOUR..7 * DAY + 9 * HOUR).contains(&monday), "{monday}");
            assert_eq!(next_on(desktops, id, monday), monday);
        }
        let noon = 8 * DAY + 12 * HOUR;
        let away = (0..1_000).filter(|id| next_on(laptops, *id, noon) > noon).count();
        assert!((150..250).contains(&away), "6 of 30 days: {away} of 1000 are away");
    }
}
