//! The page of the host.

use crate::{browser::World, made_up_host::host_status};
use muster_console::{HealthProblem, Role};
use muster_core::{code, time::Span};

/// The row of a table, or the value of a fact, that begins with a text.
fn row<'p>(page: &'p str, begin: &str) -> &'p str {
    let (_, rest) = page.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {page}"));
    rest.split("</tr>").next().unwrap_or_default().split("</dd>").next().unwrap_or_default()
}

#[test]
fn it_shows_key_license_counts_settings_backup_and_refusals() {
    let world = World::new();
    let page = world.get("/host?lang=en", &world.session(Role::Administrator)).body;
    assert!(row(&page, "Host key</dt>").contains("XXXXX-XXXXX-XXXXX-XXXXX-3V66T"));
    assert!(row(&page, "Vendor</dt>").contains("Contoso &#60;Japan&#62;"));
    assert!(
        row(&page, "Host license</dt>").contains("warn") && row(&page, "Host license</dt>").contains("20 days left")
    );
    let count = row(&page, ">Ledger</th>");
    assert!(count.contains("! 24") && count.contains(">25<") && count.contains(">50<"), "{count}");
    assert!(row(&page, ">Port</dt>").contains("1688 (it listens on 1700)") && page.contains("slmgr /sprt"));
    assert!(
        row(&page, ">Networks that may ask</dt>").contains("10.0.0.0/8") && page.contains("[access] deny_networks")
    );
    assert!(row(&page, ">Machines that may not ask</dt>").contains("kiosk-&#60;b&#62;*"));
    assert!(row(&page, "_muster._tcp.corp.test. 3600 IN SRV").contains("✗ not published"), "{page}");
    assert!(row(&page, ">Interval of renewal</dt>").contains("10080 minutes"));
    assert!(row(&page, "Last backup</dt>").contains("warn") && row(&page, "Last backup</dt>").contains("days ago: 40"));
    assert!(page.contains("0xC004F038") && row(&page, "0xC004F038").contains(">13<"));
    let turned = row(&page, ">0x80070005</code>");
    assert!(turned.contains(">8589934592<") && turned.contains(">3<"), "{turned}");
    let overview = world.get("/?lang=en", &world.session(Role::Viewer)).body;
    assert!(overview.contains("href=\"/host?lang=en#refusals\"") && page.contains("id=\"refusals\""), "{overview}");
    assert!(page.len() < 50_000, "{}", page.len());
}

#[test]
fn hosts_that_share_the_database_are_told_with_when_they_were_seen() {
    let world = World::new();
    let viewer = world.session(Role::Viewer);
    let page = world.get("/host?lang=en", &viewer).body;
    assert!(row(&page, ">kms.corp.test</th>").contains("✓ runs") && page.contains("0.1.0"), "{page}");
    assert!(row(&page, ">old-&#60;b&#62;</th>").contains("has not said so lately"), "{page}");
    let mut status = host_status(world.now());
    status.sharing.clear();
    world.host.data().status = Some(status);
    assert!(!world.get("/host?lang=en", &viewer).body.contains("share the database</h2>"), "nobody shares it");
}

#[test]
fn metrics_are_told_with_their_meaning_in_both_languages_at_both_consoles() {
    for world in [World::new(), World::of_authority()] {
        let viewer = world.session(Role::Viewer);
        let page = world.get("/metrics?lang=en", &viewer).body;
        assert!(row(&page, ">muster_machines</th>").contains("Machines &#60;b&#62;</td><td>7</td>"), "{page}");
        assert!(world.get("/metrics?lang=ja", &viewer).body.contains("ゲージ</td><td>コンピューター</td>"));
        assert!(page.contains("class=\"foot\"") && !world.get("/sign-in", "").body.contains("class=\"foot\""));
    }
}

#[test]
fn each_check_says_what_it_found_or_that_it_found_nothing() {
    let world = World::new();
    let cookie = world.session(Role::Viewer);
    let page = world.get("/host?lang=en", &cookie).body;
    assert!(row(&page, ">Clock</dt>").contains("✓ The host believes its clock."));
    assert!(row(&page, ">End of the host license</dt>").contains("! The host license ends soon. Days left: 20."));
    let mut status = host_status(world.now());
    let problems = vec![HealthProblem::Store(code::DISK_FULL), HealthProblem::ClockNotBelieved];
    status.health.as_mut().expect("health").problems = problems;
    status.backup = Some(world.now() - Span::days(1));
    world.host.data().status = Some(status.clone());
    let page = world.get("/host?lang=ja", &cookie).body;
    assert!(row(&page, ">時計</dt>").contains("✗ 時計が信頼されていません"), "{page}");
    assert!(row(&page, ">ストア</dt>").contains("0x80070070"));
    assert!(row(&page, ">ホスト ライセンスの期限</dt>").contains("✓"));
    assert!(row(&page, "前回のバックアップ</dt>").contains("well"));
    status.health = None;
    world.host.data().status = Some(status);
    assert!(world.get("/host?lang=en", &cookie).body.contains("too busy"));
}

/// It was made while the clock was a year ahead.
#[test]
fn a_backup_that_is_still_to_come_is_pointed_out() {
    let world = World::new();
    let mut status = host_status(world.now());
    status.backup = Some(world.now() + Span::days(365));
    world.host.data().status = Some(status);
    let page = world.get("/host?lang=en", &world.session(Role::Viewer)).body;
    let backup = row(&page, "Last backup</dt>");
    assert!(backup.contains("warn") && backup.contains("still to come") && !backup.contains("days ago"), "{backup}");
}

/// Who may not read events reads the rest of the page.
#[test]
fn events_are_on_it_for_those_who_may_read_them() {
    let world = World::new();
    let page = |role| world.get("/host?lang=en", &world.session(role)).body;
    for (role, reads) in
        [(Role::Viewer, false), (Role::KeyManager, false), (Role::Operator, true), (Role::Auditor, true)]
    {
        assert_eq!(page(role).contains("Newest events"), reads, "{role:?}");
    }
}
