//! What can be read from any place.

use std::io::{Read, Seek};

/// A source of bytes.
pub(crate) trait ReadSeek: Read + Seek {}

impl<R: Read + Seek> ReadSeek for R {}
