//! Vendors and the services they offer.

use csv::StringRecord;

use super::{
    catalogue::{CATEGORIES, Category, Offer, Pricing},
    people,
    places::{CITIES, City},
    random::{Draw, Stream, index},
    row::Row,
    world::World,
};
use crate::import::table::Table;

/// What other tables need to know of a vendor.
pub(super) struct Vendor {
    pub(super) number: u64,
    pub(super) category: &'static Category,
    pub(super) city: &'static City,
    /// How many services they offer, 1 to 5.
    pub(super) services: u64,
    /// How good they are at it, 0 to 9; ratings follow it.
    pub(super) quality: u64,
}

/// Room for services in the numbering: vendor 3's are 24 to 31.
const SERVICES_EACH: u64 = 8;

impl Vendor {
    pub(super) fn new(world: &World, number: u64) -> Self {
        let mut draw = world.draw(Stream::Vendor, number);
        Self {
            number,
            category: draw.weighted(CATEGORIES),
            city: draw.weighted(CITIES),
            services: 1 + draw.below(5),
            quality: draw.below(5) + draw.below(6),
        }
    }

    pub(super) fn service(&self, nth: u64) -> Service {
        let offers = self.category.offers;
        let offer = &offers[index((self.number + nth) % offers.len() as u64)];
        Service { number: self.number * SERVICES_EACH + nth, offer }
    }
}

/// One service of one vendor.
pub(super) struct Service {
    pub(super) number: u64,
    pub(super) offer: &'static Offer,
}

impl Service {
    /// This vendor's price within the usual ones, in paise: for the whole work, an hour, or the least they quote.
    pub(super) fn price(&self, world: &World) -> i64 {
        let (low, high) = self.offer.rupees;
        let steps = (high - low) / 50;
        (low + 50 * world.draw(Stream::Service, self.number).between(0, steps)) * 100
    }
}

pub(super) fn row(world: &World, number: u64) -> StringRecord {
    let vendor = Vendor::new(world, number);
    let mut draw = world.draw(Stream::VendorDetails, number);
    let signed_up = world.vendors.signed_up(number, &mut draw);
    let id = world.id(Table::Vendors, number);
    let name = people::business(vendor.category.trades, &mut draw);
    let status = verification(world, number, &mut draw);
    Row::new(Table::Vendors)
        .put("id", id)
        .put("name", name.as_str())
        .put("display_name", draw.chance(400).then(|| format!("{name}, {}", vendor.city.name)))
        .put("email", format!("office{number}@vendors.example"))
        .put("phone", people::phone(number + 50_000_000))
        .put("logo", draw.chance(500).then(|| format!("https://files.appydex.example/v/{id}.png")))
        .put("city", vendor.city.name)
        .put("rating", (status == "verified").then(|| rating(&vendor, &mut draw)))
        .put("verification_status", status)
        .put("created_at", signed_up)
        .done()
}

fn verification(world: &World, number: u64, draw: &mut Draw) -> &'static str {
    match (number < world.verified_vendors(), draw.chance(700)) {
        (true, _) => "verified",
        (false, true) => "pending",
        (false, false) => "rejected",
    }
}

/// 2.8 to 4.9.
fn rating(vendor: &Vendor, draw: &mut Draw) -> String {
    let tenths = 28 + vendor.quality * 2 + draw.below(4);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The services of one vendor.
pub(super) fn services(world: &World, number: u64) -> impl Iterator<Item = StringRecord> + use<> {
    let vendor = Vendor::new(world, number);
    let rows: Vec<_> = (0..vendor.services).map(|nth| service(world, &vendor, nth)).collect();
    rows.into_iter()
}

fn service(world: &World, vendor: &Vendor, nth: u64) -> StringRecord {
    let service = vendor.service(nth);
    let offer = service.offer;
    Row::new(Table::Services)
        .put("id", world.id(Table::Services, service.number))
        .put("vendor_id", world.id(Table::Vendors, vendor.number))
        .put("name", offer.name)
        .put("category", vendor.category.name)
        .put("subcategory", offer.subcategory)
        .put("description", describe(offer, vendor.city))
        .put("pricing_type", offer.pricing.word())
        .put("base_price_cents", (offer.pricing != Pricing::Quote).then(|| service.price(world)))
        .done()
}

fn describe(offer: &Offer, city: &City) -> String {
    match offer.pricing {
        Pricing::Fixed => format!("{} anywhere in {}. Material included unless said otherwise.", offer.name, city.name),
        Pricing::Hourly => format!("{} in {}. Each hour begun counts.", offer.name, city.name),
        Pricing::Quote => format!("{} in {}. Price after a visit or from photos.", offer.name, city.name),
    }
}
