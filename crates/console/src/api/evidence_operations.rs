//! What a machine has told, in the API.

use super::{
    answer::json,
    evidence_documents::ToldDocument,
    operation::{LANG, Operation, parameter},
    parameters::{Parameter, ParameterKind},
};
use crate::{
    call::{Call, PageError},
    pages::machine_evidence_file,
    role::Permission,
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_server::openapi::message;

pub(crate) const EVIDENCE: Operation = Operation {
    path: "/v1/admin/machine/evidence",
    permission: Permission::ExportMachines,
    handler: evidence,
    summary: Text {
        en: "What the agent of a machine has told of why it is not activated, masked.",
        ja: "コンピューターのエージェントが送信した診断データ (マスク済み)。",
    },
    takes: None,
    answer: message::<ToldDocument>,
    parameters: &[Parameter { required: true, ..parameter("id", ParameterKind::Uuid, "The CMID.", "CMID。") }, LANG],
};

fn evidence(call: &Call<'_>) -> Result<Response, PageError> {
    let (cmid, held, _) = machine_evidence_file::read(call)?;
    json(&ToldDocument::new(cmid, held))
}
