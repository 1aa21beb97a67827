//! How busy a host is: requests of each day, and of the busiest minutes.

use crate::clock::DAY;

const MINUTE: u32 = 60;

/// A host's load, from requests in the order of their time.
#[derive(Clone, Debug)]
pub(crate) struct HostLoad {
    /// Requests of each day.
    pub(crate) per_day: Vec<u64>,
    /// Requests in the busiest minute of each day.
    pub(crate) peaks: Vec<u32>,
    /// The second that the busiest minute of all began, and its requests.
    pub(crate) busiest: (u32, u32),
    /// The second that the current minute began, and its requests so far.
    current: (u32, u32),
}

impl HostLoad {
    pub(crate) fn new(days: u32) -> Self {
        let days = days as usize;
        Self { per_day: vec![0; days], peaks: vec![0; days], busiest: (0, 0), current: (0, 0) }
    }

    pub(crate) fn record(&mut self, now: u32) {
        let minute = now - now % MINUTE;
        let day = (now / DAY) as usize;
        self.current = if self.current.0 == minute { (minute, self.current.1 + 1) } else { (minute, 1) };
        if self.current.1 > self.busiest.1 {
            self.busiest = self.current;
        }
        if let Some((sum, peak)) = self.per_day.get_mut(day).zip(self.peaks.get_mut(day)) {
            *sum += 1;
            *peak = self.current.1.max(*peak);
        }
    }
}
