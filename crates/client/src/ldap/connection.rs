//! The wire below LDAP: TCP, TLS, and messages one by one. An exchange ends by a deadline and within a number of bytes, however
//! the server cuts them.

use super::error::{LdapError, unexpected};
use bytes::BytesMut;
use ldap3_lber::{parse::Parser, structure::StructureTag, write};
use ldap3_proto::proto::{LdapMsg, LdapOp};
use muster_core::sentence;
use muster_platform::deadline::{Deadline, DeadlineStream};
use rustls::{ClientConfig, ClientConnection, StreamOwned, pki_types::ServerName};
use std::{
    io::{self, Read, Write},
    net::SocketAddr,
    sync::Arc,
    time::Duration,
};

/// How long a connection, and then each exchange, may take.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);
const DEPTH_MAX: usize = 32;
/// The longest message that is read: an activation object has about 2 KB.
const MESSAGE_MAX: usize = 1024 * 1024;
/// The most that is read of the answer to one request.
const ANSWER_MAX: usize = 4 * 1024 * 1024;

enum Stream {
    Plain(DeadlineStream),
    Secure(Box<StreamOwned<ClientConnection, DeadlineStream>>),
}

/// A connection to a directory.
pub(super) struct Connection {
    stream: Stream,
    messages: i32,
    timeout: Duration,
    /// Bytes that the current answer may still have.
    left: usize,
}

impl Connection {
    /// Connects to the first address that takes a connection.
    pub(super) fn open(addresses: &[SocketAddr], deadline: Deadline, timeout: Duration) -> io::Result<Self> {
        let stream = Stream::Plain(DeadlineStream::connect(addresses, deadline)?);
        Ok(Self { stream, messages: 0, timeout, left: ANSWER_MAX })
    }

    /// The same connection over TLS; the handshake comes with the next message.
    pub(super) fn secure(self, config: Arc<ClientConfig>, name: ServerName<'static>) -> io::Result<Self> {
        let stream = match self.stream {
            Stream::Plain(plain) => {
                let session = ClientConnection::new(config, name).map_err(io::Error::other)?;
                Stream::Secure(Box::new(StreamOwned::new(session, plain)))
            }
            secure => secure,
        };
        Ok(Self { stream, ..self })
    }

    /// Sends a request, with which an exchange begins, and returns the id of its answers.
    pub(super) fn send(&mut self, op: LdapOp) -> Result<i32, LdapError> {
        self.messages += 1;
        self.left = ANSWER_MAX;
        self.set_deadline(Deadline::after(self.timeout));
        let mut bytes = BytesMut::new();
        let message = LdapMsg { msgid: self.messages, op, ctrl: Vec::new() };
        write::encode_into(&mut bytes, StructureTag::from(message))?;
        self.stream().write_all(&bytes)?;
        self.stream().flush()?;
        Ok(self.messages)
    }

    /// The next answer to a request.
    pub(super) fn receive(&mut self, id: i32) -> Result<LdapOp, LdapError> {
        loop {
            let message = self.read_message()?;
            if message.msgid == id {
                return Ok(message.op);
            }
        }
    }

    /// Reads one message: tag and length (X.690, definite form), then what they announce.
    fn read_message(&mut self) -> Result<LdapMsg, LdapError> {
        let mut frame = vec![0; 2];
        self.stream().read_exact(&mut frame)?;
        let first = frame.last().copied().unwrap_or_default();
        let length = if first < 0x80 {
            usize::from(first)
        } else {
            let mut more = vec![0; usize::from(first & 0x7F).min(8)];
            self.stream().read_exact(&mut more)?;
            frame.extend(&more);
            more.iter().fold(0_usize, |length, byte| length.saturating_mul(256).saturating_add((*byte).into()))
        };
        let start = frame.len();
        self.left = self.left.checked_sub(start.saturating_add(length)).ok_or_else(too_long)?;
        if length > MESSAGE_MAX {
            return Err(too_long());
        }
        frame.resize(start + length, 0);
        self.stream().read_exact(frame.get_mut(start..).unwrap_or_default())?;
        decode(&frame)
    }

    fn stream(&mut self) -> &mut dyn ReadWrite {
        match &mut self.stream {
            Stream::Plain(stream) => stream,
            Stream::Secure(stream) => stream,
        }
    }

    fn set_deadline(&mut self, deadline: Deadline) {
        match &mut self.stream {
            Stream::Plain(stream) => stream.deadline = deadline,
            Stream::Secure(stream) => stream.sock.deadline = deadline,
        }
    }
}

pub(crate) fn decode(frame: &[u8]) -> Result<LdapMsg, LdapError> {
    let (_, tag) = Parser::new(DEPTH_MAX).parse(frame).map_err(|_| unexpected())?;
    LdapMsg::try_from(tag).map_err(|_| unexpected())
}

trait ReadWrite: Read + Write {}
impl<T: Read + Write> ReadWrite for T {}

fn too_long() -> LdapError {
    let problem = sentence!("the directory answers more than an answer may have", "ディレクトリの応答が大きすぎます");
    io::Error::new(io::ErrorKind::InvalidData, problem).into()
}
