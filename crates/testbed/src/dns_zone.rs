//! One zone of DNS in memory: what it answers (RFC 1035), and the updates of SRV records that it takes (RFC 2136) when they
//! are signed with its key (RFC 8945). No sockets, no clock.

use domain::{
    base::{
        Message, MessageBuilder, Name, Record, Rtype, Serial, ToName, Ttl,
        iana::{Class, Opcode, Rcode},
        message_builder::{AnswerBuilder, PushError},
        name::FlattenInto,
    },
    rdata::{A, Ns, Soa, ZoneRecordData, tsig::Time48},
    tsig::{Key, ServerTransaction},
};
use std::{error::Error, str::FromStr, sync::Arc};

const TTL: Ttl = Ttl::from_secs(60);

type DnsName = Name<Vec<u8>>;
type Data = ZoneRecordData<Vec<u8>, DnsName>;

/// A zone and the key that may change it.
pub(crate) struct Zone {
    origin: DnsName,
    soa: Soa<DnsName>,
    records: Vec<Record<DnsName, Data>>,
    key: Arc<Key>,
}

impl Zone {
    /// The zone `origin`, in which only `host` has an address: 127.0.0.1.
    pub(crate) fn new(origin: &str, host: &str, key: Key) -> Result<Self, Box<dyn Error>> {
        let [ns, admin] = ["ns", "admin"].map(|label| DnsName::from_str(&format!("{label}.{origin}")));
        let (origin, host, ns) = (DnsName::from_str(origin)?, DnsName::from_str(host)?, ns?);
        let [hour, day] = [Ttl::from_secs(3600), Ttl::from_secs(86400)];
        let soa = Soa::new(ns.clone(), admin?, Serial(1), hour, hour, day, TTL);
        let loopback = || A::from_octets(127, 0, 0, 1);
        let record = |owner: &DnsName, data: Data| Record::new(owner.clone(), Class::IN, TTL, data);
        let records = vec![
            record(&origin, Ns::new(ns.clone()).into()),
            record(&ns, loopback().into()),
            record(&host, loopback().into()),
        ];
        Ok(Self { origin, soa, records, key: Arc::new(key) })
    }

    /// The answer to a request at the time `now`; nothing to what is not a request.
    pub(crate) fn answer(&mut self, request: Vec<u8>, now: Time48) -> Option<Vec<u8>> {
        let request = Message::from_octets(request).ok()?;
        if request.header().qr() {
            return None;
        }
        match request.header().opcode() {
            Opcode::QUERY => self.query(&request),
            Opcode::UPDATE => self.signed_update(request, now),
            _ => empty(&request, Rcode::NOTIMP),
        }
        .ok()
    }

    fn query(&self, request: &Message<Vec<u8>>) -> Result<Vec<u8>, PushError> {
        let Ok(question) = request.sole_question() else { return empty(request, Rcode::FORMERR) };
        let (name, rtype) = (question.qname(), question.qtype());
        if !name.ends_with(&self.origin) {
            return empty(request, Rcode::REFUSED);
        }
        // A name without records of its own exists if one below it has some (RFC 8020).
        let exists = self.records.iter().any(|record| record.owner().ends_with(name));
        let mut answer = start(request, if exists { Rcode::NOERROR } else { Rcode::NXDOMAIN })?;
        answer.header_mut().set_aa(true);
        let asked = |found: Rtype| rtype == found || rtype == Rtype::ANY;
        for record in self.records.iter().filter(|record| record.owner() == name && asked(record.rtype())) {
            answer.push(record)?;
        }
        let soa = (&self.origin, Class::IN, TTL, &self.soa);
        if name == &self.origin && asked(Rtype::SOA) {
            answer.push(soa)?;
        }
        let found = answer.counts().ancount() > 0;
        let mut authority = answer.authority();
        if !found {
            authority.push(soa)?;
        }
        Ok(authority.finish())
    }

    fn signed_update(&mut self, mut request: Message<Vec<u8>>, now: Time48) -> Result<Vec<u8>, PushError> {
        let transaction = match ServerTransaction::request(&self.key, &mut request, now) {
            Ok(Some(transaction)) => transaction,
            Ok(None) => return empty(&request, Rcode::REFUSED),
            Err(error) => return Ok(error.build_message(&request, MessageBuilder::new_vec())?.finish()),
        };
        let rcode = self.update(&request).err().unwrap_or(Rcode::NOERROR);
        let mut answer = start(&request, rcode)?.additional();
        transaction.answer(&mut answer, now)?;
        Ok(answer.finish())
    }

    /// Applies an update as a whole or not at all.
    fn update(&mut self, request: &Message<Vec<u8>>) -> Result<(), Rcode> {
        let zone = request.sole_question().map_err(|_| Rcode::FORMERR)?;
        if zone.qname() != &self.origin {
            return Err(Rcode::NOTAUTH);
        }
        if request.header_counts().ancount() > 0 {
            // Prerequisites.
            return Err(Rcode::NOTIMP);
        }
        let mut records = self.records.clone();
        for record in request.authority().map_err(|_| Rcode::FORMERR)? {
            let record = record.map_err(|_| Rcode::FORMERR)?;
            let owner: DnsName = record.owner().to_name();
            if !owner.ends_with(&self.origin) {
                return Err(Rcode::NOTZONE);
            }
            if record.rtype() != Rtype::SRV {
                return Err(Rcode::REFUSED);
            }
            if record.class() == Class::ANY {
                records.retain(|old| old.rtype() != Rtype::SRV || old.owner() != &owner);
                continue;
            }
            let parsed = record.to_record::<ZoneRecordData<_, _>>().ok().flatten().ok_or(Rcode::FORMERR)?;
            let data: Data = parsed.into_data().try_flatten_into().map_err(|_| Rcode::FORMERR)?;
            records.retain(|old| old.owner() != &owner || old.data() != &data);
            if record.class() == Class::IN {
                records.push(Record::new(owner, Class::IN, record.ttl(), data));
            }
        }
        self.records = records;
        Ok(())
    }
}

fn start(request: &Message<Vec<u8>>, rcode: Rcode) -> Result<AnswerBuilder<Vec<u8>>, PushError> {
    MessageBuilder::new_vec().start_answer(request, rcode)
}

fn empty(request: &Message<Vec<u8>>, rcode: Rcode) -> Result<Vec<u8>, PushError> {
    Ok(start(request, rcode)?.finish())
}

#[cfg(test)]
mod tests {
    use super::{DnsName, Zone};
    use crate::dns_server::TsigKey;
    use domain::{
        base::{
            Message, MessageBuilder, Rtype, Ttl,
            iana::{Class, Opcode},
        },
        rdata::{AllRecordData, Srv, tsig::Time48},
        tsig::{ClientTransaction, Key},
    };
    use std::{str::FromStr, sync::Arc};

    const OWNER: &str = "_muster._tcp.lab.test";

    fn now() -> Time48 {
        Time48::from_u64(1_790_000_000)
    }

    fn zone(key: &TsigKey) -> Zone {
        Zone::new("lab.test", "kms.lab.test", key.key().expect("a key")).expect("a zone")
    }

    fn name(text: &str) -> DnsName {
        DnsName::from_str(text).expect("a name")
    }

    /// The response code and the records of the answer section.
    fn ask(zone: &mut Zone, owner: &str, rtype: Rtype) -> String {
        let mut query = MessageBuilder::new_vec().question();
        query.push((name(owner), rtype, Class::IN)).expect("it fits");
        let answer = Message::from_octets(zone.answer(query.finish(), now()).expect("an answer")).expect("a message");
        let mut said = answer.header().rcode().to_string();
        for record in answer.answer().expect("a section").limit_to::<AllRecordData<_, _>>() {
            said += &format!(" {}", record.expect("a record").data());
        }
        said
    }

    fn update(zone: &mut Zone, signed_with: Option<&Arc<Key>>, owner: &str, class: Class, port: u16) -> String {
        let mut message = MessageBuilder::new_vec();
        message.header_mut().set_opcode(Opcode::UPDATE);
        let mut message = message.question();
        message.push((name("lab.test"), Rtype::SOA, Class::IN)).expect("it fits");
        let mut message = message.answer().authority();
        let ttl = if class == Class::IN { Ttl::HOUR } else { Ttl::ZERO };
        message.push((name(owner), class, ttl, Srv::new(0, 0, port, name("kms.lab.test")))).expect("it fits");
        let mut message = message.additional();
        let transaction =
            signed_with.map(|key| ClientTransaction::request(key.clone(), &mut message, now()).expect("it fits"));
        let answer = zone.answer(message.finish(), now()).expect("an answer");
        let mut answer = Message::from_octets(answer).expect("a message");
        match transaction.map(|transaction| transaction.answer(&mut answer, now())) {
            None | Some(Ok(())) => answer.header().rcode().to_string(),
            Some(Err(error)) => format!("{} {error}", answer.header().rcode()),
        }
    }

    #[test]
    fn the_zone_knows_its_host_and_says_what_is_not_there() {
        let mut zone = zone(&TsigKey::random("key"));
        assert_eq!(ask(&mut zone, "KMS.lab.test", Rtype::A), "NOERROR 127.0.0.1");
        assert_eq!(ask(&mut zone, "kms.lab.test", Rtype::AAAA), "NOERROR");
        assert_eq!(ask(&mut zone, OWNER, Rtype::SRV), "NXDOMAIN");
        assert_eq!(ask(&mut zone, "lab.test", Rtype::NS), "NOERROR ns.lab.test.");
        assert_eq!(ask(&mut zone, "elsewhere.test", Rtype::SRV), "REFUSED");
        assert!(zone.answer(b"nonsense".to_vec(), now()).is_none());
    }

    #[test]
    fn a_signed_update_adds_a_record_and_takes_it_back() {
        let key = TsigKey::random("key");
        let (mut zone, key) = (zone(&key), Arc::new(key.key().expect("a key")));
        for port in [1688, 1689] {
            assert_eq!(update(&mut zone, Some(&key), OWNER, Class::IN, port), "NOERROR");
        }
        assert_eq!(ask(&mut zone, OWNER, Rtype::SRV), "NOERROR 0 0 1688 kms.lab.test 0 0 1689 kms.lab.test");
        assert_eq!(ask(&mut zone, "_tcp.lab.test", Rtype::SRV), "NOERROR");
        assert_eq!(update(&mut zone, Some(&key), OWNER, Class::NONE, 1688), "NOERROR");
        assert_eq!(ask(&mut zone, OWNER, Rtype::SRV), "NOERROR 0 0 1689 kms.lab.test");
    }

    #[test]
    fn nobody_else_changes_the_zone_and_nothing_outside_it_is_changed() {
        let key = TsigKey::random("key");
        let mut zone = zone(&key);
        let stranger = Arc::new(TsigKey::random("key").key().expect("a key"));
        assert_eq!(update(&mut zone, None, OWNER, Class::IN, 1688), "REFUSED");
        assert!(update(&mut zone, Some(&stranger), OWNER, Class::IN, 1688).starts_with("NOTAUTH "));
        let key = Arc::new(key.key().expect("a key"));
        assert_eq!(update(&mut zone, Some(&key), "_muster._tcp.elsewhere.test", Class::IN, 1688), "NOTZONE");
        assert_eq!(ask(&mut zone, OWNER, Rtype::SRV), "NXDOMAIN");
    }
}
