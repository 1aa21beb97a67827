//! What becomes of the lab's machines until today, where the lab stays: most are renewed, some fall ill in ways that only time brings.

use super::{
    fleet::{Fleet, Kind, Row},
    running_lab::RETRY,
};
use crate::failure::Failure;
use muster_core::time::Span;
use muster_testbed::LEDGER_THRESHOLD;

/// How long ago a lab that stays began: longer than an activation lasts.
pub(super) const HISTORY: Span = Span::days(200);
/// How long ago the machines that are silent now asked last: longer than a machine counts.
const SILENT: Span = Span::days(45);
/// The place of the machine whose state is put back: one of those that ask twice.
const RESTORED: usize = 4;
/// How many machines fall silent, and as many were not renewed since the beginning.
const LOST: usize = 2;

/// Who is what today.
pub(super) struct Today<'r> {
    /// Those that are renewed as they should.
    pub(super) living: &'r [Row],
    /// Those that asked last [`SILENT`] ago, and are activated for some time.
    silent: &'r [Row],
    /// Those whose activation has ended.
    pub(super) ended: &'r [Row],
}

impl<'r> Today<'r> {
    /// A fleet that would not reach its count without them loses no machine.
    pub(super) fn of(rows: &'r [Row]) -> Self {
        let healthy = rows.iter().take_while(|row| row.kind == Kind::Healthy).count();
        let lost = if healthy >= LEDGER_THRESHOLD as usize + 2 * LOST { LOST } else { 0 };
        let (living, rest) = rows.split_at(healthy - 2 * lost);
        let (silent, rest) = rest.split_at(lost);
        Self { living, silent, ended: &rest[..lost] }
    }
}

impl Fleet {
    /// Moves the clock to today.
    pub(super) fn live_on(&self, rows: &[Row]) -> Result<(), Failure> {
        let today = Today::of(rows);
        // Two hours passed before this.
        self.clock.advance(HISTORY.saturating_sub(RETRY).saturating_sub(SILENT).saturating_sub(RETRY));
        // The first that asks after months is refused, and this one is switched off before it asks again.
        self.start("pc-switched-off", Kind::Healthy, self.ledger_key)?;
        let renewed = [today.living, today.silent].concat();
        let refused = self.renew(&renewed)?;
        self.clock.advance(RETRY);
        self.renew(refused)?;
        let restored = today.living.get(RESTORED).map(|row| &row.name);
        restored.map_or(Ok(()), |name| self.take_snapshot(name))?;
        self.clock.advance(SILENT.saturating_sub(RETRY));
        let refused = self.renew(today.living)?;
        self.clock.advance(RETRY);
        restored.map_or(Ok(()), |name| self.restore_snapshot(name))?;
        self.renew(refused)?;
        let faulty = rows.get(today.living.len() + today.silent.len() + today.ended.len()..);
        faulty.unwrap_or_default().iter().try_for_each(|row| self.renew_one(Some(row)).map(drop))
    }

    /// All ask; those are returned that were refused.
    fn renew<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> Result<Vec<&'r Row>, Failure> {
        let mut refused = Vec::new();
        for row in rows {
            if !self.renew_one(Some(row))? {
                refused.push(row);
            }
        }
        Ok(refused)
    }
}
