"""The last table that was asked, unseen, after all rules were made: (question, value expected or None)."""

from tests.reckoning.tables import table_from

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
    ("Which sloop is cheaper?", None),
    ("What is the oldest boat in Lorne?", "Wayfarer"),
    ("Which boats need a crew of at least five?", "Old Tom, Marlin, Wayfarer"),
    ("How many types of boat are there?", "5"),
    ("How old is the Heron?", None),
    ("What is the most expensive boat without an engine?", "Kittiwake"),
    ("How many boats are under 5 m long?", "2"),
    ("Does the Marlin cost more than the Wayfarer?", "Yes"),
    ("Who owns the Kittiwake?", None),
]

LAST = ((BOATS, BOAT_QUESTIONS),)
