//! Instances: the same properties in whatever syntax.

mod cim;
mod costumes;
mod events;
mod oslicense;
mod vamt;
