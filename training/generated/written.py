"""Rows written by hand (written.txt): also the question with a heading, lower-cased, and single claims."""
import json, random
rng = random.Random(3); rows, cl = [], []; t = p = None
LAB = dict(s="supported", r="refuted", n="neutral", u="unsupported")
for ln in open("written.txt", encoding="utf8"):
    k, _, v = ln.rstrip("\n").partition(" ")
    if k == "T": t = v
    elif k == "P": p = v
    elif k in "+-":
        q, _, a = v.partition(" | "); q = q.strip()
        for j, pp in enumerate((p, t + "\n" + p)):
            if k == "+":
                assert a and pp.count(a) >= 1, (q, a)
                s = pp.index(a, 0 if j == 0 else len(t) + 1)
                rows.append(dict(source="gen-written", question=q, passage=pp, answerable=True, article=t, answers=[dict(start=s, text=a)], answers_are_sentences=False))
            else: rows.append(dict(source="gen-written", question=q, passage=pp, answerable=False, article=t, answers=[], answers_are_sentences=False))
            q = q.lower().rstrip("?") if rng.random() < .5 else q
    else: cl.append(dict(source="gen-written-claims", claim=v, premise=p, label=LAB[k]))
for n, rs in (("generated-written", rows), ("generated-written-claims", cl)):
    with open(n + ".jsonl", "w") as f:
        for r in rs: f.write(json.dumps(r, ensure_ascii=False) + "\n")
    print(n, len(rs))
# passages with exchangeable parts: each question true of one variant, and nearly of the other
import re
OPT = re.compile(r"\{(\w):([^{}]*)\}"); REF = re.compile(r"\{(\w)\}"); rows, cl = [], []
def forms(o): return [x for x in o.split("~")]
blocks, cur = [], None
for ln in open("variants.txt", encoding="utf8"):
    k, _, v = ln.rstrip("\n").partition(" ")
    if k == "T": cur = dict(t=v, q=[], c=[]); blocks.append(cur)
    elif k == "P": cur["p"] = v
    elif k == "Q": q, _, a = v.partition(" | "); cur["q"].append((q, a.strip("{}")))
    elif k == "C": cur["c"].append(v)
from frames import FILLERS
PROSE = FILLERS.strip().split("\n")
for b in blocks:
    opts = {m.group(1): m.group(2).split("/") for m in OPT.finditer(b["p"])}
    first = {m.group(1) for m in OPT.finditer(b["p"]) if b["p"][:m.start()].rstrip()[-1:] in ("", ".", "!", "?")}
    for _ in range(46):
        ch = {k: rng.choice(o) for k, o in opts.items()}; said = {k: rng.choice(forms(o)) for k, o in ch.items()}
        out, spans, last = "", {}, 0
        for m in OPT.finditer(b["p"]):
            out += b["p"][last:m.start()]; k = m.group(1); s = said[k]
            if not out or out.rstrip()[-1] in ".!?" : s = s[0].upper() + s[1:]
            spans[k] = (len(out), s); out += s; last = m.end()
        out += b["p"][last:]; off = 0; r = rng.random()
        if r < .25: h = b["t"] + "\n"; out, off = h + out, len(h)
        elif r < .4: h = rng.choice(PROSE) + " "; out, off = h + out, len(h)
        if rng.random() < .3: out += " " + rng.choice(PROSE)
        def put(t, alt={}):
            def one(m):
                k = m.group(1); f = forms(alt.get(k, ch[k])); x = rng.choice(f[1:]) if len(f) > 1 and rng.random() < .5 else f[0]
                return x[0].lower() + x[1:] if k in first and not re.match('Class|Emil|Otto|Karl|M[rs]', x) else x
            t = REF.sub(one, t); t = re.sub(r"\b(a|A) (?=[aeiou])", lambda m: m.group(1) + "n ", t); return t[0].upper() + t[1:]
        def wild(q): return q.lower() if rng.random() < .15 else q.rstrip("?") if rng.random() < .15 else q
        qs = rng.sample(b["q"], min(len(b["q"]), 3))
        for q, a in qs:
            s, x = spans[a]; rows.append(dict(source="gen-variants", question=wild(put(q)), passage=out, answerable=True, article=b["t"], answers=[dict(start=s + off, text=x)], answers_are_sentences=False))
            ks = [k for k in REF.findall(q) if k != a]
            if ks:
                k = rng.choice(ks); o = rng.choice([o for o in opts[k] if o != ch[k]]) if len(opts[k]) > 1 else None
                if o and not any(f.lower() in out.lower() for f in forms(o)): rows.append(dict(source="gen-variants", question=wild(put(q, {k: o})), passage=out, answerable=False, article=b["t"], answers=[], answers_are_sentences=False))
        for c in rng.sample(b["c"], 1):
            if rng.random() < .45: cl.append(dict(source="gen-variants-claims", claim=put(c), premise=out, label="supported"))
            else:
                k = rng.choice(REF.findall(c)); oo = [o for o in opts[k] if o != ch[k]]
                if oo: cl.append(dict(source="gen-variants-claims", claim=put(c, {k: rng.choice(oo)}), premise=out, label="unsupported"))
for n, rs in (("generated-variants", rows), ("generated-variants-claims", cl)):
    seen, keep = set(), []
    for r in rs:
        key = (r.get("question", r.get("claim")), r.get("passage", r.get("premise")))
        if key not in seen: seen.add(key); keep.append(r)
        if "answers" in r:
            for a in r["answers"]: assert r["passage"][a["start"]:a["start"] + len(a["text"])] == a["text"], r
    with open(n + ".jsonl", "w") as f:
        for r in keep: f.write(json.dumps(r, ensure_ascii=False) + "\n")
    print(n, len(keep))
