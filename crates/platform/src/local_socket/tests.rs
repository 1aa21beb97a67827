//! What every system's sockets do.

use super::{Workers, ask, ask_of, is_of_service, may_change, may_hear_secrets, serve};
use crate::deadline::Deadline;
use std::{
    io::{self, ErrorKind},
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// A service that repeats what it is asked, except for `nothing`, which it is silent about.
fn echo() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("echo.sock");
    let (keeper, kept) = mpsc::channel();
    // Keeps who is not answered.
    thread::spawn(move || kept.into_iter().collect::<Vec<_>>());
    let served = serve(&socket, Workers::start(2).expect("threads"), move |caller, line| match line.as_str() {
        "nothing" => drop(keeper.send(caller)),
        "nobody" => drop(caller),
        line => caller.answer(line),
    });
    served.expect("a socket");
    (folder, socket)
}

fn answer(socket: &Path, question: &str) -> io::Result<String> {
    ask(socket, question, Deadline::after(PATIENCE), 1_000_000).map(|answer| answer.text)
}

#[test]
fn many_programs_are_answered_at_a_time_each_with_its_own() {
    let (_folder, socket) = echo();
    thread::scope(|scope| {
        for program in 0..20 {
            let socket = &socket;
            scope.spawn(move || {
                for round in 0..10 {
                    let question = format!("{program} asks {round} {}", "問い".repeat(round * 20));
                    // One of a crowd may be sent away, and asks again.
                    let answered = (0..50).find_map(|_| answer(socket, &question).ok());
                    assert_eq!(answered.expect("an answer"), question);
                }
            });
        }
    });
}

#[test]
fn a_name_has_one_service_and_its_owner_is_known() {
    let (folder, socket) = echo();
    let second = serve(&socket, Workers::start(1).expect("a thread"), |_, _| {}).expect_err("it is taken");
    assert_eq!(second.kind(), ErrorKind::AddrInUse, "{second}");
    let user = ask(&socket, "who?", Deadline::after(PATIENCE), 100).expect("an answer").user;
    assert!(may_change(&user, folder.path()), "{user:?} made the folder");
    // Whoever could say so as the same user proves nothing, but for root and administrators.
    let privileged = crate::process::is_administrator();
    assert_eq!(is_of_service(&user, &socket), privileged, "{user:?}");
}

#[test]
fn nothing_is_sent_to_a_service_of_the_wrong_user() {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("fake.sock");
    let (heard, words) = mpsc::channel();
    let served = serve(&socket, Workers::start(1).expect("a thread"), move |caller, line| {
        heard.send(line).expect("a listener");
        caller.answer("thank you");
    });
    served.expect("a socket");
    let refused = ask_of(&socket, |_| false, "a secret", Deadline::after(PATIENCE), 100).expect_err("refused");
    assert_eq!(refused.kind(), ErrorKind::PermissionDenied, "{refused}");
    let right = |user: &super::User| may_hear_secrets(user, &socket);
    assert_eq!(ask_of(&socket, right, "hello", Deadline::after(PATIENCE), 100).expect("asked").text, "thank you");
    assert_eq!(words.recv().expect("what was sent"), "hello", "nothing came before it");
}

#[test]
fn who_is_away_silent_or_says_too_much_is_an_error_in_time() {
    let (folder, socket) = echo();
    let soon = || Deadline::after(Duration::from_millis(200));
    let kind = |asked: io::Result<super::Answer>| asked.map(|answer| answer.text).expect_err("an error").kind();
    assert_eq!(kind(ask(&folder.path().join("none.sock"), "?", soon(), 100)), ErrorKind::NotFound);
    assert_eq!(kind(ask(&socket, "nothing", soon(), 100)), ErrorKind::TimedOut);
    assert_eq!(kind(ask(&socket, &"x".repeat(200), Deadline::after(PATIENCE), 100)), ErrorKind::InvalidData);
    let hung_up = kind(ask(&socket, "nobody", Deadline::after(PATIENCE), 100));
    assert!([ErrorKind::UnexpectedEof, ErrorKind::ConnectionReset].contains(&hung_up), "{hung_up}");
    // A line that never ends is read no further.
    assert!(answer(&socket, &"y".repeat(10_000)).is_err());
    assert_eq!(answer(&socket, "still there?").expect("an answer"), "still there?");
}
