"""Structured passages: tables, lists, FAQ, change logs, mail, chat, prices, hours, contacts, rules over ranges."""
import re
def run(g, scale):
    rng, pick, chance, mark, unmark, typed, dress = g.rng, g.pick, g.chance, g.mark, g.unmark, g.typed, g.dress
    T = lambda n: typed(n)().forms[0]
    def emit(kind, body, asks, claims=(), title=None, keep=None, cap=5):
        """asks: (question, id or None, is sentence)"""
        text, spans = unmark(body)
        if not 20 <= len(text.split()) <= 245: return
        yes = [a for a in asks if a[1] is not None and a[1] in spans]; no = [a for a in asks if a[1] is None]
        rng.shuffle(yes); rng.shuffle(no); k = max(1, cap // 2)
        # even out: forms (first words, and kind) seen more often with an answer are taken sooner without one
        form = lambda q: [(kind, *q.lower().split()[:n]) for n in (1, 2, 3)] + [(kind, "w", w) for w in set(re.findall(r"[a-z]+", q.lower()))]
        bal = g.__dict__.setdefault("BAL", g.collections.Counter())
        excess = lambda q: sum(bal[f] / (4 + abs(bal[f])) for f in form(q)) / len(form(q))
        ny, nn = k, k + (1 if chance(.3) else 0)
        for n, lst, sg in ((ny, yes, 1), (nn, no, -1)):
            lst = list(dict.fromkeys(lst))
            for _ in range(min(n, len(lst))):
                c = min(lst, key=lambda a: sg * excess(a[0]) + rng.random() * .1); lst.remove(c); q, i, *s = c
                for f in form(q): bal[f] += sg
                g.tell("struct-" + kind, dress(q), text, spans[i] if i is not None else None, title, bool(s and s[0] and i))
        claims = list(claims); rng.shuffle(claims)
        for c, lab in claims[:2]: g.claim("struct-" + kind, c, text, lab)
    def heading():
        r = rng.random(); h = pick([pick(v) for v in g.HEAD.values()]); t = pick(g.TOPIC)
        return h, (f"{h} > {t}\n" if r < .3 else f"{h} › {t}\n\n" if r < .45 else f"## {t}\n" if r < .55 else f"{h}\n" if r < .7 else "")
    # ---------------------------------------------------------- tables
    W = lambda s: [x.strip() for x in s.split(",")]
    SCH = [
     ("Courses", "Course", W("Yoga, Pottery, Italian, Spanish, First aid, Photography, Sewing, Chess, Guitar, Drawing, Coding, Tango, Swimming, Woodwork, Baking, Accounting, Arabic, Knitting"),
       [("Teacher", lambda: T("person"), ["Who teaches {r}?", "What is the name of the {r} teacher?", "who gives the {r} course"]), ("Day", lambda: T("day"), ["On which day is {r}?", "When in the week is the {r} course?"]), ("Room", lambda: T("room"), ["In which room is {r}?", "Where does the {r} course meet?"]), ("Fee", lambda: T("money"), ["How much is the {r} course?", "What do I pay for {r}?"]), ("Places", lambda: str(rng.randint(4, 30)), ["How many places are there in {r}?", "How many people can join {r}?"]), ("Starts", lambda: T("date"), ["When does {r} start?", "What is the first day of the {r} course?"])]),
     ("Products", "Product", W("Desk lamp, Kettle, Toaster, Blender, Fan, Heater, Vacuum cleaner, Iron, Coffee maker, Microwave, Scale, Hair dryer, Radio, Mixer, Rice cooker, Air purifier"),
       [("Price", lambda: T("money"), ["What is the price of the {r}?", "How expensive is the {r}?"]), ("Weight", lambda: f"{rng.randint(1,15)}.{rng.randint(1,9)} kg", ["How heavy is the {r}?", "What does the {r} weigh?"]), ("Power", lambda: f"{rng.randint(1,30)*50} W", ["How many watts does the {r} have?", "What is the power of the {r}?"]), ("Colour", lambda: pick(W("red, blue, black, white, silver, green")), ["What colour is the {r}?", "In which colour does the {r} come?"]), ("Warranty", lambda: f"{rng.randint(1,7)} years", ["How long is the warranty on the {r}?", "For how many years is the {r} guaranteed?"]), ("Stock", lambda: str(rng.randint(0, 300)), ["How many of the {r} are in stock?", "What number of pieces of the {r} is left?"])]),
     ("Employees", "Name", None,
       [("Department", lambda: pick(W("Sales, Purchasing, Research, Legal, Logistics, Support, Marketing, Finance, Production")), ["In which department does {r} work?", "What team is {r} in?"]), ("Extension", lambda: T("ext"), ["What is the extension of {r}?", "Under what number can I call {r}?"]), ("Office", lambda: T("room"), ["Which office is {r} in?", "Where does {r} sit?"]), ("Since", lambda: T("year"), ["Since when has {r} been here?", "In what year did {r} join?"]), ("E-mail", lambda: pick("abcdefgh") + str(rng.randint(10, 99)) + "@example.org", ["What is the e-mail address of {r}?", "How can I write to {r}?"]), ("Manager", lambda: T("person"), ["Who is the manager of {r}?", "Whom does {r} report to?"])]),
     ("Trains", "Line", W("S1, S2, S3, R10, R14, R22, IC 5, IC 8, N40, E7, Bus 12, Bus 31, Tram 4, Tram 9"),
       [("Departure", lambda: T("time"), ["When does {r} depart?", "What time does {r} leave?"]), ("Platform", lambda: str(rng.randint(1, 20)), ["From which platform does {r} go?", "Where do I board {r}?"]), ("Destination", lambda: T("city"), ["Where does {r} go?", "What is the terminus of {r}?"]), ("Duration", lambda: T("mins"), ["How long does {r} take?", "How much time does the ride on {r} take?"]), ("Fare", lambda: T("money"), ["What is the fare for {r}?", "How much is a ticket for {r}?"]), ("Operator", lambda: T("org"), ["Which company operates {r}?", "Who runs {r}?"])]),
     ("Towns", "Town", [c.split("|")[0] for c in g.CITY],
       [("Population", lambda: f"{rng.randint(3,900)},{rng.randint(100,999)}", ["How many people live in {r}?", "What is the population of {r}?"]), ("Mayor", lambda: T("person"), ["Who is the mayor of {r}?", "What is the name of the mayor in {r}?"]), ("River", lambda: pick(W("Lenne, Sorra, Tave, Ilm, Orbe, Wend, Arle, Mosa")), ["Which river does {r} lie on?", "On what water is {r}?"]), ("Founded", lambda: T("oldyear"), ["When was {r} founded?", "How old is {r}, in what year did it begin?"]), ("Area", lambda: f"{rng.randint(5,400)} km²", ["What is the area of {r}?", "How large is {r}?"]), ("Twin town", lambda: T("city"), ["What is the twin town of {r}?", "With which place is {r} twinned?"])]),
     ("Rooms", "Room", W("Garden room, Blue hall, Attic, Studio, Seminar room 1, Seminar room 2, Library, Gallery, Cellar bar, Winter garden, Board room, Gym, Chapel, Foyer"),
       [("Seats", lambda: str(rng.randint(6, 300)), ["How many seats does the {r} have?", "How many people can sit in the {r}?"]), ("Rent per day", lambda: T("money"), ["What is the rent per day for the {r}?", "How much does it cost to hire the {r} for a day?"]), ("Floor", lambda: pick(W("ground floor, first floor, second floor, third floor, basement")), ["On which floor is the {r}?", "Where in the building is the {r}?"]), ("Projector", lambda: pick(["yes", "no", "on request"]), ["Is there a projector in the {r}?", "Does the {r} have a projector?"]), ("Contact", lambda: T("person"), ["Who is the contact for the {r}?", "Whom do I ask about the {r}?"]), ("Cleaned on", lambda: T("day"), ["On which day is the {r} cleaned?", "When is cleaning done in the {r}?"])]),
     ("Plants", "Plant", W("Tomato, Basil, Carrot, Pumpkin, Sunflower, Spinach, Pea, Leek, Radish, Lavender, Mint, Bean, Beetroot, Chard, Dill, Fennel"),
       [("Sowing", lambda: T("month"), ["When is {r} sown?", "In which month do I put {r} seeds in the ground?"]), ("Harvest", lambda: T("month"), ["When is {r} harvested?", "In which month can I pick {r}?"]), ("Spacing", lambda: f"{rng.randint(2,80)} cm", ["What is the spacing for {r}?", "How far apart should {r} be?"]), ("Light", lambda: pick(["full sun", "half shade", "shade"]), ["How much light does {r} need?", "Where should {r} stand, in sun or shade?"]), ("Water", lambda: pick(["daily", "twice a week", "little", "every two days", "weekly"]), ["How often must {r} be watered?", "How much water does {r} need?"]), ("Height", lambda: f"{rng.randint(15,250)} cm", ["How tall does {r} get?", "What height does {r} reach?"])]),
     ("Matches", "Team", W("Falcons, Rovers, Lions, Herons, Sharks, Wanderers, Comets, Badgers, Dragons, Owls, Pirates, Bears, Foxes"),
       [("Wins", lambda: str(rng.randint(0, 24)), ["How many wins do the {r} have?", "How many matches did the {r} win?"]), ("Losses", lambda: str(rng.randint(0, 24)), ["How many losses do the {r} have?", "How often were the {r} beaten?"]), ("Points", lambda: str(rng.randint(5, 90)), ["How many points do the {r} have?", "What is the points total of the {r}?"]), ("Coach", lambda: T("person"), ["Who coaches the {r}?", "Who is the trainer of the {r}?"]), ("Stadium", lambda: pick(W("North Park, Mill Ground, Lake Arena, Old Field, Station Road, East End")), ["Where do the {r} play at home?", "What is the stadium of the {r}?"]), ("Captain", lambda: T("person"), ["Who is the captain of the {r}?", "Which player leads the {r}?"])]),
     ("Servers", "Host", W("atlas, borealis, calypso, dione, europa, fornax, ganymed, helios, io, juno, kepler, luna"),
       [("Address", lambda: f"10.{rng.randint(0,9)}.{rng.randint(0,40)}.{rng.randint(2,250)}", ["What is the IP address of {r}?", "Under which address is {r} reached?"]), ("Memory", lambda: f"{pick([8,16,32,64,128])} GB", ["How much memory does {r} have?", "How many gigabytes of RAM are in {r}?"]), ("System", lambda: pick(["Debian 12", "Ubuntu 22.04", "Windows Server 2019", "FreeBSD 14", "Rocky 9"]), ["Which operating system runs on {r}?", "What system does {r} have?"]), ("Purpose", lambda: pick(W("mail, backups, web shop, database, monitoring, files, builds")), ["What is {r} used for?", "What is the purpose of {r}?"]), ("Owner", lambda: T("person"), ["Who owns {r}?", "Who looks after {r}?"]), ("Port", lambda: str(rng.randint(20, 9000)), ["Which port does {r} use?", "On what port does {r} listen?"])]),
     ("Budget", "Item", W("Rent, Wages, Travel, Insurance, Heating, Printing, Software, Cleaning, Postage, Repairs, Training, Advertising"),
       [("2022", lambda: T("bigmoney"), ["What was spent on {r} in 2022?", "How much did {r} cost in 2022?"]), ("2023", lambda: T("bigmoney"), ["What was spent on {r} in 2023?", "How much did {r} cost in 2023?"]), ("2024", lambda: T("bigmoney"), ["What was spent on {r} in 2024?", "How much did {r} cost in 2024?"]), ("2025", lambda: T("bigmoney"), ["What is planned for {r} in 2025?", "How much is set aside for {r} in 2025?"]), ("Change", lambda: f"{pick('+-')}{rng.randint(1,40)}%", ["By how much did {r} change?", "What is the change in per cent for {r}?"]), ("Responsible", lambda: T("person"), ["Who is responsible for {r}?", "Who looks after the costs of {r}?"])]),
     ("Medicines", "Medicine", W("Alvorin, Betacol, Corvex, Dolenta, Emirax, Fenolin, Gastrol, Hexatin, Ibralon, Jovitol"),
       [("Dose", lambda: f"{rng.randint(1,40)*25} mg", ["What is the dose of {r}?", "How many milligrams of {r} are given?"]), ("Taken", lambda: pick(["once a day", "twice a day", "every eight hours", "before meals", "at bedtime"]), ["When is {r} taken?", "How often do I take {r}?"]), ("Stored", lambda: pick(["in the fridge", "below 25 °C", "in the dark", "dry", "locked away"]), ["How is {r} stored?", "Where should {r} be kept?"]), ("Side effects", lambda: pick(["headache", "dry mouth", "sleepiness", "nausea", "rash", "dizziness"]), ["What are the side effects of {r}?", "What unwanted effect can {r} have?"]), ("Minimum age", lambda: f"{rng.randint(2,18)} years", ["From what age may {r} be given?", "How old must one be to take {r}?"]), ("Maker", lambda: T("org"), ["Who makes {r}?", "Which company produces {r}?"])]),
     ("Shifts", "Shift", W("Early shift, Late shift, Night shift, Weekend shift, Day shift, Split shift, Standby"),
       [("Begins", lambda: T("time"), ["When does the {r} begin?", "At what time do I start on the {r}?"]), ("Ends", lambda: T("time"), ["When does the {r} end?", "Until when does the {r} last?"]), ("Break", lambda: T("mins"), ["How long is the break in the {r}?", "How much rest is there during the {r}?"]), ("Leader", lambda: T("person"), ["Who leads the {r}?", "Who is in charge of the {r}?"]), ("Bonus", lambda: T("pct"), ["What is the bonus for the {r}?", "How much extra is paid for the {r}?"]), ("People", lambda: str(rng.randint(2, 40)), ["How many people work the {r}?", "What is the number of staff on the {r}?"])]),
    ]
    def table():
        name, rh, ents, cols = pick(SCH)
        k = rng.randint(2, 6)
        if ents is None:
            ents = [T("person") for _ in range(9)]; ents = list(dict.fromkeys(ents))
            for i in (7, 8):  # neighbours: the same first or last name
                if i < len(ents): a, b = ents[0].split(" ", 1); c, d = ents[i].split(" ", 1); ents[i] = f"{a} {d}" if chance(.5) else f"{c} {b}"
            inside, outside = ents[:min(k, 6)], ents[6:]
            outside = [x for x in outside if x not in inside]
        else: ents = rng.sample(ents, len(ents)); inside, outside = ents[:k], ents[k:k+4]
        cs = rng.sample(cols, rng.randint(2, 4)); order = [c for c in cols if c in cs]; absent = [c for c in cols if c not in cs]
        cells = {(r, c[0]): c[1]() for r in inside for c in order}
        style = rng.random(); lines = []
        cell = lambda r, c: mark(f"{r}/{c[0]}", cells[r, c[0]])
        h, hd = heading()
        hd = hd or (f"{name}\n" if chance(.5) else "")
        if style < .3:
            lines = ["| " + " | ".join([rh] + [c[0] for c in order]) + " |"] + (["|" + "---|" * (len(order) + 1)] if chance(.6) else []) + ["| " + " | ".join([r] + [cell(r, c) for c in order]) + " |" for r in inside]
        elif style < .5: lines = [" | ".join([rh] + [c[0] for c in order])] + [" | ".join([r] + [cell(r, c) for c in order]) for r in inside]
        elif style < .62: lines = ["\t".join([rh] + [c[0] for c in order])] + ["\t".join([r] + [cell(r, c) for c in order]) for r in inside]
        elif style < .85: lines = [l for r in inside for l in [f"{rh}: {r}"] + [f"{c[0]}: {cell(r, c)}" for c in order] + ([""] if chance(.5) else [])]
        else: lines = ["; ".join([f"{rh}: {r}"] + [f"{c[0]}: {cell(r, c)}" for c in order]) for r in inside]
        body = hd + "\n".join(lines).strip()
        while len(unmark(body)[0].split()) < 24: body += "\n\n" + pick(g.fillers)
        low = lambda r: r if rh in ("Town", "Name", "Line", "Host", "Medicine", "Team", "Plant", "Course") and r[:3] not in ("Yog",) else r[0].lower() + r[1:]
        asks = []
        for r in inside:
            for c in order: asks.append((pick(c[2]).replace("{r}", low(r)), f"{r}/{c[0]}"))
        for r in outside[:3]:
            for c in rng.sample(order, min(2, len(order))): asks.append((pick(c[2]).replace("{r}", low(r)), None))
        for r in rng.sample(inside, min(2, len(inside))):
            for c in absent[:3]:
                if c[0] not in ("2022", "2023", "2024", "2025") or True: asks.append((pick(c[2]).replace("{r}", low(r)), None))
        # from the cell back to the row: only where the value stands once
        for r in inside:
            c = pick(order); v = cells[r, c[0]]
            if [x for (a, b), x in cells.items()].count(v) == 1 and chance(.4) and len(v) > 2:
                body2 = None
                asks.append((f"Which {rh.lower() if rh != 'Name' else 'person'} has {v} as {c[0].lower()}?", None)) if False else None
        claims = []
        r, c = pick(inside), pick(order); v = cells[r, c[0]]
        form = pick(["The {c} of {r} is {v}.", "For {r}, the {c} is {v}.", "{r}: the {c} is given as {v}.", "According to the list, {r} has the {c} {v}."])
        mk = lambda r, c, v: (lambda s: s[0].upper() + s[1:])(form.replace("{c}", c[0].lower()).replace("{r}", low(r)).replace("{v}", v))
        claims.append((mk(r, c, v), "supported"))
        for _ in range(8):
            nv = pick([x for (a, b), x in cells.items() if b == c[0]]) if chance(.7) else c[1]()
            if nv != v: claims.append((mk(r, c, nv), "refuted")); break
        if outside: claims.append((mk(outside[0], c, v), "neutral"))
        emit("table", body, asks, claims, title=name if chance(.3) else None, cap=6)
    # ---------------------------------------------------------- ordered lists
    PROC = [
     ("Changing a bicycle tyre", "tyre", "Turn the bicycle upside down;Open the quick release;Take out the wheel;Let out the remaining air;Lift the tyre with two levers;Pull out the old tube;Put in the new tube;Pump up the tyre;Fit the wheel again", ["changing a bicycle tyre", "getting a new tyre on a bike"]),
     ("Baking bread", "bread", "Mix flour, yeast and salt;Add the warm water;Knead the dough for ten minutes;Let it rest under a cloth;Shape a loaf;Cut the top with a knife;Bake it at 230 °C;Cool it on a rack", ["baking bread", "making a loaf"]),
     ("Registering a car", "car", "Fetch the number from the office;Fill in form 12;Show your identity card;Hand over the insurance certificate;Pay the fee at the machine;Collect the plates;Screw the plates on", ["registering a car", "getting a vehicle on the road"]),
     ("Setting up the printer", "printer", "Remove the orange tape;Plug in the power cable;Load paper into tray 2;Press the round button;Choose the language;Connect to the network;Install the driver;Print a test page", ["setting up the printer", "getting the printer to work"]),
     ("Planting a tree", "tree", "Dig a hole twice as wide as the roots;Loosen the soil;Drive in a stake;Place the tree;Fill the hole with earth;Tread the earth down;Tie the trunk to the stake;Water it well", ["planting a tree", "putting a young tree in the ground"]),
     ("Closing the shop", "shop", "Count the cash;Lock the safe;Switch off the oven;Bring in the sign;Check the back door;Set the alarm;Write the sum in the book", ["closing the shop", "shutting the store in the evening"]),
     ("Applying for a grant", "grant", "Read the guidelines;Draw up a budget;Write a short summary;Ask two people for letters;Sign the last page;Upload the files;Wait for the receipt", ["applying for a grant", "asking for funding"]),
     ("Cleaning the coffee machine", "coffee machine", "Empty the drip tray;Take out the filter;Rinse the tank;Add the cleaning tablet;Start the rinse program;Wipe the nozzle;Fill in fresh water", ["cleaning the coffee machine", "getting the coffee maker clean"]),
     ("Fire alarm", "fire alarm", "Stay calm;Warn people near you;Close the windows;Leave by the nearest stairs;Go to the meeting point;Count your group;Report to the fire brigade", ["a fire alarm", "an alarm because of fire"]),
     ("Borrowing a laptop", "laptop", "Log in to the portal;Choose a date;Accept the terms;Wait for the confirmation;Show your card at the desk;Check the battery;Sign the slip", ["borrowing a laptop", "taking out a portable computer"]),
     ("Painting a wall", "wall", "Cover the floor;Tape the edges;Fill the holes;Sand the surface;Stir the paint;Paint the corners first;Roll the large areas;Remove the tape while wet", ["painting a wall", "giving a wall a new colour"]),
     ("Restoring a backup", "backup", "Stop the service;Mount the backup disk;Check the checksum;Rename the old folder;Copy the files back;Set the owner;Start the service;Read the log", ["restoring a backup", "getting lost data back"]),
     ("Making a mask", "mask", "Cut the cloth;Iron the folds;Sew the long sides;Pull in the elastic;Knot the ends;Wash it at 60 °C", ["making a mask", "sewing a mask"]),
     ("Changing your address", "address", "Open your profile;Choose Personal data;Click the pencil;Type the new street;Enter the code from the text message;Press Save", ["changing my address", "telling you that I have moved"]),
    ]
    def steps():
        t, noun, ss, asw = pick(PROC); ss = ss.split(";"); a = rng.randint(0, max(0, len(ss) - 4)); b = rng.randint(a + 3, len(ss)); part = ss[a:b]; n = len(part)
        if chance(.3): rng.shuffle(part)
        num = pick(["{i}. {s}", "{i}) {s}", "Step {i}: {s}"])
        intro = pick(["Follow these steps:", "Proceed as follows:", "It takes only a few moves:", "Please keep to this order:", "How it is done:", "The steps are:"])
        body = f"{t}\n{intro}\n" + "\n".join(num.replace("{i}", str(i + 1)).replace("{s}", mark(str(i + 1), s) + pick([".", ""])) for i, s in enumerate(part)); 
        facts = []
        if chance(.4): facts.append(mark("T", T("mins")).join(pick([("Time needed: ", ""), ("You need about ", " for it."), ("All in all it takes ", ".")])))
        if chance(.35): facts.append(mark("C", T("money")).join(pick([("Cost: ", ""), ("The material costs ", "."), ("Expect to spend ", ".")])))
        if chance(.35): facts.append(mark("P", T("person")).join(pick([("Contact: ", ""), ("Questions go to ", "."), ("Ask ", " if something is unclear.")])))
        if facts: body = body + "\n" + "\n".join(facts) if chance(.6) else body.replace("\n", "\n" + "\n".join(facts) + "\n", 1)
        ids = set(unmark(body)[1])
        if chance(.5): body = pick(list(g.HEAD.values()))[0] + " > " + body
        while len(unmark(body)[0].split()) < 24: body += "\n" + pick(g.fillers)
        asks = []; W_ = pick(asw)
        for i in range(n):
            o = g.ORD[i]
            asks.append((pick([f"What is the {o} step in {W_}?", f"What is step {i+1} of {W_}?", f"What do I do in step {i+1}?", f"What comes {o} when it is about {W_}?"]), str(i + 1), True))
            if i + 1 < n: l = part[i][0].lower() + part[i][1:]; asks.append((pick([f"What comes after \"{l}\"?", f"What do I do after I {l}?", f"What is the next step once I {l}?"]).replace(" your ", " my "), str(i + 2), True)); 
            if i: l = part[i][0].lower() + part[i][1:]; asks.append((pick([f"What must be done before I {l}?", f"What is the step just before \"{l}\"?"]).replace(" your ", " my "), str(i), True))
        for o in [n] if n < 10 else []: asks.append((pick([f"What is the {g.ORD[o]} step in {W_}?", f"What is step {o+1} of {W_}?", f"What do I do in step {o+1}?"]), None))
        t2 = pick([p for p in PROC if p[0] != t]); w2 = pick(t2[3]); i = rng.randint(0, n - 1)
        asks.append((pick([f"What is the {g.ORD[i]} step in {w2}?", f"What is step {i+1} of {w2}?"]), None)); l = pick([s for s in t2[2].split(";") if s not in part]); l = l[0].lower() + l[1:]
        AFTER = lambda l: pick([f"What comes after \"{l}\"?", f"What do I do after I {l}?", f"What is the next step once I {l}?"]).replace(" your ", " my ")
        BEFORE = lambda l: pick([f"What must be done before I {l}?", f"What is the step just before \"{l}\"?"]).replace(" your ", " my ")
        lo1 = lambda s: s[0].lower() + s[1:]
        asks += [(AFTER(l), None), (BEFORE(l), None), (AFTER(lo1(part[-1])), None), (BEFORE(lo1(part[0])), None)]
        for o in range(n):
            if chance(.35): asks.append((pick([f"What is the {g.ORD[o]} step in {w2}?", f"What is step {o+1} of {w2}?", f"What comes {g.ORD[o]} when it is about {w2}?"]), None))
        for key, q in (("T", pick([f"How long does {W_} take in all?", f"How much time do I need for {W_}?"])), ("C", pick([f"What does {W_} cost?", f"How much money is needed for {W_}?"])), ("P", pick([f"Who can I ask about {W_}?", f"Who is the contact for {W_}?"]))):
            if key in ids or chance(.3): asks.append((q, key if key in ids else None))
        cl = [(f"Step {i+1} is: {part[i]}.", "supported")]; j = pick([x for x in range(n) if x != i]); cl.append((f"Step {i+1} is: {part[j]}.", "refuted")); lo = lambda s: s[0].lower() + s[1:]
        a_, b_ = sorted((i, j)); cl.append((f"You {lo(part[a_])} before you {lo(part[b_])}.", "supported")); cl.append((f"You {lo(part[b_])} before you {lo(part[a_])}.", "refuted"))
        emit("steps", body, asks, cl, title=t if chance(.4) else None, cap=7)
    # ---------------------------------------------------------- what is in it: bulleted lists
    BUL = [("What to bring to the summer camp", "a sleeping bag,a torch,sun cream,two towels,rain boots,a water bottle,insect spray,a spoon and fork,warm socks,a cap,a whistle,a mug", ["to the camp"], "bring"), ("The first-aid kit contains", "plasters,a pair of scissors,a cold pack,gloves,a triangular bandage,tweezers,an eye patch,a blanket,a whistle,a face mask", ["in the kit"], "find"),
      ("Documents for the loan", "a pay slip,an identity card,a proof of address,the last tax return,a bank statement,the purchase contract,a photo,two references", ["for the loan"], "hand in"), ("Ingredients of the pancake mix", "wheat flour,milk powder,egg powder,sugar,salt,baking soda,vanilla,rapeseed oil", ["in the mix"], "expect"), ("Things left in the cabin", "a kettle,six plates,a broom,four blankets,a lantern,a chess set,an axe,a bucket,two ladders", ["in the cabin"], "find")]
    def bullets():
        t, items, wh, verb = pick(BUL); items = items.split(","); rng.shuffle(items); k = rng.randint(4, len(items) - 2); ins, out = items[:k], items[k:]; q = {i: pick([str(rng.randint(2, 12)) + " pieces", "from the shop in " + T("city"), "by " + T("date"), "carried by " + T("person"), "size " + pick("SML"), "at least " + str(rng.randint(2, 9)), T("money")]) for i in ins}
        body = f"{t}\n" + "\n".join(f"{pick(['-'])} {i}: {mark(i, q[i])}" for i in ins)
        if chance(.4): body = pick(list(g.HEAD.values()))[0] + " › " + body
        while len(unmark(body)[0].split()) < 24: body += "\n" + pick(g.fillers)
        kind = lambda x: "How many of the item" if "pieces" in x or "at least" in x else "Where" if "from" in x else "By when" if x.startswith("by ") else "Who" if "carried" in x else "What size" if "size" in x else "How much"
        def ask(i, x):
            i2 = re.sub(r"^(a|an|the) ", "", i)
            if "pieces" in x or "at least" in x: return pick([f"How many are needed of this: {i2}?", f"What number is given for {i2}?"])
            if "from" in x: return pick([f"Where does the {i2} come from?", f"Which shop has the {i2}?"])
            if x.startswith("by "): return pick([f"By what date is the {i2} due?", f"When is the {i2} needed?"])
            if "carried" in x: return pick([f"Who carries the {i2}?", f"Who is in charge of the {i2}?"])
            if "size" in x: return pick([f"What size is the {i2}?", f"In which size do we take the {i2}?"])
            return pick([f"How much does the {i2} cost?", f"What is the price of the {i2}?"])
        asks = [(ask(i, q[i]), i) for i in ins] + [(ask(o, pick(list(q.values()))), None) for o in out[:3]]
        for i in ins[:3]:
            x = pick(list(q.values()))
            if kind(x) != kind(q[i]): asks.append((ask(i, x), None))
        emit("list", body, asks, [(f"The list has {ins[0]} on it.", "supported"), (f"The list has {out[0]} on it.", "unsupported"), (f"There are {k} things on the list.", "supported"), (f"There are {k+pick([1,2,-1])} things on the list.", "refuted")])
    # ---------------------------------------------------------- questions and answers
    def faq():
        n = rng.randint(2, 4); blocks, asks, used = [], [], set()
        for j in range(n):
            f = pick(g.frames)
            if id(f) in used: continue
            used.add(id(f)); it = g.new_inst(f); it.S = pick(f.S); it.pid = str(j); ms = g.marked_slots(it.S); raw = it.render(it.S, "S", pid=str(j)); it.text = unmark(raw)[0]
            ts = [(a, t) for a in f.Q for t in f.Q[a] + f.P.get(a, []) if g.slots(t) <= g.slots(it.S) and not any(ms.get(s) == a for s in g.slots(t))]
            if not ts: continue
            a, t = pick(ts); q = it.render(t, "Q"); q = q if q.endswith("?") else q + "?"
            st = pick(["Q: {q}\nA: {s}", "{q}\n{s}", "**{q}**\n{s}", "### {q}\n\n{s}", "Question: {q}\nAnswer: {s}"])
            blocks.append(st.replace("{q}", q[0].upper() + q[1:]).replace("{s}", raw))
            a2, t2 = pick(ts); asks.append((it.render(t2, "Q"), str(j) + a2))
            # the question put as a heading is asked, nearly
            for s in [s for s in g.slots(t) if s in it.asg]:
                nv = g.exchanged(it, s, it.text, [], {})
                if nv is not None: asks.append((it.render(t, "Q", asg={s: nv}), None)); break
        if len(blocks) < 2: return
        if chance(.3):  # a question that is left without an answer
            f = pick([x for x in g.frames if id(x) not in used]); it = g.new_inst(f); a = pick(list(f.Q)); t = pick(f.Q[a]); q = it.render(t, "Q"); q = q if q.endswith("?") else q + "?"
            blocks.append(f"{q}\n{pick(['Please ask at the desk.', 'This is not settled yet.', 'We will answer this soon.', 'See the other page.', 'Call us and we will help.'])}"); asks.append((it.render(t, "Q"), None))
        body = pick(["FAQ\n\n", "Frequently asked questions\n\n", "Help > FAQ\n", ""]) + "\n\n".join(blocks)
        emit("faq", body, asks, title="FAQ" if chance(.3) else None, cap=5)
    # ---------------------------------------------------------- change logs
    OBJ = W("the dark theme, PDF export, search by date, the login page, the Spanish translation, the calendar view, spell checking, the sync client, drag and drop, the old importer, two-factor login, the print dialog, keyboard shortcuts, the dashboard, e-mail alerts, the CSV reader, the offline mode, the tag cloud, the map view, automatic backups, the undo button, the font menu, guest accounts, the trash folder")
    WHYS = W('it slowed the start, users asked for it, a library had changed, it leaked memory, nobody used it, it failed on small screens, the law demands it, it confused new users')
    VB = [("Added", ["added", "introduced"]), ("Removed", ["removed", "dropped"]), ("Fixed", ["fixed", "repaired"]), ("Sped up", ["sped up", "made faster"]), ("Renamed", ["renamed", "given a new name"]), ("Disabled", ["disabled", "switched off"])]
    BE = lambda o: 'were' if o.endswith('s') or o == 'drag and drop' else 'was'
    def changelog():
        vq = lambda v: pick([f"When was version {v} released?", f"What is the release date of {v}?", f"On what date did {v} come out?", f"When could people get {v}?"])
        wq = lambda v: pick([f"What was changed in {v}?", f"What is new in version {v}?", f"What did {v} bring?"])
        n = rng.randint(2, 4); ma, mi = rng.randint(1, 9), rng.randint(n, 14); vers, lines, asks, cl = [], [], [], []; objs = rng.sample(OBJ, 12); facts = []; why = {}
        dates = sorted({typed("date")().key for _ in range(n)}, reverse=True)
        for j, d in enumerate(dates):
            v = f"{ma}.{mi-j}.{rng.randint(0,5)}"; vers.append(v); lines.append(pick([f"{v} ({{d}})", f"## {v} - {{d}}", f"Version {v}, {{d}}", f"v{v} / {{d}}"]).replace("{d}", mark("d" + v, d)))
            for _ in range(rng.randint(1, 3)):
                o = objs.pop(); vb = pick(VB); facts.append((v, vb, o)); y = pick(WHYS) if chance(.35) else None; why.update({o: y} if y else {}); lines.append("- " + mark(f"i{v}{o}", f"{vb[0]} {o}") + (pick([' because ', ', since ', ': ']) + mark('w' + o, y) if y else '') + pick(["", ".", f" (#{rng.randint(100,999)})"]))
        body = pick(["Changelog\n\n", "Release notes\n", "# Changes\n", ""]) + "\n".join(lines)
        # the version itself as an answer
        for v in vers: body = body.replace(v, mark("v" + v, v), 1) if M_not_inside(body, v) else body
        while len(unmark(body)[0].split()) < 24: body += "\n\n" + pick(g.fillers)
        for v in vers:
            asks.append((vq(v), "d" + v))
            if sum(x[0] == v for x in facts) == 1: o1 = [x[2] for x in facts if x[0] == v][0]; asks.append((wq(v), f"i{v}{o1}"))
        a, b, c = vers[0].split("."); 
        for nv in (f"{a}.{int(b)+1}.{c}", f"{a}.{b}.{int(c)+1}", f"{int(a)+1}.{b}.{c}"):
            if nv not in vers: asks.append((vq(nv) if chance(.6) else wq(nv), None))
        for v, vb, o in facts:
            w = pick(vb[1])
            ov = pick([x for x in VB if x[0] != vb[0] and {x[0], vb[0]} != {"Removed", "Disabled"}]); w2 = pick(ov[1])
            Q1 = lambda w, o: pick([f"In which version {BE(o)} {o} {w}?", f"What release saw {o} {w}?", f"since which version {BE(o)} {o} {w}", f"Which version has {o} {w}?"])
            Q2 = lambda w, o: pick([f"When {BE(o)} {o} {w}?", f"On what date {BE(o)} {o} {w}?", f"What day was it that {o} {BE(o)} {w}?"])
            Q3 = lambda w, o: pick([f"Why {BE(o)} {o} {w}?", f"What is the reason that {o} {BE(o)} {w}?"])
            asks += [(Q1(w, o), "v" + v), (Q2(w, o), "d" + v), (Q1(w2, o), None), (Q2(w2, o), None)]
            if o in why: asks += [(Q3(w, o), "w" + o)] * 2 + [(Q3(w2, o), None)]
            elif chance(.25): asks.append((Q3(w, o), None))
            cl.append((f"{o[0].upper()+o[1:]} {BE(o)} {w} in version {v}.", "supported")); ov2 = pick([x for x in vers if x != v] or [v])
            if ov2 != v: cl.append((f"{o[0].upper()+o[1:]} {BE(o)} {w} in version {ov2}.", "refuted"))
            cl.append((f"{o[0].upper()+o[1:]} {BE(o)} {w2} in version {v}.", "unsupported"))
        for o in objs[:2]:
            w = pick(pick(VB)[1]); asks += [(Q1(w, o), None), (Q2(w, o), None)]
        emit("changelog", body, asks, cl, cap=6)
    def M_not_inside(body, v):
        i = body.find(v); return i >= 0 and body[i-1:i] not in (g.M, "d", "i")
    # ---------------------------------------------------------- mail
    def mail():
        text, insts, spans, title, dom = g.frame_passage(); a, b = typed("person")(), typed("person")(); a, b = a.forms[0], b.forms[0]; d, t = T("date"), T("time")
        subj = pick(["Meeting on " + T("day"), "Your order", "Next steps", "Holiday plan", "Invoice " + str(rng.randint(1000, 9999)), "Keys for the office", "Minutes attached", "Re: the new flat", "Trip to " + T("city"), "A few dates", "Question about the budget", "Repairs in the building", "Fwd: timetable"])
        cc = T("person") if chance(.35) else None
        body_sent = [x.raw for x in insts][:3]
        hd = [f"From: {mark('from', a)}", f"To: {mark('to', b)}"] + ([f"Cc: {mark('cc', cc)}"] if cc else []) + [f"Subject: {mark('subj', subj)}", f"Date: {mark('date', d)}" + (f" {mark('time', t)}" if chance(.5) else "")]
        if chance(.3): hd = [hd[-1]] + hd[:-1]
        body = "\n".join(hd) + f"\n\n{pick(['Dear', 'Hello', 'Hi'])} {b.split()[0]},\n{pick(['', 'thank you for your message. ', 'just a short note. ', 'as promised, here are the facts. '])}" + " ".join(body_sent) + f"\n{pick(['Best wishes', 'Kind regards', 'See you soon', 'Yours'])}\n{a.split()[0]}"
        has = chance(.4)
        if has: body += f"\n{pick(['Phone', 'Tel.', 'Mobile'])}: {mark('tel', '0' + str(rng.randint(20, 99)) + ' ' + str(rng.randint(10000, 99999)))}, {mark('addr', str(rng.randint(1, 99)) + ' ' + pick(['Mill Road', 'High Street', 'Park Lane', 'Station Road']) + ', ' + T('city'))}"
        att = pick(['the plan', 'a map', 'two invoices', 'the minutes', 'a photo of the door']) if chance(.4) else None
        if att: body += f"\n{pick(['Attached', 'Attachment', 'Enclosed'])}: {mark('att', att)}"
        x = T("person"); s2 = pick(["the picnic", "Parking", "Lost umbrella", "New printer", "Birthday", "Salary"])
        def mq(a, b, subj): return [(pick([f"Who sent the mail to {b}?", f"Who sent the mail with the subject {subj}?", f"Who wrote to {b}?", f"From whom is the mail to {b}?"]), "from"), (pick([f"To whom did {a} write?", f"Who received the mail from {a}?", f"Who is {a}'s message for?"]), "to"), (pick([f"What is the subject of the mail from {a}?", f"What is {a}'s message about, as the subject line says?", f"What did {a} put as the subject?"]), "subj"), (pick([f"When was the mail from {a} sent?", f"On what date did {a} write to {b}?", f"What is the date of {a}'s message?"]), "date"), (pick([f"What is the phone number of {a}?", f"How can I call {a}?"]), "tel" if has else None), (pick([f"What is the address of {a}?", f"Where can {a} be found?"]), "addr" if has else None), (pick([f"What was attached to the mail from {a}?", f"What did {a} enclose?"]), "att" if att else None)]
        asks = mq(a, b, subj); no = mq(x, x, s2) + mq(b, a, s2); rng.shuffle(no); asks += [(q, None) for q, _ in no[:4]]
        if cc: asks.append((pick(["Who gets a copy of the mail?", "Who is in cc?", "Who else received the message?"]), "cc"))
        else: asks.append((pick(["Who gets a copy of the mail?", "Who is in cc?"]), None))
        asks += from_insts(insts[:3])
        cl = [(f"{a} wrote to {b}.", "supported"), (f"{b} wrote to {a}.", "refuted"), (f"A message for {b} came from {a}.", "supported"), (f"{x} wrote to {b}.", "unsupported"), (f"The mail was sent on {T('date')}.", "refuted")]
        emit("mail", body, asks, cl, cap=6)
    def from_insts(insts, near=True):
        asks = []
        for it in insts:
            f = it.f; have = g.slots(it.S); ms = g.marked_slots(it.S)
            if any(y is not it and y.f is f for y in insts) : continue
            for a in f.Q:
                if a not in ms.values(): continue
                ts = [t for t in f.Q[a] + f.P.get(a, []) if g.slots(t) <= have and not any(ms.get(s) == a for s in g.slots(t))]
                if not ts: continue
                t = pick(ts); asks.append((it.render(t, "Q"), it.pid + a))
                c = [s for s in g.slots(t) if s in it.asg]
                if c:
                    s = pick(c); nv = g.exchanged(it, s, it.text, [], it.ban)
                    if nv is not None: asks.append((it.render(t, "Q", asg={s: nv}), None))
        return asks
    # ---------------------------------------------------------- chat
    ITEM = W("the salad, the tent, the drinks, the bread, the speakers, the charcoal, the cups, the camera, the map, the ball, the cake, the chairs, the projector, the ladder, the keys, the guitar, the blankets, the ice")
    PLACEQ = W("the lake, the station, the old mill, the cinema, the bakery, the ice rink, the harbour, the library, the park gate, the café")
    def chat():
        ps = list({pick(g.FIRST).split("|")[0] for _ in range(5)}); rng.shuffle(ps); ps = ps[:pick([2, 3, 3, 4])]
        if len(ps) < 2: return
        out_p = pick([f.split("|")[0] for f in g.FIRST if f.split("|")[0] not in ps]); its = rng.sample(ITEM, 8); pls = rng.sample(PLACEQ, 4); h = rng.randint(7, 20); m = rng.randint(0, 20); lines, asks, cl = [], [], []; own = {}; fm = pick(["[{t}] {p}: {s}", "{t} - {p}: {s}", "{p} ({t}): {s}", "{p} [{d}, {t}]\n{s}"]); d = T("date")
        def say(p, s):
            nonlocal m, h
            m += rng.randint(1, 7)
            if m > 59: m -= 60; h += 1
            lines.append(fm.replace("{t}", mark(f"t{len(lines)}", f"{h}:{m:02d}")).replace("{d}", d).replace("{p}", mark(f"p{len(lines)}", p)).replace("{s}", s)); return len(lines) - 1
        for _ in range(rng.randint(4, 8)):
            p = pick(ps); r = rng.random()
            if r < .35 and len(its) > 3:
                o = its.pop(); i = say(p, pick([f"I'll bring {mark('o'+o, o)}", f"ok, I've got {mark('o'+o, o)}", f"I can take care of {mark('o'+o, o)}", f"leave {mark('o'+o, o)} to me"]) + pick(["", "!", " :)", ", no problem"])); own.setdefault(p, []).append(o)
                asks.append((pick([f"Who brings {o}?", f"Who takes care of {o}?", f"Who promised to bring {o}?"]), f"p{i}")); cl.append((f"{p} will bring {o}.", "supported")); q = pick([x for x in ps if x != p]); cl.append((f"{q} will bring {o}.", "refuted"))
            elif r < .5 and len(pls) > 2 and not any("pl" in x for x in own):
                pl = pls.pop(); tm = T("time"); i = say(p, pick([f"let's meet at {mark('pl', pl)} at {mark('tm', tm)}", f"see you all at {mark('tm', tm)} at {mark('pl', pl)}", f"{mark('tm', tm)} at {mark('pl', pl)} then?"])); own["pl"] = []
                asks += [("Where do they meet?", "pl"), (pick(["At what time do they meet?", "When is the meeting?"]), "tm"), (pick(["Who suggested the place to meet?", f"Who wants to meet at {pl}?"]), f"p{i}"), (f"Who wants to meet at {pls[0]}?", None)]
            elif r < .65 and not any(x.startswith("late" + p) for x in own):
                n = pick([5, 10, 15, 20, 30, 40]); w = pick(["the bus is late", "my bike has a flat tyre", "I must wait for the plumber", "there is a traffic jam", "the dog ran off"]); own["late" + p] = []
                give = chance(.5); say(p, f"I'll be {mark('l'+p, str(n)+' minutes')} late" + (f", {mark('w'+p, w)}" if give else ", sorry"))
                asks += [(pick([f"How late will {p} be?", f"By how much is {p} delayed?"]), "l" + p), (pick([f"Why is {p} late?", f"What keeps {p}?"]), "w" + p if give else None)]
                q = pick([x for x in ps if x != p])
                if not any(x.startswith("late" + q) for x in own): own["no" + q] = []; asks.append((f"How late will {q} be?", ("l" + q)))
            else: say(p, pick(["great", "sounds good", "ok", "thanks!", "haha", "not sure yet", "who else is coming?", "is it going to rain?", "yes please", "I forgot, sorry", "can't wait", "fine with me"]))
        body = "\n".join(lines); ids = set(unmark(body)[1])
        while len(unmark(body)[0].split()) < 22: say(pick(ps), pick(["see you then", "good night everybody", "let me know", "I'm looking forward to it"])); body = "\n".join(lines)
        asks = [(q, i if i in ids else None) for q, i in asks]
        if "pl" not in own: asks += [(pick(["Where do they meet?", "At what time do they meet?", "When is the meeting?", "Who suggested the place to meet?", f"Who wants to meet at {pls[0]}?"]), None) for _ in range(2)]
        for p in ps:
            if "late" + p not in own and chance(.5): asks.append((pick([f"How late will {p} be?", f"By how much is {p} delayed?", f"Why is {p} late?", f"What keeps {p}?"]), None))
        for o in its[:2]: asks.append((pick([f"Who brings {o}?", f"Who takes care of {o}?", f"Who promised to bring {o}?"]), None))
        for p, os_ in own.items():
            if p in ps and len(os_) == 1: asks.append((pick([f"What does {p} bring?", f"What will {p} take care of?"]), "o" + os_[0]))
        for p in ps:
            if p not in own: asks.append((pick([f"What does {p} bring?", f"What will {p} take care of?"]), None))
        asks.append((pick([f"What does {out_p} bring?", f"How late will {out_p} be?", f"Why is {out_p} late?"]), None))
        emit("chat", body, asks, cl, cap=5)
    # ---------------------------------------------------------- prices
    PR = [("Café", W("espresso, cappuccino, tea, hot chocolate, apple cake, cheese sandwich, tomato soup, lemonade, croissant, waffle, orange juice, muffin"), ["small", "large", "to take away", "with cream"]), ("Laundry", W("shirt, suit, coat, dress, curtain, carpet, tie, wedding dress, sleeping bag, tablecloth"), ["washed", "ironed", "dry-cleaned", "express"]),
      ("Museum tickets", W("adults, children, students, seniors, families, groups, school classes, members"), ["day ticket", "evening ticket", "annual ticket", "guided tour"]), ("Boat hire", W("canoe, rowing boat, pedal boat, sailing boat, kayak, raft, motor boat"), ["per hour", "half a day", "per day", "per week"]), ("Copy shop", W("black and white copy, colour copy, poster, binding, scan, business cards, photo print, flyer"), ["A4", "A3", "A2", "on thick paper"]), ("Hairdresser", W("haircut, wash, colouring, perm, beard trim, braids, highlights, styling"), ["women", "men", "children", "students"])]
    def prices():
        t, items, vs = pick(PR); items = rng.sample(items, min(len(items), rng.randint(3, 6) + 2)); ins, out = items[:-2], items[-2:]; vs2 = rng.sample(vs, rng.randint(1, 3)); vout = [v for v in vs if v not in vs2]; lines, asks, cl = [], [], []; fm = pick(["{i} {v}: {p}", "{i}, {v} ... {p}", "{i} ({v}) {p}", "{p} - {i}, {v}", "- {i} {v}: {p}"])
        dots = pick(["...", ".....", "…"])
        for i in ins:
            for v in vs2:
                if chance(.85):
                    p = T("money"); lines.append(fm.replace("...", dots).replace("{i}", i[0].upper() + i[1:]).replace("{v}", v).replace("{p}", mark(i + v, p))); asks.append((pick([f"How much is {i}, {v}?", f"What does {i} ({v}) cost?", f"What is the price for {i} {v}?", f"how much do i pay for {i}, {v}"]), i + v)); cl.append((f"The price for {i} ({v}) is {p}.", "supported")); cl.append((f"The price for {i} ({v}) is {T('money')}.", "refuted"))
                else: asks.append((pick([f"How much is {i}, {v}?", f"What does {i} ({v}) cost?", f"What is the price for {i} {v}?", f"how much do i pay for {i}, {v}"]), None))
            if vout: v3 = pick(vout); asks.append((pick([f"How much is {i}, {v3}?", f"What does {i} ({v3}) cost?", f"What is the price for {i} {v3}?", f"how much do i pay for {i}, {v3}"]), None))
        for o in out: v = pick(vs2); asks.append((pick([f"How much is {o}, {v}?", f"What does {o} ({v}) cost?", f"What is the price for {o} {v}?", f"how much do i pay for {o}, {v}"]), None))
        rng.shuffle(lines) if chance(.2) else None
        body = f"{t}\n{pick(['Price list', 'Our prices', 'Prices ' + str(rng.randint(2021, 2026)), 'What it costs'])}\n" + "\n".join(lines)
        if chance(.4): body += "\n" + pick(["All prices include tax.", "Prices in cash only.", "Tips are welcome.", "We may change prices at any time."])
        while len(unmark(body)[0].split()) < 24: body += "\n" + pick(g.fillers)
        emit("prices", body, asks, cl, cap=6)
    # ---------------------------------------------------------- opening hours
    PL = W("Library, Swimming pool, Post office, Town archive, Garden centre, Bakery, Surgery, Recycling yard, Museum café, Ticket office, Sauna, Bicycle shop, Reading room, Pharmacy, Visitor centre, Computer lab")
    def hours():
        D = g.DAYS
        oq = lambda lp, dd: pick([f"When does the {lp} open on {D[dd]}?", f"From what time is the {lp} open on {D[dd]}s?", f"What is the earliest I can go to the {lp} on a {D[dd]}?", f"At what hour can I get into the {lp} on {D[dd]}s?"])
        cq = lambda lp, dd: pick([f"Until when is the {lp} open on {D[dd]}?", f"When does the {lp} close on {D[dd]}s?", f"How late can I go to the {lp} on {D[dd]}?", f"What time does the {lp} shut on {D[dd]}?"])
        pls = rng.sample(PL, 4); ins = pls[:rng.randint(1, 2)]; out = pls[2]; lines, asks, cl = [], [], []; D = g.DAYS
        for p in ins:
            if len(ins) > 1 or chance(.7): lines.append(p + pick([" opening hours", "", " is open"]) + ":")
            i = 0; cover = {}; sk = rng.sample(range(7), rng.randint(0, 3))
            while i < 7:
                L = rng.randint(1, 4); days = [d for d in range(i, min(7, i + L))]; i += L
                while days and days[-1] in sk: days.pop()
                while days and days[0] in sk: days.pop(0)
                if not days: continue
                o, c = rng.randint(6, 12), rng.randint(13, 22); o, c = f"{o}:{pick(['00', '30'])}", f"{c}:{pick(['00', '30', '15'])}"; key = p + str(days[0])
                lab = D[days[0]] if len(days) == 1 else f"{D[days[0]]} {pick(['to', '-', 'to', '–'])} {D[days[-1]]}" if len(days) > 2 else f"{D[days[0]]} and {D[days[1]]}"
                lines.append(pick(["{l}: {o}-{c}", "{l} {o} to {c}", "{l}, {o} – {c}"]).replace("{l}", lab).replace("{o}", mark("o" + key, o)).replace("{c}", mark("c" + key, c)))
                for dd in days: cover[dd] = (key, o, c)
            lp = p.lower()
            for dd in range(7):
                if dd in cover:
                    key, o, c = cover[dd]; asks.append((oq(lp, dd), "o" + key)); asks.append((cq(lp, dd), "c" + key))
                    cl.append((f"On {D[dd]} the {lp} closes at {c}.", "supported")); cl.append((f"On {D[dd]} the {lp} opens at {c}.", "refuted")); cl.append((f"On {D[dd]} the {lp} is open from {o}.", "supported"))
                else: asks.append((pick([oq, cq])(lp, dd), None))
            for key, q, fm2 in (("hol", pick([f"What are the hours of the {lp} on public holidays?", f"When is the {lp} open on bank holidays?"]), ["Public holidays: {x}", "Bank holidays {x}"]), ("aug", pick([f"When is the {lp} open in August?", f"What are the hours of the {lp} in August?"]), ["In August: {x}", "August: {x}"]), ("tel", pick([f"What is the phone number of the {lp}?", f"How do I call the {lp}?"]), ["Phone: {x}", "Call us: {x}"]), ("who", pick([f"Who opens the {lp} in the morning?", f"Who unlocks the {lp}?"]), ["{x} unlocks the door in the morning.", "Opened by {x}"])):
                if chance(.25):
                    x = f"0{rng.randint(20,99)} {rng.randint(1000,9999)}" if key == "tel" else T("person") if key == "who" else pick(["closed", f"{rng.randint(8,11)}:00 to {rng.randint(12,17)}:00", "by appointment"]); lines.append(pick(fm2).replace("{x}", mark(key + p, x))); asks.append((q, key + p))
                elif chance(.25): asks.append((q, None))
        asks += [(oq(out.lower(), rng.randrange(7)), None), (cq(out.lower(), rng.randrange(7)), None)]
        head = pick(["Opening hours", "When we are open", "Hours", "Visit us"]) + ("" if len(ins) > 1 else " of the " + ins[0].lower())
        body = head + "\n" + "\n".join(lines)
        while len(unmark(body)[0].split()) < 24: body += "\n" + pick(g.fillers)
        emit("hours", body, asks, cl, cap=6)
    # ---------------------------------------------------------- contacts
    JOB = W("reception, bookkeeping, caretaker, sales, technical support, press office, personnel office, emergency line, tenants' office, lost property, library desk, data protection, youth work, member services, workshop, canteen")
    def contacts():
        jobs = rng.sample(JOB, 6); ins, out = jobs[:rng.randint(2, 4)], jobs[4:]; F = ["phone", "e-mail", "room", "hours", "fax"]; lines, asks, cl = [], [], []; names = {}
        syn = dict(fax=["What is the fax number of {j}?", "Where can I send a fax to {j}?"], phone=["What is the phone number of {j}?", "Under what number do I reach {j}?", "How can I call {j}?"], hours=["When can {j} be reached?", "What are the hours of {j}?"], room=["In which room is {j}?", "Where do I find {j}?"]); syn["e-mail"] = ["What is the e-mail address of {j}?", "How do I write to {j} by e-mail?"]
        for j in ins:
            nm = T("person"); names[j] = nm; fs = rng.sample(F, rng.randint(1, 3)); val = dict(fax=f"0{rng.randint(20,99)} {rng.randint(100,999)} {rng.randint(1000,9999)}", phone=f"0{rng.randint(20,99)} {rng.randint(100,999)} {rng.randint(1000,9999)}", room=T("room"), hours=f"{pick(g.DAYS)}s {rng.randint(8,11)} to {rng.randint(12,17)}"); val["e-mail"] = f"{re.sub('[^a-z]', '', j)[:8]}{rng.randint(1,9)}@{pick(['example.org','mail.example','house.example'])}"
            sep = pick([", ", "\n", " | ", "; "]); jj = "the " + j if not j.startswith("data") and j not in ("reception", "bookkeeping", "sales", "technical support", "lost property", "youth work", "member services") else j
            lines.append(f"{j[0].upper()+j[1:]}: {mark('n'+j, nm)}" + sep + sep.join(f"{f}{pick([': ', ' '])}{mark(f+j, val[f])}" for f in fs))
            asks.append((pick([f"Who is the contact for {jj}?", f"What is the name of the person at {jj}?", f"Who is there for {jj}?"]), "n" + j))
            for f in F: asks.append((pick(syn[f]).replace("{j}", jj), f + j if f in fs else None)); asks.append((pick(syn[f]).replace("{j}", nm), f + j if f in fs else None)) if chance(.5) else None
            cl.append((f"{nm} is the contact for {jj}.", "supported"))
            if "phone" in fs: cl.append((f"The number of {jj} is {val['phone']}.", "supported")); cl.append((f"The number of {jj} is {val['phone'][:-1]}{(int(val['phone'][-1])+3)%10}.", "refuted"))
        for o in out[:2]: asks.append((pick(syn[pick(F)] + ["Who is the contact for {j}?"]).replace("{j}", "the " + o), None)); cl.append((f"{pick(list(names.values()))} is the contact for the {o}.", "unsupported"))
        body = pick(["Contact\n", "How to reach us\n", "About us > Contact\n", "Telephone list\n"]) + "\n".join(lines)
        while len(unmark(body)[0].split()) < 24: body += "\n" + pick(g.fillers)
        emit("contacts", body, asks, cl, cap=6)
    # ---------------------------------------------------------- ranges
    RG = [("Lockers", "locker", "used"), ("Parking spaces", "parking space", "used"), ("Rooms", "room", "used"), ("Seats", "seat", "taken"), ("Mailboxes", "mailbox", "used"), ("Tables", "table", "reserved"), ("Berths", "berth", "used"), ("Shelves", "shelf", "filled"), ("Garden plots", "plot", "rented"), ("Courts", "court", "booked"), ("Gates", "gate", "used"), ("Counters", "counter", "open"), ("Flats", "flat", "let")]
    GRP = W("visitors, staff, school groups, members of the rowing club, people with a season ticket, night workers, the fire brigade, guests of the hotel, families with small children, delivery drivers, long-term tenants, the orchestra, first-year students, trainees, the choir, external firms, wheelchair users, the press")
    CONDS = ["are meant for {g}", "may be used by {g}", "are reserved for {g}", "belong to {g}", "are for {g} only", "are kept free for {g}"]
    def ranges():
        t, one, _ = pick(RG); lo = pick([1, 1, 1, 20, 101, 201]); n = rng.randint(2, 4); gs = rng.sample(GRP, n + 2); segs, cur = [], lo
        for j in range(n):
            L = rng.randint(3, 40); segs.append((cur, cur + L, gs[j])); cur += L + 1 + (rng.randint(2, 9) if chance(.2) else 0)
        sents, asks, cl = [], [], []
        for a, b, gr in segs:
            extra = pick(["", "", f"; the fee is {mark('f'+gr, T('money'))} a month", f", and they are cleaned on {mark('c'+gr, T('day')+'s')}", f"; the key is kept by {mark('k'+gr, T('person'))}"])
            sents.append(pick([f"{t} {a} to {b} {{c}}", f"{t} {a}–{b} {{c}}", f"Nos. {a} to {b} {{c}}"]).replace("{c}", pick(CONDS).replace("{g}", mark("g" + gr, gr))) + extra + ".")
            for x in rng.sample(range(a, b + 1), 2):
                asks.append((pick([f"Who may use {one} {x}?", f"For whom is {one} {x}?", f"Who is {one} {x} meant for?"]), "g" + gr))
                if "fee is" in extra: asks.append((f"What is the monthly fee for {one} {x}?", "f" + gr))
                elif chance(.4): asks.append((f"What is the monthly fee for {one} {x}?", None))
                if "cleaned" in extra: asks.append((f"On which day is {one} {x} cleaned?", "c" + gr))
                elif chance(.3): asks.append((f"On which day is {one} {x} cleaned?", None))
                if "key" in extra: asks.append((f"Who keeps the key of {one} {x}?", "k" + gr))
                elif chance(.3): asks.append((f"Who keeps the key of {one} {x}?", None))
                cl.append((f"{one[0].upper()+one[1:]} {x} {pick(['is for', 'may be used by', 'is kept for'])} {gr}.", "supported")); cl.append((f"{one[0].upper()+one[1:]} {x} is for {pick([s[2] for s in segs if s[2] != gr])}.", "refuted"))
            asks.append((pick([f"Which {t.lower()} are for {gr}?", f"What numbers have the {t.lower()} of {gr}?"]), "r" + gr))
        body_s = []
        for (a, b, gr), s in zip(segs, sents): body_s.append(re.sub(rf"\b{a}( to |–){b}\b", lambda m: mark("r" + gr, m.group()), s, count=1))
        for x in (cur + rng.randint(1, 60), cur + rng.randint(1, 8), lo - 1 if lo > 1 else cur + 100): asks.append((pick([f"Who may use {one} {x}?", f"For whom is {one} {x}?", f"Who is {one} {x} meant for?"]), None))
        for gr in gs[n:]: asks.append((pick([f"Which {t.lower()} are for {gr}?", f"What numbers have the {t.lower()} of {gr}?"]), None))
        other = pick([r for r in RG if r[0] != t]); asks.append((f"Who may use {other[1]} {pick(segs)[0]}?", None))
        h, hd = heading(); st = rng.random()
        body = (hd or "House rules\n") + ("\n".join("- " + s for s in body_s) if st < .35 else " ".join(body_s))
        body += (" " if st >= .35 else "\n") + pick(g.fillers)
        emit("ranges", body, asks, cl, cap=6)
    plan = [(table, 640), (steps, 230), (bullets, 110), (faq, 420), (changelog, 210), (mail, 260), (chat, 260), (prices, 170), (hours, 190), (contacts, 180), (ranges, 200)]
    for fn, n in plan:
        for _ in range(int(n * scale)): fn()
