//! Who is connected to a named pipe. Each program that has not asked yet has a thread that listens to it; who has asked is answered by
//! a worker. Where too many are silent, the one who has been longest is let go.

use super::{pipe::Pipe, security};
use crate::{
    deadline::Deadline,
    local_socket::{
        Place, Places, User, Workers,
        limits::{CALLERS_MAX, CALLERS_OF_A_USER_MAX, LINE_MAX, SILENCE_MAX, WRITE_TIMEOUT},
        line_io::take_line,
    },
};
use std::{
    collections::VecDeque,
    io::{self, ErrorKind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

/// The most programs that are silent at a time.
const SILENT_MAX: usize = 64;

type Ask = dyn Fn(Caller, String) + Send + Sync;

/// A program that has asked.
pub struct Caller {
    line: Line,
    place: Place,
    office: Arc<Office>,
}

/// A connection, and what has come on it and was not read yet.
struct Line {
    pipe: Arc<Pipe>,
    unread: Vec<u8>,
}

/// What all callers of a service share.
struct Office {
    places: Arc<Places>,
    /// Longest first.
    silent: Mutex<VecDeque<Arc<Pipe>>>,
    workers: Workers,
    ask: Box<Ask>,
}

/// Accepts programs from now on; `ask` is run by a worker for each request.
pub(super) fn watch(
    name: String,
    first: Pipe,
    workers: Workers,
    ask: impl Fn(Caller, String) + Send + Sync + 'static,
) -> io::Result<()> {
    let places = Places::new(CALLERS_MAX, CALLERS_OF_A_USER_MAX);
    let office = Arc::new(Office { places, silent: Mutex::default(), workers, ask: Box::new(ask) });
    thread::Builder::new().name("pipe".to_owned()).spawn(move || accept(&name, first, &office)).map(drop)
}

/// There is always an end for the next program: nobody else can take the name.
fn accept(name: &str, mut end: Pipe, office: &Arc<Office>) {
    loop {
        let next = end.accept().and_then(|()| Pipe::make(name, false));
        match next {
            Ok(next) => {
                office.listen_to(Line { pipe: Arc::new(std::mem::replace(&mut end, next)), unread: Vec::new() });
            }
            // It came and went, or no memory is left for a next one.
            Err(_) => end.disconnect(),
        }
    }
}

impl Caller {
    /// The user that the program runs as; all administrators whose rights are elevated are one.
    pub fn user(&self) -> &User {
        self.place.user()
    }

    /// Sends the answer, and waits for the next request. A caller that does not take it is let go.
    pub fn answer(self, text: &str) {
        let Self { line, place, office } = self;
        drop(place);
        if line.pipe.write_all(format!("{text}\n").as_bytes(), Deadline::after(WRITE_TIMEOUT)).is_ok() {
            office.listen_to(line);
        }
    }
}

impl Office {
    fn listen_to(self: &Arc<Self>, line: Line) {
        let (office, pipe) = (self.clone(), line.pipe.clone());
        self.silent().push_back(pipe.clone());
        if thread::Builder::new().name("caller".to_owned()).spawn(move || office.hear(line)).is_err() {
            self.heard(&pipe);
        }
        let mut silent = self.silent();
        while silent.len() > SILENT_MAX {
            silent.pop_front().inspect(|longest| longest.disconnect());
        }
    }

    /// Hands a caller that asks to a worker. One that says nothing, or no lines, is let go.
    fn hear(self: Arc<Self>, mut line: Line) {
        let heard = line.next(Deadline::after(SILENCE_MAX));
        self.heard(&line.pipe);
        let Ok(text) = heard else { return };
        // Everybody of a crowd waits for an answer: so does the next one, by asking again.
        let Ok(place) = security::caller(line.pipe.file())
            .and_then(|sid| self.places.take(&User(sid)).map_err(|_| ErrorKind::WouldBlock.into()))
        else {
            return;
        };
        let (office, caller) = (self.clone(), Caller { line, place, office: self.clone() });
        self.workers.run(move || (office.ask)(caller, text));
    }

    fn heard(&self, pipe: &Arc<Pipe>) {
        self.silent().retain(|silent| !Arc::ptr_eq(silent, pipe));
    }

    fn silent(&self) -> MutexGuard<'_, VecDeque<Arc<Pipe>>> {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    /// The next request.
    fn next(&mut self, deadline: Deadline) -> io::Result<String> {
        loop {
            if let Some(line) = take_line(&mut self.unread, LINE_MAX)? {
                return Ok(line);
            }
            let mut buffer = [0; LINE_MAX];
            let length = self.pipe.read(&mut buffer, deadline)?;
            self.unread.extend(buffer.iter().take(length));
        }
    }
}
