//! What each reader makes of small texts, at the path of the reader.

mod activation_objects;
mod code_list;
mod collection;
mod command_output;
mod curl;
mod dism;
mod dsregcmd;
mod evaluation_end;
mod event_text;
mod event_xml;
mod evtx;
mod expanded_status;
mod hotfix;
mod instances;
mod ipconfig;
mod licensingdiag;
mod machine_heads;
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
mod prompts;
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
mod slmgr_ini;
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
mod told_network;
mod told_service;
mod told_state;
mod told_topic;
mod transcript;
mod unresolved_name;
mod vnextdiag;
mod w32tm;

use std::{collections::BTreeSet, fs, path::Path};

/// The value list of event 12288.
const SENT: &str = "0xC004F06C, 0x00000000, kms1.corp.example:1688, 36f27b39-2fd5-440b-be67-a09996d27a38, 2026/09/29 17:52, 0, 2, 41760, 73111121-5638-40f6-bc11-f1d7b0d64300, 25";

/// Its facts; `PLACE` is where they stand.
const SENT_FIELDS: &str = "event.12288.code = 0xC004F06C
    PLACE event.12288.flags = 0x00000000
    PLACE event.12288.host = kms1.corp.example:1688
    PLACE event.12288.cmid = 36f27b39-2fd5-440b-be67-a09996d27a38
    PLACE event.12288.client_time = 2026/09/29 17:52
    PLACE event.12288.virtual_machine = 0
    PLACE event.12288.status = 2
    PLACE event.12288.minutes_left = 41760
    PLACE event.12288.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
    PLACE event.12288.threshold = 25";

/// Files that other readers share, and that their tests cover.
const SHARED: [&str; 2] = ["event_block.rs", "mod.rs"];

#[test]
fn every_reader_has_its_tests() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(here.join(folder)).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| !SHARED.contains(&name.as_str())).collect()
    };
    assert_eq!(names("src/readers"), names("tests/it/readers"));
}
