"""Rows counted: all, those that meet conditions, by groups, and their share of others."""

CASES = {
    "menu": [
        ("How many of the dishes are vegan?", "6"),
        ("Count the vegan dishes.", "6"),
        ("What's the number of starters?", "2"),
        ("How many dishes cost exactly 4.50?", "2"),
        ("How many dishes are in each category?", "Starter: 2, Main course: 4, Dessert: 2, Drink: 2"),
        ("How many non-vegan dishes are there?", "4"),
        ("How many dishes cost more than the Lasagne?", "1"),
        ("How many dishes cost more than average?", "4"),
        ("How many dishes are priced between 4 and 6 euros?", "3"),
        ("What fraction of drinks are vegan?", "100 %"),
        ("What is the total number of vegan dishes?", "6"),
        ("How many dishes don't have more than 200 kcal?", "4"),
        ("How many dishes have over 500 calories?", "3"),
    ],
    "staff": [
        ("How many staff members are in Engineering?", "2"),
        ("How many people are employed in Finance?", "2"),
        ("How many employees earn over $70k?", "2"),
        ("How many people joined between 2018 and 2020?", "3"),
        ("How many people joined since 2020?", "3"),
        ("What share of employees works remotely?", "42.86 %"),
        ("How many employees joined in 2019 or later?", "4"),
        ("How many employees are not in Sales?", "5"),
        ("How many remote workers are in Finance?", "1"),
    ],
    "hotels": [
        ("How many hotels have both a gym and parking?", "2"),
        ("How many hotels opened in the 1990s?", "1"),
        ("How many hotels have 100 rooms or more?", "4"),
        ("How many hotels have a rating below 4?", "1"),
        ("How many hotels are there in Lyon and Graz?", "3"),
        ("How many hotels have more rooms than the Adler?", "3"),
        ("What percentage of hotels have parking?", "57.14 %"),
    ],
    "expenses 2024": [
        ("How many expenses are there in the Travel category?", "3"),
        ("How many expenses were there in March?", "2"),
        ("How many different categories are there?", "4"),
    ],
    "library books": [
        ("How many books are in the library list?", "7"),
        ("How many novels are there?", "2"),
        ("Which author has written the most books?", "Ines Alder, Paul Okafor"),
        ("How many languages are there?", "3"),
        ("Which genre has the most books?", "Novel, History"),
    ],
    "peaks": [
        ("How many peaks are in Italy?", "2"),
        ("How many mountains are at least 2500 m high?", "4"),
    ],
    "fleet": [
        ("How many electric vehicles are there?", "2"),
        ("How many vehicles run on diesel?", "2"),
        ("How many types of vehicles are there?", "3"),
        ("How many vehicles of each type are there?", "van: 2, car: 3, minibus: 1"),
        ("How many vans are diesel?", "1"),
        ("How many cars were bought in 2019?", "1"),
    ],
    "courses": [
        ("How many courses are free of charge?", "1"),
    ],
    "visitors": [
        ("How many months had more than 300 children?", "4"),
    ],
    "flats": [
        ("How many flats are there in the house?", "6"),
        ("How many flats have no tenant?", "1"),
    ],
    "marathon": [
        ("How many runners are from Norway?", "2"),
        ("How many runners are younger than 28?", "3"),
    ],
    "league": [
        ("How many teams have fewer than 10 points?", "2"),
        ("How many teams are there?", "6"),
    ],
    "stock": [
        ("How many items come from Voltex?", "3"),
        ("How many items are kept in the yard?", "2"),
        ("How many items weigh more than a kilogram?", "6"),
    ],
    "loan desk": [
        ("How many tools are on the list?", "2"),
    ],
    "shelter": [
        ("How many of the cats are vaccinated?", "2"),
        ("How many animals have arrived since March 2024?", "4"),
    ],
    "countries": [
        ("How many countries use the euro?", "3"),
    ],
    "invoices": [
        ("How many invoices are unpaid?", "3"),
        ("How many invoices have a VAT of 20%?", "4"),
    ],
    "classes": [
        ("How many languages are taught?", "3"),
    ],
    "nutrition": [
        ("How many foods have less than 1 g of fat?", "3"),
        ("How many foods are there in the group legumes?", "2"),
    ],
    "ten k": [
        ("How many women finished?", "3"),
        ("How many women are there?", "3"),
        ("How many runners did not finish?", "1"),
    ],
    "instruments": [
        ("How many cellos are there?", "3"),
        ("How many instruments are hired out?", "3"),
        ("How many instruments were made by Sato?", "2"),
        ("How many cellos are hired out?", "1"),
    ],
    "bridges": [
        ("How many bridges cross the Orla?", "3"),
        ("How many bridges charge a toll?", "3"),
    ],
    "animals": [
        ("How many female animals are there?", "3"),
        ("How many of the animals are male?", "3"),
        ("How many animals arrived in 2023?", "2"),
        ("How many female dogs are there?", "1"),
    ],
    "lake swim": [
        ("How many men were in the race?", "3"),
    ],
    "car parks": [
        ("How many car parks charge no fee?", "2"),
    ],
    "triathlon": [
        ("How many athletes finished in less than 2 hours 10 minutes?", "3"),
        ("How many athletes finished?", "5"),
    ],
    "members": [
        ("How many men play chess?", "1"),
        ("How many members joined before 2015?", "2"),
        ("How many members are female and have a licence?", "2"),
    ],
    "lakes": [
        ("How many lakes are deeper than 50 metres?", "2"),
    ],
    "paintings": [
        ("How many paintings are by Lund?", "2"),
    ],
    "trails": [
        ("How many trails run through the Lower Valley?", "2"),
    ],
    "market": [
        ("How many holders have not paid a deposit?", "2"),
    ],
    "lots": [
        ("How many coins are silver?", "2"),
        ("How many coins come from England?", "2"),
    ],
    "halls": [
        ("How many halls have a cleaning charge?", "2"),
    ],
    "towers": [
        ("How many towers stand in Aldham?", "2"),
    ],
    "harbour lines": [
        ("How many lines cost less than £5 per person?", "2"),
        ("How many lines started after 1 January 1990?", "3"),
        ("How many lines are there from the harbour?", "6"),
    ],
    "kennel": [
        ("How many dogs cost more than €8 a day?", "3"),
        ("How many dogs came in after 2022?", "2"),
    ],
    "lakeside cottages": [
        ("How many two-bedroom cottages are there?", "1"),
    ],
    "spring workshops": [
        ("How many workshops are sold out?", "1"),
        ("How many workshops are not full?", "4"),
    ],
    "wind parks": [
        ("How many parks have at least 20 turbines?", "4"),
    ],
    "parcels": [
        ("How many parcels went to Vienna?", "3"),
        ("How many parcels over 5 kg were insured?", "4"),
        ("How many parcels have not been delivered yet?", "3"),
        ("How many shipments were sent before 10 March?", "4"),
        ("What share of the parcels was insured?", "55.56 %"),
    ],
    "greenhouse sensors": [
        ("How many sensors take twelve readings an hour?", "4"),
    ],
    "allergy clinic": [
        ("How many doctors work at the clinic?", "6"),
        ("What is the most common speciality?", "Allergies, Skin"),
    ],
}
