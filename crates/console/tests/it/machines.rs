//! The list of machines, one machine, and events.

use crate::{
    browser::World,
    made_up_host::{LEDGER, machine},
};
use muster_console::{Machine, Role};
use muster_core::{code, time::Span};

/// A world with machines `pc-000` to `pc-119`, every third of which waits for the count.
fn world() -> (World, String) {
    let world = World::new();
    for number in 0..120 {
        let code = if number % 3 == 0 { code::COUNT_TOO_LOW } else { code::SUCCESS };
        world.host.data().machines.push(machine(number, &format!("pc-{number:03}"), code));
    }
    let cookie = world.session(Role::Operator);
    (world, cookie)
}

/// The machines that a page names.
fn names(page: &str) -> Vec<String> {
    page.split(">pc-").skip(1).filter_map(|rest| rest.split('<').next()).map(|number| format!("pc-{number}")).collect()
}

/// Where a link leads, as a browser reads it.
fn link(page: &str, rel: &str) -> Option<String> {
    let (before, _) = page.split_once(rel)?;
    let href = before.rsplit_once("href=\"")?.1.split('"').next()?;
    Some(href.replace("&#38;", "&"))
}

#[test]
fn pages_follow_one_another_until_there_is_no_next() {
    let (world, cookie) = world();
    let (mut path, mut seen) = ("/machines".to_owned(), Vec::new());
    for rows in [50, 50, 20] {
        let page = world.get(&path, &cookie).body;
        let on_page = names(&page);
        assert_eq!(on_page.len(), rows);
        seen.extend(on_page);
        match link(&page, "\" rel=\"next\"") {
            Some(next) => path = next,
            None => assert_eq!(rows, 20, "the last page"),
        }
    }
    assert_eq!(seen, (0..120).map(|number| format!("pc-{number:03}")).collect::<Vec<_>>());
}

#[test]
fn filters_stand_in_the_address_and_stay_in_its_links() {
    let (world, cookie) = world();
    let page = world.get(&format!("/machines?q=PC-0&state=waiting&product={LEDGER}"), &cookie).body;
    assert_eq!(names(&page).len(), 34);
    assert!(page.contains("value=\"waiting\" selected") && page.contains("value=\"PC-0\""));
    let csv = link(&page, "\" class=\"csv\"").expect("a file");
    assert_eq!(world.get(&csv, &cookie).body.lines().count(), 35, "the file holds what the filters leave");
    for wrong in ["state=x", "product=x", "sort=x", "after=x", "unseen=0", "unseen=-1"] {
        assert_eq!(world.get(&format!("/machines?{wrong}"), &cookie).status, 404, "{wrong}");
    }
}

/// What a page shows beside the name of each machine, and the cells of the first.
fn table(page: &str) -> (Vec<String>, Vec<String>) {
    let texts = |part: &str, cell: &str| -> Vec<String> {
        let cells = part.split(cell).skip(1).filter_map(|rest| rest.split_once('>'));
        let bare =
            |text: &str| text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        cells.map(|(_, rest): (&str, &str)| bare(rest.split("</t").next().unwrap_or_default())).collect()
    };
    let (head, body) = page.split_once("<tbody>").expect("a table");
    let row = body.split("</tr>").next().expect("a row");
    (texts(head, "<th "), texts(row, "<td"))
}

#[test]
fn columns_stand_in_the_address_in_files_and_in_views() {
    let (world, cookie) = world();
    let get = |path: &str| world.get(path, &cookie);
    let chosen = get("/machines?q=pc-00&column=requests&column=cmid&lang=en");
    let address = chosen.header("location").to_owned();
    assert_eq!((chosen.status, address.as_str()), (303, "/machines?q=pc-00&columns=requests%2Ccmid&lang=en"));
    let page = get(&address).body;
    let (head, cells) = table(&page);
    assert_eq!((head.len(), head[0].trim(), &head[1..]), (3, "Machine ▲", &["Requests".into(), "CMID".into()][..]));
    assert_eq!(cells, ["pc-000", "3", "00000000-0000-0000-0000-000000000000"]);
    for column in ["requests", "cmid"] {
        assert!(page.contains(&format!("value=\"{column}\" checked")), "{page}");
    }
    assert_eq!(page.matches(" checked>").count(), 2);
    // As they were chosen, in both files.
    let csv = get(&link(&page, "\" class=\"csv\"").expect("a file")).body;
    assert_eq!(
        csv.lines().take(2).collect::<Vec<_>>(),
        ["name,requests,cmid", "pc-000,3,00000000-0000-0000-0000-000000000000"]
    );
    let json = get("/machines.json?q=pc-00&columns=requests,cmid");
    assert_eq!(json.header("content-type"), "application/json");
    let machines: Vec<serde_json::Value> = serde_json::from_str(&json.body).expect("JSON");
    let first = serde_json::json!({ "name": "pc-000", "requests": 3, "cmid": "00000000-0000-0000-0000-000000000000" });
    assert_eq!((machines.len(), &machines[0]), (10, &first));
    assert_eq!(get("/machines.json?q=nobody").body, "[]\n");
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&get("/machines.json").body).expect("JSON").len(), 120);
    // A view keeps them.
    let saving = link(&page, "\">Save as a view").expect("a link");
    assert!(saving.contains("columns%3Drequests%252Ccmid"), "{saving}");
    assert!(get(&saving).body.contains("columns: Requests, CMID"));
    // The usual ones leave the address as it was.
    let usual = ["product_name", "state", "activated_until", "last_seen", "last_code"];
    let usual: String = usual.iter().map(|column| format!("&column={column}")).collect();
    assert_eq!(get(&format!("/machines?sort=-seen{usual}")).header("location"), "/machines?sort=-seen");
    for wrong in ["column=x", "columns=x", "group=x"] {
        assert_eq!(get(&format!("/machines?{wrong}")).status, 404, "{wrong}");
    }
}

#[test]
fn groups_show_how_many_the_first_of_each_and_where_the_rest_are() {
    let (world, cookie) = world();
    let page = world.get("/machines?group=state&columns=last_code&lang=en", &cookie).body;
    let heads: Vec<&str> =
        page.split("<h2>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::trim).collect();
    assert_eq!(heads, ["Activated", "Waiting for the count"], "none without machines");
    assert_eq!(names(&page).len(), 20);
    let rest = link(&page, "\">All of this group").expect("a link");
    assert_eq!(rest, "/machines?state=activated&columns=last_code&lang=en");
    assert_eq!(names(&world.get(&rest, &cookie).body).len(), 50);
    // A search is not counted beforehand, a filter shows its group alone.
    let found = world.get("/machines?group=product&q=pc-11&lang=en", &cookie).body;
    assert!(found.contains("<span class=\"tag\">10</span>") && names(&found).len() == 10, "{found}");
    assert_eq!(world.get("/machines?group=state&state=waiting&lang=en", &cookie).body.matches("<h2>").count(), 1);
    assert!(world.get("/machines?group=state&q=nobody&lang=en", &cookie).body.contains("No machine is so."));
}

/// A clock that was set ahead by a year ends no activation on any page, and each page says that it is in doubt.
#[test]
fn states_are_told_by_the_time_that_the_host_goes_by() {
    let (world, cookie) = world();
    let held = world.now();
    world.clock.advance(Span::days(365));
    let cookie_now = world.session(Role::Operator);
    let ended = |cookie: &str| names(&world.get("/machines?state=ended", cookie).body).len();
    assert_eq!((ended(&cookie_now), world.get("/machines", &cookie).status), (50, 303));
    world.host.data().held = Some(held);
    assert_eq!(ended(&cookie_now), 0);
    assert!(!world.get("/machines.csv", &cookie_now).body.contains(",ended,"));
    for path in ["/", "/machines", "/machine?id=01010101-0101-0101-0101-010101010101", "/events"] {
        let page = world.get(path, &cookie_now).body;
        assert!(page.contains("does not believe its clock") && page.contains("muster host confirm-clock"), "{page}");
    }
    assert!(!world.get("/sign-in", "").body.contains("confirm-clock"), "nobody is told");
}

#[test]
fn the_id_of_a_machine_leads_to_it() {
    let (world, cookie) = world();
    let answer = world.get("/machines?q=03030303-0303-0303-0303-030303030303&lang=ja", &cookie);
    assert_eq!(answer.header("location"), "/machine?id=03030303-0303-0303-0303-030303030303&lang=ja");
    assert_eq!(world.get(answer.header("location"), &cookie).status, 200);
    let nowhere = world.get("/machine?id=ffffffff-ffff-ffff-ffff-ffffffffffff", &cookie);
    assert_eq!((nowhere.status, world.get("/machine?id=x", &cookie).status), (404, 404));
}

#[test]
fn a_machine_is_told_what_to_do_next_in_both_languages() {
    let (world, cookie) = world();
    for (lang, expected) in
        [("en", ["Cause", "Next step", "Waiting for the count"]), ("ja", ["原因", "次の手順", "カウント不足"])]
    {
        let page = world.get(&format!("/machine?id=03030303-0303-0303-0303-030303030303&lang={lang}"), &cookie).body;
        for text in expected.iter().chain(&["0xC004F038"]) {
            assert!(page.contains(text), "{text} in {lang}: {page}");
        }
    }
    let well = world.get("/machine?id=01010101-0101-0101-0101-010101010101&lang=en", &cookie).body;
    assert!(!well.contains("Next step"), "nothing is to be done");
}

#[test]
fn events_follow_one_another_until_there_is_no_next() {
    let (world, cookie) = world();
    let (mut path, mut pages) = ("/events".to_owned(), 0);
    loop {
        let page = world.get(&path, &cookie).body;
        pages += 1;
        let Some(next) = link(&page, "\" rel=\"next\"") else { break };
        path = next;
    }
    assert_eq!((pages, world.get("/events?before=x", &cookie).status), (3, 404));
}

/// One day tells a machine that counts from one that is silent.
#[test]
fn a_silent_machine_is_told_with_what_to_do_and_one_that_counts_is_not() {
    let world = World::new();
    for (number, days) in [(1, 45), (2, 30)] {
        let last_seen = world.now() - Span::days(days);
        let name = format!("pc-{number}");
        world.host.data().machines.push(Machine { last_seen, ..machine(number, &name, code::SUCCESS) });
    }
    let cookie = world.session(Role::Viewer);
    let list = world.get("/machines?lang=en", &cookie).body;
    assert_eq!(list.matches("No request for").count(), 1);
    let page = |number: u8| {
        let id = muster_core::id::Cmid::from_bytes([number; 16]);
        world.get(&format!("/machine?lang=en&id={id}"), &cookie).body
    };
    let silent = page(1);
    for told in ["No request for 45 days", "Cause", "muster host release 01010101-"] {
        assert!(silent.contains(told), "{told}: {silent}");
    }
    assert!(!page(2).contains("No request for"));
}

#[test]
fn those_that_are_silent_are_listed_counted_and_kept_as_a_view() {
    let world = World::new();
    for number in 0..80 {
        let last_seen = world.now() - Span::days(u32::from(number));
        world
            .host
            .data()
            .machines
            .push(Machine { last_seen, ..machine(number, &format!("pc-{number}"), code::SUCCESS) });
    }
    let cookie = world.session(Role::Operator);
    let page = world.get("/machines?unseen=20&lang=en", &cookie).body;
    assert!(page.contains("<p>60 rows</p>") && page.contains("name=\"unseen\" type=\"number\""), "{page}");
    assert_eq!(names(&page).len(), 50);
    let next = link(&page, "\" rel=\"next\"").expect("a next page");
    assert!(next.contains("unseen=20") && names(&world.get(&next, &cookie).body).len() == 10, "{next}");
    let csv = link(&page, "\" class=\"csv\"").expect("a file");
    assert_eq!(world.get(&csv, &cookie).body.lines().count(), 61);
    let saving = link(&page, "\">Save as a view").expect("a link");
    assert!(world.get(&saving, &cookie).body.contains("no request for 20 days"));
    let sorted = link(&page, "\">Activated until").expect("a heading that sorts");
    assert!(sorted.contains("sort=until") && sorted.contains("unseen=20"), "{sorted}");
    assert!(
        !world.get("/machines?lang=en", &cookie).body.contains("80 rows"),
        "the whole inventory is not counted for a page"
    );
}
