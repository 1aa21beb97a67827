//! The products of a scenario as the license pack that its vendor would sign.

use crate::scenario::Scenario;
use muster_core::{
    features::Features,
    id::{ActivationId, ApplicationId},
    keys::product_key::{GROUPS, KeyClaim, ProductKey},
    pack::{Application, Pack, Policy, Product},
    time::Moment,
};

/// One product for each of the scenario's, in its order; products that name one application share its count.
pub(crate) fn license_pack(scenario: &Scenario) -> Pack {
    let mut applications: Vec<Application> = Vec::new();
    let mut products = Vec::new();
    for (number, plan) in (1u16..).zip(&scenario.products) {
        let name = plan.application.as_ref().unwrap_or(&plan.name);
        let id = match applications.iter().find(|application| application.name == *name) {
            Some(application) => application.id,
            None => {
                let id = ApplicationId::from_bytes(id_bytes(1, number));
                applications.push(Application { id, name: name.clone() });
                id
            }
        };
        products.push(Product {
            id: ActivationId::from_bytes(id_bytes(2, number)),
            application: id,
            name: plan.name.clone(),
            number,
            // No simulated client types a key, so beyond 255 products they may repeat.
            setup_key: ProductKey::new(KeyClaim::setup((number % GROUPS) as u8), [0; 10]),
            policy: Policy::documented(plan.threshold),
            features: Features::default(),
        });
    }
    Pack {
        vendor: "plan".into(),
        version: 1,
        issued: Moment::from_unix(0),
        until: Moment::from_unix(i64::MAX),
        service: "muster".into(),
        applications,
        products,
        groups: Vec::new(),
        authority: None,
        revoked: Vec::new(),
        revoked_packs: Vec::new(),
    }
}

fn id_bytes(kind: u8, number: u16) -> [u8; 16] {
    let [high, low] = number.to_be_bytes();
    let mut bytes = [kind; 16];
    (bytes[14], bytes[15]) = (high, low);
    bytes
}
