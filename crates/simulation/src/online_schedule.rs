//! When a machine is on and in the network: working hours, weekends, time away.

use crate::{clock::DAY, scenario::GroupPlan};

const HOUR: u32 = 3_600;
/// People arrive within half an hour.
const ARRIVAL: u32 = HOUR / 2;

/// The hours of one machine: a function of its group, its number and the day, so that nothing is stored for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnlineSchedule<'s> {
    group: &'s GroupPlan,
    id: u32,
}

impl<'s> OnlineSchedule<'s> {
    pub(crate) fn new(group: &'s GroupPlan, id: u32) -> Self {
        Self { group, id }
    }

    /// The first second from `now` on at which the machine is on and in the network.
    pub(crate) fn next_online(self, mut now: u32) -> u32 {
        loop {
            let later = self.back_from_away(self.next_working_hour(now));
            if later == now {
                return now;
            }
            now = later;
        }
    }

    /// An upper bound, in seconds, of how long the machine is off or away at a stretch.
    pub(crate) fn longest_absence(self) -> u32 {
        let weekend = if self.group.weekdays { 3 * DAY } else { DAY };
        let away = self.group.away.map_or(0, |away| 2 * away.for_days * DAY);
        weekend + away
    }

    /// The first second from `now` on within working hours.
    fn next_working_hour(self, now: u32) -> u32 {
        let [from, to] = self.group.hours.unwrap_or([0, 24]);
        let mut day = now / DAY;
        loop {
            let weekend = self.group.weekdays && day % 7 >= 5;
            let late = if self.group.hours.is_some() { mix(self.id, day) % ARRIVAL } else { 0 };
            let (arrival, end) = (day * DAY + from * HOUR + late, day * DAY + to * HOUR);
            if !weekend && now < end {
                return now.max(arrival);
            }
            day += 1;
        }
    }

    /// `now`, or the end of the time away that it lies in.
    fn back_from_away(self, now: u32) -> u32 {
        let Some(away) = self.group.away else { return now };
        let every = away.every_days * DAY;
        let shifted = now + mix(self.id, u32::MAX) % every;
        let length = away.for_days * DAY / 2 + mix(self.id, !(shifted / every)) % (away.for_days * DAY);
        let gone = shifted % every;
        if gone < length { now + (length - gone) } else { now }
    }
}

/// A number that looks random and is the same for the same machine and day (the finish of SplitMix64).
fn mix(id: u32, salt: u32) -> u32 {
    let mut z = (u64::from(id) << 32 | u64::from(salt)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{HOUR, OnlineSchedule};
    use crate::{clock::DAY, scenario::Scenario};

    #[test]
    fn machines_are_online_when_people_work_and_not_while_they_are_away() {
        let scenario = Scenario::plain(1_000, 365, 1);
        let [desktops, laptops, servers] = &scenario.groups[..] else { panic!("three groups") };
        let next_online = |group, id, now| OnlineSchedule::new(group, id).next_online(now);
        let saturday = 5 * DAY + 10 * HOUR;
        for id in 0..200 {
            assert_eq!(next_online(servers, id, saturday), saturday);
            let monday = next_online(desktops, id, saturday);
            assert!((7 * DAY + 8 * HOUR..7 * DAY + 9 * HOUR).contains(&monday), "{monday}");
            assert_eq!(next_online(desktops, id, monday), monday);
        }
        let noon = 8 * DAY + 12 * HOUR;
        let away = (0..1_000).filter(|id| next_online(laptops, *id, noon) > noon).count();
        assert!((150..250).contains(&away), "6 of 30 days: {away} of 1000 are away");
    }
}
