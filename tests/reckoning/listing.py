"""Rows listed by what they must be, and whether there are any."""

CASES = {
    "menu": [
        ("Which dishes are under 5 euros?", "Tomato soup, Lemon sorbet, Espresso, Apple juice"),
        ("Name the dishes that cost more than 12 EUR.", "Lasagne, Grilled trout"),
        ("Do all drinks cost less than 5 euros?", "Yes"),
        ("Which vegan dishes cost less than 5 euros?", "Tomato soup, Lemon sorbet, Espresso, Apple juice"),
        ("Which dishes have no kcal given?", "Chickpea curry"),
        ("Does any dessert cost more than 6 euros?", "Yes"),
        ("Which dishes are cheaper than the curry?", "Tomato soup, Bruschetta, Tiramisu, Lemon sorbet, Espresso, Apple juice"),
        ("Which dishes cost €5 or less?", "Tomato soup, Lemon sorbet, Espresso, Apple juice"),
        ("Does the trout cost more than 15 euros?", "Yes"),
        ("Is the lasagne under 12 euros?", "No"),
        ("Which starters are vegan?", "Tomato soup, Bruschetta"),
    ],
    "staff": [
        ("Who was hired after 1 January 2020?", "Clara Diaz, Eva Lind, Finn Moe"),
        ("Which employees have more than 25 days of annual leave?", "Anna Berg, Dev Patel, Finn Moe, Gita Rao"),
        ("Who has at least 28 days of leave?", "Anna Berg, Dev Patel, Gita Rao"),
        ("Who earns less than Clara?", "Ben Okoro"),
        ("Which employees joined in or after 2020?", "Clara Diaz, Eva Lind, Finn Moe"),
        ("Who joined before Anna?", "Gita Rao"),
        ("List everyone who joined before 2019.", "Anna Berg, Dev Patel, Gita Rao"),
        ("Is everyone in Engineering remote?", "No"),
        ("Who has less leave than Ben?", "Eva Lind"),
    ],
    "hotels": [
        ("Which hotels are rated higher than 4.5?", "Adler, Corona, Grand Imperial"),
        ("Which hotels have neither a pool nor a gym?", "Adler, Bellevue, Dorint"),
        ("Which hotels in Vienna have a pool?", "Corona, Grand Imperial"),
        ("Which hotels have fewer than 100 rooms and cost less than 100 euros?", "Dorint, Flora"),
        ("Which hotels outside Vienna have a gym?", "Europa"),
        ("Which hotels have a rating of at least 4.4?", "Adler, Corona, Flora, Grand Imperial"),
        ("Which hotels with a sauna cost under 200 euros?", "Adler"),
        ("Which cities have a hotel with a pool?", "Vienna, Porto"),
    ],
    "expenses 2024": [
        ("Which expenses were over 100?", "Hotel in Leeds, Licence"),
        ("Which expenses were made before 1 February 2024?", "Train to Leeds, Printer paper, Team lunch"),
    ],
    "library books": [
        ("Which books are in German?", "Quiet Water, Small Machines"),
        ("Which books were published in the 1990s?", "The Salt Road"),
        ("Which books from before 1990 are there?", "Bread and Iron, A Winter Census"),
    ],
    "peaks": [
        ("Which mountains were climbed before 1850?", "Tolm, Kreuzfirst"),
        ("Which mountains in Italy are below 3000 m?", "Mondo"),
        ("Are all peaks over 1000 m?", "Yes"),
        ("Which peaks lie outside Italy?", "Tolm, Old Bess, Veyra, Kreuzfirst"),
    ],
    "fleet": [
        ("Which vehicles are not insured?", "Dune XL, Ember"),
        ("Which vehicles have at least five seats?", "Brisa, Corvo, Dune XL"),
        ("Which vehicles were bought after 2020?", "Corvo, Fjord"),
        ("Is every vehicle insured?", "No"),
        ("Which vehicles are electric or diesel?", "Alba 3, Corvo, Dune XL, Fjord"),
    ],
    "courses": [
        ("Which courses start after 18:30?", "Life drawing, Calligraphy"),
        ("Which courses begin before 6 pm?", "Pottery, Photography"),
        ("Which courses last longer than 100 minutes?", "Life drawing, Pottery, Screen printing, Photography"),
        ("Which courses have fewer than 10 places?", "Pottery, Screen printing"),
        ("Is there a course under 100 euros?", "Yes"),
    ],
    "visitors": [
        ("In which months did more than 1000 adults come?", "May, June, July, August"),
    ],
    "flats": [
        ("Which flats are larger than 60 square metres?", "1R, 2R, 3L"),
        ("Which flats have three or more rooms?", "1R, 2R, 3L"),
        ("Which leases end in 2025?", "1R, 3L"),
    ],
    "marathon": [
        ("Who did not finish?", "Lou Perrin"),
        ("Who took longer than 150 minutes?", "Kenji Sato, Tim Ross"),
        ("Who runs for Lakeside?", "Ayo Bell, Lou Perrin"),
        ("Which runners are between 25 and 30 years old?", "Kenji Sato, Ana Vidal"),
    ],
    "league": [
        ("Which teams have never won?", "Riverside"),
        ("Which teams scored between 10 and 20 goals?", "Millbrook, Castle United, Northgate"),
        ("List the teams with at least 12 points.", "Harbour FC, Millbrook, Castle United, Northgate"),
    ],
    "stock": [
        ("Which items are discontinued?", "Work lamp, Chisel set"),
        ("Which items are out of stock?", "Work lamp"),
    ],
    "shelter": [
        ("Which dogs are older than 5?", "Bruno, Otto"),
        ("Which animals arrived in 2024?", "Rolo, Bruno, Pip, Luna, Clementine"),
    ],
    "phones": [
        ("Which phones cost between $300 and $500?", "Nova 5, Aero"),
        ("Which phones came out in 2023?", "Nova 5, Titan X"),
        ("Which phones were released before 2022?", "Nova 3, Aero"),
        ("Which phones without 5G cost less than 300 dollars?", "Nova 3, Pico"),
    ],
    "invoices": [
        ("Which invoices were issued in February?", "2024-004, 2024-005"),
    ],
    "nutrition": [
        ("Which foods have between 100 and 250 calories?", "Lentils, Chickpeas, Salmon"),
    ],
    "ten k": [
        ("Which runners were faster than 45 minutes?", "Tom Ekholm, Nora Vell, Ivan Pekar"),
        ("Which runners needed more than one hour?", "Sven Aalto, Lucia Marn"),
    ],
    "instruments": [
        ("Which instruments are not hired out at the moment?", "V2 Cello 4/4, V4 Flute, V6 Cello 4/4"),
    ],
    "bridges": [
        ("Which bridges go over the Orla?", "Anker Bridge, Crown Bridge, Elm Bridge"),
        ("Which bridges do not charge a toll?", "Anker Bridge, Crown Bridge"),
    ],
    "lake swim": [
        ("Which people were slower than one hour?", "Greta Linde"),
        ("Who did not finish?", "Uwe Tamm"),
    ],
    "car parks": [
        ("Which car parks charge a fee?", "Castle, Station, Opera"),
    ],
    "triathlon": [
        ("Who finished in under two hours?", "Mika Orr"),
    ],
    "boats": [
        ("Which boats were built by Boatworks?", 'B-03 Eight "Albatross", B-04 Single scull "Gull"'),
    ],
    "lakes": [
        ("Which lakes are smaller than 20 km²?", "Aster Lake, Corr Lake"),
    ],
    "slalom": [
        ("Who was faster than 1:46?", "Ola Nyberg, Petra Koss"),
    ],
    "market": [
        ("Who has paid the deposit?", "Ewa Nowak, Li Wen"),
    ],
    "lots": [
        ("Which coins were struck before 1770?", "Thaler, Ducat"),
    ],
    "bikes": [
        ("Which bikes were made before 2018?", "F1, F3"),
    ],
    "towers": [
        ("Which towers charge no fee?", "Kirk Tower, Moor Tower"),
    ],
    "harbour lines": [
        ("Which lines cost over £10 a person?", "Long Firth, Barra Bight, Outer Holm"),
    ],
    "lakeside cottages": [
        ("Which cottages cost under 500 euros a week?", "Heron, Badger"),
    ],
    "wind parks": [
        ("Which parks produced less than 50 GWh in 2023?", "Kliffkante, Torfheide, Mühlberg"),
    ],
    "allergy clinic": [
        ("Which doctors have a rating above 4.5 and take new patients?", "Dr Ahlers, Dr Endo, Dr Fabri"),
    ],
    "fleet fuel": [
        ("Which cars are due for service before the end of 2024?", "KL-100, KL-101, KL-104"),
    ],
}
