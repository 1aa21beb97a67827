//! A part of a bundle: one file, the commands that print it, how long they may take, and what the file is for.

use muster_core::lang::Text;

/// One file of a bundle.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Name of the file. The commands of an event log write it themselves; of others it is what they print.
    pub file: &'static str,
    /// Seconds until the collector goes on without it.
    pub seconds: u32,
    /// What the commands are repeated for.
    pub each: Each,
    /// What is run.
    pub work: Work,
    /// What the file tells, for who has to permit its collection.
    pub why: Text,
}

/// What the commands of a part are repeated for. Their placeholders stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// Each activation host that a setting or DNS names: `{host}` and `{port}`, also in `MUSTER_HOST` and `MUSTER_PORT`.
    Host,
    /// Each folder of `ospp.vbs`: `{office}`.
    Office,
    /// Nothing, but they run only where this machine is a client or a host of Muster.
    Muster,
    /// Nothing, but they run only where this machine is a client of Muster.
    MusterClient,
    /// Nothing, but they run only where this machine is a host of Muster.
    MusterHost,
    /// Nothing: they run once.
    Once,
    /// Each DNS suffix that the machine searches: `{suffix}`.
    Suffix,
}

/// What a part runs.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    /// Commands, one after another.
    Commands(&'static [Command]),
    /// `GET /health` of the host of Muster on this machine, at the port that `muster host status --json` names. Not in the script.
    Health,
    /// What `muster doctor probe` sees: SRV records of each suffix, a bind to each host that a setting or DNS names. Not in the
    /// script.
    Probe,
    /// Values of the registry by their names, with `reg query`. Nothing else of a key is read, for some hold product keys.
    Values(&'static [(&'static str, Depth, &'static [&'static str])]),
}

/// Whether keys below a key are read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The key alone.
    Key,
    /// And all below it.
    Tree,
}

/// A command. `{bundle}` in an argument stands for the folder of the bundle.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Program and arguments. Never a double quote: it would have to be quoted differently for each program.
    pub words: &'static [&'static str],
    /// Which exit codes are failures.
    pub exit: Exit,
}

/// Which exit codes of a command are failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// None: what it printed tells. It may also be missing; what is printed then is no failure.
    Any,
    /// All but 0.
    Zero,
}

impl Command {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, exit: Exit::Zero }
    }

    pub(super) const fn any_exit(words: &'static [&'static str]) -> Self {
        Self { words, exit: Exit::Any }
    }

    /// Whether this runs in PowerShell, which policies of a company may forbid.
    pub fn is_power_shell(&self) -> bool {
        self.words.first().is_some_and(|program| *program == "powershell")
    }

    /// What a failure is reported as: the command without the text of a program or of a query.
    pub fn title(&self) -> String {
        let words: &[&str] = if self.is_power_shell() { &["powershell"] } else { self.words };
        let words = words.iter().filter(|word| !word.starts_with("/q:"));
        words.map(|word| word.rsplit('\\').next().unwrap_or(word).replace(['{', '}'], "")).collect::<Vec<_>>().join(" ")
    }
}

pub(super) const fn part(file: &'static str, seconds: u32, work: Work, why: Text) -> Part {
    Part { file, seconds, each: Each::Once, work, why }
}

pub(super) const fn repeated(each: Each, file: &'static str, seconds: u32, work: Work, why: Text) -> Part {
    Part { file, seconds, each, work, why }
}

impl Part {
    /// Whether the commands write the file themselves.
    pub fn is_event_log(&self) -> bool {
        self.file.ends_with(".evtx")
    }
}
