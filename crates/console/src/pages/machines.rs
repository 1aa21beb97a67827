//! The list of machines: search, filters, order and place all stand in the address, so it can be shared.

use super::{
    choice::Choice,
    frame::Frame,
    machine_groups::{self, Group},
    machine_table::{self, Row},
    paging::{cut, known},
    response::{html, redirect},
    view_links::{self, ViewLink},
};
use crate::{
    call::{Call, PageError},
    machine::{Machine, MachineState},
    machine_address::MachineList,
    machine_columns::{MachineColumn, MachineGroup},
    machine_query::{MachineCursor, MachineQuery, MachineSort, UNSEEN_DAYS_MAX},
    role::Permission,
    view::ProductName,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::id::Cmid;

/// Machines on a page.
const PAGE_ROWS: u32 = 50;
/// Silent machines are counted up to so many.
const COUNT_MAX: u32 = 10_000;

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
    /// Days without a request; empty for all.
    unseen: String,
    unseen_max: u32,
    /// How many are silent; empty where nobody asks.
    count: String,
    filtered: bool,
    clear: String,
    groupings: Vec<Choice>,
    /// What may be told of each beside its name.
    offered: Vec<Choice>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    groups: Vec<Group>,
    first: String,
    next: String,
    csv: String,
    json: String,
    /// Where a job for the machines of this page is begun; empty for whoever may not.
    job: String,
}

/// A heading.
struct Column {
    class: &'static str,
    label: &'static str,
    /// Where the list is sorted by it; empty where it is not.
    href: String,
    sign: &'static str,
    /// For screen readers.
    aria: &'static str,
}

/// Machines that the page and the API show.
pub(crate) struct Found {
    pub(crate) list: MachineList,
    pub(crate) machines: Vec<Machine>,
    /// How many are silent, on all pages; at most one more than [`COUNT_MAX`].
    pub(crate) count: Option<u32>,
    /// The place that the next page begins behind; none if this is the last.
    pub(crate) next: Option<MachineCursor>,
    pub(crate) products: Vec<ProductName>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    found(call, list(call)?)
}

fn found(call: &Call<'_>, list: MachineList) -> Result<Found, PageError> {
    let query = MachineQuery { limit: PAGE_ROWS + 1, ..list.query.clone() };
    let (products, mut machines) = (call.host()?.products()?, call.host()?.machines(&query)?);
    let next = cut(&mut machines, PAGE_ROWS as usize).map(MachineCursor::of);
    let counted = |_| Ok::<_, PageError>(call.host()?.machines_counted(&query, COUNT_MAX + 1)?);
    let count = query.unseen_days.map(counted).transpose()?;
    Ok(Found { list, machines, count, next, products })
}

/// Shows it; who searches for the id of a machine is sent to it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let links = call.request.links();
    if let Ok(cmid) = call.request.query("q").trim().parse::<Cmid>() {
        return Ok(redirect(&links.to("/machine", &[("id", &cmid.to_string())])));
    }
    let asked = list(call)?;
    if let Some(columns) = chosen(call)? {
        return Ok(redirect(&MachineList { columns, ..asked }.href(call, "/machines", "")));
    }
    let page = match asked.group {
        None => page(call, found(call, asked)?, Vec::new())?,
        Some(by) => {
            let products = call.host()?.products()?;
            let groups = machine_groups::read(call, &asked, by, &products)?;
            page(call, Found { list: asked, machines: Vec::new(), count: None, next: None, products }, groups)?
        }
    };
    html(StatusCode::OK, &page)
}

fn page(call: &Call<'_>, found: Found, groups: Vec<Group>) -> Result<Page, PageError> {
    let links = call.request.links();
    let Found { list, machines, count, next, products } = found;
    let query = &list.query;
    let export = |path| if call.may(Permission::ExportMachines) { list.export(call, path) } else { String::new() };
    Ok(Page {
        frame: Frame::new(call, call.lang().pick("Machines", "コンピューター")),
        views: view_links::links(call, &list)?,
        saving: view_links::saving(call, &list),
        saved: links.to(view_links::PATH, &[]),
        action: "/machines",
        lang_field: links.lang.map_or("", crate::language::id),
        search: query.search.clone(),
        sort: if query.sort == MachineSort::default() { "" } else { query.sort.id() },
        states: state_choices(call, query),
        products: product_choices(&products, query),
        unseen: query.unseen_days.map(|days| days.to_string()).unwrap_or_default(),
        unseen_max: UNSEEN_DAYS_MAX,
        filtered: is_filtered(query),
        clear: links.to("/machines", &[]),
        count: count.map(|count| counted(call, count)).unwrap_or_default(),
        groupings: group_choices(call, list.group),
        offered: column_choices(call, &list.columns),
        columns: columns(call, &list),
        rows: machine_table::rows(call, &machines, &list.columns, &products),
        groups,
        first: query.after.as_ref().map(|_| list.href(call, "/machines", "")).unwrap_or_default(),
        next: next.map(|after| list.href(call, "/machines", &after.text())).unwrap_or_default(),
        csv: export("/machines.csv"),
        json: export("/machines.json"),
        job: job_link(call, &ids(&machines)),
    })
}

fn counted(call: &Call<'_>, count: u32) -> String {
    let (lang, most) = (call.lang(), count.min(COUNT_MAX));
    match (count > COUNT_MAX, count) {
        (true, _) => lang.pick(format!("More than {most} rows"), format!("{most} 件以上")),
        (false, 1) => lang.pick("1 row", "1 件").to_owned(),
        (false, _) => lang.pick(format!("{most} rows"), format!("{most} 件")),
    }
}

fn is_filtered(query: &MachineQuery) -> bool {
    !query.search.is_empty() || query.state.is_some() || query.product.is_some() || query.unseen_days.is_some()
}

/// The list that stands in the address.
pub(super) fn list(call: &Call<'_>) -> Result<MachineList, PageError> {
    let list = MachineList::read(|name| call.request.query(name), call.host_time()).ok_or(PageError::NotFound)?;
    // A name may end with a space.
    let after = call.request.query("after");
    let after = known(after.trim(), |_| MachineCursor::parse(after))?;
    Ok(MachineList { query: MachineQuery { after, limit: PAGE_ROWS, ..list.query }, ..list })
}

/// The columns that the form has sent, each in a field of its own; none where it has sent none.
fn chosen(call: &Call<'_>) -> Result<Option<Vec<MachineColumn>>, PageError> {
    let boxes: Vec<&str> = call.request.pairs().filter(|(name, _)| *name == "column").map(|(_, id)| id).collect();
    if boxes.is_empty() {
        return Ok(None);
    }
    MachineColumn::parse(&boxes.join(",")).ok_or(PageError::NotFound).map(Some)
}

impl MachineList {
    /// The address of this list from a place on.
    pub(super) fn href(&self, call: &Call<'_>, path: &str, after: &str) -> String {
        let pairs = self.pairs();
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str())).chain([("after", after)]);
        call.request.links().to(path, &pairs.collect::<Vec<_>>())
    }

    /// The address of its file: in the order of ids, without groups.
    fn export(&self, call: &Call<'_>, path: &str) -> String {
        let query = MachineQuery { sort: MachineSort::default(), ..self.query.clone() };
        MachineList { query, columns: self.columns.clone(), group: None }.href(call, path, "")
    }
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

fn columns(call: &Call<'_>, list: &MachineList) -> Vec<Column> {
    let machine = call.lang().pick("Machine", "コンピューター");
    let name = sorting(call, list, machine, [MachineSort::Name, MachineSort::NameDescending]);
    let column = |column: &MachineColumn| {
        let label = column.name().get(call.lang());
        match column {
            MachineColumn::LastSeen => {
                sorting(call, list, label, [MachineSort::LastSeenDescending, MachineSort::LastSeen])
            }
            MachineColumn::Until => sorting(call, list, label, [MachineSort::Until, MachineSort::UntilDescending]),
            MachineColumn::Requests => Column { class: "n", label, href: String::new(), sign: "", aria: "" },
            _ => Column { class: "", label, href: String::new(), sign: "", aria: "" },
        }
    };
    std::iter::once(name).chain(list.columns.iter().map(column)).collect()
}

/// A heading that sorts: by the first order, and by the other where that is shown.
fn sorting(call: &Call<'_>, list: &MachineList, label: &'static str, [first, other]: [MachineSort; 2]) -> Column {
    let shown = list.query.sort;
    let (sign, aria) = match shown {
        sort if sort != first && sort != other => ("", "none"),
        sort if sort.is_descending() => ("▼", "descending"),
        _ => ("▲", "ascending"),
    };
    let query = MachineQuery { sort: if shown == first { other } else { first }, ..list.query.clone() };
    let sorted = MachineList { query, ..list.clone() };
    Column { class: "", label, href: sorted.href(call, "/machines", ""), sign, aria }
}

fn group_choices(call: &Call<'_>, chosen: Option<MachineGroup>) -> Vec<Choice> {
    let choice = |group: MachineGroup| Choice::new(group.id(), group.name().get(call.lang()), chosen == Some(group));
    MachineGroup::ALL.map(choice).into()
}

fn column_choices(call: &Call<'_>, chosen: &[MachineColumn]) -> Vec<Choice> {
    let choice =
        |column: MachineColumn| Choice::new(column.id(), column.name().get(call.lang()), chosen.contains(&column));
    MachineColumn::ALL.map(choice).into()
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
