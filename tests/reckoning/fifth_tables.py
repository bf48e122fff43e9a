"""A fifth batch of tables and questions: (question, value expected or None)."""

from tests.reckoning.tables import table_from

COUNTRIES = table_from(
    """Country|Capital|Continent|Population (millions)|Area (km²)|Currency|EU member
Estonia|Tallinn|Europe|1.4|45,228|euro|yes
Norway|Oslo|Europe|5.5|385,207|krone|no
Kenya|Nairobi|Africa|54.0|580,367|shilling|no
Ghana|Accra|Africa|33.5|238,533|cedi|no
Peru|Lima|South America|34.0|1,285,216|sol|no
Portugal|Lisbon|Europe|10.3|92,212|euro|yes
Finland|Helsinki|Europe|5.6|338,455|euro|yes
""",
    "countries.md",
    "Countries",
)
COUNTRY_QUESTIONS = [
    ("Which country has the largest population?", "Kenya"),
    ("Which is the smallest country by area?", "Estonia"),
    ("How many countries are in Europe?", "4"),
    ("How many countries use the euro?", "3"),
    ("Which countries are in the EU?", "Estonia, Portugal, Finland"),
    ("How many countries are members of the EU?", "3"),
    ("Which European countries are not EU members?", None),
    ("Which African country has more people?", None),
    ("Which countries have more than 30 million inhabitants?", "Kenya, Ghana, Peru"),
    ("Which countries have a population over 30 million?", "Kenya, Ghana, Peru"),
    ("Is Finland bigger than Norway?", None),
    ("Does Norway have a larger area than Finland?", "Yes"),
    ("What is the total population of the countries in Africa?", "87.5 millions"),
    ("What is the capital of Peru?", None),
    ("Which continent has the most countries?", "Europe"),
    ("How many continents are there?", "3"),
    ("Which countries are larger than 300,000 km²?", "Norway, Kenya, Peru, Finland"),
    ("What's the average area of the European countries?", None),
    ("Who is the president of Ghana?", None),
    ("Which country is the most populous?", "Kenya"),
    ("Rank the countries by population.", None),
    ("How many people live in Kenya?", None),
]

WEATHER = table_from(
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
)
WEATHER_QUESTIONS = [
    ("Which day was the warmest?", None),
    ("Which day had the most rain?", "Wednesday"),
    ("How much rain fell in total?", "24.6 mm"),
    ("What was the total rain?", "24.6 mm"),
    ("How many days had no rain?", "3"),
    ("On how many days was there more than 5 mm of rain?", "2"),
    ("What was the highest max temp?", "25 °C"),
    ("What was the lowest min temp?", "8 °C"),
    ("Which days had more than 6 hours of sunshine?", "Monday, Thursday, Friday, Saturday"),
    ("What was the average wind?", "19.43 km/h"),
    ("Which day had the strongest wind?", "Wednesday"),
    ("How many sunshine hours were there altogether?", "47.0"),
    ("Was it windier on Monday than on Friday?", "Yes"),
    ("Was there more rain on Tuesday than on Sunday?", "No"),
    ("On which day was there the least sunshine?", "Wednesday"),
    ("How many days were there with wind above 20?", "3"),
    ("How much rain was there on Tuesday?", None),
    ("How much did it rain on Tuesday and Wednesday together?", "17.0 mm"),
    ("Which days were dry?", None),
    ("What will the weather be on Monday?", None),
]

PHONES = table_from(
    """Model;Brand;Released;Price;Screen (inch);Storage (GB);Battery (mAh);5G
Nova 3;Kestrel;2021-03-12;$299;6.1;64;4000;no
Nova 5;Kestrel;2023-02-20;$449;6.4;128;4500;yes
Pico;Lumo;2022-09-01;$199;5.5;32;3100;no
Titan X;Lumo;2023-10-05;$999;6.8;512;5200;yes
Aero;Brisk;2020-06-18;$349;6.0;128;3900;no
Aero 2;Brisk;2024-01-30;$529;6.3;256;4600;yes
""",
    "phones.xlsx",
    "Phone models in our shop",
)
PHONE_QUESTIONS = [
    ("Which phone is the cheapest?", "Pico"),
    ("Which phones support 5G?", None),
    ("How many phones have 5G?", "3"),
    ("Which phones cost between $300 and $500?", "Nova 5, Aero"),
    ("Which phone has the biggest screen?", "Titan X"),
    ("Which phone has the largest battery?", "Titan X"),
    ("How many phones does Kestrel make?", "2"),
    ("What is the newest phone?", "Aero 2"),
    ("Which phones came out in 2023?", "Nova 5, Titan X"),
    ("Which phones were released before 2022?", "Nova 3, Aero"),
    ("What is the average price of a phone?", "$470.67"),
    ("Which phones have at least 128 GB of storage?", "Nova 5, Titan X, Aero, Aero 2"),
    ("Is the Nova 5 more expensive than the Aero 2?", "No"),
    ("How much cheaper is the Pico than the Nova 3?", "$100"),
    ("Which brand has the most expensive phone?", "Lumo"),
    ("Which phones without 5G cost less than 300 dollars?", "Nova 3, Pico"),
    ("How many brands are there?", "3"),
    ("Does the Aero have more storage than the Nova 3?", "Yes"),
    ("How much does the Titan X cost?", None),
    ("What are the three most expensive phones?", "Titan X, Aero 2, Nova 5"),
    ("What is the cheapest phone with 5G?", "Nova 5"),
    ("How many megapixels does the Aero have?", None),
    ("What is the battery size of the oldest phone?", None),
    ("How much storage does the cheapest phone have?", "32 GB"),
    ("What's the total price of the two Kestrel phones?", "$748"),
]

FIFTH = ((COUNTRIES, COUNTRY_QUESTIONS), (WEATHER, WEATHER_QUESTIONS), (PHONES, PHONE_QUESTIONS))
