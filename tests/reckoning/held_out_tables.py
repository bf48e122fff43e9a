"""Tables and questions that were kept aside, unseen, while the rules were made: (question, value expected or None)."""

from tests.reckoning.tables import table_from

PROJECTS = table_from(
    """Project,Manager,Status,Budget,Spent,Start,End,Progress
Harbour bridge,Olsen,active,"1,200,000","840,500",2022-04-01,2025-12-31,70%
School roof,Ngata,finished,"150,000","148,200",2023-01-15,2023-09-30,100%
Tram line 4,Olsen,active,"4,500,000","1,950,000",2023-06-01,2027-05-31,45%
Library lift,Sand,on hold,"85,000","12,300",2024-02-01,,15%
Town square,Ngata,finished,"640,000","702,900",2021-03-01,2023-04-15,100%
Cycle path,Sand,active,"210,000","96,000",2024-03-10,2024-11-30,40%
""",
    "projects.xlsx",
    "Projects of the city",
)
PROJECT_QUESTIONS = [
    ("How many projects are active?", "3"),
    ("How many projects does Olsen manage?", "2"),
    ("Which project has the biggest budget?", "Tram line 4"),
    ("What is the total budget of all projects?", "6,785,000"),
    ("How much has been spent on active projects in total?", "2,886,500"),
    ("Which projects are finished?", "School roof, Town square"),
    ("Which projects have a budget of more than 500,000?", "Harbour bridge, Tram line 4, Town square"),
    ("Which project started first?", "Town square"),
    ("Which projects started in 2024?", "Library lift, Cycle path"),
    ("What is the average budget?", "1,130,833.33"),
    ("Who manages the Library lift?", None),
    ("How much has been spent on the School roof?", None),
    ("How many projects started before 2023?", "2"),
    ("Does Tram line 4 have a bigger budget than the Harbour bridge?", "Yes"),
    ("Which manager has the most projects?", "Olsen, Ngata, Sand"),
    ("Which projects are less than 50% complete?", None),
    ("Which project ends last?", "Tram line 4"),
    ("How many projects have no end date?", "1"),
    ("What is the smallest budget?", "85,000"),
    ("How many projects are not finished?", "4"),
    ("Which projects has Ngata managed?", "School roof, Town square"),
    ("How many engineers work on the Cycle path?", None),
]

FERRIES = table_from(
    """Destination|Departs|Arrives|Pier|Fare adult (€)|Fare child (€)|Cars allowed
Sund|07:15|08:00|2|9.50|4.00|yes
Little Ness|08:40|09:55|1|14.00|6.50|yes
Vorholm|10:05|10:35|3|6.00|2.50|no
Sund|13:30|14:15|2|9.50|4.00|yes
Great Ness|15:00|16:50|1|18.50|9.00|yes
Vorholm|18:20|18:50|3|6.00|2.50|no
""",
    "ferries.md",
    "Ferry timetable, departures",
)
FERRY_QUESTIONS = [
    ("How many ferries go to Sund?", "2"),
    ("What is the earliest departure?", "07:15"),
    ("When does the last ferry to Vorholm leave?", None),
    ("Which ferries leave after 14:00?", "Great Ness, Vorholm"),
    ("How many departures are there before noon?", None),
    ("How many ferries carry cars?", "4"),
    ("Which destination has the highest adult fare?", "Great Ness"),
    ("What is the cheapest adult fare?", "6.00 €"),
    ("How many destinations are there?", "4"),
    ("How many ferries leave from pier 1?", "2"),
    ("Which ferries do not allow cars?", "Vorholm"),
    ("How many ferries leave before 9 am?", "2"),
    ("What is the average child fare?", "4.75 €"),
    ("Is there a ferry after 20:00?", "No"),
    ("How long does the trip to Sund take?", None),
    ("Which destinations have a child fare under 5 euros?", "Sund, Vorholm"),
    ("How much is the fare for two adults to Sund?", None),
]

PLANTS = table_from(
    """Plant;Family;Height;Flowers;Price;Hardy;Sun
Lavender;mint;60 cm;purple;$7.95;yes;full
Hosta;asparagus;45 cm;white;$9.50;yes;shade
Dahlia;daisy;110 cm;red;$6.25;no;full
Foxglove;plantain;150 cm;purple;$5.40;yes;partial
Fuchsia;willowherb;80 cm;pink;$8.10;no;partial
Thyme;mint;20 cm;purple;$3.75;yes;full
Peony;peony;90 cm;pink;$14.00;yes;full
""",
    "nursery/plants.html",
    "Garden nursery: plants",
)
PLANT_QUESTIONS = [
    ("Which plant is the tallest?", "Foxglove"),
    ("How many plants are hardy?", "5"),
    ("How many plants have purple flowers?", "3"),
    ("Which plants cost less than $7?", "Dahlia, Foxglove, Thyme"),
    ("Which plants are not hardy?", "Dahlia, Fuchsia"),
    ("What is the price of the most expensive plant?", "$14.00"),
    ("Which plants grow higher than 100 cm?", "Dahlia, Foxglove"),
    ("How many plants need full sun?", "4"),
    ("What is the average price of the plants with purple flowers?", "$5.70"),
    ("Which hardy plant is the cheapest?", "Thyme"),
    ("How much do a Lavender and a Thyme cost together?", "$11.70"),
    ("Is the Dahlia taller than the Peony?", "Yes"),
    ("How much taller is the Foxglove than the Dahlia?", "40 cm"),
    ("Which plants belong to the mint family?", "Lavender, Thyme"),
    ("What colour are the flowers of the Hosta?", None),
    ("How many families are there?", "6"),
    ("Which plants are between 50 and 100 cm tall?", "Lavender, Fuchsia, Peony"),
    ("How many plants cost more than 8 dollars?", "3"),
    ("Which is cheaper, the Hosta or the Peony?", "Hosta"),
    ("When do dahlias flower?", None),
    ("How many pink plants are there?", "2"),
]

BOATS = table_from(
    """Boat,Type,Length (m),Crew,Built,Hire per day (GBP),Engine,Home port
Sea Fern,sloop,9.4,4,1987,140,yes,Dunmar
Kittiwake,dinghy,4.2,2,2015,45,no,Dunmar
Old Tom,ketch,13.8,6,1931,310,yes,Port Eska
Marlin,motorboat,7.1,5,2020,220,yes,Port Eska
Puffin,dinghy,3.9,2,2018,40,no,Lorne
Wayfarer,sloop,11.2,6,1999,195,yes,Lorne
Heron,rowing boat,5.0,4,,25,no,Dunmar
""",
    "boat-hire.csv",
    "boat hire",
)
BOAT_QUESTIONS = [
    ("How many boats can be hired?", None),
    ("How many boats are there in Dunmar?", "3"),
    ("Which boat is the longest?", "Old Tom"),
    ("What is the cheapest boat to hire?", "Heron"),
    ("How many boats have an engine?", "4"),
    ("Which boats have no engine?", "Kittiwake, Puffin, Heron"),
    ("Which boats are longer than 8 metres?", "Sea Fern, Old Tom, Wayfarer"),
    ("What is the average hire per day?", "139.29 GBP"),
    ("What does it cost to hire Marlin and Puffin for a day?", None),
    ("How much do Marlin and Puffin cost together?", "260 GBP"),
    ("Is Sea Fern older than Wayfarer?", "Yes"),
    ("How much longer is Old Tom than Wayfarer?", "2.6 m"),
    ("Which port has the most boats?", "Dunmar"),
    ("How many dinghies are there?", "2"),
    ("Which boats were built after 2000?", "Kittiwake, Marlin, Puffin"),
    ("Which boats cost less than 50 pounds a day?", "Kittiwake, Puffin, Heron"),
    ("Which sloop is cheaper?", "Sea Fern"),
    ("What is the oldest boat in Lorne?", "Wayfarer"),
    ("Which boats need a crew of at least five?", "Old Tom, Marlin, Wayfarer"),
    ("How many types of boat are there?", "5"),
    ("How old is the Heron?", None),
    ("What is the most expensive boat without an engine?", "Kittiwake"),
    ("How many boats are under 5 m long?", "2"),
    ("Does the Marlin cost more than the Wayfarer?", "Yes"),
    ("Who owns the Kittiwake?", None),
]

HELD_OUT = ((PROJECTS, PROJECT_QUESTIONS), (FERRIES, FERRY_QUESTIONS), (PLANTS, PLANT_QUESTIONS), (BOATS, BOAT_QUESTIONS))
