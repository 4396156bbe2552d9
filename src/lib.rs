//! `appydex-admin`: the operator's side of the AppyDex marketplace.

