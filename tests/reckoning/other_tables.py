"""A third batch of tables and questions, in other people's wording."""

from tests.reckoning.tables import table_from

FLATS = table_from(
    """Flat,Tenant,Rooms,Size (m²),Monthly rent,Floor,Balcony,Lease ends
1L,Brook,2,54,"€ 780,00",1,yes,31 March 2026
1R,Haddad,3,61,"€ 860,00",1,no,30 June 2025
2L,Ortiz,2,54,"€ 795,50",2,yes,31 December 2027
2R,Falk,3,63,"€ 890,00",2,yes,
3L,Brandt,4,92,"€ 1.240,00",3,yes,30 September 2025
3R,,1,38,"€ 540,00",3,no,
""",
    "flats.docx",
    "House Elm Street 4 flats and tenants",
)
FLAT_QUESTIONS = [
    ("How many flats are there in the house?", "6"),
    ("How many flats have a balcony?", "4"),
    ("Which flats do not have a balcony?", "1R, 3R"),
    ("Which is the biggest flat?", "3L"),
    ("What is the smallest flat?", "3R"),
    ("How much rent do we get each month in total?", "€5.105,50"),
    ("What is the total monthly rent?", "€5.105,50"),
    ("What's the total rent of the flats on floor 2?", "€1.685,50"),
    ("Which flats are larger than 60 square metres?", "1R, 2R, 3L"),
    ("Which flats have three or more rooms?", "1R, 2R, 3L"),
    ("How many flats are on the third floor?", None),
    ("Which leases end in 2025?", "1R, 3L"),
    ("Which flat has the highest rent?", "3L"),
    ("Who pays the lowest rent?", None),
    ("Which flats cost less than 800 euros?", "1L, 2L, 3R"),
    ("What is the average size of the flats with a balcony?", "65.75 m²"),
    ("How many flats have no tenant?", "1"),
    ("Does Haddad pay more than Falk?", "No"),
    ("How much more does Falk pay than Brook?", "€110,00"),
    ("How many rooms are there altogether?", "15"),
    ("What does the flat of Ortiz cost?", None),
    ("Which flat has the most rooms?", "3L"),
    ("Is the rent of 2L higher than the rent of 1L?", "Yes"),
    ("Are there any flats under 600 euros?", "Yes"),
    ("How many pets live in the house?", None),
]

SALES = table_from(
    """Region;Product;Quarter;Units;Revenue
North;Kayak;Q1;120;36,000
North;Paddle;Q1;340;8,500
South;Kayak;Q1;95;28,500
South;Paddle;Q1;410;10,250
North;Kayak;Q2;150;45,000
North;Paddle;Q2;380;9,500
South;Kayak;Q2;80;24,000
South;Paddle;Q2;290;7,250
""",
    "sales-2023.csv",
    "sales 2023",
)
SALE_QUESTIONS = [
    ("What was the total revenue?", "169,000"),
    ("What was the revenue in the North?", None),
    ("What was the total revenue in the North?", "99,000"),
    ("How many kayaks were sold in Q1?", "215"),
    ("How many units were sold in total?", "1865"),
    ("How many units of kayaks were sold in Q1?", "215"),
    ("Which region had the higher revenue?", None),
    ("Which region had the highest total revenue?", "North"),
    ("Which product brought the most revenue?", "Kayak"),
    ("Did the North sell more units than the South?", "Yes"),
    ("How much more revenue did the North have than the South in total?", "29,000"),
    ("What is the average revenue per quarter?", None),
    ("What were the total units per region?", "North: 990, South: 875"),
    ("What is the total revenue for each product?", "Kayak: 133,500, Paddle: 35,500"),
    ("How many regions are there?", "2"),
    ("What was the total revenue of paddles in the South?", "17,500"),
    ("How many paddles were sold in the South in Q2?", "290"),
    ("What was the highest revenue?", "45,000"),
    ("Which quarter had the most units?", "Q1"),
]

RACE = table_from(
    """Runner|Country|Age|Club|Time (min)|Finished
Ayo Bell|Kenya|24|Lakeside|142.5|yes
Marta Rune|Norway|31|Fjell|149.0|yes
Kenji Sato|Japan|28|-|151.2|yes
Lou Perrin|France|35|Lakeside|-|no
Ana Vidal|Spain|27|Sierra|147.8|yes
Tim Ross|Canada|41|Maple|163.4|yes
Nils Aas|Norway|22|Fjell|145.1|yes
""",
    "marathon.html",
    "Spring marathon results, runners",
)
RACE_QUESTIONS = [
    ("How many runners finished?", "6"),
    ("Who did not finish?", "Lou Perrin"),
    ("Which runners did not finish?", "Lou Perrin"),
    ("Who was the fastest?", "Ayo Bell"),
    ("Who had the best time?", None),
    ("Who is the oldest runner?", "Tim Ross"),
    ("Who is the youngest?", "Nils Aas"),
    ("How many runners are from Norway?", "2"),
    ("Which runners are over 30?", "Marta Rune, Lou Perrin, Tim Ross"),
    ("What is the average age of the runners?", "29.71"),
    ("Who took longer than 150 minutes?", "Kenji Sato, Tim Ross"),
    ("How many runners took less than 150 minutes?", "4"),
    ("Which runners belong to a club?", None),
    ("Who runs for Lakeside?", "Ayo Bell, Lou Perrin"),
    ("How many countries took part?", "6"),
    ("How many different countries are there?", "6"),
    ("Was Ana Vidal faster than Nils Aas?", "No"),
    ("Who was faster, Marta Rune or Kenji Sato?", "Marta Rune"),
    ("How much older is Tim Ross than Nils Aas?", "19"),
    ("Is Lou Perrin older than Marta Rune?", "Yes"),
    ("What is the median age?", "28"),
    ("How old is Kenji Sato?", None),
    ("Which runners are between 25 and 30 years old?", "Kenji Sato, Ana Vidal"),
    ("Which club has the most runners?", "Lakeside, Fjell"),
    ("Who are the three fastest runners?", "Ayo Bell, Nils Aas, Ana Vidal"),
    ("What was the slowest time?", "163.4 min"),
    ("How many runners are younger than 28?", "3"),
    ("How many spectators watched?", None),
]

THIRD = ((FLATS, FLAT_QUESTIONS), (SALES, SALE_QUESTIONS), (RACE, RACE_QUESTIONS))
