//! A machine whose agent answers, for the tests and for `packaging/check-libraries`.

use muster_client::{
    Channel, ClientError, Env,
    agent::{Agent, AgentEnv},
};
use muster_testbed::harness::world::{World, env, ledger};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The machine's name, which is its identity too.
const MACHINE: &str = "pc";

/// What the samples import.
const VENDOR_FILES: &[(&str, &str)] = &[
    ("vendor.h", "#define ROOT_KEY $KEY\n#define PRODUCT_ID $PRODUCT\n#define OPTIONS $OPTIONS\n"),
    ("vendor.py", "ROOT_KEY = b$KEY\nPRODUCT_ID = b$PRODUCT\nOPTIONS = b$OPTIONS\n"),
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

    /// Writes into a folder what is the vendor's own, in every language.
    pub(crate) fn write_vendor_files(&self, folder: &Path) {
        let options = format!(r#"{{"agent": "{}", "identity": "{MACHINE}"}}"#, self.socket.display());
        let values = [self.world.vendor.root.trim().replace('\n', ""), ledger(&self.world).to_string(), options];
        // All these languages write such a text in the same way.
        let [key, product, options] =
            values.map(|text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")));
        for (name, text) in VENDOR_FILES {
            let text = text.replace("$KEY", &key).replace("$PRODUCT", &product).replace("$OPTIONS", &options);
            fs::write(folder.join(name), text).expect("written");
        }
    }
}
