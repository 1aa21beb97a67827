//! What may stand in the address of an operation. Whatever else stands there is refused: a filter with a typing error must not show
//! everything.

use crate::{
    audit::AuditAction,
    authority_view::KeyState,
    call::{Call, PageError},
    machine::MachineState,
    machine_query::{MachineCursor, MachineSort},
};
use muster_core::{
    id::{ActivationId, Cmid},
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
            Self::KeyState => Some(KeyState::ALL.map(KeyState::id).into()),
            Self::Language => Some(vec!["en", "ja"]),
            Self::Sort => Some(MachineSort::ALL.map(MachineSort::id).into()),
            Self::State => Some(MachineState::ALL.map(MachineState::id).into()),
            Self::Cursor | Self::Number | Self::Text | Self::Uuid => None,
        }
    }

    fn takes(self, value: &str) -> bool {
        match self {
            Self::Cursor => MachineCursor::parse(value).is_some(),
            Self::Number => value.parse::<u32>().is_ok() && !value.starts_with('+'),
            Self::Text => true,
            Self::Uuid => value.parse::<Cmid>().is_ok() && value.parse::<ActivationId>().is_ok(),
            Self::Action | Self::KeyState | Self::Language | Self::Sort | Self::State => {
                self.values().is_some_and(|values| values.contains(&value))
            }
        }
    }
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
