"""The rows and groups at one end of a column."""

CASES = {
    "menu": [
        ("Which main course has the least calories?", "Grilled trout"),
        ("What is the most expensive vegan dish?", "Chickpea curry"),
        ("What are the two most expensive dishes?", "Grilled trout, Lasagne"),
        ("What's the difference between the most expensive and the cheapest dish?", "14.20 EUR"),
        ("Which is the third cheapest dish?", "Tomato soup, Lemon sorbet"),
    ],
    "staff": [
        ("Who has the fewest days of leave?", "Eva Lind"),
        ("Who earns the most?", "Gita Rao"),
        ("Who is the best paid employee in Sales?", "Clara Diaz"),
        ("Who has the second most leave?", "Anna Berg"),
    ],
    "hotels": [
        ("Which hotel has the best rating?", "Grand Imperial"),
        ("Which hotel has the lowest rating?", "Dorint"),
        ("What's the smallest hotel?", "Flora"),
        ("Which hotel is the most expensive in Lyon?", "Bellevue"),
        ("What does the cheapest hotel cost?", "87,50 €"),
        ("How much is the cheapest hotel in Vienna?", "189,00 €"),
        ("What is the rating of the oldest hotel?", "4.9"),
        ("How many rooms does the newest hotel have?", "45"),
        ("In which city is the smallest hotel?", "Porto"),
        ("Which hotel has the most rooms in Lyon?", "Europa"),
    ],
    "library books": [
        ("Which book is the longest?", "Bread and Iron"),
        ("Which is the shortest German book?", "Small Machines"),
        ("What is the oldest book?", "Bread and Iron"),
        ("What is the newest novel?", "The Glass Orchard"),
    ],
    "peaks": [
        ("Which mountain was climbed first?", "Tolm"),
        ("What is the difference in height between the highest and the lowest mountain?", "2,793 m"),
        ("What is the second highest mountain?", "Skarn"),
    ],
    "courses": [
        ("Which course costs the most?", "Pottery"),
        ("What is the dearest course?", "Pottery"),
        ("Which two courses are the most expensive?", "Pottery, Screen printing"),
        ("What is the cheapest course on Monday?", "Calligraphy"),
    ],
    "flats": [
        ("Which is the biggest flat?", "3L"),
    ],
    "marathon": [
        ("Who was the fastest?", "Ayo Bell"),
        ("Who is the youngest?", "Nils Aas"),
        ("Who are the three fastest runners?", "Ayo Bell, Nils Aas, Ana Vidal"),
        ("What was the slowest time?", "163.4 min"),
    ],
    "league": [
        ("Who scored the most goals?", "Harbour FC"),
        ("Which three teams have the most goals?", "Harbour FC, Millbrook, Castle United"),
        ("Which team scored the fewest goals?", "Riverside"),
    ],
    "stock": [
        ("What is the heaviest item?", "Wheelbarrow"),
        ("What is the most expensive thing from Bolt & Co?", "Chisel set"),
        ("Which is the cheapest item that is not discontinued?", "Claw hammer"),
    ],
    "shelter": [
        ("Which animal is the lightest?", "Pip"),
    ],
    "countries": [
        ("Which is the smallest country by area?", "Estonia"),
    ],
    "weather week 23": [
        ("Which day had the strongest wind?", "Wednesday"),
    ],
    "phones": [
        ("Which brand has the most expensive phone?", "Lumo"),
        ("What is the cheapest phone with 5G?", "Nova 5"),
        ("How much storage does the cheapest phone have?", "32 GB"),
    ],
    "classes": [
        ("Which class has the second most pupils?", "6b"),
    ],
    "ten k": [
        ("Who was the fastest woman?", "Nora Vell"),
        ("Who came second?", "Nora Vell"),
    ],
    "instruments": [
        ("Which is the oldest cello?", "V2 Cello 4/4"),
        ("Which is the most valuable instrument?", "V2 Cello 4/4"),
    ],
    "bridges": [
        ("Which is the longest bridge over the Orla?", "Anker Bridge"),
    ],
    "animals": [
        ("Which animal has been in the shelter the longest?", "Balto"),
        ("Which dog arrived last?", "Rufus"),
        ("What is the oldest male dog?", "Rufus"),
    ],
    "lake swim": [
        ("Who came third?", "Jana Frei"),
    ],
    "triathlon": [
        ("Who won?", "Mika Orr"),
        ("Which athlete came fourth?", "Rosa Pinto"),
    ],
    "boats": [
        ("Which boat is the most expensive?", 'B-03 Eight "Albatross"'),
    ],
    "lakes": [
        ("Which is the deepest lake in the North?", "Boll Lake"),
    ],
    "sprint": [
        ("Which was the fastest men's crew?", "Costa/Dahl"),
    ],
    "halls": [
        ("Which hall in the Old Town is the largest?", "Alder Hall"),
    ],
    "harbour lines": [
        ("Which line has been cancelled the most often?", "Long Firth"),
        ("Which line has gone the longest since its first run?", "Long Firth"),
    ],
    "kennel": [
        ("Which hound has been living here the longest?", "Rolo"),
    ],
    "lakeside cottages": [
        ("Which 3-bedroom cottage is the cheapest?", "Otter"),
    ],
    "allotments": [
        ("Who has held a plot the longest?", "Cy Duarte"),
    ],
    "wind parks": [
        ("Name the three smallest parks by capacity.", "Mühlberg, Torfheide, Kliffkante"),
        ("Apart from the offshore ones, which park is the newest?", "Langer Acker"),
    ],
    "parcels": [
        ("Which parcel to Oslo was the most expensive?", "PX-1044"),
    ],
    "allergy clinic": [
        ("Which doctor sees the most patients?", "Dr Fabri"),
        ("Who charges the least for a visit?", "Dr Fabri"),
        ("Who has worked at the clinic the longest?", "Dr Dahl"),
    ],
}
