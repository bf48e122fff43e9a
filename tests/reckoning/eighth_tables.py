"""An eighth batch, asked once the rules of the seventh stood: (question, value expected or None)."""

from tests.reckoning.tables import table_from

SWIM = table_from(
    """Rank;Name;Gender;Year of birth;Team;Finish time
1;Karin Holt;w;1994;Otters;0:24:10
2;Emil Sand;m;1987;Pikes;0:25:55
3;Jana Frei;w;2001;Otters;0:31:40
4;Paul Wirth;m;1979;;0:48:05
5;Greta Linde;w;1990;Pikes;1:02:30
;Uwe Tamm;m;1985;Otters;DNF
""",
    "lake_swim.csv",
    "Lake crossing 2023",
)
SWIM_QUESTIONS = [
    ("How many women swam?", None),
    ("How many men were in the race?", "3"),
    ("How many male swimmers took part?", None),
    ("How many women took part?", "3"),
    ("Who was the fastest man?", "Emil Sand"),
    ("Who came third?", "Jana Frei"),
    ("Who took longer than 45 minutes?", "Paul Wirth, Greta Linde"),
    ("Which people were slower than one hour?", "Greta Linde"),
    ("Who needed less than half an hour?", None),
    ("How many people of the Otters took part?", "3"),
    ("Was Jana Frei faster than Emil Sand?", "No"),
    ("Is Karin Holt older than Greta Linde?", "No"),
    ("Who did not finish?", "Uwe Tamm"),
    ("Who is the youngest woman?", "Jana Frei"),
    ("Who had the best style?", None),
]

PARKING = table_from(
    """Car park|Street|Spaces|Fee per hour (EUR)|Built|Roofed|Leased to
Castle|Ring Road|120|2.50|1988|yes|Parkwell
Market|Mill Lane|80|-|1971|no|
Station|Ring Road|310|1.80|2006|yes|Velux Ltd
River|Quay|95|-|1995|no|Parkwell
Opera|Mill Lane|150|3.20|2015|yes|
""",
    "car_parks.md",
    "Car parks",
)
PARKING_QUESTIONS = [
    ("Which car parks charge a fee?", "Castle, Station, Opera"),
    ("How many car parks charge no fee?", "2"),
    ("How many car parks are roofed?", "3"),
    ("Which car parks are not leased?", "Market, Opera"),
    ("How many car parks are leased to Parkwell?", "2"),
    ("What is the average fee of the car parks that charge one?", "2.50 EUR"),
    ("Is the Castle cheaper than the Opera?", "Yes"),
    ("Is the Market older than the River?", "Yes"),
    ("Is the Station bigger than the Opera?", "Yes"),
    ("How many car parks on Ring Road are there?", "2"),
    ("How many car parks were built before 1990?", "2"),
    ("How many years after the Castle was the Station built?", "18 years"),
    ("Which car park is the safest?", None),
    ("How many spaces do the car parks on Mill Lane have in total?", "230"),
]

TOOLS = table_from(
    """Code,Tool,Brand,Bought,Price (EUR),Borrowed by
T01,Drill 12V,Makro,2018-04-02,89.00,Ana
T02,Drill 18V,Bosk,2021-09-13,149.00,
T03,Ladder 3 m,Alto,2015-01-20,75.00,Ben
T04,Ladder 5 m,Alto,2016-05-05,,
T05,Mitre saw,Makro,2020-11-30,210.00,Cleo
T06,Sander,Bosk,2019-02-14,64.00,
""",
    "tools.csv",
    "Tool library",
)
TOOLS_QUESTIONS = [
    ("How many drills are there?", "2"),
    ("How many ladders do we own?", "2"),
    ("How many tools are borrowed?", "3"),
    ("Which tools are not borrowed at the moment?", "T02 Drill 18V, T04 Ladder 5 m, T06 Sander"),
    ("Which is the newest drill?", "T02 Drill 18V"),
    ("Which tools were bought before 2018?", "T03 Ladder 3 m, T04 Ladder 5 m"),
    ("How many tools of Makro are there?", "2"),
    ("What did the drills cost in total?", "238.00 EUR"),
    ("Is the mitre saw dearer than the sander?", "Yes"),
    ("Which tool is the easiest to use?", None),
    ("What do the ladders cost together?", "75.00 EUR"),
]

EIGHTH = ((SWIM, SWIM_QUESTIONS), (PARKING, PARKING_QUESTIONS), (TOOLS, TOOLS_QUESTIONS))
