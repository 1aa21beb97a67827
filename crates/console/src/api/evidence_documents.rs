//! Evidence of a machine in the documents of the API.

use crate::{
    call::Call,
    pages::machine_evidence::{EvidenceView, FindingView, StepView},
    view::{HeldEvidence, MachineDetail, ProductName},
};
use muster_core::id::Cmid;
use muster_proto::{evidence::MachineEvidence, instant::rfc3339};
use serde::Serialize;
use utoipa::ToSchema;

/// What a machine tells of why it is not activated, and what the doctor makes of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvidenceDocument {
    /// When it came.
    #[schema(format = DateTime)]
    received: String,
    /// The machine's clock then.
    #[schema(format = DateTime)]
    machine_time: String,
    /// Until when the host shows it.
    #[schema(format = DateTime)]
    kept_until: String,
    /// Version of the machine's Muster.
    muster: String,
    /// Whether the host has activated the machine since.
    overtaken: bool,
    /// Why each product is not activated, or that it is.
    causes: Vec<FindingDocument>,
    /// What else the doctor finds, the gravest first.
    findings: Vec<FindingDocument>,
    /// What to do next, in order.
    next_steps: Vec<StepDocument>,
}

/// A finding of the doctor.
#[derive(Serialize, ToSchema)]
pub(crate) struct FindingDocument {
    /// Id of the rule.
    rule: &'static str,
    title: &'static str,
    finding: String,
    /// Name of the product; empty if it is about none.
    product: String,
    /// `info`, `low`, `medium`, `high` or `critical`.
    severity: &'static str,
}

/// What to do next.
#[derive(Serialize, ToSchema)]
pub(crate) struct StepDocument {
    step: String,
    /// Who does it.
    who: &'static str,
    /// Id of the rule whose finding it mends.
    rule: &'static str,
    /// Commands, in order.
    commands: Vec<String>,
}

/// What a machine has told.
#[derive(Serialize, ToSchema)]
pub(crate) struct ToldDocument {
    cmid: String,
    /// When it came.
    #[schema(format = DateTime)]
    received: String,
    /// The machine's clock then.
    #[schema(format = DateTime)]
    machine_time: String,
    /// Until when the host shows it.
    #[schema(format = DateTime)]
    kept_until: String,
    evidence: MachineEvidence,
}

impl EvidenceDocument {
    pub(super) fn of(detail: &MachineDetail, products: &[ProductName], call: &Call<'_>) -> Option<Self> {
        let view = EvidenceView::of(detail, products, call)?;
        Some(Self {
            received: rfc3339(view.received),
            machine_time: rfc3339(view.told),
            kept_until: rfc3339(view.until),
            muster: view.muster,
            overtaken: view.overtaken,
            causes: view.heads.into_iter().map(FindingDocument::new).collect(),
            findings: view.others.into_iter().map(FindingDocument::new).collect(),
            next_steps: view.steps.into_iter().map(StepDocument::new).collect(),
        })
    }
}

impl FindingDocument {
    fn new(FindingView { rule, title, sentence, product, severity, .. }: FindingView) -> Self {
        Self { rule, title, finding: sentence, product, severity }
    }
}

impl StepDocument {
    fn new(StepView { text, who, rule, commands }: StepView) -> Self {
        Self { step: text, who, rule, commands: commands.lines().map(str::to_owned).collect() }
    }
}

impl ToldDocument {
    pub(super) fn new(cmid: Cmid, held: HeldEvidence) -> Self {
        let HeldEvidence { received, told, until, evidence } = held;
        let [received, machine_time, kept_until] = [received, told, until].map(rfc3339);
        Self { cmid: cmid.to_string(), received, machine_time, kept_until, evidence }
    }
}
