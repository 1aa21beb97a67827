//! MUS009: copied images.

use super::{MUS, prelude::*};

/// The host saw one CMID on two machines.
const CLONE_FOUND: u32 = 12_401;

values! { machine: Value }

pub(super) static RULE: Rule = Rule {
    id: "MUS009",
    severity: Severity::High,
    step: Step::Count,
    command: "muster host machines --json",
    sources: "D",
    title: Text { en: "Copied images", ja: "イメージの複製による CMID の重複" },
    finding: Text {
        en: "Two machines have the CMID of {machine}, as copied images have, and count once",
        ja: "{machine} の CMID が別のコンピューターと重複しています。複製されたイメージは 1 台としてカウントされます",
    },
    actions: &[&action::MUSTER_REARM],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let cloned = case.observations(ObservationKind::MusterMachine).filter(|(machine, _)| machine.value == "cloned");
    let listed =
        cloned.map(|(machine, cites)| Hit::global(cites).with(Values { machine: machine.about.as_str().into() }));
    let logged = case.events(&[CLONE_FOUND]).map(|event| {
        let name = event.record.field(EventField::Machine);
        let machine = if name.is_empty() { crate::sentence::UNKNOWN } else { name.into() };
        Hit::global(&event.cites).with(Values { machine })
    });
    listed.chain(logged).take(1).collect()
}
