//! Who is connected to a local socket. One thread watches everybody who has not asked yet; who has asked is answered by a
//! worker. A caller beyond the limits takes the place of the one who has been silent longest.

use crate::{
    deadline::Deadline,
    local_socket::{
        Place, Places, User, Workers,
        limits::{CALLERS_MAX, CALLERS_OF_A_USER_MAX, SILENCE_MAX, WRITE_TIMEOUT},
        line_io::{CHUNK, take_line},
    },
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    net::sockopt::socket_peercred,
};
use std::{
    collections::VecDeque,
    io::{self, ErrorKind, Read, Write},
    os::unix::net::{UnixListener, UnixStream},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

/// The longest sleep where the next one cannot be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// A program that is connected, and what it has sent so far.
pub struct Caller {
    stream: UnixStream,
    place: Place,
    unread: Vec<u8>,
    /// The longest request.
    bytes_max: usize,
    deadline: Deadline,
    watcher: Watcher,
}

/// The way back to the thread that watches.
#[derive(Clone)]
struct Watcher {
    returned: Sender<Caller>,
    wake: Arc<UnixStream>,
}

/// Watches a listener from now on; `ask` is run by a worker for each request of a caller, which has at most `bytes_max`.
pub(super) fn watch(
    listener: UnixListener,
    bytes_max: usize,
    workers: Workers,
    ask: impl Fn(Caller, String) + Send + Sync + 'static,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let (wake, woken) = UnixStream::pair()?;
    wake.set_nonblocking(true)?;
    woken.set_nonblocking(true)?;
    let (returned, back) = mpsc::channel();
    let watch = Watch {
        listener,
        bytes_max,
        woken,
        back,
        watcher: Watcher { returned, wake: Arc::new(wake) },
        places: Places::new(CALLERS_MAX, CALLERS_OF_A_USER_MAX),
        silent: VecDeque::new(),
        workers,
        ask: Arc::new(ask),
    };
    thread::Builder::new().name("socket".to_owned()).spawn(move || watch.run()).map(drop)
}

impl Caller {
    /// The user that the program runs as.
    pub fn user(&self) -> &User {
        self.place.user()
    }

    /// Sends the answer, and waits for the next request. A caller that does not take it is let go.
    pub fn answer(mut self, text: &str) {
        let sent =
            self.stream.set_nonblocking(false).and_then(|()| self.stream.write_all(format!("{text}\n").as_bytes()));
        if sent.and_then(|()| self.stream.set_nonblocking(true)).is_ok() {
            let Watcher { returned, wake } = self.watcher.clone();
            drop(returned.send(self));
            // If there is no room, the thread is being woken already.
            let _ = (&*wake).write(&[1]);
        }
    }

    /// Reads what has come: a request, or nothing yet; an error if the caller is gone or sends no lines.
    fn read(&mut self) -> io::Result<Option<String>> {
        let mut buffer = [0; CHUNK];
        match self.stream.read(&mut buffer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(length) => self.unread.extend(buffer.iter().take(length)),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(error) => return Err(error),
        }
        self.next_line()
    }

    /// The next request, if all of it has come.
    fn next_line(&mut self) -> io::Result<Option<String>> {
        take_line(&mut self.unread, self.bytes_max)
    }
}

struct Watch<Ask> {
    listener: UnixListener,
    bytes_max: usize,
    woken: UnixStream,
    back: Receiver<Caller>,
    watcher: Watcher,
    places: Arc<Places>,
    /// Who has not asked yet, longest first.
    silent: VecDeque<Caller>,
    workers: Workers,
    ask: Arc<Ask>,
}

impl<Ask: Fn(Caller, String) + Send + Sync + 'static> Watch<Ask> {
    fn run(mut self) {
        let mut accepts = true;
        loop {
            let ready = self.wait(accepts);
            self.listen_to(&ready);
            while self.silent.front().is_some_and(|caller| caller.deadline.remaining().is_err()) {
                self.silent.pop_front();
            }
            while let Ok(caller) = self.back.try_recv() {
                self.hear(Caller { deadline: Deadline::after(SILENCE_MAX), ..caller }, Caller::next_line);
            }
            accepts = self.accept();
        }
    }

    /// Waits until something happens; says for each silent caller whether it was at it.
    fn wait(&mut self, accepts: bool) -> Vec<bool> {
        let silence_ends = self.silent.front().map(|caller| caller.deadline.remaining().unwrap_or_default());
        let sleep = silence_ends.into_iter().chain((!accepts).then_some(ACCEPT_PAUSE)).min();
        let mut sources = vec![PollFd::new(&self.woken, PollFlags::IN)];
        sources.extend(self.silent.iter().map(|caller| PollFd::new(&caller.stream, PollFlags::IN)));
        if accepts {
            sources.push(PollFd::new(&self.listener, PollFlags::IN));
        }
        let timeout = sleep.and_then(|sleep| Timespec::try_from(sleep).ok());
        if poll(&mut sources, timeout.as_ref()).is_err() {
            return Vec::new();
        }
        let ready = |source: &PollFd<'_>| !source.revents().is_empty();
        let ready = sources.iter().skip(1).take(self.silent.len()).map(ready).collect();
        let mut buffer = [0; 64];
        while matches!(self.woken.read(&mut buffer), Ok(1..)) {}
        ready
    }

    fn listen_to(&mut self, ready: &[bool]) {
        let silent = std::mem::take(&mut self.silent);
        for (place, caller) in silent.into_iter().enumerate() {
            if ready.get(place).is_some_and(|ready| *ready) {
                self.hear(caller, Caller::read);
            } else {
                self.silent.push_back(caller);
            }
        }
    }

    /// Hands a caller that has asked to a worker, and goes on watching one that has not.
    fn hear(&mut self, mut caller: Caller, read: impl Fn(&mut Caller) -> io::Result<Option<String>>) {
        match read(&mut caller) {
            Ok(Some(line)) => {
                let ask = self.ask.clone();
                self.workers.run(move || ask(caller, line));
            }
            Ok(None) => self.silent.push_back(caller),
            // It is gone.
            Err(_) => {}
        }
    }

    /// Accepts everybody who waits; whether the next can be accepted too.
    fn accept(&mut self) -> bool {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => drop(self.admit(stream)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // No file descriptor is left: the place of a silent one may do.
                Err(_) => return self.silent.pop_front().is_some(),
            }
        }
    }

    fn admit(&mut self, stream: UnixStream) -> io::Result<()> {
        let user = User(socket_peercred(&stream)?.uid.to_string());
        let place = self.places.take(&user).or_else(|crowd| {
            if let Some(longest) = self.silent.iter().position(|caller| *caller.user() == crowd) {
                self.silent.remove(longest);
            }
            self.places.take(&user)
        });
        // Everybody of the crowd waits for an answer: so does the next one, by asking again.
        let Ok(place) = place else { return Ok(()) };
        stream.set_nonblocking(true)?;
        stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
        let (deadline, bytes_max, watcher) = (Deadline::after(SILENCE_MAX), self.bytes_max, self.watcher.clone());
        self.silent.push_back(Caller { stream, place, unread: Vec::new(), bytes_max, deadline, watcher });
        Ok(())
    }
}
