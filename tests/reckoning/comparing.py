"""Rows and groups compared: which is more, is it more, by how much."""

CASES = {
    "menu": [
        ("Which dish is cheaper: the Lasagne or the trout?", "Lasagne"),
        ("Is Tiramisu more expensive than Lemon sorbet?", "Yes"),
        ("By how much is the lasagne cheaper than the trout?", "3.90 EUR"),
        ("Are there more starters than desserts?", "No"),
        ("Are the tomato soup and the lemon sorbet the same price?", "Yes"),
    ],
    "staff": [
        ("Who joined later, Eva or Finn?", "Eva Lind"),
        ("Did Ben join before Clara?", "Yes"),
        ("How many days more leave does Gita have than Anna?", "2 days"),
        ("How much less does Ben earn than Clara?", "$3,750"),
    ],
    "hotels": [
        ("How many years older is the Grand Imperial than the Adler?", "96 years"),
        ("Which hotel has more rooms, the Europa or the Adler?", "Europa"),
        ("What's the gap in price between Corona and Adler?", "21,00 €"),
        ("How much more expensive is the Corona than the Adler?", "21,00 €"),
        ("Do hotels in Vienna cost more on average than hotels in Lyon?", "Yes"),
        ("Does Vienna have more hotels than Lyon?", "Yes"),
    ],
    "expenses 2024": [
        ("Did Mona pay more than Karl in total?", "No"),
    ],
    "library books": [
        ("Is Quiet Water longer than Small Machines?", "Yes"),
        ("How many more pages does The Salt Road have than North of Here?", "36"),
    ],
    "peaks": [
        ("Is Skarn higher than Veyra?", "No"),
        ("How much higher is Veyra than Skarn?", "568 m"),
        ("Which is taller, Mondo or Tolm?", "Mondo"),
    ],
    "fleet": [
        ("Does the Brisa have more seats than the Ember?", "Yes"),
        ("Do the Brisa and the Corvo have the same number of seats?", "Yes"),
    ],
    "visitors": [
        ("Were there more adults in July than in August?", "No"),
        ("How many more children came in August than in April?", "462"),
        ("Did May bring higher takings than April?", "Yes"),
        ("Did more children come in July or in August?", "August"),
    ],
    "flats": [
        ("Is the rent of 2L higher than the rent of 1L?", "Yes"),
    ],
    "sales 2023": [
        ("Did the North sell more units than the South?", "Yes"),
        ("How much more revenue did the North have than the South in total?", "29,000"),
    ],
    "marathon": [
        ("How much older is Tim Ross than Nils Aas?", "19"),
    ],
    "league": [
        ("Who has more points, Northgate or Eastfield?", "Northgate"),
    ],
    "stock": [
        ("Is the ladder heavier than the wheelbarrow?", "No"),
        ("What is the price difference between the hand saw and the claw hammer?", "5.51 £"),
    ],
    "countries": [
        ("Does Norway have a larger area than Finland?", "Yes"),
    ],
    "weather week 23": [
        ("Was it windier on Monday than on Friday?", "Yes"),
    ],
    "invoices": [
        ("Is the net amount of 2024-001 higher than that of 2024-005?", "Yes"),
    ],
    "nutrition": [
        ("How much more fat does butter have than almonds?", "31.2 g"),
    ],
    "ten k": [
        ("Did Ruth Adeyo run faster than Tom Ekholm?", "No"),
    ],
    "bridges": [
        ("Is the Birk Bridge newer than the Crown Bridge?", "Yes"),
        ("How many years after the Anker Bridge was the Birk Bridge opened?", "33 years"),
    ],
    "car parks": [
        ("Is the Station bigger than the Opera?", "Yes"),
    ],
    "tools": [
        ("Is the mitre saw dearer than the sander?", "Yes"),
    ],
    "triathlon": [
        ("How many minutes slower was Rosa Pinto than Jo Banks?", "13:18"),
    ],
    "lakes": [
        ("Is Dunn Lake shallower than Corr Lake?", "No"),
    ],
    "trails": [
        ("Is the Brook Trail shorter than the Falls Trail?", "No"),
    ],
    "towers": [
        ("How many years after the Moor Tower was the Water Tower built?", "27 years"),
    ],
    "harbour lines": [
        ("How much longer does it take to sail Long Firth than Seal Race?", "2 h 40 min"),
    ],
    "lakeside cottages": [
        ("How many square metres bigger is Marten than Badger?", "84 m²"),
    ],
    "wind parks": [
        ("How much taller are the hubs at Langer Acker than at Kliffkante?", "69 m"),
    ],
    "greenhouse sensors": [
        ("By how many degrees is S-05 warmer than S-08?", "8.9 °C"),
    ],
    "allergy clinic": [
        ("How much more does a visit to Dr Dahl cost than one to Dr Ahlers?", "30 €"),
    ],
}
