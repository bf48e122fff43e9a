"""More tables of everyday kinds with questions in everyday words: (question, value expected or None)."""

from tests.reckoning.tables import table_from

EXPENSES = table_from(
    """Date,Category,Description,Amount,Paid by
2024-01-05,Travel,Train to Leeds,48.20,Mona
2024-01-09,Office,Printer paper,12.75,Karl
2024-01-22,Meals,Team lunch,86.40,Mona
2024-02-02,Travel,Taxi,19.00,Igor
2024-02-14,Office,Desk lamp,34.90,Karl
2024-02-27,Travel,Hotel in Leeds,142.00,Mona
2024-03-03,Meals,Coffee for guests,7.15,Igor
2024-03-19,Software,Licence,240.00,Karl
""",
    "expenses-2024.csv",
    "expenses 2024",
)
EXPENSE_QUESTIONS = [
    ("How much did we spend on travel?", "209.20"),
    ("How much was spent on office things in total?", "47.65"),
    ("What were the total expenses for meals?", "93.55"),
    ("How many expenses are there in the Travel category?", "3"),
    ("What is the largest expense?", "Licence"),
    ("How much did Mona pay in total?", "276.60"),
    ("How many expenses did Karl pay?", "3"),
    ("Which expenses were over 100?", "Hotel in Leeds, Licence"),
    ("What was the total amount in February 2024?", "195.90"),
    ("How many expenses were there in March?", "2"),
    ("What is the average amount spent on travel?", "69.73"),
    ("Who paid the most in total?", "Karl"),
    ("How much was the taxi?", None),
    ("Which category has the highest total?", "Software"),
    ("What was the total spent per category?", "Travel: 209.20, Office: 47.65, Meals: 93.55, Software: 240.00"),
    ("What is the sum of all amounts?", "590.40"),
    ("Which expenses were made before 1 February 2024?", "Train to Leeds, Printer paper, Team lunch"),
    ("What was the smallest amount?", "7.15"),
    ("When was the printer paper bought?", None),
    ("How much did Igor spend on travel?", "19.00"),
    ("Did Mona pay more than Karl in total?", "No"),
    ("How many different categories are there?", "4"),
]

BOOKS = table_from(
    """Title;Author;Year;Pages;Copies;Genre;Language
The Salt Road;Ines Alder;1998;312;4;Novel;English
Quiet Water;Tom Becker;2011;198;2;Poetry;German
North of Here;Ines Alder;2005;276;3;Travel;English
The Glass Orchard;Maya Lund;2019;421;6;Novel;Danish
Bread and Iron;Paul Okafor;1975;540;1;History;English
Small Machines;Lea Roth;2021;154;5;Science;German
A Winter Census;Paul Okafor;1988;367;2;History;English
""",
    "library/books.csv",
    "books",
)
BOOK_QUESTIONS = [
    ("How many books are in the library list?", "7"),
    ("How many books did Ines Alder write?", "2"),
    ("How many novels are there?", "2"),
    ("Which book is the longest?", "Bread and Iron"),
    ("Which is the shortest German book?", "Small Machines"),
    ("What is the oldest book?", "Bread and Iron"),
    ("Which books were published after 2010?", "Quiet Water, The Glass Orchard, Small Machines"),
    ("Which books have more than 400 pages?", "The Glass Orchard, Bread and Iron"),
    ("How many copies do we have altogether?", "23"),
    ("How many copies of history books are there?", "3"),
    ("Which book has the most copies?", "The Glass Orchard"),
    ("How many pages does a book have on average?", "324"),
    ("What is the average number of pages of the novels?", "366.50"),
    ("Which author has written the most books?", "Ines Alder, Paul Okafor"),
    ("How many books are not in English?", "3"),
    ("Which books are in German?", "Quiet Water, Small Machines"),
    ("Is Quiet Water longer than Small Machines?", "Yes"),
    ("How many more pages does The Salt Road have than North of Here?", "36"),
    ("Which books were published in the 1990s?", "The Salt Road"),
    ("Which books from before 1990 are there?", "Bread and Iron, A Winter Census"),
    ("Who wrote Small Machines?", None),
    ("How many languages are there?", "3"),
    ("How many pages does Quiet Water have?", None),
    ("How many books are about cooking?", None),
    ("What is the newest novel?", "The Glass Orchard"),
    ("Which book is older, Quiet Water or The Salt Road?", "The Salt Road"),
    ("Which genre has the most books?", "Novel, History"),
]

PEAKS = table_from(
    """Peak|Range|Country|Height (m)|First climbed|Huts
Skarn|Western Alps|Italy|3,412|1864|2
Tolm|Dinaric Alps|Slovenia|2,236|1830|1
Old Bess|Cairn Hills|Scotland|1,187||0
Veyra|Western Alps|France|3,980|1858|3
Mondo|Western Alps|Italy|2,871|1871|1
Kreuzfirst|Tauern|Austria|3,105|1841|4
""",
    "peaks.md",
    "Mountains of Europe peaks",
)
PEAK_QUESTIONS = [
    ("Which is the highest mountain?", "Veyra"),
    ("What is the lowest peak?", "Old Bess"),
    ("How high is Skarn?", None),
    ("How many peaks are in Italy?", "2"),
    ("Which peaks are higher than 3000 metres?", "Skarn, Veyra, Kreuzfirst"),
    ("Which mountains are over 3,000 m?", "Skarn, Veyra, Kreuzfirst"),
    ("Which mountain was climbed first?", "Tolm"),
    ("How many mountains are at least 2500 m high?", "4"),
    ("What is the average height?", "2,798.50 m"),
    ("What is the average height of the mountains in the Western Alps?", "3,421 m"),
    ("How many huts are there in total?", "11"),
    ("How many huts are there in Italy?", "3"),
    ("Which peak has the most huts?", "Kreuzfirst"),
    ("Which mountains have no huts?", "Old Bess"),
    ("Is Skarn higher than Veyra?", "No"),
    ("How much higher is Veyra than Skarn?", "568 m"),
    ("Which is taller, Mondo or Tolm?", "Mondo"),
    ("Which mountains were climbed before 1850?", "Tolm, Kreuzfirst"),
    ("What is the difference in height between the highest and the lowest mountain?", "2,793 m"),
    ("In which country is the highest peak?", "France"),
    ("Which country has the most peaks?", "Italy"),
    ("What is the second highest mountain?", "Skarn"),
    ("Which mountains in Italy are below 3000 m?", "Mondo"),
    ("How many climbers died on Skarn?", None),
    ("What is the total height of all the peaks?", "16,791 m"),
    ("Are all peaks over 1000 m?", "Yes"),
    ("Which peaks lie outside Italy?", "Tolm, Old Bess, Veyra, Kreuzfirst"),
]

FLEET = table_from(
    """Vehicle,Type,Fuel,Seats,Mileage (km),Bought,Insured
Alba 3,van,diesel,3,"120,400",12/03/2017,yes
Brisa,car,petrol,5,"48,900",25/08/2020,yes
Corvo,car,electric,5,"15,250",03/02/2023,yes
Dune XL,minibus,diesel,9,"201,000",30/11/2014,no
Ember,car,petrol,4,"88,700",17/06/2019,no
Fjord,van,electric,3,"9,980",21/01/2024,yes
""",
    "fleet.xlsx",
    "fleet Vehicles",
)
FLEET_QUESTIONS = [
    ("How many cars do we have?", "3"),
    ("How many electric vehicles are there?", "2"),
    ("How many vehicles run on diesel?", "2"),
    ("Which vehicle has the highest mileage?", "Dune XL"),
    ("Which vehicles are not insured?", "Dune XL, Ember"),
    ("How many uninsured vehicles are there?", "2"),
    ("Which vehicles have at least five seats?", "Brisa, Corvo, Dune XL"),
    ("What is the total number of seats?", "29"),
    ("What's the average mileage of the cars?", "50,950 km"),
    ("Which vehicles were bought after 2020?", "Corvo, Fjord"),
    ("What is the newest vehicle?", "Fjord"),
    ("Which vehicle did we buy last?", "Fjord"),
    ("Which vehicles have more than 100,000 km?", "Alba 3, Dune XL"),
    ("Which car has the lowest mileage?", "Corvo"),
    ("Does the Brisa have more seats than the Ember?", "Yes"),
    ("Do the Brisa and the Corvo have the same number of seats?", "Yes"),
    ("How many types of vehicles are there?", "3"),
    ("How many vehicles of each type are there?", "van: 2, car: 3, minibus: 1"),
    ("What share of the vehicles is electric?", "33.33 %"),
    ("Is every vehicle insured?", "No"),
    ("Which fuel does the Ember use?", None),
    ("What colour is the Brisa?", None),
    ("How many vans are diesel?", "1"),
    ("Which vehicles are electric or diesel?", "Alba 3, Corvo, Dune XL, Fjord"),
    ("When did we buy the Corvo?", None),
    ("How many cars were bought in 2019?", "1"),
]

COURSES = table_from(
    """Course;Teacher;Day;Start;Duration (min);Fee (€);Places;Level
Watercolour;Ms Hale;Monday;18:00;90;120;12;beginner
Life drawing;Mr Quist;Tuesday;19:30;120;165;10;advanced
Pottery;Ms Hale;Wednesday;17:00;150;210;8;beginner
Screen printing;Ms Ito;Thursday;18:30;120;185;8;intermediate
Photography;Mr Quist;Saturday;10:00;180;95;15;beginner
Calligraphy;Ms Ito;Monday;19:00;60;0;20;beginner
""",
    "courses.docx",
    "Evening school courses",
)
COURSE_QUESTIONS = [
    ("Which courses are for beginners?", "Watercolour, Pottery, Photography, Calligraphy"),
    ("How many courses does Ms Hale teach?", "2"),
    ("How many courses does Mr Quist give?", "2"),
    ("Which course costs the most?", "Pottery"),
    ("What is the dearest course?", "Pottery"),
    ("Which courses cost less than 150 euros?", "Watercolour, Photography, Calligraphy"),
    ("How many courses take place on Monday?", "2"),
    ("Which courses start after 18:30?", "Life drawing, Calligraphy"),
    ("Which courses begin before 6 pm?", "Pottery, Photography"),
    ("What is the longest course?", "Photography"),
    ("Which courses last longer than 100 minutes?", "Life drawing, Pottery, Screen printing, Photography"),
    ("How many places are there in the beginner courses?", "55"),
    ("What is the average fee?", "129.17 €"),
    ("Which courses have fewer than 10 places?", "Pottery, Screen printing"),
    ("Which is cheaper, Pottery or Screen printing?", "Screen printing"),
    ("How much more does Pottery cost than Watercolour?", "90 €"),
    ("What would Watercolour and Pottery cost together?", "330 €"),
    ("Who teaches the most courses?", "Ms Hale, Mr Quist, Ms Ito"),
    ("Which teacher has the most courses?", "Ms Hale, Mr Quist, Ms Ito"),
    ("Who is the teacher of Pottery?", None),
    ("Is there a course on Sunday?", None),
    ("Is there a course under 100 euros?", "Yes"),
    ("Which two courses are the most expensive?", "Pottery, Screen printing"),
    ("What is the fee for Calligraphy?", None),
    ("How long is the Pottery course?", None),
    ("What is the cheapest course on Monday?", "Calligraphy"),
    ("How many courses are free of charge?", "1"),
]

MONTHS = table_from(
    """Month,Adults,Children,School groups,Takings
April,812,240,14,6 402
May,1 034,377,22,8 118
June,1 190,410,31,9 275
July,1 502,655,3,11 840
August,1 611,702,,12 436
Total,6 149,2 384,70,48 071
""",
    "visitors.csv",
    "visitors Museum of Clocks, visitors by month",
)
MONTH_QUESTIONS = [
    ("How many adults came in May and June together?", "2 224"),
    ("Which month had the most children?", "August"),
    ("In which month were the takings highest?", "August"),
    ("What were the average takings per month?", "9 614.20"),
    ("How many children came in total?", None),
    ("How many adults came in May?", None),
    ("How many children came in July and August?", "1357"),
    ("In which months did more than 1000 adults come?", "May, June, July, August"),
    ("How many months had more than 300 children?", "4"),
    ("Were there more adults in July than in August?", "No"),
    ("How many more children came in August than in April?", "462"),
    ("Which month had the fewest school groups?", "July"),
    ("How many dogs came in May?", None),
    ("What were the total takings?", None),
    ("What were the lowest takings?", "6 402"),
    ("What is the average number of children?", "476.80"),
    ("Which months had takings over 9000?", "June, July, August"),
    ("Did May bring higher takings than April?", "Yes"),
    ("Did more children come in July or in August?", "August"),
]

SEEN = (
    (EXPENSES, EXPENSE_QUESTIONS),
    (BOOKS, BOOK_QUESTIONS),
    (PEAKS, PEAK_QUESTIONS),
    (FLEET, FLEET_QUESTIONS),
    (COURSES, COURSE_QUESTIONS),
    (MONTHS, MONTH_QUESTIONS),
)
