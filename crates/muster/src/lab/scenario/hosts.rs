//! Scenes about hosts, DNS, clocks and copies.

use super::stage::Stage;
use crate::failure::Failure;
use muster_core::{lang::Text, time::Span};
use std::fs;

/// The host dies for good; a machine cannot renew and is licensed all the same; another host takes over.
pub(super) fn loss(stage: &mut Stage) -> Result<(), Failure> {
    let host = stage.host("kms")?;
    stage.fill("pc")?;
    let mut client = stage.client("desk", &stage.vendor.ledger_key)?;
    stage.ask(&mut client, "desk", stage.now())?;
    stage.tell(Text {
        en: "kms.lab.test has counted 25 machines; desk is licensed for 180 days.",
        ja: "kms.lab.test は 25 台をカウントし、desk は 180 日間ライセンスされています。",
    });
    stage.stop(host);
    stage.clock.advance(Span::days(8));
    let attempt = stage.ask(&mut client, "desk", stage.now())?;
    stage.tell(Text {
        en: "The host is gone. Eight days later desk cannot renew, and is licensed for 172 more days.",
        ja: "ホストが失われました。8 日後、desk は更新できませんが、残り 172 日間はライセンスされています。",
    });
    stage.collect(&client, "desk", Some(&attempt))?;
    let other = stage.host("kms2")?;
    client.set_host(Some(other.address().to_string().parse().map_err(Failure::usage)?), None)?;
    let attempt = stage.ask(&mut client, "desk", stage.now())?;
    let answered = attempt.granted.is_some();
    stage.stop(other);
    if !answered {
        return Err(Failure::new(attempt.code, "kms2 did not answer"));
    }
    stage.tell(Text {
        en: "kms2.lab.test takes the host key; its count starts from nothing and fills again as machines renew.",
        ja: "kms2.lab.test がホスト キーを引き継ぎます。カウントは 0 から始まり、更新のたびに増えていきます。",
    });
    Ok(())
}

pub(super) fn stale_srv(stage: &mut Stage) -> Result<(), Failure> {
    let old = stage.host("old")?;
    stage.stop(old);
    let mut client = stage.client("desk", &stage.vendor.ledger_key)?;
    let attempt = stage.ask(&mut client, "desk", stage.now())?;
    stage.tell(Text {
        en: "old.lab.test was switched off, and its address record removed; its SRV record stayed.",
        ja: "old.lab.test は停止され、アドレス レコードは削除されましたが、SRV レコードは残っています。",
    });
    stage.collect(&client, "desk", Some(&attempt))
}

pub(super) fn cloned_image(stage: &mut Stage) -> Result<(), Failure> {
    let host = stage.host("kms")?;
    let master = stage.client("image", &stage.vendor.ledger_key)?;
    drop(master);
    for number in 1..=12 {
        let name = format!("pc-{number:02}");
        let to = stage.path(&name).join("client");
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(stage.path("image").join("client"))? {
            let entry = entry?;
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
        let mut client = stage.open(&name)?;
        stage.ask(&mut client, &name, stage.now())?;
        stage.clock.advance(Span::minutes(10));
    }
    stage.tell(Text {
        en: "Twelve machines were started from one image. The host counts one.",
        ja: "1 つのイメージから 12 台を起動しました。ホストのカウントは 1 です。",
    });
    stage.collect_host(&host, "kms")?;
    let client = stage.open("pc-12")?;
    stage.collect(&client, "pc-12", None)?;
    stage.stop(host);
    Ok(())
}

pub(super) fn clock(stage: &mut Stage) -> Result<(), Failure> {
    let host = stage.host("kms")?;
    stage.fill("pc")?;
    let mut client = stage.client("desk", &stage.vendor.ledger_key)?;
    let attempt = stage.ask(&mut client, "desk", stage.now() + Span::hours(5))?;
    stage.tell(Text {
        en: "The clock of desk is five hours ahead; the host refuses its request.",
        ja: "desk の時計は 5 時間進んでおり、ホストは要求を拒否します。",
    });
    stage.collect(&client, "desk", Some(&attempt))?;
    stage.stop(host);
    Ok(())
}

pub(super) fn wrong_product(stage: &mut Stage) -> Result<(), Failure> {
    let host = stage.host("kms")?;
    let mut client = stage.client("desk", &stage.vendor.draft_key)?;
    let attempt = stage.ask(&mut client, "desk", stage.now())?;
    stage.tell(Text {
        en: "desk runs UnsignedLicense 3; the host key of kms.lab.test is for Ledger 9.",
        ja: "desk の製品は UnsignedLicense 3 ですが、kms.lab.test のホスト キーは Ledger 9 用です。",
    });
    stage.collect(&client, "desk", Some(&attempt))?;
    stage.stop(host);
    Ok(())
}
