//! JSON that Muster writes: health and state of a host, its inventory, the state of a client, problem documents (RFC 9457) and
//! errors of commands.

use crate::{
    fact::{Cite, Fact, HostCounts, License, Observation, ObservationKind, Outcome},
    kind::Kind,
    lines::Document,
    terms::Term,
};
use muster_core::code::{self, Code, SUCCESS};
use serde_json::{Deserializer, Map, Value};
use std::sync::Arc;

/// One of these names stands in each document; without one the text is not parsed.
const MARKS: [&str; 8] = [
    "\"connections\"",
    "\"dns_publishing\"",
    "\"next_attempt\"",
    "\"cloned\"",
    "\"holder\"",
    "\"blocked\"",
    "urn:muster:code:",
    "\"exit_code\"",
];
/// Documents that are tried in vain: a text of braces is no document.
const VAIN_MAX: usize = 32;
/// Values of one document.
const VALUES_MAX: usize = 64;

type Object = Map<String, Value>;

pub(in crate::readers) fn read(document: &mut Document) -> Vec<Fact> {
    let marked = |index: &usize| MARKS.iter().any(|mark| document.line(*index).contains(mark));
    if !document.with(&[Term::MusterDocument]).iter().any(marked) {
        return Vec::new();
    }
    let text = document.text().to_owned();
    let mut found = Vec::new();
    let (mut start, mut next, mut vain) = (0, 0, 0);
    for index in 0..document.len() {
        let (line, begin) = (document.line(index).to_owned(), start);
        start += line.len() + 1;
        let Some(place) = opening(&line).map(|place| begin + place).filter(|place| *place >= next) else { continue };
        let mut values = Deserializer::from_str(text.get(place..).unwrap_or_default()).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                next = place + values.byte_offset();
                let lines = text.get(place..next).unwrap_or_default().matches('\n').count();
                found.extend(Place { document, first: index, last: index + lines }.facts(&value));
            }
            _ if vain == VAIN_MAX => break,
            _ => vain += 1,
        }
    }
    found
}

/// Where a document begins in a line: `{` before a name, or `[` before an object.
fn opening(line: &str) -> Option<usize> {
    line.char_indices().find_map(|(place, c)| {
        let rest = line.get(place + c.len_utf8()..)?.trim_start();
        let opens = c == '{' && (rest.is_empty() || rest.starts_with('"'))
            || c == '[' && (rest.is_empty() || rest.starts_with('{'));
        opens.then_some(place)
    })
}

/// What a host says of itself.
pub(super) fn observed(document: &mut Document, about: &str, value: &str, cites: &[Cite]) -> Fact {
    fact(document, ObservationKind::MusterHost, about, value, cites)
}

fn fact(document: &mut Document, kind: ObservationKind, about: &str, value: &str, cites: &[Cite]) -> Fact {
    document.recognise(Kind::Muster);
    Fact::Observation(Observation { kind, about: about.to_owned(), value: value.to_owned() }, cites.to_vec())
}

/// The lines of a document.
struct Place<'p, 'd> {
    document: &'p mut Document<'d>,
    first: usize,
    last: usize,
}

impl Place<'_, '_> {
    fn facts(mut self, value: &Value) -> Vec<Fact> {
        let found = match value {
            Value::Array(rows) => rows.iter().filter_map(Value::as_object).filter_map(|row| self.row(row)).collect(),
            Value::Object(object) => self.object(object),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            self.document.recognise(Kind::Muster);
            (self.first..=self.last).for_each(|line| self.document.claim(line));
        }
        found
    }

    fn object(&mut self, object: &Object) -> Vec<Fact> {
        let has = |names: &[&str]| names.iter().all(|name| object.contains_key(*name));
        if has(&["store", "clock", "connections"]) {
            return self.health(object);
        }
        if has(&["dns_publishing", "counts", "requests"]) {
            let enabled = object.get("enabled").and_then(scalar).map(|enabled| {
                let cites = self.lines(&["\"enabled\""], "");
                observed(self.document, "enabled", &enabled, &cites)
            });
            return [self.host(object)].into_iter().chain(enabled).collect();
        }
        let problem = text(object, "type").is_some_and(|kind| kind.starts_with("urn:muster:code:"));
        if problem {
            return self.problem(object).into_iter().collect();
        }
        if let Some(error) = object.get("error").and_then(Value::as_object).filter(|error| error.contains_key("fix")) {
            return self.problem(error).into_iter().collect();
        }
        let products = object.get("products").and_then(Value::as_array).filter(|_| has(&["cmid"]));
        let products = products.into_iter().flatten().filter_map(Value::as_object);
        products
            .filter(|product| product.contains_key("next_attempt"))
            .flat_map(|product| self.product(object, product))
            .collect()
    }

    /// `GET /health`.
    fn health(&mut self, object: &Object) -> Vec<Fact> {
        let mut values = Vec::new();
        for (name, value) in object {
            match value {
                Value::Object(inner) => {
                    values.extend(
                        inner.iter().filter_map(|(own, value)| Some((format!("{name}.{own}"), scalar(value)?))),
                    );
                }
                _ => values.extend(scalar(value).map(|value| (name.clone(), value))),
            }
        }
        let mut found = Vec::new();
        for (about, value) in values.into_iter().take(VALUES_MAX) {
            let cites = vec![self.line_of(&about)];
            found.push(observed(self.document, &about, &value, &cites));
        }
        found
    }

    /// The line of a value, behind the name of what it lies in.
    fn line_of(&self, about: &str) -> Cite {
        let mut line = self.first;
        for name in about.split('.') {
            let quoted = format!("\"{name}\"");
            line = (line..=self.last).find(|line| self.document.line(*line).contains(&quoted)).unwrap_or(line);
        }
        self.document.cite(line)
    }

    /// `muster host status --json`.
    fn host(&mut self, object: &Object) -> Fact {
        let counts = object.get("counts").and_then(Value::as_array);
        let count = counts.into_iter().flatten().filter_map(|count| count.get("count")?.as_i64()).min();
        let requests = |name: &str| object.get("requests").and_then(|requests| requests.get(name)?.as_u64());
        let flag = |name: &str| object.get(name).and_then(Value::as_bool);
        let license = License {
            name: format!("{} host", text(object, "vendor").unwrap_or("Muster")),
            channel: "VOLUME_KMS".into(),
            status: flag("licensed").map(u8::from),
            host: Some(HostCounts {
                count,
                port: object.get("port").and_then(Value::as_u64),
                total: requests("total"),
                failed: requests("failed"),
                dns_publishing: flag("dns_publishing"),
                priority: None,
            }),
            ..License::default()
        };
        let cites = self.lines(&["\"licensed\"", "\"enabled\"", "\"count\""], "");
        self.document.recognise(Kind::SlmgrHost);
        Fact::License(Arc::new(license), cites)
    }

    /// A product of `muster client status --json`.
    fn product(&mut self, client: &Object, product: &Object) -> Vec<Fact> {
        let own = |name: &str| text(product, name).map(str::to_owned);
        let set_host = own("set_host").map(|host| host.to_lowercase());
        let license = License {
            name: own("product").unwrap_or_default(),
            key_channel: own("channel"),
            activation_id: own("activation_id").map(|id| id.to_lowercase()),
            application_id: own("application_id").map(|id| id.to_lowercase()),
            partial_key: own("partial_key"),
            status: product.get("status").and_then(Value::as_u64).and_then(|status| u8::try_from(status).ok()),
            minutes_left: product.get("warning_days").and_then(Value::as_u64).map(|days| days.saturating_mul(1440)),
            code: own("reason").and_then(|code| code.parse().ok()),
            cmid: text(client, "cmid").map(str::to_lowercase),
            registered_host: set_host.clone(),
            // What answered last was found in DNS, unless another is set.
            dns_host: own("host").map(|host| host.to_lowercase()).filter(|_| set_host.is_none()),
            ..License::default()
        };
        let id = own("activation_id").unwrap_or_default();
        // Each product has these names; its own lines stand behind its name.
        let names = |line: &str| line.contains("\"product\"") && line.contains(&license.name);
        let first = (self.first..=self.last).find(|line| names(self.document.line(*line))).unwrap_or(self.first);
        let place = Place { document: &mut *self.document, first, last: self.last };
        let cites = place.lines(&["\"product\"", "\"status\"", "\"last_code\""], "");
        let last: Option<Code> = own("last_code").and_then(|code| code.parse().ok()).filter(|code| *code != SUCCESS);
        let outcome = last.map(|code| {
            let outcome = Outcome {
                partial_key: None,
                product: Some(license.name.clone()),
                activation_id: Some(id),
                code: Some(code),
                channel: None,
            };
            Fact::Outcome(outcome, self.lines(&["\"last_code\""], &code.to_string()))
        });
        [Fact::License(Arc::new(license), cites)].into_iter().chain(outcome).collect()
    }

    /// A problem document, or the error of a command.
    fn problem(&mut self, object: &Object) -> Option<Fact> {
        let code: Code = text(object, "code")?.parse().ok()?;
        let cites = self.lines(&["\"code\""], &code.to_string());
        Some(Fact::Outcome(Outcome { code: Some(code), ..Outcome::default() }, cites))
    }

    fn row(&mut self, row: &Object) -> Option<Fact> {
        self.machine(row).or_else(|| self.computer(row)).or_else(|| self.key(row))
    }

    /// A row of `muster authority computer list --json`.
    fn computer(&mut self, row: &Object) -> Option<Fact> {
        let name = text(row, "machine").filter(|_| row.contains_key("holder"))?;
        let revoked = row.get("revoked").and_then(Value::as_bool)?;
        let code = if revoked { code::LICENSE_REVOKED } else { SUCCESS };
        let cites = self.lines(&[&format!("\"{name}\"")], "");
        Some(fact(self.document, ObservationKind::MusterMachine, name, &code.to_string(), &cites))
    }

    /// A row of `muster authority key list --json`. Setup keys have no limit.
    fn key(&mut self, row: &Object) -> Option<Fact> {
        let key = text(row, "partial_key").filter(|_| row.contains_key("computers") && row.contains_key("blocked"))?;
        let number = |name: &str| row.get(name).and_then(Value::as_u64);
        let is_full = number("computers").zip(number("limit")).is_some_and(|(used, limit)| used >= limit);
        let is_mak = text(row, "channel").is_some_and(|channel| channel.contains("MAK"));
        let code = match (row.get("blocked").is_some_and(|blocked| !blocked.is_null()), is_full) {
            (true, _) => code::KEY_BLOCKED,
            (false, true) if is_mak => code::MAK_LIMIT_EXCEEDED,
            (false, true) => code::KEY_LIMIT_EXCEEDED,
            (false, false) => SUCCESS,
        };
        let cites = self.lines(&[&format!("\"{key}\"")], "");
        Some(fact(self.document, ObservationKind::MusterKey, key, &code.to_string(), &cites))
    }

    /// A row of `muster host machines --json`.
    fn machine(&mut self, row: &Object) -> Option<Fact> {
        if !(row.contains_key("cmid") && row.contains_key("last_code") && row.contains_key("cloned")) {
            return None;
        }
        let name = text(row, "name").or_else(|| text(row, "cmid"))?.to_owned();
        let flag = |name: &str| row.get(name).and_then(Value::as_bool) == Some(true);
        let code = text(row, "last_code")?;
        let value = match (flag("cloned"), flag("activated")) {
            (true, _) => "cloned".to_owned(),
            (false, true) => SUCCESS.to_string(),
            (false, false) => code.to_owned(),
        };
        let cites = self.lines(&[&format!("\"{name}\"")], code);
        Some(fact(self.document, ObservationKind::MusterMachine, &name, &value, &cites))
    }

    /// The lines of the document with one of these names, at most three; of several with one name, that with the value.
    fn lines(&self, names: &[&str], value: &str) -> Vec<Cite> {
        let holds = |name: &str, line: &usize| self.document.line(*line).contains(name);
        let all = || self.first..=self.last;
        let line = |name: &&str| {
            let with_value = all().find(|line| holds(name, line) && self.document.line(*line).contains(value));
            with_value.or_else(|| all().find(|line| holds(name, line)))
        };
        let mut lines: Vec<usize> = names.iter().filter_map(line).collect();
        lines.dedup();
        let lines = if lines.is_empty() { vec![self.first] } else { lines };
        lines.into_iter().map(|line| self.document.cite(line)).collect()
    }
}

fn text<'v>(object: &'v Object, name: &str) -> Option<&'v str> {
    object.get(name).and_then(Value::as_str)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
