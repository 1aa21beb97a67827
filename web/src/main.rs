//! The program in the page. See the library.

use std::{
    fs::File,
    io::{self, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let mut output = io::stdout().lock();
    // The page's only directory, in which the files of the request are their numbers.
    let open = |number: usize| File::open(format!("/{number}"));
    let answered = muster_web::answer(&mut io::stdin().lock(), open, &mut output).and_then(|()| output.flush());
    match answered {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even this cannot be written, the exit code says it.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}
