//! What a store does for the web console, where that is built.

#[cfg(feature = "console")]
pub use with_console::{ConsoleParts, InventoryPages, StateCount};

/// Nothing.
#[cfg(not(feature = "console"))]
pub trait ConsoleParts {}

#[cfg(not(feature = "console"))]
impl<S> ConsoleParts for S {}

#[cfg(feature = "console")]
mod with_console {
    use crate::{
        machine_row::MachineRow,
        store::{error::StoreError, row_key::RowKey},
    };
    use muster_console::{ConsoleStore, MachineQuery};
    use muster_core::{
        event::RequestHandled,
        id::{ActivationId, Cmid},
        time::Moment,
    };

    /// Accounts and sessions, and the inventory in pages.
    pub trait ConsoleParts: ConsoleStore + InventoryPages {}

    impl<S: ConsoleStore + InventoryPages> ConsoleParts for S {}

    /// The inventory as the console shows it. Its indexes change once in a month of renewals: one that changed with every request would cost each of them.
    pub trait InventoryPages {
        /// Machines as the query says.
        fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError>;
        /// The rows that the query finds from a key on, in the order of their keys and not of the query, at most
        /// [`PAGE_ROWS`](crate::store::PAGE_ROWS).
        fn machines_found_from(&mut self, query: &MachineQuery, first: RowKey) -> Result<Vec<MachineRow>, StoreError>;
        /// How many rows the query finds, of at most so many.
        fn machines_counted(&mut self, query: &MachineQuery, most: u32) -> Result<u32, StoreError>;
        /// The rows of one machine, at most `limit`, the one seen last first.
        fn machine_rows(&mut self, cmid: Cmid, limit: u32) -> Result<Vec<MachineRow>, StoreError>;
        /// The requests of one machine among the `newest` of all, newest first, at most `limit`.
        fn machine_requests(
            &mut self,
            cmid: Cmid,
            newest: u32,
            limit: u32,
        ) -> Result<Vec<(i64, RequestHandled)>, StoreError>;
        /// How many machines of each product are in each state. It reads the whole inventory.
        fn machine_states(&mut self, now: Moment) -> Result<Vec<StateCount>, StoreError>;
    }

    /// Machines of one product in one state.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StateCount {
        /// The product.
        pub product: ActivationId,
        /// The number of the state.
        pub state: i64,
        /// How many.
        pub machines: u64,
    }
}
