//! The vendor: an authority with a license pack, its keys, and its service.

use crate::error::TestbedError;
use muster_authority::{Authority, KeyDetails, KeyOrder, KeyTerms, NewSecrets, RootPlace};
use muster_core::{
    authority::quota::Limit,
    code,
    keys::product_key::{KeyKind, ProductKey},
    sentence,
    time::Moment,
};
use muster_platform::{clock::Clock, files};
use muster_server::listener;
use std::{net::SocketAddr, path::Path, sync::Arc};
use tokio::{sync::oneshot, task::JoinHandle};

/// The description of the license pack, TOML: the products Ledger and UnsignedLicense.
pub const PACK: &str = include_str!("pack.toml");
const HOST_KEY_GROUP: u16 = 90;
const RETURNABLE_GROUP: u16 = 91;
const PRODUCT_LEDGER: u16 = 1;
const PRODUCT_DRAFT: u16 = 2;
/// What Ledger needs.
pub const LEDGER_THRESHOLD: u32 = 25;

/// A vendor with an authority.
pub struct Vendor {
    /// The authority.
    pub authority: Arc<Authority>,
    /// The root key, as hosts and clients get it.
    pub root: String,
    /// The signed license pack.
    pub pack: String,
    /// A host key for Ledger.
    pub host_key: ProductKey,
    /// The setup key of Ledger: threshold 25.
    pub ledger_key: ProductKey,
    /// The setup key of UnsignedLicense, which the host key does not cover.
    pub draft_key: ProductKey,
}

impl Vendor {
    /// A new vendor in `directory`.
    pub fn new(directory: &Path, now: Moment) -> Result<Self, TestbedError> {
        let passphrase: String =
            muster_platform::entropy::bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
        let home = directory.join("authority");
        let authority = Authority::init(&home, &RootPlace::File, &passphrase, &NewSecrets::random())?;
        files::write_secret(&home.join("passphrase.txt"), &passphrase)?;
        let pack = authority.sign_pack(PACK, now)?;
        let keys = authority.issue_keys(&host_key(1), now)?;
        let missing =
            || TestbedError::new(code::UNEXPECTED, sentence!("the pack lacks a product", "パックに製品がありません"));
        let products = authority.pack()?.products;
        let setup = |number| {
            let product = products.iter().find(|product| product.number == number);
            product.map(|product| product.setup_key).ok_or_else(missing)
        };
        Ok(Self {
            root: files::read(&authority.root_file())?,
            pack,
            host_key: keys.first().copied().ok_or_else(missing)?,
            ledger_key: setup(PRODUCT_LEDGER)?,
            draft_key: setup(PRODUCT_DRAFT)?,
            authority: Arc::new(authority),
        })
    }

    /// Starts its service on a free loopback port.
    pub async fn serve(&self, clock: Clock) -> Result<RunningAuthority, TestbedError> {
        let listener = listener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let router = muster_authority::router(&self.authority, clock);
        let task = tokio::spawn(listener::serve(listener, None, router, async {
            drop(stopped.await);
        }));
        Ok(RunningAuthority { address, stop, task })
    }
}

/// `count` host keys for Ledger.
pub fn host_key(count: u32) -> KeyOrder {
    KeyOrder {
        kind: KeyKind::Host,
        group: HOST_KEY_GROUP,
        count,
        limit: Limit::HOST,
        details: KeyDetails::default(),
        terms: KeyTerms::default(),
    }
}

/// A MAK for Ledger.
pub fn mak(limit: u32, ceiling: u32) -> KeyOrder {
    KeyOrder {
        kind: KeyKind::Multiple,
        group: HOST_KEY_GROUP,
        count: 1,
        limit: Limit::Multiple { limit, ceiling },
        details: KeyDetails::default(),
        terms: KeyTerms::default(),
    }
}

/// The same of the key group whose activations last a year and can be returned.
pub fn returnable_mak(limit: u32, ceiling: u32) -> KeyOrder {
    KeyOrder { group: RETURNABLE_GROUP, ..mak(limit, ceiling) }
}

/// A running authority.
pub struct RunningAuthority {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl RunningAuthority {
    /// Where hosts reach it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends it.
    pub async fn stop(self) {
        drop(self.stop);
        drop(self.task.await);
    }
}
