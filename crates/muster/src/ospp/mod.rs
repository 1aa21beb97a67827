//! `muster ospp`: the documented options of ospp, for this machine as a client.

use crate::{
    args::OptionArguments,
    cmd::{self, now, phone},
    failure::Failure,
    out, slmgr,
};
use muster_client::{Client, ClientError, Env};
use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    code::{self, Code},
    event::{ACQUISITION_FAILED, LOOKUP_FAILED, REQUEST_SENT},
    id::ActivationId,
    keys::product_key::KeyKind,
    labels::USAGE_NO_HOST_OSPP,
    lang::Lang,
    sentence::Sentence,
};
use muster_proto::instant;
use muster_slmgr::ospp::{self, APPLIED, BEGIN, END, HistoryEvent, LINE, OsppOption};
use std::{
    path::Path,
    process::{Command, ExitCode},
};

const SERVICE: &str = "muster-agent";

/// Runs one option.
pub(crate) fn run(arguments: &OptionArguments, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let Some(option) =
        OsppOption::parse(&arguments.words).map_err(|error| Failure::usage(Sentence::of(|lang| error.text(lang))))?
    else {
        out::print(&ospp::usage(lang));
        return Ok(ExitCode::from(2));
    };
    if option.needs_rights() {
        slmgr::need_rights(state)?;
    }
    out::print(BEGIN);
    out::print(LINE);
    let ospp = Ospp { state, env: cmd::env(&arguments.machine), arguments, lang };
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
    env: Env,
    arguments: &'a OptionArguments,
    lang: Lang,
}

fn said(text: impl Into<String>) -> Done {
    Ok((text.into(), ExitCode::SUCCESS))
}

impl Ospp<'_> {
    fn run(&self, option: OsppOption) -> Done {
        use OsppOption as O;
        match option {
            O::Status { all } => self.status(all),
            O::Activate => self.activate(),
            O::InstallKey(key) => {
                self.client()?.install_key(&key, now())?;
                said(ospp::KEY_INSTALLED)
            }
            O::RemoveKey(partial) => self.remove_key(&partial),
            O::InstallLicense(path) => self.install_license(&path),
            O::HistoryKms => self.history(
                &[LOOKUP_FAILED.id, REQUEST_SENT.id],
                "KMS activation events",
                "KMS activation events",
                ospp::kms_event,
            ),
            O::HistoryAcquisition => {
                let what = "Internet activation failure events";
                self.history(&[ACQUISITION_FAILED.id], what, "failure events", ospp::acquisition_event)
            }
            O::InstallationId => self.installation_ids(),
            O::DepositConfirmation(cid) => {
                phone::apply_confirmation_id(self.state, None, &cid, &self.env)?;
                said(ospp::CONFIRMATION_DEPOSITED)
            }
            O::Rearm(None) => {
                self.client()?.rearm(&self.env)?;
                said(ospp::REARMED)
            }
            O::Rearm(Some(id)) => {
                self.client()?.rearm_product(id, now())?;
                said(ospp::REARMED)
            }
            O::Describe(word) => self.describe(&word),
            O::Cmid => said(ospp::cmid(self.client()?.cmid())),
            O::Version => said(ospp::version()),
            O::ServiceRestart => self.service("restart"),
            O::ServiceAutomatic => self.service("enable"),
            O::RegisterMof => said(ospp::nothing_to_register(self.lang)),
            other => self.set(other),
        }
    }

    /// Settings of the client, and what concerns certificates.
    fn set(&self, option: OsppOption) -> Done {
        use OsppOption as O;
        let mut client = self.client()?;
        match option {
            O::SetHost(host) => {
                // A port that was set before stays, as the documented tool keeps it apart.
                let port = self.fixed(&client).map_or(DEFAULT_PORT, |host| host.port);
                client.set_host(Some(HostAddress { port, ..host }), None)?;
            }
            O::SetPort(port) => {
                let host = self.fixed(&client);
                let host = host.ok_or_else(|| Failure::usage(USAGE_NO_HOST_OSPP))?;
                client.set_host(Some(HostAddress { port, ..host }), None)?;
            }
            O::RemoveHost => client.set_host(None, None)?,
            O::Caching(on) => client.set_caching(on)?,
            O::ActivationType(kind) => client.set_activation_type(kind, None)?,
            O::LookupDomain(domain) => client.set_lookup_domain(Some(domain), None)?,
            O::ClearLookupDomain => client.set_lookup_domain(None, None)?,
            O::UserOperations(on) => client.set_user_operations(on)?,
            O::ListIssuance => return self.issuance(&client),
            O::ListCertificates => return self.certificates(&client),
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
        client.report(id, &self.env).ok()?.fixed_host
    }

    fn status(&self, all: bool) -> Done {
        let client = self.client()?;
        let installed = client.chosen(None).unwrap_or_default();
        let mut parts = Vec::new();
        for id in &installed {
            let report = client.report(*id, &self.env)?;
            parts.push(ospp::status_block(&report, self.lang));
        }
        if all {
            let unused = client.pack().products.iter().filter(|product| !installed.contains(&product.id));
            parts.extend(unused.map(|product| ospp::unused_block(&client.pack().vendor, product)));
        }
        if parts.is_empty() {
            return said(ospp::NO_KEYS);
        }
        Ok((parts.join(LINE), ExitCode::SUCCESS))
    }

    fn activate(&self) -> Done {
        let mut client = self.client()?;
        let env = cmd::env_on_network(&self.arguments.machine)?;
        let mut parts = Vec::new();
        let mut activated = true;
        for id in client.chosen(None)? {
            let report = client.report(id, &self.env)?;
            let attempt = client.activate(id, &env.at(now()))?;
            activated &= attempt.is_activated();
            parts.push(ospp::attempt_start(&report) + &ospp::attempt_outcome(&attempt, self.lang));
        }
        Ok((parts.join(LINE), if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE }))
    }

    fn remove_key(&self, partial: &str) -> Done {
        let mut client = self.client()?;
        let found = client.chosen(None).unwrap_or_default().into_iter().find_map(|id| {
            let report = client.report(id, &self.env).ok()?;
            report.partial_key.eq_ignore_ascii_case(partial).then_some(report)
        });
        let Some(report) = found else { return Ok((ospp::KEY_NOT_FOUND.into(), ExitCode::FAILURE)) };
        client.remove_key(report.id)?;
        said(ospp::key_removed(&report.name))
    }

    fn install_license(&self, path: &Path) -> Done {
        slmgr::keys::install_license(self.state, path)?;
        said(ospp::license_installed(path))
    }

    fn history(&self, ids: &[u16], searched: &str, none: &str, block: fn(&HistoryEvent<'_>, Lang) -> String) -> Done {
        let events = self.client()?.events();
        let chosen = events.iter().rev().filter(|event| ids.contains(&event.id)).map(|event| {
            let event = HistoryEvent {
                id: event.id,
                time: &instant::rfc3339(event.time),
                message: &event.message,
                info: &event.info,
            };
            block(&event, self.lang)
        });
        said(ospp::history(searched, none, &self.env.machine.name, &chosen.collect::<Vec<_>>()))
    }

    fn installation_ids(&self) -> Done {
        let client = self.client()?;
        let mut text = String::new();
        for id in client.chosen(None)? {
            let report = client.report(id, &self.env)?;
            if report.kind == KeyKind::Multiple {
                let iid = client.installation_id(id, &self.env)?;
                text += &ospp::installation_id(&report.name, &iid);
            }
        }
        if text.is_empty() { Err(ClientError::KeyType.into()) } else { Ok((text, ExitCode::SUCCESS)) }
    }

    fn describe(&self, word: &str) -> Done {
        let code = Code::from_printed(word).map_err(Failure::usage)?;
        let known = code.entry().map(|entry| entry.title.get(self.lang));
        #[cfg(feature = "doctor")]
        let known = known.or_else(|| muster_doctor::explain::explain(code, self.lang).map(|known| known.meaning));
        said(ospp::description_of(code, known))
    }

    fn issuance(&self, client: &Client) -> Done {
        said(ospp::issuance_list(&client.issuance_reports()?, now(), &cmd::locale(self.lang)))
    }

    fn certificates(&self, client: &Client) -> Done {
        said(ospp::certificate_list(&client.certificate_reports(now())?, &cmd::locale(self.lang)))
    }

    fn token_activate(&self, mut client: Client, thumbprint: &str, pin: Option<&str>) -> Done {
        let mut text = String::new();
        let mut activated = true;
        let chosen: Vec<ActivationId> = client.chosen(None)?;
        for id in chosen {
            let attempt = client.activate_by_certificate(id, thumbprint, pin, &self.env.at(now()))?;
            activated &= attempt.is_activated();
            text += &ospp::attempt_outcome(&attempt, self.lang);
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
                Err(Failure::foreign(code::UNEXPECTED, format_args!("systemctl {verb} {SERVICE}: {detail}")))
            }
            Err(error) => Err(Failure::foreign(code::FILE_NOT_FOUND, format_args!("systemctl: {error}"))),
        }
    }
}
