"""Small tables for the tests, built from CSV text the way the readers of files build them."""

import csv
import io

from qa_bot.reckoning.tables import Cell, Row, Table

MENU = """dish,category,price (EUR),kcal,vegan
Tomato soup,Starter,4.50,180,yes
Bruschetta,Starter,5.20,240,yes
Lasagne,Main course,12.50,820,no
Mushroom risotto,Main course,11.80,640,no
Chickpea curry,Main course,10.90,,yes
Grilled trout,Main course,16.40,510,no
Tiramisu,Dessert,6.20,450,no
Lemon sorbet,Dessert,4.50,160,yes
Espresso,Drink,2.20,5,yes
Apple juice,Drink,3.10,120,yes
"""

STAFF = """Name;Department;Joined;Annual leave (days);Salary;Remote
Anna Berg;Finance;2015-03-01;30;$61,000;yes
Ben Okoro;Sales;2019-09-15;25;$48,500;no
Clara Diaz;Sales;2021-01-10;25;$52,250;yes
Dev Patel;Engineering;2018-06-01;28;$75,000;yes
Eva Lind;Engineering;2022-11-20;24;$68,400;no
Finn Moe;Finance;2020-02-01;26;-;no
Gita Rao;Legal;2012-05-05;32;$82,000;no
Total;;;190;;
"""

HOTELS = """Hotel|City|Rooms|Price per night|Opened|Rating|Facilities
Adler|Vienna|120|189,00 €|1998|4.6|sauna, parking
Bellevue|Lyon|85|142,50 €|2007|4.1|parking
Corona|Vienna|240|210,00 €|2015|4.6|sauna, pool, gym
Dorint|Graz|60|98,00 €|1985|3.8|
Europa|Lyon|150|119,90 €|2011|4.3|gym, parking
Flora|Porto|45|87,50 €|2019|4.4|pool
Grand Imperial|Vienna|310|1.240,00 €|1902|4.9|sauna, pool, gym, parking
"""


def table_from(text: str, source: str, title: str) -> Table:
    """Return the table of a CSV text; the delimiter is the commonest of its first line."""
    header = text.splitlines()[0]
    delimiter = max(",;|", key=header.count)
    columns, *lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    rows = []
    for number, values in enumerate(lines, 1):
        cells = tuple(Cell(value, 0, len(value)) for value in values)
        rows.append(Row(cells, f"{source}#{number}", 0, sum(len(value) for value in values)))
    return Table(source=source, title=title, columns=tuple(columns), rows=tuple(rows), header=None)


TABLES = (
    table_from(MENU, "menu.csv", "menu"),
    table_from(STAFF, "staff.csv", "staff"),
    table_from(HOTELS, "hotels.csv", "hotels"),
)
