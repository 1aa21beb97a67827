//! How the count of each application went: what machines were told, at places all over the history of requests.

use crate::store::{Store, StoreError};
use muster_console::CountPoint;
use muster_core::{id::ApplicationId, pack::Pack};
use std::collections::{BTreeMap, HashMap};

/// The counts of each application, oldest first.
pub(crate) type CountHistory = HashMap<ApplicationId, Vec<CountPoint>>;

/// Places in the history, all as far from one another in requests. Each costs one look into an index.
const PLACES: i64 = 120;
/// Requests that are looked at in each place, of which the newest of each application counts.
const PLACE_ROWS: u32 = 8;

/// Reads it.
pub(crate) fn read(store: &mut dyn Store, pack: &Pack) -> Result<CountHistory, StoreError> {
    let oldest = store.requests_after(0)?.first().map(|(id, _)| *id);
    let newest = store.requests_before(i64::MAX, 1)?.first().map(|(id, _)| *id);
    let (Some(oldest), Some(newest)) = (oldest, newest) else { return Ok(CountHistory::new()) };
    // A request stands in two places where there are few.
    let mut found: HashMap<ApplicationId, BTreeMap<i64, CountPoint>> = HashMap::new();
    for place in 0..=PLACES {
        let last = oldest + (newest - oldest) * place / PLACES;
        let mut told = HashMap::new();
        for (id, request) in store.requests_before(last + 1, PLACE_ROWS)? {
            let application = pack.product(request.product).map(|product| product.application);
            // A refusal tells no count.
            if let Some(application) = application.filter(|_| request.count > 0) {
                told.entry(application).or_insert((id, CountPoint { at: request.at, count: request.count }));
            }
        }
        for (application, (id, point)) in told {
            found.entry(application).or_default().insert(id, point);
        }
    }
    Ok(found.into_iter().map(|(application, points)| (application, points.into_values().collect())).collect())
}
