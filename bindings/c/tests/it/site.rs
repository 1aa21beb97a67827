//! A machine whose agent answers, and programs that are compiled against the library.

use muster_client::{
    Channel, ClientError, Env,
    agent::{Agent, AgentEnv},
};
use muster_testbed::harness::world::{World, env, ledger};
use std::{
    env::current_exe,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

/// The machine's name, which is its identity too.
const MACHINE: &str = "pc";

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The folder in which cargo puts the libraries that it makes for this test.
pub(crate) fn libraries() -> PathBuf {
    current_exe().expect("this program").parent().expect("its folder").to_owned()
}

struct RealTime;

impl AgentEnv for RealTime {
    fn local(&self) -> Env {
        env(MACHINE, muster_client::Clock::System.now())
    }

    fn env(&self) -> Result<Env, ClientError> {
        Ok(self.local())
    }

    fn attempted(&self, _: muster_client::ActivationId, _: muster_client::Code, _: Option<Channel>) {}

    fn failed(&self, error: &ClientError) {
        panic!("{error}");
    }
}

/// A machine with an agent, licensed by a host.
pub(crate) struct Site {
    world: World,
    socket: PathBuf,
}

impl Site {
    pub(crate) fn new() -> Self {
        let world = World::in_real_time();
        let host = world.filled_host("kms");
        let (mut client, _) = world.client(MACHINE);
        assert!(world.activate_at(&mut client, MACHINE, host.address()).is_activated());
        let socket = world.path("agent.sock");
        Agent::new(&world.path(MACHINE).join("client"), Arc::new(RealTime)).listen(&socket).expect("it listens");
        Self { world, socket }
    }

    /// Where a product is built.
    pub(crate) fn folder(&self) -> PathBuf {
        self.world.path("")
    }

    pub(crate) fn root_key(&self) -> &str {
        self.world.vendor.root.trim()
    }

    pub(crate) fn product(&self) -> String {
        ledger(&self.world).to_string()
    }

    /// The options of a product on this machine.
    pub(crate) fn options(&self) -> String {
        format!(r#"{{"agent": "{}", "identity": "{MACHINE}"}}"#, self.socket.display())
    }

    /// Writes the header in which a vendor keeps what is its own, as a text of C is written.
    pub(crate) fn write_vendor_header(&self) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', ""));
        let [key, product, options] = [self.root_key(), &self.product(), &self.options()].map(quoted);
        let text = format!("#define ROOT_KEY {key}\n#define PRODUCT_ID {product}\n#define OPTIONS {options}\n");
        fs::write(self.folder().join("vendor.h"), text).expect("written");
    }

    /// The same for Python, and where the library is.
    pub(crate) fn write_vendor_module(&self, library: &Path) {
        let [key, product, options] =
            [self.root_key(), &self.product(), &self.options()].map(|text| format!("rb'{}'", text.replace('\n', "")));
        let text = format!(
            "LIBRARY = '{}'\nROOT_KEY = {key}\nPRODUCT_ID = {product}\nOPTIONS = {options}\n",
            library.display()
        );
        fs::write(self.folder().join("vendor.py"), text).expect("written");
    }

    /// Compiles a program by a compiler with its options, and runs it.
    pub(crate) fn run(&self, name: &str, source: &str, compiler: &[&str], libraries: &[&str]) -> Output {
        let (text, program) = (self.folder().join(format!("{name}.c")), self.folder().join(name));
        fs::write(&text, source).expect("written");
        let mut command = Command::new(compiler[0]);
        command.args(&compiler[1..]).args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"]);
        command.arg(root().join("include")).arg("-I").arg(self.folder()).arg(&text).args(["-x", "none"]);
        let built = command.args(libraries).arg("-o").arg(&program).output().expect("a compiler is installed");
        assert!(built.status.success(), "{name}: {}", String::from_utf8_lossy(&built.stderr));
        Command::new(program).output().expect("it runs")
    }
}
