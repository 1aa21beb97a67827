//! Archives: what is in them is read, and nothing in them does harm.

use flate2::{Compress, Compression, FlushCompress, write::GzEncoder};
use muster_evidence::{EvidenceSet, Kind, Source, read};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

pub(crate) const DLI: &[u8] = b"Name: A\nDescription: A, VOLUME_KMSCLIENT channel\nLicense Status: Licensed\n";

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
        (&b"Rar!\x1a\x07"[..], "an archive of a format that is not opened: unpack it and give the folder"),
        (b"MSCF\0\0\0\0", "a damaged cab archive: send it again"),
        (b"\x1f\x8b\x08\0", "damaged: send it again"),
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
    let expected = [
        "bundle.zip/bomb.txt: grows to more than 64 MiB: unpack it and give the folder",
        "bundle.zip/dli.txt: slmgr.dlv.client",
    ];
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
    assert_eq!(shown(&read_zip(half)), ["bundle.zip: a damaged zip archive: send it again"]);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        if let Some(place) = header.as_old_mut().name.get_mut(..name.len()) {
            // The library writes no name that climbs.
            place.copy_from_slice(name.as_bytes());
            header.set_cksum();
            archive.append(&header, *content).expect("written");
        } else {
            archive.append_data(&mut header, name, *content).expect("written");
        }
    }
    archive.into_inner().expect("an archive")
}

/// A cabinet with one folder of blocks of MSZIP, or of blocks that are not packed.
fn cab(files: &[(&str, &[u8])], packed: bool) -> Vec<u8> {
    let mut directory = Vec::new();
    let mut stream: Vec<u8> = Vec::new();
    for (name, content) in files {
        directory.extend((content.len() as u32).to_le_bytes());
        directory.extend((stream.len() as u32).to_le_bytes());
        directory.extend([0, 0, 0, 0, 0, 0, 0x20, 0]);
        directory.extend(name.bytes().chain([0]));
        stream.extend_from_slice(content);
    }
    let mut data = Vec::new();
    let mut before: &[u8] = &[];
    let blocks: Vec<&[u8]> = stream.chunks(32 * 1024).collect();
    for block in &blocks {
        let stored = if packed { mszip(before, block) } else { block.to_vec() };
        data.extend([0, 0, 0, 0]);
        data.extend((stored.len() as u16).to_le_bytes());
        data.extend((block.len() as u16).to_le_bytes());
        data.extend(stored);
        before = block;
    }
    let first_file = 36 + 8;
    let start = first_file + directory.len() as u32;
    let mut cab = b"MSCF\0\0\0\0".to_vec();
    cab.extend((start + data.len() as u32).to_le_bytes());
    cab.extend([0; 4]);
    cab.extend(first_file.to_le_bytes());
    cab.extend([0, 0, 0, 0, 3, 1, 1, 0]);
    cab.extend((files.len() as u16).to_le_bytes());
    cab.extend([0; 6]);
    cab.extend(start.to_le_bytes());
    cab.extend((blocks.len() as u16).to_le_bytes());
    cab.extend([u8::from(packed), 0]);
    [cab, directory, data].concat()
}

/// A block whose window holds the block before.
fn mszip(before: &[u8], block: &[u8]) -> Vec<u8> {
    let mut deflate = Compress::new(Compression::best(), false);
    if !before.is_empty() {
        deflate.set_dictionary(before).expect("a dictionary");
    }
    let mut packed = Vec::with_capacity(64 * 1024);
    deflate.compress_vec(block, &mut packed, FlushCompress::Finish).expect("packed");
    [b"CK", packed.as_slice()].concat()
}

pub(crate) fn read_as(name: &str, bytes: Vec<u8>) -> Vec<String> {
    shown(&read(&[Source { name: name.into(), bytes }]))
}

#[test]
fn cabinets_are_read_block_after_block() {
    let filler: Vec<u8> = (0..4_000).flat_map(|line| format!("line {line} of a log\r\n").into_bytes()).collect();
    let files: [(&str, &[u8]); 3] = [("log.txt", &filler), ("slmgr\\dli.txt", DLI), ("last.txt", DLI)];
    for packed in [false, true] {
        let expected =
            ["sdp.cab/log.txt: ", "sdp.cab/slmgr/dli.txt: slmgr.dlv.client", "sdp.cab/last.txt: slmgr.dlv.client"];
        assert_eq!(read_as("sdp.cab", cab(&files, packed)), expected, "{packed}");
    }
}

/// What stands before the damage is read, and every file is listed.
#[test]
fn a_damaged_cabinet_loses_what_is_damaged() {
    let whole = cab(&[("dli.txt", DLI), ("last.txt", DLI)], false);
    let cut = whole[..whole.len() - 20].to_vec();
    assert_eq!(
        read_as("a.cab", cut),
        ["a.cab/dli.txt: damaged: send it again", "a.cab/last.txt: damaged: send it again"]
    );
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 0xFF;
        assert!(!read_as("a.cab", bytes).is_empty());
    }
}

#[test]
fn tar_and_gzip_are_read_as_they_come() {
    let long = format!("{}/dli.txt", "folder".repeat(30));
    let bytes = tar(&[("pc/dli.txt", DLI), (&long, DLI), ("../../up.txt", b"hello")]);
    let inner = |name: &str| format!("b.tar.gz/{name}: slmgr.dlv.client");
    let expected = [inner("pc/dli.txt"), inner(&long), "b.tar.gz/../../up.txt: ".to_owned()];
    assert_eq!(read_as("b.tar.gz", gzip(&bytes)), expected);
    assert_eq!(read_as("dli.txt.gz", gzip(DLI)), ["dli.txt: slmgr.dlv.client"]);
    let half = gzip(&bytes)[..60].to_vec();
    assert_eq!(read_as("b.tar.gz", half), ["b.tar.gz: damaged: send it again"]);
    let deep = gzip(&tar(&[("a.zip", &zip(&[("b.zip", &zip(&[("dli.txt", DLI)]))]))]));
    assert_eq!(read_as("d.tar.gz", deep), ["d.tar.gz/a.zip/b.zip: an archive in an archive in an archive"]);
}

#[test]
fn an_encrypted_file_is_named_with_the_way_out() {
    let mut bytes = zip(&[("dli.txt", DLI), ("open.txt", DLI)]);
    // Bit 0 of the flags, in the local header and in the directory.
    let directory = bytes.windows(4).position(|magic| magic == b"PK\x01\x02").expect("a directory");
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    let expected = [
        "bundle.zip/dli.txt: encrypted: unpack it with its password and give the folder",
        "bundle.zip/open.txt: slmgr.dlv.client",
    ];
    assert_eq!(shown(&read_zip(bytes)), expected);
}

/// Of a file that is too large to be held the beginning and the end are read, with the numbers that their lines have in it.
#[test]
fn the_middle_of_a_large_text_is_left_out_and_said_to_be() {
    let filler = "0123456789 a line of a log that says nothing\r\n";
    let count = 40 * 1024 * 1024 / filler.len();
    let text = ["Error: 0xC004F074 first\r\n", &filler.repeat(count), "Error: 0xC004F038 last\r\n"].concat();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = text.len() as u64;
    for bytes in [text.into_bytes(), utf16] {
        let size = bytes.len() as u64;
        let case = read(&[Source { name: "big.log".into(), bytes }]);
        let found: Vec<_> = case.rows().into_iter().map(|row| (row.value, row.cites[0].line)).collect();
        let last = u32::try_from(count + 2).expect("few lines");
        assert_eq!(found, [("0xC004F074".into(), Some(1)), ("0xC004F038".into(), Some(last))]);
        let left_out = case.evidence[0].left_out;
        let kept = 32 * 1024 * 1024;
        assert!(left_out >= size - kept && left_out < size - kept + 1024, "{left_out} of {size}, {length}");
    }
}

/// What knows the words of a bundle may come behind what has them.
#[test]
fn words_of_a_later_file_are_known() {
    let table = b"[L]\nL_MsgLicenseStatusNotification_1=\"Stato: Notifica\"\nL_MsgA=\"a\"\nL_MsgB=\"b\"\n";
    let print = b"Nome: A\nDescrizione: A, VOLUME_KMSCLIENT channel\nStato: Notifica\n";
    let case = read_zip(zip(&[("dli.txt", print), ("slmgr.ini", table)]));
    assert!(case.rows().iter().any(|row| row.key == "license.status" && row.value == "5"), "{:?}", case.rows());
}

const MAIL: &str = "From: a@corp.example\r\nSubject: activation\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed;\r\n boundary=\"b1\"\r\n\r\nThis is a message in several parts.\r\n--b1_b1\r\n\
Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
Name: A\r\nDescription: A, VOLUME_KMS=\r\nCLIENT channel\r\nLicense Status:=20Licensed\r\n\r\n--b1_b1\r\n\
Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Error: 0xC004F074</p>\r\n--b1_b1\r\n\
Content-Type: application/octet-stream; name=\"ato.txt\"\r\nContent-Transfer-Encoding: base64\r\n\
Content-Disposition: attachment; filename=\"ato.txt\"\r\n\r\nRXJyb3I6IDB4QzAw\r\nNEYwMzggeA==\r\n--b1_b1--\r\n";

#[test]
fn a_mail_is_read_part_by_part() {
    let expected = ["m.eml/text 1: slmgr.dlv.client", "m.eml/ato.txt: slmgr.short"];
    assert_eq!(read_as("m.eml", MAIL.into()), expected);
    // A part out of the middle, and a text around it.
    let (_, middle) = MAIL.split_once("<p>Error: 0xC004F074</p>\r\n--b1_b1\r\n").expect("a part");
    let paste = format!("From the customer's mail:\r\nError: 0x8007232B x\r\n\r\n{middle}");
    assert_eq!(read_as("paste.txt", paste.into()), ["paste.txt/ato.txt: slmgr.short", "paste.txt: slmgr.short"]);
}

/// Lines that look like fields are looked at once: a header that began in each of them would take hours.
#[test]
fn a_log_whose_lines_look_like_fields_is_read_whole() {
    let log: String = (0..200_000).map(|second| format!("10:{second} all is well\n")).collect();
    let text = format!("{log}Error: 0xC004F074 x\n10:0 a line says Content-Transfer-Encoding: base64\n-- \n");
    assert_eq!(read_as("a.log", text.into()), ["a.log: slmgr.short"]);
}

#[test]
fn a_text_that_mentions_encodings_is_no_mail() {
    let text = "Content-Transfer-Encoding: 7bit\n\nError: 0xC004F074 x\n";
    assert_eq!(read_as("a.txt", text.into()), ["a.txt: slmgr.short"]);
    for length in 0..MAIL.len() {
        assert!(!read_as("cut.eml", MAIL[..length].into()).is_empty() || length == 0, "{length}");
    }
}
