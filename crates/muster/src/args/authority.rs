//! Command-line arguments of `muster authority`.

use super::{
    authority_key::KeyCommand,
    client::TicketArguments,
    passphrase::{Passphrase, RootAccess},
};
use clap::{Args, Subcommand};
use muster_core::{client::discovery::HostAddress, id::ActivationId};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum AuthorityCommand {
    /// Make an authority with a new root key.
    Init {
        #[command(flatten)]
        place: RootArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Sign the next version of the license pack.
    Pack {
        /// Its description, TOML; the newest one without it, to carry new root keys and revocations.
        description: Option<PathBuf>,
        /// Where to write the signed pack; standard output without it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Replace files that exist.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Withdraw an earlier version of the license pack.
    RevokePack {
        /// The version.
        #[arg(value_name = "VERSION")]
        pack_version: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Product keys.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Customers, as they are written beside keys, and whom to ask there.
    #[cfg(feature = "console")]
    #[command(subcommand)]
    Customer(super::CustomerCommand),
    /// The desk: give the confirmation id of an installation id.
    Confirm {
        /// The installation id, or a file or an image (PNG, JPEG) of its QR code that holds it.
        #[arg(value_name = "IID|FILE")]
        installation_id: String,
        #[command(flatten)]
        ticket: TicketArguments,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Computers and directories that were activated.
    #[command(subcommand)]
    Computer(ComputerCommand),
    /// The audit log: everything that the authority did and refused.
    Audit {
        /// The audit log of the operators' pages instead: everything that was done or tried in them.
        #[cfg(feature = "console")]
        #[arg(long, global = true)]
        console: bool,
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Accounts of the operators' pages: make one, or a new link for one. No passphrase is needed.
    #[cfg(feature = "console")]
    #[command(subcommand)]
    Account(super::AccountCommand),
    /// Webhooks of the operators' pages: addresses that what happens is posted to. No passphrase is needed.
    #[cfg(feature = "console")]
    #[command(subcommand)]
    Webhook(super::WebhookCommand),
    /// The root key: change it without making an installation anew.
    #[command(subcommand)]
    Root(RootCommand),
    /// Sign an issuance license: a site's own certificates activate by it.
    Issuance {
        #[command(flatten)]
        terms: IssuanceArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Sign an enrolment file: it makes a machine a client by one command (`muster client enrol FILE`).
    Enrolment {
        #[command(flatten)]
        terms: EnrolmentArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Write everything that makes this authority into a new folder, while it may be running.
    Backup {
        /// The folder.
        folder: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make an authority from a backup, in a new folder. It issues nothing that may have been issued after the backup.
    Restore {
        /// The backup, or a folder that an authority ran in.
        #[arg(long, value_name = "FOLDER")]
        from: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Move the records into a PostgreSQL database that authorities can share; restart the service afterwards.
    Migrate {
        #[command(flatten)]
        database: super::DatabaseArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Hold the root key, opened, for other processes: they ask over a socket, and have no passphrase. Root and the account that it runs as
    /// may ask for everything, the owner of the authority's folder for licenses and confirmation ids alone. Unix only.
    Signer {
        /// Where it answers; signer.sock in the state folder without it.
        #[arg(long, value_name = "FILE")]
        socket: Option<PathBuf>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Answer hosts that want to be activated.
    Serve {
        /// Address and port to listen on.
        #[arg(long, default_value = "127.0.0.1:8443", value_name = "ADDRESS:PORT")]
        listen: String,
        /// Certificate chain, PEM. Without it the service speaks plain HTTP, on this machine's loopback addresses only.
        #[arg(long, requires = "tls_key", value_name = "FILE")]
        tls_certificate: Option<PathBuf>,
        /// Its key, PEM.
        #[arg(long, requires = "tls_certificate", value_name = "FILE")]
        tls_key: Option<PathBuf>,
        /// Speak plain HTTP on other addresses too: only where a proxy that speaks TLS is the one machine that reaches them.
        /// Requests hold whole product keys.
        #[arg(long, conflicts_with = "tls_certificate")]
        insecure_http: bool,
        /// Address of a proxy before the service: the last address in its Forwarded or X-Forwarded-For is the one that wrong guesses are
        /// counted by. It may be given more than once.
        #[arg(long, value_name = "ADDRESS")]
        trusted_proxy: Vec<std::net::IpAddr>,
        #[cfg(feature = "console")]
        #[command(flatten)]
        console: ConsoleArguments,
        #[command(flatten)]
        access: RootAccess,
    },
}

/// Where the operators' pages are.
#[cfg(feature = "console")]
#[derive(Debug, Args)]
pub(crate) struct ConsoleArguments {
    /// Address and port of the operators' pages; without it there are none. Without a certificate they are for this machine alone.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) console: Option<std::net::SocketAddr>,
    /// Certificate chain of the operators' pages, PEM. On other than loopback addresses that of --tls-certificate without it.
    #[arg(long, requires_all = ["console", "console_tls_key"], value_name = "FILE")]
    pub(crate) console_tls_certificate: Option<PathBuf>,
    /// Its key, PEM.
    #[arg(long, requires = "console_tls_certificate", value_name = "FILE")]
    pub(crate) console_tls_key: Option<PathBuf>,
    /// Settings of an OpenID Connect provider that signs people in beside the accounts of the pages, TOML: as [console.oidc] of a host.
    #[arg(long, requires = "console", value_name = "FILE")]
    pub(crate) console_oidc: Option<PathBuf>,
}

/// Where a root key is made.
#[derive(Debug, Args)]
pub(crate) struct RootArguments {
    /// Make the root key in a hardware security module: its PKCS#11 module. The passphrase is its PIN.
    #[arg(long, value_name = "FILE", requires = "token")]
    pub(crate) pkcs11_module: Option<PathBuf>,
    /// The label of the token in it.
    #[arg(long, value_name = "LABEL", requires = "pkcs11_module")]
    pub(crate) token: Option<String>,
    /// The label of the key in it.
    #[arg(long, value_name = "LABEL", default_value = "muster-root")]
    pub(crate) key_label: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// List the entries, oldest first.
    List {
        /// Only entries of this time or later (RFC 3339, for example 2026-11-26T00:00:00Z).
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// Print JSON, one entry a line, with its hash.
        #[arg(long)]
        json: bool,
    },
    /// Verify that no entry was altered, left out or put in. Note the hash that it prints where the administrators cannot
    /// write: with it, an end that was cut off is noticed too.
    Verify {
        /// A hash that was noted earlier: it has to be that of an entry.
        #[arg(long, value_name = "HASH")]
        noted: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ComputerCommand {
    /// List them, by key. No passphrase is needed.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lift a revocation, by the holder. The next pack names it no more.
    Reinstate {
        /// The holder, as the list names it.
        holder: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Revoke a license, by its holder. It takes effect where the next pack is installed.
    Revoke {
        /// The holder, as the list names it.
        holder: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RootCommand {
    /// List the root keys, oldest first.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
    /// Step 1: make the next root key. Then sign a pack and deliver it everywhere.
    Add {
        #[command(flatten)]
        place: RootArguments,
        #[command(flatten)]
        next: NextPassphrase,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Step 2: sign with the next root key from now on. Then sign a pack, and install it on every host.
    Switch {
        /// Switch although hosts are known not to have the pack that names the next root key; they are named.
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        next: NextPassphrase,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Step 3: trust older root keys no more. Then sign a pack and deliver it.
    Drop {
        /// Drop them although computers have licenses by them; they are named.
        #[arg(long)]
        force: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        access: RootAccess,
    },
}

#[derive(Debug, Args)]
pub(crate) struct NextPassphrase {
    /// File that holds the passphrase of the next root key, or the PIN of its token; the same as that of the key that signs
    /// without it.
    #[arg(long, value_name = "FILE")]
    pub(crate) next_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct IssuanceArguments {
    /// The key group whose products it covers.
    #[arg(long)]
    pub(crate) group: u16,
    /// The site's certificate authorities, PEM.
    #[arg(long, value_name = "FILE")]
    pub(crate) anchors: PathBuf,
    /// What it is for, as /lil shows it.
    #[arg(long, default_value = "")]
    pub(crate) description: String,
    /// The license to issue a newer version of (ILID).
    #[arg(long, value_name = "ILID")]
    pub(crate) id: Option<String>,
    /// Its version (ILvID).
    #[arg(long, default_value_t = 1)]
    pub(crate) license_version: u32,
    /// Days that it is in force.
    #[arg(long, default_value_t = 1825)]
    pub(crate) days: u32,
    /// Days that an activation by it holds.
    #[arg(long, default_value_t = 180)]
    pub(crate) validity_days: u32,
    /// The extended key usage that a certificate must have, an OID.
    #[arg(long, value_name = "OID")]
    pub(crate) key_purpose: Option<String>,
    /// A certificate counts only if a revocation list says that it is good.
    #[arg(long)]
    pub(crate) require_crl: bool,
    /// Only keys in hardware count.
    #[arg(long)]
    pub(crate) hardware_keys_only: bool,
    /// Where to write it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EnrolmentArguments {
    /// A product to install, with its setup key (GVLK) or the MAK of the file; several times for several.
    #[arg(long = "product", value_name = "ID")]
    pub(crate) products: Vec<ActivationId>,
    /// File that holds a MAK, or the setup key of a further product; - for standard input. The enrolment file is then as secret as
    /// the key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// The activation host to ask, in place of the one that DNS names.
    #[arg(long, value_name = "HOST[:PORT]", conflicts_with = "dns_domain")]
    pub(crate) host: Option<HostAddress>,
    /// The DNS domain to look for hosts in, in place of those of the machine.
    #[arg(long = "domain", id = "dns_domain", value_name = "DOMAIN")]
    pub(crate) dns_domain: Option<String>,
    /// The client.toml of the machines.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Days that machines can be enrolled by it, at most until the end of the license pack.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub(crate) days: u32,
    /// Where to write it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Replace files that exist.
    #[arg(long)]
    pub(crate) force: bool,
}
