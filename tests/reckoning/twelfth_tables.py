"""A twelfth batch, asked once, no rule was made for it: (question, value expected or None)."""

from tests.reckoning.tables import table_from

BIKES = table_from(
    """Frame,Model,Rider type,Year,Weight (kg),New price (EUR),Rented by,Basket
F1,City 28,w,2017,15.2,620,,yes
F2,City 28,m,2019,15.9,640,Ono,no
F3,Trekking 28,m,2014,17.0,790,,no
F4,Kids 20,w,2021,9.5,260,Paz,yes
F5,Trekking 26,w,2022,,850,,no
""",
    "bikes.csv",
    "Bikes for rent",
)
RELAY = table_from(
    """Place;Swimmer;Sex;School;Lap time
1;Ada Kern;F;North School;1:02
2;Ben Ortiz;M;South School;1:05
3;Cora Lux;F;South School;1:09
4;Dirk Ende;M;North School;1:15
""",
    "lap.csv",
    "Lap times of the swimming gala",
)
TOWERS = table_from(
    """Tower|Town|Height (m)|Year|Steps|Entrance fee (EUR)
Kirk Tower|Aldham|45|1480|212|-
Water Tower|Borley|38|1902|160|2.50
Moor Tower|Aldham|29|1875|98|-
Signal Tower|Corve|52|1999|240|3.50
""",
    "towers.md",
    "Towers that can be climbed",
)
TWELFTH = (
    (
        BIKES,
        [
            ("How many city bikes are there?", "2"),
            ("How many bikes are rented?", "2"),
            ("Which bikes are not rented at the moment?", "F1, F3, F5"),
            ("How many bikes have a basket?", "2"),
            ("Is F3 heavier than F1?", "Yes"),
            ("Which bike is the lightest?", "F4"),
            ("What is the average new price?", "632 EUR"),
            ("Which bikes were made before 2018?", "F1, F3"),
            ("Which bike is the most comfortable?", None),
            ("How many bikes are rented by Paz?", "1"),
        ],
    ),
    (
        RELAY,
        [
            ("How many girls swam?", "2"),
            ("Who was the fastest boy?", "Ben Ortiz"),
            ("Who came third?", "Cora Lux"),
            ("How many swimmers are from South School?", "2"),
            ("Who swam faster than 1:06?", "Ada Kern, Ben Ortiz"),
            ("Is Ada Kern faster than Dirk Ende?", "Yes"),
            ("What is the average lap time of the girls?", "1:06"),
            ("How many female swimmers are there?", "2"),
        ],
    ),
    (
        TOWERS,
        [
            ("How many towers charge an entrance fee?", "2"),
            ("Which towers charge no fee?", "Kirk Tower, Moor Tower"),
            ("What is the average entrance fee of those that charge one?", "3.00 EUR"),
            ("Is the Kirk Tower taller than the Water Tower?", "Yes"),
            ("Which tower is the oldest?", "Kirk Tower"),
            ("How many towers stand in Aldham?", "2"),
            ("How many steps do the towers have in total?", "710"),
            ("Which tower has the best view?", None),
            ("How many towers were built after 1900?", "2"),
            ("How many years after the Moor Tower was the Water Tower built?", "27 years"),
        ],
    ),
)
