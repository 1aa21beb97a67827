//! Parallel lists: a tool that reads a property of several objects at once prints one list for each name, and the first
//! elements of all lists belong together, as do the second ones.

use super::{Instance, Property, names};

/// More elements are no licenses of one machine.
const ELEMENTS_MAX: usize = 1_000;

/// The elements under one name, each as a property.
pub(super) type Elements = Vec<Property>;

/// The instances that the lists of an instance hold, in the order of their elements; the instance itself where it has none.
pub(super) fn parted(instance: Instance, lists: Vec<Elements>) -> Vec<Instance> {
    let known = |elements: &Elements| elements.first().is_some_and(|first| first.meaning().is_some());
    let lists: Vec<Elements> = lists.into_iter().filter(known).collect();
    let tells = |elements: &Elements| elements.first().and_then(Property::meaning).is_some_and(names::tells);
    let count = lists.iter().filter(|elements| tells(elements)).map(Vec::len).max().unwrap_or(1);
    if lists.is_empty() || count > ELEMENTS_MAX {
        return vec![instance];
    }
    let nth = |place: usize| {
        // A list of another length tells of something else.
        let own = lists.iter().filter(|elements| elements.len() == count).filter_map(|elements| elements.get(place));
        let properties = instance.properties.iter().chain(own).cloned().collect();
        Instance { properties, around: instance.around.clone() }
    };
    (0..count).map(nth).collect()
}
