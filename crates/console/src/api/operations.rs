//! The operations: what each takes, and the document that it answers with.

use super::{
    answer::json,
    documents::{
        AccountDocument, AccountList, AuditDocument, AuditPage, EventDocument, EventPage, MachineDetailDocument,
        MachineDocument, MachinePage, OverviewDocument,
    },
    parameters::{Parameter, ParameterKind},
};
use crate::{
    call::{Call, PageError},
    machine_query::MachineCursor,
    pages,
};
use axum::response::Response;

/// An operation of the API.
pub(crate) struct Operation {
    pub(crate) path: &'static str,
    pub(crate) parameters: &'static [Parameter],
}

const fn parameter(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter { name, required: false, kind }
}

const LANG: Parameter = parameter("lang", ParameterKind::Language);

/// All operations.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation { path: "/v1/admin/overview", parameters: &[LANG] },
    Operation {
        path: "/v1/admin/machines",
        parameters: &[
            parameter("q", ParameterKind::Text),
            parameter("state", ParameterKind::State),
            parameter("product", ParameterKind::Uuid),
            parameter("sort", ParameterKind::Sort),
            parameter("after", ParameterKind::Cursor),
            LANG,
        ],
    },
    Operation {
        path: "/v1/admin/machine",
        parameters: &[Parameter { required: true, ..parameter("id", ParameterKind::Uuid) }, LANG],
    },
    Operation { path: "/v1/admin/events", parameters: &[parameter("before", ParameterKind::Number), LANG] },
    Operation { path: "/v1/admin/accounts", parameters: &[LANG] },
    Operation {
        path: "/v1/admin/audit",
        parameters: &[
            parameter("account", ParameterKind::Text),
            parameter("action", ParameterKind::Action),
            parameter("before", ParameterKind::Number),
            LANG,
        ],
    },
];

/// The operation at a path.
pub(crate) fn at(path: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.path == path)
}

/// The first page's data.
pub(crate) fn overview(call: &Call<'_>) -> Result<Response, PageError> {
    json(&OverviewDocument::new(pages::overview::read(call)?, call.lang()))
}

/// A page of machines.
pub(crate) fn machines(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::machines::find(call)?;
    let now = call.host_time();
    let machines = found.machines.iter().map(|machine| MachineDocument::new(machine, &found.products, now));
    json(&MachinePage { machines: machines.collect(), next: found.next.as_ref().map(MachineCursor::text) })
}

/// One machine.
pub(crate) fn machine(call: &Call<'_>) -> Result<Response, PageError> {
    let (detail, products) = pages::machine::read(call)?;
    json(&MachineDetailDocument::new(&detail, &products, call))
}

/// A page of events.
pub(crate) fn events(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::events::find(call)?;
    let events = found.events.into_iter().map(|event| EventDocument::new(event, call.lang())).collect();
    json(&EventPage { events, next: found.next })
}

/// All accounts.
pub(crate) fn accounts(call: &Call<'_>) -> Result<Response, PageError> {
    let accounts = call.store()?.accounts()?;
    json(&AccountList { accounts: accounts.iter().map(|account| AccountDocument::new(account, call.now)).collect() })
}

/// A page of the audit log.
pub(crate) fn audit(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::audit::find(call)?;
    let entries = found.entries.into_iter().map(|(entry, hash)| AuditDocument { entry, hash }).collect();
    json(&AuditPage { entries, next: found.next })
}
