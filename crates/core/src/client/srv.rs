//! SRV records: the name to ask for, and the order to try the answer in (RFC 2782).

use crate::client::discovery::HostAddress;

/// One SRV record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Srv {
    /// Lower is tried first.
    pub priority: u16,
    /// Among equals, more weight is tried first more often.
    pub weight: u16,
    /// The target and its port.
    pub host: HostAddress,
}

/// The owner name of a vendor's records in a domain: `_muster._tcp.corp.example`.
pub fn owner(service: &str, domain: &str) -> String {
    format!("_{service}._tcp.{}", domain.trim_end_matches('.'))
}

/// The hosts in the order to try them: by priority, and within one priority drawn by weight. `draw(n)` returns a random
/// number from 0 to n inclusive.
pub fn order(mut records: Vec<Srv>, mut draw: impl FnMut(u32) -> u32) -> Vec<HostAddress> {
    // Weightless records come first among equals, which gives them the small chance that RFC 2782 asks for.
    records.sort_by_key(|record| (record.priority, record.weight));
    let mut ordered = Vec::with_capacity(records.len());
    while let Some(priority) = records.first().map(|record| record.priority) {
        let group = records.iter().take_while(|record| record.priority == priority);
        let weights: Vec<u32> = group.map(|record| u32::from(record.weight)).collect();
        let place = place(&weights, &mut draw);
        ordered.push(records.remove(place).host);
    }
    ordered
}

/// The index that the draw selects. Records without any weight have equal chances, so no server needs to rotate them.
fn place(weights: &[u32], draw: &mut impl FnMut(u32) -> u32) -> usize {
    let total: u32 = weights.iter().sum();
    if total == 0 {
        return draw(weights.len() as u32 - 1) as usize;
    }
    let drawn = draw(total);
    let mut running = 0;
    let place = weights.iter().position(|weight| {
        running += weight;
        running >= drawn
    });
    place.unwrap_or(0)
}
