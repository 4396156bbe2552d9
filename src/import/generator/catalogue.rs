//! What vendors offer, and for how much.

/// A line of business.
pub(super) struct Category {
    pub(super) name: &'static str,
    /// What such businesses call themselves.
    pub(super) trades: &'static [&'static str],
    pub(super) offers: &'static [Offer],
}

/// One service and its usual price.
pub(super) struct Offer {
    pub(super) name: &'static str,
    pub(super) subcategory: &'static str,
    pub(super) pricing: Pricing,
    /// Lowest and highest usual price: rupees for the whole work, or for an hour.
    pub(super) rupees: (i64, i64),
    pub(super) minutes: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pricing {
    Fixed,
    Hourly,
    Quote,
}

impl Pricing {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Hourly => "hourly",
            Self::Quote => "quote",
        }
    }
}

const fn offer(
    name: &'static str,
    subcategory: &'static str,
    pricing: Pricing,
    rupees: (i64, i64),
    minutes: i64,
) -> Offer {
    Offer { name, subcategory, pricing, rupees, minutes }
}

use Pricing::{Fixed, Hourly, Quote};

/// As likely as the number says. Each has at least five offers.
pub(super) static CATEGORIES: &[(u64, &Category)] = &[
    (24, &CLEANING),
    (14, &PLUMBING),
    (12, &ELECTRICAL),
    (14, &AC_REPAIR),
    (16, &SALON),
    (7, &PEST_CONTROL),
    (5, &PAINTING),
    (5, &CARPENTRY),
    (4, &PHOTOGRAPHY),
    (6, &APPLIANCES),
    (3, &MOVING),
    (4, &TUITION),
];

static CLEANING: Category = Category {
    name: "Cleaning",
    trades: &["Home Cleaning", "Cleaning Services", "Housekeeping", "Deep Clean Care"],
    offers: &[
        offer("Full home deep cleaning, 2 BHK", "Deep cleaning", Fixed, (2_800, 4_500), 300),
        offer("Kitchen deep cleaning", "Kitchen", Fixed, (1_200, 2_200), 180),
        offer("Bathroom cleaning, two bathrooms", "Bathroom", Fixed, (700, 1_100), 90),
        offer("Sofa and carpet shampooing", "Upholstery", Fixed, (600, 1_900), 120),
        offer("Maid by the hour", "Housekeeping", Hourly, (180, 300), 120),
    ],
};
static PLUMBING: Category = Category {
    name: "Plumbing",
    trades: &["Plumbing Works", "Pipe & Sanitary", "Plumbing Solutions", "Sanitary House"],
    offers: &[
        offer("Tap and leak repair", "Repairs", Fixed, (250, 600), 60),
        offer("Blocked drain clearing", "Drainage", Fixed, (500, 1_500), 90),
        offer("Overhead tank cleaning", "Tanks", Fixed, (900, 2_000), 150),
        offer("Bathroom fitting", "Installation", Quote, (2_500, 9_000), 240),
        offer("Plumber by the hour", "Repairs", Hourly, (300, 500), 60),
    ],
};
static ELECTRICAL: Category = Category {
    name: "Electrical",
    trades: &["Electricals", "Electric Works", "Power Solutions", "Electrical Services"],
    offers: &[
        offer("Fan installation", "Installation", Fixed, (200, 450), 45),
        offer("Switchboard repair", "Repairs", Fixed, (250, 700), 60),
        offer("Inverter and battery fitting", "Power backup", Fixed, (800, 1_800), 120),
        offer("House wiring", "Wiring", Quote, (8_000, 30_000), 480),
        offer("Electrician by the hour", "Repairs", Hourly, (300, 500), 60),
    ],
};
static AC_REPAIR: Category = Category {
    name: "AC Repair",
    trades: &["Cooling Services", "AC Care", "Air Conditioning", "Cool Point"],
    offers: &[
        offer("Split AC jet service", "Service", Fixed, (450, 800), 60),
        offer("Gas refill and leak check", "Repairs", Fixed, (2_200, 3_600), 90),
        offer("AC installation", "Installation", Fixed, (1_400, 2_200), 120),
        offer("AC uninstallation", "Installation", Fixed, (600, 900), 60),
        offer("PCB repair", "Repairs", Quote, (1_800, 4_500), 120),
    ],
};
static SALON: Category = Category {
    name: "Salon at Home",
    trades: &["Beauty Parlour", "Salon & Spa", "Beauty Studio", "Makeover Studio"],
    offers: &[
        offer("Haircut and styling", "Hair", Fixed, (300, 900), 60),
        offer("Facial and clean-up", "Skin", Fixed, (700, 2_200), 90),
        offer("Full body waxing", "Skin", Fixed, (900, 1_800), 120),
        offer("Bridal makeup", "Makeup", Quote, (9_000, 28_000), 240),
        offer("Mehendi by the hour", "Makeup", Hourly, (600, 1_200), 120),
    ],
};
static PEST_CONTROL: Category = Category {
    name: "Pest Control",
    trades: &["Pest Control", "Pest Solutions", "Pest Shield"],
    offers: &[
        offer("Cockroach gel treatment", "General", Fixed, (700, 1_400), 60),
        offer("Termite treatment", "Termites", Quote, (4_500, 14_000), 240),
        offer("Bed bug treatment, two visits", "General", Fixed, (1_800, 3_600), 120),
        offer("Mosquito fogging", "General", Fixed, (900, 1_800), 60),
        offer("Yearly contract, 2 BHK", "Contracts", Fixed, (3_000, 5_500), 60),
    ],
};
static PAINTING: Category = Category {
    name: "Painting",
    trades: &["Painting Contractors", "Colour World", "Painting Works"],
    offers: &[
        offer("One room repaint", "Interior", Fixed, (5_000, 9_000), 960),
        offer("Full home painting", "Interior", Quote, (18_000, 60_000), 2_880),
        offer("Waterproofing of terrace", "Waterproofing", Quote, (9_000, 35_000), 1_440),
        offer("Texture wall", "Interior", Fixed, (3_500, 8_000), 480),
        offer("Grill and gate painting", "Exterior", Fixed, (1_500, 4_000), 300),
    ],
};
static CARPENTRY: Category = Category {
    name: "Carpentry",
    trades: &["Furniture Works", "Wood Craft", "Interiors"],
    offers: &[
        offer("Door and lock repair", "Repairs", Fixed, (350, 900), 60),
        offer("Furniture assembly", "Assembly", Fixed, (500, 1_800), 120),
        offer("Modular kitchen", "Furniture", Quote, (60_000, 160_000), 2_400),
        offer("Wardrobe to measure", "Furniture", Quote, (22_000, 70_000), 1_440),
        offer("Carpenter by the hour", "Repairs", Hourly, (300, 500), 120),
    ],
};
static PHOTOGRAPHY: Category = Category {
    name: "Photography",
    trades: &["Studio", "Photography", "Digital Studio", "Films"],
    offers: &[
        offer("Passport and portrait session", "Portrait", Fixed, (800, 3_000), 60),
        offer("Birthday shoot", "Events", Fixed, (5_000, 12_000), 180),
        offer("Wedding, two days", "Weddings", Quote, (45_000, 140_000), 1_200),
        offer("Product photography by the hour", "Commercial", Hourly, (1_500, 3_500), 180),
        offer("Maternity shoot", "Portrait", Fixed, (7_000, 15_000), 150),
    ],
};
static APPLIANCES: Category = Category {
    name: "Appliance Repair",
    trades: &["Home Appliances", "Refrigeration", "Service Point", "Electronics Repair"],
    offers: &[
        offer("Washing machine repair", "Washing machines", Fixed, (450, 1_600), 90),
        offer("Fridge gas filling", "Refrigerators", Fixed, (1_800, 3_200), 120),
        offer("RO water purifier service", "Purifiers", Fixed, (400, 1_200), 60),
        offer("Microwave repair", "Kitchen", Fixed, (450, 1_500), 60),
        offer("TV panel repair", "Television", Quote, (1_500, 9_000), 120),
    ],
};
static MOVING: Category = Category {
    name: "Moving",
    trades: &["Packers & Movers", "Logistics", "Transport"],
    offers: &[
        offer("Within the city, 1 BHK", "Local", Fixed, (4_500, 9_000), 300),
        offer("Within the city, 2 BHK", "Local", Fixed, (7_500, 14_000), 420),
        offer("Between cities, 2 BHK", "Intercity", Quote, (18_000, 55_000), 1_440),
        offer("Single item by tempo", "Local", Fixed, (900, 2_200), 120),
        offer("Packing only, by the hour", "Packing", Hourly, (400, 700), 180),
    ],
};
static TUITION: Category = Category {
    name: "Tuition",
    trades: &["Tutorials", "Academy", "Classes"],
    offers: &[
        offer("Maths and science, class 8 to 10", "School", Hourly, (350, 800), 60),
        offer("JEE physics", "Entrance", Hourly, (800, 1_800), 90),
        offer("Spoken English, ten lessons", "Languages", Fixed, (2_500, 5_000), 60),
        offer("Carnatic vocal, a month", "Music", Fixed, (1_800, 3_500), 60),
        offer("Yoga at home, a month", "Fitness", Fixed, (3_000, 6_500), 60),
    ],
};
