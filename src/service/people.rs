//! Customers as whoever asks may see them.

use crate::domain::{
    actor::{Permission, Permissions},
    privacy::{mask_email, mask_phone},
    untrusted::Untrusted,
};

/// What of customers somebody may see.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    whole: bool,
}

impl Sight {
    /// That of whoever holds `permissions`.
    pub const fn of(permissions: Permissions) -> Self {
        Self { whole: permissions.allows(Permission::UsersViewPii) }
    }

    /// An e-mail, shortened unless they may see it.
    pub fn email(self, email: Option<&String>) -> Option<Untrusted> {
        self.shown(email, mask_email)
    }

    /// A phone number, shortened unless they may see it.
    pub fn phone(self, phone: Option<&String>) -> Option<Untrusted> {
        self.shown(phone, mask_phone)
    }

    /// Where a customer lives, if they may see it.
    pub fn place<T>(self, place: Option<T>) -> Option<T> {
        place.filter(|_| self.whole)
    }

    fn shown(self, value: Option<&String>, mask: fn(&str) -> String) -> Option<Untrusted> {
        value.map(|value| Untrusted::from(if self.whole { value.clone() } else { mask(value) }))
    }
}
