//! All rules, one file each. Rules do not see each other; `judge` puts their findings together.

mod adb001;
mod adb002;
mod adb003;
mod adb006;
mod cli001;
mod cli002;
mod cli003;
mod cli005;
mod cli006;
mod cli007;
mod cli008;
mod cli009;
mod cli010;
mod cli016;
mod cli017;
mod cli018;
mod cli019;
mod cli020;
mod cli021;
mod cnt001;
mod cnt002;
mod cnt003;
mod cnt004;
mod cnt005;
mod cnt006;
mod cnt012;
mod cnt013;
mod cnt014;
mod dns001;
mod dns002;
mod dns003;
mod dns004;
mod dns005;
mod dns006;
mod dns007;
mod dns008;
mod dns009;
mod dns010;
mod dns011;
mod dns012;
mod dns014;
mod dns017;
mod dns019;
mod dns024;
mod evi001;
mod evi002;
mod evi003;
mod evi005;
mod evi006;
mod evi008;
mod evi010;
mod evi013;
mod hst001;
mod hst002;
mod hst003;
mod hst004;
mod hst005;
mod hst006;
mod hst007;
mod hst008;
mod hst010;
mod hst012;
mod hst018;
mod hst019;
mod hst020;
mod hst021;
mod hst024;
mod hst025;
mod int001;
mod int004;
mod int005;
mod key001;
mod key002;
mod key003;
mod key004;
mod key005;
mod key006;
mod key007;
mod key008;
mod key009;
mod key012;
mod key013;
mod key014;
mod key015;
mod look;
mod mak001;
mod mak002;
mod mak003;
mod mak004;
mod mak005;
mod mak006;
mod mak007;
mod mak008;
mod mak011;
mod needs;
mod net001;
mod net002;
mod net003;
mod net004;
mod net005;
mod net006;
mod net010;
mod net011;
mod net012;
mod net014;
mod noi001;
mod noi002;
mod noi003;
mod noi004;
mod noi005;
mod noi006;
mod noi007;
mod noi008;
mod noi009;
mod noi010;
mod noi011;
mod noi012;
mod noi013;
mod off001;
mod off002;
mod off003;
mod off004;
mod off007;
mod svc001;
mod svc002;
mod svc003;
mod svc004;
mod svc005;
mod svc007;
mod svc008;
mod svc009;
mod svc010;
mod svc011;
mod svc012;
mod svc013;
mod tim001;
mod tim002;
mod tok001;

use crate::rule::Rule;

/// Every rule, in the order of the ids.
pub static ALL: &[&Rule] = &[
    &adb001::RULE,
    &adb002::RULE,
    &adb003::RULE,
    &adb006::RULE,
    &cli001::RULE,
    &cli002::RULE,
    &cli003::RULE,
    &cli005::RULE,
    &cli006::RULE,
    &cli007::RULE,
    &cli008::RULE,
    &cli009::RULE,
    &cli010::RULE,
    &cli016::RULE,
    &cli017::RULE,
    &cli018::RULE,
    &cli019::RULE,
    &cli020::RULE,
    &cli021::RULE,
    &cnt001::RULE,
    &cnt002::RULE,
    &cnt003::RULE,
    &cnt004::RULE,
    &cnt005::RULE,
    &cnt006::RULE,
    &cnt012::RULE,
    &cnt013::RULE,
    &cnt014::RULE,
    &dns001::RULE,
    &dns002::RULE,
    &dns003::RULE,
    &dns004::RULE,
    &dns005::RULE,
    &dns006::RULE,
    &dns007::RULE,
    &dns008::RULE,
    &dns009::RULE,
    &dns010::RULE,
    &dns011::RULE,
    &dns012::RULE,
    &dns014::RULE,
    &dns017::RULE,
    &dns019::RULE,
    &dns024::RULE,
    &evi001::RULE,
    &evi002::RULE,
    &evi003::RULE,
    &evi005::RULE,
    &evi006::RULE,
    &evi008::RULE,
    &evi010::RULE,
    &evi013::RULE,
    &hst001::RULE,
    &hst002::RULE,
    &hst003::RULE,
    &hst004::RULE,
    &hst005::RULE,
    &hst006::RULE,
    &hst007::RULE,
    &hst008::RULE,
    &hst010::RULE,
    &hst012::RULE,
    &hst018::RULE,
    &hst019::RULE,
    &hst020::RULE,
    &hst021::RULE,
    &hst024::RULE,
    &hst025::RULE,
    &int001::RULE,
    &int004::RULE,
    &int005::RULE,
    &key001::RULE,
    &key002::RULE,
    &key003::RULE,
    &key004::RULE,
    &key005::RULE,
    &key006::RULE,
    &key007::RULE,
    &key008::RULE,
    &key009::RULE,
    &key012::RULE,
    &key013::RULE,
    &key014::RULE,
    &key015::RULE,
    &mak001::RULE,
    &mak002::RULE,
    &mak003::RULE,
    &mak004::RULE,
    &mak005::RULE,
    &mak006::RULE,
    &mak007::RULE,
    &mak008::RULE,
    &mak011::RULE,
    &net001::RULE,
    &net002::RULE,
    &net003::RULE,
    &net004::RULE,
    &net005::RULE,
    &net006::RULE,
    &net010::RULE,
    &net011::RULE,
    &net012::RULE,
    &net014::RULE,
    &noi001::RULE,
    &noi002::RULE,
    &noi003::RULE,
    &noi004::RULE,
    &noi005::RULE,
    &noi006::RULE,
    &noi007::RULE,
    &noi008::RULE,
    &noi009::RULE,
    &noi010::RULE,
    &noi011::RULE,
    &noi012::RULE,
    &noi013::RULE,
    &off001::RULE,
    &off002::RULE,
    &off003::RULE,
    &off004::RULE,
    &off007::RULE,
    &svc001::RULE,
    &svc002::RULE,
    &svc003::RULE,
    &svc004::RULE,
    &svc005::RULE,
    &svc007::RULE,
    &svc008::RULE,
    &svc009::RULE,
    &svc010::RULE,
    &svc011::RULE,
    &svc012::RULE,
    &svc013::RULE,
    &tim001::RULE,
    &tim002::RULE,
    &tok001::RULE,
];

/// What a rule's file starts with.
mod prelude {
    pub(super) use super::{look::*, needs};
    pub(super) use crate::{
        action,
        case::{App, Case, Channel, Entry, From, Logged, Moment, Tried, Unit, host_and_port, same_host},
        fact::{Cite, Observation, ObservationKind},
        product,
        rule::{Confidence, Hit, Role, Rule, Scope, Severity, Step},
        timestamp,
    };
    pub(super) use muster_core::lang::Text;
}
