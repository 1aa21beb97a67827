//! `muster doctor collect`: runs the parts of this system's list, packs what they print, and diagnoses it. It changes nothing.

mod bundle;
mod collected;
mod collector;
mod command;
mod double_click;
mod health;
mod lists;
mod part_run;
mod script;
#[cfg(all(test, unix))]
mod tests;

pub(super) use command::run;
pub(crate) use double_click::double_click;
