//! The ways of activation, by number and by name.

use muster_core::client::activation::{ActivationType, Channel};

#[test]
fn ways_have_the_documented_numbers() {
    let found: Vec<_> = (0..=4).map(ActivationType::from_number).collect();
    let [all, directory, host, token] =
        [ActivationType::All, ActivationType::Directory, ActivationType::Host, ActivationType::Token].map(Some);
    assert_eq!(found, [all, directory, host, token, None]);
}

#[test]
fn channels_have_the_names_that_documents_write() {
    let names = [Channel::Host, Channel::Directory, Channel::Mak, Channel::Token].map(Channel::name);
    assert_eq!(names, ["host", "directory", "mak", "token"]);
}
