//! What to do next, as a function of the finding and of what the evidence answers: complete, in order, ready to be pasted.
//!
//! No step repairs what the evidence shows to work, none stands below a verdict that all is well, and none activates
//! without a license. What the evidence does not answer is asked for in a step before the first command that needs it.

pub mod article;
pub(crate) mod command;
pub(crate) mod context;
mod muster;
pub(crate) mod office;
mod pasteable;
pub(crate) mod placeholder;
mod plan;
mod question;
mod step;
mod words;

pub use article::Article;
pub use command::{Command, Shell};
pub(crate) use context::{About, Context};
pub(crate) use office::Version as OfficeVersion;
pub(crate) use plan::{example, example_command, plan};
pub use step::NextStep;
pub(crate) use words::command_line;
