//! What Muster's own documents, tables and metrics say.

use crate::{check, read_text};
use muster_evidence::Kind;

#[test]
fn the_health_of_a_host() {
    check(
        r#"{"status":"warning","store":{"status":"ok"},"clock":{"status":"ok"},"activated":true,"enabled":true,
            "license":{"status":"ending","days":20},"waiting":0,"connections":{"status":"ok","open":1,"max":64}}"#,
        "muster
        1 muster.host.status = warning
        1 muster.host.store.status = ok
        1 muster.host.clock.status = ok
        1 muster.host.activated = true
        1 muster.host.enabled = true
        2 muster.host.license.status = ending
        2 muster.host.license.days = 20
        2 muster.host.waiting = 0
        2 muster.host.connections.status = ok
        2 muster.host.connections.open = 1
        2 muster.host.connections.max = 64",
    );
}

#[test]
fn the_state_of_a_host() {
    check(
        r#"{"name":"kms1","vendor":"acme","enabled":true,"licensed":false,"port":1690,"dns_publishing":true,
            "counts":[{"count":7},{"count":2}],"requests":{"total":9,"failed":4}}"#,
        "slmgr.dlv.host muster
        1-2 license.name = acme host
        1-2 license.channel = VOLUME_KMS
        1-2 license.status = 0
        1-2 license.count = 2
        1-2 license.listening_port = 1690
        1-2 license.total_requests = 9
        1-2 license.failed_requests = 4
        1-2 license.dns_publishing = true
        1 muster.host.enabled = true",
    );
}

#[test]
fn an_inventory_as_json_and_as_a_table_of_either_language() {
    check(
        r#"[{"cmid":"8d8f4863-ea3b-49ae-88e7-bac55079bb19","name":"pc-1","last_code":"0xC004F038","activated":false,"cloned":false},
            {"cmid":"9d8f4863-ea3b-49ae-88e7-bac55079bb19","name":"pc-2","last_code":"0x00000000","activated":true,"cloned":true}]"#,
        "muster\n1 muster.machine.pc-1 = 0xC004F038\n2 muster.machine.pc-2 = cloned",
    );
    for days in ["12 days", "12 日"] {
        check(
            &format!(
                "pc-1  8d8f4863-ea3b-49ae-88e7-bac55079bb19  {days}  -  0xC004F038 x\n\
                      pc-2  9d8f4863-ea3b-49ae-88e7-bac55079bb19  {days}  2027-05-25  0xC004F038 x"
            ),
            "muster\n1 muster.machine.pc-1 = 0xC004F038\n2 muster.machine.pc-2 = 0x00000000",
        );
    }
}

#[test]
fn the_state_of_a_client() {
    check(
        r#"{"cmid":"8d8f4863-ea3b-49ae-88e7-bac55079bb19","products":[{"product":"Ledger","activation_id":"4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01",
            "channel":"Volume:GVLK","partial_key":"YB3BB","status":2,"next_attempt":"x","last_code":"0xC004F074"}]}"#,
        "muster
        1-2 license.name = Ledger
        1-2 license.key_channel = Volume:GVLK
        1-2 license.activation_id = 4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01
        1-2 license.partial_key = YB3BB
        1-2 license.status = 2
        1-2 license.cmid = 8d8f4863-ea3b-49ae-88e7-bac55079bb19
        2 outcome.code = 0xC004F074
        2 outcome.product = Ledger
        2 outcome.activation_id = 4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01",
    );
}

#[test]
fn problem_documents_and_errors_of_commands() {
    check(
        r#"{"type":"urn:muster:code:0xC004F041","status":403,"code":"0xC004F041","title":"x","fix":"y"}"#,
        "muster\n1 outcome.code = 0xC004F041",
    );
    check(
        r#"{"error":{"code":"0xC004F011","title":"x","detail":"y","fix":"z","exit_code":1}}"#,
        "muster\n1 outcome.code = 0xC004F011",
    );
    check(
        "$ muster client activate {\"no json\nanswer: {\"type\":\"urn:muster:code:0xC004F041\",\"code\":\"0xC004F041\"}",
        "muster\n2 outcome.code = 0xC004F041",
    );
}

#[test]
fn the_metrics_of_a_host() {
    check(
        "# TYPE muster_license_days gauge\nmuster_license_days 12\nmuster_store_up 1\nmuster_machines 4",
        "muster\n2 muster.host.license.days = 12\n3 muster.host.store.up = 1",
    );
    let all = "# HELP muster_store_up Whether the store answers.\n# TYPE muster_store_up gauge\nmuster_store_up 1\n";
    assert_eq!(read_text(all).evidence[0].understood, 1.0);
}

/// A key that is full is told by its kind; a setup key has no limit.
#[test]
fn the_keys_and_computers_of_a_vendor() {
    check(
        r#"
        [
          {"partial_key": "YB3BB", "channel": "Volume:MAK", "computers": 5, "limit": 5, "blocked": null},
          {"partial_key": "2YT43", "channel": "Retail", "computers": 6, "limit": 5, "blocked": null},
          {"partial_key": "WFG99", "channel": "Volume:MAK", "computers": 4, "limit": 5, "blocked": null},
          {"partial_key": "VHBM6", "channel": "Volume:GVLK", "computers": 9, "limit": null, "blocked": null},
          {"partial_key": "8MVBQ", "channel": "Volume:MAK", "computers": 1, "limit": 5, "blocked": "2026-03-10"},
          {"partial_key": "K9P4X", "computers": 9, "limit": 5}
        ]"#,
        "muster
        2 muster.key.YB3BB = 0xC004C020
        3 muster.key.2YT43 = 0xC004C008
        4 muster.key.WFG99 = 0x00000000
        5 muster.key.VHBM6 = 0x00000000
        6 muster.key.8MVBQ = 0xC004C003",
    );
    check(
        r#"[{"machine": "pc-1", "holder": "4c1d", "revoked": true},
            {"machine": "pc-2", "holder": "5d2e", "revoked": false},
            {"machine": "pc-3", "revoked": true}]"#,
        "muster\n1 muster.machine.pc-1 = 0xC004F051\n2 muster.machine.pc-2 = 0x00000000",
    );
}

/// As commands print it, below their prompt and one after the other; of several lines with one name, that with the value.
#[test]
fn documents_on_many_lines() {
    check(
        r#"
        $ muster client status --json
        {
          "cmid": "8d8f4863-ea3b-49ae-88e7-bac55079bb19",
          "products": [
            {
              "product": "Ledger",
              "status": 1,
              "warning_days": 3,
              "host": "KMS1.corp.example",
              "next_attempt": "x",
              "last_code": "0x00000000"
            },
            {
              "product": "Planner",
              "status": 5,
              "reason": "0xC004F009",
              "host": "kms1.corp.example", "set_host": "KMS2.corp.example:1689",
              "next_attempt": "x",
              "last_code": "0xC004F074"
            },
            {
              "product": "No attempt"
            }
          ]
        }
        $ muster host machines --json
        [
          {
            "cmid": "8d8f4863-ea3b-49ae-88e7-bac55079bb19",
            "name": "pc-1",
            "last_code": "0xC004F038",
            "activated": false,
            "cloned": false
          },
          {
            "name": "pc-2",
            "last_code": "0xC004F038"
          }
        ]"#,
        "muster
        6-11 license.name = Ledger
        6-11 license.status = 1
        6-11 license.minutes_left = 4320
        6-11 license.cmid = 8d8f4863-ea3b-49ae-88e7-bac55079bb19
        6-11 license.dns_host = kms1.corp.example
        14-19 license.name = Planner
        14-19 license.status = 5
        14-19 license.code = 0xC004F009
        14-19 license.cmid = 8d8f4863-ea3b-49ae-88e7-bac55079bb19
        14-19 license.registered_host = kms2.corp.example:1689
        19 outcome.code = 0xC004F074
        19 outcome.product = Planner
        19 outcome.activation_id =
        30 muster.machine.pc-1 = 0xC004F038",
    );
}

/// Windows prints the same codes with other sentences.
#[test]
fn a_text_is_musters_by_its_commands_services_and_sentences_alone() {
    let is_own = |text: &str| read_text(text).evidence[0].kinds.contains(&Kind::Muster);
    for own in [
        "root@pc:~# muster slmgr /ato\nError: 0xC004F074",
        "$ sudo muster --state /srv/kms host status",
        "kms1 muster-host[812]: Error: 0xC004F00F",
        "Nov 26 14:00:01 kms1 muster[812]: Error: 0xC004F00F",
        "Error: 0xC004F038 the count reported by the activation host is insufficient",
        "エラー: 0xC004F038 ホストから報告されたカウントが不足しています。",
        "2026-11-22T04:07:45Z  12290  An activation request has been processed.",
        "  \"info\": \"0x0,25,pc-1\"",
        "{\"time\":\"x\",\"level\":\"info\",\"info\":\"0x0,25,pc-1\"}",
    ] {
        assert!(is_own(own), "{own}");
    }
    for other in [
        "Error: 0xC004F038 The Software Licensing Service reported that the product could not be activated.",
        "C:\\> muster doctor collect\nError: 0xC004F074",
        "{\"time\":\"x\",\"info\":\"0x0,25,pc-1\"}",
        "{\"time\":\"x\",\"level\":\"info\"}",
        "12290  An activation request has been processed.",
        "Error: 0x80070005 Access denied: the requested action requires elevated privileges.",
    ] {
        assert!(!is_own(other), "{other}");
    }
}

/// Each unit has a log of its own: the start of one says nothing of another.
#[test]
fn what_failed_before_a_service_started_again_is_over() {
    let line = |text: &str| format!("2026-11-20T09:00:01+0900 kms1 muster[812]: {text}\n");
    let failed = line("Error: 0xC004C013 the store of the service failed");
    let started = line("The host answers at 0.0.0.0:1688");
    check(&format!("{failed}{started}"), "muster");
    check(&format!("{failed}{}", line("ホストは 0.0.0.0:1688 で応答します。")), "muster");
    let stopped = line("ホストは 0.0.0.0:1688 での応答を停止しました。");
    check(
        &format!("{}{failed}{stopped}", line("ホストは 0.0.0.0:1688 で応答します。")),
        "slmgr.short muster\n2 outcome.code = 0xC004C013",
    );
    let own = "slmgr.short muster\nPLACE outcome.code = 0xC004C013";
    check(&format!("{started}{failed}"), &own.replace("PLACE", "2"));
    check(
        &format!("$ journalctl --unit=muster-agent\n{failed}$ journalctl --unit=muster-host\n{started}"),
        &own.replace("PLACE", "2"),
    );
}
