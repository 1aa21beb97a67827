//! Events as they are kept and exported. The catalogue is [`muster_core::event`].

use crate::instant;
use muster_core::{
    client::discovery::HostAddress,
    code::{self, Code},
    event::{Level, Occurrence, RequestHandled, entry},
    host::request::ActivationRequest,
    lang::Lang,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// An event as it is kept and exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it happened; RFC 3339 in documents.
    #[serde(with = "crate::instant::as_rfc3339")]
    pub time: Moment,
    /// The documented number.
    pub id: u16,
    /// How much it matters: `error`, `warning` or `information`.
    #[serde(with = "LevelName")]
    pub level: Level,
    /// The sentence that names the kind of event, in English.
    pub message: String,
    /// The fields in the documented order, as one comma list.
    pub info: String,
}

/// How documents write [`Level`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Level", rename_all = "lowercase")]
enum LevelName {
    Error,
    Warning,
    Information,
}

impl Event {
    /// The event of what happened at `time`.
    pub fn new(occurrence: &Occurrence<'_>, time: Moment) -> Self {
        let entry = occurrence.entry();
        let values = values(occurrence, time);
        let decisive = values.first().and_then(|value| value.parse::<Code>().ok());
        let by_code = if decisive == Some(code::SUCCESS) { Level::Information } else { Level::Error };
        let info = values.join(entry.separator);
        let message = sentence(entry.id, Lang::En, &info).unwrap_or_default();
        Self { time, id: entry.id, level: entry.level.unwrap_or(by_code), message, info }
    }

    /// The event of a request that a host decided, 12290.
    pub fn of_request(request: &RequestHandled) -> Self {
        Self::new(&Occurrence::RequestHandled(request), request.at)
    }

    /// The sentence in `lang`, with the fields that it names; in English where the catalogue does not know the event.
    pub fn sentence(&self, lang: Lang) -> String {
        sentence(self.id, lang, &self.info).unwrap_or_else(|| self.message.clone())
    }
}

/// The sentence of an event number, with the fields that it names.
fn sentence(id: u16, lang: Lang, info: &str) -> Option<String> {
    let entry = entry(id)?;
    let values: Vec<&str> = info.split(entry.separator).collect();
    let named = entry.fields.iter().zip(&values).map(|(name, value)| (*name, value as &dyn std::fmt::Display));
    let sentence = entry.text.fill(lang, &named.collect::<Vec<_>>());
    // An event that another version wrote may lack the field.
    (!sentence.contains('{')).then_some(sentence)
}

/// The values of the fields, in the order of the catalogue.
fn values(occurrence: &Occurrence<'_>, time: Moment) -> Vec<String> {
    use Occurrence as O;
    let text = str::to_owned;
    match occurrence {
        O::AcquisitionFailed { code, product, detail } => {
            vec![format!("hr={code}"), product.to_string(), text(detail)]
        }
        O::ClockDistrusted { clock, held } => {
            vec![code::CLOCK_SKEW.to_string(), instant::rfc3339(*clock), instant::rfc3339(*held)]
        }
        O::ClockJumped { seconds } => vec![code::CLOCK_SKEW.to_string(), seconds.to_string()],
        O::ClockSetBack { minutes, latest } => {
            vec![code::CLOCK_SKEW.to_string(), minutes.to_string(), instant::rfc3339(*latest)]
        }
        O::ClockTrusted { clock } => vec![code::SUCCESS.to_string(), instant::rfc3339(*clock)],
        O::CloneFound { cmid, machine, other } => vec![cmid.to_string(), text(machine), text(other)],
        O::DirectoryTried { code, product, detail } => vec![code.to_string(), product.to_string(), text(detail)],
        O::Expiring { last, product, until } => {
            vec![last.to_string(), product.to_string(), instant::rfc3339(*until)]
        }
        O::LicenseEnding { days, until } => {
            vec![code::HOST_NOT_ACTIVATED.to_string(), days.to_string(), instant::rfc3339(*until)]
        }
        O::LicenseRenewed { until } => vec![code::SUCCESS.to_string(), instant::rfc3339(*until)],
        O::MachineReleased { cmid, machine } => vec![cmid.to_string(), text(machine)],
        O::NewMachinesLimited { address } => vec![code::SERVER_BUSY.to_string(), address.to_string()],
        O::LookupFailed { code, product, domains } => {
            vec![format!("hr={code}"), format!("SkuId={product}"), text(domains)]
        }
        O::PackEnding { version, days, until } => {
            let (days, until) = (days.to_string(), instant::rfc3339(*until));
            vec![code::PACK_VERSION.to_string(), version.to_string(), days, until]
        }
        O::PackInstalled { version } => vec![code::SUCCESS.to_string(), version.to_string()],
        O::PublishFailed { code, domain, detail, record } => {
            vec![code.to_string(), text(domain), format!("{detail}; create by hand: {record}")]
        }
        O::PublishSucceeded { domain, record } => vec![code::SUCCESS.to_string(), text(domain), text(record)],
        O::RenewalFailed { code, detail } => vec![code.to_string(), text(detail)],
        O::RequestHandled(request) => request_handled(request),
        O::RequestsRefused { code, network, refusals } => {
            vec![code.to_string(), network.to_string(), refusals.requests.to_string(), instant::rfc3339(refusals.first)]
        }
        O::RequestSent { request, host, code } => sent(request, host, *code),
        O::ResponseProcessed { code, count, intervals } => vec![
            code.to_string(),
            format!("0x{:08X}", if *code == code::COUNT_TOO_LOW { COUNT_NOT_SUFFICIENT } else { 0 }),
            flag(*code == code::SUCCESS),
            text("0"),
            count.to_string(),
            intervals.activation.as_minutes().to_string(),
            intervals.renewal.as_minutes().to_string(),
            instant::event_client(time),
        ],
        O::StateRecovered { code, file } => vec![code.to_string(), text(file)],
        O::StateRolledBack { cmid, machine, counter, before } => {
            vec![cmid.to_string(), text(machine), counter.to_string(), before.to_string()]
        }
        O::StoreRecovered { code, since } => vec![code.to_string(), instant::rfc3339(*since)],
        O::TokenFailed { code, detail } => vec![format!("HR={code}"), text(detail)],
        other => order_values(other),
    }
}

/// The same of events about orders to machines.
fn order_values(occurrence: &Occurrence<'_>) -> Vec<String> {
    use Occurrence as O;
    let text = str::to_owned;
    match occurrence {
        O::JobAdded { job, verb, machines, author } => {
            vec![code::SUCCESS.to_string(), job.to_string(), text(verb), machines.to_string(), text(author)]
        }
        O::JobCancelled { job, author } => vec![code::SUCCESS.to_string(), job.to_string(), text(author)],
        O::MachineEnrolled { cmid, key, machine } => {
            vec![code::SUCCESS.to_string(), cmid.to_string(), text(key), text(machine)]
        }
        O::MachineKeyRefused { cmid, key, machine } => {
            vec![code::SIGNATURE_INVALID.to_string(), cmid.to_string(), text(key), text(machine)]
        }
        O::OrderHandled { code, job, verb, order, host } => {
            vec![code.to_string(), job.to_string(), text(verb), order.to_string(), text(host)]
        }
        O::OrderReported { code, job, verb, cmid, machine } => {
            vec![code.to_string(), job.to_string(), text(verb), cmid.to_string(), text(machine)]
        }
        // Everything else was answered before.
        _ => Vec::new(),
    }
}

fn sent(request: &ActivationRequest, host: &HostAddress, code: Code) -> Vec<String> {
    vec![
        code.to_string(),
        format!("0x{:08X}", 0),
        host.to_string(),
        request.cmid.to_string(),
        instant::event_client(request.client_time),
        flag(request.virtual_machine),
        request.status.number().to_string(),
        request.minutes_left.to_string(),
        request.product.to_string(),
        request.threshold.to_string(),
    ]
}

fn flag(set: bool) -> String {
    u8::from(set).to_string()
}

/// The flag of event 12289 that says that the count did not suffice.
const COUNT_NOT_SUFFICIENT: u32 = 0x0400_0000;

fn request_handled(request: &RequestHandled) -> Vec<String> {
    vec![
        request.code.to_string(),
        request.threshold.to_string(),
        // A comma in a machine's name would shift the fields behind it.
        request.machine.replace(',', " "),
        request.cmid.to_string(),
        instant::event_host(request.client_time),
        flag(request.virtual_machine),
        request.status.to_string(),
        request.minutes_left.to_string(),
        request.product.to_string(),
        request.count.to_string(),
    ]
}
