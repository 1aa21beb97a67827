//! `muster host machines`: the inventory, and who of it is not activated or has not been seen.

use crate::{cmd::now, failure::Failure, out, table::table_lines};
use muster_core::{
    lang::Lang,
    time::{Moment, Span},
};
use muster_host::{Host, MachineRow};
use muster_proto::instant;
use serde_json::{Value, json};

/// Which machines are shown, and in which order.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) not_activated: bool,
    /// Those that have not asked for so many days.
    pub(super) unseen_days: Option<u32>,
    /// The one whose activation ends first is first; else by their ids.
    pub(super) by_end: bool,
}

/// A row, and what follows from the rows beside it and from the time.
struct Machine {
    row: MachineRow,
    activated: bool,
    cloned: bool,
    unseen_days: i64,
}

pub(super) fn show(host: &Host, wanted: List, json: bool, lang: Lang) -> Result<(), Failure> {
    let mut rows: Vec<MachineRow> = Vec::new();
    host.admin()?.each_machine(|row| rows.push(row))?;
    let machines = wanted.of(with_copies(rows, now()));
    if json {
        out::json(&machines.iter().map(|machine| document(machine, lang)).collect::<Vec<Value>>());
    } else {
        table(&machines, lang).iter().for_each(|line| out::line(line));
    }
    Ok(())
}

impl List {
    fn of(self, mut machines: Vec<Machine>) -> Vec<Machine> {
        machines.retain(|machine| self.takes(machine));
        if self.by_end {
            machines.sort_by_key(|machine| (machine.row.activated_until.is_none(), machine.row.activated_until));
        }
        machines
    }

    fn takes(self, machine: &Machine) -> bool {
        let silent = self.unseen_days.is_none_or(|days| machine.unseen_days >= i64::from(days));
        silent && !(self.not_activated && machine.activated)
    }
}

/// Rows come in the order of machine, product and hardware, so the copies of one machine stand together.
fn with_copies(rows: Vec<MachineRow>, now: Moment) -> Vec<Machine> {
    let keys: Vec<_> = rows.iter().map(|row| (row.cmid, row.product)).collect();
    let cloned = |place: usize| {
        let beside = [place.checked_sub(1), Some(place + 1)];
        beside.into_iter().flatten().any(|other| keys.get(other) == keys.get(place))
    };
    let machine = |(place, row): (usize, MachineRow)| Machine {
        activated: row.activated_until.is_some_and(|until| until > now),
        cloned: cloned(place),
        unseen_days: now.since(row.last_seen).as_minutes() / Span::days(1).as_minutes(),
        row,
    };
    rows.into_iter().enumerate().map(machine).collect()
}

fn document(Machine { row, activated, cloned, unseen_days }: &Machine, lang: Lang) -> Value {
    json!({
        "cmid": row.cmid.to_string(),
        "product": row.product.to_string(),
        "name": row.name,
        "hardware": row.hardware.to_string(),
        "first_seen": instant::rfc3339(row.first_seen),
        "last_seen": instant::rfc3339(row.last_seen),
        "unseen_days": unseen_days,
        "requests": row.requests,
        "last_code": row.last_code.to_string(),
        "reason": row.last_code.title(lang),
        "activated": activated,
        "activated_until": row.activated_until.map(instant::rfc3339),
        "cloned": cloned,
        "rolled_back": row.rolled_back.map(instant::rfc3339),
    })
}

fn table(machines: &[Machine], lang: Lang) -> Vec<String> {
    let head = match lang {
        Lang::En => ["MACHINE", "CMID", "NOT SEEN FOR", "ACTIVATED UNTIL", "LAST RESULT"],
        Lang::Ja => ["コンピューター", "CMID", "最終要求からの日数", "ライセンス認証の期限", "前回の結果"],
    };
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(machines.iter().map(|machine| line(machine, lang)));
    table_lines(&rows, head.len())
}

fn line(Machine { row, activated, cloned, unseen_days }: &Machine, lang: Lang) -> [String; 5] {
    let until = match row.activated_until {
        Some(until) if *activated => instant::rfc3339(until),
        Some(until) => {
            lang.pick(format!("ended {}", instant::rfc3339(until)), format!("{} に終了", instant::rfc3339(until)))
        }
        None => "-".to_owned(),
    };
    let copy = lang.pick(
        "; another machine has this CMID: run slmgr /rearm on the copy",
        "。同じ CMID のコンピューターが別にあります。複製で slmgr /rearm を実行してください",
    );
    let rolled_back = row.rolled_back.map(instant::rfc3339).map_or_else(String::new, |at| {
        lang.pick(
            format!("; its state was put back at {at}: a snapshot or a copy (event 12410)"),
            format!("。{at} に状態がスナップショットまたはコピーから復元されています (イベント 12410)"),
        )
    });
    let result = format!(
        "{} {}{}{rolled_back}",
        row.last_code,
        row.last_code.title(lang).trim_end_matches(['.', '。']),
        if *cloned { copy } else { "" }
    );
    let days = lang.pick(format!("{unseen_days} days"), format!("{unseen_days} 日"));
    [row.name.clone(), row.cmid.to_string(), days, until, result]
}

#[cfg(test)]
mod tests {
    use super::{List, with_copies};
    use muster_core::{
        code,
        id::{ActivationId, Cmid, HardwareId},
        time::Moment,
    };
    use muster_host::MachineRow;

    fn row((cmid, product, hardware): (u8, u8, u8)) -> MachineRow {
        let now = Moment::from_unix(0);
        MachineRow {
            cmid: Cmid::from_bytes([cmid; 16]),
            product: ActivationId::from_bytes([product; 16]),
            hardware: HardwareId::from_bytes([hardware; 16]),
            name: "pc".to_owned(),
            first_seen: now,
            last_seen: now,
            requests: 1,
            last_code: code::SUCCESS,
            activated_until: None,
            counter: 1,
            rolled_back: None,
        }
    }

    #[test]
    fn those_whose_activation_ends_first_are_first() {
        let rows = [(1, None), (2, Some(9)), (3, Some(-7)), (4, None), (5, Some(8))]
            .map(|(number, until)| MachineRow { activated_until: until.map(Moment::from_unix), ..row((number, 1, 1)) });
        let shown = |by_end| -> Vec<u8> {
            let list = List { not_activated: false, unseen_days: None, by_end };
            let machines = list.of(with_copies(rows.clone().into(), Moment::from_unix(0)));
            machines.iter().map(|machine| machine.row.cmid.as_bytes()[0]).collect()
        };
        assert_eq!((shown(false), shown(true)), (vec![1, 2, 3, 4, 5], vec![3, 5, 2, 1, 4]));
    }

    #[test]
    fn two_devices_with_one_cmid_and_product_are_copies() {
        let now = Moment::from_unix(0);
        let rows = [(1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 2, 1), (3, 1, 1), (3, 1, 2), (3, 1, 3)].map(row);
        let cloned: Vec<bool> = with_copies(rows.into(), now).iter().map(|machine| machine.cloned).collect();
        assert_eq!(cloned, [true, true, false, false, true, true, true]);
    }
}
