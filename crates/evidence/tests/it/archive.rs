//! Archives: what is in them is read, and nothing in them does harm.

use muster_evidence::{EvidenceSet, Kind, Source, read};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const DLI: &[u8] = b"Name: A\nDescription: A, VOLUME_KMSCLIENT channel\nLicense Status: Licensed\n";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a file");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

fn read_zip(bytes: Vec<u8>) -> EvidenceSet {
    read(&[Source { name: "bundle.zip".into(), bytes }])
}

/// Every file with its kinds, or why it was not read.
fn shown(case: &EvidenceSet) -> Vec<String> {
    let line = |evidence: &muster_evidence::Evidence| {
        format!(
            "{}: {}",
            evidence.file,
            evidence.unread.map_or_else(|| Kind::join(&evidence.kinds, " "), |why| why.text().en.to_owned())
        )
    };
    case.evidence.iter().map(line).collect()
}

/// Whatever was given is listed, also what holds nothing.
#[test]
fn an_archive_without_files_is_listed() {
    let case = read(&[Source { name: "x.zip".into(), bytes: [b"PK\x03\x04", zip(&[]).as_slice()].concat() }]);
    assert_eq!(case.evidence.len(), 1);
    assert!(case.evidence[0].unread.is_some());
}

/// What is not opened is named, with the way out.
#[test]
fn other_containers_and_pictures_are_listed_with_the_way_out() {
    for (bytes, reason) in [
        (&b"MSCF\0\0\0\0"[..], "a cab archive: unpack it and give the folder"),
        (b"\x1f\x8b\x08\0", "a gzip archive: unpack it and give the folder"),
        (b"\x89PNG\r\n", "a picture: send the text, or the event log"),
    ] {
        let case = read(&[Source { name: "x".into(), bytes: bytes.to_vec() }]);
        assert_eq!(case.evidence[0].unread.map(|why| why.text().en), Some(reason));
    }
}

#[test]
fn every_file_of_an_archive_is_read_and_cited() {
    let inner = zip(&[("host.txt", DLI)]);
    let case = read_zip(zip(&[("pc/dli.txt", DLI), ("letter.txt", b"hello"), ("inner.zip", &inner)]));
    let expected = [
        "bundle.zip/pc/dli.txt: slmgr.dlv.client",
        "bundle.zip/letter.txt: ",
        "bundle.zip/inner.zip/host.txt: slmgr.dlv.client",
    ];
    assert_eq!(shown(&case), expected);
    let files: Vec<usize> = case.facts.iter().flat_map(|fact| fact.cites()).map(|cite| cite.file).collect();
    assert!(files.contains(&0) && files.contains(&2) && !files.contains(&1), "{files:?}");
}

#[test]
fn a_name_that_climbs_leads_nowhere() {
    let case = read_zip(zip(&[("../../etc/passwd", DLI), ("/absolute.txt", DLI)]));
    assert_eq!(case.evidence.len(), 2);
    assert!(case.evidence.iter().all(|evidence| evidence.kinds == [Kind::SlmgrClient]), "{:?}", shown(&case));
}

#[test]
fn a_bomb_is_said_to_be_one_and_the_rest_is_read() {
    let large = vec![b'a'; 65 * 1024 * 1024];
    let bytes = zip(&[("bomb.txt", &large), ("dli.txt", DLI)]);
    assert!(bytes.len() < 1024 * 1024, "it is small until it is opened");
    let expected = ["bundle.zip/bomb.txt: grows to more than 64 MiB", "bundle.zip/dli.txt: slmgr.dlv.client"];
    assert_eq!(shown(&read_zip(bytes)), expected);
}

#[test]
fn archives_all_the_way_down_end_somewhere() {
    let mut bytes = zip(&[("dli.txt", DLI)]);
    for _ in 0..5 {
        bytes = zip(&[("inner.zip", &bytes)]);
    }
    let expected = ["bundle.zip/inner.zip/inner.zip: an archive in an archive in an archive"];
    assert_eq!(shown(&read_zip(bytes)), expected);
}

#[test]
fn a_truncated_archive_is_named() {
    let whole = zip(&[("dli.txt", DLI)]);
    let half = whole[..whole.len() / 2].to_vec();
    assert_eq!(shown(&read_zip(half)), ["bundle.zip: a damaged zip archive"]);
}
