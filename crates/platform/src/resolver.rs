//! The addresses of a name, as this machine itself finds them (hosts file, DNS, whatever its administrator configured). The
//! call of the operating system knows no limit of time, so it runs beside and is waited for no longer than a deadline.

use crate::deadline::Deadline;
use std::{
    io::{self, ErrorKind},
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// Calls that nobody may be waiting for any more: each is a thread until the operating system answers.
const RUNNING_MAX: usize = 16;
/// More addresses of one name are left out.
const ADDRESSES_MAX: usize = 16;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// The addresses of a name, at most 16, in the order of this machine's policy. The error is `TimedOut` if they are not known by
/// then, or if 16 earlier calls hang.
pub fn addresses(name: &str, port: u16, deadline: Deadline) -> io::Result<Vec<SocketAddr>> {
    if let Ok(ip) = name.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, port)]);
    }
    let name = name.to_owned();
    beside(deadline, move || Ok((name.as_str(), port).to_socket_addrs()?.take(ADDRESSES_MAX).collect()))
}

/// Runs a call that cannot be stopped, and waits for it no longer than the deadline.
fn beside<T: Send + 'static>(
    deadline: Deadline,
    call: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let left = deadline.remaining()?;
    let place = Place::take().ok_or(ErrorKind::TimedOut)?;
    let (sender, answer) = mpsc::channel();
    thread::Builder::new().name("resolver".to_owned()).spawn(move || {
        let result = call();
        drop(place);
        // Nobody waits if it took too long.
        drop(sender.send(result));
    })?;
    answer.recv_timeout(left).map_err(|_| ErrorKind::TimedOut)?
}

/// One of the calls that may run at a time.
struct Place;

impl Place {
    fn take() -> Option<Self> {
        let more = |running: usize| (running < RUNNING_MAX).then_some(running + 1);
        RUNNING.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok().map(|_| Self)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::{RUNNING_MAX, addresses, beside};
    use crate::deadline::Deadline;
    use std::{io::ErrorKind, sync::mpsc, time::Duration};

    #[test]
    fn a_call_that_hangs_is_not_waited_for_and_takes_no_more_than_its_place() {
        let hang = |time: Duration| {
            let (release, held) = mpsc::channel::<()>();
            let error = beside(Deadline::after(time), move || {
                let _ = held.recv();
                Ok(())
            });
            (release, error.expect_err("it hangs").kind())
        };
        let hanging: Vec<_> = (0..RUNNING_MAX).map(|_| hang(Duration::from_millis(5))).collect();
        assert!(hanging.iter().all(|(_, kind)| *kind == ErrorKind::TimedOut));
        let (_release, kind) = hang(Duration::from_secs(3600));
        assert_eq!(kind, ErrorKind::TimedOut, "one too many does not begin");
        drop(hanging);
        let again = std::iter::repeat_with(|| beside(Deadline::after(Duration::from_secs(60)), || Ok(7)));
        assert_eq!(again.flatten().next(), Some(7), "places come back");
    }

    #[test]
    fn an_address_and_a_name_of_this_machine() {
        let soon = || Deadline::after(Duration::from_secs(60));
        assert_eq!(addresses("192.0.2.7", 1, soon()).expect("an address"), ["192.0.2.7:1".parse().expect("one")]);
        // The place of the other test may be taken; it comes back.
        let found = std::iter::repeat_with(|| addresses("localhost", 1, soon())).flatten().next().expect("addresses");
        assert!(found.iter().all(|address| address.ip().is_loopback() && address.port() == 1));
    }
}
