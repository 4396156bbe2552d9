use super::*;

#[test]
fn every_permission_has_a_bit_and_comes_back_from_its_text() {
    for permission in Permission::ALL {
        assert_eq!(permission.as_str().parse(), Ok(*permission));
        assert!(Permissions::from_iter([*permission]).allows(*permission));
    }
    assert!(Permission::ALL.len() <= 64);
}

#[test]
fn everything_is_everything_but_what_only_vendors_carry() {
    for permission in Permission::ALL {
        assert_eq!(Permissions::EVERY.allows(*permission), *permission != Permission::VendorTakedown);
    }
    assert!(!Permissions::VENDOR.allows(Permission::ReviewsModerate));
}

#[test]
fn what_is_lacking_is_named() {
    let some = Permissions::from_iter([Permission::ReviewsList]);
    assert_eq!(Permissions::EVERY.first_lacking(Permissions::EVERY), None);
    assert_eq!(some.first_lacking(Permissions::EVERY), Some("*"));
    assert_eq!(some.first_lacking(Permissions::from_iter([Permission::ReviewsHide])), Some("reviews:hide"));
}

#[test]
fn the_system_roles_hold_what_the_contract_says() {
    let held: Vec<usize> = SYSTEM_ROLES.iter().map(|role| role.permissions().iter().count()).collect();
    assert_eq!(held, [0, 7, 9, 10, 6], "each with jobs:list, super_admin by `*`");
}
