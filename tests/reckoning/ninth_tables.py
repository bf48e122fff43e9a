"""A ninth batch, of the same kinds in other words: (question, value expected or None)."""

from tests.reckoning.tables import table_from

GAMES = table_from(
    """Pos,Start no,Athlete,Class,Nation,Swim,Bike,Total time
1,7,Mika Orr,M30,Latvia,18:20,1:02:11,1:58:40
2,12,Jo Banks,M40,Ireland,19:02,1:04:50,2:01:15
3,4,Elin Strand,W30,Norway,18:55,1:08:30,2:05:09
4,31,Rosa Pinto,W40,Portugal,21:40,1:10:05,2:14:33
5,8,Karl Dietz,M30,Latvia,23:11,1:15:00,2:20:00
DNF,19,Amy Cole,W30,Ireland,25:02,DNF,DNF
""",
    "triathlon.csv",
    "Triathlon results",
)
GAMES_QUESTIONS = [
    ("How many women are in the results?", "3"),
    ("How many male athletes are there?", "3"),
    ("Who won?", "Mika Orr"),
    ("Which athlete came fourth?", "Rosa Pinto"),
    ("Who was the fastest woman?", "Elin Strand"),
    ("Who finished in under two hours?", "Mika Orr"),
    ("How many athletes finished in less than 2 hours 10 minutes?", "3"),
    ("Who had the fastest swim?", "Mika Orr"),
    ("Which athletes swam slower than 20 minutes?", None),
    ("How many athletes come from Latvia?", "2"),
    ("What was the average swim time?", "21:02"),
    ("Was Rosa Pinto slower than Jo Banks?", "Yes"),
    ("How many athletes did not finish?", "1"),
    ("How many athletes finished?", "5"),
    ("How many nations took part?", "4"),
    ("Which athlete is the strongest?", None),
    ("How much faster was Mika Orr than Jo Banks?", "2:35"),
    ("How many minutes slower was Rosa Pinto than Jo Banks?", "13:18"),
    ("Who was last?", "Karl Dietz"),
]

BOATS = table_from(
    """Boat no.;Boat;Builder;Built in;Seats;Price (EUR);Sponsor;Out on loan to
B-01;Double scull "Heron";Werft Nord;1998;2;6400;-;Uni Rowing
B-02;Single scull "Tern";Werft Nord;2012;1;4200;Aqua Bank;
B-03;Eight "Albatross";Boatworks;1987;9;15800;-;
B-04;Single scull "Gull";Boatworks;2019;1;7100;Aqua Bank;Lise Kern
B-05;Four "Pelican";Oar & Sons;2005;5;;City Lotto;
""",
    "boats.csv",
    "Boats of the rowing club",
)
BOATS_QUESTIONS = [
    ("How many boats does the club own?", "5"),
    ("How many single sculls are there?", "2"),
    ("How many sculls does the club have?", None),
    ("Which boats were built before 2000?", 'B-01 Double scull "Heron", B-03 Eight "Albatross"'),
    ("How many boats have a sponsor?", "3"),
    ("Which boats have no sponsor?", 'B-01 Double scull "Heron", B-03 Eight "Albatross"'),
    ("How many boats are out on loan?", "2"),
    ("Which boats were built by Boatworks?", 'B-03 Eight "Albatross", B-04 Single scull "Gull"'),
    ("How many seats do the boats have in total?", "18"),
    ("Which is the newest boat?", 'B-04 Single scull "Gull"'),
    ("Which boat is the lightest?", None),
    ("Which boat is the most expensive?", 'B-03 Eight "Albatross"'),
    ("Is Tern dearer than Gull?", "No"),
    ("Is the Heron older than the Albatross?", "No"),
    ("How many kayaks are there?", None),
    ("How many clubs are there?", None),
    ("What do the single sculls cost in total?", "11300 EUR"),
]

MEMBERS = table_from(
    """First name|Surname|Gender|Born|Joined|Section|Fee (EUR)|Licence
Ada|Holm|female|1990|2015-04-01|Judo|120|yes
Bo|Krall|male|1985|2011-09-15|Chess|60|no
Cem|Demir|male|2004|2022-01-10|Judo|0|no
Dora|Veit|female|1962|1999-06-30|Chess|60|yes
Edda|Lang|female|2010|2023-03-03|Swimming|45|no
""",
    "members.csv",
    "Members",
)
MEMBERS_QUESTIONS = [
    ("How many women are members?", "3"),
    ("How many men play chess?", "1"),
    ("How many members are men?", "2"),
    ("Who has been a member the longest?", "Dora"),
    ("Which member has been in the club longest?", "Dora"),
    ("How many members have a licence?", "2"),
    ("How many members pay a fee?", "4"),
    ("How many members pay no fee?", "1"),
    ("What is the average fee of the members who pay one?", "71.25 EUR"),
    ("How many members joined before 2015?", "2"),
    ("How many members of the Judo section are there?", "2"),
    ("What is the total fee of the women?", "225 EUR"),
    ("Who is the youngest member?", "Edda"),
    ("How many members are female and have a licence?", "2"),
    ("Which section has the most members?", "Judo, Chess"),
    ("Which member is the nicest?", None),
]

PEAKS = table_from(
    """Lake,District,Depth (m),Area (km²),Ferry,Camping
Aster Lake,North,45,12.5,yes,2
Boll Lake,North,112,30.1,no,
Corr Lake,South,8,0.9,no,1
Dunn Lake,East,67,22.4,yes,
""",
    "lakes.docx",
    "Lakes",
)
PEAKS_QUESTIONS = [
    ("Is Aster Lake deeper than Corr Lake?", "Yes"),
    ("Is Boll Lake larger than Dunn Lake?", "Yes"),
    ("Is Dunn Lake shallower than Corr Lake?", "No"),
    ("How many lakes have a ferry?", "2"),
    ("How many lakes have no ferry?", "2"),
    ("How many lakes lie in the North?", "2"),
    ("Which is the deepest lake in the North?", "Boll Lake"),
    ("Which lake has the clearest water?", None),
    ("How many lakes are deeper than 50 metres?", "2"),
    ("What is the total area of the lakes in the North?", "42.6 km²"),
    ("Which lakes are smaller than 20 km²?", "Aster Lake, Corr Lake"),
]

NINTH = ((GAMES, GAMES_QUESTIONS), (BOATS, BOATS_QUESTIONS), (MEMBERS, MEMBERS_QUESTIONS), (PEAKS, PEAKS_QUESTIONS))
