"""Questions that must be left to the quotes: no reckoning, or a word that the table does not explain."""

MENU = [
    "How many eggs are in the lasagne?", "What is in the tomato soup?", "How spicy is the curry?", "Which dish is the healthiest?",
    "How many people can the restaurant seat?", "When is the kitchen open?", "Is the lasagne vegan?", "What category is the tiramisu?",
    "How many calories does the lasagne have?", "How much is an espresso?", "What is the price of the apple juice?", "How many espressos were sold?",
    "How much do three espressos cost?", "Which dish is the most popular?", "Who cooks the lasagne?", "What costs 4.50 dollars?",
    "How many dishes cost more than 10 pounds?", "How many gluten-free dishes are there?", "Which wine goes with the trout?",
    "Which dishes were added last year?", "How many dishes will be vegan next year?", "What was the average price last year?",
    "How much will lunch for four cost?", "What is the cheapest dish in town?", "Is the soup of the day vegan?", "How many Italian dishes are there?",
    "Does the risotto contain meat?", "How many grams of sugar does the tiramisu have?", "Which dishes cost around 10 euros?",
    "How many main courses did we sell?", "Can I pay by card?", "What is the total?", "How many?", "Which one?", "How much?", "Why is the trout so expensive?",
    "How many vegan dishes cost nearly 5 euros?", "How many dishes per page are there?", "What is the second?", "How do I make lasagne?",
    "What do the dishes have in common?", "How many stars does the menu have?", "How many of the dishes do you like?",
    "Is the most expensive dish worth it?", "Are the desserts homemade?", "Which dish should I order?", "When was the menu printed?",
]  # fmt: skip
STAFF = [
    "How many people live in Paris?", "Who is the boss?", "How long has Ben Okoro worked here?", "What is Anna Berg's salary?",
    "How many employees left in 2020?", "Who is on leave?", "Who joined Sales after Clara left?", "How many days of leave do new employees get?",
    "Can Ben work remotely?", "How many hours a week does Dev work?", "How many employees are under 30?", "Who is older, Anna or Ben?",
    "What is the notice period in Finance?", "How many employees does the company want to hire in Sales?", "Who earns too much?",
    "How many employees have children?", "What is the total number of sick days?", "How many days of leave can be carried over?",
    "Which employees speak Spanish?", "Is Anna Berg paid more than the minimum wage?", "What is the average salary in Germany?",
    "When does Gita retire?", "How many employees joined the union?", "How much leave do I have?", "What does Eva do?",
    "Who reports to Dev Patel?", "How many years has Gita worked in Legal?", "What is the maximum leave allowed by law?",
    "How many employees joined after Brexit?", "How many managers are in Sales?", "Which department has the best coffee?",
    "Who joined in spring?", "What percentage of their salary do employees pay in tax?", "Has Ben ever been late?",
]  # fmt: skip
HOTELS = [
    "How many rooms does the Adler have?", "What is the phone number of the Adler?", "Which hotel has the best breakfast?",
    "How many guests stayed in Vienna?", "How many rooms are free tonight?", "Which hotel is nearest to the station?", "Is breakfast included at the Flora?",
    "How far is the Dorint from the centre?", "How many hotels are in Austria?", "Who owns the Grand Imperial?", "How many double rooms does the Adler have?",
    "Which hotel accepts dogs?", "Which hotels are closed in winter?", "What time is check-in?", "How many floors does the Europa have?",
    "How many nights did we stay?", "What is the cheapest room at the Adler?", "Which hotels are fully booked?", "How many rooms have a balcony?",
    "Was the Adler renovated after 2010?", "When was the Flora opened?", "How many rooms were added in 2015?", "Is there a hotel in Rome?",
    "How much is a night at the Corona in winter?", "Which hotels are older than my house?", "How many hotels will open in 2026?", "Which city is the biggest?",
    "How many people live in Vienna?", "How many rooms in Vienna cost less than 100 euros?", "Which is better, Adler or Corona hotel food?",
    "How many stars do the hotels in Vienna have?", "What is the average temperature in Vienna?", "How old is the Adler?",
]  # fmt: skip
