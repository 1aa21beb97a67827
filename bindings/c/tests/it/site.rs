//! A machine whose agent answers, for the tests and for `packaging/check-libraries`.

use muster_client::{
    Channel, ClientError, Env,
    agent::{Agent, AgentEnv},
};
use muster_testbed::{
    RunningHost,
    harness::world::{World, env, ledger},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

/// The machine's name, which is its identity too.
const MACHINE: &str = "pc";

/// What the samples import.
const VENDOR_FILES: &[(&str, &str)] = &[
    ("vendor.h", "#define ROOT_KEY $KEY\n#define PRODUCT_ID $PRODUCT\n#define OPTIONS $OPTIONS\n"),
    ("vendor.py", "import json\nROOT_KEY = $KEY\nPRODUCT_ID = $PRODUCT\nOPTIONS = json.loads($OPTIONS)\n"),
    // With what makes of the sample's agent that of the machine of the test.
    (
        "vendor.rs",
        "const ROOT_KEY: &str = $KEY;\nconst PRODUCT_ID: &str = $PRODUCT;\nconst SOCKET: &str = $SOCKET;\nconst IDENTITY: &str = $IDENTITY;\n",
    ),
    ("Vendor.java", "interface Vendor { String ROOT_KEY = $KEY, PRODUCT_ID = $PRODUCT, OPTIONS = $OPTIONS; }\n"),
    (
        "Vendor.cs",
        "static class Vendor { public const string RootKey = $KEY, ProductId = $PRODUCT, Options = $OPTIONS; }\n",
    ),
];

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
    // It serves as long as it is held.
    _host: RunningHost,
}

impl Site {
    pub(crate) fn new() -> Self {
        let world = World::in_real_time();
        world.change_key(&world.vendor.host_key, &["seats=50"], None);
        let pack = world.pack_with("export = true, seats = 5");
        let host = world.filled_host("kms");
        let (mut client, _) = world.client(MACHINE);
        client.install_pack(&pack).expect("newer");
        assert!(world.activate_at(&mut client, MACHINE, host.address()).is_activated());
        let socket = world.path("agent.sock");
        let agent = Agent::new(&world.path(MACHINE).join("client"), Arc::new(RealTime));
        agent.listen(&socket).expect("it listens");
        thread::spawn(move || agent.run());
        Self { world, socket, _host: host }
    }

    /// Writes into a folder what is the vendor's own, in every language.
    pub(crate) fn write_vendor_files(&self, folder: &Path) {
        let (socket, product) = (self.socket.display().to_string(), ledger(&self.world).to_string());
        let values = [
            ("$KEY", self.world.vendor.root.trim().replace('\n', "")),
            ("$PRODUCT", product),
            ("$OPTIONS", format!(r#"{{"agent": "{socket}", "identity": "{MACHINE}"}}"#)),
            ("$SOCKET", socket),
            ("$IDENTITY", MACHINE.to_owned()),
        ];
        for (name, text) in VENDOR_FILES {
            let text = values.iter().fold((*text).to_owned(), |text, (mark, value)| text.replace(mark, &quoted(value)));
            fs::write(folder.join(name), text).expect("written");
        }
    }
}

/// A text as all these languages write it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
