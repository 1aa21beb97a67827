//! Command-line arguments of `muster host webhook` and `muster authority webhook`.

use clap::{Subcommand, builder::PossibleValuesParser};
use muster_host::WebhookEvent;

#[derive(Debug, Subcommand)]
pub(crate) enum WebhookCommand {
    /// Post what happens to an address, and print the secret that messages are signed with, once.
    Add {
        /// The name of the webhook.
        name: String,
        /// The address, https://… or http://….
        #[arg(value_name = "URL")]
        url: String,
        /// What is told, more than once for several; everything without it.
        #[arg(long = "event", value_name = "EVENT", value_parser = PossibleValuesParser::new(WebhookEvent::ALL.map(WebhookEvent::id)))]
        events: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the webhooks, by name, with address and events.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Remove a webhook; what is on its way to it is given up.
    Remove {
        /// The name of the webhook.
        name: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}
