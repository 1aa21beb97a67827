//! The members of a pool as bytes: 16 of CMID and 8 of time each, oldest first.

use muster_core::{
    host::count::{Member, Pool},
    id::Cmid,
    time::Moment,
};

const MEMBER_BYTES: usize = 24;

pub(super) fn encode(pool: &Pool) -> Vec<u8> {
    let bytes = |member: &Member| [&member.cmid.as_bytes()[..], &member.seen.unix().to_be_bytes()].concat();
    pool.members().flat_map(bytes).collect()
}

pub(super) fn decode(bytes: &[u8]) -> Vec<Member> {
    let (records, _) = bytes.as_chunks::<MEMBER_BYTES>();
    let member = |record: &[u8; MEMBER_BYTES]| {
        let (cmid, seen) = (record.first_chunk::<16>()?, record.last_chunk::<8>()?);
        Some(Member { cmid: Cmid::from_bytes(*cmid), seen: Moment::from_unix(i64::from_be_bytes(*seen)) })
    };
    records.iter().filter_map(member).collect()
}
