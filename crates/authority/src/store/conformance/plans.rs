//! Whoever sees some key groups waits for what these hold, and for no more than a page of it: each list begins in an index, where its page begins.

use crate::store::{
    Store,
    customers::key_groups_of_customer,
    issued::holder_list,
    orders::order_list,
    product_keys::key_page,
    sql::{Sql, Value},
};

/// A statement, and how each engine says where it begins.
pub(super) type List = (Sql, &'static str, &'static str);

/// What pages show, of one key group or of all, and of one order or customer.
pub(super) fn lists() -> Vec<List> {
    vec![
        (
            key_page(true, false),
            "k USING PRIMARY KEY (kind=? AND key_group=? AND serial>?)",
            "((kind = $7) AND (key_group = $8) AND (serial > $9))",
        ),
        (
            key_page(true, true),
            "product_key_order (<expr>=? AND <expr>=? AND kind=? AND key_group=? AND serial>?)",
            "((kind = $7) AND (key_group = $8) AND (serial > $9))",
        ),
        (
            key_page(false, true),
            "product_key_order (<expr>=? AND <expr>=?",
            "((COALESCE(customer, ''::text) = $5) AND (COALESCE(order_number, ''::text) = $6))",
        ),
        (
            order_list(false, false),
            "product_key_order (<expr>>?)",
            "(ROW(COALESCE(customer, ''::text), COALESCE(order_number, ''::text)) >= ROW($2, $3))",
        ),
        (
            order_list(false, true),
            "product_key_of_group (key_group=? AND <expr>>?)",
            "((key_group = $7) AND (ROW(COALESCE(customer, ''::text), COALESCE(order_number, ''::text)) >= ROW($2, $3)))",
        ),
        (order_list(true, false), "product_key_order (<expr>=?)", "(COALESCE(customer, ''::text) = $2)"),
        (
            order_list(true, true),
            "product_key_of_group (key_group=? AND <expr>=?)",
            "((key_group = $7) AND (COALESCE(customer, ''::text) = $2))",
        ),
        (key_groups_of_customer(false), "product_key_order (<expr>=?)", "(COALESCE(customer, ''::text) = $1)"),
        (
            key_groups_of_customer(true),
            "product_key_of_group (key_group=? AND <expr>=?)",
            "((key_group = $2) AND (COALESCE(customer, ''::text) = $1))",
        ),
        (
            holder_list(true),
            "computer_of_group (key_group=? AND activated<?)",
            "((key_group = $16) AND (activated <= $5))",
        ),
        (holder_list(true), "product_key_of_group (key_group=?)", "(key_group = $16)"),
    ]
}

/// How many values a statement takes.
pub(super) fn values(text: &str) -> usize {
    (1..).take_while(|number| text.contains(&format!("${number}"))).count()
}

#[test]
fn lists_of_a_file_begin_in_an_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("authority.db")).expect("a store");
    for (find, begin, _) in lists() {
        let explain = Sql { sqlite: format!("EXPLAIN QUERY PLAN {}", find.sqlite).leak(), ..find };
        let nothing = vec![Value::Null; values(find.sqlite)];
        let plan: Vec<String> = store.read(|tx| tx.rows(explain, &nothing, |row| row.get("detail"))).expect("a plan");
        assert!(plan.iter().any(|step| step.contains(begin)), "{begin} in {plan:#?}");
    }
}
