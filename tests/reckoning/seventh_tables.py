"""A seventh batch: codes for values, times of races, verbs for columns, empty cells that say no."""

from tests.reckoning.tables import table_from

RACE = table_from(
    """Place,Bib,Runner,Sex,Club,Time
1,14,Tom Ekholm,M,Lake Striders,38:12
2,3,Nora Vell,F,Hill Harriers,41:05
3,22,Ivan Pekar,M,Lake Striders,44:59
4,9,Ruth Adeyo,F,,52:30
5,17,Sven Aalto,M,Hill Harriers,1:01:44
6,30,Lucia Marn,F,Lake Striders,1:07:02
-,25,Otto Brix,M,,DNF
""",
    "ten_k.csv",
    "Results of the 10 km run",
)
RACE_QUESTIONS = [
    ("How many women finished?", "3"),
    ("How many women are there?", "3"),
    ("How many men took part?", "4"),
    ("Who was the fastest woman?", "Nora Vell"),
    ("Who was the slowest man?", "Sven Aalto"),
    ("Who came second?", "Nora Vell"),
    ("Which runners were faster than 45 minutes?", "Tom Ekholm, Nora Vell, Ivan Pekar"),
    ("Which runners needed more than one hour?", "Sven Aalto, Lucia Marn"),
    ("How many runners took less than 50 minutes?", "3"),
    ("How many runners belong to Lake Striders?", "3"),
    ("How many runners of Hill Harriers took part?", "2"),
    ("Was Nora Vell faster than Ivan Pekar?", "Yes"),
    ("Is Sven Aalto faster than Lucia Marn?", "Yes"),
    ("Did Ruth Adeyo run faster than Tom Ekholm?", "No"),
    ("What is the average time of the women?", "53:32"),
    ("How many runners did not finish?", "1"),
    ("Who was the youngest runner?", None),
    ("Who had the best shoes?", None),
    ("How many runners are there?", "7"),
]

HIRE = table_from(
    """No.,Instrument,Maker,Made,Value (EUR),Hired to
V1,Cello 3/4,Brandt,1962,4200,Ida Moss
V2,Cello 4/4,Lorenz,1911,9800,
V3,Viola,Brandt,1988,2600,Piet Haan
V4,Flute,Sato,2004,1500,
V5,Flute,Sato,2011,1750,Lena Roth
V6,Cello 4/4,Osei,1975,5100,
""",
    "instruments.csv",
    "Instruments of the orchestra",
)
HIRE_QUESTIONS = [
    ("How many cellos are there?", "3"),
    ("How many flutes does the orchestra own?", "2"),
    ("How many cellos do we own?", "3"),
    ("Which instruments are not hired out at the moment?", "V2 Cello 4/4, V4 Flute, V6 Cello 4/4"),
    ("How many instruments are hired out?", "3"),
    ("Which instruments were made before 1970?", "V1 Cello 3/4, V2 Cello 4/4"),
    ("What are the cellos worth in total?", "19100 EUR"),
    ("What is the total value of the flutes?", "3250 EUR"),
    ("How many instruments are worth more than 3000 euros?", "3"),
    ("Which is the oldest cello?", "V2 Cello 4/4"),
    ("Which is the most valuable instrument?", "V2 Cello 4/4"),
    ("How many instruments were made by Sato?", "2"),
    ("Is the viola older than V2?", "No"),
    ("Which instrument sounds best?", None),
    ("How many violins are there?", None),
    ("How many cellos are hired out?", "1"),
]

BRIDGES = table_from(
    """Bridge,River,Length (m),Opened,Toll (EUR)
Anker Bridge,Orla,310,1931,none
Birk Bridge,Tessin,540,1964,3.00
Crown Bridge,Orla,125,1889,none
Dam Bridge,Vessa,890,1999,4.50
Elm Bridge,Orla,205,1972,1.50
""",
    "bridges.md",
    "Bridges of the county",
)
BRIDGES_QUESTIONS = [
    ("How many bridges cross the Orla?", "3"),
    ("Which bridges go over the Orla?", "Anker Bridge, Crown Bridge, Elm Bridge"),
    ("How many bridges charge a toll?", "3"),
    ("Which bridges are free of toll?", "Anker Bridge, Crown Bridge"),
    ("Which bridges do not charge a toll?", "Anker Bridge, Crown Bridge"),
    ("What is the average toll of the bridges that charge one?", "3.00 EUR"),
    ("What is the average toll?", "3.00 EUR"),
    ("Which bridge has the highest toll?", "Dam Bridge"),
    ("Is the Anker Bridge longer than the Birk Bridge?", "No"),
    ("Is the Birk Bridge newer than the Crown Bridge?", "Yes"),
    ("Is Dam Bridge more expensive than Birk Bridge?", "Yes"),
    ("How many years after the Anker Bridge was the Birk Bridge opened?", "33 years"),
    ("How many years after the Crown Bridge did the Dam Bridge open?", "110 years"),
    ("Which is the longest bridge over the Orla?", "Anker Bridge"),
    ("What is the oldest bridge across the Orla?", "Crown Bridge"),
    ("Which bridge has the best view?", None),
    ("How many bridges cross the Rhine?", None),
    ("What is the total length of the bridges over the Orla?", "640 m"),
]

SHELTER = table_from(
    """Name,Kind,Sex,Born,Arrived,Weight (kg),Vaccinated,Chipped
Pippa,dog,f,2016,2023-02-11,21.5,yes,yes
Gustav,cat,m,2020,2022-08-30,5.2,yes,no
Mira,cat,f,2021,2024-01-06,4.1,no,no
Balto,dog,m,2018,2021-05-19,,yes,yes
Tilda,rabbit,f,2022,2024-03-02,1.9,no,no
Rufus,dog,m,2012,2023-11-27,33.0,yes,no
""",
    "animals.csv",
    "Animals in the shelter",
)
SHELTER_QUESTIONS = [
    ("How many female animals are there?", "3"),
    ("How many of the animals are male?", "3"),
    ("How many dogs are vaccinated?", "3"),
    ("Which animals are not vaccinated?", "Mira, Tilda"),
    ("Which cats have been chipped?", "none"),
    ("How many animals have not been chipped?", "4"),
    ("Which animal has been in the shelter the longest?", "Balto"),
    ("Which animal has been there longest?", "Balto"),
    ("Which dog arrived last?", "Rufus"),
    ("How many animals arrived in 2023?", "2"),
    ("Which animals arrived after 2023?", "Mira, Tilda"),
    ("What is the heaviest dog?", "Rufus"),
    ("What is the oldest male dog?", "Rufus"),
    ("Is Pippa heavier than Rufus?", "No"),
    ("Is Pippa older than Balto?", "Yes"),
    ("How many female dogs are there?", "1"),
    ("Which animal is the friendliest?", None),
    ("How many birds are there?", None),
    ("How many women work there?", None),
    ("What do the cats weigh together?", "9.3 kg"),
    ("What do the dogs weigh together?", "54.5 kg"),
]

SEVENTH = ((RACE, RACE_QUESTIONS), (HIRE, HIRE_QUESTIONS), (BRIDGES, BRIDGES_QUESTIONS), (SHELTER, SHELTER_QUESTIONS))
