//! The doctor as one web page: what the page's worker runs.
//!
//! The program speaks WASI (`wasm32-wasip1`, preview 1): a request on standard input, a [`Response`] on standard output. The
//! request is one line of JSON:
//!
//! ```text
//! {"files":[{"name":"ato.txt"}],"at":1795716000,"json":false,"mask":null}
//! ```
//!
//! `mask` is a mapping of `muster doctor --mask`; `{}` masks with a new one. Each file of the request is opened by its number, and
//! read as far as it is needed, one after the other: no two lie in memory at once. The page sees how far that is, and ends the
//! program with its worker, which frees all of it.
//!
//! Never: it opens no other file and asks nothing over a network; the page gives it neither.

mod request;
mod response;

pub use response::{Diagnosed, Response, Texts};

use muster_doctor::{Diagnosis, EvidenceReader, EvidenceSet, mask::Mask};
use request::Request;
use std::io::{self, BufRead, Read, Seek, Write};

/// Reads a request and writes the response; `open` opens a file of the request by its number, from 0.
///
/// Fails if the request is not understood, if a file cannot be opened, and if the response cannot be written. Of a file that
/// cannot be read, the response says so.
pub fn answer<F: Read + Seek>(
    input: &mut impl BufRead,
    open: impl Fn(usize) -> io::Result<F>,
    output: &mut impl Write,
) -> io::Result<()> {
    let request = Request::read(input)?;
    let response = match request.mask() {
        Err(error) => Response::MappingRefused(error.to_string()),
        Ok(mask) => diagnosed(&request, read(&request, open)?, mask),
    };
    serde_json::to_writer(output, &response)?;
    Ok(())
}

fn read<F: Read + Seek>(request: &Request, open: impl Fn(usize) -> io::Result<F>) -> io::Result<EvidenceSet> {
    let mut reader = EvidenceReader::default();
    for (number, name) in request.names().enumerate() {
        reader.add(name, open(number)?);
    }
    Ok(reader.finish())
}

fn diagnosed(request: &Request, mut set: EvidenceSet, mut mask: Option<Mask>) -> Response {
    if let Some(mask) = &mut mask {
        mask.apply(&mut set);
    }
    Response::Diagnosed(Box::new(Diagnosed::new(&Diagnosis::of(&set), request.imprint(), request.json, mask)))
}
