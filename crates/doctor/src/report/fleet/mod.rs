//! Renders a fleet for people: for a terminal and as an HTML page.

mod contents;
mod html;
mod text;
mod words;

pub use contents::FleetReport;
pub use html::fleet_html;
pub use text::fleet_text;
