//! Cities with their quarters, and addresses in them.

use super::random::Draw;

pub(super) struct City {
    pub(super) name: &'static str,
    pub(super) state: &'static str,
    /// The first three digits of its PIN codes.
    pincode: u32,
    /// Millionths of a degree.
    lat: i64,
    lng: i64,
    quarters: &'static [&'static str],
}

const fn city(
    name: &'static str,
    state: &'static str,
    pincode: u32,
    (lat, lng): (i64, i64),
    quarters: &'static [&'static str],
) -> City {
    City { name, state, pincode, lat, lng, quarters }
}

/// As likely as the number says.
pub(super) const CITIES: &[(u64, &City)] = &[
    (22, &BENGALURU),
    (18, &MUMBAI),
    (16, &DELHI),
    (11, &CHENNAI),
    (11, &HYDERABAD),
    (9, &PUNE),
    (6, &KOLKATA),
    (4, &AHMEDABAD),
    (3, &KOCHI),
    (3, &JAIPUR),
    (3, &MYSURU),
    (2, &LUCKNOW),
    (2, &CHANDIGARH),
    (1, &PANAJI),
];

static BENGALURU: City = city(
    "Bengaluru",
    "Karnataka",
    560,
    (12_971_600, 77_594_600),
    &[
        "Indiranagar",
        "Koramangala",
        "HSR Layout",
        "Jayanagar",
        "Malleshwaram",
        "Whitefield",
        "Rajajinagar",
        "BTM Layout",
    ],
);
static MUMBAI: City = city(
    "Mumbai",
    "Maharashtra",
    400,
    (19_076_000, 72_877_700),
    &["Andheri West", "Bandra East", "Powai", "Dadar", "Borivali West", "Chembur", "Mulund West", "Malad West"],
);
static DELHI: City = city(
    "New Delhi",
    "Delhi",
    110,
    (28_613_900, 77_209_000),
    &["Lajpat Nagar", "Dwarka Sector 12", "Rohini Sector 7", "Saket", "Karol Bagh", "Mayur Vihar Phase 1", "Janakpuri"],
);
static CHENNAI: City = city(
    "Chennai",
    "Tamil Nadu",
    600,
    (13_082_700, 80_270_700),
    &["T. Nagar", "Adyar", "Velachery", "Anna Nagar", "Mylapore", "Tambaram", "Porur"],
);
static HYDERABAD: City = city(
    "Hyderabad",
    "Telangana",
    500,
    (17_385_000, 78_486_700),
    &["Madhapur", "Kukatpally", "Gachibowli", "Banjara Hills", "Secunderabad", "Miyapur", "Dilsukhnagar"],
);
static PUNE: City = city(
    "Pune",
    "Maharashtra",
    411,
    (18_520_400, 73_856_700),
    &["Kothrud", "Baner", "Viman Nagar", "Aundh", "Hadapsar", "Wakad", "Deccan Gymkhana"],
);
static KOLKATA: City = city(
    "Kolkata",
    "West Bengal",
    700,
    (22_572_600, 88_363_900),
    &["Salt Lake Sector 3", "Ballygunge", "New Town", "Behala", "Garia", "Dum Dum"],
);
static AHMEDABAD: City = city(
    "Ahmedabad",
    "Gujarat",
    380,
    (23_022_500, 72_571_400),
    &["Navrangpura", "Satellite", "Bopal", "Maninagar", "Vastrapur"],
);
static KOCHI: City = city(
    "Kochi",
    "Kerala",
    682,
    (9_931_200, 76_267_300),
    &["Kakkanad", "Edappally", "Panampilly Nagar", "Vyttila", "Fort Kochi"],
);
static JAIPUR: City = city(
    "Jaipur",
    "Rajasthan",
    302,
    (26_912_400, 75_787_300),
    &["Malviya Nagar", "Vaishali Nagar", "Mansarovar", "C-Scheme", "Raja Park"],
);
static MYSURU: City = city(
    "Mysuru",
    "Karnataka",
    570,
    (12_295_800, 76_639_400),
    &["Vijayanagar", "Kuvempunagar", "Gokulam", "Saraswathipuram"],
);
static LUCKNOW: City = city(
    "Lucknow",
    "Uttar Pradesh",
    226,
    (26_846_700, 80_946_200),
    &["Gomti Nagar", "Aliganj", "Hazratganj", "Indira Nagar"],
);
static CHANDIGARH: City = city(
    "Chandigarh",
    "Chandigarh",
    160,
    (30_733_300, 76_779_400),
    &["Sector 22", "Sector 35", "Sector 44", "Manimajra"],
);
static PANAJI: City =
    city("Panaji", "Goa", 403, (15_490_900, 73_827_800), &["Fontainhas", "Miramar", "Taleigão", "São Tomé"]);

/// Where somebody is served.
pub(super) struct Address {
    pub(super) street: String,
    pub(super) apartment: Option<String>,
    pub(super) pincode: String,
    pub(super) landmark: Option<String>,
    pub(super) lat: String,
    pub(super) lng: String,
}

const STREETS: &[&str] =
    &["Main Road", "3rd Cross", "Temple Street", "Station Road", "14th Main", "Lake View Road", "80 Feet Road"];
const HOUSES: &[&str] =
    &["Sai Residency", "Prestige Nest", "Green Meadows", "Shanti Apartments", "Palm Grove", "Om Sadan"];
const LANDMARKS: &[&str] = &[
    "opposite the park gate",
    "behind the post office",
    "next to the medical store",
    "near the metro station",
    "above the bakery",
    "beside the water tank",
    "opp. Hanuman mandir",
];

/// An address in `city`.
pub(super) fn address(city: &City, draw: &mut Draw) -> Address {
    let street = format!("{}, {}, {}", draw.between(1, 480), draw.pick(STREETS), draw.pick(city.quarters));
    let house = draw.pick(HOUSES);
    let flat = format!("{}-{}0{}, {house}", draw.pick(&["A", "B", "C"]), draw.between(1, 14), draw.between(1, 6));
    Address {
        street,
        apartment: draw.chance(700).then_some(flat),
        pincode: format!("{}{:03}", city.pincode, draw.between(1, 99)),
        landmark: draw.chance(400).then(|| draw.pick(LANDMARKS).to_owned()),
        lat: degrees(city.lat + draw.between(-60_000, 60_000)),
        lng: degrees(city.lng + draw.between(-60_000, 60_000)),
    }
}

fn degrees(millionths: i64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}
