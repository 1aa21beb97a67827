//! The cumulative counters.

use crate::table::{assert_lines, lines};
use muster_core::{client::license::Status, host::counters::Counters};

/// Lines of `status answered|refused`, answered by the counters after each.
#[test]
fn requests_are_counted_by_status() {
    let mut counters = Counters::default();
    let mut found = String::new();
    let requests = "2 answered
         2 refused
         1 answered
         6 answered
         5 answered
         0 refused";
    for words in lines(requests) {
        let status = Status::from_number(words[0].parse().expect("a number")).expect("a status");
        counters.record(status, words[1] == "answered");
        found += &format!("{} total, {} failed, {:?}\n", counters.total, counters.failed, counters.by_status);
    }
    assert_lines(
        &found,
        "1 total, 0 failed, [0, 0, 1, 0, 0, 0]
         2 total, 1 failed, [0, 0, 1, 0, 0, 0]
         3 total, 1 failed, [0, 1, 1, 0, 0, 0]
         4 total, 1 failed, [0, 1, 2, 0, 0, 0]
         5 total, 1 failed, [0, 1, 2, 0, 0, 1]
         6 total, 2 failed, [0, 1, 2, 0, 0, 1]",
    );
}
