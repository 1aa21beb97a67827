//! Of very many events the newest are kept, so that what is held does not grow with what is read. A shorter log would not have held
//! the others either; the inventory says how many they are.

use crate::fact::Fact;

/// Events of all sources together that are kept.
pub(crate) const EVENTS_MAX: usize = 100_000;

/// Keeps so many events, those with the largest `order`; of several with the order at which the line is drawn the first ones.
/// Everything else stays. Returns how many events of each list were dropped.
pub(crate) fn keep<'f, T: Ord>(
    lists: impl Iterator<Item = &'f mut Vec<Fact>>,
    most: usize,
    order: impl Fn(&Fact) -> T,
) -> Vec<u64> {
    let lists: Vec<&mut Vec<Fact>> = lists.collect();
    let all = || lists.iter().flat_map(|list| list.iter()).filter(|fact| is_event(fact));
    let mut orders: Vec<T> = all().map(&order).collect();
    let Some(place) = orders.len().checked_sub(most).filter(|dropped| *dropped > 0 && most > 0) else {
        return vec![0; lists.len()];
    };
    let (_, line, newer) = orders.select_nth_unstable(place);
    let line = &*line;
    // Those on the line itself, as many as there is room for.
    let mut room = most - newer.iter().filter(|order| *order > line).count();
    let mut keeps = |fact: &Fact| {
        let own = order(fact);
        if own == *line && room > 0 {
            room -= 1;
            return true;
        }
        own > *line
    };
    let dropped = |list: &mut Vec<Fact>| {
        let before = list.len();
        list.retain(|fact| !is_event(fact) || keeps(fact));
        (before - list.len()) as u64
    };
    lists.into_iter().map(dropped).collect()
}

pub(crate) fn is_event(fact: &Fact) -> bool {
    matches!(fact, Fact::Event(..))
}

#[cfg(test)]
mod tests {
    use super::keep;
    use crate::fact::{Fact, Record};

    fn event(number: u32) -> Fact {
        Fact::Event(Record { id: number, ..Record::default() }.into(), Vec::new())
    }

    fn number(fact: &Fact) -> u32 {
        if let Fact::Event(record, _) = fact { record.id } else { 0 }
    }

    fn check(lists: &[&[u32]], most: usize, kept: &[&[u32]]) {
        let mut facts: Vec<Vec<Fact>> = lists.iter().map(|list| list.iter().copied().map(event).collect()).collect();
        facts.iter_mut().for_each(|list| list.push(Fact::NoKey(Vec::new())));
        let dropped = keep(facts.iter_mut(), most, number);
        for ((list, left), dropped) in facts.iter().zip(kept).zip(&dropped) {
            assert_eq!(list.last(), Some(&Fact::NoKey(Vec::new())), "what is no event stays");
            let numbers: Vec<u32> = list.iter().take(list.len() - 1).map(number).collect();
            assert_eq!(numbers, *left);
            assert!(*dropped <= 4, "{dropped}");
        }
        let all: usize = lists.iter().map(|list| list.len()).sum();
        let left: usize = kept.iter().map(|list| list.len()).sum();
        assert_eq!(dropped.iter().sum::<u64>(), (all - left) as u64);
    }

    #[test]
    fn the_newest_of_all_lists_are_kept_in_their_order() {
        check(&[&[1, 5, 2], &[4, 3]], 3, &[&[5], &[4, 3]]);
        check(&[&[7, 7, 7], &[7, 8]], 3, &[&[7, 7], &[8]]);
        check(&[&[1, 2], &[3]], 3, &[&[1, 2], &[3]]);
        check(&[&[0, 0, 0, 0]], 2, &[&[0, 0]]);
        check(&[], 2, &[]);
    }
}
