"""A fourteenth batch, of kinds that questions by others failed in, and traps: (question, value expected or None)."""

from tests.reckoning.tables import table_from

WIND_PARKS = table_from(
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
)
PARCELS = table_from(
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
)
SENSORS = table_from(
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
)
ASSETS = table_from(
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
)
DOCTORS = table_from(
    """Doctor,Speciality,Consulting room,Started,Patients per week,Fee per visit (€),Speaks,Takes new patients,Rating
Dr Ahlers,Allergies,12,2011,45,80,"German, English",yes,4.6
Dr Bose,Skin,14,2018,38,95,"English, Hindi",no,4.8
Dr Costa,Allergies,15,2020,29,75,"Portuguese, Spanish",yes,4.1
Dr Dahl,Lungs,21,2006,52,110,"German, Danish",no,4.4
Dr Endo,Skin,22,2022,17,85,"Japanese, English",yes,4.9
Dr Fabri,Children,3,2015,61,60,"Italian, German",yes,4.7
""",
    "allergy-clinic.csv",
    "Allergy clinic doctors",
)
CARS = table_from(
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
)
FOURTEENTH = (
    (
        WIND_PARKS,
        (
            ("How many wind parks are run by Nordwind?", "3"),
            ("Which wind farm has the most turbines?", None),
            ("How many turbines does Vento operate in all?", "27"),
            ("Which parks produced less than 50 GWh in 2023?", "Kliffkante, Torfheide, Mühlberg"),
            ("What is the combined capacity of the offshore parks?", "672.0"),
            ("Which onshore park has the highest output?", None),
            ("Which parks were commissioned in the 2010s?", "Sturmrücken, Seefeld Eins, Graue Düne"),
            ("Which operator runs the most parks?", "Nordwind"),
            ("How much taller are the hubs at Langer Acker than at Kliffkante?", "69 m"),
            ("What was the average output of the parks in the county of Osten?", "95"),
            ("Which park went into service last?", None),
            ("Name the three smallest parks by capacity.", "Mühlberg, Torfheide, Kliffkante"),
            ("Apart from the offshore ones, which park is the newest?", "Langer Acker"),
            ("How many parks have at least 20 turbines?", "4"),
            ("Which counties have more than two wind parks?", "Küste"),
            ("Who operates Mühlberg?", None),
        ),
    ),
    (
        PARCELS,
        (
            ("How many parcels went to Vienna?", "3"),
            ("How many parcels are still in transit?", "2"),
            ("What did we spend on postage in total?", "131.10 €"),
            ("Which is the heaviest parcel?", "PX-1049"),
            ("How many parcels over 5 kg were insured?", "4"),
            ("Which carrier took the most parcels?", "Swift"),
            ("Which parcels weigh less than a kilo?", "PX-1042, PX-1048"),
            ("What is the average postage for Swift parcels?", "18.50 €"),
            ("How many parcels have not been delivered yet?", "3"),
            ("Which parcel to Oslo was the most expensive?", "PX-1044"),
            ("How many shipments were sent before 10 March?", "4"),
            ("Which destinations got exactly two parcels?", "Lyon, Oslo, Porto"),
            ("What share of the parcels was insured?", "55.56 %"),
            ("How much dearer was PX-1044 than PX-1046?", "5.50 €"),
            ("How long did PX-1042 take to arrive?", None),
            ("What is the total weight of the parcels that EuroPost carried?", "2.1 kg"),
            ("How many parcels were damaged?", None),
        ),
    ),
    (
        SENSORS,
        (
            ("How many sensors do we have in House A?", "3"),
            ("Which sensor's battery is lowest?", "S-03"),
            ("Which sensors have less than half their battery left?", None),
            ("Which house is the warmest on average?", "House B"),
            ("How many sensors were installed after 2021?", "5"),
            ("Which sensors have their alarm on?", None),
            ("What is the highest humidity that was measured?", "85 %"),
            ("What is the mean temperature in House C?", "21.05 °C"),
            ("Which is the oldest sensor?", "S-07"),
            ("How many sensors take twelve readings an hour?", "4"),
            ("Which crop has the most sensors?", "Tomato, Cucumber, Orchid"),
            ("By how many degrees is S-05 warmer than S-08?", "8.9 °C"),
            ("How many houses are there?", "4"),
            ("Which sensor in House B is the newer one?", None),
            ("How humid is it at S-06?", None),
            ("How many sensors need a new battery?", None),
            ("How many tomatoes were picked?", None),
            ("How many sensors were replaced in 2023?", None),
            ("Which sensor is the most accurate?", None),
            ("How many alarms went off last night?", None),
            ("How many plants grow in House B?", None),
            ("Which house uses the most water?", None),
            ("How many sensors does House E have?", None),
            ("What was the temperature yesterday?", None),
            ("How many sensors failed after 2021?", None),
        ),
    ),
    (
        ASSETS,
        (
            ("How many laptops do we own?", "4"),
            ("How many devices are not encrypted?", "3"),
            ("What did all the devices cost together?", "14770 USD"),
            ("Who has more than one device?", "Priya Shah, Karl Boe"),
            ("Which department has the most devices?", "Finance, Design"),
            ("Which devices were bought before 2021?", "DT-3001, DT-3002"),
            ("Which laptop isn't assigned to anybody?", None),
            ("How much has Design spent on equipment?", "8930 USD"),
            ("What is the average price of a laptop?", "1770 USD"),
            ("Which device is the most expensive?", "DT-3003"),
            ("How many machines have at least 16 GB of RAM?", "5"),
            ("Which warranties run out in 2024?", None),
            ("How many of the Support department's computers are encrypted?", None),
            ("What share of the assets is encrypted?", "70 %"),
            ("How much more expensive is DT-3003 than LT-2003?", "1760 USD"),
            ("What model does Lena Vogt have?", None),
            ("How many laptops are broken?", None),
            ("How many people work in Finance?", None),
            ("How many laptops were stolen?", None),
            ("How many employees are in Sales?", None),
            ("Which laptop is the fastest?", None),
            ("How many phones are charged?", None),
            ("What did repairs cost altogether?", None),
            ("How many licences do we own?", None),
            ("Which device was returned last?", None),
            ("How many devices did Tom Reed order?", None),
        ),
    ),
    (
        DOCTORS,
        (
            ("How many doctors work at the clinic?", "6"),
            ("Which doctors take new patients?", "Dr Ahlers, Dr Costa, Dr Endo, Dr Fabri"),
            ("How many doctors speak German?", "3"),
            ("Which doctor sees the most patients?", "Dr Fabri"),
            ("Who charges the least for a visit?", "Dr Fabri"),
            ("How many patients do the skin doctors see in a week altogether?", "55"),
            ("What is the average rating of the doctors?", "4.58"),
            ("Which allergy doctor is cheaper?", "Dr Costa"),
            ("Who has worked at the clinic the longest?", "Dr Dahl"),
            ("Which doctors have a rating above 4.5 and take new patients?", "Dr Ahlers, Dr Endo, Dr Fabri"),
            ("How much more does a visit to Dr Dahl cost than one to Dr Ahlers?", "30 €"),
            ("How many doctors started after 2015?", "3"),
            ("Which doctor speaks Hindi?", None),
            ("How many patients were cured?", None),
            ("How many nurses work at the clinic?", None),
            ("What is the most common speciality?", "Allergies, Skin"),
            ("How many patients have allergies?", None),
            ("Which doctor is the oldest?", None),
            ("How many doctors retired after 2015?", None),
            ("How many nurses does Dr Bose have?", None),
            ("Which room is the biggest?", None),
            ("How many patients were new last month?", None),
            ("How many doctors live near the clinic?", None),
            ("How many languages are spoken in Portugal?", None),
        ),
    ),
    (
        CARS,
        (
            ("How many cars are parked in the North yard?", "3"),
            ("Which vehicle has the highest mileage?", "KL-104"),
            ("How many of the vehicles run on diesel?", "3"),
            ("Which vehicles have driven more than 100,000 km?", "Emre, Uta"),
            ("Which driver has two cars?", "Rosa"),
            ("Which vehicle has no driver?", "KL-105"),
            ("What is the average consumption of the diesel vehicles?", "7.20"),
            ("Which car is due for service next?", None),
            ("How many cars need winter tyres?", None),
            ("How many cars without winter tyres are there?", "3"),
            ("What is the total mileage of Rosa's cars?", "106950 km"),
            ("Which petrol car uses the most fuel?", None),
            ("How many makes are there?", "3"),
            ("Which cars are due for service before the end of 2024?", "KL-100, KL-101, KL-104"),
            ("How many kilometres more has KL-100 done than KL-102?", "39100 km"),
            ("How many accidents did Emre have?", None),
            ("How many cars were repaired in 2024?", None),
            ("How much did the fuel cost altogether?", None),
            ("Which driver is the most careful?", None),
            ("How many cars have air conditioning?", None),
            ("Which car was bought first?", None),
            ("How many drivers are ill?", None),
            ("How many kilometres did Rosa drive in May?", None),
            ("How many cars were washed in the North yard?", None),
        ),
    ),
)
