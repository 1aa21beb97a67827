//! What an administrator sets on a client: where hosts are looked for, and which ways of activation are allowed.

use crate::{
    ActivationType, Client, ClientError,
    state::{Address, Installed, ProductActivationType, State},
};
use muster_core::{client::discovery::HostAddress, id::ActivationId};

impl Client {
    /// Sets the host by hand, or clears it: for one product, or for the machine.
    pub fn set_host(&mut self, host: Option<HostAddress>, product: Option<ActivationId>) -> Result<(), ClientError> {
        let host: Option<Address> = host.map(Into::into);
        self.set(product, |state| &mut state.fixed_host, |installed| &mut installed.fixed_host, host)
    }

    /// Sets the only domain to look for hosts in, or clears it.
    pub fn set_lookup_domain(
        &mut self,
        domain: Option<String>,
        product: Option<ActivationId>,
    ) -> Result<(), ClientError> {
        self.set(product, |state| &mut state.lookup_domain, |installed| &mut installed.lookup_domain, domain)
    }

    /// Allows every way of activation, or one.
    pub fn set_activation_type(
        &mut self,
        kind: ActivationType,
        product: Option<ActivationId>,
    ) -> Result<(), ClientError> {
        match product {
            None => self.change(|state| {
                state.activation_type = kind;
                state.products.iter_mut().for_each(|installed| installed.activation_type = None);
                Ok(())
            }),
            Some(_) => self.change(|state| {
                let installed = chosen(state, product)?;
                installed.activation_type = Some(ProductActivationType(kind));
                Ok(())
            }),
        }
    }

    /// Whether the host that answered is kept and asked first.
    pub fn set_caching(&mut self, on: bool) -> Result<(), ClientError> {
        self.change(|state| {
            state.caching_off = !on;
            Ok(())
        })
    }

    /// Whether every user may install keys and activate.
    pub fn set_user_operations(&mut self, on: bool) -> Result<(), ClientError> {
        self.change(|state| {
            state.user_operations = on;
            Ok(())
        })
    }

    /// The same.
    pub fn user_operations(&self) -> bool {
        self.state.user_operations
    }

    /// Wipes every product key from this machine. What they have activated stays.
    pub fn wipe_keys(&mut self) -> Result<(), ClientError> {
        self.change(|state| {
            state.products.iter_mut().for_each(Installed::wipe_key);
            Ok(())
        })
    }

    fn set<T>(
        &mut self,
        product: Option<ActivationId>,
        of_machine: impl FnOnce(&mut State) -> &mut Option<T>,
        of_product: impl FnOnce(&mut Installed) -> &mut Option<T>,
        value: Option<T>,
    ) -> Result<(), ClientError> {
        self.change(|state| {
            match product {
                None => *of_machine(state) = value,
                Some(_) => *of_product(chosen(state, product)?) = value,
            }
            Ok(())
        })
    }
}

fn chosen(state: &mut State, product: Option<ActivationId>) -> Result<&mut Installed, ClientError> {
    let Some(id) = product else { return Err(ClientError::NothingInstalled) };
    state.product_mut(id).ok_or(ClientError::NotInstalled(id))
}
