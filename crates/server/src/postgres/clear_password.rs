//! A connection without TLS on which no password is sent in clear: a server that asks for one is refused.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Type, length and, for a message of authentication, its kind.
const HEAD: usize = 9;
/// AuthenticationCleartextPassword.
const CLEAR: [u8; 4] = [0, 0, 0, 3];
/// AuthenticationOk: nothing is asked for after it.
const DONE: [u8; 4] = [0, 0, 0, 0];

/// A stream that looks at what the server sends until it lets the client in.
pub(super) struct Guarded<S> {
    stream: S,
    head: Vec<u8>,
    /// Bytes of the message that are still to come.
    left: usize,
    done: bool,
}

impl<S> Guarded<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, head: Vec::with_capacity(HEAD), left: 0, done: false }
    }

    fn look(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while let (false, Some((first, rest))) = (self.done, bytes.split_first()) {
            if self.left > 0 {
                let skipped = self.left.min(bytes.len());
                self.left -= skipped;
                bytes = &bytes[skipped..];
                continue;
            }
            self.head.push(*first);
            bytes = rest;
            let [kind, a, b, c, d, asked @ ..] = &self.head[..] else { continue };
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            if *kind == b'R' && length >= 8 && asked.len() < 4 {
                continue;
            }
            if *kind == b'R' && asked == CLEAR {
                return Err(io::Error::other(
                    "the server asks for the password in clear, and the connection is not by TLS",
                ));
            }
            self.done = *kind == b'R' && asked == DONE;
            self.left = (length + 1).saturating_sub(self.head.len());
            self.head.clear();
        }
        Ok(())
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        Poll::Ready(self.look(&buffer.filled()[before..]))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::Guarded;

    /// Whether the server's bytes are let through, whatever pieces they come in.
    fn passes(bytes: &[u8]) -> bool {
        let whole = Guarded::new(()).look(bytes).is_ok();
        let mut stream = Guarded::new(());
        let pieces = bytes.iter().all(|byte| stream.look(&[*byte]).is_ok());
        assert_eq!(whole, pieces);
        whole
    }

    #[test]
    fn a_server_that_asks_for_the_password_in_clear_is_refused() {
        let notice = b"N\0\0\0\x08abcd";
        let (clear, scram, done) = (b"R\0\0\0\x08\0\0\0\x03", b"R\0\0\0\x0a\0\0\0\x0aS\0", b"R\0\0\0\x08\0\0\0\0");
        assert!(!passes(clear));
        assert!(!passes(&[&notice[..], clear].concat()));
        assert!(!passes(&[&scram[..], clear].concat()));
        assert!(passes(scram) && passes(&[&scram[..], done].concat()));
        assert!(passes(&[&done[..], clear].concat()), "data after the authentication is not looked at");
    }
}
