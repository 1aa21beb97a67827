//! A step, as reports show it.

use super::{article::Article, command::Command, context::Context, words::Words};
use crate::{
    action::{Action, Who},
    rule::Rule,
};
use muster_core::lang::Lang;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A step: what somebody does, with the commands in order.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// The rule of the finding that it mends.
    pub rule: &'static Rule,
    /// The computers that it is for, where the evidence is of several; else empty.
    pub computers: Vec<String>,
    /// The product that it is for; empty if the evidence names none.
    pub product: String,
    /// Who carries it out.
    pub who: Who,
    /// The commands, in order; empty where none does it.
    pub commands: Vec<Command>,
    /// The article that it follows.
    pub article: Option<&'static Article>,
    pub(super) text: Words,
    pub(super) risk: Words,
    pub(super) undo: Words,
    pub(super) check: Words,
}

impl NextStep {
    /// Steps that are carried out in the same way have the same key.
    pub(crate) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.rule.id, &self.product, self.text(Lang::En)).hash(&mut hasher);
        self.commands.iter().for_each(|command| command.line.hash(&mut hasher));
        hasher.finish()
    }

    /// Whether both are carried out in the same way.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.rule.id == other.rule.id
            && self.product == other.product
            && self.commands == other.commands
            && self.text(Lang::En) == other.text(Lang::En)
    }

    /// What to do.
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }

    /// What it may disturb or cost.
    pub fn risk(&self, lang: Lang) -> &str {
        self.risk.get(lang)
    }

    /// How to undo it.
    pub fn undo(&self, lang: Lang) -> &str {
        self.undo.get(lang)
    }

    /// How to see that it worked.
    pub fn check(&self, lang: Lang) -> &str {
        self.check.get(lang)
    }

    pub(super) fn of(action: &'static Action, rule: &'static Rule, context: &Context) -> Self {
        Self {
            rule,
            computers: Vec::new(),
            product: context.product.clone(),
            who: action.who,
            commands: (action.commands)(context),
            article: (action.article)(context),
            text: Words::fill(&action.text, context),
            risk: Words::fill(&action.risk, context),
            undo: Words::fill(&action.undo, context),
            check: Words::fill(&action.check, context),
        }
    }
}
