//! What customers write in reviews, in the tone of the stars they give.

use super::random::Draw;

/// Words of one tone.
struct Tone {
    titles: &'static [&'static str],
    openings: &'static [&'static str],
    endings: &'static [&'static str],
    /// Whole reviews in other languages and mixtures.
    whole: &'static [&'static str],
}

static GOOD: Tone = Tone {
    titles: &[
        "Very good",
        "Happy with the work",
        "Recommended",
        "Paisa vasool",
        "Neat and on time",
        "Superb service",
        "👍👍",
    ],
    openings: &[
        "Booked on a Sunday and they still came on time.",
        "Second time I am calling them.",
        "Was a bit doubtful because of the low price, but no complaints.",
        "My neighbour suggested this vendor.",
        "Person was polite and knew his job.",
        "Explained everything before starting.",
        "They called half an hour before, which I liked.",
        "Good experience overall.",
    ],
    endings: &[
        "Will book again.",
        "Only the parking took some time.",
        "Gave him a small tip, he deserved it.",
        "Keep it up.",
        "Price was as shown in the app, nothing extra.",
        "My mother is also happy, and that is difficult.",
        "Thank you.",
    ],
    whole: &[
        "बहुत अच्छा काम किया, समय पर आए और सफाई से किया।",
        "Kaam ekdum mast, bhaiya time pe aaye aur sab saaf karke gaye. Full marks.",
        "ತುಂಬಾ ಚೆನ್ನಾಗಿ ಕೆಲಸ ಮಾಡಿದ್ದಾರೆ, ಸಮಯಕ್ಕೆ ಸರಿಯಾಗಿ ಬಂದರು.",
        "நல்ல வேலை, நேரத்திற்கு வந்தார்கள். நன்றி.",
        "खूप छान काम, पुन्हा नक्की बोलवू.",
        "Super work anna, romba thanks. Next time also same person please.",
    ],
};

static MIDDLING: Tone = Tone {
    titles: &["Okay okay", "Average", "Can be better", "Theek hai", "Mixed"],
    openings: &[
        "Work is fine but they came an hour late.",
        "Not bad, not great.",
        "First visit was a waste, second one was good.",
        "Result is okay for the price.",
        "Boy is new, I think, he had to call his senior three times.",
    ],
    endings: &[
        "Let us see how long it lasts.",
        "Might try someone else next time.",
        "Please train your people better.",
        "Three stars is fair.",
    ],
    whole: &[
        "काम ठीक है पर समय बहुत लगा।",
        "Kaam toh theek tha but phone pe bahut baar bolna pada.",
        "ಕೆಲಸ ಪರವಾಗಿಲ್ಲ, ಆದರೆ ತಡವಾಗಿ ಬಂದರು.",
        "வேலை பரவாயில்லை, ஆனால் தாமதம்.",
    ],
};

static BAD: Tone = Tone {
    titles: &["Waste of money", "Not happy", "Please avoid", "Very poor", "Bekaar service", "Think twice"],
    openings: &[
        "Took a half day leave for this and nobody came till evening.",
        "Only talk, no work.",
        "He was on the phone most of the time.",
        "Asked for extra money after finishing.",
        "I had to clean the whole place again after they left.",
        "Rude on the phone and rude at the door.",
    ],
    endings: &[
        "Called customer care twice, no use.",
        "Never again.",
        "One star because zero is not possible.",
        "Refund is the least they can do.",
        "I have photos if anyone wants proof.",
    ],
    whole: &[
        "बहुत खराब अनुभव, पैसे भी ज्यादा लिए और काम अधूरा छोड़ गए।",
        "Time waste, paisa waste. Do ghante late aaye aur aadha kaam karke chale gaye.",
        "ತುಂಬಾ ಕೆಟ್ಟ ಅನುಭವ, ಹಣ ವ್ಯರ್ಥ.",
        "மிகவும் மோசமான சேவை, பணம் வீண்.",
    ],
};

/// Title and body for a rating of 1 to 5 in a category; few have no body, many no title.
pub(super) fn write(rating: u64, category: &str, draw: &mut Draw) -> (Option<&'static str>, Option<String>) {
    let tone = match rating {
        1 | 2 => &BAD,
        3 => &MIDDLING,
        _ => &GOOD,
    };
    let title = draw.chance(600).then(|| draw.pick(tone.titles));
    let body = match draw.below(100) {
        0..6 => None,
        6..18 => Some(draw.pick(tone.whole).to_owned()),
        18..60 => Some(format!("{} {}", draw.pick(tone.openings), draw.pick(details(category, rating)))),
        _ => {
            let (opening, detail) = (draw.pick(tone.openings), draw.pick(details(category, rating)));
            Some(format!("{opening} {detail} {}", draw.pick(tone.endings)))
        }
    };
    (title, body)
}

/// What is said about the work itself.
fn details(category: &str, rating: u64) -> &'static [&'static str] {
    let (good, bad): (&[&str], &[&str]) = match category {
        "Cleaning" => (
            &[
                "Even the exhaust fan and behind the stove are clean now.",
                "Tiles look new.",
                "Bathroom stains of years are gone.",
            ],
            &[
                "Corners were not touched.",
                "They used one cloth for kitchen and bathroom.",
                "Fans were left with dust.",
            ],
        ),
        "Plumbing" => (
            &["Leak is gone and he checked the other taps also.", "Drain is clear, water goes in seconds."],
            &["Leak came back the same night.", "He cut the wrong pipe and then asked money for a new one."],
        ),
        "Electrical" => (
            &["Wiring is neat and he labelled the switches.", "All five fans up in two hours."],
            &["MCB trips every evening since then.", "Loose wires left hanging from the board."],
        ),
        "AC Repair" => (
            &["Cooling is like new.", "Showed me the dirt that came out, unbelievable."],
            &[
                "Cooling same as before.",
                "Said gas is low, another person says it was full.",
                "Water drips on the bed now.",
            ],
        ),
        "Salon at Home" => (
            &["Disposable sheets, own mat, all hygienic.", "Haircut exactly as in the photo."],
            &["Skin got rashes after the facial.", "Wax was burning hot and she only laughed."],
        ),
        "Pest Control" => (
            &["Not one cockroach since two weeks.", "Hardly any smell."],
            &["Cockroaches are back with family.", "Only sprayed in the middle of the room."],
        ),
        "Photography" => (
            &["Album came in ten days and everyone is crying happily.", "Candid shots are lovely."],
            &["Half the guests are cut off at the head.", "Three months and still no album."],
        ),
        "Moving" => (
            &["Not a single glass broke.", "Packed a whole house before lunch."],
            &["Fridge door has a dent and they deny it.", "One carton is missing till today."],
        ),
        "Tuition" => (
            &["Daughter has started to like maths.", "Patient teacher, regular tests."],
            &["Missed three classes out of eight.", "He reads from the guide book only."],
        ),
        _ => (
            &["Finishing is good.", "Working perfectly since then.", "Quality material was used."],
            &[
                "Same problem again after two days.",
                "Finishing is very poor.",
                "Had to call another person to repair the repair.",
            ],
        ),
    };
    if rating >= 3 { good } else { bad }
}
