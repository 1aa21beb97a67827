//! Renders a diagnosis for people: for a terminal and as an HTML page.

mod computers;
mod copy_script;
mod fleet;
mod html;
mod lines;
mod open_checks;
mod paper;
mod quotes;
mod rule_page;
mod step_commands;
mod svg;
mod text;
mod ticket;
mod unread;
mod wrap;

pub use fleet::{FleetReport, fleet_html, fleet_text};
pub use html::{STYLE, file_name, html};
pub use paper::{Imprint, Length, Paper};
pub use rule_page::rule_page;
pub use text::{text, text_on, ticket};
