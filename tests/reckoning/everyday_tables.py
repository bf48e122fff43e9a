"""Everyday tables, each of another kind: what people keep lists of."""

from tests.reckoning import tables
from tests.reckoning.tables import table_from

TABLES = {
    "menu": tables.TABLES[0],
    "staff": tables.TABLES[1],
    "hotels": tables.TABLES[2],
    "expenses 2024": table_from(
        """Date,Category,Description,Amount,Paid by
2024-01-05,Travel,Train to Leeds,48.20,Mona
2024-01-09,Office,Printer paper,12.75,Karl
2024-01-22,Meals,Team lunch,86.40,Mona
2024-02-02,Travel,Taxi,19.00,Igor
2024-02-14,Office,Desk lamp,34.90,Karl
2024-02-27,Travel,Hotel in Leeds,142.00,Mona
2024-03-03,Meals,Coffee for guests,7.15,Igor
2024-03-19,Software,Licence,240.00,Karl
""",
        "expenses-2024.csv",
        "expenses 2024",
    ),
    "library books": table_from(
        """Title,Author,Year,Pages,Copies,Genre,Language
The Salt Road,Ines Alder,1998,312,4,Novel,English
Quiet Water,Tom Becker,2011,198,2,Poetry,German
North of Here,Ines Alder,2005,276,3,Travel,English
The Glass Orchard,Maya Lund,2019,421,6,Novel,Danish
Bread and Iron,Paul Okafor,1975,540,1,History,English
Small Machines,Lea Roth,2021,154,5,Science,German
A Winter Census,Paul Okafor,1988,367,2,History,English
""",
        "library/books.csv",
        "books",
    ),
    "peaks": table_from(
        """Peak;Range;Country;Height (m);First climbed;Huts
Skarn;Western Alps;Italy;3,412;1864;2
Tolm;Dinaric Alps;Slovenia;2,236;1830;1
Old Bess;Cairn Hills;Scotland;1,187;;0
Veyra;Western Alps;France;3,980;1858;3
Mondo;Western Alps;Italy;2,871;1871;1
Kreuzfirst;Tauern;Austria;3,105;1841;4
""",
        "peaks.md",
        "Mountains of Europe peaks",
    ),
    "fleet": table_from(
        """Vehicle;Type;Fuel;Seats;Mileage (km);Bought;Insured
Alba 3;van;diesel;3;120,400;12/03/2017;yes
Brisa;car;petrol;5;48,900;25/08/2020;yes
Corvo;car;electric;5;15,250;03/02/2023;yes
Dune XL;minibus;diesel;9;201,000;30/11/2014;no
Ember;car;petrol;4;88,700;17/06/2019;no
Fjord;van;electric;3;9,980;21/01/2024;yes
""",
        "fleet.xlsx",
        "fleet Vehicles",
    ),
    "courses": table_from(
        """Course,Teacher,Day,Start,Duration (min),Fee (€),Places,Level
Watercolour,Ms Hale,Monday,18:00,90,120,12,beginner
Life drawing,Mr Quist,Tuesday,19:30,120,165,10,advanced
Pottery,Ms Hale,Wednesday,17:00,150,210,8,beginner
Screen printing,Ms Ito,Thursday,18:30,120,185,8,intermediate
Photography,Mr Quist,Saturday,10:00,180,95,15,beginner
Calligraphy,Ms Ito,Monday,19:00,60,0,20,beginner
""",
        "courses.docx",
        "Evening school courses",
    ),
    "visitors": table_from(
        """Month,Adults,Children,School groups,Takings
April,812,240,14,6 402
May,1 034,377,22,8 118
June,1 190,410,31,9 275
July,1 502,655,3,11 840
August,1 611,702,,12 436
Total,6 149,2 384,70,48 071
""",
        "visitors.csv",
        "visitors Museum of Clocks, visitors by month",
    ),
    "flats": table_from(
        """Flat;Tenant;Rooms;Size (m²);Monthly rent;Floor;Balcony;Lease ends
1L;Brook;2;54;€ 780,00;1;yes;31 March 2026
1R;Haddad;3;61;€ 860,00;1;no;30 June 2025
2L;Ortiz;2;54;€ 795,50;2;yes;31 December 2027
2R;Falk;3;63;€ 890,00;2;yes;
3L;Brandt;4;92;€ 1.240,00;3;yes;30 September 2025
3R;;1;38;€ 540,00;3;no;
""",
        "flats.docx",
        "House Elm Street 4 flats and tenants",
    ),
    "sales 2023": table_from(
        """Region;Product;Quarter;Units;Revenue
North;Kayak;Q1;120;36,000
North;Paddle;Q1;340;8,500
South;Kayak;Q1;95;28,500
South;Paddle;Q1;410;10,250
North;Kayak;Q2;150;45,000
North;Paddle;Q2;380;9,500
South;Kayak;Q2;80;24,000
South;Paddle;Q2;290;7,250
""",
        "sales-2023.csv",
        "sales 2023",
    ),
    "marathon": table_from(
        """Runner,Country,Age,Club,Time (min),Finished
Ayo Bell,Kenya,24,Lakeside,142.5,yes
Marta Rune,Norway,31,Fjell,149.0,yes
Kenji Sato,Japan,28,-,151.2,yes
Lou Perrin,France,35,Lakeside,-,no
Ana Vidal,Spain,27,Sierra,147.8,yes
Tim Ross,Canada,41,Maple,163.4,yes
Nils Aas,Norway,22,Fjell,145.1,yes
""",
        "marathon.html",
        "Spring marathon results, runners",
    ),
    "league": table_from(
        """Team,Played,Won,Drawn,Lost,Goals,Points
Harbour FC,10,7,2,1,24,23
Millbrook,10,6,1,3,19,19
Castle United,10,5,4,1,17,19
Northgate,10,3,3,4,11,12
Eastfield,10,2,2,6,9,8
Riverside,10,0,4,6,6,4
""",
        "league.md",
        "League table 2024",
    ),
    "stock": table_from(
        """Item,Supplier,In stock,Unit price (£),Weight (kg),Location,Discontinued
Claw hammer,Bolt & Co,34,12.99,0.7,A1,no
Hand saw,Bolt & Co,12,18.50,0.9,A2,no
Cordless drill,Voltex,7,89.00,1.8,B1,no
Work lamp,Voltex,0,24.75,1.2,B1,yes
Ladder,Hightop,4,64.00,8.5,Yard,no
Wheelbarrow,Hightop,9,55.20,12.4,Yard,no
Chisel set,Bolt & Co,21,31.00,1.1,A1,yes
Extension lead,Voltex,15,14.30,1.5,B2,no
""",
        "stock.xlsx",
        "Tool shop stock",
    ),
    "shelter": table_from(
        """Name,Animal,Breed,Age (years),Weight,Arrived,Vaccinated
Rolo,dog,beagle,4,11.5 kg,2024-02-11,yes
Misty,cat,tabby,9,4.2 kg,2023-12-01,yes
Bruno,dog,boxer,7,28 kg,2024-04-20,no
Pip,rabbit,lop,1,1.9 kg,2024-05-02,no
Luna,cat,siamese,2,3.6 kg,2024-03-15,yes
Otto,dog,dachshund,10,8.8 kg,2022-09-30,yes
Clementine,cat,tabby,,4.8 kg,2024-05-19,no
""",
        "shelter.html",
        "Animals at the shelter",
    ),
    "countries": table_from(
        """Country;Capital;Continent;Population (millions);Area (km²);Currency;EU member
Estonia;Tallinn;Europe;1.4;45,228;euro;yes
Norway;Oslo;Europe;5.5;385,207;krone;no
Kenya;Nairobi;Africa;54.0;580,367;shilling;no
Ghana;Accra;Africa;33.5;238,533;cedi;no
Peru;Lima;South America;34.0;1,285,216;sol;no
Portugal;Lisbon;Europe;10.3;92,212;euro;yes
Finland;Helsinki;Europe;5.6;338,455;euro;yes
""",
        "countries.md",
        "Countries",
    ),
    "weather week 23": table_from(
        """Day,Max temp (°C),Min temp (°C),Rain (mm),Wind (km/h),Sunshine hours
Monday,21,12,0,14,9.5
Tuesday,19,11,4.2,22,5.0
Wednesday,16,9,12.8,35,0.5
Thursday,18,8,1.1,27,6.2
Friday,22,10,0,11,10.1
Saturday,25,14,0,9,11.3
Sunday,23,15,6.5,18,4.4
""",
        "weather-week-23.csv",
        "weather week 23",
    ),
    "phones": table_from(
        """Model,Brand,Released,Price,Screen (inch),Storage (GB),Battery (mAh),5G
Nova 3,Kestrel,2021-03-12,$299,6.1,64,4000,no
Nova 5,Kestrel,2023-02-20,$449,6.4,128,4500,yes
Pico,Lumo,2022-09-01,$199,5.5,32,3100,no
Titan X,Lumo,2023-10-05,$999,6.8,512,5200,yes
Aero,Brisk,2020-06-18,$349,6.0,128,3900,no
Aero 2,Brisk,2024-01-30,$529,6.3,256,4600,yes
""",
        "phones.xlsx",
        "Phone models in our shop",
    ),
    "invoices": table_from(
        """Invoice no.;Customer;City;Issued;Due;Net amount;VAT;Paid
2024-001;Alder Ltd;Leeds;03.01.2024;02.02.2024;1,250.00;20%;true
2024-002;Birch Bros;York;15.01.2024;14.02.2024;380.50;20%;true
2024-003;Cedar Inc;Leeds;22.01.2024;21.02.2024;2,940.00;0%;false
2024-004;Alder Ltd;Leeds;09.02.2024;10.03.2024;415.00;20%;false
2024-005;Dogwood;Hull;19.02.2024;20.03.2024;1,100.75;5%;true
2024-006;Birch Bros;York;04.03.2024;03.04.2024;96.00;20%;false
""",
        "invoices.csv",
        "invoices",
    ),
    "classes": table_from(
        """Class,Teacher,Pupils,Girls,Boys,Room,Language
5a,Mrs Cole,24,13,11,101,French
5b,Mr Diallo,22,10,12,102,Spanish
6a,Ms Frost,27,15,12,201,French
6b,Mr Hart,25,9,16,202,German
7a,Mrs Iqbal,19,11,8,301,Spanish
""",
        "classes.docx",
        "School classes 2024/25",
    ),
    "nutrition": table_from(
        """Food (100 g),Energy (kcal),Protein (g),Fat (g),Sugar (g),Group
Apple,52,0.3,0.2,10.4,fruit
Banana,89,1.1,0.3,12.2,fruit
Lentils,116,9.0,0.4,1.8,legumes
Chickpeas,164,8.9,2.6,4.8,legumes
Salmon,208,20.4,13.4,0,fish
Almonds,579,21.2,49.9,4.4,nuts
Butter,717,0.9,81.1,0.1,dairy
""",
        "nutrition.md",
        "Nutrition values of foods",
    ),
    "ten k": table_from(
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
    ),
    "instruments": table_from(
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
    ),
    "bridges": table_from(
        """Bridge,River,Length (m),Opened,Toll (EUR)
Anker Bridge,Orla,310,1931,none
Birk Bridge,Tessin,540,1964,3.00
Crown Bridge,Orla,125,1889,none
Dam Bridge,Vessa,890,1999,4.50
Elm Bridge,Orla,205,1972,1.50
""",
        "bridges.md",
        "Bridges of the county",
    ),
    "animals": table_from(
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
    ),
    "lake swim": table_from(
        """Rank,Name,Gender,Year of birth,Team,Finish time
1,Karin Holt,w,1994,Otters,0:24:10
2,Emil Sand,m,1987,Pikes,0:25:55
3,Jana Frei,w,2001,Otters,0:31:40
4,Paul Wirth,m,1979,,0:48:05
5,Greta Linde,w,1990,Pikes,1:02:30
,Uwe Tamm,m,1985,Otters,DNF
""",
        "lake_swim.csv",
        "Lake crossing 2023",
    ),
    "car parks": table_from(
        """Car park,Street,Spaces,Fee per hour (EUR),Built,Roofed,Leased to
Castle,Ring Road,120,2.50,1988,yes,Parkwell
Market,Mill Lane,80,-,1971,no,
Station,Ring Road,310,1.80,2006,yes,Velux Ltd
River,Quay,95,-,1995,no,Parkwell
Opera,Mill Lane,150,3.20,2015,yes,
""",
        "car_parks.md",
        "Car parks",
    ),
    "tools": table_from(
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
    ),
    "triathlon": table_from(
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
    ),
    "boats": table_from(
        """Boat no.,Boat,Builder,Built in,Seats,Price (EUR),Sponsor,Out on loan to
B-01,Double scull "Heron",Werft Nord,1998,2,6400,-,Uni Rowing
B-02,Single scull "Tern",Werft Nord,2012,1,4200,Aqua Bank,
B-03,Eight "Albatross",Boatworks,1987,9,15800,-,
B-04,Single scull "Gull",Boatworks,2019,1,7100,Aqua Bank,Lise Kern
B-05,Four "Pelican",Oar & Sons,2005,5,,City Lotto,
""",
        "boats.csv",
        "Boats of the rowing club",
    ),
    "members": table_from(
        """First name,Surname,Gender,Born,Joined,Section,Fee (EUR),Licence
Ada,Holm,female,1990,2015-04-01,Judo,120,yes
Bo,Krall,male,1985,2011-09-15,Chess,60,no
Cem,Demir,male,2004,2022-01-10,Judo,0,no
Dora,Veit,female,1962,1999-06-30,Chess,60,yes
Edda,Lang,female,2010,2023-03-03,Swimming,45,no
""",
        "members.csv",
        "Members",
    ),
    "lakes": table_from(
        """Lake,District,Depth (m),Area (km²),Ferry,Camping
Aster Lake,North,45,12.5,yes,2
Boll Lake,North,112,30.1,no,
Corr Lake,South,8,0.9,no,1
Dunn Lake,East,67,22.4,yes,
""",
        "lakes.docx",
        "Lakes",
    ),
    "paintings": table_from(
        """Inv. no.,Title,Painter,Painted,Height (cm),Value (EUR),Lent to,Framed
G1,Harbour at dusk,Lund,1884,60,12000,,yes
G2,Winter field,Orsini,1921,45,3400,City Hall,no
G3,Self-portrait,Lund,1890,38,8800,,yes
G4,Still life with pears,Adami,1903,52,,Bank Nord,yes
G5,Still life with jug,Adami,1911,70,5600,,no
""",
        "paintings.csv",
        "Paintings in the collection",
    ),
    "slalom": table_from(
        """Rank,Name,Sex,Nation,Run 1,Run 2,Total
1,Ola Nyberg,M,SWE,52.31,51.90,1:44.21
2,Petra Koss,F,AUT,53.10,52.75,1:45.85
3,Luc Morel,M,FRA,54.00,53.22,1:47.22
4,Ines Vidal,F,AND,56.12,55.80,1:51.92
,Max Thoma,M,AUT,DNF,,DNF
""",
        "slalom.md",
        "Slalom results",
    ),
    "trails": table_from(
        """Trail,Valley,Length (km),Climb (m),Marked,Entry fee (EUR),Walking time
Ridge Trail,Lower Valley,14.5,820,yes,0,5:30
Brook Trail,Upper Valley,6.2,150,yes,2,2:00
Pine Trail,Lower Valley,9.0,410,no,0,3:15
Falls Trail,Side Valley,3.8,90,yes,4,1:10
""",
        "trails.csv",
        "Trails in the park",
    ),
    "market": table_from(
        """Stall,Holder,Type of goods,Since,Monthly rent (EUR),Power,Deposit paid
1,Ewa Nowak,cheese,2009,140,yes,yes
2,Hans Pohl,bread,2016,110,yes,no
3,Li Wen,tea,2021,95,no,yes
4,Omar Said,olives,2013,120,no,no
5,Ewa Nowak,honey,2018,95,no,yes
""",
        "market.xlsx",
        "Market stalls",
    ),
    "lots": table_from(
        """Lot,Coin,Country,Struck,Weight (g),Estimate (EUR),Sold to,Silver
1,Thaler,Saxony,1765,28.1,320,Mr Ott,yes
2,Ducat,Venice,1652,3.5,780,,no
3,Crown,England,1819,28.3,210,Ms Ray,yes
4,Ducat,Holland,1780,3.5,540,,no
5,Penny,England,1901,9.4,12,Mr Ott,no
""",
        "lots.csv",
        "Auction lots: coins",
    ),
    "sprint": table_from(
        """Pl.,Crew,Category,Club,Time,Remark
1,Alva/Berg,W,Fjord RC,7:12.4,
2,Costa/Dahl,M,Harbour RC,7:20.0,
3,Eide/Falk,M,Fjord RC,7:31.8,late start
4,Gran/Holt,W,Lake RC,7:45.1,
5,Ivers/Jahn,W,Harbour RC,8:02.6,
""",
        "sprint.html",
        "Double sculls final results",
    ),
    "halls": table_from(
        """Hall,Quarter,Seats,Hire per day (EUR),Cleaning charge (EUR),Stage,Opened
Alder Hall,Old Town,120,90,25,yes,1958
Beech Hall,Docks,300,210,none,yes,1994
Cedar Hall,Old Town,60,45,none,no,1931
Dune Hall,Docks,180,130,40,no,2010
""",
        "halls.xlsx",
        "Halls for hire",
    ),
    "horses": table_from(
        """Horse,Sex,Breed,Born,Came in,Owner,Stallion fee,Insured
Brisk,m,Arab,2014,2022-05-01,Falk,400,yes
Clover,f,Hafling,2009,2019-10-12,Toms,,no
Dapple,f,Arab,2018,2023-07-30,Falk,,yes
Ember,m,Friesian,2011,2020-02-08,Urs,650,no
""",
        "horses.csv",
        "Horses in the stable",
    ),
    "bikes": table_from(
        """Frame,Model,Rider type,Year,Weight (kg),New price (EUR),Rented by,Basket
F1,City 28,w,2017,15.2,620,,yes
F2,City 28,m,2019,15.9,640,Ono,no
F3,Trekking 28,m,2014,17.0,790,,no
F4,Kids 20,w,2021,9.5,260,Paz,yes
F5,Trekking 26,w,2022,,850,,no
""",
        "bikes.csv",
        "Bikes for rent",
    ),
    "towers": table_from(
        """Tower,Town,Height (m),Year,Steps,Entrance fee (EUR)
Kirk Tower,Aldham,45,1480,212,-
Water Tower,Borley,38,1902,160,2.50
Moor Tower,Aldham,29,1875,98,-
Signal Tower,Corve,52,1999,240,3.50
""",
        "towers.md",
        "Towers that can be climbed",
    ),
    "harbour lines": table_from(
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
    ),
    "kennel": table_from(
        """Name,Kind,Weight (kg),Came in,Chipped,Keep per day (€)
Rolo,Hound,31.0,12 May 2023,yes,9
Pixie,Terrier,6.4,3 Jan 2022,no,6
Otis,Hound,28.5,30 Nov 2024,no,9
Bella,Collie,19.2,8 Feb 2021,yes,7.50
Tank,Mastiff,71.0,,yes,14
""",
        "kennel.csv",
        "Dogs in care",
    ),
    "lakeside cottages": table_from(
        """Cottage,Bedrooms,Floor area (m²),Rent per week (€),Guests welcome,Let out since,Climb to door (m)
Heron,2,58,420,yes,1 May 2015,4
Otter,3,84.5,610,no,1 Mar 2021,12
Badger,1,36,300,yes,1 Jul 2018,0
Swift,3,91,655,,1 Apr 2012,30
Marten,4,120,890,no,,18
""",
        "lakeside_cottages.csv",
        "Cottages",
    ),
    "spring workshops": table_from(
        """Workshop,Leader,Day,Starts,Length,Fee per person (£),Seats free,Suitable for children
Felting,Ida Moss,Saturday,07/03/2026,1h 45m,35,3,Y
Basketry,Jon Pike,Sunday,22/03/2026,5h 30m,80,0,N
Lino printing,Ida Moss,Saturday,14/02/2026,2h 15m,42,6,Y
Stained glass,Rhea Stone,Friday,27/03/2026,6h,110,1,N
Bookbinding,Jon Pike,Sunday,15/02/2026,3h,55,,
Spoon carving,Tom Ash,Saturday,28/03/2026,2h 30m,48,4,Y
""",
        "spring_workshops.md",
        "Spring workshops at the Mill",
    ),
    "allotments": table_from(
        """Plot;Holder;Area (m²);Rent per year (€);Held since;Shed;Water bill (€)
P1;Ana Lopez;120;1,045;2003;Y;88.20
P2;Bo Chen;80;690;2017;N;41.00
P3;Cy Duarte;200;1,520;1996;Y;
P4;;95;810;;N;0
P5;Eve Falk;110;960;2011;Y;73.60
""",
        "allotments.csv",
        "Allotment plots",
    ),
    "wind parks": table_from(
        """Wind park,County,Turbines,Capacity (MW),Hub height (m),Commissioned,Operator,Offshore,Output 2023 (GWh)
Hoge Marsch,Norden,24,72.0,105,2009,Nordwind,no,168
Sturmrücken,Norden,12,50.4,140,2018,Vento,no,131
Kliffkante,Osten,8,16.0,80,2003,Nordwind,no,32
Seefeld Eins,Küste,40,240.0,110,2015,Baltic Power,yes,910
Seefeld Zwei,Küste,54,432.0,125,2021,Baltic Power,yes,1640
Torfheide,Süden,6,12.6,98,2006,Bürgerwind,no,24
Langer Acker,Osten,15,63.0,149,2020,Vento,no,158
Mühlberg,Süden,3,3.0,65,1998,Bürgerwind,no,4
Graue Düne,Küste,21,63.0,100,2012,Nordwind,no,140
""",
        "wind-parks.csv",
        "Wind parks",
    ),
    "parcels": table_from(
        """Tracking no.,Sent,Destination,Carrier,Weight (kg),Postage (€),Insured,Delivered,Status
PX-1041,2024-03-01,Vienna,Swift,2.4,8.90,yes,2024-03-04,delivered
PX-1042,2024-03-01,Lyon,EuroPost,0.6,4.50,no,2024-03-07,delivered
PX-1043,2024-03-04,Vienna,Swift,11.0,19.90,yes,2024-03-06,delivered
PX-1044,2024-03-05,Oslo,Nordlog,5.2,24.00,yes,,lost
PX-1045,2024-03-11,Porto,EuroPost,1.1,6.20,no,2024-03-19,delivered
PX-1046,2024-03-11,Oslo,Nordlog,3.3,18.50,no,2024-03-15,delivered
PX-1047,2024-03-18,Lyon,Swift,7.8,14.20,yes,,in transit
PX-1048,2024-03-20,Vienna,EuroPost,0.4,3.90,no,2024-03-26,delivered
PX-1049,2024-03-22,Porto,Swift,15.6,31.00,yes,,in transit
""",
        "parcels.csv",
        "Parcels",
    ),
    "greenhouse sensors": table_from(
        """Sensor,House,Crop,Avg temp (°C),Humidity (%),Battery left (%),Installed,Alarm,Readings per hour
S-01,House A,Tomato,23.5,71,88,2022-04-01,off,12
S-02,House A,Tomato,24.1,69,45,2022-04-01,off,12
S-03,House A,Basil,22.8,64,12,2020-09-15,on,6
S-04,House B,Cucumber,25.6,82,97,2024-01-20,off,12
S-05,House B,Cucumber,26.3,85,63,2023-05-11,on,12
S-06,House C,Orchid,21.2,78,54,2021-11-30,off,4
S-07,House C,Orchid,20.9,80,,2019-02-08,off,4
S-08,House D,Lettuce,17.4,66,91,2023-10-05,off,6
""",
        "greenhouse-sensors.csv",
        "Greenhouse sensors",
    ),
    "it assets": table_from(
        """Asset tag,Type,Model,Assigned to,Department,Purchased,Price (USD),Warranty until,RAM (GB),Encrypted
LT-2001,Laptop,Nova 14,Priya Shah,Finance,2021-03-10,1150,2024-03-10,16,yes
LT-2002,Laptop,Nova 14,Tom Reed,Finance,2021-03-10,1150,2024-03-10,16,yes
LT-2003,Laptop,Aero X,Lena Vogt,Design,2023-06-21,2390,2026-06-21,32,yes
LT-2004,Laptop,Aero X,,Design,2023-06-21,2390,2026-06-21,32,no
DT-3001,Desktop,Core Tower,Sam Osei,Support,2019-11-05,870,2022-11-05,8,no
DT-3002,Desktop,Core Tower,Ines Roca,Support,2020-01-17,870,2023-01-17,8,yes
DT-3003,Desktop,Render Pro,Max Lind,Design,2024-02-29,4150,2027-02-28,128,yes
PH-4001,Phone,Pixelon 6,Priya Shah,Finance,2022-12-01,640,2024-12-01,,yes
PH-4002,Phone,Pixelon 6,Karl Boe,Sales,2022-12-01,640,2024-12-01,,yes
TB-5001,Tablet,Slate 11,Karl Boe,Sales,2023-09-14,520,2025-09-14,8,no
""",
        "it-assets.csv",
        "IT assets",
    ),
    "allergy clinic": table_from(
        """Doctor;Speciality;Consulting room;Started;Patients per week;Fee per visit (€);Speaks;Takes new patients;Rating
Dr Ahlers;Allergies;12;2011;45;80;German, English;yes;4.6
Dr Bose;Skin;14;2018;38;95;English, Hindi;no;4.8
Dr Costa;Allergies;15;2020;29;75;Portuguese, Spanish;yes;4.1
Dr Dahl;Lungs;21;2006;52;110;German, Danish;no;4.4
Dr Endo;Skin;22;2022;17;85;Japanese, English;yes;4.9
Dr Fabri;Children;3;2015;61;60;Italian, German;yes;4.7
""",
        "allergy-clinic.csv",
        "Allergy clinic doctors",
    ),
    "fleet fuel": table_from(
        """Plate,Driver,Make,Fuel,Mileage (km),Consumption (l/100 km),Next service,Parked at,Winter tyres
KL-100,Rosa,Volta,Diesel,84200,6.4,2024-11-04,North yard,yes
KL-101,Emre,Volta,Diesel,126900,6.9,2024-10-12,North yard,no
KL-102,Nils,Carro,Petrol,45100,7.8,2025-02-20,South yard,yes
KL-103,Rosa,Carro,Electric,22750,,2025-05-15,South yard,yes
KL-104,Uta,Brixo,Diesel,201300,8.3,2024-10-01,North yard,no
KL-105,,Brixo,Petrol,9800,7.1,2025-08-30,South yard,no
""",
        "fleet-fuel.csv",
        "Fleet",
    ),
    "bar stock": table_from(
        """Name,Kind,Quantity,Supplier
Cola,drink,20,Ann
Tea,drink,5,Bob
Crisps,snack,30,Ann
Nuts,snack,4,Bob
""",
        "bar.csv",
        "Bar stock",
    ),
    "loan desk": table_from(
        """Tool,Code,Times lent,Boats licence,List
Outboard,007,12,yes,yes
Trailer,012,3,no,no
Winch,104,30,yes,yes
""",
        "loan-desk.csv",
        "Loan desk",
    ),
}
