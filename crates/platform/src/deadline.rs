//! A moment by which an exchange over the network has ended, however its bytes come: a timeout of one read starts anew with
//! each byte, a deadline does not.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

/// The longest wait for one of several addresses to take a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// When an exchange has to have ended.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// The moment when so much time has passed from now.
    #[expect(clippy::disallowed_methods, reason = "how long the network takes is real time")]
    pub fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// The time that is left, more than zero; the error `TimedOut` if there is none.
    #[expect(clippy::disallowed_methods, reason = "how long the network takes is real time")]
    pub fn remaining(self) -> io::Result<Duration> {
        let left = self.0.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }

    /// This deadline, or so much time from now if that is sooner.
    pub fn within(self, time: Duration) -> Self {
        Self(self.0.min(Self::after(time).0))
    }
}

/// A TCP connection whose reads and writes all end by one deadline.
#[derive(Debug)]
pub struct DeadlineStream {
    stream: TcpStream,
    /// May be set anew for each exchange.
    pub deadline: Deadline,
}

impl DeadlineStream {
    /// Connects to the first of some addresses that takes a connection; waits for each of them for at most 5 seconds. Returns
    /// the error of the last.
    pub fn connect(addresses: &[SocketAddr], deadline: Deadline) -> io::Result<Self> {
        let mut failure = ErrorKind::AddrNotAvailable.into();
        for address in addresses {
            match TcpStream::connect_timeout(address, deadline.remaining()?.min(CONNECT_TIMEOUT)) {
                Ok(stream) => return Ok(Self { stream, deadline }),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }
}

impl Read for DeadlineStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.deadline.remaining()?))?;
        self.stream.read(buffer).map_err(timed_out)
    }
}

impl Write for DeadlineStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.deadline.remaining()?))?;
        self.stream.write(bytes).map_err(timed_out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Linux says `WouldBlock` where a timeout has passed, and Windows a sentence of its own: everywhere it is "timed out".
fn timed_out(error: io::Error) -> io::Error {
    if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) {
        ErrorKind::TimedOut.into()
    } else {
        error
    }
}

#[cfg(test)]
mod tests {
    use super::{Deadline, DeadlineStream};
    use std::{
        io::{ErrorKind, Read, Write},
        net::{SocketAddr, TcpListener},
        sync::mpsc,
        thread,
        time::Duration,
    };

    /// Sends a byte every 20 milliseconds until nobody reads.
    fn drip() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let (_never, tick) = mpsc::channel::<()>();
            while stream.write_all(b"x").is_ok() {
                let _ = tick.recv_timeout(Duration::from_millis(20));
            }
        });
        address
    }

    #[test]
    fn bytes_that_drip_do_not_move_the_deadline() {
        let closed = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let deadline = Deadline::after(Duration::from_millis(300));
        let mut stream = DeadlineStream::connect(&[closed, drip()], deadline).expect("the second address listens");
        let mut read = Vec::new();
        let error = stream.read_to_end(&mut read).expect_err("the bytes never end");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(!read.is_empty() && deadline.remaining().is_err());
        assert_eq!(stream.write(b"x").expect_err("too late").kind(), ErrorKind::TimedOut);
    }

    #[test]
    fn the_sooner_of_two_deadlines_holds() {
        let long = Deadline::after(Duration::from_secs(3600));
        assert!(long.within(Duration::from_secs(60)).remaining().expect("time") <= Duration::from_secs(60));
        assert!(Deadline::after(Duration::ZERO).within(Duration::from_secs(60)).remaining().is_err());
    }
}
