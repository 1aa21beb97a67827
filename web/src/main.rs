//! The program in the page. See the library.

use std::{
    io::{self, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let mut output = io::stdout().lock();
    let answered = muster_web::answer(&mut io::stdin().lock(), &mut output).and_then(|()| output.flush());
    match answered {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even this cannot be written, the exit code says it.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}
