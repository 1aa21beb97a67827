//! Readers, one for each tool. Each finds its own lines anywhere in a text, so one paste may hold the outputs of several tools.

mod activation_objects;
mod code_list;
mod collection;
mod command_output;
mod curl;
mod dism;
mod dsregcmd;
mod evaluation_end;
mod event_block;
mod event_text;
mod event_xml;
pub(crate) mod evtx;
mod expanded_status;
mod hotfix;
mod instances;
mod ipconfig;
mod licensingdiag;
pub(crate) mod machine_heads;
mod mgadiag;
mod muster;
mod muster_probe;
mod netsh;
mod netstat;
mod nmap;
mod nslookup;
mod office_folder;
mod os_release;
mod ospp;
mod ospp_history;
mod pasted_code;
mod port_answers;
mod port_traffic;
mod portqry;
pub(crate) mod prompts;
mod registry;
mod resolv_conf;
mod resolve_dns_name;
mod roiscan;
mod sentence;
mod service_control;
mod service_start;
mod settings_page;
mod slmgr_ato;
mod slmgr_blocks;
mod slmgr_dlv;
mod slmgr_fragment;
pub(crate) mod slmgr_ini;
mod slmgr_messages;
mod slmgr_xpr;
mod slui;
mod srv_record;
mod state_list;
mod status_line;
mod sysprep;
mod systeminfo;
mod telnet;
mod test_netconnection;
mod timedatectl;
mod told_activation;
mod told_cause;
mod told_circumstance;
mod told_count;
mod told_evaluation;
mod told_evaluation_end;
mod told_event;
pub(crate) mod told_network;
mod told_service;
mod told_state;
mod told_topic;
mod transcript;
mod unresolved_name;
mod vnextdiag;
mod w32tm;

use crate::{fact::Fact, introduction, legend, lines::Document, posters};

/// The more exact reader comes first: most readers leave alone the lines that another one consumed.
const READERS: &[fn(&mut Document) -> Vec<Fact>] = &[
    // Before what stands in the lines of the prompts.
    prompts::read,
    collection::read,
    expanded_status::read,
    office_folder::read,
    command_output::read,
    event_xml::read,
    muster_probe::read,
    muster::service_log,
    registry::read,
    muster::documents,
    muster::machines,
    muster::metrics,
    instances::read,
    ospp_history::read,
    ospp::read,
    slmgr_dlv::read,
    mgadiag::read,
    slmgr_fragment::read,
    slmgr_xpr::read,
    settings_page::read,
    slmgr_ato::read,
    event_text::read,
    code_list::read,
    state_list::read,
    slui::read,
    evaluation_end::read,
    instances::worded,
    status_line::read,
    slmgr_ato::errors,
    nslookup::read,
    unresolved_name::read,
    srv_record::read,
    resolve_dns_name::read,
    test_netconnection::read,
    curl::read,
    resolv_conf::read,
    ipconfig::read,
    nmap::read,
    portqry::read,
    port_answers::read,
    port_traffic::read,
    netstat::read,
    telnet::read,
    slmgr_messages::read,
    activation_objects::read,
    vnextdiag::read,
    service_control::read,
    service_start::read,
    netsh::read,
    timedatectl::read,
    w32tm::read,
    roiscan::read,
    os_release::read,
    systeminfo::read,
    transcript::read,
    machine_heads::read,
    dism::read,
    sysprep::read,
    hotfix::read,
    slmgr_ini::read,
    dsregcmd::read,
    licensingdiag::read,
    sentence::read,
    told_cause::read,
    told_circumstance::read,
    told_evaluation_end::read,
    told_network::read,
    told_service::read,
    told_count::read,
    told_event::read,
    told_state::read,
    told_evaluation::read,
    told_topic::read,
    told_activation::read,
    pasted_code::read,
    muster::mark,
];

/// Every fact of a document, reader by reader, that the text tells of the machine as it is.
pub(crate) fn read_all(document: &mut Document) -> Vec<Fact> {
    let found = READERS.iter().flat_map(|read| read(document)).collect();
    let found = legend::obeyed(document, introduction::believed(document, found));
    posters::of_first(document, found)
}
