//! Tables of jobs and of the machines that they are for.

use crate::{out, table::table_lines};
use muster_core::lang::Lang;
use muster_host::ManagedRow;
use muster_proto::instant;

pub(super) fn print_table<const N: usize>(rows: &[[String; N]]) {
    table_lines(rows, N).iter().for_each(|line| out::line(line));
}

/// Machines with the keys of their agents.
pub(super) fn machine_table(machines: &[ManagedRow], lang: Lang) -> Vec<[String; 4]> {
    let head = match lang {
        Lang::En => ["MACHINE", "CMID", "KEY", "FIRST CONTACT"],
        Lang::Ja => ["コンピューター", "CMID", "キー", "初回接続"],
    };
    let row = |ManagedRow { cmid, name, key, since }: &ManagedRow| {
        [name.clone(), cmid.to_string(), key.clone(), instant::rfc3339(*since)]
    };
    [head.map(str::to_owned)].into_iter().chain(machines.iter().map(row)).collect()
}
