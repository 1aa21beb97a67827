//! Extended product ids, in the documented shape.

use crate::jwk::PublicKey;
use muster_core::time::Moment;
use muster_proto::instant;

/// Vendor, key group or product number, serial in two parts, license type (03: volume), language, and the day.
pub fn extended_pid(root: &PublicKey, group: u16, serial: u32, day: Moment) -> String {
    let [high, low, ..] = *root.as_bytes();
    let vendor = u16::from_be_bytes([high, low]);
    let (millions, rest) = (serial / 1_000_000, serial % 1_000_000);
    format!("{vendor:05}-{group:05}-{millions:03}-{rest:06}-03-1033-0000.0000-{}", instant::day_of_year(day))
}
