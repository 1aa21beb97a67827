//! The rows of a list of machines, with the columns that its address names.

use super::{
    code_text::{class, shown},
    product_name::product_name,
    silence,
    time_text::utc,
};
use crate::{
    call::Call,
    machine::{Machine, MachineState},
    machine_columns::MachineColumn,
    view::ProductName,
};

/// A machine in the list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// What a column says of it.
pub(super) struct Cell {
    /// How it looks.
    pub(super) class: &'static str,
    /// Whether it is well or bad; empty where it is neither.
    pub(super) colour: &'static str,
    /// An id or a code stands in letters of one width.
    pub(super) fixed: bool,
    pub(super) text: String,
    /// What the code means, or that the machine is silent; empty for one that is well.
    pub(super) reason: String,
}

/// The rows of machines.
pub(super) fn rows(
    call: &Call<'_>,
    machines: &[Machine],
    columns: &[MachineColumn],
    products: &[ProductName],
) -> Vec<Row> {
    let row = |machine: &Machine| Row {
        href: call.request.links().to("/machine", &[("id", &machine.cmid.to_string())]),
        name: shown_name(&machine.name),
        cells: columns.iter().map(|column| cell(call, machine, *column, products)).collect(),
    };
    machines.iter().map(row).collect()
}

fn cell(call: &Call<'_>, machine: &Machine, column: MachineColumn, products: &[ProductName]) -> Cell {
    let plain = |class, text| Cell { class, colour: "", fixed: false, text, reason: String::new() };
    let id = |text| Cell { fixed: true, ..plain("mono", text) };
    match column {
        MachineColumn::Cmid => id(machine.cmid.to_string()),
        MachineColumn::FirstSeen => plain("t", utc(machine.first_seen)),
        MachineColumn::Hardware => id(machine.hardware.to_string()),
        MachineColumn::LastCode => {
            let colour = class(machine.last_code);
            Cell { colour, class: "", reason: reason(call, machine), ..id(machine.last_code.to_string()) }
        }
        MachineColumn::LastSeen => plain("t", utc(machine.last_seen)),
        MachineColumn::Product => plain("", product_name(machine, products)),
        MachineColumn::ProductId => id(machine.product.to_string()),
        MachineColumn::Requests => plain("n", machine.requests.to_string()),
        MachineColumn::State => {
            let state = MachineState::of(machine, call.host_time());
            Cell { colour: state_class(state), ..plain("s", state.name().get(call.lang()).to_owned()) }
        }
        MachineColumn::Until => plain("t", machine.activated_until.map(utc).unwrap_or_default()),
    }
}

fn reason(call: &Call<'_>, machine: &Machine) -> String {
    match silence::days(machine.last_seen, call.host_time()) {
        Some(days) => silence::title(days, call.lang()),
        None if machine.last_code.is_failure() => machine.last_code.title(call.lang()).to_owned(),
        None => String::new(),
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
