//! The key of a row of the inventory, and the order of the keys.

use crate::machine_row::MachineRow;
use muster_core::id::{ActivationId, Cmid, HardwareId};

/// One row of the inventory: a machine, a product, and the hardware that it was asked from.
pub type RowKey = (Cmid, ActivationId, HardwareId);

/// The key that no other stands before.
pub const FIRST_KEY: RowKey =
    (Cmid::from_bytes([0; 16]), ActivationId::from_bytes([0; 16]), HardwareId::from_bytes([0; 16]));

/// The key that follows that of a row, if one can.
pub fn key_after(row: &MachineRow) -> Option<RowKey> {
    let [cmid, product, hardware] =
        [row.cmid.as_bytes(), row.product.as_bytes(), row.hardware.as_bytes()].map(|bytes| u128::from_be_bytes(*bytes));
    let [cmid, product, hardware] = match (hardware.checked_add(1), product.checked_add(1), cmid.checked_add(1)) {
        (Some(hardware), _, _) => [cmid, product, hardware],
        (None, Some(product), _) => [cmid, product, 0],
        (None, None, Some(cmid)) => [cmid, 0, 0],
        (None, None, None) => return None,
    }
    .map(u128::to_be_bytes);
    Some((Cmid::from_bytes(cmid), ActivationId::from_bytes(product), HardwareId::from_bytes(hardware)))
}
