//! Accounts, sessions and failed sign-ins of the console, and the inventory as it reads it.

use super::{Engine, NOW, PRODUCT, change, cmid, commit, hardware, key, request};
use muster_console::{
    Account, AccountChange, AccountLink, AccountRefusal, AuditAction, AuditEntry, AuditSearch, EndedSessions, Failures,
    LimitedRole, MachineCursor, MachineQuery, MachineSort, MachineState, ProviderIdentity, Role, Secret, SecretHash,
    Session,
};
use muster_core::{
    authority::key_groups::KeyGroups,
    code,
    id::ActivationId,
    time::{Moment, Span},
};
use muster_host::{
    MachineRow,
    store::{Changes, FIRST_KEY, MachineChange, StateCount, Store},
};
use muster_platform::entropy::Entropy;
use muster_server::audit_chain::{ChainVerifier, ChainedEntry};

const OTHER: ActivationId = ActivationId::from_bytes([4; 16]);

fn hash(byte: u8) -> SecretHash {
    Secret::<32>::draw(&Entropy::from_fn(move |buffer| buffer.fill(byte))).hash()
}

fn account(name: &str, role: Role) -> Account {
    let password = "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA".into();
    Account {
        name: name.into(),
        password,
        role: role.into(),
        created: NOW,
        disabled: false,
        link: None,
        provider: None,
    }
}

fn entry(action: AuditAction, account: &str, subject: &str) -> AuditEntry {
    let subject = Some(subject.to_owned()).filter(|subject| !subject.is_empty());
    AuditEntry { subject, ..AuditEntry::new(action, account, [192, 0, 2, 7].into(), NOW) }
}

pub(super) fn an_account_is_stored_and_replaced(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(store.accounts().expect("none"), []);
    for (name, role) in [("root", Role::Administrator), ("会計", Role::KeyManager), ("root", Role::Auditor)] {
        store.set_account(&account(name, role)).expect("stored");
    }
    let mut store = engine.open();
    let expected = [account("root", Role::Auditor), account("会計", Role::KeyManager)];
    assert_eq!(store.accounts().expect("accounts"), expected);
    assert_eq!(store.account("root").expect("read"), Some(expected[0].clone()));
    assert_eq!((store.account("Root").expect("read"), store.account("' OR ''='").expect("read")), (None, None));
    engine.sql("UPDATE console_account SET role = 'king' WHERE name = 'root'");
    assert!(store.accounts().is_err(), "a role that is not known permits nothing");
}

pub(super) fn an_account_of_a_provider_keeps_who_it_is(engine: &Engine) {
    let mut store = engine.open();
    let identity = ProviderIdentity { issuer: "https://id.corp.test/a".into(), full_name: "経理 Kim".into() };
    let kim =
        Account { provider: Some(identity.clone()), password: String::new(), ..account("oidc:Kim", Role::Viewer) };
    store.set_account(&kim).expect("stored");
    store.set_account(&account("own", Role::Viewer)).expect("stored");
    for (byte, name) in [(1, "oidc:Kim"), (2, "own")] {
        let session = Session {
            account: name.into(),
            role: Role::Viewer.into(),
            created: NOW,
            used: NOW,
            proved: NOW,
            provider: None,
        };
        store.add_session(&hash(byte), &session).expect("stored");
    }
    let provider = |store: &mut dyn Store, byte| store.session(&hash(byte)).expect("read").expect("a session").provider;
    assert_eq!((provider(&mut *store, 1), provider(&mut *store, 2)), (Some(identity), None));
    let renamed = ProviderIdentity { issuer: "https://id.corp.test/b".into(), full_name: "Kim".into() };
    store.set_account(&Account { provider: Some(renamed.clone()), ..kim }).expect("stored");
    assert_eq!(store.account("oidc:Kim").expect("read").expect("kept").provider, Some(renamed.clone()));
    assert_eq!(store.sessions("oidc:Kim").expect("read")[0].1.provider, Some(renamed));
}

pub(super) fn a_link_makes_the_first_account_once(engine: &Engine) {
    let mut store = engine.open();
    let until = NOW + Span::hours(1);
    // Whoever a provider signed in before is none of the console's own.
    let identity = ProviderIdentity { issuer: "https://id.corp.test".into(), full_name: "Kim".into() };
    let kim = Account { provider: Some(identity), password: String::new(), ..account("oidc:Kim", Role::Viewer) };
    store.set_account(&kim).expect("stored");
    store.set_setup_link(&hash(1), until).expect("stored");
    store.set_setup_link(&hash(2), until).expect("stored");
    let is_good = |store: &mut dyn Store, byte, now| store.is_setup_link(&hash(byte), now).expect("read");
    assert!(!is_good(&mut *store, 1, NOW), "a new link voids the one before");
    assert!(is_good(&mut *store, 2, until - Span::seconds(1)) && !is_good(&mut *store, 2, until));
    // Somebody removed the accounts by hand: a session that is left must not become the new account's.
    let left = Session {
        account: "c".into(),
        role: Role::Viewer.into(),
        created: NOW,
        used: NOW,
        proved: NOW,
        provider: None,
    };
    store.add_session(&hash(9), &left).expect("stored");
    let made_by_link = entry(AuditAction::AccountAdd, "", "c");
    let mut create = |byte, now, name| {
        store
            .create_first_account(&hash(byte), &account(name, Role::Administrator), &made_by_link, now)
            .expect("an answer")
    };
    let made = [create(1, NOW, "a"), create(2, until, "b"), create(2, NOW, "c"), create(2, NOW, "d")];
    assert_eq!(made, [false, false, true, false]);
    assert_eq!(store.accounts().expect("accounts"), [account("c", Role::Administrator), kim]);
    assert_eq!(store.session(&hash(9)).expect("read"), None);
    assert_eq!(audit(&mut *store), ["1 account-add  c"], "recorded once");
    store.set_setup_link(&hash(3), until).expect("stored");
    assert!(!is_good(&mut *store, 3, NOW), "there is an account of the console's own");
}

pub(super) fn a_session_is_used_and_ends(engine: &Engine) {
    let mut store = engine.open();
    store.set_account(&account("root", Role::Viewer)).expect("stored");
    let session = |used| Session {
        account: "root".into(),
        role: Role::Viewer.into(),
        created: NOW,
        used,
        proved: NOW,
        provider: None,
    };
    for byte in [1, 2, 3] {
        store.add_session(&hash(byte), &session(NOW)).expect("stored");
    }
    let later = NOW + Span::minutes(5);
    store.use_session(&hash(2), later).expect("stored");
    let mut store = engine.open();
    assert_eq!(store.session(&hash(2)).expect("read"), Some(session(later)));
    store.set_account(&account("root", Role::Operator)).expect("stored");
    let limited = LimitedRole::parse("operator:90,91").expect("a role");
    store.set_account(&Account { role: limited.clone(), ..account("root", Role::Viewer) }).expect("stored");
    let kept = store.session(&hash(2)).expect("read").map(|session| session.role);
    assert_eq!(
        (kept.as_ref(), &store.account("root").expect("read").expect("an account").role),
        (Some(&limited), &limited)
    );
    store.set_account(&account("root", Role::Operator)).expect("stored");
    let role = |store: &mut dyn Store| store.session(&hash(2)).expect("read").map(|session| session.role);
    assert_eq!(role(&mut *store), Some(Role::Operator.into()), "the role that the account has now");
    store.remove_session(&hash(1)).expect("removed");
    store.prune_sessions(NOW, NOW + Span::seconds(1)).expect("pruned");
    assert_eq!((store.session(&hash(1)).expect("read"), store.session(&hash(3)).expect("read")), (None, None));
    assert!(store.session(&hash(2)).expect("read").is_some());
    engine.sql("DELETE FROM console_account");
    assert_eq!(store.session(&hash(2)).expect("read"), None, "the session of nobody");
}

/// The audit log: number, action, account and subject of each entry.
fn audit(store: &mut dyn Store) -> Vec<String> {
    let entries = store.audit_after(&KeyGroups::All, 0).expect("entries");
    let said = |stored: &ChainedEntry| {
        let AuditEntry { action, account, subject, .. } = stored.entry().expect("an entry");
        format!("{} {} {account} {}", stored.number, action.id(), subject.unwrap_or_default())
    };
    entries.iter().map(said).collect()
}

pub(super) fn a_change_of_an_account_is_recorded_with_it(engine: &Engine) {
    let mut store = engine.open();
    store.set_account(&account("root", Role::Administrator)).expect("stored");
    let link = Some(AccountLink { token: hash(7), until: NOW + Span::days(1) });
    let kim = Account { password: String::new(), disabled: true, link, ..account("kim", Role::Viewer) };
    let change = |account: Option<Account>, ends_sessions, action| AccountChange {
        name: "kim".into(),
        account,
        ends_sessions,
        entry: entry(action, "root", "kim"),
    };
    let made = store.change_account(&mut |accounts| {
        assert_eq!(accounts, [account("root", Role::Administrator)]);
        Ok(change(Some(kim.clone()), None, AuditAction::AccountAdd))
    });
    assert_eq!(made, Ok(Ok(())));
    let refused = Err(AccountRefusal::NoAccount);
    assert_eq!(store.change_account(&mut |_| Err(AccountRefusal::NoAccount)), Ok(refused));
    let mut store = engine.open();
    assert_eq!(store.account("kim").expect("read"), Some(kim.clone()));
    for byte in [1, 2, 3] {
        let (account, used) = (if byte == 3 { "root" } else { "kim" }, NOW + Span::seconds(byte.into()));
        store
            .add_session(
                &hash(byte),
                &Session {
                    account: account.into(),
                    role: Role::Viewer.into(),
                    created: NOW,
                    used,
                    proved: NOW,
                    provider: None,
                },
            )
            .expect("stored");
    }
    assert_eq!(store.session(&hash(1)).expect("read"), None, "the account is disabled");
    let ids = |store: &mut dyn Store| -> Vec<_> {
        store.sessions("kim").expect("sessions").iter().map(|(id, _)| *id.as_bytes()).collect()
    };
    assert_eq!(ids(&mut *store), [2, 1].map(|byte| *hash(byte).as_bytes()));
    let enabled = Account { disabled: false, link: None, ..kim };
    let others = Some(EndedSessions::Others(hash(1)));
    store
        .change_account(&mut |_| Ok(change(Some(enabled.clone()), others, AuditAction::AccountEnable)))
        .expect("a store")
        .expect("changed");
    assert_eq!(ids(&mut *store), [*hash(1).as_bytes()]);
    assert!(store.session(&hash(1)).expect("read").is_some());
    store
        .change_account(&mut |_| Ok(change(None, Some(EndedSessions::All), AuditAction::AccountRemove)))
        .expect("a store")
        .expect("changed");
    assert_eq!((store.account("kim").expect("read"), ids(&mut *store)), (None, vec![]));
    assert!(store.session(&hash(3)).expect("read").is_some(), "another's session stays");
    assert_eq!(
        audit(&mut *store),
        ["1 account-add root kim", "2 account-enable root kim", "3 account-remove root kim"]
    );
}

pub(super) fn the_audit_log_is_a_chain_that_nobody_changes(engine: &Engine) {
    let mut store = engine.open();
    for (action, account, subject) in [
        (AuditAction::SignIn, "root", ""),
        (AuditAction::AccountAdd, "root", "kim"),
        (AuditAction::SignIn, "kim", ""),
        (AuditAction::Download, "it's; --", ""),
    ] {
        engine.open().add_audit(&entry(action, account, subject)).expect("recorded");
    }
    let mut about = |groups: &str| -> Vec<u32> {
        let groups = KeyGroups::parse(groups).expect("a list");
        let search = AuditSearch { account: String::new(), action: None };
        let page = store.audit_before(&groups, u32::MAX, &search, 9).expect("a page");
        let file = store.audit_after(&groups, 0).expect("entries");
        assert!(page.iter().rev().eq(&file), "both are limited alike");
        file.iter().map(|entry| entry.number).collect()
    };
    assert_eq!(about("90"), [0; 0], "none is about a key group");
    for key_groups in [vec![90], vec![90, 91], vec![9], vec![190]] {
        let entry = AuditEntry { key_groups, ..entry(AuditAction::KeyEdit, "root", "") };
        engine.open().add_audit(&entry).expect("recorded");
    }
    assert_eq!(
        (about("90"), about("91"), about("91,90,190"), about("")),
        (vec![5], vec![], vec![5, 6, 8], (1..=8).collect())
    );
    let mut verifier = ChainVerifier::new(None);
    for stored in store.audit_after(&KeyGroups::All, 0).expect("entries") {
        verifier.take::<AuditEntry>(&stored);
    }
    assert_eq!(verifier.finish().expect("whole").entries, 8);
    let mut found = |before, account: &str, action, limit| -> Vec<u32> {
        let search = AuditSearch { account: account.into(), action };
        let page = store.audit_before(&KeyGroups::All, before, &search, limit).expect("a page");
        page.iter().map(|entry| entry.number).collect()
    };
    assert_eq!(found(5, "", None, 9), [4, 3, 2, 1]);
    assert_eq!(found(4, "", None, 2), [3, 2]);
    assert_eq!(found(u32::MAX, "kim", None, 9), [3, 2], "who acted, and whom it was done to");
    assert_eq!(found(u32::MAX, "", Some(AuditAction::SignIn), 9), [3, 1]);
    assert_eq!(found(u32::MAX, "kim", Some(AuditAction::SignIn), 9), [3]);
    assert_eq!(found(u32::MAX, "it's; --", None, 9), [4]);
    for change in ["UPDATE audit SET hash = ''", "DELETE FROM audit"] {
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| engine.sql(change)));
        assert!(refused.is_err(), "{change}");
    }
    assert_eq!(audit(&mut *store).len(), 8);
}

pub(super) fn failed_sign_ins_add_up(engine: &Engine) {
    let mut store = engine.open();
    let at = |seconds| NOW + Span::seconds(seconds);
    assert_eq!(store.failures("account a").expect("read"), Failures::default());
    for (subject, seconds) in [("account a", 1), ("account a", 2), ("network n", 3), ("account a", 4)] {
        store.add_failure(subject, at(seconds)).expect("stored");
    }
    store.forgive("network n", 5, Some(at(2))).expect("stored");
    store.forgive("account a", 1, None).expect("stored");
    store.forgive("account z", 1, None).expect("nothing to forgive");
    let mut store = engine.open();
    let mut found = |subject| store.failures(subject).expect("read");
    assert_eq!(found("account a"), Failures { count: 2, last: Some(at(4)) });
    assert_eq!(found("network n"), Failures { count: 0, last: Some(at(2)) });
    store.forgive("account a", u32::MAX, None).expect("stored");
    store.prune_failures(at(4)).expect("pruned");
    assert_eq!(store.failures("network n").expect("read"), Failures::default());
    assert_eq!(store.failures("account a").expect("read"), Failures { count: 0, last: Some(at(4)) });
}

/// Names with what `LIKE` takes for itself, seen last in an order that is not that of the names, some at the same second.
const NAMES: [&str; 10] = ["pc-3", "PC-1", "100%", "a_b", "axb", "pc-1", "会計", "back\\slash", "", "café"];

fn fill(engine: &Engine) -> Box<dyn Store> {
    let mut changes = Changes::default();
    for (number, name) in (0..).zip(NAMES) {
        let (last_code, activated_until) = match number % 4 {
            0 => (code::SUCCESS, Some(NOW + Span::seconds(1))),
            1 => (code::SUCCESS, Some(NOW)),
            2 => (code::COUNT_TOO_LOW, None),
            _ => (code::CLOCK_SKEW, None),
        };
        let seen = NOW - Span::minutes(number / 2);
        let row = MachineChange { last_code, activated_until, ..change(name, seen) };
        let product = if number < 6 { PRODUCT } else { OTHER };
        changes.record((cmid(number), product, hardware(number)), row);
    }
    let mut store = engine.open();
    commit(&mut *store, changes);
    store
}

fn query(sort: MachineSort) -> MachineQuery {
    MachineQuery {
        search: String::new(),
        state: None,
        product: None,
        unseen_days: None,
        sort,
        after: None,
        limit: 2,
        now: NOW,
    }
}

fn cursor(row: &MachineRow) -> MachineCursor {
    let key = (row.cmid, row.product, row.hardware);
    MachineCursor { name: row.name.clone(), last_seen: row.last_seen, until: row.activated_until, key }
}

/// All rows of a query, page by page.
fn pages(store: &mut dyn Store, mut query: MachineQuery) -> Vec<MachineRow> {
    let mut found = Vec::new();
    loop {
        let page = store.machine_page(&query).expect("a page");
        assert!(page.len() <= query.limit as usize);
        let Some(last) = page.last() else { return found };
        query.after = Some(cursor(last));
        found.extend(page);
        assert!(found.len() <= NAMES.len(), "a row comes twice");
    }
}

pub(super) fn pages_hold_each_machine_once_in_every_order(engine: &Engine) {
    let mut store = fill(engine);
    for sort in MachineSort::ALL {
        let rows = pages(&mut *store, query(sort));
        assert_eq!(rows.len(), NAMES.len(), "{sort:?}");
        let seen: Vec<Moment> = rows.iter().map(|row| row.last_seen).collect();
        match sort {
            MachineSort::LastSeen => assert!(seen.is_sorted()),
            MachineSort::LastSeenDescending => assert!(seen.is_sorted_by(|a, b| a >= b)),
            MachineSort::Until => {
                assert!(rows.iter().map(|row| row.activated_until.map_or(i64::MAX, Moment::unix)).is_sorted());
            }
            MachineSort::UntilDescending => {
                assert!(rows.iter().map(|row| row.activated_until.map(Moment::unix)).is_sorted_by(|a, b| a >= b));
            }
            // The order of letters is the database's own; each page goes on where the last ended all the same.
            MachineSort::Name | MachineSort::NameDescending => {}
        }
        let mut numbers: Vec<_> = rows.iter().map(|row| row.cmid).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), NAMES.len(), "{sort:?}");
    }
    let mut names: Vec<_> = pages(&mut *store, query(MachineSort::Name)).into_iter().map(|row| row.name).collect();
    names.reverse();
    let backwards: Vec<_> =
        pages(&mut *store, query(MachineSort::NameDescending)).into_iter().map(|row| row.name).collect();
    assert_eq!(names, backwards);
}

pub(super) fn a_page_is_filtered_by_name_state_and_product(engine: &Engine) {
    let mut store = fill(engine);
    let mut found = |search: &str, state, product| {
        let query = MachineQuery { search: search.into(), state, product, ..query(MachineSort::LastSeenDescending) };
        let number = |row: &MachineRow| u128::from_be_bytes(*row.cmid.as_bytes()) as u32;
        let mut numbers: Vec<u32> = pages(&mut *store, query.clone()).iter().map(number).collect();
        let file = store.machines_found_from(&query, FIRST_KEY).expect("rows");
        numbers.sort_unstable();
        assert_eq!(file.iter().map(number).collect::<Vec<_>>(), numbers, "the file holds what the pages hold");
        numbers
    };
    assert_eq!(found("pc-1", None, None), [1, 5]);
    assert_eq!(found("%", None, None), [2]);
    assert_eq!(found("a_b", None, None), [3]);
    assert_eq!(found("\\", None, None), [7]);
    assert_eq!(found("会", None, None), [6]);
    // Letters beyond ASCII are found as they are written: the two engines know no other rule in common.
    assert_eq!((found("é", None, None), found("É", None, None)), (vec![9], vec![]));
    assert_eq!(found("' OR 1=1 --", None, None), [0; 0]);
    assert_eq!(found("", Some(MachineState::Activated), None), [0, 4, 8]);
    assert_eq!(found("", Some(MachineState::Ended), None), [1, 5, 9]);
    assert_eq!(found("", Some(MachineState::Waiting), None), [2, 6]);
    assert_eq!(found("", Some(MachineState::Refused), None), [3, 7]);
    assert_eq!(found("", None, Some(OTHER)), [6, 7, 8, 9]);
    assert_eq!(found("", Some(MachineState::Activated), Some(PRODUCT)), [0, 4]);
}

/// Machines that have not asked for some days, in every order, beside the other filters, and counted.
pub(super) fn those_that_are_silent_are_found_and_counted(engine: &Engine) {
    let mut store = fill(engine);
    let mut changes = Changes::default();
    for (number, days) in [(20, 0), (21, 29), (22, 30), (23, 31), (24, 400)] {
        let row = MachineChange {
            activated_until: Some(NOW + Span::days(180 - days % 180)),
            ..change("s", NOW - Span::days(days))
        };
        changes.record((cmid(number), PRODUCT, hardware(number)), row);
    }
    commit(&mut *store, changes);
    let mut found = |days, sort, state, search: &str| {
        let query = MachineQuery { unseen_days: Some(days), state, search: search.into(), ..query(sort) };
        let number = |row: &MachineRow| u128::from_be_bytes(*row.cmid.as_bytes()) as u32;
        let numbers: Vec<u32> = pages(&mut *store, query.clone()).iter().map(number).collect();
        let mut file: Vec<u32> =
            store.machines_found_from(&query, FIRST_KEY).expect("rows").iter().map(number).collect();
        let mut sorted = numbers.clone();
        file.sort_unstable();
        sorted.sort_unstable();
        assert_eq!(file, sorted, "the file holds what the pages hold");
        assert_eq!(store.machines_counted(&query, 100).expect("counted") as usize, numbers.len());
        assert_eq!(store.machines_counted(&query, 1).expect("counted"), numbers.len().min(1) as u32);
        numbers
    };
    assert_eq!(found(30, MachineSort::LastSeen, None, ""), [24, 23, 22]);
    assert_eq!(found(30, MachineSort::LastSeenDescending, None, ""), [22, 23, 24]);
    assert_eq!(found(30, MachineSort::Name, None, ""), [22, 23, 24]);
    assert_eq!(found(30, MachineSort::NameDescending, None, ""), [24, 23, 22]);
    assert_eq!(found(29, MachineSort::Until, None, ""), [24, 23, 22, 21]);
    assert_eq!(found(29, MachineSort::UntilDescending, None, ""), [21, 22, 23, 24]);
    assert_eq!(found(31, MachineSort::Name, Some(MachineState::Activated), "S"), [23, 24]);
    assert_eq!(found(1, MachineSort::Name, Some(MachineState::Waiting), ""), [0; 0]);
    assert_eq!(found(9_999, MachineSort::Name, None, ""), [0; 0]);
    // A machine that asks again is silent no more.
    let mut changes = Changes::default();
    changes.record((cmid(24), PRODUCT, hardware(24)), change("s", NOW));
    commit(&mut *store, changes);
    let query = MachineQuery { unseen_days: Some(30), ..query(MachineSort::LastSeen) };
    assert_eq!(pages(&mut *store, query).len(), 2);
}

pub(super) fn machines_are_counted_by_product_and_state(engine: &Engine) {
    let mut counts = fill(engine).machine_states(NOW).expect("counts");
    counts.sort_by_key(|count| (count.product, count.state));
    let count = |product, state, machines| StateCount { product, state, machines };
    let expected = [
        count(PRODUCT, 1, 2),
        count(PRODUCT, 2, 2),
        count(PRODUCT, 3, 1),
        count(PRODUCT, 4, 1),
        count(OTHER, 1, 1),
        count(OTHER, 2, 1),
        count(OTHER, 3, 1),
        count(OTHER, 4, 1),
    ];
    assert_eq!(counts, expected);
}

pub(super) fn one_machine_has_its_rows_and_its_newest_requests(engine: &Engine) {
    let mut store = engine.open();
    let requests = (0..30).map(|number| request(number % 3, NOW + Span::seconds(number))).collect();
    let mut changes = Changes { requests, ..Changes::default() };
    changes.record(key(1), change("old", NOW - Span::days(1)));
    changes.record((cmid(1), OTHER, hardware(1)), change("new", NOW));
    changes.record(key(2), change("other", NOW));
    commit(&mut *store, changes);
    let names: Vec<String> = store.machine_rows(cmid(1), 9).expect("rows").into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["new", "old"]);
    assert_eq!(store.machine_rows(cmid(1), 1).expect("rows").len(), 1);
    let mut asked = |newest, limit| -> Vec<i64> {
        let page = store.machine_requests(cmid(1), newest, limit).expect("requests");
        page.iter().map(|(_, request)| request.at.seconds_after(NOW)).collect()
    };
    assert_eq!(asked(200_000, 3), [28, 25, 22]);
    assert_eq!(asked(6, 9), [28, 25], "among the newest alone");
    assert_eq!(store.machine_requests(cmid(9), 200_000, 9).expect("none"), []);
}
