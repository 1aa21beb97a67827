//! What a vendor writes, and the answer to what cannot be.

use muster_authority::pack_source::PackSource;

const GOOD: &str = r#"vendor = "contoso"
service = "ledger"
[[application]]
id = "00000000-0000-0000-0000-0000000000a1"
name = "App"
[[product]]
id = "00000000-0000-0000-0000-0000000000b1"
application = "00000000-0000-0000-0000-0000000000a1"
name = "One"
number = 1
threshold = 25
[[key_group]]
id = "00000000-0000-0000-0000-0000000000c9"
number = 9
name = "Host"
products = [1]
"#;

fn check(from: &str, to: &str, expected: &str) {
    let changed = GOOD.replacen(from, to, 1);
    assert_ne!(changed, GOOD, "{from}");
    let error = PackSource::parse(&changed).expect_err(to).to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn a_good_description_is_read() {
    assert_eq!(PackSource::parse(GOOD).expect("good").vendor(), "contoso");
}

#[test]
fn what_is_wrong_is_named_with_the_way_out() {
    check("vendor", "vender", "unknown field `vender`");
    check("threshold = 25", "threshold = \"25\"", "invalid type: string");
    check("threshold = 25", "threshold = 0", "product 'One', threshold: from 1 to 10000");
    check("threshold = 25", "threshold = 25\ngrace_days = 0", "product 'One', *_days: from 1 to 3650 days");
    check("number = 1", "number = 256", "product 'One', number: each product its own, from 0 to 255");
    check(
        "application = \"00000000-0000-0000-0000-0000000000a1\"",
        "application = \"00000000-0000-0000-0000-000000000000\"",
        "no [[application]] has this id",
    );
    check("threshold = 25", "threshold = 25\nfeatures = { Export = true }", "line 12, column 12");
    check("threshold = 25", "threshold = 25\nfeatures = { Export = true }", "'Export' is no name of a feature");
    check("threshold = 25", "threshold = 25\nfeatures = { seats = 1.5 }", "the value of feature 'seats'");
    check("products = [1]", "products = [1]\n[key_group.features]\nedition = \"\"", "the value of feature 'edition'");
    check(
        "products = [1]",
        "products = [1]\nends = \"2027-02-30\"",
        "key group 'Host', ends: the last day of its keys",
    );
    check("b1\"", "b\"", "is not an id of the form");
    check("products = [1]", "products = [2]", "key group 'Host', products: no product has number 2");
    check("\"contoso\"", "\"Contoso Software\"", "vendor: a short name");
    check("\"ledger\"", "\"vlmcs\"", "service: a service name of your own");
    check("\"ledger\"", "\"a-name-that-is-too-long\"", "service: a service name of your own");
    check("[[product]]", "[[products]]", "unknown field `products`");
    check("products = [1]", "products = [1]\nlicense_days = 99999", "key group 'Host', license_days: from 1 to 3650");
}
