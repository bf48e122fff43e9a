"""Columns added up and averaged, over all rows, some rows, and groups."""

CASES = {
    "menu": [
        ("Give me the total of all dessert prices.", "10.70 EUR"),
        ("Add up the prices of the drinks.", "5.30 EUR"),
        ("What's the mean price?", "7.73 EUR"),
        ("Which category has the highest average price?", "Main course"),
        (
            "What is the average price by category?",
            "Starter: 4.85 EUR, Main course: 12.90 EUR, Dessert: 5.35 EUR, Drink: 2.65 EUR",
        ),
        ("How much would all desserts cost together?", "10.70 EUR"),
        ("How much do the soup and the tiramisu cost in all?", "10.70 EUR"),
        ("What's the average number of calories in the main courses?", "656.67"),
    ],
    "staff": [
        ("What is the combined salary of Anna and Dev?", "$136,000"),
        ("What do Anna and Ben earn together?", "$109,500"),
        ("What is the total salary of the people who work remotely?", "$188,250"),
    ],
    "hotels": [
        ("What's the average rating of hotels in Lyon?", "4.20"),
        ("How many rooms do the hotels in Lyon have together?", "235"),
        ("Which city has the most rooms?", "Vienna"),
        ("What is the total number of rooms?", "1010"),
    ],
    "expenses 2024": [
        ("How much did we spend on travel?", "209.20"),
        ("How much was spent on office things in total?", "47.65"),
        ("What were the total expenses for meals?", "93.55"),
        ("How much did Mona pay in total?", "276.60"),
        ("What was the total amount in February 2024?", "195.90"),
        ("What is the average amount spent on travel?", "69.73"),
        ("Who paid the most in total?", "Karl"),
        ("What was the total spent per category?", "Travel: 209.20, Office: 47.65, Meals: 93.55, Software: 240.00"),
        ("What is the sum of all amounts?", "590.40"),
        ("How much did Igor spend on travel?", "19.00"),
    ],
    "library books": [
        ("How many copies do we have altogether?", "23"),
        ("How many copies of history books are there?", "3"),
        ("How many pages does a book have on average?", "324"),
    ],
    "peaks": [
        ("How many huts are there in Italy?", "3"),
        ("What is the total height of all the peaks?", "16,791 m"),
    ],
    "fleet": [
        ("What's the average mileage of the cars?", "50,950 km"),
    ],
    "visitors": [
        ("How many adults came in May and June together?", "2 224"),
        ("What were the average takings per month?", "9 614.20"),
        ("How many children came in July and August?", "1357"),
        ("What is the average number of children?", "476.80"),
    ],
    "flats": [
        ("How much rent do we get each month in total?", "€5.105,50"),
        ("What is the total monthly rent?", "€5.105,50"),
        ("What's the total rent of the flats on floor 2?", "€1.685,50"),
        ("What is the average size of the flats with a balcony?", "65.75 m²"),
    ],
    "sales 2023": [
        ("What was the total revenue in the North?", "99,000"),
        ("How many kayaks were sold in Q1?", "215"),
        ("How many units were sold in total?", "1865"),
        ("How many units of kayaks were sold in Q1?", "215"),
        ("Which region had the highest total revenue?", "North"),
        ("Which product brought the most revenue?", "Kayak"),
        ("What is the total revenue for each product?", "Kayak: 133,500, Paddle: 35,500"),
        ("What was the total revenue of paddles in the South?", "17,500"),
        ("How many paddles were sold in the South in Q2?", "290"),
    ],
    "marathon": [
        ("What is the average age of the runners?", "29.71"),
        ("What is the median age?", "28"),
    ],
    "league": [
        ("What is the average number of goals per team?", "14.33"),
    ],
    "stock": [
        ("What's the total weight of the items in the Yard?", "20.9 kg"),
    ],
    "weather week 23": [
        ("How much rain fell in total?", "24.6 mm"),
        ("How much did it rain on Tuesday and Wednesday together?", "17.0 mm"),
    ],
    "phones": [
        ("What's the total price of the two Kestrel phones?", "$748"),
    ],
    "invoices": [
        ("What is the total of the unpaid invoices?", "3,451.00"),
        ("What's the total net amount for customers in Leeds?", "4,605.00"),
    ],
    "classes": [
        ("How many pupils are there in the school?", "117"),
        ("How many pupils learn Spanish?", "41"),
        ("How many pupils do 5a and 5b have together?", "46"),
    ],
    "ten k": [
        ("What is the average time of the women?", "53:32"),
    ],
    "instruments": [
        ("What are the cellos worth in total?", "19100 EUR"),
    ],
    "bridges": [
        ("What is the average toll of the bridges that charge one?", "3.00 EUR"),
        ("What is the total length of the bridges over the Orla?", "640 m"),
    ],
    "animals": [
        ("What do the cats weigh together?", "9.3 kg"),
    ],
    "boats": [
        ("How many seats do the boats have in total?", "18"),
    ],
    "members": [
        ("What is the average fee of the members who pay one?", "71.25 EUR"),
        ("What is the total fee of the women?", "225 EUR"),
    ],
    "paintings": [
        ("What are the paintings by Lund worth together?", "20800 EUR"),
    ],
    "trails": [
        ("What is the total length of the marked trails?", "24.5 km"),
    ],
    "market": [
        ("How much rent do all stalls pay together?", "560 EUR"),
    ],
    "halls": [
        ("How many seats do all halls have together?", "660"),
    ],
    "towers": [
        ("What is the average entrance fee of those that charge one?", "3.00 EUR"),
    ],
    "harbour lines": [
        ("How long is the average sailing time?", "1 h 57 min 30 s"),
        ("How many times have the Norline lines been cancelled, all added together?", "45"),
        ("How much do both Gull Narrows and Seal Race cost?", "6.50 £"),
    ],
    "kennel": [
        ("How much does a hound cost a day on average?", "9 €"),
    ],
    "lakeside cottages": [
        ("What do all the cottages on the lakeside cost per week in total?", "2875 €"),
    ],
    "spring workshops": [
        ("How long do Ida Moss's workshops last in total?", "4 h"),
    ],
    "allotments": [
        ("How much rent do all the plots bring in a year?", "5,025 €"),
    ],
    "wind parks": [
        ("How many turbines does Vento operate in all?", "27"),
        ("What was the average output of the parks in the county of Osten?", "95"),
    ],
    "parcels": [
        ("What did we spend on postage in total?", "131.10 €"),
        ("What is the average postage for Swift parcels?", "18.50 €"),
        ("What is the total weight of the parcels that EuroPost carried?", "2.1 kg"),
    ],
    "it assets": [
        ("What did all the devices cost together?", "14770 USD"),
        ("How much has Design spent on equipment?", "8930 USD"),
    ],
    "allergy clinic": [
        ("How many patients do the skin doctors see in a week altogether?", "55"),
    ],
    "fleet fuel": [
        ("What is the total mileage of Rosa's cars?", "106950 km"),
    ],
}
