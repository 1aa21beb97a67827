//! `muster authority customer`: customers as they are written beside keys, and whom to ask there.

use super::{key_list, open};
use crate::{args::CustomerCommand, cmd::now, failure::Failure, out};
use muster_authority::{AuthorityError, Contact, IssuedKey, IssuedOrder, KeyRefusal, Records};
use muster_core::{code, lang::Lang, sentence, sentence::Sentence};
use muster_proto::instant;
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(command: CustomerCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        CustomerCommand::List { find, json } => {
            let orders = Records::open(directory)?.orders(None)?;
            let of = orders.chunk_by(|one, next| one.order.customer == next.order.customer);
            let found: Vec<_> = of.filter(|orders| is_found(orders, find.as_deref().unwrap_or_default())).collect();
            if json {
                out::json(&found.iter().map(|orders| summary(orders)).collect::<Vec<_>>());
            } else {
                found.iter().for_each(|orders| out::line(&line(orders, lang)));
            }
        }
        CustomerCommand::Show { customer, json } => show(&Records::open(directory)?, &customer, json, lang)?,
        CustomerCommand::Contact { customer, contact_name, mail, phone, clear, json, access } => {
            let authority = open(directory, &access, lang)?;
            let text = |given: Option<String>, before: &String| match given {
                _ if clear => String::new(),
                Some(text) => text.trim().to_owned(),
                None => before.clone(),
            };
            let change = |before: &Contact| Contact {
                name: text(contact_name, &before.name),
                mail: text(mail, &before.mail),
                phone: text(phone, &before.phone),
            };
            let contact = allowed(authority.set_contact(&customer, change, now())?)?;
            let told = lang.pick(
                format!("Contact of {customer}: {}", contact_text(&contact, lang)),
                format!("{customer} の連絡先: {}", contact_text(&contact, lang)),
            );
            out::report(json, &json!({ "customer": customer, "contact": contact_document(&contact) }), &told);
        }
        CustomerCommand::Rename { customer, to, merge, json, access } => {
            let to = to.trim();
            let authority = open(directory, &access, lang)?;
            let keys = allowed(authority.rename_customer(&customer, to, merge, now())?)?;
            let told = lang.pick(
                format!("Keys that have the customer \"{to}\" now: {keys}"),
                format!("顧客を「{to}」に変更したキーの数: {keys}"),
            );
            out::report(json, &json!({ "customer": to, "before": customer, "keys": keys }), &told);
        }
    }
    Ok(())
}

/// What was done, or why it cannot be.
fn allowed<T>(answer: Result<T, KeyRefusal>) -> Result<T, Failure> {
    answer.map_err(|refusal| {
        let text = match refusal {
            KeyRefusal::Merge => sentence!(
                "the other customer has orders of the same number: give --merge to join them, which cannot be undone",
                "変更後の顧客に同じ注文番号の注文があります。1 つにまとめる場合は --merge を指定してください。元に戻すことはできません。"
            ),
            refusal => Sentence::of(|lang| refusal.text(lang)),
        };
        Failure::new(code::INVALID_ARGUMENT, text)
    })
}

fn show(records: &Records, customer: &str, json: bool, lang: Lang) -> Result<(), Failure> {
    let found = records.customer(customer)?.ok_or_else(|| AuthorityError::NoCustomer(customer.to_owned()))?;
    let orders = records.orders(Some(customer))?;
    let mut keys = records.keys()?;
    keys.retain(|key| key.details.customer.as_deref() == Some(customer));
    if json {
        let mut document = summary(&orders);
        document["keys"] = keys.iter().map(key_document).collect();
        document["key_groups"] = json!(found.key_groups);
        document["orders"] = orders.iter().map(order_document).collect();
        out::json(&document);
        return Ok(());
    }
    out::line(&line(&orders, lang));
    for order in &orders {
        out::line(&format!("  {}", order_line(order, lang)));
    }
    key_list::show(&keys, None, false, lang);
    Ok(())
}

/// Whether a search finds the customer of these orders; letters count the same, large or small.
fn is_found(orders: &[IssuedOrder], words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let holds = |text: &String| text.to_lowercase().contains(&words);
    orders.iter().any(|IssuedOrder { order, contact, .. }| {
        [&order.customer, &order.order, &contact.name, &contact.mail, &contact.phone].into_iter().any(holds)
    })
}

fn sum(orders: &[IssuedOrder], count: impl Fn(&IssuedOrder) -> u32) -> u32 {
    orders.iter().map(count).sum()
}

/// A customer, by its orders.
fn summary(orders: &[IssuedOrder]) -> Value {
    let first = orders.first();
    json!({
        "customer": first.map(|order| &order.order.customer),
        "orders": orders.len(),
        "keys": sum(orders, |order| order.keys),
        "blocked": sum(orders, |order| order.blocked),
        "computers": sum(orders, |order| order.computers),
        "contact": contact_document(&first.map(|order| order.contact.clone()).unwrap_or_default()),
    })
}

fn line(orders: &[IssuedOrder], lang: Lang) -> String {
    let Some(IssuedOrder { order, contact, .. }) = orders.first() else { return String::new() };
    let (customer, keys) = (&order.customer, sum(orders, |order| order.keys));
    let counts = lang
        .pick(format!("{} order(s)  {keys} key(s)", orders.len()), format!("注文 {} 件  キー {keys} 個", orders.len()));
    format!("{customer}  {counts}  {}", contact_text(contact, lang)).trim_end().to_owned()
}

fn order_line(order: &IssuedOrder, lang: Lang) -> String {
    let IssuedOrder { order, keys, blocked, computers, .. } = order;
    let number = if order.order.is_empty() { "-" } else { &order.order };
    lang.pick(
        format!("{number}  {keys} key(s), {blocked} blocked, {computers} activated"),
        format!("{number}  キー {keys} 個、うちブロック済み {blocked} 個、ライセンス認証済み {computers} 台"),
    )
}

fn order_document(order: &IssuedOrder) -> Value {
    json!({
        "order": order.order.order,
        "keys": order.keys,
        "blocked": order.blocked,
        "computers": order.computers,
        "issued": instant::rfc3339(order.issued),
    })
}

fn key_document(key: &IssuedKey) -> Value {
    json!({
        "partial_key": key.claim.partial(),
        "serial": key.claim.serial,
        "order": key.details.order,
        "note": key.details.note,
        "blocked": key.blocked.map(instant::rfc3339),
        "computers": key.computers,
    })
}

fn contact_document(Contact { name, mail, phone }: &Contact) -> Value {
    json!({ "name": name, "mail": mail, "phone": phone })
}

fn contact_text(contact: &Contact, lang: Lang) -> String {
    if contact.is_empty() {
        return lang.pick("no contact", "連絡先なし").to_owned();
    }
    let texts = [&contact.name, &contact.mail, &contact.phone].into_iter().filter(|text| !text.is_empty());
    texts.map(String::as_str).collect::<Vec<_>>().join("  ")
}
