"""A thirteenth batch, of kinds that a set written by somebody else failed in: (question, value expected or None)."""

from tests.reckoning.tables import table_from

FERRIES = table_from(
    """Line,Operator,Distance (km),Sailing time,Fare per person (£),Cars allowed,First run,Times cancelled
Skerry Sound,Norline,12.4,1 h 10 min,8.50,Y,03/04/1998,14
Long Firth,Norline,48.0,3 h 25 min,21.00,Y,17/05/1976,31
Gull Narrows,Islander,3.1,20 min,2.50,N,22/09/2011,6
Barra Bight,Islander,27.5,2 h 5 min,14.00,Y,,
Seal Race,Bluefin,6.6,45 min,4.00,N,30/06/2004,9
Outer Holm,Bluefin,61.2,4 h,27.50,,12/03/1989,22
""",
    "harbour_lines.csv",
    "Ferry lines",
)
KENNEL = table_from(
    """Name;Kind;Weight (kg);Came in;Chipped;Keep per day (€)
Rolo;Hound;31.0;12 May 2023;yes;9
Pixie;Terrier;6.4;3 Jan 2022;no;6
Otis;Hound;28.5;30 Nov 2024;no;9
Bella;Collie;19.2;8 Feb 2021;yes;7.50
Tank;Mastiff;71.0;;yes;14
""",
    "kennel.csv",
    "Dogs in care",
)
COTTAGES = table_from(
    """Cottage|Bedrooms|Floor area (m²)|Rent per week (€)|Guests welcome|Let out since|Climb to door (m)
Heron|2|58|420|yes|1 May 2015|4
Otter|3|84.5|610|no|1 Mar 2021|12
Badger|1|36|300|yes|1 Jul 2018|0
Swift|3|91|655||1 Apr 2012|30
Marten|4|120|890|no||18
""",
    "lakeside_cottages.csv",
    "Cottages",
)
WORKSHOPS = table_from(
    """Workshop|Leader|Day|Starts|Length|Fee per person (£)|Seats free|Suitable for children
Felting|Ida Moss|Saturday|07/03/2026|1h 45m|35|3|Y
Basketry|Jon Pike|Sunday|22/03/2026|5h 30m|80|0|N
Lino printing|Ida Moss|Saturday|14/02/2026|2h 15m|42|6|Y
Stained glass|Rhea Stone|Friday|27/03/2026|6h|110|1|N
Bookbinding|Jon Pike|Sunday|15/02/2026|3h|55||
Spoon carving|Tom Ash|Saturday|28/03/2026|2h 30m|48|4|Y
""",
    "spring_workshops.md",
    "Spring workshops at the Mill",
)
PLOTS = table_from(
    """Plot,Holder,Area (m²),Rent per year (€),Held since,Shed,Water bill (€)
P1,Ana Lopez,120,"1,045",2003,Y,88.20
P2,Bo Chen,80,690,2017,N,41.00
P3,Cy Duarte,200,"1,520",1996,Y,
P4,,95,810,,N,0
P5,Eve Falk,110,960,2011,Y,73.60
""",
    "allotments.csv",
    "Allotment plots",
)
THIRTEENTH = (
    (
        FERRIES,
        [
            ("How long is the average sailing time?", "1 h 57 min 30 s"),
            ("What is the average sailing time?", "1 h 57 min 30 s"),
            ("What is the longest sailing time?", "4 h"),
            ("Which line takes the longest?", "Outer Holm"),
            ("How much longer does it take to sail Long Firth than Seal Race?", "2 h 40 min"),
            ("Which lines take less than an hour?", "Gull Narrows, Seal Race"),
            ("How many lines take over 2 hours?", "3"),
            ("Which lines cost over £10 a person?", "Long Firth, Barra Bight, Outer Holm"),
            ("How many lines cost less than £5 per person?", "2"),
            ("What is the difference in fare per person between Long Firth and Seal Race?", "17.00 £"),
            ("Which line is the shortest in kilometres?", "Gull Narrows"),
            ("Which line is the longest in km?", "Outer Holm"),
            ("Which line has been cancelled the most often?", "Long Firth"),
            ("How many times have the Norline lines been cancelled, all added together?", "45"),
            ("How many lines started after 1 January 1990?", "3"),
            ("Which line started last?", "Gull Narrows"),
            ("How many lines started before 2000?", "3"),
            ("How many lines do not allow cars?", "2"),
            ("How many lines are there from the harbour?", "6"),
            ("How many lines can you book?", "6"),
            ("How many lines did they sell?", None),
            ("What would Skerry Sound and Long Firth cost me together?", "29.50 £"),
            ("How much do both Gull Narrows and Seal Race cost?", "6.50 £"),
            ("Which line finished first?", None),
            ("Which line is the roughest?", None),
            ("Which line first ran the longest ago?", "Long Firth"),
            ("Which line has gone the longest since its first run?", "Long Firth"),
        ],
    ),
    (
        KENNEL,
        [
            ("Which dog has been waiting the longest?", "Bella"),
            ("Which hound has been living here the longest?", "Rolo"),
            ("How many dogs have not been chipped yet?", "2"),
            ("How many dogs are in the kennel?", "5"),
            ("How many hounds are there at the kennel?", "2"),
            ("How much does a hound cost a day on average?", "9 €"),
            ("How many dogs cost more than €8 a day?", "3"),
            ("What is the heaviest dog they have?", "Tank"),
            ("How much do Rolo and Otis weigh together?", "59.5 kg"),
            ("How many dogs came in after 2022?", "2"),
            ("How many dogs did we have last year?", None),
            ("Which dog came in the longest ago?", "Bella"),
        ],
    ),
    (
        COTTAGES,
        [
            ("How many square metres bigger is Marten than Badger?", "84 m²"),
            ("Which cottages are larger than 60 square metres?", "Otter, Swift, Marten"),
            ("What is the average rent of a three-bedroom cottage?", "632.50 €"),
            ("How many two-bedroom cottages are there?", "1"),
            ("Which 3-bedroom cottage is the cheapest?", "Otter"),
            ("How many cottages are not open to guests?", "2"),
            ("Which cottages cost under 500 euros a week?", "Heron, Badger"),
            ("Which cottages climb more than 10 metres?", "Otter, Swift, Marten"),
            ("What do all the cottages on the lakeside cost per week in total?", "2875 €"),
            ("How many weeks is the Heron cottage let?", None),
            ("How many cottages can I rent for a month?", None),
        ],
    ),
    (
        WORKSHOPS,
        [
            ("How many workshops are on a Saturday?", "3"),
            ("Which workshops last more than 2 hours?", "Basketry, Lino printing, Stained glass, Bookbinding, Spoon carving"),
            ("How long do Ida Moss's workshops last in total?", "4 h"),
            ("Which workshops cost less than £50 a head?", "Felting, Lino printing, Spoon carving"),
            ("How many workshops are not suitable for children?", "2"),
            ("How much longer is Stained glass than Felting?", "4 h 15 min"),
            ("How many people lead workshops at the mill?", None),
            ("Which workshop should a beginner choose?", None),
            ("How many workshops are sold out?", "1"),
            ("How many workshops are already fully booked?", "1"),
            ("How many workshops are not full?", "4"),
        ],
    ),
    (
        PLOTS,
        [
            ("Who has held a plot the longest?", "Cy Duarte"),
            ("How much rent do all the plots bring in a year?", "5,025 €"),
            ("Which plots are rented for more than €900 a year?", "P1, P3, P5"),
            ("How many square metres bigger is P1 than P4?", "25 m²"),
            ("How many plots are free?", None),
        ],
    ),
)
