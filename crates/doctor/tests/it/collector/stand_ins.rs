//! A system folder of stand-ins for the tools of Windows.

use super::evtx_file::{self, Written};
use muster_doctor::collector::{Part, WINDOWS, Work};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/collector/standin.c");
/// Programs that the script needs beside those of its parts.
const HELPERS: [&str; 6] = ["chcp.com", "whoami.exe", "find.exe", "ping.exe", "tar.exe", "reg.exe"];

/// A folder that stands for `C:\Windows`.
pub(super) struct System {
    pub(super) root: PathBuf,
}

impl System {
    /// Writes the answers of a language, in its code page, and the stand-ins that give them; those named are left out.
    pub(super) fn new(folder: &Path, answers: &str, encode: fn(&str) -> Vec<u8>, absent: &[&str]) -> Self {
        let root = folder.join("windows");
        let system = Self { root };
        let shell = system.folder().join("WindowsPowerShell/v1.0");
        fs::create_dir_all(&shell).expect("a folder");
        let built = folder.join("standin.exe");
        let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
        let done = compiler.args(["-O1", "-s", SOURCE, "-o"]).arg(&built).status();
        assert!(
            done.expect("the Debian package gcc-mingw-w64-x86-64 is installed").success(),
            "{SOURCE} does not compile"
        );
        let index = write_answers(&system.folder(), answers, encode);
        fs::write(system.folder().join("answers.txt"), &index).expect("written");
        let logged = |provider, id, channel, data| evtx_file::file(&[Written { provider, id, channel, data }]);
        let application = logged("Microsoft-Windows-Security-SPP", "8198", "Application", &["hr=0xC004F074", ""]);
        fs::write(system.folder().join("application.evtx"), application).expect("written");
        let quiet = logged("Microsoft-Windows-Security-SPP", "903", "Application", &[]);
        fs::write(system.folder().join("quiet.evtx"), quiet).expect("written");
        let service = logged("Service Control Manager", "7036", "System", &["Software Protection", "running"]);
        fs::write(system.folder().join("system.evtx"), service).expect("written");
        // PowerShell lies two folders deeper and looks beside itself.
        fs::write(shell.join("answers.txt"), index.replace("answer-", "..\\..\\answer-")).expect("written");
        for program in
            programs().into_iter().chain(HELPERS.map(str::to_owned)).filter(|name| !absent.contains(&name.as_str()))
        {
            let place = if program == "powershell.exe" { shell.join(&program) } else { system.folder().join(&program) };
            fs::copy(&built, place).expect("copied");
        }
        fs::create_dir_all(system.folder().join("slmgr/0409")).expect("a folder");
        fs::write(
            system.folder().join("slmgr/0409/slmgr.ini"),
            "L_MsgA=\"Licensed\"\r\nL_MsgB=\"B\"\r\nL_MsgC=\"C\"\r\n",
        )
        .expect("written");
        system
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.root.join("System32")
    }

    /// A stand-in that hangs does so while it has its answers.
    pub(super) fn end_what_hangs(&self) {
        for folder in [self.folder(), self.folder().join("WindowsPowerShell/v1.0")] {
            fs::remove_file(folder.join("answers.txt")).expect("the answers");
        }
    }

    /// What was called, as the program saw it, without paths.
    pub(super) fn calls(&self) -> Vec<String> {
        let places = [self.folder().join("calls.txt"), self.folder().join("WindowsPowerShell/v1.0/calls.txt")];
        let lines = places.iter().flat_map(|place| {
            let bytes = fs::read(place).unwrap_or_default();
            String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect::<Vec<_>>()
        });
        lines.collect()
    }
}

/// The programs of the parts; cmd itself is Wine's.
fn programs() -> Vec<String> {
    let words = |part: &Part| match part.work {
        Work::Commands(commands) => commands.iter().filter_map(|command| command.words.first().copied()).collect(),
        _ => Vec::new(),
    };
    let mut names: Vec<&str> = WINDOWS.iter().flat_map(words).filter(|name| *name != "cmd").collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| format!("{name}.exe")).collect()
}

/// Writes a file for each answer: `== call ; exit code ; mode` above what is printed. Returns their index.
fn write_answers(folder: &Path, answers: &str, encode: fn(&str) -> Vec<u8>) -> String {
    let mut index = String::new();
    for (number, answer) in format!("\n{answers}").split("\n== ").skip(1).enumerate() {
        let (head, text) = answer.split_once('\n').unwrap_or((answer, ""));
        let mut head = head.split(" ; ");
        let call = head.next().unwrap_or_default();
        let code = head.next().unwrap_or("0");
        let mode = head.next().unwrap_or("print");
        let name = match mode.split_once(' ') {
            Some((_, file)) => file.to_owned(),
            None => {
                let name = format!("answer-{number}.txt");
                fs::write(folder.join(&name), encode(&text.replace('\n', "\r\n"))).expect("written");
                name
            }
        };
        index += &format!("{call}\t{code}\t{}\t{name}\n", mode.split(' ').next().unwrap_or_default());
    }
    index
}
