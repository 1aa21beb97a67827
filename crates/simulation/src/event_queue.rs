//! Pending events in order of time: one bucket for each minute, so that `push` and `pop` cost the same however many events wait.

use std::mem;

const MINUTE: u32 = 60;

/// Events by the second that they are due. Events of one second come out in the order that they went in.
#[derive(Debug)]
pub(crate) struct EventQueue<T> {
    minutes: Vec<Vec<(u32, T)>>,
    /// The events of the minute being worked off, the last first.
    current: Vec<(u32, T)>,
    next_minute: usize,
    end: u32,
}

impl<T: Copy> EventQueue<T> {
    /// A queue for events before second `end`.
    pub(crate) fn new(end: u32) -> Self {
        let minutes = (end / MINUTE) as usize + 1;
        Self { minutes: (0..minutes).map(|_| Vec::new()).collect(), current: Vec::new(), next_minute: 0, end }
    }

    /// Adds an event; drops it if it is due at the end or later.
    pub(crate) fn push(&mut self, second: u32, event: T) {
        let minute = (second / MINUTE) as usize;
        if second >= self.end {
            return;
        }
        if minute < self.next_minute {
            // Into the minute being worked off: behind all that are due earlier or at the same time.
            let place = self.current.partition_point(|(due, _)| *due > second);
            self.current.insert(place, (second, event));
        } else if let Some(events) = self.minutes.get_mut(minute) {
            events.push((second, event));
        }
    }

    /// Takes the next event out, with the second that it is due.
    pub(crate) fn pop(&mut self) -> Option<(u32, T)> {
        while self.current.is_empty() {
            let events = self.minutes.get_mut(self.next_minute)?;
            self.current = mem::take(events);
            self.next_minute += 1;
            self.current.sort_by_key(|(second, _)| *second);
            self.current.reverse();
        }
        self.current.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::EventQueue;

    #[test]
    fn events_come_out_by_second_and_then_as_they_went_in() {
        let mut queue = EventQueue::new(501);
        for (second, event) in [(500, 'a'), (61, 'b'), (60, 'c'), (61, 'd'), (501, 'x')] {
            queue.push(second, event);
        }
        let mut found = String::new();
        while let Some((second, event)) = queue.pop() {
            if event == 'c' {
                for (second, event) in [(61, 'e'), (60, 'f'), (62, 'g')] {
                    queue.push(second, event);
                }
            }
            found.push_str(&format!("{second}{event} "));
        }
        assert_eq!(found, "60c 60f 61b 61d 61e 62g 500a ");
    }
}
