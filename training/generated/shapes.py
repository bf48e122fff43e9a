"""Passages in the shapes of structured documents, with their heading and the line that explains them. Usage: python shapes.py OUT

The text is what the program gives to the reader: `Title | date | Section > Subsection`, then the header row, the FAQ's question
or the sentence that introduces a list, then rows, records, steps, blocks of code, messages, log lines, settings. `evidence` of
a row is the unit that answers: the table's row, the record, the list, the block.
"""

import json
import random
import re
import sys
from pathlib import Path

from facts import FIRST, LAST, MONTHS, DAYS, PLACES, VALUES, put, read, typed  # noqa: I001

rng = random.Random(4242)
pick = rng.choice
ROWS: list[dict] = []
CLAIMS: list[dict] = []
W = lambda text: [x.strip() for x in text.split(",")]  # noqa: E731


def low(text: str) -> str:
    return text[0].lower() + text[1:]


def date(kind: int | None = None) -> str:
    y, m, d = rng.randint(2012, 2026), rng.randint(1, 12), rng.randint(1, 28)
    kind = rng.randint(0, 3) if kind is None else kind
    return (f"{y}-{m:02}-{d:02}", f"{d} {MONTHS[m - 1]} {y}", f"{MONTHS[m - 1]} {d}, {y}", f"{d:02}.{m:02}.{y}")[kind]


def heading(title: str, sections: list[str], always: bool = False) -> str:
    draw = rng.random()
    if draw < 0.2 and not always:
        return ""
    parts = [title]
    if rng.random() < 0.3:
        parts.append(date())
    if sections and rng.random() < 0.65:
        parts.append(" > ".join(sections if rng.random() < 0.5 else sections[-1:]))
    return " | ".join(parts) + "\n"


def row(kind: str, question: str, passage: str, span: tuple[int, int] | None, evidence: list[tuple[int, int]] | None, whole: bool = False) -> None:
    if not 6 <= len(passage.split()) <= 240:
        return
    answers = [{"start": span[0], "text": passage[span[0] : span[1]]}] if span else []
    ROWS.append({"source": f"gen-shape-{kind}", "question": typed(question), "passage": passage, "answerable": bool(span), "article": None,
                 "answers": answers, "answers_are_sentences": bool(whole and span), "evidence": [list(e) for e in evidence or ()]})  # fmt: skip


def claim(text: str, premise: str, label: str) -> None:
    CLAIMS.append({"source": "gen-shape-claims", "claim": text, "premise": premise, "label": label})


# ------------------------------------------------------------------ tables and records
N = lambda a, b: (lambda: str(rng.randint(a, b)))  # noqa: E731
P = lambda: f"{rng.randint(1, 95)}.{pick(('00', '50', '20', '90', '75', '40'))}"  # noqa: E731
PERSON = lambda: f"{pick(FIRST)} {pick(LAST)}"  # noqa: E731
TIME = VALUES["t"]
FOODS = W("Oat bran,Rye flour,Red lentils,Basmati rice,Olive oil,Honey,Almond butter,Black tea,Ground coffee,Chickpeas,Tomato paste,Maple syrup,Sea salt,Brown sugar,Cocoa powder,Dried figs,Pumpkin seeds,Corn flakes,Soy sauce,Mustard,Apple juice,Vinegar,Buckwheat,Raisins,Walnuts,Couscous,Polenta,Peppercorns,Vanilla pods,Yeast")
TOOLS = W("Claw hammer,Spirit level,Cordless drill,Jigsaw,Paint roller,Step ladder,Wood glue,Masking tape,Angle grinder,Wheelbarrow,Garden hose,Pruning shears,Work gloves,Extension lead,Tool box,Sandpaper,Pipe wrench,Soldering iron,Staple gun,Dust mask,Head torch,Workbench,Crowbar,Tape measure,Wire cutter")
ROOMS = W("Atrium,Birch room,Cedar room,Dome,East hall,Fjord,Glasshouse,Hangar,Ivy room,Juniper,Kestrel,Loft,Mosaic,North hall,Orangery,Pavilion,Quarry,Rotunda,Salon,Tower room")
CITIES = W("Harwick,Lindeby,Velden,Porthaven,Tresco,Altmark,Brindle,Castelnuovo,Drumlin,Elverum,Fontana,Grimstad,Halden,Isola,Jelling,Kolding,Lorca,Melk,Nyborg,Ovada,Piran,Quimper,Ribe,Sandnes,Tolmin,Urbino,Visby,Wels,Ystad,Zadar")
COURSES = W("Pottery,Italian for beginners,Bookbinding,First aid,Life drawing,Salsa,Beekeeping,Sewing,Chess,Screen printing,Yoga,Accounting,Web design,Mosaic,Guitar,Portuguese,Creative writing,Woodturning,Astronomy,Karate,Baking bread,Calligraphy,Photography,Choir,Swedish")
MODELS = [f"{a}{b}" for a in ("Aero ", "Boreal ", "Corda ", "Delphi ", "Ember ", "Flint ", "Galen ", "Hydra ", "Ikon ", "Jasper ") for b in ("100", "200", "S", "X2", "Pro", "Mini", "3")]
SPECIES = W("Barn owl,Kingfisher,Grey heron,Pine marten,Fire salamander,Stag beetle,Red kite,Otter,Hedgehog,Lynx,Wild boar,Tree frog,Black stork,Badger,Beaver,Nightingale,Adder,Field hare,Great tit,Swift")
SCHEMAS = [
    (W("Price list,Stock,Wholefoods,Shop inventory,Groceries"), "Item", FOODS, [
        ("Price", P, ["What does {e} cost?", "How much is {e}?", "How expensive is {e}?", "What do I pay for {e}?"]),
        ("Stock", N(0, 90), ["How many units of {e} are left?", "How much {e} is still in store?", "What quantity of {e} do we have?"]),
        ("Supplier", lambda: f"{pick(LAST)} {pick(('& Co', 'Ltd', 'Trading', 'Mills', 'Imports'))}", ["Who delivers {e}?", "From whom do we buy {e}?", "which company provides {e}"]),
        ("Origin", lambda: pick(W("Italy,Peru,India,Kenya,Turkey,Greece,Chile,Ghana,Spain,Mexico")), ["Where does {e} come from?", "In which country is {e} grown?"]),
        ("Shelf", lambda: f"{pick('ABCDEF')}{rng.randint(1, 30)}", ["Where do I find {e}?", "In which place is {e} stored?"]),
        ("Best before", lambda: date(0), ["Until when is {e} good?", "When does {e} expire?"])]),
    (W("Tool hire,Rental list,DIY shop,Equipment"), "Tool", TOOLS, [
        ("Per day", P, ["How much is it to hire a {e} for a day?", "What is the daily rate of the {e}?"]), ("Deposit", N(10, 200), ["What do I leave as security for the {e}?", "how big is the deposit for the {e}"]),
        ("Weight", lambda: f"{rng.randint(1, 30)}.{rng.randint(0, 9)} kg", ["How heavy is the {e}?", "What does the {e} weigh?"]), ("Condition", lambda: pick(W("new,good,worn,to be repaired,fair")), ["In what state is the {e}?", "How well kept is the {e}?"]),
        ("Borrowed by", PERSON, ["Who has the {e}?", "Who took the {e} home?"])]),
    (W("Rooms,Conference centre,Bookable rooms,Venue"), "Room", ROOMS, [
        ("Seats", N(6, 300), ["How many people fit into the {e}?", "What is the capacity of the {e}?"]), ("Floor", lambda: pick(W("ground,first,second,third,basement,fourth")), ["On which storey is the {e}?", "On what level do I find the {e}?"]),
        ("Projector", lambda: pick(W("yes,no,on request")), ["Is there a beamer in the {e}?", "Can I show slides in the {e}?"]), ("Rent", P, ["What does it cost to use the {e}?", "How much is charged for the {e}?"]), ("Caretaker", PERSON, ["Who looks after the {e}?", "Who is responsible for the {e}?"])]),
    (W("Branches,Our shops,Locations,Store finder"), "Branch", CITIES, [
        ("Opens", TIME, ["When does the shop in {e} open?", "From what time is {e} open?"]), ("Closes", TIME, ["Until when is the shop in {e} open?", "When does {e} shut?"]), ("Manager", PERSON, ["Who runs the shop in {e}?", "Who is the boss in {e}?"]),
        ("Phone", lambda: f"{rng.randint(100, 999)} {rng.randint(10000, 99999)}", ["Under what number can I call {e}?", "How do I reach {e} by telephone?"]), ("Street", lambda: f"{rng.randint(1, 90)} {pick(W('Mill,Church,Harbour,Station,Castle,Bridge,Park'))} {pick(('Street', 'Road', 'Lane'))}", ["Where in {e} is the shop?", "What is the address in {e}?"]), ("Parking", lambda: pick(W("yes,no,behind the house,for a fee")), ["Can I leave my car at the {e} shop?"])]),
    (W("Courses,Autumn programme,Evening classes,Adult education"), "Course", COURSES, [
        ("Teacher", PERSON, ["Who gives the {e} course?", "Who is the instructor of {e}?"]), ("Day", lambda: pick(DAYS), ["On what day of the week is {e}?", "When in the week does {e} take place?"]), ("Fee", P, ["What does {e} cost?", "How much do I pay to take part in {e}?"]), ("Places", N(4, 30), ["How many people can join {e}?", "What is the group size of {e}?"]),
        ("Starts", lambda: date(0), ["When does {e} begin?", "What is the first date of {e}?"]), ("Room", lambda: f"{pick('ABC')}{rng.randint(1, 40)}", ["Where is {e} held?", "In which room is {e}?"])]),
    (W("Models compared,Data sheet,Product range,Technical data"), "Model", MODELS, [
        ("Power", lambda: f"{rng.randint(3, 40) * 50} W", ["How many watts has the {e}?", "How strong is the {e}?"]), ("Weight", lambda: f"{rng.randint(1, 40)}.{rng.randint(0, 9)} kg", ["How heavy is the {e}?", "What does the {e} weigh?"]), ("Warranty", lambda: f"{rng.randint(1, 10)} years", ["How long is the {e} guaranteed?", "How many years of guarantee does the {e} have?"]),
        ("Colour", lambda: pick(W("red,black,white,silver,green,sand")), ["What colour is the {e}?", "Which shade does the {e} come in?"]), ("Price", N(49, 2400), ["How much is the {e}?", "What would I pay for the {e}?"]), ("Battery", lambda: f"{rng.randint(4, 40)} h", ["How long does the {e} run on one charge?"])]),
    (W("Staff list,Contacts,Who is who,Telephone list"), "Name", None, [
        ("Team", lambda: pick(W("Sales,Legal,Support,Finance,Research,Logistics,Design,Purchasing")), ["In which department is {e}?", "Where does {e} work?"]), ("Extension", N(100, 999), ["What number do I dial for {e}?", "How do I reach {e} by phone?"]), ("Office", lambda: f"{pick('BCDE')}{rng.randint(1, 40)}", ["Where does {e} sit?", "In which room is {e}?"]),
        ("Since", N(1998, 2025), ["Since when has {e} been with us?", "In which year did {e} join?"]), ("Languages", lambda: " and ".join(rng.sample(W("French,Polish,Arabic,Dutch,Spanish,Finnish"), 2)), ["What does {e} speak?", "Which tongues does {e} know?"]), ("Deputy", PERSON, ["Who stands in for {e}?", "Who replaces {e} during an absence?"])]),
    (W("Timetable,Departures,Coach services,Ferry times"), "To", CITIES, [
        ("Leaves", TIME, ["When do we set off for {e}?", "At what time is the departure to {e}?"]), ("Arrives", TIME, ["When am I in {e}?", "At what time do we get to {e}?"]), ("Platform", N(1, 20), ["From which track does it go to {e}?", "Where do I board for {e}?"]), ("Fare", P, ["What does a ticket to {e} cost?", "How much is the ride to {e}?"]), ("Runs on", lambda: pick(W("weekdays,Sundays,daily,Saturdays,school days")), ["On which days is there a service to {e}?"])]),
    (W("Species list,Nature reserve,Survey,Sightings"), "Species", SPECIES, [
        ("Count", N(0, 60), ["How many animals of the kind {e} were seen?", "What number of {e} was recorded?"]), ("Habitat", lambda: pick(W("reed beds,old oaks,river bank,meadow,quarry,pine forest")), ["Where does the {e} live?", "In what surroundings is the {e} found?"]), ("Status", lambda: pick(W("common,rare,endangered,returning,extinct here")), ["How threatened is the {e}?", "Is the {e} rare?"]), ("Observer", PERSON, ["Who saw the {e}?", "By whom was the {e} spotted?"]), ("Last seen", lambda: date(0), ["When was the {e} last spotted?"])]),
    (W("Servers,Hosts,Inventory of machines,Cluster"), "Host", W("atlas,borealis,calypso,dione,europa,fornax,helios,juno,kepler,luna,mimas,nereid,oberon,pallas,rhea,sirius,titan,umbriel,vesta,web-01,web-02,db-01,db-02,cache-1"), [
        ("Address", lambda: f"10.{rng.randint(0, 9)}.{rng.randint(0, 40)}.{rng.randint(2, 250)}", ["What is the IP of {e}?", "Under which address is {e} reached?"]), ("Memory", lambda: f"{pick((8, 16, 32, 64, 128, 256))} GB", ["How much RAM has {e}?", "What amount of memory is in {e}?"]), ("Role", lambda: pick(W("database,mail,backup,build,web server,monitoring,file share")), ["What is {e} used for?", "What job does {e} do?"]), ("Owner", PERSON, ["Who is in charge of {e}?", "Whom do I ask about {e}?"]), ("Patched", lambda: date(0), ["When was {e} last updated?"])]),
    (W("Fees,Tariffs,Charges,Council services"), "Service", W("Birth certificate,Parking permit,Dog licence,Passport,Fishing permit,Bulky waste collection,Garden waste bag,Marriage certificate,Market stall,Building permit,Library card,Residents' card,Tree felling permit,Street party permit"), [
        ("Fee", P, ["What is charged for a {e}?", "How much do I pay for a {e}?"]), ("Time", lambda: VALUES["dur"](), ["How long does it take to get a {e}?", "After what time is a {e} ready?"]), ("Office", lambda: pick(W("Town hall,Counter 3,Online,Registry,Harbour house,Counter 7")), ["Where do I apply for a {e}?", "At which place is a {e} issued?"]), ("Valid for", lambda: VALUES["years"](), ["How long is a {e} good for?", "For what time does a {e} last?"])]),
    (W("Opening hours,Pool times,Clinic hours,Recycling yard"), "Day", DAYS, [
        ("Opens", TIME, ["When do you open on {e}?", "From when on can I come on a {e}?"]), ("Closes", TIME, ["How late are you open on {e}?", "When do you shut on {e}s?"]), ("On duty", PERSON, ["Who works on {e}?", "Who is there on {e}?"]), ("Note", lambda: pick(W("women only,cash only,by appointment,quiet day,half price,families")), ["What is special about {e}?"])]),
    (W("Budget,Spending,Accounts,Annual report"), "Item", W("Rent,Wages,Travel,Insurance,Heating,Printing,Software,Cleaning,Postage,Repairs,Training,Advertising,Catering,Furniture,Licences"), [
        (str(y), lambda: f"{rng.randint(1, 99)},{rng.randint(100, 999)}", [f"What was spent on {{e}} in {y}?", f"How much went into {{e}} in {y}?"]) for y in (2020, 2021, 2022, 2023, 2024, 2025)]),
    (W("Results,League table,Standings,Season"), "Team", W("Falcons,Rovers,Herons,Sharks,Wanderers,Comets,Badgers,Owls,Pirates,Foxes,Rangers,United,Harriers,Stags,Vikings"), [
        ("Won", N(0, 24), ["How often were the {e} victorious?", "How many matches did the {e} win?"]), ("Lost", N(0, 24), ["How many defeats do the {e} have?", "How often were the {e} beaten?"]), ("Points", N(3, 80), ["What is the score of the {e} in the table?", "How many points have the {e}?"]), ("Coach", PERSON, ["Who trains the {e}?", "Who is the trainer of the {e}?"]), ("Ground", lambda: pick(CITIES) + " Park", ["Where do the {e} play at home?"])]),
    (W("Seeds,Sowing calendar,Kitchen garden"), "Plant", W("Tomato,Basil,Carrot,Pumpkin,Spinach,Pea,Leek,Radish,Lavender,Bean,Beetroot,Chard,Dill,Fennel,Kale,Celery,Parsnip,Chives,Aubergine,Cress"), [
        ("Sow", lambda: pick(MONTHS), ["When do I put {e} in the ground?", "In which month is {e} planted?"]), ("Harvest", lambda: pick(MONTHS), ["When can I pick {e}?", "In what month is {e} ripe?"]), ("Distance", lambda: f"{rng.randint(5, 90)} cm", ["How far apart is {e} set?", "What space does {e} need?"]), ("Water", lambda: pick(W("little,plenty,daily,twice a week,hardly any")), ["How often is {e} watered?", "How much water does {e} like?"])]),
]


def table() -> None:
    titles, key, entities, columns = pick(SCHEMAS)
    entities = [PERSON() for _ in range(12)] if entities is None else entities
    cols = rng.sample(columns, rng.randint(1, min(4, len(columns))))
    if key == "Item" and columns[0][0].isdigit():
        cols = sorted(cols, key=lambda c: c[0])
    k = pick((1, 1, 2, 3, 4, 5, 6, 8))
    shown = rng.sample(list(dict.fromkeys(entities)), min(k, len(set(entities)) - 1))
    header = [key, *[c[0] for c in cols]]
    values = [[e, *[c[1]() for c in cols]] for e in shown]
    head = heading(pick(titles), [pick(W("Overview,Current,Details,2024,Spring,List,All"))] + ([pick(W("A to M,North,Adults,Ground floor,Basics"))] if rng.random() < 0.4 else []))
    style = rng.random()
    text, cells, units = head, [], []
    if style < 0.5:  # Markdown rows under their header
        text += (" | ".join(header) if style < 0.3 else "| " + " | ".join(header) + " |" + ("\n|" + "---|" * len(header) if style < 0.4 else "")) + "\n"
        for r, line in enumerate(values):
            start, spots = len(text), []
            text += "| " if style < 0.45 else ""
            for c, value in enumerate(line):
                spots.append((len(text), len(text) + len(value)))
                text += value + (" | " if c < len(line) - 1 else (" |" if style < 0.45 else ""))
            cells.append(spots)
            units.append((start, len(text)))
            text += "\n" if r < len(values) - 1 else ""
    else:  # records
        gap = "\n" if style < 0.85 else pick(("; ", ", "))
        names = [h.lower() if rng.random() < 0.5 else h for h in header]
        for r, line in enumerate(values):
            start, spots = len(text), []
            for c, value in enumerate(line):
                text += f"{names[c]}: "
                spots.append((len(text), len(text) + len(value)))
                text += value + (gap if c < len(line) - 1 else "")
            cells.append(spots)
            units.append((start, len(text)))
            text += ("\n\n" if gap == "\n" else "\n") if r < len(values) - 1 else ""
    article = lambda e: e if e[0].isupper() and entities is not FOODS else e.lower()  # noqa: E731
    for _ in range(pick((1, 2))):
        r, c = rng.randrange(len(values)), rng.randrange(len(cols))
        row("table", pick(cols[c][2]).format(e=article(shown[r])), text, cells[r][c + 1], [units[r]])
    draw = rng.random()
    if draw < 0.6:  # another row
        e, c = pick([x for x in entities if x not in shown]), pick(cols)
        row("table", pick(c[2]).format(e=article(e)), text, None, None)
    rest = [c for c in columns if c not in cols]
    if rest and draw > 0.25:  # another column
        row("table", pick(pick(rest)[2]).format(e=article(pick(shown))), text, None, None)
    if rng.random() < 0.25:
        r, c = rng.randrange(len(values)), rng.randrange(len(cols))
        name, good = cols[c][0], values[r][c + 1]
        say = pick(("The {n} of {e} is {v}.", "{e}: {n} {v}.", "For {e}, the {n} is given as {v}.", "{v} is the {n} of {e}."))
        fake = pick([x[c + 1] for x in values] + [cols[c][1]()])
        true, said = say.format(n=low(name), e=shown[r], v=good), say.format(n=low(name), e=shown[r], v=good if rng.random() < 0.5 else fake)
        claim(said, text, "supported" if said == true else "refuted")


# ------------------------------------------------------------------ steps, lists
TASKS = [line.split(" | ") for line in """
How to descale the kettle|get rid of limescale in the kettle;remove chalk from the kettle | Fill the kettle with water and vinegar | Bring it to the boil | Let it stand for an hour | Pour the liquid away | Boil clean water twice
Changing a bicycle tube|mend a flat bike tyre;replace the inner tube of a bicycle | Take the wheel out of the fork | Lever one side of the tyre off the rim | Pull out the old tube | Look for glass or thorns in the tyre | Put in the new tube | Pump it up
Resetting the router|restore the router to factory state;start the router afresh | Unplug all network cables | Find the small hole on the back | Press a paper clip into it for ten seconds | Wait until the green lamp blinks | Connect the cables again
Registering a new visitor|sign in a guest;let a visitor into the building | Ask the visitor for an identity card | Enter the name into the list | Print a badge | Call the person who is visited | Hand over the house rules
Planting potatoes|grow potatoes;put seed potatoes in the ground | Let the seed potatoes sprout in the light | Dig trenches of ten centimetres | Lay the potatoes in with the sprouts upward | Cover them with soil | Heap up earth when the leaves are a hand high
Making cold brew|prepare cold coffee;make iced coffee without heat | Grind the beans coarsely | Stir the powder into cold water | Leave it in the fridge overnight | Strain it through a cloth | Serve it with ice
Closing the shop in the evening|lock up the store at night;finish the day in the shop | Count the cash | Put the takings into the safe | Switch off the coffee machine | Set the alarm | Lock both doors
Publishing a release|bring out a new version;ship a release | Raise the version number | Write the change log | Run all tests | Tag the commit | Upload the package | Announce it on the mailing list
Cleaning the aquarium|wash the fish tank;tidy up the aquarium | Switch off the heater | Draw off a third of the water | Wipe the glass with a sponge | Rinse the filter in tank water | Fill up with fresh water of the same temperature
Applying for leave|ask for days off;request a holiday | Check the calendar of your team | Fill in the form on the intranet | Send it to your superior | Wait for the confirmation | Enter the days into the calendar
Bleeding a radiator|get air out of the heating;make a radiator warm again | Turn the thermostat up | Hold a cup under the valve | Open the valve with the key | Close it when water comes | Check the pressure of the boiler
Installing the printer|set up the printing device;get the printer going | Unpack the device and remove the tapes | Insert the cartridges | Load paper into the lower tray | Connect it with the computer | Install the driver | Print a test page
Giving a cat a tablet|make a cat swallow medicine;administer a pill to a cat | Wrap the cat in a towel | Open its mouth with two fingers | Place the tablet far back on the tongue | Hold the mouth shut | Stroke its throat
Evacuating the building|leave the house in a fire;get everybody out | Stay calm and stop working | Warn the people around you | Close windows and doors | Use the stairs, never the lift | Meet at the flagpole
Baking flatbread|make flat bread;prepare simple bread in a pan | Mix flour, salt and warm water | Knead for ten minutes | Let the dough rest under a cloth | Roll out thin rounds | Fry them in a dry pan
Returning a hire car|give back the rented vehicle;bring the rental back | Fill the tank | Take your things out | Photograph the car from all sides | Park it in row F | Drop the key into the box
Claiming expenses|get my costs refunded;be paid back for a trip | Collect all receipts | Scan them into one file | Fill in form R7 | Have it signed by the head of your group | Send it to accounts by the fifth
Starting the mower|get the lawn mower running;set the grass cutter going | Check the oil | Open the fuel tap | Set the lever to choke | Pull the cord firmly | Push the lever back when it runs
Backing up the database|save a copy of the data;secure the database | Stop the import jobs | Run the dump script | Copy the dump to the second site | Compare the checksums | Start the jobs again
Washing wool by hand|clean a woollen jumper;launder wool | Fill a basin with lukewarm water | Add a spoon of mild soap | Press the garment gently, do not rub | Rinse it twice | Roll it in a towel | Dry it flat
""".strip().split("\n")]  # fmt: skip
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]


def steps() -> None:
    title, *did = pick(TASKS)
    name, ways = title.split("|")[0], title.split("|")[1].split(";")
    count = rng.randint(3, len(did))
    did = did[:count]
    head = heading(pick((name, "Manual", "Handbook", "Guide", "Wiki")), [pick(W("Basics,Everyday tasks,Care,For beginners")), name], True)
    marks = pick((lambda k: f"{k}. ", lambda k: f"{k}) ", lambda k: "- ", lambda k: f"Step {k}: ", lambda k: "* "))
    intro = pick(("", f"{name}:\n", f"{name} takes {VALUES['min']()}. Proceed as follows:\n", f"This is how to {pick(ways)}:\n"))
    knows = name in head + intro or any(w in intro for w in ways)
    text = head + intro
    start, units = len(text), []
    for k, step in enumerate(did, 1):
        mark = marks(k)
        units.append((len(text) + len(mark), len(text) + len(mark) + len(step)))
        text += mark + step + pick((".", "")) + ("\n" if k < len(did) else "")
    whole = (start, len(text))
    if knows:
        row("steps", pick(("How do I {w}?", "What must I do to {w}?", "How can I {w}?", "What are the steps to {w}?", "I want to {w}, how does that work?", "how to {w}")).format(w=pick(ways)), text, whole, [whole], True)
        if rng.random() < 0.5 and len(did) > 2:
            k = rng.randrange(1, len(did))
            row("steps", pick(("What do I do after I {b}?", "What comes next when you {b}?", "Once I {b}, what follows?")).format(b=low(did[k - 1])), text, units[k], [units[k]])
        if rng.random() < 0.3:
            k = rng.randrange(min(len(did), 7))
            row("steps", f"What is the {ORDINALS[k]} step to {pick(ways)}?", text, units[k], [units[k]])
            if rng.random() < 0.5 and len(did) < 7:
                row("steps", f"What is the {ORDINALS[len(did)]} step to {pick(ways)}?", text, None, None)
    other = pick([t for t in TASKS if t[0] != title])
    row("steps", pick(("How do I {w}?", "What must I do to {w}?", "How can I {w}?", "how to {w}")).format(w=pick(other[0].split("|")[1].split(";"))), text, None, None)
    if rng.random() < 0.5:
        row("steps", pick(("What do I do after I {b}?", "Once I {b}, what follows?")).format(b=low(pick(other[1:]))), text, None, None)
    if rng.random() < 0.3:
        row("steps", pick(("How much does it cost to {w}?", "Who is allowed to {w}?", "Why is it necessary to {w}?", "How often do I have to {w}?")).format(w=pick(ways)), text, None, None)


LISTS = [line.split(" | ") for line in """
For the hike you should pack|What do I take along on the walk?;Which things belong in my rucksack? | sturdy boots;two litres of water;a rain jacket;a map;plasters;a whistle;sun cream
The following are not covered by the policy|What does the insurance not pay for?;Which losses are excluded? | damage by war;wear and tear;damage done on purpose;loss of cash;nuclear accidents;races
These documents are needed to open an account|Which papers must I bring to become a customer of the bank?;What is required for a new account? | a passport;a proof of address;the tax number;a recent payslip;two photographs
The course covers these topics|What will I learn in the class?;What is dealt with in the training? | basic colour theory;mixing paint;perspective;portraits;caring for brushes;framing
Allergens in our bread are|What in the bread can people react to?;Which allergens does it contain? | wheat;rye;sesame;walnuts;soy;milk
The service includes|What do I get for the price?;What is part of the service? | a yearly inspection;spare parts up to 50 euros;a hotline on weekdays;a replacement device;remote help
The following may not go into the recycling bin|What must I not throw in with the recycling?;Which waste does not belong there? | nappies;window glass;wood;batteries;food scraps;ceramics
Members enjoy these benefits|What advantages do I have when I join?;What are the perks of belonging? | free entry on Sundays;a tenth off in the shop;the quarterly magazine;invitations to openings;early booking
Known limitations|What does it not manage yet?;What are the open problems? | files above two gigabytes are not read;Greek text is shown wrongly;the search ignores attachments;printing works on A4 alone
The committee consists of|Who belongs to the board?;Which people are on the committee? | Maud Sorensen (chair);Kofi Brook (treasurer);Ilya Vella (secretary);Noor Kemp (events);Wim Crane (members)
Symptoms of heat stroke|How do I recognise that someone had too much sun?;What are the signs of it? | red and hot skin;headache;dizziness;vomiting;confusion;a fast pulse
Before the exam, candidates must|What is asked of me ahead of the test?;What do people have to do before they sit the exam? | pay the fee;show an identity card;switch off their phone;sign the list;leave bags at the door
The kit contains|What is in the box?;Which parts come with it? | a control unit;four sensors;eight screws;a power supply;a manual;two batteries
Supported formats|Which kinds of file can it read?;What file types work? | PDF;DOCX;Markdown;CSV;JSON;plain text;EPUB
Free parking is available at|Where can I leave my car for nothing?;Which places cost nothing to park? | the old market;Bridge Road behind the church;the stadium;the north station;the harbour on Sundays
""".strip().split("\n")]  # fmt: skip


def lists() -> None:
    title, things = pick(LISTS)
    intro, asks = title.split("|")[0], title.split("|")[1].split(";")
    items = rng.sample(things.split(";"), rng.randint(3, min(6, len(things.split(";")))))
    other = pick([x for x in LISTS if x[0] != title])
    text = heading(pick(W("Information,Leaflet,Read me,Notes,Guide,FAQ")), [pick(W("General,Important,Before you start,Overview,Good to know"))]) + intro + pick((":", "", " the following:", ":")) + "\n"
    mark, start = pick(("- ", "* ", "• ", "– ")), len(text)
    for k, item in enumerate(items):
        text += mark + item + ("\n" if k < len(items) - 1 else "")
    row("list", pick(asks), text, (start, len(text)), [(start, len(text))], True)
    row("list", pick(other[0].split("|")[1].split(";")), text, None, None)


# ------------------------------------------------------------------ code, configuration, logs, change logs
CODE = [line.split(" || ") for line in r"""
undo the last commit but keep the changes;take back my latest commit without losing work || git reset --soft HEAD~1 || git
create a new branch and switch to it;start working on a separate branch || git switch -c feature/search || git
throw away local changes in one file;restore a file to what was committed || git restore src/main.py || git
see who wrote each line;find the author of a line || git blame README.md || git
download changes without merging;get the newest commits but leave my files alone || git fetch --prune || git
store unfinished work for later;put my edits aside || git stash push -m "wip" || git
install the dependencies;get the required packages || pip install -r requirements.txt || Python
create a virtual environment;isolate the packages of a project || python -m venv .venv\nsource .venv/bin/activate || Python
run the tests;check that everything passes || pytest -q tests || Python
start the development server;launch the site on my machine || npm run dev -- --port 5173 || web
build for production;make the final bundle || npm ci\nnpm run build || web
start the containers in the background;bring all services up || docker compose up -d || Docker
see the output of a running container;read what a service prints || docker logs -f web || Docker
remove unused images;free disk space taken by Docker || docker image prune -a || Docker
open a shell inside a container;look around in a running container || docker exec -it web sh || Docker
copy the database to a file;make a dump of the database || pg_dump -Fc shop > shop.dump || database
load a dump into the database;restore the database from a file || pg_restore -d shop shop.dump || database
find the largest tables;see what takes most room in the database || SELECT relname, pg_total_relation_size(oid)\nFROM pg_class ORDER BY 2 DESC LIMIT 10; || database
add a column to a table;give the table another field || ALTER TABLE orders ADD COLUMN note text; || database
list all files that were changed today;find out what was modified in the last day || find . -mtime -1 -type f || shell
see which process uses a port;find what listens on a port || lsof -i :8080 || shell
make a script executable;allow a file to be run || chmod +x deploy.sh || shell
show how full the disks are;check the free space || df -h || shell
copy a folder to another machine;transfer a directory over the network || rsync -av ./public/ web-01:/srv/www/ || shell
restart the web server;make nginx read its settings anew || sudo systemctl restart nginx || Linux
follow the log of a service;watch what a service writes || journalctl -u app -f || Linux
start a job every night;schedule a task || crontab -e\n0 2 * * * /opt/backup.sh || Linux
create an API key;get a token for the interface || curl -X POST https://api.example.org/v1/keys -d name=ci || API
list all customers through the API;fetch the clients over HTTP || curl -H "Authorization: Bearer $TOKEN" https://api.example.org/v1/customers || API
delete an entry through the API;remove a record by HTTP || curl -X DELETE https://api.example.org/v1/items/42 || API
read a CSV file;load a table into a frame || import pandas as pd\nframe = pd.read_csv("sales.csv") || Python
send a mail from a script;notify someone by e-mail in code || from mailer import send\nsend(to="ops@example.org", subject="done") || Python
encrypt a file with a password;protect a file by a passphrase || gpg -c secrets.txt || shell
generate an SSH key;make a key pair for logging in || ssh-keygen -t ed25519 -C "me@example.org" || shell
""".strip().split("\n")]  # fmt: skip
CODE_ASKS = ("How do I {w}?", "Which command lets me {w}?", "how to {w}", "What do I type to {w}?", "I'd like to {w}, what is the command?", "How can I {w}?")


def code() -> None:
    chosen = rng.sample(CODE, pick((1, 1, 2, 3)))
    text = heading(pick(("README", "Developer guide", "Cookbook", "Runbook", "Cheat sheet")), [chosen[0][2]])
    places = []
    for k, (ways, command, kind) in enumerate(chosen):
        say = ways.split(";")[0]
        lead = pick(("To {w}, run:", "If you want to {w}:", "{W}:", "Use this to {w}.", "### {W}")).format(w=say, W=say[0].upper() + say[1:])
        text += ("\n\n" if k else "") + lead + "\n"
        start = len(text)
        shown = command.replace("\\n", "\n")
        fence = pick(("```", "```", f"```{pick(('bash', 'sh', 'console'))}"))
        text += f"{fence}\n{shown}\n```"
        inside = start + len(fence) + 1
        places.append(((inside, inside + len(shown)), (start, len(text))))
    k = rng.randrange(len(chosen))
    row("code", pick(CODE_ASKS).format(w=pick(chosen[k][0].split(";")[-1:] * 2 + chosen[k][0].split(";"))), text, places[k][0], [places[k][1]])
    near = [c for c in CODE if c not in chosen and (c[2] == chosen[0][2] or rng.random() < 0.3)] or [c for c in CODE if c not in chosen]
    row("code", pick(CODE_ASKS).format(w=pick(pick(near)[0].split(";"))), text, None, None)


KEYS = [line.split(" | ") for line in """
port | 8080;3000;5432;8443;9000 | On which port does it listen?;What port is used?
timeout | 30;60;5s;120;2m | How long does it wait before giving up?;After what time is a request broken off?
max_connections | 100;20;500;64 | How many clients can be connected at once?;What is the limit of connections?
log_level | debug;info;warning;error | How detailed are the logs?;Which level of logging is set?
host | 0.0.0.0;localhost;db.internal;10.0.0.7 | Which address does the server bind to?;What is the host?
workers | 4;8;2;16 | How many processes handle requests?;How many workers run?
cache_size | 256MB;1GB;64MB | How much memory may the cache take?;How large is the cache?
retries | 3;5;0;10 | How often is a failed request tried again?;How many repeats are there after a failure?
language | en;de;fr;nl | In which language are the texts?;What tongue is the interface in?
theme | dark;light;solarized | What look does the interface have?;Which colours are used for the interface?
backup_interval | 24h;6h;7d;12h | How often is a copy saved?;At what intervals are backups made?
data_dir | /var/lib/app;./data;/srv/store | Where are the files stored?;In which folder is the data?
admin_email | ops@example.org;root@example.net;admin@example.com | Who gets the alerts?;To what address are alarms mailed?
session_length | 8h;30m;7d | For how long do I stay logged in?;When does a login run out?
upload_limit | 20MB;5MB;2GB | How big may an uploaded file be?;What is the largest attachment?
currency | EUR;USD;CHF;SEK | In which money are prices shown?;What currency is used?
tls | true;false;required | Is the connection encrypted?;Is HTTPS on?
rate_limit | 60/min;10/s;1000/h | How many calls may a client make?;How often can the interface be called?
time_zone | Europe/Oslo;UTC;Asia/Tokyo;America/Lima | In which zone are times given?;What clock do the times follow?
replicas | 1;2;3;5 | How many copies of the service run?;How many instances are there?
image | app:1.4;nginx:1.27;redis:7 | Which container image is used?;What image is started?
schedule | 0 2 * * *;@hourly;*/15 * * * * | When does the job run?;At what times is the job started?
region | eu-north-1;us-west-2;local | In which region is it hosted?;Where in the world does it run?
password_length | 12;16;8 | How long must a password be?;How many characters does a secret need?
""".strip().split("\n")]  # fmt: skip


def settings() -> None:
    chosen = rng.sample(KEYS, rng.randint(2, 7))
    style = pick(("yaml", "toml", "ini", "env", "json", "table"))
    name = {"yaml": pick(("config.yaml", "values.yml", "app.yaml")), "toml": pick(("settings.toml", "pyproject.toml")), "ini": "app.ini", "env": ".env.example", "json": "config.json", "table": "Options"}[style]
    section = pick(W("server,app,web,worker,api,store,general,production,staging"))
    text = heading(pick((name, "Configuration", "Deployment", "Settings")), [name] if rng.random() < 0.5 else [section])
    text += {"yaml": f"{section}:\n", "toml": f"[{section}]\n", "ini": f"[{section}]\n", "env": "", "json": "{\n", "table": pick(("", "Option | Default\n"))}[style]
    spans, units = [], []
    for k, (key, options, _) in enumerate(chosen):
        value = pick(options.split(";"))
        bare = value.isdigit() or value in ("true", "false")
        before = {"yaml": f"  {key}: ", "toml": f"{key} = " + ("" if bare else '"'), "ini": f"{key} = ", "env": f"{key.upper()}=", "json": f'  "{key}": ' + ("" if bare else '"'), "table": f"| `{key}` | "}[style]
        after = {"yaml": "", "toml": "" if bare else '"', "ini": "", "env": "", "json": ("" if bare else '"') + ("," if k < len(chosen) - 1 else ""), "table": " |"}[style]
        start = len(text)
        text += before
        spans.append((len(text), len(text) + len(value)))
        text += value + after
        units.append((start, len(text)))
        text += "\n" if k < len(chosen) - 1 or style == "json" else ""
    text += "}" if style == "json" else ""
    for k in rng.sample(range(len(chosen)), min(2, len(chosen))):
        row("settings", pick(chosen[k][2].split(";")), text, spans[k], [units[k]])
    for absent in rng.sample([x for x in KEYS if x not in chosen], 2):
        row("settings", pick(absent[2].split(";")), text, None, None)


LOGS = [line.split(" | ") for line in """
ERROR | db | connection to {h} refused | Why could the database not be reached?;What went wrong with the database?
WARN | disk | volume /data is {n} % full | How full is the disk?;How much of the volume is used?
INFO | backup | finished in {n} minutes | How long did the backup take?;In what time was the copy made?
ERROR | mail | {n} messages could not be delivered | How many mails were not sent?;What number of messages failed?
INFO | auth | user {u} logged in | Who signed in?;Which user logged in?
WARN | auth | {n} failed logins from 10.2.0.{n} | How many unsuccessful sign-ins were there?
ERROR | payment | card declined for order {n} | Which order was not paid?;What happened to the payment?
INFO | deploy | version {v} is live | Which version was rolled out?;What release went live?
ERROR | import | line {n} has {k} columns instead of 6 | In which line is the file wrong?;Why did the import stop?
INFO | queue | {n} jobs waiting | How many tasks are pending?;How long is the line of jobs?
WARN | cert | certificate of {h} expires in {n} days | When does the certificate run out?;How long is the certificate still good?
INFO | cron | report sent to {u} | Who received the report?;To whom did the report go?
""".strip().split("\n")]  # fmt: skip


def logs() -> None:
    chosen = rng.sample(LOGS, rng.randint(3, 7))
    day, clock = date(0), rng.randint(0, 1200)
    text = heading(pick(("app.log", "server.log", "Incident", "syslog")), [pick(("Errors", "Monday night", "Production"))])
    places, times = [], []
    for k, (level, part, message, _) in enumerate(chosen):
        clock += rng.randint(1, 40)
        said = message.replace("{n}", str(rng.randint(3, 99))).replace("{h}", pick(("db-01", "cache-2", "shop.example.org", "mx1"))).replace("{u}", low(pick(FIRST))).replace("{v}", f"{rng.randint(1, 9)}.{rng.randint(0, 20)}.{rng.randint(0, 9)}").replace("{k}", str(rng.randint(7, 12)))
        stamp = f"{clock // 60:02}:{clock % 60:02}:{rng.randint(0, 59):02}"
        start = len(text)
        text += f"{day} {stamp} {level} {part}: "
        places.append(((len(text), len(text) + len(said)), (start, len(text) + len(said))))
        times.append(stamp)
        text += said + ("\n" if k < len(chosen) - 1 else "")
    k = rng.randrange(len(chosen))
    said, unit = places[k]
    row("log", pick(chosen[k][3].split(";")), text, said, [unit])
    if rng.random() < 0.6:
        row("log", f"What happened at {times[k][:5]}?", text, said, [unit])
        row("log", f"What happened at {(clock // 60 + 3) % 24:02}:{rng.randint(0, 59):02}?", text, None, None)
    absent = pick([x for x in LOGS if x not in chosen])
    row("log", pick(absent[3].split(";")), text, None, None)


VERBS = {"Added": W("dark mode,a search in attachments,keyboard shortcuts,export to CSV,support for Arabic,two-factor login,a dry-run option,webhooks,undo for deletions,a calendar view,offline reading,printing of labels"),
         "Fixed": W("a crash when the list is empty,wrong totals in invoices,the lost cursor after pasting,duplicate mails,slow start on old phones,umlauts in file names,a memory leak in the importer,the broken link in the footer,time zones in reports,scrolling in long tables"),
         "Changed": W("the default port to 8090,the licence to MIT,the minimum Python to 3.11,the order of the menus,the colour of links,the limit of uploads to 50 MB,the update check to once a week,the name of the option --fast to --quick"),
         "Removed": W("the old API,support for Windows 7,the Flash player,the beta banner,the weekly digest,the XML export,the toolbar,anonymous comments"),
         "Security": W("updated the TLS library,tokens are no longer logged,passwords are hashed with Argon2,closed a hole in the upload form")}  # fmt: skip
CHANGE_ASKS = {"Added": ("What is new in {v}?", "Which features came with {v}?", "What was added in {v}?"), "Fixed": ("Which bugs were mended in {v}?", "What was fixed in {v}?", "Which errors does {v} cure?"),
               "Changed": ("What is different since {v}?", "What was altered in {v}?", "what changed in {v}"), "Removed": ("What is gone in {v}?", "Which things were dropped in {v}?", "What did {v} take away?"), "Security": ("What does {v} do for safety?", "Which security matters are in {v}?")}  # fmt: skip


def changes() -> None:
    product = pick(("Pixelbox", "Tern", "Mailgarden", "Quern", "Ledgerly", "Sandpiper", "Orrery"))
    numbers = sorted(rng.sample([(a, b, c) for a in range(1, 6) for b in range(0, 12) for c in (0, 0, 1, 2)], 4), reverse=True)
    versions = list(dict.fromkeys(".".join(map(str, x)) for x in numbers))
    shown = versions[: pick((1, 1, 2, 3))]
    text = heading(pick((product, "Changelog", f"{product} release notes", "What's new")), [])
    kept, releases = [], {}
    for v in shown:
        day = date(pick((0, 0, 1, 2)))
        style = rng.random()
        text += ("\n\n" if kept else "") + (f"## {v} ({day})" if style < 0.5 else f"## [{v}] - {day}" if style < 0.75 else f"Changelog | {v} ({day})" if not kept and style < 0.85 else f"{v} — {day}") + "\n"
        at = text.rindex(day)
        releases[v] = (at, at + len(day))
        groups = rng.sample(sorted(VERBS), pick((1, 1, 2, 3)))
        bare = rng.random() < 0.4
        for g, kind in enumerate(groups):
            text += ("\n" if g else "") + ("" if bare else f"### {kind}\n")
            items, start = rng.sample(VERBS[kind], rng.randint(1, 3)), len(text)
            for k, item in enumerate(items):
                text += f"- {kind + ' ' if bare and kind != 'Security' else ''}{item if bare and kind != 'Security' else item[0].upper() + item[1:]}" + ("\n" if k < len(items) - 1 else "")
            kept.append((v, kind, (start, len(text)), items))
    v, kind, unit, items = pick(kept)
    row("changes", pick(CHANGE_ASKS[kind]).format(v=pick((v, f"version {v}", f"release {v}"))), text, unit, [unit], True)
    row("changes", pick(("When was {v} released?", "What is the date of version {v}?", "when did {v} come out")).format(v=v), text, releases[v], [releases[v]])
    missing = versions[-1] if versions[-1] not in shown else "9.9"
    row("changes", pick(CHANGE_ASKS[kind] + ("When was {v} released?", "when did {v} come out")).format(v=missing), text, None, None)
    absent = [k for k in VERBS if not any(a == v and b == k for a, b, *_ in kept)]
    if absent and rng.random() < 0.5:
        row("changes", pick(CHANGE_ASKS[pick([k for k in absent if k != "Changed"] or ["Security"])]).format(v=f"version {v}"), text, None, None)
    if rng.random() < 0.5:
        item = pick(items)
        at = text.lower().index(item.lower(), unit[0])
        if kind in ("Added", "Fixed", "Removed"):
            ask = {"Added": "Which version brought {i}?", "Fixed": "In which release was {i} fixed?", "Removed": "Since which version is {i} gone?"}[kind]
            place = text.index(v)
            row("changes", ask.format(i=item), text, (place, place + len(v)), [(place, place + len(v)), (at, at + len(item))])
            gone = pick([x for x in VERBS[kind] if x.lower() not in text.lower()])
            row("changes", ask.format(i=gone), text, None, None)


# ------------------------------------------------------------------ chat, mail, questions and answers, out of the facts
DOMAINS = read(Path(__file__).with_name("facts.txt"))


def bare(sentence: str) -> str:
    return sentence.replace("[", "").replace("]", "")


def chat() -> None:
    _, (titles, facts) = pick(sorted(DOMAINS.items()))
    chosen = rng.sample(facts, rng.randint(2, 5))
    people = rng.sample(FIRST, rng.randint(2, 4))
    small = ("ok thanks", "does anybody know?", "good morning all", "sorry, just saw this", "let's talk tomorrow", "haha yes", "I'll check", "can you send it again?", "+1", "see you later", "where was that written?")
    y, m, d, clock = rng.randint(2016, 2026), rng.randint(1, 12), rng.randint(1, 28), rng.randint(400, 1100)
    form = pick((lambda t, w: f"[{y}-{m:02}-{d:02} {t}] {w}: ", lambda t, w: f"{w}: ", lambda t, w: f"{w} ({t}): ", lambda t, w: f"{d:02}.{m:02}.{y}, {t} - {w}: ", lambda t, w: f"[{t}] <{w}> "))
    text = heading(pick(("#general", "#housing", "Team chat", "Group", "#help", "export")), []) if rng.random() < 0.6 else ""
    said, lines = [], [("fact", f) for f in chosen] + [("small", None)] * rng.randint(0, 3)
    rng.shuffle(lines)
    for k, (kind, fact) in enumerate(lines):
        who, clock = pick(people), min(1439, clock + rng.randint(0, 25))
        start = len(text)
        text += form(f"{clock // 60:02}:{clock % 60:02}", who)
        name = text.index(who, start)
        if kind == "small":
            text += pick(small)
        else:
            values = fact.values()
            sentence = put(pick(fact.says), values)
            at = len(text)
            text += bare(sentence) if rng.random() < 0.7 else low(bare(sentence)).rstrip(".")
            span = (at + sentence.index("["), at + sentence.index("]") - 1)
            said.append((fact, values, span, (start, len(text)), who, (name, name + len(who))))
        text += "\n" if k < len(lines) - 1 else ""
    fact, values, span, unit, who, name = pick(said)
    row("chat", put(pick(fact.asks), values), text, span, [unit])
    absent = [f for f in facts if f not in chosen]
    if absent:
        f = pick(absent)
        row("chat", put(pick(f.asks), f.values()), text, None, None)
    if fact.claims and sum(f is fact for f, *_ in said) == 1 and rng.random() < 0.7:
        statement = low(put(pick(fact.claims), values)).rstrip(".")
        row("chat", pick((f"Who said that {statement}?", f"Who wrote that {statement}?")), text, name, [unit])
        other = [f for f in facts if f not in chosen]
        if other:
            f = pick(other)
            row("chat", f"Who said that {low(put(pick(f.claims), f.values())).rstrip('.')}?", text, None, None)


def mail() -> None:
    _, (titles, facts) = pick(sorted(DOMAINS.items()))
    chosen = rng.sample(facts, rng.randint(1, 3))
    sender, receiver = PERSON(), PERSON()
    box = lambda n: f"{n} <{low(n.split()[0])}.{low(n.split()[1])}@{pick(('example.org', 'example.com', 'mail.example'))}>"  # noqa: E731
    subject, day = pick(titles) + pick(("", ": a reminder", " - news", ", please read", " (update)")), date(pick((0, 1, 2)))
    lines = [("From", box(sender) if rng.random() < 0.6 else sender), ("To", receiver), ("Date", day), ("Subject", subject)]
    if rng.random() < 0.3:
        lines = [x for x in lines if x[0] != "To"]
    if rng.random() < 0.4:
        rng.shuffle(lines)
    text, places = "", {}
    for name, value in lines:
        start = len(text)
        text += f"{name}: "
        shown = sender if name == "From" else value
        at = text.__len__() + value.index(shown)
        places[name] = ((at, at + len(shown)), (start, start + len(name) + 2 + len(value)))
        text += value + "\n"
    text += "\n" + pick(("Dear all,", f"Hello {receiver.split()[0]},", "Hi,", "Good morning,")) + "\n"
    said = []
    for fact in chosen:
        values = fact.values()
        sentence = put(pick(fact.says), values)
        at = len(text)
        text += bare(sentence) + " "
        said.append((fact, values, (at + sentence.index("["), at + sentence.index("]") - 1), (at, at + len(bare(sentence)))))
    text = text.rstrip() + "\n" + pick(("Best wishes", "Regards", "Yours", "Thanks")) + f"\n{sender.split()[0]}"
    fact, values, span, unit = pick(said)
    row("mail", put(pick(fact.asks), values), text, span, [unit])
    absent = pick([f for f in facts if f not in chosen])
    row("mail", put(pick(absent.asks), absent.values()), text, None, None)
    if rng.random() < 0.7:
        name, asks = pick([x for x in (("From", ("Who sent the mail about {s}?", "Who wrote to us on {s}?")), ("Date", ("When was the message on {s} sent?", "On what day did the mail about {s} come?")), ("To", ("Who got the mail about {s}?", "To whom was the message on {s} addressed?")))])
        ask = pick(asks).format(s=re.split(r"[:,(-]", subject)[0].strip().lower())
        row("mail", ask, text, places[name][0] if name in places else None, [places[name][1]] if name in places else None)
        row("mail", pick(("Who was copied on the mail?", "Which file was attached to the mail?", "At what hour was the mail sent?")), text, None, None)


def faq() -> None:
    _, (titles, facts) = pick(sorted(DOMAINS.items()))
    good = [f for f in facts if len(f.asks) > 1]
    chosen = rng.sample(good, rng.randint(1, min(3, len(good) - 1)))
    text = heading(pick(titles), [pick(("FAQ", "Questions and answers", "Frequently asked questions"))])
    style = pick((("Q: ", "\nA: "), ("", "\n"), ("**", "**\n"), ("### ", "\n"), ("question: ", "\nanswer: ")))
    said = []
    for k, fact in enumerate(chosen):
        values = fact.values()
        ask, *others = rng.sample(fact.asks, len(fact.asks))
        sentence = put(pick(fact.says), values)
        start = len(text) + (1 if k else 0)
        text += ("\n" if k else "") + style[0] + put(ask, values) + style[1]
        at = len(text)
        text += bare(sentence)
        said.append((fact, values, others, (at + sentence.index("["), at + sentence.index("]") - 1), (start, len(text))))
    fact, values, others, span, unit = pick(said)
    row("faq", put(pick(others), values), text, span, [unit])
    if fact.open:
        row("faq", put(pick(fact.open), values), text, None, None)
    absent = pick([f for f in facts if f not in chosen])
    if rng.random() < 0.5:
        row("faq", put(pick(absent.asks), absent.values()), text, None, None)
    # The question stands in the passage, but what follows does not answer it.
    if rng.random() < 0.3:
        wrong = put(pick(absent.asks), absent.values())
        text = f"Q: {wrong}\nA: {pick(('See the next page.', 'We are looking into this.', 'Ask the office.', 'This changes from year to year.', 'That depends.'))}"
        row("faq", wrong, text, None, None)


def places_in_heading() -> None:
    """What the passage is about stands in the heading alone."""
    _, (titles, facts) = pick(sorted(DOMAINS.items()))
    fact = pick([f for f in facts])
    values = fact.values()
    here, there = rng.sample(CITIES, 2)
    sentence = put(pick(fact.says), values)
    title = pick(titles)
    text = pick((f"{title} | {here}\n", f"{here} | {title}\n", f"{title} | {date()} | {here}\n", f"{title} | Places > {here}\n"))
    at = len(text)
    text += bare(sentence)
    span, unit = (at + sentence.index("["), at + sentence.index("]") - 1), (at, len(text))
    ask = put(pick(fact.asks), values)
    tail = lambda place: re.sub(r"\??$", f" in {place}?", ask, count=1) if ask.endswith("?") else f"{ask} in {place}"  # noqa: E731
    row("heading", tail(here), text, span, [unit])
    row("heading", tail(there), text, None, None)


MADE = ((table, 3600), (steps, 900), (lists, 450), (code, 900), (settings, 800), (logs, 500), (changes, 700), (chat, 1100), (mail, 800), (faq, 1100), (places_in_heading, 700))


def main() -> None:
    out = Path(sys.argv[1])
    for make, times in MADE:
        for _ in range(times):
            make()
    seen, rows = set(), []
    for r in ROWS:
        key = (r["question"].lower(), r["passage"])
        if key in seen:
            continue
        seen.add(key)
        for a in r["answers"]:
            assert r["passage"][a["start"] : a["start"] + len(a["text"])] == a["text"] and a["text"].strip(), r
        rows.append(r)
    for name, found in (("shapes", rows), ("shapes-claims", CLAIMS)):
        (out / f"generated-{name}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found), encoding="utf-8")
        print(name, len(found))


if __name__ == "__main__":
    main()
