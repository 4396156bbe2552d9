//! Names as they are given in India, in several languages and scripts. Any likeness is chance.

use super::random::Draw;

/// A name as its bearer writes it and, where that isn't in plain Latin letters, how an address spells it: `José|jose`.
type Name = &'static str;

fn written(name: Name) -> &'static str {
    name.split_once('|').map_or(name, |(written, _)| written)
}

fn plain(name: Name) -> &'static str {
    name.split_once('|').map_or(name, |(_, plain)| plain)
}

/// Given and family names that go together.
struct Pool {
    given: &'static [Name],
    family: &'static [Name],
}

static HINDI: Pool = Pool {
    given: &[
        "Aarav", "Priya", "Rohit", "Neha", "Vikas", "Pooja", "Amit", "Shalini", "Manish", "Ritu", "Deepak", "Kavita",
        "Sandeep", "Anjali", "Gaurav", "Nisha",
    ],
    family: &[
        "Sharma", "Verma", "Gupta", "Mishra", "Yadav", "Agarwal", "Singh", "Tiwari", "Chauhan", "Saxena", "Pandey",
        "Jain",
    ],
};
static KANNADA: Pool = Pool {
    given: &[
        "Manjunath",
        "Sowmya",
        "Raghavendra",
        "Chaitra",
        "Basavaraj",
        "Rashmi",
        "Girish",
        "Vidya",
        "Nagaraj",
        "Shwetha",
        "Prashanth",
        "Roopa",
    ],
    family: &["Gowda", "Hegde", "Shetty", "Bhat", "Kulkarni", "Patil", "Rao", "Murthy", "Naik", "Acharya"],
};
static TAMIL: Pool = Pool {
    given: &[
        "Karthik",
        "Lakshmi",
        "Senthil",
        "Meenakshi",
        "Arun",
        "Kavitha",
        "Saravanan",
        "Divya",
        "Murugan",
        "Revathi",
        "Vignesh",
        "Janani",
    ],
    family: &[
        "Subramanian",
        "Iyer",
        "Rajendran",
        "Natarajan",
        "Murugesan",
        "Krishnan",
        "Pillai",
        "Sundaram",
        "Venkatesan",
    ],
};
static TELUGU: Pool = Pool {
    given: &[
        "Srinivas",
        "Sravani",
        "Venkatesh",
        "Swathi",
        "Ramesh",
        "Lavanya",
        "Harish",
        "Keerthi",
        "Naveen",
        "Bhavani",
    ],
    family: &["Reddy", "Naidu", "Chowdary", "Raju", "Varma", "Sastry", "Prasad", "Goud"],
};
static MALAYALAM: Pool = Pool {
    given: &["Anoop", "Aswathy", "Vishnu", "Sreeja", "Rahul", "Anju", "Jithin", "Neethu"],
    family: &["Nair", "Menon", "Kurian", "Varghese", "Panicker", "Thomas", "Namboothiri"],
};
static BENGALI: Pool = Pool {
    given: &["Arnab", "Moumita", "Subhajit", "Ananya", "Debasish", "Sreyoshi", "Sourav", "Tanusree"],
    family: &["Banerjee", "Chatterjee", "Das", "Ghosh", "Bose", "Sengupta", "Mondal", "Roy"],
};
static WESTERN: Pool = Pool {
    given: &[
        "Sagar", "Snehal", "Nilesh", "Ashwini", "Tejas", "Mrunal", "Jignesh", "Hetal", "Bhavesh", "Komal", "Parth",
        "Krupa",
    ],
    family: &["Deshmukh", "Joshi", "Pawar", "Shinde", "Kulkarni", "Patel", "Shah", "Desai", "Mehta", "Solanki"],
};
static PUNJABI: Pool = Pool {
    given: &["Harpreet", "Gurleen", "Jaspreet", "Simran", "Manpreet", "Navjot", "Amrit", "Kiran"],
    family: &["Kaur", "Singh", "Gill", "Sandhu", "Bedi", "Dhillon", "Ahluwalia"],
};
static MUSLIM: Pool = Pool {
    given: &["Imran", "Ayesha", "Farhan", "Sana", "Salman", "Zainab", "Irfan", "Nazia", "Arif", "Rukhsar"],
    family: &["Khan", "Shaikh", "Ansari", "Qureshi", "Siddiqui", "Syed", "Pathan", "Mirza"],
};
static GOAN: Pool = Pool {
    given: &[
        "José|jose",
        "Zoë|zoe",
        "André|andre",
        "Conceição|conceicao",
        "Aloísio|aloisio",
        "Inês|ines",
        "Savio",
        "Melissa",
    ],
    family: &[
        "Fernandes",
        "D’Souza|dsouza",
        "Araújo|araujo",
        "Pereira",
        "Gonçalves|goncalves",
        "Falcão|falcao",
        "Lobo",
    ],
};
static DEVANAGARI: Pool = Pool {
    given: &[
        "सुनीता|sunita",
        "राकेश|rakesh",
        "अंजलि|anjali",
        "विवेक|vivek",
        "श्रुति|shruti",
        "संजय|sanjay",
        "प्राजक्ता|prajakta",
        "अनिकेत|aniket",
    ],
    family: &["शर्मा|sharma", "मिश्रा|mishra", "जोशी|joshi", "देशपांडे|deshpande", "यादव|yadav", "चौधरी|chaudhary"],
};
static KANNADA_SCRIPT: Pool = Pool {
    given: &[
        "ಮಂಜುನಾಥ್|manjunath",
        "ಸೌಮ್ಯ|sowmya",
        "ರಾಘವೇಂದ್ರ|raghavendra",
        "ಚೈತ್ರಾ|chaitra",
        "ಬಸವರಾಜ|basavaraj",
        "ಶ್ವೇತಾ|shwetha",
    ],
    family: &["ಗೌಡ|gowda", "ಹೆಗಡೆ|hegde", "ಶೆಟ್ಟಿ|shetty", "ಪಾಟೀಲ|patil", "ಮೂರ್ತಿ|murthy"],
};
static TAMIL_SCRIPT: Pool = Pool {
    given: &["கார்த்திக்|karthik", "லட்சுமி|lakshmi", "செந்தில்|senthil", "மீனாட்சி|meenakshi", "முருகன்|murugan", "திவ்யா|divya"],
    family: &["சுப்பிரமணியன்|subramanian", "ராஜேந்திரன்|rajendran", "கிருஷ்ணன்|krishnan"],
};

static POOLS: &[(u64, &Pool)] = &[
    (230, &HINDI),
    (140, &KANNADA),
    (120, &TAMIL),
    (90, &TELUGU),
    (60, &MALAYALAM),
    (80, &BENGALI),
    (120, &WESTERN),
    (40, &PUNJABI),
    (70, &MUSLIM),
    (15, &GOAN),
    (18, &DEVANAGARI),
    (9, &KANNADA_SCRIPT),
    (8, &TAMIL_SCRIPT),
];

/// Somebody with a name.
pub(super) struct Person {
    given: Name,
    family: Name,
}

impl Person {
    pub(super) fn new(draw: &mut Draw) -> Self {
        let pool = draw.weighted(POOLS);
        Self { given: draw.pick(pool.given), family: draw.pick(pool.family) }
    }

    pub(super) fn name(&self) -> String {
        format!("{} {}", written(self.given), written(self.family))
    }

    /// The given name in capital Latin letters, as codes to share begin.
    pub(super) fn code(&self) -> String {
        plain(self.given).to_ascii_uppercase()
    }

    /// An address under a domain that never has mail; `number` keeps it apart from others' addresses.
    pub(super) fn email(&self, number: u64, draw: &mut Draw) -> String {
        let domain = draw.pick(&["mailbox.example", "inbox.example", "post.example", "webmail.example"]);
        format!("{}.{}{number}@{domain}", plain(self.given), plain(self.family)).to_ascii_lowercase()
    }
}

/// A number under +91 50, which no network has: nobody real can be rung up.
pub(super) fn phone(number: u64) -> String {
    format!("+9150{:08}", number.wrapping_mul(48_271).wrapping_add(31_415_926) % 100_000_000)
}

/// A business that a family of that name may run.
pub(super) fn business(trades: &[&str], draw: &mut Draw) -> String {
    const BLESSINGS: &[&str] =
        &["Sri Lakshmi", "Sai", "Om", "Shree Ganesh", "Al-Noor", "St. Mary’s", "New Bharat", "Royal", "Quick"];
    let trade = draw.pick(trades);
    if draw.chance(450) {
        return format!("{} {trade}", draw.pick(BLESSINGS));
    }
    let person = Person::new(draw);
    let tail = draw.pick(&["", "", " & Sons", " & Co.", " Pvt Ltd"]);
    format!("{} {trade}{tail}", written(person.family))
}
