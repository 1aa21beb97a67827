//! What may stand in the address of an operation. Whatever else stands there is refused: a filter with a typing error must not show
//! everything.

use crate::{
    audit::AuditAction,
    call::{Call, PageError},
    issued_key::KeyState,
    license_holder::{HolderCursor, HolderKind, HolderState},
    machine::MachineState,
    machine_address,
    machine_query::{MachineCursor, MachineSort},
    pages,
};
use muster_core::{
    id::{ActivationId, Cmid},
    keys::product_key::KeyClaim,
    lang::Text,
};

/// A parameter of an operation.
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: ParameterKind,
    /// What it is for.
    pub(crate) purpose: Text,
}

/// What a parameter's value is.
#[derive(Clone, Copy)]
pub(crate) enum ParameterKind {
    /// An action of the audit log.
    Action,
    /// A place in the list of machines.
    Cursor,
    /// Days without a request.
    Days,
    /// A place in the list of holders of licenses.
    HolderCursor,
    /// A kind of them, or all.
    HolderKind,
    /// The state of a license.
    HolderState,
    /// The number of a product key.
    KeyNumber,
    /// The state of a product key.
    KeyState,
    Language,
    Number,
    Sort,
    State,
    /// Any text, the empty one included.
    Text,
    Uuid,
}

impl ParameterKind {
    /// The values, if it has a list of them.
    pub(crate) fn values(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Action => Some(AuditAction::ALL.map(AuditAction::id).into()),
            Self::HolderKind => {
                Some(HolderKind::ALL.map(HolderKind::id).into_iter().chain([pages::holders::ALL]).collect())
            }
            Self::HolderState => Some(HolderState::ALL.map(HolderState::id).into()),
            Self::KeyState => Some(KeyState::ALL.map(KeyState::id).into()),
            Self::Language => Some(vec!["en", "ja"]),
            Self::Sort => Some(MachineSort::ALL.map(MachineSort::id).into()),
            Self::State => Some(MachineState::ALL.map(MachineState::id).into()),
            Self::Cursor
            | Self::Days
            | Self::HolderCursor
            | Self::KeyNumber
            | Self::Number
            | Self::Text
            | Self::Uuid => None,
        }
    }

    fn takes(self, value: &str) -> bool {
        match self {
            Self::Cursor => MachineCursor::parse(value).is_some(),
            Self::Days => machine_address::days(value).is_some(),
            Self::HolderCursor => HolderCursor::parse(value).is_some(),
            Self::KeyNumber => number(value).is_some_and(|number| KeyClaim::from_number(number).is_some()),
            Self::Number => number(value).is_some(),
            Self::Text => true,
            Self::Uuid => value.parse::<Cmid>().is_ok() && value.parse::<ActivationId>().is_ok(),
            Self::Action
            | Self::HolderKind
            | Self::HolderState
            | Self::KeyState
            | Self::Language
            | Self::Sort
            | Self::State => self.values().is_some_and(|values| values.contains(&value)),
        }
    }
}

fn number(value: &str) -> Option<u32> {
    value.parse().ok().filter(|_| !value.starts_with('+'))
}

/// Refuses a call whose address holds what the operation does not take.
pub(crate) fn check(call: &Call<'_>, parameters: &'static [Parameter]) -> Result<(), PageError> {
    let mut left: Vec<&Parameter> = parameters.iter().collect();
    for (name, value) in call.request.pairs() {
        // Taken out, so that a second one of the name is unknown.
        let place = left.iter().position(|parameter| parameter.name == name);
        let parameter = place.map(|place| left.swap_remove(place));
        if !parameter.is_some_and(|parameter| parameter.kind.takes(value)) {
            return Err(PageError::BadParameter(name.to_owned()));
        }
    }
    let missing = left.into_iter().find(|parameter| parameter.required);
    missing.map_or(Ok(()), |parameter| Err(PageError::BadParameter(parameter.name.to_owned())))
}
