//! docs/license-pack.md and docs/protocol.md are made of the types that are read and written, and of what their comments say.
//! `MUSTER_BLESS=1 cargo test --test tidy` writes them anew.

use crate::{generated::check_made, limits::value, read, root};

/// A table of fields: its heading, what stands above it, and the type that it is made of: file and name.
type Table = (&'static str, &'static str, [&'static str; 2]);

const PACK_HEAD: &str = include_str!("fields/license-pack.md");
const PACK: &[Table] = &[
    ("The file", "", ["crates/authority/src/pack_source.rs", "PackSource"]),
    ("[[application]]", "", ["crates/proto/src/pack.rs", "ApplicationClaim"]),
    ("[[product]]", "", ["crates/authority/src/pack_source.rs", "ProductSource"]),
    ("[[key_group]]", "", ["crates/authority/src/pack_source.rs", "KeyGroupSource"]),
];

const PROTOCOL_HEAD: &str = include_str!("fields/protocol.md");
const PROTOCOL: &[Table] = &[
    (
        "License pack",
        "`muster-pack+jwt`, signed by the root key. A pack that changes the root key is signed by the one before, and is delivered with the packs that \
         lead to it, a line each.",
        ["crates/proto/src/pack.rs", "PackClaims"],
    ),
    ("Product of a pack", "", ["crates/proto/src/pack.rs", "ProductClaim"]),
    ("Key group of a pack", "", ["crates/proto/src/pack.rs", "KeyGroupClaim"]),
    (
        "License of a host, a directory, a MAK",
        "`muster-host-license+jwt`, `muster-directory-license+jwt`, `muster-mak-license+jwt`, signed by the root key.",
        ["crates/proto/src/license.rs", "License"],
    ),
    ("The request in `answers`", "", ["crates/proto/src/license.rs", "AnsweredRequest"]),
    (
        "Issuance license",
        "`muster-issuance-license+jwt`, signed by the root key.",
        ["crates/proto/src/issuance_license.rs", "IssuanceLicense"],
    ),
    (
        "Activation",
        "`muster-activation+jwt`, signed by the key that a license binds: of a host, of a directory's activation object, or of the machine itself. By a \
         [certificate](certificates.md) it has two parts, claims and signature, and RSA or ECDSA signs.",
        ["crates/proto/src/activation.rs", "Activation"],
    ),
    (
        "Enrolment file",
        "`muster-enrolment+jwt`, signed by the root key.",
        ["crates/proto/src/enrolment.rs", "Enrolment"],
    ),
    (
        "License statement",
        "`muster-license-statement+jwt`, signed by the machine's key: what the [agent](agent.md) tells a product.",
        ["crates/proto/src/license_statement.rs", "LicenseStatement"],
    ),
    ("The activation of a statement", "", ["crates/proto/src/license_statement.rs", "ActivationEvidence"]),
    (
        "Contact",
        "`muster-contact+jwt`, signed by the machine's key: an agent asks a host for [orders](managed.md).",
        ["crates/proto/src/order.rs", "Contact"],
    ),
    ("An outcome of a contact", "", ["crates/proto/src/order.rs", "OrderOutcome"]),
    (
        "Evidence",
        "`muster-evidence+jwt`, signed by the machine's key: an agent tells a host [why its machine is not activated](managed.md).",
        ["crates/proto/src/evidence.rs", "EvidenceClaims"],
    ),
    ("The evidence of a machine", "", ["crates/proto/src/evidence.rs", "MachineEvidence"]),
    ("A product of evidence", "", ["crates/proto/src/evidence.rs", "ProductEvidence"]),
    ("An event of evidence", "", ["crates/proto/src/evidence.rs", "EventEvidence"]),
    ("Order", "`muster-order+jwt`, signed by the key of a host's license.", ["crates/proto/src/order.rs", "Order"]),
    (
        "Offline license file",
        "JSON, not signed itself: each slot is a license that the root key signed, sealed until a confirmation id opens it ([offline](offline.md)).",
        ["crates/proto/src/slot_file.rs", "SlotFile"],
    ),
];

#[test]
fn the_page_of_the_license_pack_is_that_of_its_fields() {
    check_made("docs/license-pack.md", &page(PACK_HEAD, PACK), "the fields of a license pack");
}

#[test]
fn the_page_of_the_protocol_is_that_of_its_documents() {
    check_made("docs/protocol.md", &page(PROTOCOL_HEAD, PROTOCOL), "the documents");
}

fn page(head: &str, tables: &[Table]) -> String {
    let mut page = head.to_owned();
    for (heading, above, [file, name]) in tables {
        page += &format!("\n## {heading}\n\n");
        if !above.is_empty() {
            page += &format!("{above}\n\n");
        }
        page += "| field | | |\n| --- | --- | --- |\n";
        let source = read(&root().join(file));
        let fields = fields(&source, name).unwrap_or_else(|| panic!("{file} has no struct {name}"));
        for field in &fields {
            assert!(!field.meaning.is_empty(), "{file}: {name}.{} says nothing of itself", field.name);
            page += &format!("| `{}` | {} | {} |\n", field.name, field.form, field.meaning);
        }
    }
    page
}

#[derive(Debug, PartialEq)]
struct Field {
    name: String,
    form: String,
    meaning: String,
}

/// The fields of a struct with their comments.
fn fields(source: &str, name: &str) -> Option<Vec<Field>> {
    let (_, body) = source.split_once(&format!("struct {name} {{\n"))?;
    let (body, _) = body.split_once("\n}")?;
    let (mut fields, mut meaning, mut as_text) = (Vec::new(), Vec::new(), false);
    for line in body.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("/// ") {
            meaning.push(comment);
        } else if line.starts_with("#[") {
            as_text |= line.contains("as_text");
        } else if let Some((name, rust)) = line.trim_end_matches(',').split_once(": ") {
            let (name, form) = (name.trim_start_matches("pub ").to_owned(), form(rust, as_text));
            fields.push(Field { name, form, meaning: plain(&meaning.join(" "), source) });
            (meaning, as_text) = (Vec::new(), false);
        }
    }
    Some(fields)
}

/// A type as it is written in JSON or TOML.
fn form(rust: &str, as_text: bool) -> String {
    let inner = |start: &str| rust.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("Option<") {
        return format!("{}, or absent", form(inner, as_text));
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list: {}", form(inner, as_text));
    }
    let form = match rust {
        _ if as_text => "text",
        "String" | "EnrolledProduct" | "SlotKeyKind" => "text",
        "bool" => "true or false",
        "u8" | "u16" | "u32" | "u64" | "i64" => "number",
        "Jwk" => "JWK (RFC 8037)",
        "(String, u64)" => "text and number",
        "[u8; 16]" => "16 numbers",
        _ => "object",
    };
    form.to_owned()
}

/// A comment without the links of the source: constants by their values.
fn plain(comment: &str, source: &str) -> String {
    let mut parts = comment.split("[`");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("`]").expect("a link ends");
        let rest = rest.strip_prefix("(Self::").and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest);
        text += &value(source, name).map_or_else(|| format!("`{name}`"), |value| value.to_string());
        text += rest;
    }
    text
}

#[test]
fn fields_are_read_with_their_comments() {
    let source = "pub const MAX: u32 = 16;\npub struct A {\n    /// At most [`MAX`]; see\n    /// [`b`](Self::b).\n    #[serde(with = \"as_text\")]\n    \
                  pub a: Id,\n    /// B.\n    pub b: Option<Vec<u8>>,\n}\n";
    let field =
        |name: &str, form: &str, meaning: &str| Field { name: name.into(), form: form.into(), meaning: meaning.into() };
    let expected = [field("a", "text", "At most 16; see `b`."), field("b", "list: number, or absent", "B.")];
    assert_eq!(fields(source, "A").expect("a struct"), expected);
}
