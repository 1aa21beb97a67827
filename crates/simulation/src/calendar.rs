//! What happens when: a calendar of minutes. Putting in and taking out cost the same however much is in it.

use std::mem;

const MINUTE: u32 = 60;

/// Things to come, by the second. What is due in the same second comes out in the order that it went in.
#[derive(Debug)]
pub(crate) struct Calendar<T> {
    minutes: Vec<Vec<(u32, T)>>,
    /// The minute that is being worked off, the last first.
    today: Vec<(u32, T)>,
    minute: usize,
    end: u32,
}

impl<T: Copy> Calendar<T> {
    /// A calendar that ends after so many seconds.
    pub(crate) fn new(seconds: u32) -> Self {
        let minutes = (seconds / MINUTE) as usize + 1;
        Self { minutes: (0..minutes).map(|_| Vec::new()).collect(), today: Vec::new(), minute: 0, end: seconds }
    }

    /// Puts something in; what is due after the end is forgotten.
    pub(crate) fn put(&mut self, second: u32, thing: T) {
        let minute = (second / MINUTE) as usize;
        if second >= self.end {
            return;
        }
        if minute < self.minute {
            // Into the minute that is being worked off: behind all that are due earlier or at the same time.
            let place = self.today.partition_point(|(due, _)| *due > second);
            self.today.insert(place, (second, thing));
        } else if let Some(things) = self.minutes.get_mut(minute) {
            things.push((second, thing));
        }
    }

    /// Takes the next thing out, with the second that it is due.
    pub(crate) fn take(&mut self) -> Option<(u32, T)> {
        while self.today.is_empty() {
            let things = self.minutes.get_mut(self.minute)?;
            self.today = mem::take(things);
            self.minute += 1;
            self.today.sort_by_key(|(second, _)| *second);
            self.today.reverse();
        }
        self.today.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    #[test]
    fn things_come_out_by_second_and_then_as_they_went_in() {
        let mut calendar = Calendar::new(501);
        for (second, thing) in [(500, 'a'), (61, 'b'), (60, 'c'), (61, 'd'), (501, 'x')] {
            calendar.put(second, thing);
        }
        let mut found = String::new();
        while let Some((second, thing)) = calendar.take() {
            if thing == 'c' {
                for (second, thing) in [(61, 'e'), (60, 'f'), (62, 'g')] {
                    calendar.put(second, thing);
                }
            }
            found.push_str(&format!("{second}{thing} "));
        }
        assert_eq!(found, "60c 60f 61b 61d 61e 62g 500a ");
    }
}
