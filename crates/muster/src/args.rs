//! The words of the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use muster_core::lang::Lang;
use std::{net::SocketAddr, path::PathBuf};

/// Volume activation for a software vendor's own products.
#[derive(Debug, Parser)]
#[command(name = "muster", version, propagate_version = true)]
pub(crate) struct Arguments {
    /// Directory of this machine's state; host, client and authority each have a folder in it.
    #[arg(long, global = true, env = "MUSTER_STATE", default_value = "/var/lib/muster", value_name = "DIR")]
    pub(crate) state: PathBuf,
    /// Language of the output.
    #[arg(long, global = true, env = "MUSTER_LANG", value_enum)]
    lang: Option<Language>,
    /// What to log on standard error: error, warn, info, debug, or directives.
    #[arg(long, global = true, env = "MUSTER_LOG", default_value = "warn,hickory_server=error", value_name = "FILTER")]
    pub(crate) log: String,
    #[arg(long, hide = true, env = "LC_ALL", default_value = "")]
    lc_all: String,
    #[arg(long, hide = true, env = "LC_MESSAGES", default_value = "")]
    lc_messages: String,
    #[arg(long, hide = true, env = "LANG", default_value = "")]
    locale: String,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    En,
    Ja,
}

impl Arguments {
    /// The language asked for, else that of the locale.
    pub(crate) fn language(&self) -> Lang {
        match self.lang {
            Some(Language::En) => Lang::En,
            Some(Language::Ja) => Lang::Ja,
            None => {
                let names = [&self.lc_all, &self.lc_messages, &self.locale];
                Lang::from_locale(names.into_iter().find(|name| !name.is_empty()).map_or("", |name| name))
            }
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Keep this machine's products activated, and tell applications on a local socket how things are.
    Agent(AgentArguments),
    /// The vendor's authority: root key, license pack, product keys, activation, desk.
    #[command(subcommand)]
    Authority(AuthorityCommand),
    /// Measure speed, side by side with a reference.
    #[command(subcommand)]
    Bench(BenchCommand),
    /// This machine as a client.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Say why a Windows, Office or Muster machine is not activated, from the evidence that its own tools print.
    Doctor(DoctorArguments),
    /// This machine as an activation host.
    #[command(subcommand)]
    Host(HostCommand),
    /// Show a vendor, a host and a fleet of machines going through volume activation.
    Lab(LabArguments),
    /// The options of ospp, with / or -. A link named ospp does the same.
    Ospp(OptionArguments),
    /// Activation without a network: this machine's installation id as text, file or QR code.
    #[command(subcommand)]
    Phone(PhoneCommand),
    /// Activate machines without a network through one that has it: collect, fetch, deposit.
    #[command(subcommand)]
    Proxy(ProxyCommand),
    /// The options of slmgr, with / or -. A link named slmgr does the same.
    Slmgr(OptionArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AgentArguments {
    /// Do what is due, and end.
    #[arg(long)]
    pub(crate) once: bool,
    /// Where applications ask; agent.sock in the state directory without it.
    #[arg(long, env = "MUSTER_SOCKET", value_name = "FILE")]
    pub(crate) socket: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) machine: MachineArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PhoneCommand {
    /// Show the installation id of the installed MAK or host key.
    Iid {
        /// The product; the one with a MAK without it.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        #[command(flatten)]
        ticket: TicketArguments,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Deposit the confirmation id that a file holds.
    Cid {
        /// The file from the desk.
        file: PathBuf,
        #[command(flatten)]
        machine: MachineArguments,
    },
}

/// How an id is handed over.
#[derive(Debug, Default, Args)]
pub(crate) struct TicketArguments {
    /// Print it as a QR code too.
    #[arg(long)]
    pub(crate) qr: bool,
    /// Write it as a QR code, PNG.
    #[arg(long, value_name = "FILE")]
    pub(crate) png: Option<PathBuf>,
    /// Write it as a QR code, SVG.
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Write it as a text file.
    #[arg(long, value_name = "FILE")]
    pub(crate) text: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProxyCommand {
    /// Ask machines for their installation ids and write them into a list.
    Collect {
        /// The list; a new file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        via: Via,
        /// The machines; or files that `muster phone iid --text` wrote.
        #[arg(required = true, value_name = "MACHINE|FILE")]
        machines: Vec<String>,
    },
    /// Ask the authority for the confirmation ids of a list. This is the one step that needs a network.
    Fetch {
        /// The list.
        list: PathBuf,
        /// The authority, https://…
        #[arg(long, value_name = "URL")]
        authority: String,
        /// Certificates to trust instead of the system's, PEM.
        #[arg(long, value_name = "FILE")]
        ca: Option<PathBuf>,
    },
    /// Hand the confirmation ids of a list to the machines.
    Deposit {
        /// The list.
        list: PathBuf,
        #[command(flatten)]
        via: Via,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Via {
    /// How a command reaches a machine; {machine} stands for its name.
    #[arg(long, value_name = "COMMAND", default_value = "ssh {machine} sudo muster")]
    pub(crate) via: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuthorityCommand {
    /// Make an authority with a new root key.
    Init {
        #[command(flatten)]
        place: RootArguments,
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
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Withdraw an earlier version of the license pack.
    RevokePack {
        /// The version.
        #[arg(value_name = "VERSION")]
        pack_version: u32,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Product keys.
    #[command(subcommand)]
    Key(KeyCommand),
    /// The desk: give the confirmation id of an installation id.
    Confirm {
        /// The installation id, or a file that holds it.
        #[arg(value_name = "IID|FILE")]
        installation_id: String,
        #[command(flatten)]
        ticket: TicketArguments,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Computers and directories that were activated.
    #[command(subcommand)]
    Computer(ComputerCommand),
    /// The root key: change it without making an installation anew.
    #[command(subcommand)]
    Root(RootCommand),
    /// Sign an issuance license: a site's own certificates activate by it.
    Issuance {
        #[command(flatten)]
        terms: IssuanceArguments,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Answer hosts that want to be activated.
    Serve {
        /// Address and port to listen on.
        #[arg(long, default_value = "127.0.0.1:8443", value_name = "ADDRESS:PORT")]
        listen: String,
        /// Certificate chain, PEM. Without it the service speaks plain HTTP, for use behind a proxy.
        #[arg(long, requires = "tls_key", value_name = "FILE")]
        tls_certificate: Option<PathBuf>,
        /// Its key, PEM.
        #[arg(long, requires = "tls_certificate", value_name = "FILE")]
        tls_key: Option<PathBuf>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
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
pub(crate) enum ComputerCommand {
    /// List them, by key.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Revoke a license, by its holder. It takes effect where the next pack is installed.
    Revoke {
        /// The holder, as the list names it.
        holder: String,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RootCommand {
    /// List the root keys, oldest first.
    List {
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Step 1: make the next root key. Then sign a pack and deliver it everywhere.
    Add {
        #[command(flatten)]
        place: RootArguments,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Step 2: sign with the next root key from now on. Then sign a pack, and activate every host again.
    Switch {
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Step 3: trust older root keys no more. Then sign a pack and deliver it.
    Drop {
        #[command(flatten)]
        passphrase: Passphrase,
    },
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
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Issue host keys (CSVLK) or MAKs of a key group.
    Issue {
        /// The key group's number in the license pack.
        #[arg(long)]
        group: u16,
        /// What the keys are for.
        #[arg(long, value_enum, default_value = "host")]
        kind: KeyKindArgument,
        /// How many.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        count: u32,
        /// How many computers a MAK activates.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// How far that can be raised; not at all without it.
        #[arg(long)]
        ceiling: Option<u32>,
        /// Where to write the keys, one a line, readable by you alone. No output shows a whole key.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Write the setup keys (GVLK) of the license pack's products.
    Setup {
        /// Where to write them, one a line with its product.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// List the keys that were issued, by their last five characters.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Write the offline license file of a key: it is delivered with it, for activation without a network.
    Offline {
        /// The whole key.
        key: String,
        /// How many licenses it holds: one for each activation.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=4_096))]
        slots: u16,
        /// Where to write it.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Raise the limit of a MAK.
    Raise {
        /// The whole key.
        key: String,
        /// The new limit.
        #[arg(long)]
        to: u32,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Block a key.
    Block {
        /// The whole key.
        key: String,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KeyKindArgument {
    Host,
    Mak,
}

#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    /// File that holds the passphrase of the root key; asked for at the terminal without it.
    #[arg(long, env = "MUSTER_PASSPHRASE_FILE", value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HostCommand {
    /// Make this machine a host: install root key, license pack and configuration.
    Init {
        /// The vendor's root key, JWK.
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// The vendor's license pack.
        #[arg(long, value_name = "FILE")]
        pack: PathBuf,
        /// The configuration, TOML; one that only names this machine without it.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Install a host key and activate online.
    Activate {
        /// The host key; the installed one without it.
        #[arg(long)]
        key: Option<String>,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Answer clients.
    Serve {
        /// Port to listen on instead of the one that is set (slmgr /sprt).
        #[arg(long)]
        port: Option<u16>,
    },
    /// Show count, settings and counters.
    Status {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Publish the SRV records now.
    Publish,
    /// Take the SRV records out of DNS.
    Withdraw,
    /// Show the newest events, newest first.
    Events {
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Export the whole history of requests (event 12290), newest first.
    Export {
        /// The form.
        #[arg(long, value_enum, default_value = "csv")]
        format: ExportFormat,
        /// Where to write; standard output without it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Show every machine that ever asked.
    Machines {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Install a newer license pack. A running host decides the next request by it.
    Pack {
        /// The pack.
        file: PathBuf,
    },
    /// Take a machine out of the count until it asks again.
    Release {
        /// Its name or its id (CMID).
        machine: String,
    },
    /// Answer nobody any more, and take the SRV records out of DNS.
    Retire,
    /// Undo a retirement.
    Resume,
    /// Write everything that makes this host into a new folder, while it may be running.
    Backup {
        /// The folder.
        folder: PathBuf,
    },
    /// Make this machine a host from a backup.
    Restore {
        /// The folder.
        folder: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    Csv,
    Json,
    Text,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Make this machine a client: install root key and license pack.
    Init {
        /// The vendor's root key, JWK.
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// The vendor's license pack.
        #[arg(long, value_name = "FILE")]
        pack: PathBuf,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Activate the installed products.
    Activate {
        /// Only this product.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Show the installed products.
    Status {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        machine: MachineArguments,
    },
    /// Install a newer license pack.
    Pack {
        /// The pack.
        file: PathBuf,
    },
    /// Give the activation of a MAK back: another machine can use it then.
    Return {
        /// The product; the only one with a MAK without it.
        #[arg(long, value_name = "ID")]
        activation_id: Option<String>,
    },
    /// Show the events, oldest first.
    Events {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What this machine is and which network it sees; the machine's own settings without these.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct MachineArguments {
    /// Name of this machine.
    #[arg(long, env = "MUSTER_MACHINE_NAME", value_name = "NAME")]
    pub(crate) machine_name: Option<String>,
    /// Stable identity instead of the hardware, for a container.
    #[arg(long, env = "MUSTER_IDENTITY", value_name = "TEXT")]
    pub(crate) identity: Option<String>,
    /// DNS server to ask; may be repeated.
    #[arg(long, env = "MUSTER_NAME_SERVER", value_name = "ADDRESS:PORT")]
    pub(crate) name_server: Vec<SocketAddr>,
    /// Domain to look for hosts in; may be repeated.
    #[arg(long, env = "MUSTER_DOMAIN", value_name = "DOMAIN")]
    pub(crate) domain: Vec<String>,
}

/// The words of slmgr and ospp.
#[derive(Debug, Args)]
pub(crate) struct OptionArguments {
    #[command(flatten)]
    pub(crate) machine: MachineArguments,
    /// Option and arguments; every option is shown without one.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct LabArguments {
    /// Show what goes wrong in one scene, and what the doctor makes of it; "all" for every scene.
    #[arg(long, value_name = "NAME|all", conflicts_with_all = ["machines", "stay"])]
    pub(crate) scenario: Option<String>,
    /// Healthy machines in the fleet.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=2_000))]
    pub(crate) machines: u32,
    /// Keep everything in this folder, which must be new or empty.
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    /// Leave host and DNS running, and say how to activate one more machine by hand.
    #[arg(long)]
    pub(crate) stay: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct DoctorArguments {
    #[command(subcommand)]
    pub(crate) command: Option<DoctorCommand>,
    /// Files, folders, zip archives, or - for a text on standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write the report as a page; into a folder under the computer's name.
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) html: Option<PathBuf>,
    /// Print the machine form.
    #[arg(long)]
    pub(crate) json: bool,
    /// Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same.
    #[arg(long, value_name = "FILE")]
    pub(crate) mask: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DoctorCommand {
    /// Diagnose cases whose cause is known, and count: case.toml beside the evidence of each.
    Accuracy {
        /// The folder of the cases.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the collector for Windows, and what this machine's own Muster says. Nothing is changed.
    Collect {
        /// Where to write.
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// Say what codes mean and what to do about them, offline.
    Explain {
        /// Codes: 0xC004F074, C004F074, -1073418124 or 3221549172.
        #[arg(required = true, value_name = "CODE", allow_negative_numbers = true)]
        codes: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Diagnose many bundles, one file or folder each, and say what stops most machines.
    Fleet {
        /// The folder of the bundles.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Write the report as a page.
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
        /// Write one line for each machine.
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
        /// Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same.
        #[arg(long, value_name = "FILE")]
        mask: Option<PathBuf>,
        /// Print the machine form.
        #[arg(long)]
        json: bool,
    },
    /// Ask DNS for hosts, try every address, and bind once to what listens. Nothing is requested, nothing is changed.
    Probe(ProbeArguments),
    /// Show what is recognised in evidence, and every fact with the line that says it.
    Read {
        /// Files, folders, or - for a text on standard input.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ProbeArguments {
    /// Hosts to try, in place of those that DNS names in the domains that this machine searches.
    #[arg(value_name = "HOST[:PORT]")]
    pub(crate) hosts: Vec<String>,
    /// Domains to look in, in place of those that this machine searches.
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub(crate) domains: Vec<String>,
    /// Name servers to ask in place of those of this machine.
    #[arg(long = "server", value_name = "IP:PORT")]
    pub(crate) servers: Vec<SocketAddr>,
    /// Milliseconds to wait for a connection and for an answer.
    #[arg(long, value_name = "MS", default_value_t = 3_000, value_parser = clap::value_parser!(u64).range(1..=60_000))]
    pub(crate) timeout: u64,
    /// Print the machine form.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Durable activations of one host on SQLite, against the same HTTP stack answering a constant.
    Activation {
        /// Seconds of each run.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=60))]
        seconds: u32,
        /// Connections.
        #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000))]
        connections: u32,
        /// Runs of each, by turns.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
        runs: u32,
        /// Machines that the host knows.
        #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        machines: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Reading of evidence: event logs against the parser alone, and a bundle up to its page.
    Doctor {
        /// Evidence: files, folders, zip archives.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Runs of each, by turns.
        #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u32).range(1..=1_000))]
        runs: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_words_contradict_nowhere() {
        super::Arguments::command().debug_assert();
    }
}
