//! Every limit of the listener; docs/limits.md says what happens at each.

use std::time::Duration;

/// A header with its request line, in bytes. A longer one is refused (431).
pub const HEADER_BYTES_MAX: usize = 16 * 1024;
/// Fields of a header. One with more is refused (431).
pub const HEADER_FIELDS_MAX: usize = 64;
/// A connection on which no whole request arrives for this long is closed, idle ones included.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Whoever takes so many bytes of an answer within [`REQUEST_TIMEOUT`] may take the rest: a long download lasts.
pub const PROGRESS_BYTES: usize = 64 * 1024;
/// A connection that sent a request larger than this is closed after the answer: its buffer has grown.
pub const KEEP_ALIVE_BYTES_MAX: usize = 8 * 1024;
/// Bytes of unfinished requests that are held at once.
pub const HELD_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Bytes of unfinished requests of one network that are held at once.
pub const HELD_BYTES_MAX_PER_NETWORK: usize = 512 * 1024;
/// A request whose body takes longer is refused.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// A large body, of somebody who is known to be let, may take so long.
pub const LARGE_BODY_TIMEOUT: Duration = Duration::from_secs(60);
/// Open connections; at the limit an idle one is evicted.
pub const CONNECTIONS_MAX: usize = 4_864;
/// Connections that the kernel queues until they are accepted; one more would be retried only after a second.
pub const BACKLOG: u32 = 4_096;
/// How long open requests may take to finish at shutdown.
pub const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);
/// File descriptors that are kept for the store, DNS, logs and files; the rest is for connections.
pub const FILES_RESERVED: u64 = 64;
