//! Proxy activation in the pages: the list goes out and comes back, one machine's id is read out or scanned.

use crate::{
    browser::{ADDRESS, Answer, ORIGIN, World},
    made_up_host::{LEDGER, identified_machine, installation_id, job, job_machine, proxy_job},
};
use muster_console::{AuditAction, AuditEntry, JobRefusal, ListTaken, Role};
use muster_core::{
    code,
    keys::installation_id::ConfirmationId,
    list_refusal::ListRefusal,
    order::{OrderState, Task},
};
use muster_proto::proxy_list::ProxyList;

/// A console with a proxy activation of two machines, one of them with a hostile name.
fn world() -> World {
    let world = World::new();
    world.host.data().jobs.push(proxy_job(7));
    let refused = job_machine(3, "pc-3", OrderState::Refused(crate::made_up_host::NOW, code::MAK_LIMIT_EXCEEDED));
    let machines = [identified_machine(1, "pc-1"), identified_machine(2, "<i>pc-2"), refused];
    world.host.data().job_machines.extend(machines);
    world
}

/// Sends a file as a browser does.
fn upload(world: &World, path: &str, cookie: &str, file: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"list\"; filename=\"list.json\"\r\nContent-Type: application/json\r\n\r\n\
         {file}\r\n--x--\r\n"
    );
    let headers = [
        ("host", ADDRESS),
        ("origin", ORIGIN),
        ("cookie", cookie),
        ("content-type", "multipart/form-data; boundary=x"),
    ];
    world.send("POST", path, &headers, &body)
}

fn cid() -> ConfirmationId {
    ConfirmationId { slot: 1, masked: [7; 15] }
}

#[test]
fn a_job_by_proxy_is_begun_and_a_stored_confirmation_id_is_asked_for() {
    let world = World::new();
    let operator = world.session(Role::Operator);
    let form = |verb: &str| format!("machines=pc-1&days=30&of-product=&verb={verb}&product={LEDGER}");
    for (verb, task) in [("proxy-activate", Task::ProxyActivate(LEDGER)), ("reapply", Task::Reapply(LEDGER))] {
        let answer = world.post("/jobs", &operator, &form(verb));
        assert_eq!((answer.status, answer.header("location")), (303, "/job?id=7&left-out=2"), "{}", answer.body);
        assert_eq!(world.host.data().job_requests.pop().expect("a request").task, task);
        let without =
            world.post("/jobs?lang=en", &operator, &format!("machines=pc-1&days=30&of-product=&verb={verb}&product="));
        assert!(without.status == 422 && without.body.contains("Choose the product"), "{}", without.body);
    }
    world.host.data().job_refusal = Some(JobRefusal::NoConfirmation);
    let refused = world.post("/jobs?lang=en", &operator, &form("reapply"));
    assert!(refused.status == 422 && refused.body.contains("No confirmation ID is stored"), "{}", refused.body);
}

#[test]
fn the_page_of_a_job_offers_the_list_to_whom_it_is_for() {
    let world = world();
    let page = world.get("/job?id=7&lang=en", &world.session(Role::Operator)).body;
    for part in
        ["Installation IDs without a confirmation ID: 2", "href=\"/job/list?id=7&#38;lang=en\"", "multipart/form-data"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        page.contains("Needs a confirmation ID")
            && page.contains("Refused by the authority")
            && page.contains("0xC004C020")
    );
    assert_eq!(page.matches("/job/machine?id=7").count(), 2, "{page}");
    let page = world.get("/job?id=7&lang=en", &world.session(Role::Viewer)).body;
    assert!(page.contains("Needs a confirmation ID") && !page.contains("/job/list") && !page.contains("/job/machine"));
    world.host.data().jobs.push(job(8));
    assert!(!world.get("/job?id=8", &world.session(Role::Operator)).body.contains("/job/list"));
    let japanese = world.get("/job?id=7&lang=ja&confirmed=2&refused=1", &world.session(Role::Operator)).body;
    assert!(
        japanese.contains("確認 ID 待ち") && japanese.contains("登録した確認 ID: 2 件。認証局による拒否: 1 件。"),
        "{japanese}"
    );
}

#[test]
fn the_list_goes_out_as_a_file_and_is_recorded() {
    let world = world();
    let answer = world.get("/job/list?id=7", &world.session(Role::Operator));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"muster-job-7.json\"");
    let list = ProxyList::parse(answer.body.as_bytes()).expect("a list");
    assert_eq!(
        list.machines.iter().map(|row| row.name.as_deref()).collect::<Vec<_>>(),
        [Some("pc-1"), Some("<i>pc-2")]
    );
    let entry: AuditEntry = world.host.data().audit.last().expect("an entry").entry().expect("whole");
    assert_eq!((entry.action, entry.new.as_deref()), (AuditAction::Download, Some("/job/list?id=7")));
    assert_eq!(world.get("/job/list?id=99", &world.session(Role::Operator)).status, 404);
    world.host.data().list_refusal = Some(ListRefusal::NotByProxy);
    let refused = world.get("/job/list?id=7&lang=en", &world.session(Role::Operator));
    assert!(refused.status == 422 && refused.body.contains("This job takes no confirmation ids"), "{}", refused.body);
}

#[test]
fn the_list_that_came_back_is_taken_or_told_what_is_wrong() {
    let world = world();
    let operator = world.session(Role::Operator);
    let list = world.get("/job/list?id=7", &operator).body;
    let answer = upload(&world, "/job/list?id=7", &operator, &list);
    assert_eq!((answer.status, answer.header("location")), (303, "/job?id=7&confirmed=2&refused=1"), "{}", answer.body);
    let (job, text, account) = world.host.data().lists.pop().expect("a list");
    assert_eq!((job, text.as_str(), account.as_str()), (7, list.as_str(), "somebody"));
    let cut = upload(&world, "/job/list?id=7&lang=en", &operator, &list[..list.len() / 2]);
    assert!(cut.status == 422 && cut.body.contains("This is no whole list of a proxy activation"), "{}", cut.body);
    let none = upload(&world, "/job/list?id=7&lang=en", &operator, "");
    assert!(none.status == 422 && none.body.contains("Choose the file"), "{}", none.body);
    for (refusal, problem) in [
        (ListRefusal::Known, "Every answer in the list was taken before"),
        (ListRefusal::OtherVendor("<b>".into()), "another vendor: &#60;b&#62;"),
        (ListRefusal::OtherJob("kms2".into(), 9), "another job: 9 of kms2"),
        (ListRefusal::Changed("pc-1".into()), "The installation id of pc-1 is not the one of the job"),
        (ListRefusal::Over, "The job was cancelled or has ended"),
    ] {
        world.host.data().list_refusal = Some(refusal);
        let answer = upload(&world, "/job/list?id=7&lang=en", &operator, &list);
        assert!(answer.status == 422 && answer.body.contains(problem), "{problem}: {}", answer.body);
    }
    assert!(world.host.data().lists.is_empty());
}

/// More than any other message, and nothing of a stranger.
#[test]
fn a_list_of_many_machines_is_taken_and_a_strangers_is_not_read() {
    let world = world();
    let operator = world.session(Role::Operator);
    let mut list = ProxyList::parse(world.get("/job/list?id=7", &operator).body.as_bytes()).expect("a list");
    list.machines = vec![list.machines[0].clone(); 1_000];
    let text = list.text().expect("JSON");
    assert!(text.len() > 250_000);
    assert_eq!(upload(&world, "/job/list?id=7", &operator, &text).status, 303);
    assert_eq!(upload(&world, "/job", &operator, &text).status, 413, "no other page takes so much");
    assert_eq!(upload(&world, "/job/list?id=7", "", &text).header("location"), "/sign-in");
    assert_eq!(upload(&world, "/job/list?id=7", &world.session(Role::Viewer), &text).status, 403);
    let large = "x".repeat(16 * 1024 * 1024);
    assert_eq!(upload(&world, "/job/list?id=7", &operator, &large).status, 413);
    assert_eq!(upload(&world, "/job/list?id=7", "", &large).status, 303, "it is not read");
}

#[test]
fn one_machine_shows_its_id_and_takes_what_was_typed_or_scanned() {
    let world = world();
    let operator = world.session(Role::Operator);
    let order = crate::made_up_host::identified_machine(2, "").order;
    let path = format!("/job/machine?id=7&order={order}&lang=en");
    let page = world.get(&path, &operator).body;
    assert!(page.contains(&installation_id().to_string()) && page.contains("<svg class=\"qr\""), "{page}");
    assert!(page.contains("&#60;i&#62;pc-2") && page.len() < 50_000, "{}", page.len());
    let mistyped = world.post(&path, &operator, "confirmation-id=123456");
    assert!(mistyped.status == 422 && mistyped.body.contains("A confirmation id has 48 digits"), "{}", mistyped.body);
    for typed in [cid().to_string(), format!("MUSTER CID: {}", cid())] {
        let answer = world.post(&path, &operator, &format!("confirmation-id={}", typed.replace(' ', "+")));
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, "/job?id=7&confirmed=1&lang=en"),
            "{}",
            answer.body
        );
        let (confirmed, account) = world.host.data().confirmed_orders.pop().expect("one");
        assert_eq!((confirmed.job, confirmed.order, confirmed.confirmation_id), (7, order, cid()));
        assert_eq!(account, "somebody");
    }
    world.host.data().list_refusal = Some(ListRefusal::Known);
    let known = world.post(&path, &operator, &format!("confirmation-id={}", cid()));
    assert!(known.status == 422 && known.body.contains("was taken before"), "{}", known.body);
    let nobody = format!("/job/machine?id=7&order={}", crate::made_up_host::identified_machine(9, "").order);
    assert_eq!(world.get(&nobody, &operator).status, 404);
    let over = format!("/job/machine?id=7&order={}&lang=en", crate::made_up_host::identified_machine(3, "").order);
    assert!(world.get(&over, &operator).body.contains("no installation ID that waits"));
}

#[test]
fn programs_take_the_list_and_bring_it_back() {
    let world = world();
    let token = world.token(Role::Operator);
    let headers = [("host", ADDRESS), ("authorization", token.as_str())];
    let list = world.send("GET", "/v1/admin/job/list?id=7", &headers, "");
    assert!(list.status == 200 && ProxyList::parse(list.body.as_bytes()).is_ok(), "{}", list.body);
    let taken = world.send("POST", "/v1/admin/job/confirm?id=7", &headers, &list.body);
    assert_eq!(taken.body, r#"{"confirmed":2,"refused":1,"known":0,"unanswered":0,"released":0}"#);
    assert_eq!(world.host.data().lists.pop().expect("a list").2, "token operator");
    let status = |path: &str, body: &str| {
        let answer = world.send("POST", path, &headers, body);
        (answer.status, answer.body)
    };
    assert_eq!(status("/v1/admin/job/confirm?id=7", &list.body[1..]).0, 400);
    assert_eq!(status("/v1/admin/job/confirm?id=99", &list.body).0, 404);
    assert_eq!(status("/v1/admin/job/confirm", &list.body).0, 400);
    for (refusal, expected) in [(ListRefusal::Known, 409), (ListRefusal::Empty, 422), (ListRefusal::Over, 422)] {
        world.host.data().list_refusal = Some(refusal);
        let (status, body) = status("/v1/admin/job/confirm?id=7", &list.body);
        assert!(status == expected && body.contains("0x80070057"), "{body}");
    }
    assert_eq!(world.send("GET", "/v1/admin/job/list?id=7", &headers, "").status, 404);
    assert_eq!(ListTaken::default().confirmed, 0);
}
