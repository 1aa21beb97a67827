//! The count: distinct client machine ids that a host has seen in the last 30 days.
//!
//! A pool holds the machines of one application that asked most recently, at most twice the highest threshold of its
//! products. Its size and the cost of a request do not grow with the fleet. Time only decides who of them counts: a clock
//! that is wrong takes nobody out of the pool.

use crate::{
    id::Cmid,
    time::{Moment, Span},
};
use std::collections::VecDeque;

/// How long a machine counts after its last request.
pub const RETENTION: Span = Span::days(30);

/// A machine in the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Client machine id.
    pub cmid: Cmid,
    /// Time of its newest request.
    pub seen: Moment,
}

/// The count of one application. Members are ordered by their newest request, oldest first, and never exceed the cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    cap: usize,
    members: VecDeque<Member>,
}

impl Pool {
    /// An empty pool for an application whose highest threshold is `threshold`.
    pub fn new(threshold: u32) -> Self {
        Self { cap: cap(threshold), members: VecDeque::new() }
    }

    /// A pool as it was stored. Members beyond the cap are dropped, oldest request first.
    pub fn restore(threshold: u32, members: impl IntoIterator<Item = Member>) -> Self {
        let mut members: Vec<Member> = members.into_iter().collect();
        members.sort_by_key(|member| member.seen);
        let cap = cap(threshold);
        let excess = members.len().saturating_sub(cap);
        Self { cap, members: members.into_iter().skip(excess).collect() }
    }

    /// Counts a machine that asks at `now` and returns the count with it.
    ///
    /// Nobody asked later than now: what a clock that ran ahead has written is corrected, and the order stays.
    pub fn admit(&mut self, cmid: Cmid, now: Moment) -> u32 {
        self.members.iter_mut().rev().take_while(|member| member.seen > now).for_each(|member| member.seen = now);
        if let Some(place) = self.members.iter().position(|member| member.cmid == cmid) {
            self.members.remove(place);
        } else if self.members.len() == self.cap {
            self.members.pop_front();
        }
        self.members.push_back(Member { cmid, seen: now });
        self.count(now)
    }

    /// Removes a machine from the count.
    pub fn release(&mut self, cmid: Cmid) {
        self.members.retain(|member| member.cmid != cmid);
    }

    /// The count at `now`, without machines that have not asked for 30 days.
    pub fn count(&self, now: Moment) -> u32 {
        let silent = self.members.partition_point(|member| now.since(member.seen) > RETENTION);
        (self.members.len() - silent) as u32
    }

    /// The machines that asked last, oldest request first; those that have been silent for 30 days do not count.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter()
    }
}

/// Where a count stops: twice what is needed, as clients take it.
pub fn cap(threshold: u32) -> usize {
    2 * threshold.max(1) as usize
}
