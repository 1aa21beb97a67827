//! What people type or carry: product keys, the digits of phone activation and pictures of them, and the list of a proxy activation.

use crate::text;
use muster_core::keys::{
    installation_id::{ConfirmationId, InstallationId},
    product_key::ProductKey,
};
use muster_proto::{proxy_list::ProxyList, qr_image};
use muster_trust::installation_id;

/// A product key.
pub(crate) fn product_key(bytes: &[u8]) -> bool {
    let Some(Ok(key)) = text(bytes).map(str::parse::<ProductKey>) else { return false };
    let again: ProductKey = key.reveal().parse().expect("what is printed is read again");
    assert_eq!(again.reveal(), key.reveal());
    assert_eq!(again.claim(), key.claim());
    true
}

/// An installation id or a confirmation id.
pub(crate) fn phone_ids(bytes: &[u8]) -> bool {
    let Some(text) = text(bytes) else { return false };
    let (iid, cid) = (text.parse::<InstallationId>(), text.parse::<ConfirmationId>());
    if let Ok(iid) = &iid {
        assert_eq!(iid.to_string().parse().as_ref(), Ok(iid));
        let key = ProductKey::new(iid.claim, [0; 10]);
        installation_id::is_proven(iid, &key);
    }
    if let Ok(cid) = &cid {
        assert_eq!(cid.to_string().parse().as_ref(), Ok(cid));
    }
    iid.is_ok() | cid.is_ok()
}

/// A picture of a code.
pub(crate) fn qr_image(bytes: &[u8]) -> bool {
    qr_image::read(bytes).is_ok()
}

/// The list of a proxy activation.
pub(crate) fn proxy_list(bytes: &[u8]) -> bool {
    let Ok(list) = ProxyList::parse(bytes) else { return false };
    let text = list.text().expect("it can be written");
    let again = ProxyList::parse(text.as_bytes()).expect("what is written is read again");
    assert_eq!(again.text().expect("it can be written"), text);
    true
}
