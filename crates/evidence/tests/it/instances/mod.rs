//! Instances: the same properties in whatever syntax.

mod cim;
mod costumes;
mod events;
mod machines_apart;
mod oslicense;
mod report;
mod vamt;
