//! The list that goes from step to step where one machine with a network activates many without (MAK proxy activation). What it
//! holds is parsed when it is read: ids are digits, names are names of machines.

use crate::{as_text, machine_name::MachineName};
use muster_core::{
    code::{self, Code},
    id::{Cmid, OrderId},
    keys::installation_id::{ConfirmationId, InstallationId},
    sentences_of,
};
use serde::{Deserialize, Serialize};

/// The schema of a list that a command collected.
pub const COLLECTED_SCHEMA: &str = "muster-proxy-1";
/// The schema of the list of a host's job.
pub const JOB_SCHEMA: &str = "muster-proxy-2";

/// Machines with their installation ids, and what the authority answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProxyList {
    /// `muster-proxy-2` for the list of a host's job, `muster-proxy-1` for one that `muster proxy collect` made.
    pub schema: String,
    /// The job, in the list of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<ProxyJob>,
    /// One for each machine.
    pub machines: Vec<ProxyRow>,
}

/// The job that a list belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProxyJob {
    /// The short name of the vendor.
    pub vendor: String,
    /// The name of the host that made the list, for people.
    pub host: String,
    /// The number of the job.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub number: i64,
}

/// One machine of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProxyRow {
    /// How the machine is reached; in the list of a job its CMID.
    #[serde(with = "as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub machine: MachineName,
    /// What the machine calls itself, in the list of a job. It may be anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The order, in the list of a job.
    #[serde(default, with = "as_text::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub order: Option<OrderId>,
    /// 54 digits; null if the machine did not tell it.
    #[serde(with = "as_text::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, required = true))]
    pub installation_id: Option<InstallationId>,
    /// 48 digits; null until the authority has given it.
    #[serde(with = "as_text::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, required = true))]
    pub confirmation_id: Option<ConfirmationId>,
    /// How the last step went.
    #[serde(with = "as_text")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: Code,
    /// Whether `muster proxy deposit` has handed the confirmation id to the machine.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deposited: bool,
}

/// Why a text is no list.
#[derive(Debug, thiserror::Error)]
pub enum ProxyListError {
    /// No JSON of this form: cut off, or something else.
    Form(#[from] serde_json::Error),
    /// No JSON object.
    NoObject,
    /// Another schema.
    Schema(String),
    /// The schema says that it is the list of a job, or that it is not, and the rest says otherwise.
    Job(String),
}

sentences_of!(ProxyListError, lang {
    Self::Form(error) => (error.to_string());
    Self::NoObject => ("it is no JSON object", "JSON オブジェクトではありません");
    Self::Schema(schema) => (
        "its schema is {schema:?}, not {COLLECTED_SCHEMA:?} or {JOB_SCHEMA:?}",
        "スキーマ {schema:?} は {COLLECTED_SCHEMA:?} でも {JOB_SCHEMA:?} でもありません"
    );
    Self::Job(schema) => (
        "its schema is {schema:?}, and job or orders do not fit that",
        "スキーマ {schema:?} とジョブまたは指示の有無が一致していません"
    );
});

impl ProxyRow {
    /// A machine of which nothing is known yet.
    pub fn new(machine: MachineName) -> Self {
        Self {
            machine,
            name: None,
            order: None,
            installation_id: None,
            confirmation_id: None,
            code: code::SUCCESS,
            deposited: false,
        }
    }

    /// A machine of a job, whose installation id the authority is to be shown.
    pub fn of_job(order: OrderId, cmid: Cmid, name: String, installation_id: InstallationId) -> Self {
        let row = Self::new(cmid.into());
        Self { name: Some(name), order: Some(order), installation_id: Some(installation_id), ..row }
    }

    /// Whether only the authority's answer is missing.
    pub fn is_waiting(&self) -> bool {
        self.installation_id.is_some() && self.confirmation_id.is_none()
    }
}

impl ProxyList {
    /// A list that belongs to no job.
    pub fn collected(machines: Vec<ProxyRow>) -> Self {
        Self { schema: COLLECTED_SCHEMA.to_owned(), job: None, machines }
    }

    /// The list of a job.
    pub fn of_job(job: ProxyJob, machines: Vec<ProxyRow>) -> Self {
        Self { schema: JOB_SCHEMA.to_owned(), job: Some(job), machines }
    }

    /// Reads a list.
    pub fn parse(text: &[u8]) -> Result<Self, ProxyListError> {
        // What editors of Windows put in front.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if text.trim_ascii_start().first() != Some(&b'{') {
            // serde would take a list of the values for a struct.
            return Err(ProxyListError::NoObject);
        }
        let list: Self = serde_json::from_slice(text)?;
        let of_job = match list.schema.as_str() {
            COLLECTED_SCHEMA => false,
            JOB_SCHEMA => true,
            _ => return Err(ProxyListError::Schema(list.schema)),
        };
        let fits = list.job.is_some() == of_job && list.machines.iter().all(|row| row.order.is_some() == of_job);
        if fits { Ok(list) } else { Err(ProxyListError::Job(list.schema)) }
    }

    /// Its text.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::{COLLECTED_SCHEMA, JOB_SCHEMA, ProxyJob, ProxyList, ProxyRow};
    use muster_core::{
        id::{Cmid, OrderId},
        keys::{
            installation_id::{ActivationTarget, InstallationId},
            product_key::KeyClaim,
        },
    };

    fn list() -> ProxyList {
        let id = InstallationId {
            claim: KeyClaim::setup(1),
            target: ActivationTarget::Machine,
            hardware: [1; 6],
            nonce: [2; 3],
            proof: [3; 6],
        };
        let row = ProxyRow::of_job(OrderId::from_bytes([9; 16]), Cmid::from_bytes([1; 16]), "pc; 1".into(), id);
        let job = ProxyJob { vendor: "contoso".into(), host: "kms".into(), number: 7 };
        ProxyList::of_job(job, vec![row])
    }

    #[test]
    fn the_list_of_a_job_is_read_as_it_was_written() {
        let text = list().text().expect("JSON");
        let read = ProxyList::parse(text.as_bytes()).expect("a list");
        assert_eq!(read.text().expect("JSON"), text);
        assert!(read.machines[0].is_waiting() && !text.contains("deposited"));
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert!(ProxyList::parse(&with_mark).is_ok());
    }

    #[test]
    fn what_is_cut_off_or_half_of_another_schema_is_no_list() {
        let text = list().text().expect("JSON");
        let cut = (0..text.len() - 1).filter(|end| ProxyList::parse(&text.as_bytes()[..*end]).is_ok());
        assert_eq!(cut.count(), 0);
        assert!(ProxyList::parse(text.trim_end().as_bytes()).is_ok(), "only the line break at the end may be missing");
        let refused = |changed: &str| ProxyList::parse(changed.as_bytes()).expect_err("no list").to_string();
        assert!(refused(&text.replace(JOB_SCHEMA, COLLECTED_SCHEMA)).contains("do not fit"));
        assert!(refused(&text.replace(JOB_SCHEMA, "muster-proxy-3")).contains("muster-proxy-3"));
        assert!(refused(&text.replace("\"job\"", "\"work\"")).contains("work"));
        let without_order: Vec<&str> = text.lines().filter(|line| !line.contains("\"order\"")).collect();
        assert!(refused(&without_order.join("\n")).contains("do not fit"));
    }
}
