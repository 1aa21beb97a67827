//! `muster ospp`: the documented options of ospp, for this machine as a client.

mod blocks;
mod option;
mod usage;

use crate::{
    args::OptionArguments,
    cmd::{machine, network, now, phone},
    failure::Failure,
    out, slmgr,
};
use blocks::LINE;
use muster_client::{Client, ClientError, Machine};
use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    code,
    id::ActivationId,
    keys::product_key::KeyKind,
    lang::Lang,
    time::Moment,
};
use muster_doctor::explain;
use muster_proto::{event::Event, instant};
use option::OsppOption;
use std::{
    path::Path,
    process::{Command, ExitCode},
};

const BEGIN: &str = "---Processing--------------------------\n";
const END: &str = "---Exiting-----------------------------\n";
const APPLIED: &str = "Successfully applied setting.";
const SERVICE: &str = "muster-agent";

/// Runs one option.
pub(crate) fn run(arguments: &OptionArguments, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let Some(option) = OsppOption::parse(&arguments.words)? else {
        out::print(&usage::usage(lang));
        return Ok(ExitCode::from(2));
    };
    if option.needs_rights() {
        slmgr::need_rights(state)?;
    }
    out::print(BEGIN);
    out::print(LINE);
    let ospp = Ospp { state, machine: machine(&arguments.machine), arguments, lang };
    let done = ospp.run(option);
    // The frame is closed whatever happened: scripts look for it.
    let code = done.map(|(text, code)| {
        out::print(&text);
        code
    });
    out::print(LINE);
    out::print(END);
    code
}

type Done = Result<(String, ExitCode), Failure>;

struct Ospp<'a> {
    state: &'a Path,
    machine: Machine,
    arguments: &'a OptionArguments,
    lang: Lang,
}

fn said(text: impl Into<String>) -> Done {
    Ok((text.into() + "\n", ExitCode::SUCCESS))
}

impl Ospp<'_> {
    fn run(&self, option: OsppOption) -> Done {
        use OsppOption as O;
        match option {
            O::Status { all } => self.status(all),
            O::Activate => self.activate(),
            O::InstallKey(key) => {
                self.client()?.install_key(&key, now())?;
                said("<Product key installation successful>")
            }
            O::RemoveKey(partial) => self.remove_key(&partial),
            O::InstallLicense(path) => self.install_license(&path),
            O::HistoryKms => self.history(12288, "KMS activation events", "KMS activation events", blocks::kms_event),
            O::HistoryAcquisition => {
                let what = "Internet activation failure events";
                self.history(8200, what, "failure events", blocks::acquisition_event)
            }
            O::InstallationId => self.installation_ids(),
            O::DepositConfirmation(cid) => {
                phone::deposit(self.state, None, &cid, &self.machine)?;
                said("<Offline product activation successful>")
            }
            O::Rearm(None) => {
                self.client()?.rearm(now(), muster_platform::entropy::bytes())?;
                said("Microsoft Office rearm successful.".replace("Microsoft Office", "Product"))
            }
            O::Rearm(Some(id)) => {
                self.client()?.rearm_product(id, now())?;
                said("Product rearm successful.")
            }
            O::Describe(word) => self.describe(&word),
            O::Cmid => said(format!("Client Machine ID (CMID): {}", self.client()?.cmid())),
            O::Version => said(env!("CARGO_PKG_VERSION")),
            O::ServiceRestart => self.service("restart"),
            O::ServiceAutomatic => self.service("enable"),
            O::RegisterMof => said(self.lang.pick(
                "Nothing to register: Muster has no WMI provider.",
                "登録するものはありません。Muster には WMI プロバイダーがありません。",
            )),
            other => self.set(other),
        }
    }

    /// Settings of the client, and what concerns certificates.
    fn set(&self, option: OsppOption) -> Done {
        use OsppOption as O;
        let mut client = self.client()?;
        match option {
            O::SetHost(name) => {
                // A port that was set before stays, as the documented tool keeps it apart.
                let port = self.fixed(&client).map_or(DEFAULT_PORT, |host| host.port);
                let host: HostAddress = name.parse().map_err(Failure::usage)?;
                client.set_host(Some(HostAddress { port, ..host }), None)?;
            }
            O::SetPort(port) => {
                let host = self.fixed(&client);
                let host = host.ok_or_else(|| Failure::usage("no host is set: /sethst:NAME comes first"))?;
                client.set_host(Some(HostAddress { port, ..host }), None)?;
            }
            O::RemoveHost => client.set_host(None, None)?,
            O::Caching(on) => client.set_caching(on)?,
            O::ActivationType(kind) => client.set_activation_type(kind, None)?,
            O::LookupDomain(domain) => client.set_lookup_domain(Some(domain), None)?,
            O::ClearLookupDomain => client.set_lookup_domain(None, None)?,
            O::UserOperations(on) => client.set_user_operations(on)?,
            O::ListIssuance => return self.issuance(&client),
            O::ListCertificates => return certificates(&client),
            O::RemoveIssuance(id) => client.remove_issuance(id, None)?,
            O::TokenActivate { thumbprint, pin } => return self.token_activate(client, &thumbprint, pin.as_deref()),
            // Everything else was answered before.
            _ => {}
        }
        said(APPLIED)
    }

    fn client(&self) -> Result<Client, Failure> {
        Ok(Client::open(&self.state.join("client"), now())?)
    }

    fn fixed(&self, client: &Client) -> Option<HostAddress> {
        let id = client.chosen(None).ok()?.first().copied()?;
        client.report(id, &self.machine, now()).ok()?.fixed_host
    }

    fn status(&self, all: bool) -> Done {
        let client = self.client()?;
        let installed = client.chosen(None).unwrap_or_default();
        let mut parts = Vec::new();
        for id in &installed {
            let report = client.report(*id, &self.machine, now())?;
            parts.push(blocks::status(&report, &client, now(), self.lang));
        }
        if all {
            let unused = client.pack().products.iter().filter(|product| !installed.contains(&product.id));
            parts.extend(unused.map(|product| blocks::unused(product, &client)));
        }
        if parts.is_empty() {
            return said("<No installed product keys detected>");
        }
        Ok((parts.join(LINE), ExitCode::SUCCESS))
    }

    fn activate(&self) -> Done {
        let mut client = self.client()?;
        let network = network(&self.arguments.machine, &self.machine)?;
        let mut parts = Vec::new();
        let mut activated = true;
        for id in client.chosen(None)? {
            let report = client.report(id, &self.machine, now())?;
            let mut text = format!(
                "Installed product key detected - attempting to activate the following product:\nSKU ID: {id}\n\
                 LICENSE NAME: {}\nLICENSE DESCRIPTION: {}\nLast 5 characters of installed product key: {}\n",
                report.name,
                slmgr::description(&report, &client),
                report.partial_key
            );
            let attempt = client.activate(id, &self.machine, &network, now(), &mut muster_platform::entropy::fill)?;
            activated &= attempt.is_activated();
            text += &outcome(attempt.code, attempt.detail.as_deref(), self.lang);
            parts.push(text);
        }
        Ok((parts.join(LINE), if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE }))
    }

    fn remove_key(&self, partial: &str) -> Done {
        let mut client = self.client()?;
        let found = client.chosen(None).unwrap_or_default().into_iter().find_map(|id| {
            let report = client.report(id, &self.machine, now()).ok()?;
            report.partial_key.eq_ignore_ascii_case(partial).then_some(report)
        });
        let Some(report) = found else { return Ok(("<Product key not found>\n".into(), ExitCode::FAILURE)) };
        client.remove_key(report.id)?;
        said(format!("Uninstalling product key for: {}\n<Product key uninstall successful>", report.name))
    }

    fn install_license(&self, path: &Path) -> Done {
        slmgr::install_license(self.state, path)?;
        said(
            format!("Installing Office license: {}\nOffice license installed successfully.", path.display())
                .replace("Office ", ""),
        )
    }

    fn history(&self, id: u16, searched: &str, none: &str, block: fn(&Event, Lang) -> String) -> Done {
        let name = &self.machine.name;
        let events = self.client()?.events();
        let chosen: Vec<String> =
            events.iter().rev().filter(|event| event.id == id).map(|event| block(event, self.lang)).collect();
        let found = if chosen.is_empty() { format!("No {none} found on machine: {name}\n") } else { chosen.join(LINE) };
        Ok((format!("Searching for {searched} on machine: {name}\n{found}"), ExitCode::SUCCESS))
    }

    fn installation_ids(&self) -> Done {
        let client = self.client()?;
        let mut text = String::new();
        for id in client.chosen(None)? {
            let report = client.report(id, &self.machine, now())?;
            if report.kind == KeyKind::Multiple {
                let iid = client.installation_id(id, &self.machine)?;
                text += &format!("Installation ID for: {}: {iid}\n", report.name);
            }
        }
        if text.is_empty() { Err(ClientError::KeyType.into()) } else { Ok((text, ExitCode::SUCCESS)) }
    }

    fn describe(&self, word: &str) -> Done {
        let code: code::Code = explain::parse_code(word).map_err(Failure::usage)?;
        let title = match code.entry() {
            Some(entry) => entry.title.get(self.lang).to_owned(),
            None => {
                explain::explain(code, self.lang).map_or_else(|| "N/A".to_owned(), |known| known.meaning.to_owned())
            }
        };
        said(format!("ERROR CODE: {code}\nERROR DESCRIPTION: {title}"))
    }

    fn issuance(&self, client: &Client) -> Done {
        let blocks = client.issuance_licenses()?.into_iter().map(|installed| {
            let license = installed.license;
            let expired = (now().unix() >= license.exp)
                .then(|| format!("Authorization Error: {}\n", code::TOKEN_GRANT_NOT_FOUND));
            format!(
                "License ID (ILID): {}\nVersion ID (ILvID): {}\nExpiry Date: {}\n{}Description: {}\n",
                license.sub,
                license.version,
                instant::local(Moment::from_unix(license.exp)),
                expired.unwrap_or_default(),
                license.description
            )
        });
        let blocks: Vec<String> = blocks.collect();
        if blocks.is_empty() { said("<No licenses found>") } else { Ok((blocks.join(LINE), ExitCode::SUCCESS)) }
    }

    fn token_activate(&self, mut client: Client, thumbprint: &str, pin: Option<&str>) -> Done {
        let mut text = String::new();
        let mut activated = true;
        let chosen: Vec<ActivationId> = client.chosen(None)?;
        for id in chosen {
            let attempt = client.activate_by_certificate(
                id,
                thumbprint,
                pin,
                &self.machine,
                now(),
                &mut muster_platform::entropy::fill,
            )?;
            activated &= attempt.is_activated();
            text += &outcome(attempt.code, attempt.detail.as_deref(), self.lang);
        }
        Ok((text, if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE }))
    }

    /// The service manager does it; a machine without one is told so.
    fn service(&self, verb: &str) -> Done {
        let output = Command::new("systemctl").args([verb, SERVICE]).output();
        match output {
            Ok(output) if output.status.success() => said(APPLIED),
            Ok(output) => {
                let detail = String::from_utf8_lossy(&output.stderr).trim().to_owned();
                Err(Failure::new(code::UNEXPECTED, format!("systemctl {verb} {SERVICE}: {detail}")))
            }
            Err(error) => Err(Failure::new(code::FILE_NOT_FOUND, format!("systemctl: {error}"))),
        }
    }
}

/// How an attempt ended, in the documented words.
fn outcome(code: code::Code, detail: Option<&str>, lang: Lang) -> String {
    if code == code::SUCCESS {
        return "<Product activation successful>\n".into();
    }
    let mut text = format!("ERROR CODE: {code}\nERROR DESCRIPTION: {}\n", code.title(lang));
    text += &detail.map(|detail| format!("{detail}\n")).unwrap_or_default();
    if code == code::NO_HOST_REACHED {
        text += "To view the activation event history run: muster ospp /dhistorykms\n";
    }
    text
}

fn certificates(client: &Client) -> Done {
    let blocks: Vec<String> = client
        .token_certificates(now())?
        .iter()
        .map(|certificate| {
            let facts = &certificate.facts;
            format!(
                "Thumbprint: {}\nSubject: {}\nIssuer: {}\nValid From: {}\nValid To: {}\n",
                facts.thumbprint,
                facts.subject,
                facts.issuer,
                instant::local(facts.from),
                instant::local(facts.until)
            )
        })
        .collect();
    if blocks.is_empty() { said("<No certificates found>") } else { Ok((blocks.join(LINE), ExitCode::SUCCESS)) }
}
