"""An eleventh batch, kept aside: (question, value expected or None)."""

from tests.reckoning.tables import table_from

COINS = table_from(
    """Lot,Coin,Country,Struck,Weight (g),Estimate (EUR),Sold to,Silver
1,Thaler,Saxony,1765,28.1,320,Mr Ott,yes
2,Ducat,Venice,1652,3.5,780,,no
3,Crown,England,1819,28.3,210,Ms Ray,yes
4,Ducat,Holland,1780,3.5,540,,no
5,Penny,England,1901,9.4,12,Mr Ott,no
""",
    "lots.csv",
    "Auction lots: coins",
)
COINS_QUESTIONS = [
    ("How many ducats are there?", "2"),
    ("How many lots have been sold?", "3"),
    ("Which lots are unsold?", "2, 4"),
    ("How many coins are silver?", "2"),
    ("Which coins were struck before 1770?", "Thaler, Ducat"),
    ("What is the oldest coin?", None),
    ("How many coins come from England?", "2"),
    ("Is the thaler heavier than the penny?", "Yes"),
    ("What is the total estimate of the ducats?", "1320 EUR"),
    ("How many lots were sold to Mr Ott?", "2"),
    ("Which coin is the rarest?", None),
    ("Which lots weigh more than 20 g?", "1, 3"),
    ("How many lots have an estimate of more than 300 euros?", "3"),
]

ROWING = table_from(
    """Pl.|Crew|Category|Club|Time|Remark
1|Alva/Berg|W|Fjord RC|7:12.4|
2|Costa/Dahl|M|Harbour RC|7:20.0|
3|Eide/Falk|M|Fjord RC|7:31.8|late start
4|Gran/Holt|W|Lake RC|7:45.1|
5|Ivers/Jahn|W|Harbour RC|8:02.6|
""",
    "sprint.html",
    "Double sculls final results",
)
ROWING_QUESTIONS = [
    ("How many crews took part?", "5"),
    ("Which crew won?", "Alva/Berg"),
    ("Which crew came second?", "Costa/Dahl"),
    ("Which crews were faster than 7:30?", "Alva/Berg, Costa/Dahl"),
    ("Which crews needed more than 8 minutes?", "Ivers/Jahn"),
    ("How many crews of Fjord RC were there?", "2"),
    ("Which was the fastest men's crew?", "Costa/Dahl"),
    ("How many women's crews were there?", "3"),
    ("What was the slowest time?", "8:02.6"),
    ("Which club has the most crews?", "Fjord RC, Harbour RC"),
    ("Which crew rowed with the best technique?", None),
    ("What is the average time?", "7:34.4"),
]

HALLS = table_from(
    """Hall;Quarter;Seats;Hire per day (EUR);Cleaning charge (EUR);Stage;Opened
Alder Hall;Old Town;120;90;25;yes;1958
Beech Hall;Docks;300;210;none;yes;1994
Cedar Hall;Old Town;60;45;none;no;1931
Dune Hall;Docks;180;130;40;no;2010
""",
    "halls.xlsx",
    "Halls for hire",
)
HALLS_QUESTIONS = [
    ("How many halls have a stage?", "2"),
    ("How many halls have a cleaning charge?", "2"),
    ("Which halls have no cleaning charge?", "Beech Hall, Cedar Hall"),
    ("What is the average cleaning charge of the halls that have one?", "32.50 EUR"),
    ("Is Alder Hall bigger than Dune Hall?", "No"),
    ("Is Beech Hall older than Cedar Hall?", "No"),
    ("How many halls are in the Docks?", "2"),
    ("Which halls seat more than 150 people?", "Beech Hall, Dune Hall"),
    ("Which hall in the Old Town is the largest?", "Alder Hall"),
    ("How many years after Cedar Hall was Alder Hall opened?", "27 years"),
    ("Which hall has the best acoustics?", None),
    ("How many seats do all halls have together?", "660"),
    ("Which hall is the cheapest to hire?", "Cedar Hall"),
    ("What does Beech Hall cost?", None),
]

PATIENTS = table_from(
    """Horse,Sex,Breed,Born,Came in,Owner,Stallion fee,Insured
Brisk,m,Arab,2014,2022-05-01,Falk,400,yes
Clover,f,Hafling,2009,2019-10-12,Toms,,no
Dapple,f,Arab,2018,2023-07-30,Falk,,yes
Ember,m,Friesian,2011,2020-02-08,Urs,650,no
""",
    "horses.csv",
    "Horses in the stable",
)
PATIENTS_QUESTIONS = [
    ("How many female horses are there?", "2"),
    ("How many Arabs are there?", "2"),
    ("Which horses are insured?", "Brisk, Dapple"),
    ("How many horses are not insured?", "2"),
    ("How many horses does Falk own?", "2"),
    ("Which horse is the oldest?", "Clover"),
    ("Is Brisk younger than Ember?", "Yes"),
    ("Which horses belong to Falk?", "Brisk, Dapple"),
    ("Which horse is the fastest?", None),
    ("How many horses came in before 2021?", "2"),
    ("How many men own a horse?", None),
    ("How many horses were born after 2010?", "3"),
]

ELEVENTH = ((COINS, COINS_QUESTIONS), (ROWING, ROWING_QUESTIONS), (HALLS, HALLS_QUESTIONS), (PATIENTS, PATIENTS_QUESTIONS))
