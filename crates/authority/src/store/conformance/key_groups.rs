//! Of two product lines, whoever sees one sees nothing of the other, by whatever statement.

use super::{NOW, computer, holder, read};
use crate::{
    key_details::KeyDetails,
    key_terms::KeyTerms,
    product_keys::KeyOrder,
    store::{ComputerRow, IssuedLicense, Store, issued::HolderFilter, orders::OrderFilter, product_keys::KeyFilter},
};
use muster_console::{Contact, CustomerOrder};
use muster_core::{
    authority::{key_groups::KeyGroups, quota::Limit},
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    time::Span,
};

/// The group that is seen, one that is not, and one that both pattern and number could be taken for.
const OWN: u16 = 90;
const OTHER: u16 = 91;
const LIKE_OWN: u16 = 190;

fn own() -> KeyGroups {
    KeyGroups::parse("90").expect("a list")
}

fn claim(group: u16) -> KeyClaim {
    KeyClaim::new(KeyKind::Multiple, group, 1).expect("a claim")
}

/// A key of a group for the customer of all, with a computer.
fn add(store: &Store, group: u16, number: u8) {
    let details = KeyDetails { customer: Some("Contoso".into()), order: Some(format!("{group}")), note: None };
    let (limit, terms) = (Limit::Multiple { limit: 2, ceiling: 5 }, KeyTerms::default());
    let order = KeyOrder { kind: KeyKind::Multiple, group, count: 1, limit, details, terms };
    store.write(|tx| tx.add_key(&ProductKey::new(claim(group), [7; _]), &order, NOW)).expect("added");
    let license_json = format!(r#"{{"sub":"{}","exp":{}}}"#, holder(number), (NOW + Span::days(9)).unix());
    let issued = IssuedLicense { signed_by: Some("root".into()), directory: false, pack: Some(1) };
    let machine = format!("pc-{group}");
    let row = ComputerRow { computer: computer(number), machine: &machine, license_json: &license_json, issued };
    store.write(|tx| tx.record(&claim(group), &row, NOW)).expect("recorded");
}

pub(super) fn limited(store: &Store) {
    for (group, number) in [(OWN, 1), (OTHER, 2), (LIKE_OWN, 3)] {
        add(store, group, number);
    }
    keys_and_orders(store);
    holders(store);
    packs(store);
    contacts(store);
    changes(store);
    parts(store);
}

fn keys_and_orders(store: &Store) {
    let keys = |groups: &KeyGroups, pattern: &str| {
        let filter = KeyFilter { pattern: pattern.into(), rows: 9, ..KeyFilter::default() };
        read(store, |tx| tx.keys_left(groups, &filter)).iter().map(|key| key.claim.group).collect::<Vec<_>>()
    };
    assert_eq!((keys(&own(), ""), keys(&own(), "%contoso%")), (vec![OWN], vec![OWN]));
    assert!(keys(&own(), "%91%").is_empty(), "no search finds the other");
    assert_eq!(keys(&KeyGroups::parse("91,190").expect("a list"), ""), [OTHER, LIKE_OWN]);
    let key = |group| read(store, |tx| tx.key(&own(), &claim(group))).is_some();
    assert_eq!([OWN, OTHER, LIKE_OWN].map(key), [true, false, false]);
    let orders = |groups: &KeyGroups| {
        let orders = read(store, |tx| tx.orders(groups, &OrderFilter { rows: 9, ..OrderFilter::default() }));
        orders.into_iter().map(|order| (order.order.order, order.keys, order.computers)).collect::<Vec<_>>()
    };
    assert_eq!(orders(&own()), [("90".to_owned(), 1, 1)]);
    assert_eq!(orders(&KeyGroups::All).len(), 3);
}

/// What is read by key groups one after the other is in one order, none twice and none left out, however little is read at once.
fn parts(store: &Store) {
    let groups = KeyGroups::parse("90,91").expect("a list");
    let more = |kind, group, serial| {
        let (claim, limit) = (KeyClaim::new(kind, group, serial).expect("a claim"), Limit::Host { limit: 10 });
        let details = KeyDetails { customer: Some("Contoso".into()), order: Some("7".into()), note: None };
        let order = KeyOrder { kind, group, count: 1, limit, details, terms: KeyTerms::default() };
        store.write(|tx| tx.add_key(&ProductKey::new(claim, [7; _]), &order, NOW)).expect("added");
    };
    more(KeyKind::Host, OTHER, 1);
    more(KeyKind::Host, OWN, 1);
    more(KeyKind::Host, LIKE_OWN, 1);
    more(KeyKind::Multiple, OWN, 0);
    let walked = |rows, order: Option<&CustomerOrder>| {
        let mut filter = KeyFilter { rows, order: order.cloned(), ..KeyFilter::default() };
        let mut seen = Vec::new();
        loop {
            let found = read(store, |tx| tx.keys_left(&groups, &filter));
            seen.extend(
                found.iter().map(|key| (key.claim.kind == KeyKind::Multiple, key.claim.group, key.claim.serial)),
            );
            let Some(last) = found.last() else { return seen };
            assert!(found.len() <= rows as usize, "no more than asked for");
            filter.after = Some(last.claim);
        }
    };
    let of_order = CustomerOrder { customer: "Contoso".into(), order: "7".into() };
    for rows in [1, 2, 9] {
        let all = [(false, OWN, 1), (false, OTHER, 1), (true, OWN, 0), (true, OWN, 1), (true, OTHER, 1)];
        assert_eq!(walked(rows, None), all, "{rows} at a time");
        assert_eq!(walked(rows, Some(&of_order)), all[..3], "{rows} at a time");
        let mut filter = OrderFilter { rows, ..OrderFilter::default() };
        let mut seen = Vec::new();
        while let found = read(store, |tx| tx.orders(&groups, &filter))
            && let Some(last) = found.last()
        {
            filter.after = Some(last.order.clone());
            seen.extend(found.into_iter().map(|order| (order.order.order, order.keys, order.computers)));
        }
        let expected = [("7", 3, 0), ("91", 2, 2)].map(|(order, keys, computers)| (order.to_owned(), keys, computers));
        assert_eq!(seen, expected, "{rows} at a time");
    }
    let of_customer = |groups: &KeyGroups, name: &str| {
        let filter = OrderFilter { customer: Some(name.into()), rows: 9, ..OrderFilter::default() };
        read(store, |tx| tx.orders(groups, &filter)).into_iter().map(|order| order.keys).collect::<Vec<_>>()
    };
    assert_eq!((of_customer(&own(), "Contoso"), of_customer(&KeyGroups::All, "Contoso")), (vec![2, 1], vec![1, 4, 2]));
    assert!(of_customer(&own(), "contoso").is_empty() && of_customer(&KeyGroups::All, "").is_empty());
    let behind = |order: &str| {
        let after = Some(CustomerOrder { customer: "Contoso".into(), order: order.into() });
        let filter = OrderFilter { customer: Some("Contoso".into()), after, rows: 9, ..OrderFilter::default() };
        read(store, |tx| tx.orders(&groups, &filter)).len()
    };
    assert_eq!(["", "7", "91"].map(behind), [2, 1, 0]);
    let customer = read(store, |tx| tx.customer(&groups, "Contoso")).expect("a customer");
    assert_eq!((customer.keys, customer.key_groups), (5, vec![OWN, OTHER]));
}

fn holders(store: &Store) {
    let machines = |groups: &KeyGroups, pattern: &str| {
        let (mut seen, filter) = (Vec::new(), HolderFilter { pattern: pattern.into(), ..HolderFilter::none() });
        read(store, |tx| {
            tx.each_holder(groups, filter, |row| {
                seen.push(row.machine);
                Ok(true)
            })
        });
        seen
    };
    assert_eq!(
        (machines(&own(), ""), machines(&own(), "%contoso%")),
        (vec!["pc-90".to_owned()], vec!["pc-90".to_owned()])
    );
    assert!(machines(&own(), "pc-91").is_empty());
    assert_eq!(machines(&KeyGroups::All, "").len(), 3);
    for rows in [1, 2, 9] {
        let (mut seen, filter) = (Vec::new(), HolderFilter { rows, ..HolderFilter::none() });
        let groups = KeyGroups::parse("90,91").expect("a list");
        read(store, |tx| {
            tx.each_holder(&groups, filter, |row| {
                seen.push(row.machine);
                Ok(true)
            })
        });
        assert_eq!(seen, ["pc-90", "pc-91"], "each once, {rows} at a time, in the order of their ids");
    }
    let found = |number| read(store, |tx| tx.holder(&own(), holder(number))).is_some();
    assert_eq!([1, 2, 3].map(found), [true, false, false]);
    let followers = |groups: &KeyGroups| {
        let lists = read(store, |tx| {
            let found = tx.follower_groups(groups, NOW)?;
            found
                .iter()
                .map(|group| Ok((group.holders, tx.followers(groups, group, NOW, 9)?.len())))
                .collect::<Result<Vec<_>, _>>()
        });
        (lists.iter().map(|(counted, _)| counted).sum::<u32>(), lists.iter().map(|(_, listed)| listed).sum::<usize>())
    };
    assert_eq!((followers(&own()), followers(&KeyGroups::All)), ((1, 1), (3, 3)));
    store.write(|tx| tx.revoke(holder(2), NOW)).expect("revoked");
    store.write(|tx| tx.block_key(&claim(LIKE_OWN), NOW)).expect("blocked");
    assert_eq!((followers(&own()), followers(&KeyGroups::All)), ((1, 1), (1, 1)));
}

fn packs(store: &Store) {
    let claims = format!(
        r#"{{"exp":9,"products":["a","b","c"],"revoked":["{}","{}"],"key_groups":[{{"number":90,"products":["a","b"]}},{{"number":91,"products":["b","c"]}}]}}"#,
        holder(1),
        holder(2)
    );
    store.write(|tx| tx.record_pack(1, NOW, "source", &claims)).expect("recorded");
    let counts = |groups: &KeyGroups| {
        let pack = read(store, |tx| tx.packs_before(groups, 9, 9)).pop().expect("a pack");
        let content = pack.content.expect("what it says");
        (pack.holders, content.products, content.key_groups, content.revoked)
    };
    assert_eq!((counts(&own()), counts(&KeyGroups::All)), ((1, 2, 1, 1), (3, 3, 2, 2)));
    assert_eq!(counts(&KeyGroups::parse("92").expect("a list")), (0, 0, 0, 0));
}

/// Who sees one group reads and writes its contact, who sees all the last one, for all.
fn contacts(store: &Store) {
    let contact = |name: &str| Contact { name: name.into(), mail: format!("{name}@mail"), phone: String::new() };
    let read_by = |groups: &KeyGroups, name: &str| {
        let found = read(store, |tx| tx.customer(groups, name))?;
        Some((found.keys, found.contact.name))
    };
    let write = |groups: &KeyGroups, name: &str, now| {
        store.write(|tx| tx.set_contact(groups, "Contoso", &contact(name), now)).expect("written");
    };
    let other = KeyGroups::parse("91").expect("a list");
    assert_eq!(
        (read_by(&own(), "Contoso"), read_by(&own(), "contoso"), read_by(&own(), "")),
        (Some((1, String::new())), None, None)
    );
    write(&other, "zebra", NOW + Span::seconds(1));
    assert_eq!(read_by(&own(), "Contoso"), Some((1, String::new())));
    write(&own(), "Kim", NOW);
    assert_eq!(read_by(&own(), "Contoso"), Some((1, "Kim".into())));
    assert_eq!(read_by(&KeyGroups::All, "Contoso"), Some((3, "zebra".into())), "the last");
    let orders = |groups: &KeyGroups, pattern: &str| {
        let found = read(store, |tx| {
            tx.orders(groups, &OrderFilter { pattern: pattern.into(), rows: 9, ..OrderFilter::default() })
        });
        found.into_iter().map(|order| (order.order.order, order.contact.name)).collect::<Vec<_>>()
    };
    assert_eq!(orders(&own(), "%KIM@%"), [("90".to_owned(), "Kim".to_owned())]);
    assert!(orders(&own(), "%zebra%").is_empty(), "no search finds the other's");
    assert_eq!(orders(&KeyGroups::All, "%zebra%").len(), 3);
    // Another customer: the contact goes along in the own group alone.
    let order = |customer: &str| CustomerOrder { customer: customer.into(), order: "90".into() };
    let rename = |from: &str, to: &str| {
        store.write(|tx| {
            tx.rename_order(&own(), &order(from), &order(to))?;
            tx.carry_contact(&own(), from, to)
        })
    };
    rename("Contoso", "Litware").expect("done");
    assert_eq!((read_by(&own(), "Litware"), read_by(&own(), "Contoso")), (Some((1, "Kim".into())), None));
    assert_eq!(read_by(&other, "Contoso"), Some((1, "zebra".into())));
    rename("Litware", "Contoso").expect("done");
    assert_eq!(read_by(&own(), "Contoso"), Some((1, "Kim".into())));
    store.write(|tx| tx.set_contact(&own(), "Contoso", &Contact::default(), NOW)).expect("removed");
    assert_eq!(
        (read_by(&own(), "Contoso"), read_by(&other, "Contoso")),
        (Some((1, String::new())), Some((1, "zebra".into())))
    );
}

/// What is changed is what is seen, and orders of others are none that could be joined.
fn changes(store: &Store) {
    let order = |customer: &str, order: &str| CustomerOrder { customer: customer.into(), order: order.into() };
    let has = |name: &CustomerOrder| read(store, |tx| tx.has_order(&own(), name));
    assert!(has(&order("Contoso", "90")) && !has(&order("Contoso", "91")));
    let rename = |from, to| store.write(|tx| tx.rename_order(&own(), &from, &to)).expect("done");
    assert_eq!(rename(order("Contoso", "91"), order("x", "")), 0);
    assert_eq!(rename(order("Contoso", "90"), order("Fabrikam", "91")), 1);
    let meet =
        |groups: &KeyGroups| read(store, |tx| tx.others_meet(groups, &order("Fabrikam", "0"), &order("Contoso", "1")));
    assert!(!meet(&own()) && meet(&KeyGroups::All), "the order 91 of Contoso is another's");
    let customer = |from, to| store.write(|tx| tx.rename_customer(&own(), from, to)).expect("done");
    assert_eq!((customer("Contoso", "x"), customer("Fabrikam", "Contoso")), (0, 1));
}
