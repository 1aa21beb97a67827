//! Jobs: the list, one of them with its machines, the form that begins one, and what a product key never gets into.

use crate::{
    browser::World,
    made_up_host::{LEDGER, NOW, job, job_machine, machine},
};
use muster_console::{AgentKey, JobMachines, JobRefusal, JobTarget, JobTargets, Role};
use muster_core::{
    client::activation::ActivationType,
    code,
    id::{Cmid, OrderId},
    keys::product_key::{KeyClaim, ProductKey},
    order::{OrderState, Task},
    time::Span,
};

/// Machines by name, one a line as a form sends it.
const NAMED: &str = "machines=pc-1%0D%0A%0D%0A+pc-2&days=30&of-product=";

#[test]
fn a_job_shows_each_machine_with_its_state_since_when_and_what_to_do() {
    let world = World::new();
    world.host.data().jobs.push(job(4));
    let waiting = OrderState::Waiting(NOW);
    world.host.data().job_machines =
        vec![job_machine(1, "<b>pc-1", waiting), job_machine(2, "pc-2", OrderState::Failed(NOW, code::COUNT_TOO_LOW))];
    let viewer = world.session(Role::Viewer);
    let list = world.get("/jobs?lang=en", &viewer).body;
    assert!(list.contains("Install a key …-3V66T") && list.contains("/job?id=4"), "{list}");
    let page = world.get("/job?lang=en&id=4", &viewer).body;
    for shown in ["&#60;b&#62;pc-1", "Waiting", "2026-11-21 10:00:00 UTC", "0xC004F038", "Failed"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let japanese = world.get("/job?lang=ja&id=4", &viewer).body;
    assert!(japanese.contains("取得待ち") && japanese.contains("キーのインストール"), "{japanese}");
    for path in ["/job?id=5", "/job?id=x", "/job?id=4&after=x", "/jobs?before=x"] {
        assert_eq!(world.get(path, &viewer).status, 404, "{path}");
    }
}

#[test]
fn pages_of_jobs_and_of_machines_follow_one_another() {
    let world = World::new();
    world.host.data().jobs.extend((1..=21).map(job));
    world.host.data().job_machines = (0..=100).map(|number| job_machine(number, "pc", OrderState::Done(NOW))).collect();
    let viewer = world.session(Role::Viewer);
    let page = world.get("/jobs", &viewer).body;
    assert!(page.contains("/jobs?before=2\" rel=\"next\""), "{page}");
    assert!(!world.get("/jobs?before=2", &viewer).body.contains("rel=\"next\""));
    let page = world.get("/job?id=1", &viewer).body;
    let last = OrderId::from_bytes([99; 16]);
    assert!(page.contains(&format!("&#38;after={last}\" rel=\"next\"")), "{page}");
    let rest = world.get(&format!("/job?id=1&after={last}"), &viewer).body;
    assert_eq!(rest.matches("/machine?id=").count(), 1);
}

#[test]
fn a_form_becomes_a_job_in_the_name_of_the_account() {
    let world = World::new();
    let operator = world.session(Role::Operator);
    let forms = [
        ("verb=activate", Task::Activate(None)),
        (&format!("verb=activate&product={LEDGER}"), Task::Activate(Some(LEDGER))),
        (&format!("verb=remove-key&product={LEDGER}"), Task::RemoveKey(LEDGER)),
        ("verb=activation-type&type=2", Task::SetActivationType(ActivationType::Host, None)),
    ];
    for (form, task) in forms {
        let answer = world.post("/jobs", &operator, &format!("{NAMED}&{form}"));
        assert_eq!((answer.status, answer.header("location")), (303, "/job?id=7&left-out=2"), "{}", answer.body);
        let request = world.host.data().job_requests.pop().expect("a request");
        let named = JobMachines::Named(vec!["pc-1".into(), "pc-2".into()]);
        assert_eq!((request.task, request.machines, request.term), (task, named, Span::days(30)));
        assert_eq!((request.account.as_str(), request.key.is_none()), ("somebody", true));
    }
    let all = format!("machines=&days=1&of-product={LEDGER}&verb=activate");
    assert_eq!(world.post("/jobs", &operator, &all).status, 303);
    let request = world.host.data().job_requests.pop().expect("a request");
    assert_eq!(request.machines, JobMachines::OfProduct(LEDGER));
    assert!(world.get("/job?lang=en&id=7&left-out=2", &operator).body.contains("left out"));
}

#[test]
fn a_form_that_says_too_little_or_too_much_is_shown_again() {
    let world = World::new();
    let operator = world.session(Role::Operator);
    let both = format!("machines=pc-1&days=1&of-product={LEDGER}&verb=activate");
    for (form, problem) in [
        (both.as_str(), "Name the machines"),
        ("machines=&days=1&verb=activate", "Name the machines"),
        ("machines=pc-1&days=0&verb=activate", "1 to 90 days"),
        ("machines=pc-1&days=91&verb=activate", "1 to 90 days"),
        ("machines=pc-1&days=1&verb=remove-key", "Choose the product"),
    ] {
        let answer = world.post("/jobs?lang=en", &operator, form);
        assert!(answer.status == 422 && answer.body.contains(problem), "{form}: {}", answer.body);
    }
    assert!(world.host.data().job_requests.is_empty());
    for (refusal, problem) in [
        (JobRefusal::NoMachine("<i>pc-9".into()), "No machine &#39;&#60;i&#62;pc-9&#39; has ever asked"),
        (JobRefusal::NoAgent, "an agent that names this host"),
        (JobRefusal::Key(code::KEY_TYPE), "0xC004"),
        (JobRefusal::ManyMachines(30_000), "30000 machines"),
        (JobRefusal::NoProduct, "no such product"),
        (
            JobRefusal::SeveralMachines {
                name: "pc-1".into(),
                found: 2,
                machines: vec![(Cmid::from_bytes([1; 16]), Some("3kN-x".into())), (Cmid::from_bytes([2; 16]), None)],
            },
            "01010101-0101-0101-0101-010101010101 (key 3kN-x), 02020202-0202-0202-0202-020202020202 (no agent)",
        ),
    ] {
        world.host.data().job_refusal = Some(refusal);
        let answer = world.post("/jobs?lang=en", &operator, &format!("{NAMED}&verb=activate"));
        assert!(answer.status == 422 && answer.body.contains(problem), "{problem}: {}", answer.body);
        assert!(answer.body.contains("pc-1\r\n"), "what was typed stays");
    }
}

fn target(number: u8, key: &str) -> JobTarget {
    JobTarget { cmid: Cmid::from_bytes([number; 16]), name: "pc-1".into(), key: key.into(), since: NOW }
}

/// What a page of machines and keys has its form bring along.
fn shown(page: &str) -> String {
    let value = page.split("name=\"shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.expect("the page of the machines").to_owned()
}

#[test]
fn a_key_goes_to_the_machines_and_keys_that_were_shown_and_to_no_others() {
    let world = World::new();
    let manager = world.session(Role::KeyManager);
    let key = ProductKey::new(KeyClaim::setup(1), [0; 10]).reveal();
    world.host.data().job_targets = JobTargets { machines: vec![target(1, "3kN-x")], left_out: 4 };
    // A key without a page before it begins nothing.
    let first = world.post("/jobs/key?lang=en", &manager, &format!("{NAMED}&key={key}"));
    assert!(world.host.data().job_requests.is_empty());
    let cmid = Cmid::from_bytes([1; 16]).to_string();
    for part in ["3kN-x", &cmid, "muster client machine-key", "left out", "2026-11-21 10:00:00 UTC"] {
        assert!(first.status == 200 && first.body.contains(part), "{part}: {}", first.body);
    }
    assert!(!first.body.contains(&key));
    let sent = format!("{NAMED}&shown={}&key={key}", shown(&first.body));
    for machines in [vec![target(1, "other")], vec![target(2, "3kN-x")], vec![target(1, "3kN-x"), target(2, "4kN-x")]] {
        world.host.data().job_targets.machines = machines;
        let answer = world.post("/jobs/key?lang=en", &manager, &sent);
        assert!(answer.status == 422 && answer.body.contains("have changed since"), "{}", answer.body);
    }
    assert!(world.host.data().job_requests.is_empty());
    world.host.data().job_targets.machines = vec![target(1, "3kN-x")];
    assert_eq!(world.post("/jobs/key", &manager, &sent).status, 303);
    let request = world.host.data().job_requests.pop().expect("a request");
    assert_eq!(request.shown, [(Cmid::from_bytes([1; 16]), "3kN-x".to_owned())]);
}

#[test]
fn a_product_key_is_in_no_page_whether_it_is_taken_or_not() {
    let world = World::new();
    let manager = world.session(Role::KeyManager);
    let key = ProductKey::new(KeyClaim::setup(1), [0; 10]).reveal();
    world.host.data().job_targets.machines.push(target(1, "3kN-x"));
    let shown = shown(&world.post("/jobs/key", &manager, NAMED).body);
    let with_key = |key: &str| format!("{NAMED}&shown={shown}&key={key}");
    let answer = world.post("/jobs/key", &manager, &with_key(&key));
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(!answer.header("location").contains(&key));
    let request = world.host.data().job_requests.pop().expect("a request");
    assert_eq!((request.task, request.key.map(|key| key.reveal())), (Task::InstallKey, Some(key.clone())));
    world.host.data().job_refusal = Some(JobRefusal::NoAgent);
    let refused = world.post("/jobs/key", &manager, &with_key(&key));
    world.host.data().job_refusal = None;
    let typo = world.post("/jobs/key?lang=en", &manager, &with_key(&key.replacen(&key[..1], "0", 1)));
    for answer in [refused, typo] {
        assert_eq!(answer.status, 422);
        assert!(!answer.body.contains(&key[1..]), "{}", answer.body);
    }
}

#[test]
fn a_job_is_cancelled_by_whoever_may_run_one() {
    let world = World::new();
    world.host.data().jobs.push(job(4));
    let (operator, viewer) = (world.session(Role::Operator), world.session(Role::Viewer));
    let button = "Cancel the job";
    assert!(world.get("/job?lang=en&id=4", &operator).body.contains(button));
    assert!(!world.get("/job?lang=en&id=4", &viewer).body.contains(button));
    let answer = world.post("/job", &operator, "id=4");
    assert_eq!((answer.status, answer.header("location")), (303, "/job?id=4"));
    assert_eq!(world.host.data().cancelled, [(4, "somebody".to_owned())]);
    assert_eq!(world.post("/job", &operator, "id=5").status, 404);
    world.host.data().jobs[0].cancelled = Some(NOW);
    assert!(!world.get("/job?lang=en&id=4", &operator).body.contains(button), "there is nothing to cancel");
}

#[test]
fn machines_lead_to_the_form_and_show_the_key_of_their_agent() {
    let world = World::new();
    world.host.data().machines.extend([machine(1, "pc-1", code::SUCCESS), machine(2, "pc-2", code::SUCCESS)]);
    world.host.data().agent = Some(AgentKey { key: "3kN-x".into(), since: NOW });
    let cmid = Cmid::from_bytes([1; 16]);
    let (operator, viewer) = (world.session(Role::Operator), world.session(Role::Viewer));
    for path in ["/machines".to_owned(), format!("/machine?id={cmid}")] {
        let page = world.get(&path, &operator).body;
        let link = page.split("href=\"").find(|rest| rest.starts_with("/jobs/new")).expect("a link");
        let link = link.split('"').next().expect("its end").replace("&#38;", "&");
        assert!(world.get(&link, &operator).body.contains(&cmid.to_string()));
        assert!(!world.get(&path, &viewer).body.contains("/jobs/new"));
    }
    let page = world.get(&format!("/machine?lang=en&id={cmid}"), &viewer).body;
    assert!(page.contains("3kN-x") && page.contains("muster client machine-key"), "{page}");
}
