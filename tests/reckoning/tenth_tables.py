"""A tenth batch, of the same kinds in other words: (question, value expected or None)."""

from tests.reckoning.tables import table_from

PAINTINGS = table_from(
    """Inv. no.,Title,Painter,Painted,Height (cm),Value (EUR),Lent to,Framed
G1,Harbour at dusk,Lund,1884,60,12000,,yes
G2,Winter field,Orsini,1921,45,3400,City Hall,no
G3,Self-portrait,Lund,1890,38,8800,,yes
G4,Still life with pears,Adami,1903,52,,Bank Nord,yes
G5,Still life with jug,Adami,1911,70,5600,,no
""",
    "paintings.csv",
    "Paintings in the collection",
)
PAINTINGS_QUESTIONS = [
    ("How many paintings are lent at the moment?", "2"),
    ("Which paintings are not lent?", "Harbour at dusk, Self-portrait, Still life with jug"),
    ("How many still lifes are there?", "2"),
    ("Which paintings are framed?", "Harbour at dusk, Self-portrait, Still life with pears"),
    ("How many paintings are not framed?", "2"),
    ("How many paintings are by Lund?", "2"),
    ("How many works did Adami paint?", None),
    ("Which paintings were painted before 1900?", "Harbour at dusk, Self-portrait"),
    ("What is the oldest painting?", "Harbour at dusk"),
    ("Which painting is worth the most?", "Harbour at dusk"),
    ("What are the paintings by Lund worth together?", "20800 EUR"),
    ("Is Winter field taller than Self-portrait?", "Yes"),
    ("Is Self-portrait worth more than Winter field?", "Yes"),
    ("Which painting is the most beautiful?", None),
    ("How many sculptures are there?", None),
    ("How many years after Harbour at dusk was Winter field painted?", "37 years"),
]

SKI = table_from(
    """Rank|Name|Sex|Nation|Run 1|Run 2|Total
1|Ola Nyberg|M|SWE|52.31|51.90|1:44.21
2|Petra Koss|F|AUT|53.10|52.75|1:45.85
3|Luc Morel|M|FRA|54.00|53.22|1:47.22
4|Ines Vidal|F|AND|56.12|55.80|1:51.92
|Max Thoma|M|AUT|DNF||DNF
""",
    "slalom.md",
    "Slalom results",
)
SKI_QUESTIONS = [
    ("How many men started?", None),
    ("Who was the fastest lady?", "Petra Koss"),
    ("Who came third?", "Luc Morel"),
    ("Who won the slalom?", "Ola Nyberg"),
    ("Who did not finish?", "Max Thoma"),
    ("Was Luc Morel faster than Petra Koss?", "No"),
    ("Who was faster, Luc Morel or Ines Vidal?", "Luc Morel"),
    ("How many skiers are there?", None),
    ("How many women took part?", "2"),
    ("What is the best total time?", "1:44.21"),
    ("Who was faster than 1:46?", "Ola Nyberg, Petra Koss"),
    ("Which nation has the most skiers?", None),
]

PATHS = table_from(
    """Trail,Valley,Length (km),Climb (m),Marked,Entry fee (EUR),Walking time
Ridge Trail,Lower Valley,14.5,820,yes,0,5:30
Brook Trail,Upper Valley,6.2,150,yes,2,2:00
Pine Trail,Lower Valley,9.0,410,no,0,3:15
Falls Trail,Side Valley,3.8,90,yes,4,1:10
""",
    "trails.csv",
    "Trails in the park",
)
PATHS_QUESTIONS = [
    ("How many trails charge an entry fee?", "2"),
    ("What is the average entry fee of the trails that charge one?", "3 EUR"),
    ("Which trails are free?", None),
    ("Which trails do not charge an entry fee?", "Ridge Trail, Pine Trail"),
    ("How many trails run through the Lower Valley?", "2"),
    ("Is the Ridge Trail longer than the Pine Trail?", "Yes"),
    ("Is the Brook Trail shorter than the Falls Trail?", "No"),
    ("Which is the longest trail?", "Ridge Trail"),
    ("How many trails are longer than 8 km?", "2"),
    ("What is the total length of the marked trails?", "24.5 km"),
    ("Which trails are not marked?", "Pine Trail"),
    ("Which trail has the nicest view?", None),
    ("Which trail is the hardest?", None),
    ("How many trails are in the park?", "4"),
    ("Which trails climb more than 400 m?", "Ridge Trail, Pine Trail"),
    ("How many kilometres of trail are there in total?", "33.5 km"),
]

STALLS = table_from(
    """Stall;Holder;Type of goods;Since;Monthly rent (EUR);Power;Deposit paid
1;Ewa Nowak;cheese;2009;140;yes;yes
2;Hans Pohl;bread;2016;110;yes;no
3;Li Wen;tea;2021;95;no;yes
4;Omar Said;olives;2013;120;no;no
5;Ewa Nowak;honey;2018;95;no;yes
""",
    "market.xlsx",
    "Market stalls",
)
STALLS_QUESTIONS = [
    ("How many stalls have power?", "2"),
    ("Which stalls have no power?", "3, 4, 5"),
    ("How many stalls belong to Ewa Nowak?", "2"),
    ("How much rent do all stalls pay together?", "560 EUR"),
    ("Who has been there longest?", "Ewa Nowak"),
    ("Who has paid the deposit?", "Ewa Nowak, Li Wen"),
    ("How many holders have not paid a deposit?", "2"),
    ("What is the average monthly rent?", "112 EUR"),
    ("Which stall is dearer, 2 or 4?", None),
    ("How many stalls cost less than 100 euros?", "2"),
    ("Who pays the highest rent?", "Ewa Nowak"),
    ("Who sells the best cheese?", None),
    ("How many stalls sell fish?", None),
]

TENTH = ((PAINTINGS, PAINTINGS_QUESTIONS), (SKI, SKI_QUESTIONS), (PATHS, PATHS_QUESTIONS), (STALLS, STALLS_QUESTIONS))
