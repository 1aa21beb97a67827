//! The list of machines: search, filters, order and place all stand in the address, so it can be shared.

use super::{
    choice::Choice,
    code_text::{class, shown},
    frame::Frame,
    paging::{cut, known},
    response::{html, redirect},
    silence,
    time_text::utc,
    view_links::{self, ViewLink},
};
use crate::{
    call::{Call, PageError},
    machine::{Machine, MachineState},
    machine_query::{MachineCursor, MachineQuery, MachineSort},
    role::Permission,
    view::ProductName,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::id::{ActivationId, Cmid};

/// Machines on a page.
const PAGE_ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "machines.html")]
struct Page {
    frame: Frame,
    views: Vec<ViewLink>,
    /// Where this list is saved as a view, and where the views are.
    saving: String,
    saved: String,
    action: &'static str,
    lang_field: &'static str,
    search: String,
    sort: &'static str,
    states: Vec<Choice>,
    products: Vec<Choice>,
    filtered: bool,
    clear: String,
    columns: [Column; 2],
    rows: Vec<Row>,
    first: String,
    next: String,
    csv: String,
    /// Where a job for the machines of this page is begun; empty for whoever may not.
    job: String,
}

/// A heading that sorts.
struct Column {
    label: &'static str,
    href: String,
    sign: &'static str,
    /// For screen readers.
    aria: &'static str,
}

struct Row {
    href: String,
    name: String,
    product: String,
    state: &'static str,
    state_class: &'static str,
    until: String,
    last_seen: String,
    code: String,
    code_class: &'static str,
    /// What the code means, or that the machine is silent; empty for one that is well.
    reason: String,
}

/// Machines that the page and the API show.
pub(crate) struct Found {
    pub(crate) query: MachineQuery,
    pub(crate) machines: Vec<Machine>,
    /// The place that the next page begins behind; none if this is the last.
    pub(crate) next: Option<MachineCursor>,
    pub(crate) products: Vec<ProductName>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let query = MachineQuery { limit: PAGE_ROWS + 1, ..query(call)? };
    let (products, mut machines) = (call.host()?.products()?, call.host()?.machines(&query)?);
    let next = cut(&mut machines, PAGE_ROWS as usize).map(MachineCursor::of);
    Ok(Found { query, machines, next, products })
}

/// Shows it; who searches for the id of a machine is sent to it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let links = call.request.links();
    if let Ok(cmid) = call.request.query("q").trim().parse::<Cmid>() {
        return Ok(redirect(&links.to("/machine", &[("id", &cmid.to_string())])));
    }
    let Found { query, machines, next, products } = find(call)?;
    let page = Page {
        frame: Frame::new(call, call.lang().pick("Machines", "コンピューター")),
        views: view_links::links(call, &query)?,
        saving: view_links::saving(call, &query),
        saved: links.to(view_links::PATH, &[]),
        action: "/machines",
        lang_field: links.lang.map_or("", crate::language::id),
        search: query.search.clone(),
        sort: if query.sort == MachineSort::default() { "" } else { query.sort.id() },
        states: state_choices(call, &query),
        products: product_choices(&products, &query),
        filtered: !query.search.is_empty() || query.state.is_some() || query.product.is_some(),
        clear: links.to("/machines", &[]),
        columns: columns(call, &query),
        rows: machines.iter().map(|machine| row(call, machine, &products)).collect(),
        first: query.after.as_ref().map(|_| address(call, &query, "/machines", query.sort, "")).unwrap_or_default(),
        next: next.map(|after| address(call, &query, "/machines", query.sort, &after.text())).unwrap_or_default(),
        csv: csv_link(call, &query),
        job: job_link(call, &ids(&machines)),
    };
    html(StatusCode::OK, &page)
}

/// The query that stands in the address.
pub(super) fn query(call: &Call<'_>) -> Result<MachineQuery, PageError> {
    let list = MachineQuery::read(|name| call.request.query(name), call.host_time()).ok_or(PageError::NotFound)?;
    // A name may end with a space.
    let after = call.request.query("after");
    Ok(MachineQuery { after: known(after.trim(), |_| MachineCursor::parse(after))?, limit: PAGE_ROWS, ..list })
}

/// The address of this list in another order, or from another place on.
fn address(call: &Call<'_>, query: &MachineQuery, path: &str, sort: MachineSort, after: &str) -> String {
    let pairs = MachineQuery { sort, ..query.clone() }.pairs();
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str())).chain([("after", after)]);
    call.request.links().to(path, &pairs.collect::<Vec<_>>())
}

fn csv_link(call: &Call<'_>, query: &MachineQuery) -> String {
    let may = call.may(Permission::ExportMachines);
    if may { address(call, query, "/machines.csv", MachineSort::default(), "") } else { String::new() }
}

/// The address of the form of a job for machines; empty for whoever may begin none, and where there are none.
pub(super) fn job_link(call: &Call<'_>, machines: &str) -> String {
    let may = call.may(Permission::RunJobs);
    if !may || machines.is_empty() {
        return String::new();
    }
    call.request.links().to("/jobs/new", &[("machines", machines)])
}

/// The ids of machines, each once, one a line.
fn ids(machines: &[Machine]) -> String {
    let mut ids: Vec<String> = machines.iter().map(|machine| machine.cmid.to_string()).collect();
    ids.sort();
    ids.dedup();
    ids.join("\n")
}

fn columns(call: &Call<'_>, query: &MachineQuery) -> [Column; 2] {
    let column = |label, up: MachineSort, down: MachineSort, first: MachineSort| {
        let (sign, aria) = if query.sort == up {
            ("▲", "ascending")
        } else if query.sort == down {
            ("▼", "descending")
        } else {
            ("", "none")
        };
        let other = if query.sort == first { if first == up { down } else { up } } else { first };
        Column { label, href: address(call, query, "/machines", other, ""), sign, aria }
    };
    let lang = call.lang();
    [
        column(
            lang.pick("Machine", "コンピューター"),
            MachineSort::Name,
            MachineSort::NameDescending,
            MachineSort::Name,
        ),
        column(
            lang.pick("Last seen", "最終要求"),
            MachineSort::LastSeen,
            MachineSort::LastSeenDescending,
            MachineSort::LastSeenDescending,
        ),
    ]
}

fn state_choices(call: &Call<'_>, query: &MachineQuery) -> Vec<Choice> {
    let choice =
        |state: MachineState| Choice::new(state.id(), state.name().get(call.lang()), query.state == Some(state));
    MachineState::ALL.map(choice).into()
}

fn product_choices(products: &[ProductName], query: &MachineQuery) -> Vec<Choice> {
    let choice = |product: &ProductName| {
        Choice::new(product.id.to_string(), product.name.clone(), query.product == Some(product.id))
    };
    products.iter().map(choice).collect()
}

fn row(call: &Call<'_>, machine: &Machine, products: &[ProductName]) -> Row {
    let (now, lang) = (call.host_time(), call.lang());
    let state = MachineState::of(machine, now);
    let silent = silence::days(machine.last_seen, now);
    Row {
        href: call.request.links().to("/machine", &[("id", &machine.cmid.to_string())]),
        name: shown_name(&machine.name),
        product: product_name(machine, products),
        state: state.name().get(lang),
        state_class: state_class(state),
        until: machine.activated_until.map(utc).unwrap_or_default(),
        last_seen: utc(machine.last_seen),
        code: machine.last_code.to_string(),
        code_class: class(machine.last_code),
        reason: match silent {
            Some(days) => silence::title(days, lang),
            None if machine.last_code.is_failure() => machine.last_code.title(lang).to_owned(),
            None => String::new(),
        },
    }
}

/// A machine without a name still needs something to click on.
pub(super) fn shown_name(name: &str) -> String {
    if name.trim().is_empty() { "(–)".to_owned() } else { shown(name) }
}

pub(super) fn state_class(state: MachineState) -> &'static str {
    match state {
        MachineState::Activated => "well",
        MachineState::Waiting => "warn",
        MachineState::Ended | MachineState::Refused => "bad",
    }
}

/// The name of a product; its id where the license pack does not know it.
pub(crate) fn product_name(machine: &Machine, products: &[ProductName]) -> String {
    named_product(machine.product, products)
}

/// The same of an id.
pub(crate) fn named_product(id: ActivationId, products: &[ProductName]) -> String {
    let known = products.iter().find(|product| product.id == id);
    known.map_or_else(|| id.to_string(), |product| product.name.clone())
}
