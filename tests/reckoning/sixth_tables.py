"""A sixth batch of tables and questions: (question, value expected or None)."""

from tests.reckoning.tables import table_from

INVOICES = table_from(
    """Invoice no.,Customer,City,Issued,Due,Net amount,VAT,Paid
2024-001,Alder Ltd,Leeds,03.01.2024,02.02.2024,"1,250.00",20%,true
2024-002,Birch Bros,York,15.01.2024,14.02.2024,380.50,20%,true
2024-003,Cedar Inc,Leeds,22.01.2024,21.02.2024,"2,940.00",0%,false
2024-004,Alder Ltd,Leeds,09.02.2024,10.03.2024,415.00,20%,false
2024-005,Dogwood,Hull,19.02.2024,20.03.2024,"1,100.75",5%,true
2024-006,Birch Bros,York,04.03.2024,03.04.2024,96.00,20%,false
""",
    "invoices.csv",
    "invoices",
)
INVOICE_QUESTIONS = [
    ("How many invoices have been paid?", "3"),
    ("How many invoices are unpaid?", "3"),
    ("Which invoices are not paid yet?", "2024-003, 2024-004, 2024-006"),
    ("Which invoices have not been paid?", "2024-003, 2024-004, 2024-006"),
    ("What is the total net amount?", "6,182.25"),
    ("What is the total of the unpaid invoices?", "3,451.00"),
    ("How many invoices were sent to Alder Ltd?", None),
    ("How many invoices does Alder Ltd have?", "2"),
    ("What is the largest invoice?", "2024-003"),
    ("Which invoices are over 1000?", "2024-001, 2024-003, 2024-005"),
    ("Which invoices were issued in February?", "2024-004, 2024-005"),
    ("Which invoices are due before 1 March 2024?", "2024-001, 2024-002, 2024-003"),
    ("Which customer has the most invoices?", "Alder Ltd, Birch Bros"),
    ("What's the total net amount for customers in Leeds?", "4,605.00"),
    ("Which customer has the highest total net amount?", "Cedar Inc"),
    ("How many customers are there?", "4"),
    ("What is the average net amount?", "1,030.38"),
    ("How much does Birch Bros owe us?", None),
    ("What is the total net amount of Birch Bros?", "476.50"),
    ("Which invoice was issued last?", "2024-006"),
    ("When is invoice 2024-003 due?", None),
    ("Is the net amount of 2024-001 higher than that of 2024-005?", "Yes"),
    ("How many invoices have a VAT of 20%?", "4"),
]

CLASSES = table_from(
    """Class|Teacher|Pupils|Girls|Boys|Room|Language
5a|Mrs Cole|24|13|11|101|French
5b|Mr Diallo|22|10|12|102|Spanish
6a|Ms Frost|27|15|12|201|French
6b|Mr Hart|25|9|16|202|German
7a|Mrs Iqbal|19|11|8|301|Spanish
""",
    "classes.docx",
    "School classes 2024/25",
)
CLASS_QUESTIONS = [
    ("How many pupils are there in the school?", "117"),
    ("How many pupils are there altogether?", "117"),
    ("Which class has the most pupils?", "6a"),
    ("How many girls are there in total?", "58"),
    ("Are there more girls than boys?", None),
    ("Which classes have more than 24 pupils?", "6a, 6b"),
    ("How many classes learn French?", "2"),
    ("How many pupils learn Spanish?", "41"),
    ("Who teaches the largest class?", None),
    ("Which teacher has the smallest class?", None),
    ("Which teacher has the fewest pupils?", "Mrs Iqbal"),
    ("How many pupils are in 5a?", None),
    ("What is the average class size?", None),
    ("What is the average number of pupils per class?", "23.40"),
    ("How many more boys than girls are there in 6b?", "7"),
    ("Does 5a have more pupils than 5b?", "Yes"),
    ("How many pupils do 5a and 5b have together?", "46"),
    ("In which classes are there fewer than 10 girls?", "6b"),
    ("Which class has the second most pupils?", "6b"),
    ("How many languages are taught?", "3"),
    ("Which room is 7a in?", None),
    ("How many students are in the French classes?", "51"),
]

FOOD = table_from(
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
)
FOOD_QUESTIONS = [
    ("Which food has the most protein?", "Almonds"),
    ("Which foods have more than 10 g of sugar?", "Apple, Banana"),
    ("Which food contains the least fat?", "Apple"),
    ("Which foods have over 200 kcal?", "Salmon, Almonds, Butter"),
    ("How many foods have less than 1 g of fat?", "3"),
    ("Do lentils have more protein than chickpeas?", "Yes"),
    ("What has more sugar, an apple or a banana?", "Banana"),
    ("How much more fat does butter have than almonds?", "31.2 g"),
    ("How much protein do lentils and chickpeas have together?", "17.9 g"),
    ("What's the average energy of the fruits?", "70.50 kcal"),
    ("Which foods contain no sugar?", "Salmon"),
    ("How much fat is in salmon?", None),
    ("Which fruit has more sugar?", "Banana"),
    ("How many foods are there in the group legumes?", "2"),
    ("Which food is the most caloric?", None),
    ("Which foods have between 100 and 250 calories?", "Lentils, Chickpeas, Salmon"),
    ("Which group has the most foods?", "fruit, legumes"),
    ("How much salt is in butter?", None),
    ("How much fibre do apples have?", None),
]

SIXTH = ((INVOICES, INVOICE_QUESTIONS), (CLASSES, CLASS_QUESTIONS), (FOOD, FOOD_QUESTIONS))
