"""Make training rows by rule; all text is our own. Usage: python3 generate.py [passages-per-kind-scale]"""
import json, random, re, sys, collections
from frames import FRAMES, BUNDLES, EXTRA_WORDS, GENERAL, FILLERS
from frames2 import FRAMES2
FRAMES = FRAMES.strip() + '\n\n' + FRAMES2.strip()
rng = random.Random(20240611)
pick = rng.choice
def chance(p): return rng.random() < p

# ---------------------------------------------------------------- values
FIRST = ["Anna","Bertil","Carla","David","Elif","Farid","Greta","Hamid","Ingrid","Jonas","Keiko","Lena","Marek","Nadia","Olga","Pavel","Rosa","Samir","Tomasz","Ursula","Viktor","Wendy","Yusuf","Zofia","Amara","Bruno","Chiara","Dmitri|Dmitry","Eva","Fiona","Georg","Helena","Igor","Joanna","Karim","Lucia","Mohammed|Muhammad","Nora","Oskar|Oscar","Priya","Quentin","Ruth","Sergei|Sergey","Tanja|Tanya","Umar|Omar","Valeria","Walter","Katarzyna|Katarina","Yulia|Julia","Aleksandr|Alexander","Katherine|Catherine","Jozef|Josef","Philipp|Philip","Marta","Ludwig","Leila|Layla","Hussein|Husayn","Stefan|Stephan","Mathilde|Matilda","Rebecca|Rebekka"]
LAST = ["Adler","Bianchi","Castillo","Dubois","Eriksson","Fischer","Gruber","Hoffmann","Ivanov|Ivanoff","Jansen","Kowalski","Lindqvist","Müller|Mueller","Novak|Nowak","Okafor","Petrov|Petroff","Quist","Rossi","Schäfer|Schaefer","Tanaka","Ueda","Varga","Weber","Yilmaz","Zeman","Abbott","Brandt","Carter","Dahl","Evans","Farkas","Grant","Haddad","Ito","Jørgensen|Jorgensen","Khan","Larsen","Meyer|Meier","Nagy","Obi","Patel","Reyes","Sato","Tchaikov|Chaikov","Tran","Vogel","Walsh","Yeltsov|Eltsov","Lefèvre|Lefevre","Strauß|Strauss","Dvorak|Dvořák","Bose","Chen","Silva","Moreau","Kiss","Byrne","Holm","Sandoval","Achterberg"]
CITY = ["Arden","Bellmouth","Carrow","Dunfield","Eastmere","Falkenau","Greyhaven","Harlow Bay","Ilmstadt","Jarrow","Kirkwall","Lindenau","Marbach","Northwick","Oldenburg","Pinewood","Quarry Hill","Rosenthal","Saltburn","Tarnow","Ulmen","Valdoro","Westerby","Yarrow","Zellingen","Bremen","Bergen","Porto","Ghent","Krakow","Lyon","Utrecht","Turku","Verona","Graz","Leeds","Malmö|Malmo","Zürich|Zurich","Kyiv|Kiev","Köln|Cologne","Basel|Basle","Brno","Cork","Ancona","Toledo","Tartu","Kaunas","Nantes","Aarhus|Århus"]
ORG1 = ["Nord","Alpha","Harbour","Silver","Blue","Linden","Castle","River","Sun","Delta","Falcon","Union","Maple","Star","Vega","Orion"]
ORG2 = ["works","line","soft","crest","bridge","field","tech","craft","ways","house","port","mark"]
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMW = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
ORD = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
def words(n):
    if n <= 20: return NUMW[n]
    if n < 100: return "twenty thirty forty fifty sixty seventy eighty ninety".split()[n//10-2] + ("-" + NUMW[n%10] if n%10 else "")
    return str(n)
class Val:
    __slots__ = ("forms", "kind", "key", "first")
    def __init__(self, forms, kind, key=None): self.forms, self.kind, self.key = forms, kind, key or forms[0]
def numforms(n): return [str(n)] + ([words(n)] if n <= 20 else []) 
def unitval(kind, n, units):
    u = pick(units) if isinstance(units, (list, tuple)) else units
    one = n == 1; un = u[:-1] if one else u
    return Val([f"{a} {un}" for a in numforms(n)], kind, f"{n} {u}")
MON = 0
def money(big=False):
    c = pick("€€££$")
    if big: n = rng.randint(2, 95) * pick([1000, 10000, 100000])
    else: n = pick([rng.randint(2, 30), rng.randint(5, 200), rng.randint(20, 950), rng.randint(2, 60)])
    cents = "" if big or chance(.7) else pick([".50", ".90", ".20", ".80", ".75"])
    w = {"€": "euros", "£": "pounds", "$": "dollars"}[c]
    s = f"{n:,}"
    return Val([f"{c}{s}{cents}", f"{s}{cents} {w}", f"{w[:3].upper() if c=='€' else {'£':'GBP','$':'USD'}[c]} {s}{cents}"] , "money", f"{c}{n}{cents}")
def date():
    d, m, y = rng.randint(1, 28), rng.randint(0, 11), rng.randint(2012, 2026)
    return Val([f"{d} {MONTHS[m]} {y}", f"{MONTHS[m]} {d}, {y}", f"{y}-{m+1:02d}-{d:02d}"], "date", f"{y}-{m+1:02d}-{d:02d}")
def clock():
    h, mi = rng.randint(6, 22), pick([0, 0, 0, 15, 30, 30, 45, 20, 40])
    h12 = h - 12 if h > 12 else h
    return Val([f"{h}:{mi:02d}", f"{h12}{':%02d' % mi if mi else ''} {'am' if h < 12 else 'pm'}"], "time", f"{h}:{mi:02d}")
def person():
    f, l = pick(FIRST).split("|"), pick(LAST).split("|")
    v = Val([f"{f[0]} {l[0]}"], "person"); i = rng.randrange(max(len(f), len(l)))
    v.forms += [f"{f[-1]} {l[-1]}"] if len(f) + len(l) > 2 else []
    v.first = f[0]; return v
def citys(): f = pick(CITY).split("|"); return Val(f, "city")
TYPED = {
 "person": person, "money": money, "bigmoney": lambda: money(True), "n": lambda: (lambda n: Val(numforms(n), "n", str(n)))(rng.randint(2, 28)), "n_": lambda: (lambda n: Val([str(n)], "n", str(n)))(rng.randint(3, 240)),
 "big": lambda: (lambda n: Val([f"{n:,}", str(n)], "big", str(n)))(rng.randint(3, 95) * pick([10, 10, 50, 100])), "date": date, "day": lambda: Val([pick(DAYS)], "day"), "month": lambda: Val([pick(MONTHS)], "month"),
 "my": lambda: Val([f"{pick(MONTHS)} {rng.randint(2020, 2031)}"], "my"), "year": lambda: Val([str(rng.randint(1988, 2025))], "year"), "oldyear": lambda: Val([str(rng.randint(1650, 1985))], "year"), "time": clock,
 "dur": lambda: unitval("dur", rng.randint(2, 12), ["days", "weeks", "months"]), "dur2": lambda: unitval("dur", rng.randint(2, 20), ["hours", "minutes"]), "days": lambda: unitval("days", rng.randint(2, 36), "days"),
 "mins": lambda: unitval("mins", pick([5, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 70, 90]), "minutes"), "secs": lambda: unitval("secs", rng.randint(2, 20), "seconds"),
 "pct": lambda: (lambda n: Val([f"{n} per cent", f"{n}%", f"{n} percent"], "pct", str(n)))(rng.randint(2, 60)), "ext": lambda: Val([str(rng.randint(100, 999))], "ext"), "room": lambda: Val([f"{rng.randint(0, 4)}{rng.randint(1, 30):02d}"], "room"),
 "city": citys, "org": lambda: Val([pick(ORG1) + pick(ORG2)], "org"), "firm": lambda: Val([f"{pick(LAST).split('|')[0]} {pick(['Ltd', '& Sons', 'Services', 'Brothers', 'GmbH', 'Technics'])}"], "firm"),
 "weight": lambda: unitval("weight", rng.randint(2, 40), "kilograms"), "ord": lambda: (lambda n: Val([f"{n}{'th' if 10 < n < 20 else {1:'st',2:'nd',3:'rd'}.get(n % 10, 'th')}"], "ord"))(rng.randint(2, 28))}
def typed(name):
    return TYPED.get(name, TYPED.get(name.rstrip("0123456789")))
# ---------------------------------------------------------------- verbs
IRR = {"put":("put","put"),"cut":("cut","cut"),"sell":("sold","sold"),"buy":("bought","bought"),"take":("took","taken"),"bring":("brought","brought"),"send":("sent","sent"),"give":("gave","given"),"hand":("handed","handed"),
 "feed":("fed","fed"),"let":("let","let"),"lend":("lent","lent"),"set":("set","set"),"sweep":("swept","swept"),"freeze":("froze","frozen"),"shut":("shut","shut"),"fix":("fixed","fixed"),"look":("looked","looked"),"turn":("turned","turned"),
 "top":("topped","topped"),"swap":("swapped","swapped"),"scan":("scanned","scanned"),"plant":("planted","planted"),"grit":("gritted","gritted"),"call":("called","called"),"shear":("sheared","shorn"),"store":("stored","stored"),"tune":("tuned","tuned"),"shred":("shredded","shredded"),"fire":("fired","fired"),
 "pay":("paid","paid"),"pick":("picked","picked"),"sign":("signed","signed"),"mark":("marked","marked"),"dismiss":("dismissed","dismissed"),"discharge":("discharged","discharged"),"burn":("burned","burnt")}
DOUBLE = {"put","cut","let","set","shut","swap","scan","top","grit","shred"}
def ed1(w, i):
    if w in IRR: return IRR[w][i]
    if w.endswith("e"): return w + "d"
    if w.endswith("y") and w[-2] not in "aeiou": return w[:-1] + "ied"
    return w + "ed"
def inflect(v, how):
    w, _, rest = v.partition(" "); rest = " " + rest if rest else ""
    if how == "ed": return ed1(w, 0) + rest
    if how == "pp": return ed1(w, 1) + rest
    if how == "s": return (w[:-1] + "ies" if w.endswith("y") and w[-2] not in "aeiou" else w + "es" if re.search("(s|sh|ch|x|z|o)$", w) else w + "s") + rest
    if how == "ing": return (w + w[-1] + "ing" if w in DOUBLE else w[:-1] + "ing" if w.endswith("e") and not w.endswith("ee") else w + "ing") + rest
    return v
# ---------------------------------------------------------------- frames
class Frame:
    def __init__(self): self.dom, self.sets, self.S, self.Q, self.P, self.N, self.C, self.D = "", {}, [], {}, {}, {}, [], []
def parse_lines(lines, f):
    for ln in lines:
        t, _, rest = ln.partition(" ")
        if t == "k":
            name, _, v = rest.partition(":"); f.sets[name.strip()] = [[x.strip() for x in c.split("|")] for c in v.split(" ; ")]
        elif t == "S": f.S.append(rest)
        elif t == "C": f.C.append(rest)
        elif t == "D": f.D.append(rest)
        elif t[0] in "QPN" and len(t) == 2: getattr(f, t[0]).setdefault(t[1], []).append(rest)
        else: raise SystemExit("line? " + ln)
frames = []
for block in FRAMES.strip().split("\n\n"):
    f = Frame(); ls = block.strip().split("\n"); f.dom = ls[0][2:].strip(); parse_lines(ls[1:], f); frames.append(f)
bundles = []
for ln in BUNDLES.strip().split("\n"): bundles.append([[c.split("|") for c in p.strip().split("/")] for p in ln.split(";")])
general = []
for block in GENERAL.strip().split("\n\n"):
    f = Frame(); f.dom = "general"; parse_lines(block.strip().split("\n"), f); general.append(f)
EXTRA = {k: [c.split("|") for c in v.split("/")] for k, v in EXTRA_WORDS.items()}
fillers = FILLERS.strip().split("\n")
SLOT = re.compile(r"\{(\w+)(?:\.([\w.]+))?\}")
def slots(t): return {m.group(1) for m in SLOT.finditer(t)}
B, M, E = "\ue000", "\ue001", "\ue002"
def mark(i, t): return f"{B}{i}{M}{t}{E}"
def unmark(t):
    """The text without marks, and the spans by id."""
    out, spans, stack, i = [], {}, [], 0; n = 0
    while i < len(t):
        ch = t[i]
        if ch == B: j = t.index(M, i); stack.append((t[i+1:j], n)); i = j + 1; continue
        if ch == E: k, s = stack.pop(); spans[k] = (s, n); i += 1; continue
        out.append(ch); n += 1; i += 1
    s = "".join(out); return s, {k: (a, s[a:b]) for k, (a, b) in spans.items()}
def setval(name, forms):
    forms = [SLOT.sub(lambda m: typed(m.group(1))().forms[0] if m.group(2) is None else typed(m.group(1))().forms[0].rsplit(" ", 1)[0], x) for x in forms[:1]] + list(forms[1:]) if "{" in forms[0] else list(forms)
    return Val(forms, "set:" + name)
class Inst:
    """A frame with its values and a chosen statement."""
    def __init__(self, f, sets, asg=None):
        self.f, self.sets = f, sets; self.asg = asg or {}
    def val(self, name):
        if name not in self.asg: self.asg[name] = setval(name, pick(self.sets[name])) if name in self.sets else self.fresh(name)
        return self.asg[name]
    def fresh(self, name):
        for _ in range(20):
            v = typed(name)()
            if all(v.key != o.key for o in self.asg.values()): return v
        return v
    def render(self, t, mode, asg=None, pid=""):
        asg = asg or {}
        def sub(m):
            name, mod = m.group(1), m.group(2) or ""
            v = asg.get(name) or self.val(name); forms = v.forms
            if mode == "S": x = forms[0] if chance(.55) or v.kind in ("person", "n") else pick(forms)
            else:
                x = pick(forms) if chance(.35) else pick(forms[1:] or forms)
                if v.kind == "person": x = forms[0] if chance(.7) else forms[-1]
            used.setdefault(name, x)
            if mode == "S": x = used[name]
            for md in mod.split("."):
                if md == "cap": x = x[:1].upper() + x[1:]
                elif md in ("ed", "pp", "s", "ing"): x = inflect(x, md)
                elif md == "dm": x = re.sub(r"(, | )\d{4}$", "", x) if "-" not in x else re.sub(r"(, | )\d{4}$", "", forms[0])
                elif md == "d": x = re.sub(r" \d{4}$", "", forms[0])
                elif md == "x": x = {"began": "begun"}.get(x, x)
            return x
        used = {}
        # statement forms: a verb keeps one wording inside one sentence
        t = re.sub(r"\[([a-d]) ", lambda m: B + pid + m.group(1) + M, t).replace("]", E)
        t = SLOT.sub(sub, t)
        t = re.sub(rf"\b([Aa])n? (?=((?:{B}[^{M}]*{M})?)([aeiouAEIOU8]|X-))(?!((?:{B}[^{M}]*{M})?)(one|uni|use|eu|Eu|Uni|One))", lambda m: m.group(1) + "n ", t)
        t = re.sub(rf"\b([Aa])n (?=((?:{B}[^{M}]*{M})?)([^aeiouAEIOU8X{B}]|one|uni|use|eu))", lambda m: m.group(1) + " ", t)
        t = re.sub(rf"^((?:{B}[^{M}]*{M})?)([a-z])", lambda m: m.group(1) + m.group(2).upper(), t) if mode != "raw" else t
        t = re.sub(r"\b(the|The) (the|The) ", r"\1 ", t)
        return t
def new_inst(f):
    if f.dom == "general":
        v, n, a = pick(bundles); return Inst(f, dict(EXTRA, v=v, n=n, adj=a))
    return Inst(f, f.sets)
def marked_slots(t):
    out = {}
    for m in re.finditer(r"\[([a-d]) (.*?)\]", t):
        for s in slots(m.group(2)): out[s] = m.group(1)
    return out
# ---------------------------------------------------------------- questions in the wild
STOP = set("the a an is are was were do does did of for to in on at it that by be have has had i we one there when with and which".split())
PRE = ["Hi, ", "Quick question: ", "I'm new here. ", "One more thing: ", "Just to be sure: ", "Sorry to ask: ", "For my notes: ", "Please tell me: ", "Hello! ", "Do you know? ", "A friend asks: ", "Not sure about this. "]
def typo(q):
    ws = q.split(" "); c = [i for i, w in enumerate(ws) if len(w) > 4 and w.isalpha() and w.islower()]
    if not c: return q
    i = pick(c); w = ws[i]; k = rng.randrange(1, len(w) - 2); r = rng.random()
    ws[i] = w[:k] + w[k+1] + w[k] + w[k+2:] if r < .4 else w[:k] + w[k+1:] if r < .7 else w[:k] + w[k] + w[k:]
    return " ".join(ws)
def dress(q, style=None):
    r = rng.random()
    if r < .07: q = pick(PRE) + (q[0].lower() + q[1:] if chance(.5) and not q.startswith("I ") else q)
    elif r < .11:
        w = [x for x in re.sub(r"[?,]", "", q).split() if x.lower() not in STOP]; q = " ".join(w)
    if chance(.16): q = q.lower()
    elif chance(.06): q = q[0].lower() + q[1:]
    if chance(.05): q = typo(q)
    if chance(.12): q = q.rstrip("?")
    return q
rows, claims = [], []
def tell(kind, q, passage, span, title, sentence=False):
    rows.append(dict(source="gen-" + kind, question=q, passage=passage, answerable=span is not None, article=title, answers=[] if span is None else [dict(start=span[0], text=span[1])], answers_are_sentences=bool(sentence and span)))
def claim(kind, c, premise, label):
    claims.append(dict(source="gen-claims-" + kind, claim=c, premise=premise, label=label))
RIDERS = [" free of charge", ", but not in August", " as the law requires", " for the first time", " after long talks", ", and lunch is included", ", except for members", " against the advice of experts", " together with an outside firm", ", which surprised nobody", " for the whole family", " only with a written permit", ", as in most other towns", ", and this will change next year", " in the presence of a witness", " without any delay", ", mainly for reasons of cost", " at the request of the neighbours", ", and nobody may refuse", " with the help of a grant"]
SAFE = [", but not in August", " for the first time", ", and lunch is included", ", except for members", ", which surprised nobody", " without any delay", ", as in most other towns", ", and this will change next year", ", and nobody may refuse", " against the advice of experts", " for the whole family"]
EXCEPT = (", but not in August", ", except for members")
AUX = re.compile(r"\b(is|are|was|were|can|may|must|will|has to|have to)\b(?! not)")
NONEG = re.compile(r"\b(no|not|nobody|never|only|at most|more than|without|may not|cannot|most|up to)\b", re.I)
def negate(c):
    if NONEG.search(c): return None
    m = AUX.search(c)
    if not m: return None
    w = m.group(1)
    if w in ("has to", "have to"): return c[:m.start()] + ("does not have to" if w == "has to" else "do not have to") + c[m.end():]
    if w == "must": return None
    return c[:m.end()] + " not" + c[m.end():]
NEU, REF, UNS, SUP = "neutral", "refuted", "unsupported", "supported"
def key_label(name, f):
    if name in ("mv", "res"): return REF
    if name in ("v", "dir", "fn", "st", "pr", "acts", "act", "act2") : return UNS
    return NEU
CONFLICT = [set(x.split("/")) for x in ("on weekdays|from Monday to Friday/on Mondays/on Fridays/every week|weekly/after each use|whenever they have been used", "on weekends|on Saturdays and Sundays/every week|weekly", "every year|annually/every month|monthly/at the end of the month|on the last day of the month", "owner|proprietor/landlord", "assistant|helper/volunteer|unpaid helper/trainee|apprentice/deputy", "manager|boss/chair|chairperson/owner|proprietor/head teacher|principal", "teacher/head teacher|principal", "treasurer/accountant|bookkeeper/auditor", "caretaker|janitor/guard|watchman", "in the holidays/in summer", "at night|overnight/after closing time|after hours", "in the morning|before noon/before opening|before the doors open", "during the holidays|in the vacation/in summer|during the warm months/on public holidays|on bank holidays", "every morning/every hour", "in winter|during the cold months/in emergencies|when there is an emergency", "at the front desk|at reception/on the ground floor|at street level", "in the annex|in the side building/in the new building/in the old wing", "tenant|renter/volunteer|unpaid helper")]
CONFLICT += [set(x.split("/")) for x in ("adults|grown-ups/pregnant women|expectant mothers/elderly patients|older people/pensioners|retired people/athletes|sportspeople/parents|mothers and fathers/students|people in education", "boats/kayaks", "employees|staff/apprentices|trainees/interns", "members/juniors|young members", "children|kids/children under six|small children/pupils of year 7|seventh-graders", "novels|books of fiction/audio books|recorded books", "visits|comes to see/examines|looks over/vaccinates", "newspapers|papers/reference books|dictionaries and encyclopaedias")]
CONFLICT = [{w for f in c for w in f.split("|")} for c in CONFLICT]
def conflict(a, b): return any(a in c and b in c for c in CONFLICT)
def exchanged(inst, name, passage, others, ban):
    """Another value for the slot, or None."""
    v = inst.asg[name]; low = passage.lower()
    for _ in range(12):
        if name in inst.sets:
            c = pick(inst.sets[name]); nv = setval(name, c)
            if nv.forms[0] == v.forms[0] or conflict(nv.forms[0], v.forms[0]) or set(c) & set(v.forms) or any(x in ban.get(name, ()) for x in c): continue
            if any(x.lower() in inst.text.lower() for x in c if len(x) > 2): continue
            return nv
        pool = [o for o in others if o.kind == v.kind and o.key != v.key]
        if pool and chance(.4): nv = pick(pool)
        else:
            nv = typed(name)()
            if v.kind == "n" and chance(.6): n = max(1, int(v.key) + pick([-3, -2, -1, 1, 2, 5, 10])); nv = Val(numforms(n), "n", str(n))
            if v.kind == "person" and chance(.4): 
                a, b = nv.forms[0].split(" ", 1); c, d = v.forms[0].split(" ", 1); s = f"{c} {b}" if chance(.7) else f"{a} {d}"; nv = Val([s], "person"); 
            if v.kind == "year" and chance(.5): nv = Val([str(int(v.key) + pick([-10, -3, -2, -1, 1, 2, 4, 10]))], "year")
            if any(x.lower() in low for x in nv.forms if len(x) > 2): continue
        if nv.key == v.key or any(x in inst.text for x in nv.forms if len(x) > 2) or set(nv.forms) & set(v.forms): continue
        return nv
    return None
HEAD = {"library": ["Library", "Using the library", "Reading room", "Borrowing"], "work": ["Staff handbook", "Working here", "Personnel matters", "Employee guide"], "house": ["House rules", "Notice to tenants", "Living here", "The building"], "school": ["School news", "For parents", "School handbook"], "health": ["Patient information", "Ward guide", "Health service"],
 "club": ["Minutes", "Club news", "Members' letter", "Club rules"], "news": ["Local news", "In brief", "News of the week", "Region"], "bio": ["Life", "Biography", "Early years", "Career"], "manual": ["Operating manual", "Use and care", "User guide", "Maintenance"], "shop": ["Terms", "Customer service", "Shop guide", "Orders and returns"], "travel": ["Travel information", "Guests", "Getting there", "Timetable"],
 "farm": ["The farm year", "Farm diary", "Work on the farm"], "museum": ["Visit", "The museum", "History", "Sights"], "project": ["Project report", "Status", "Quarterly report", "Operations"], "general": ["Handbook", "Rules", "Daily work", "Guidelines", "Duties", "Notes for the team", "Services"]}
TOPIC = ["General", "Details", "Part 2", "Overview", "What you should know", "Section 3", "Update", "Notes", "Practical matters", "Appendix A", "Changes", "Summary"]
bydom = collections.defaultdict(list)
for f in frames: bydom[f.dom].append(f)
def frame_passage():
    """A passage of several statements; returns text, instances, spans, title."""
    dom = pick(list(bydom)) if chance(.66) else "general"
    pool = bydom[dom] if dom != "general" else general
    k = rng.randint(2, 5) if dom != "general" else rng.randint(2, 6)
    fs = rng.sample(pool, min(k, len(pool))) if dom != "general" else [pick(general) for _ in range(k)]
    if dom != "general" and chance(.5): fs = fs[:3] + [pick(general)]
    if dom == "general" and chance(.3): fs.append(pick(frames))
    insts, seen = [], set()
    for f in fs:
        it = new_inst(f)
        key = (id(f), str(it.sets.get("n"))) if f.dom == "general" else id(f)
        if key in seen: continue
        seen.add(key); insts.append(it)
    out = []
    for j, it in enumerate(insts):
        f = it.f; it.pid = f"{j}"; it.S = pick(f.S); it.missing = None; it.ban = {}
        # sometimes the thing is mentioned without the answer
        if chance(.3) and f.N:
            a = pick(list(f.N)); it.missing = a; it.S = pick(f.N[a])
        raw = it.render(it.S, "S", pid=it.pid); it.rider = None
        if chance(.16) and raw.endswith((".", "." + E)) and ". " not in raw and ";" not in raw and ":" not in raw and "free" not in raw:
            it.rider = pick(SAFE); raw = raw[:-1] + it.rider + "." if raw.endswith(".") else raw
            if not unmark(raw)[0].endswith(it.rider + "."): it.rider = None
        it.text = unmark(raw)[0]; it.raw = raw; out.append(it)
        # a twin: the same said of a neighbour
        if chance(.22) and not it.missing:
            keys = [s for s in slots(it.S) if s in it.sets and s not in marked_slots(it.S)]
            if keys:
                s = pick(keys); nv = exchanged(it, s, it.text, [], {})
                if nv:
                    tw = Inst(f, it.sets); keep = set(slots(it.S)) - set(marked_slots(it.S))
                    tw.asg = {n: v for n, v in it.asg.items() if n in keep}; tw.asg[s] = nv
                    tw.pid = f"{j}t"; tw.S = pick([x for x in f.S if slots(x) >= {s}] or [it.S]); tw.missing = None
                    raw = tw.render(tw.S, "S", pid=tw.pid); tw.raw = raw; tw.text = unmark(raw)[0]
                    if not any(tw.asg[m].key == it.asg[m].key for m in marked_slots(tw.S) if m in it.asg and m in tw.asg):
                        tw.ban = {s: it.asg[s].forms}; it.ban = {s: nv.forms}; tw.twin = it; out.append(tw)
    order = [(x, x.raw) for x in out]
    for _ in range(rng.choice([0, 1, 1, 2, 3])): order.insert(rng.randint(0, len(order)), (None, pick(fillers)))
    if chance(.25): rng.shuffle(order)
    sents = []
    for x, r in order:
        if r not in sents: sents.append(r)
    style = rng.random(); title = None
    if style < .52: body = " ".join(sents)
    elif style < .64: body = "\n".join("- " + s for s in sents)
    elif style < .72: body = "\n".join(f"{i+1}. {s}" for i, s in enumerate(sents))
    else: c = rng.randint(1, len(sents)); body = " ".join(sents[:c]) + ("\n\n" if c < len(sents) else "") + " ".join(sents[c:])
    h = pick(HEAD[dom]); r = rng.random()
    if r < .2: body = f"{h} > {pick(TOPIC)}\n{body}"
    elif r < .3: body = f"{h} › {pick(TOPIC)} › {pick(TOPIC)}\n\n{body}"
    elif r < .38: body = f"# {h}\n\n{body}"
    elif r < .42: body = f"{h}: {pick(TOPIC)}\n{body}"
    if chance(.4): title = h
    text, spans = unmark(body)
    while len(text.split()) < 22: 
        fl = pick(fillers)
        if fl not in text: text += " " + fl
    return text, out, spans, title, dom
def fit(ts, have): return [t for t in ts if slots(t) <= have]
def frame_rows():
    text, insts, spans, title, dom = frame_passage()
    if len(text.split()) > 240: return
    main = [x for x in insts]; rng.shuffle(main)
    allv = [v for x in insts for v in x.asg.values()]
    trip = lambda x, asg={}: tuple((asg.get(k) or x.asg[k]).forms[0] for k in ("v", "n", "adj") if k in x.asg) if x.f.dom == "general" else None
    for it in main[:2]:
        f = it.f; have = slots(it.S); ms = marked_slots(it.S)
        if trip(it) and any(y is not it and trip(y) == trip(it) for y in insts): continue
        targets = [a for a in set(f.Q) | set(f.P)]
        rng.shuffle(targets)
        for a in targets[:1 if chance(.6) else 2]:
            para = chance(.55)
            qs = fit((f.P if para else f.Q).get(a, []), have) or fit(f.Q.get(a, []) + f.P.get(a, []), have)
            if not qs: continue
            t = pick(qs); key = it.pid + a
            sp = spans.get(key)
            # why, who, when without the answer
            if sp is None:
                if it.missing == a and a not in ms.values() and not any(y is not it and y.f is f for y in insts): tell("missing", dress(it.render(t, "Q")), text, None, title)
                continue
            if any(ms.get(s) == a for s in slots(t)): continue
            kind = "prose" if dom != "general" else "duties"
            # a question without the twin's distinguishing slot would be ambiguous
            tw = [y for y in insts if y is not it and y.f is f and y.sets is it.sets]
            if tw and not set(slots(t)) & set(it.ban): continue
            q1 = it.render(t, "Q"); tell(kind, dress(q1), text, sp, title)
            if chance(.6):  # asked once more, otherwise
                qs2 = [x for x in fit(f.P.get(a, []) + f.Q.get(a, []), have) if x != t and not any(ms.get(s) == a for s in slots(x)) and (not tw or slots(x) & set(it.ban))] or [t]
                tell(kind, dress(it.render(pick(qs2), "Q")), text, sp, title)
            if f.N.get(a) and chance(.25) and not tw:  # the same passage without the answer
                ns = fit(f.N[a], set(it.asg))
                ns = [n for n in ns if slots(t) <= slots(n)]
                if ns:
                    rep = unmark(it.render(pick(ns), "S"))[0]
                    if it.text in text: tell("missing", dress(it.render(t, "Q")), text.replace(it.text, rep), None, title)
            cand = [s for s in slots(t) if s in it.asg]; rng.shuffle(cand)
            for s in cand[:1 if chance(.72) else 2]:
                nv = exchanged(it, s, text, allv, it.ban)
                if nv is None or trip(it) and any(y is not it and trip(y) == trip(it, {s: nv}) for y in insts): continue
                t2 = t if chance(.75) else pick([x for x in qs if s in slots(x)] or [t])
                tell(kind + "-near", dress(it.render(t2, "Q", asg={s: nv})), text, None, title)
    # claims
    for it in main[:2]:
        f = it.f; have = slots(it.S); ms = marked_slots(it.S)
        cs = fit(f.C, have); alt = [x for x in f.S if slots(x) <= have and x != it.S]
        if not cs and not alt: continue
        def src(): return pick(cs) if cs and (chance(.75) or not alt) else re.sub(r"\[[a-d] (.*?)\]", r"\1", pick(alt))
        prem = text if chance(.65) else it.text if len(it.text.split()) >= 20 else text
        t = src(); c = it.render(t, "C")
        kind = "prose" if dom != "general" else "duties"
        r = rng.random(); ride = getattr(it, "rider", None)
        if ride:
            claim(kind + "-rider", c.rstrip(".") + ride + ".", prem, SUP)
            o = pick([x for x in RIDERS if x != ride]); claim(kind + "-rider", c.rstrip(".") + o + ".", prem, UNS)
        if r < .36 and ride not in EXCEPT: claim(kind, c, prem, SUP)
        other = [y for y in insts if y.f is not f]
        if r > .93 and other:
            y = pick(other); c2s = fit(y.f.C, slots(y.S))
            if c2s:
                c2 = y.render(pick(c2s), "C"); c2n = c2[0].lower() + c2[1:] if c2.split()[0] in ("The", "A", "An", "It", "In", "One", "Nobody", "At", "For") else c2
                claim(kind, c.rstrip(".") + ", and " + c2n, text, SUP)
        for _ in range(1 if chance(.5) else 2):
            t = src(); how = rng.random()
            if how < .62:
                cand = [s for s in slots(t) if s in it.asg]
                if not cand: continue
                s = pick(cand); nv = exchanged(it, s, text, allv, it.ban)
                if nv is None or trip(it) and any(y is not it and trip(y) == trip(it, {s: nv}) for y in insts): continue
                lab = (UNS if s.startswith("reason") or s == "why" else REF) if s in ms else key_label(s, f)
                if s in ms and s in ("role", "time", "place", "tool", "boss", "perm", "payer", "who", "how", "cond", "when", "spot", "way", "ev", "duty", "step", "step2", "todo", "mean", "path", "with_", "before"): lab = UNS
                claim(kind + "-altered", it.render(t, "C", asg={s: nv}), prem, lab)
            elif how < .76:
                n = negate(it.render(t, "C"))
                if n: claim(kind + "-negated", n, prem, REF)
            elif how < .9 and f.D:
                ds = fit(f.D, have)
                if ds: claim(kind + "-rider", it.render(pick(ds), "C"), prem, UNS)
            elif not ride:
                c = it.render(t, "C").rstrip("."); claim(kind + "-rider", c + pick(RIDERS) + ".", prem, UNS)
if __name__ == "__main__":
    scale = float(sys.argv[1]) if len(sys.argv) > 1 else 1
    n = int(3300 * scale)
    for _ in range(n): frame_rows()
    import structured; structured.run(sys.modules["__main__"], scale)
    seen, keep = set(), []
    for r in rows:
        k = (r["question"], r["passage"])
        if k in seen: continue
        seen.add(k); p = r["passage"]; w = len(p.split())
        assert 10 <= w, p
        if not 20 <= w <= 250: continue
        for a in r["answers"]: assert a["text"] and p[a["start"]:a["start"]+len(a["text"])] == a["text"], r
        assert r["question"].strip() and not re.search(r"[{}\[\]]", r["question"].replace("[", "") if r["source"].endswith("chat") else r["question"]) and B not in p, r
        keep.append(r)
    ck = []
    for r in claims:
        k = (r["claim"], r["premise"])
        if k in seen: continue
        seen.add(k)
        if not 20 <= len(r["premise"].split()) <= 250: continue
        assert r["label"] in (NEU, REF, UNS, SUP) and "{" not in r["claim"], r
        ck.append(r)
    groups = collections.defaultdict(list)
    for r in keep: groups["generated-structured" if r["source"].startswith("gen-struct") else "generated-prose"].append(r)
    groups["generated-claims"] = ck
    for g, rs in groups.items():
        with open(g + ".jsonl", "w") as f:
            for r in rs: f.write(json.dumps(r, ensure_ascii=False) + "\n")
        c = collections.Counter((r["source"], r.get("answerable", r.get("label"))) for r in rs); print(g, len(rs)); [print("   ", k, v) for k, v in sorted(c.items(), key=str)]
