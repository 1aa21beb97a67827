//! Scenarios about hosts, DNS, clocks and copies.

use super::testbed::ScenarioTestbed;
use crate::failure::Failure;
use muster_core::{lang::Text, sentence, time::Span};
use std::fs;

/// The host dies for good; a machine cannot renew and is licensed all the same; another host takes over.
pub(super) fn loss(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let host = testbed.host("kms")?;
    testbed.fill("pc")?;
    let mut client = testbed.client("desk", &testbed.vendor.ledger_key)?;
    testbed.ask(&mut client, "desk", testbed.now())?;
    testbed.tell(Text {
        en: "kms.lab.test has counted 25 machines; desk is licensed for 180 days.",
        ja: "kms.lab.test は 25 台をカウントし、desk のライセンスは 180 日間有効です。",
    });
    testbed.stop(host);
    testbed.clock.advance(Span::days(8));
    let attempt = testbed.ask(&mut client, "desk", testbed.now())?;
    testbed.tell(Text {
        en: "The host is gone. Eight days later desk cannot renew, and is licensed for 172 more days.",
        ja: "ホストが失われました。8 日後、desk は更新できませんが、ライセンスはあと 172 日間有効です。",
    });
    testbed.collect(&client, "desk", Some(&attempt))?;
    let other = testbed.host("kms2")?;
    client.set_host(Some(other.address().to_string().parse().map_err(Failure::usage)?), None)?;
    let attempt = testbed.ask(&mut client, "desk", testbed.now())?;
    let answered = attempt.granted.is_some();
    testbed.stop(other);
    if !answered {
        return Err(Failure::new(attempt.code, sentence!("kms2 did not answer", "kms2 が応答しませんでした")));
    }
    testbed.tell(Text {
        en: "kms2.lab.test takes the host key; its count starts from nothing and fills again as machines renew.",
        ja: "kms2.lab.test がホスト キーを引き継ぎます。カウントは 0 から始まり、更新のたびに増えていきます。",
    });
    Ok(())
}

pub(super) fn stale_srv(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let old = testbed.host("old")?;
    testbed.stop(old);
    let mut client = testbed.client("desk", &testbed.vendor.ledger_key)?;
    let attempt = testbed.ask(&mut client, "desk", testbed.now())?;
    testbed.tell(Text {
        en: "old.lab.test was switched off, and its address record removed; its SRV record stayed.",
        ja: "old.lab.test は停止され、アドレス レコードは削除されましたが、SRV レコードは残っています。",
    });
    testbed.collect(&client, "desk", Some(&attempt))
}

pub(super) fn cloned_image(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let host = testbed.host("kms")?;
    let master = testbed.client("image", &testbed.vendor.ledger_key)?;
    drop(master);
    for number in 1..=12 {
        let name = format!("pc-{number:02}");
        let to = testbed.path(&name).join("client");
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(testbed.path("image").join("client"))? {
            let entry = entry?;
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
        let mut client = testbed.open(&name)?;
        testbed.ask(&mut client, &name, testbed.now())?;
        testbed.clock.advance(Span::minutes(10));
    }
    testbed.tell(Text {
        en: "Twelve machines were started from one image. The host counts one.",
        ja: "1 つのイメージから 12 台を起動しました。ホストのカウントは 1 です。",
    });
    testbed.collect_host(&host, "kms")?;
    let client = testbed.open("pc-12")?;
    testbed.collect(&client, "pc-12", None)?;
    testbed.stop(host);
    Ok(())
}

pub(super) fn clock(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let host = testbed.host("kms")?;
    testbed.fill("pc")?;
    let mut client = testbed.client("desk", &testbed.vendor.ledger_key)?;
    let attempt = testbed.ask(&mut client, "desk", testbed.now() + Span::hours(5))?;
    testbed.tell(Text {
        en: "The clock of desk is five hours ahead; the host refuses its request.",
        ja: "desk の時計は 5 時間進んでおり、ホストは要求を拒否します。",
    });
    testbed.collect(&client, "desk", Some(&attempt))?;
    testbed.stop(host);
    Ok(())
}

pub(super) fn wrong_product(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let host = testbed.host("kms")?;
    let mut client = testbed.client("desk", &testbed.vendor.draft_key)?;
    let attempt = testbed.ask(&mut client, "desk", testbed.now())?;
    testbed.tell(Text {
        en: "desk runs UnsignedLicense 3; the host key of kms.lab.test is for Ledger 9.",
        ja: "desk の製品は UnsignedLicense 3 ですが、kms.lab.test のホスト キーは Ledger 9 用です。",
    });
    testbed.collect(&client, "desk", Some(&attempt))?;
    testbed.stop(host);
    Ok(())
}
