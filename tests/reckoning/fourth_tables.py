"""A fourth batch of tables and questions: (question, value expected or None)."""

from tests.reckoning.tables import table_from

LEAGUE = table_from(
    """Team,Played,Won,Drawn,Lost,Goals,Points
Harbour FC,10,7,2,1,24,23
Millbrook,10,6,1,3,19,19
Castle United,10,5,4,1,17,19
Northgate,10,3,3,4,11,12
Eastfield,10,2,2,6,9,8
Riverside,10,0,4,6,6,4
""",
    "league.md",
    "League table 2024",
)
LEAGUE_QUESTIONS = [
    ("Which team has the most points?", "Harbour FC"),
    ("Who scored the most goals?", "Harbour FC"),
    ("Which teams won more than four games?", "Harbour FC, Millbrook, Castle United"),
    ("How many teams have fewer than 10 points?", "2"),
    ("How many goals were scored in total?", "86"),
    ("What is the average number of goals per team?", "14.33"),
    ("Which team is last?", None),
    ("Which team lost the most matches?", "Eastfield, Riverside"),
    ("Did Millbrook score more goals than Castle United?", "Yes"),
    ("Do Millbrook and Castle United have the same number of points?", "Yes"),
    ("How many more points does Harbour FC have than Northgate?", "11"),
    ("Which teams have never won?", "Riverside"),
    ("How many teams are there?", "6"),
    ("How many points does Eastfield have?", None),
    ("Who is the coach of Riverside?", None),
    ("Which teams scored between 10 and 20 goals?", "Millbrook, Castle United, Northgate"),
    ("Which three teams have the most goals?", "Harbour FC, Millbrook, Castle United"),
    ("Which team scored the fewest goals?", "Riverside"),
    ("Who has more points, Northgate or Eastfield?", "Northgate"),
    ("List the teams with at least 12 points.", "Harbour FC, Millbrook, Castle United, Northgate"),
]

STOCK = table_from(
    """Item|Supplier|In stock|Unit price (£)|Weight (kg)|Location|Discontinued
Claw hammer|Bolt & Co|34|12.99|0.7|A1|no
Hand saw|Bolt & Co|12|18.50|0.9|A2|no
Cordless drill|Voltex|7|89.00|1.8|B1|no
Work lamp|Voltex|0|24.75|1.2|B1|yes
Ladder|Hightop|4|64.00|8.5|Yard|no
Wheelbarrow|Hightop|9|55.20|12.4|Yard|no
Chisel set|Bolt & Co|21|31.00|1.1|A1|yes
Extension lead|Voltex|15|14.30|1.5|B2|no
""",
    "stock.xlsx",
    "Tool shop stock",
)
STOCK_QUESTIONS = [
    ("Which items weigh more than 5 kg?", "Ladder, Wheelbarrow"),
    ("What is the heaviest item?", "Wheelbarrow"),
    ("How many items come from Voltex?", "3"),
    ("Which items are discontinued?", "Work lamp, Chisel set"),
    ("Which items cost under £20?", "Claw hammer, Hand saw, Extension lead"),
    ("What is the average unit price?", "38.72 £"),
    ("What is the most expensive thing from Bolt & Co?", "Chisel set"),
    ("How many suppliers are there?", "3"),
    ("Which items are out of stock?", "Work lamp"),
    ("Is the ladder heavier than the wheelbarrow?", "No"),
    ("What is the price difference between the hand saw and the claw hammer?", "5.51 £"),
    ("How many items weigh less than a kilo?", "2"),
    ("What does the cordless drill cost?", None),
    ("Where is the ladder?", None),
    ("What's the total weight of the items in the Yard?", "20.9 kg"),
    ("Which supplier has the most items?", "Bolt & Co, Voltex"),
    ("Which items have fewer than 10 in stock?", "Cordless drill, Work lamp, Ladder, Wheelbarrow"),
    ("How many items are kept in the yard?", "2"),
    ("Does the drill cost more than 80 pounds?", "Yes"),
    ("Which is the cheapest item that is not discontinued?", "Claw hammer"),
    ("How many items cost more than 50 pounds?", "3"),
    ("What are the two cheapest items?", "Claw hammer, Extension lead"),
]

SHELTER = table_from(
    """Name;Animal;Breed;Age (years);Weight;Arrived;Vaccinated
Rolo;dog;beagle;4;11.5 kg;2024-02-11;yes
Misty;cat;tabby;9;4.2 kg;2023-12-01;yes
Bruno;dog;boxer;7;28 kg;2024-04-20;no
Pip;rabbit;lop;1;1.9 kg;2024-05-02;no
Luna;cat;siamese;2;3.6 kg;2024-03-15;yes
Otto;dog;dachshund;10;8.8 kg;2022-09-30;yes
Clementine;cat;tabby;;4.8 kg;2024-05-19;no
""",
    "shelter.html",
    "Animals at the shelter",
)
SHELTER_QUESTIONS = [
    ("How many dogs are there?", "3"),
    ("How many cats does the shelter have?", "3"),
    ("Which animals have not been vaccinated?", "Bruno, Pip, Clementine"),
    ("How many of the cats are vaccinated?", "2"),
    ("What is the oldest animal?", "Otto"),
    ("Who is the youngest cat?", "Luna"),
    ("Which dogs are older than 5?", "Bruno, Otto"),
    ("What is the average age of the dogs?", "7 years"),
    ("Which animal is the lightest?", "Pip"),
    ("Which animals arrived in 2024?", "Rolo, Bruno, Pip, Luna, Clementine"),
    ("Which animal arrived last?", "Clementine"),
    ("Which animal has been there the longest?", "Otto"),
    ("Is Rolo older than Bruno?", "No"),
    ("How much heavier is Bruno than Rolo?", "16.5 kg"),
    ("How old is Misty?", None),
    ("How much do the cats weigh together?", "12.6 kg"),
    ("How many animals weigh over 10 kg?", "2"),
    ("How many animals have arrived since March 2024?", "4"),
    ("Are all dogs vaccinated?", "No"),
    ("How many tabby cats are there?", "2"),
    ("How many animals of each kind are there?", None),
    ("Which breed is Luna?", None),
    ("How many birds are there?", None),
]

FOURTH = ((LEAGUE, LEAGUE_QUESTIONS), (STOCK, STOCK_QUESTIONS), (SHELTER, SHELTER_QUESTIONS))
