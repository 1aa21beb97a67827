//! The doctor as one web page: what the page's worker runs.
//!
//! The program speaks WASI (`wasm32-wasip1`, preview 1) and uses two streams: a request on standard input, a [`Response`] on
//! standard output. The request is one line of JSON, and behind it the bytes of its files, one after the other:
//!
//! ```text
//! {"files":[{"name":"ato.txt","size":61}],"at":1795716000,"json":false,"mask":null}
//! ```
//!
//! `mask` is a mapping of `muster doctor --mask`; `{}` masks with a new one. The page gives the bytes from the files as they are
//! read, so that they lie in memory once, and ends the program with its worker, which frees all of it.
//!
//! Never: it opens no file and asks nothing over a network; the page gives it neither.

mod request;
mod response;

pub use response::{Diagnosed, Response, Texts};

use muster_doctor::Diagnosis;
use request::Request;
use std::io::{self, BufRead, Write};

/// Reads a request and writes the response.
///
/// Fails if the request is not understood or its files end early, and if the response cannot be written.
pub fn answer(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<()> {
    let request = Request::read(input)?;
    let sources = request.sources(input)?;
    serde_json::to_writer(output, &respond(&request, &sources))?;
    Ok(())
}

fn respond(request: &Request, sources: &[muster_doctor::Source]) -> Response {
    let mut mask = match request.mask() {
        Ok(mask) => mask,
        Err(error) => return Response::MappingRefused(error.to_string()),
    };
    let mut set = muster_doctor::read(sources);
    if let Some(mask) = &mut mask {
        mask.apply(&mut set);
    }
    Response::Diagnosed(Box::new(Diagnosed::new(&Diagnosis::of(&set), request.imprint(), request.json, mask)))
}
