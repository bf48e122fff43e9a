"""More frames, many with two sentences and a pronoun, softer wording, may and must, false premises."""
FRAMES2 = r'''
@ library
k v: borrowed|taken home ; returned|brought back ; repaired|mended ; photographed ; copied|photocopied ; reserved|put aside
k item: reference books|dictionaries and encyclopaedias ; newspapers|papers ; maps ; old prints ; tablets ; headphones
S {item} are kept on the second floor. They may be {v} [a {when}], and the [b {who}] will help.
S {item} may be {v} [a {when}]. If you need help with this, turn to the [b {who}].
S [a {when.cap}] {item} may be {v}. The [b {who}] is there to assist.
k when: during the day ; for one hour ; over the weekend ; after 16:00 ; with a library card ; on the premises only
k who: information desk ; librarian on duty ; student assistant ; archivist ; caretaker|janitor
Qa When or how may {item} be {v}?
Qa On what terms may {item} be {v}?
Pa Under which conditions can I have {item} {v}?
Qb Who helps when {item} are {v}?
Pb Who can assist me if I want {item} {v}?
Na {item} may be {v}. If you need help with this, turn to the [b {who}].
Nb {item} may be {v} [a {when}].
C {item} can be {v} {when}.
D {item} may be {v} by anyone at any time.

@ house
k open: doors ; windows ; gates ; skylights|roof windows ; shutters|blinds ; garage doors
k st: locked ; left open|kept open ; closed|shut ; opened wide|fully opened
k wh: at night|overnight ; in winter|in the cold season ; during storms|when there is a gale ; in the lunch break|at midday ; on Sundays ; when it rains|in wet weather
S The {open} must be {st} {wh}. The [a {who}] sees to this, because [b {why}].
S {wh.cap} the {open} have to be {st}. This is a duty of the [a {who}]; the reason is that [b {why}].
S Because [b {why}], the {open} are {st} {wh}; the [a {who}] is in charge of that.
k who: caretaker|janitor ; tenant on duty ; last person to leave ; security firm|guards ; owner|proprietor ; night nurse
k why: the insurance demands it ; heat would be lost ; thieves came twice ; the wind has broken a pane ; a child once fell ; fresh air is needed
Qa Who sees to it that the {open} are {st} {wh}?
Pa Whose duty is it to have the {open} {st} {wh}?
Qb Why must the {open} be {st} {wh}?
Pb What is the reason that the {open} are {st} {wh}?
Na The {open} must be {st} {wh}, because [b {why}].
Nb The {open} must be {st} {wh}. The [a {who}] sees to this.
C {wh.cap} one has to have the {open} {st}.
C The {who} makes sure that the {open} are {st} {wh}.
D The {open} may be {st} {wh}, but need not be.

@ house
k g: overnight guests|visitors who stay the night ; subtenants|lodgers ; pets|animals ; new tenants|people moving in ; craftsmen|workmen ; deliveries|parcels
k to: the landlord|the owner ; the caretaker|the janitor ; the front desk|reception ; the neighbours ; the housing office
S {g} have to be announced to [a {to}] [b {dur}] in advance. Up to [c {n}] are allowed at a time.
S Please announce {g} to [a {to}], at least [b {dur}] ahead. There is a limit: [c {n}] at a time.
S No more than [c {n}] {g} at a time; they must be reported to [a {to}] [b {dur}] beforehand.
Qa To whom must {g} be announced?
Pa Who needs to know about {g}?
Qb How long in advance must {g} be announced?
Pb How early do I have to tell somebody about {g}?
Qc How many {g} are allowed at a time?
Pc What is the maximum number of {g}?
Na {g} have to be announced [b {dur}] in advance.
Nb {g} have to be announced to [a {to}]. Up to [c {n}] are allowed at a time.
Nc {g} have to be announced to [a {to}].
C At most {n} {g} may come at once.
C {n} is the highest number of {g} allowed at a time.
C One must tell {to} about {g}.
D {g} need not be announced to anybody.

@ work
k who: the treasurer ; the secretary ; the chair|the chairperson ; the deputy ; the auditor ; the managing director|the chief executive
k doc: contracts|agreements ; cheques|checks ; letters to the press ; minutes|meeting notes ; orders above {money} ; payrolls|wage lists
k v: signs|puts a signature on ; prepares|drafts ; checks|goes through ; files|puts into the archive ; translates
S {who.cap} {v} the {doc}. This happens [a {when}] in [b {where}].
S [a {when.cap}], {who} {v} the {doc} in [b {where}].
S In [b {where}], {who} {v} the {doc} [a {when}].
k when: on the last Friday of the month ; every morning ; within {dur} ; after the board has met ; twice a year
k where: the small office ; the reading room ; room {room} ; the safe room ; the town hall
Qa When is it that {who} {v} the {doc}?
Pa At what time does it happen that {who} {v} the {doc}?
Qb Where is it that {who} {v} the {doc}?
Na It is {who} who {v} the {doc} in [b {where}].
Nb {who.cap} {v} the {doc} [a {when}].
C {who.cap} {v} the {doc} {when}.
C The {doc} are on the desk in {where} when {who} {v} them.
D {who.cap} {v} the {doc} alone.

@ work
k who: employees|staff ; visitors|guests ; apprentices|trainees ; suppliers|firms that deliver to us ; pensioners|retired staff ; interns
k can: canteen|staff restaurant ; car park|parking lot ; gym|fitness room ; crèche|nursery ; company bus|works shuttle ; sauna
k cost: free of charge|without paying ; at half price|for half the money ; for [a {money}] a month
S {who} may use the {can} [a {when}]. It costs them [b {money}] a {per}.
S The {can} is open to {who} [a {when}]; the price is [b {money}] per {per}.
S For [b {money}] a {per}, {who} may use the {can} [a {when}].
k per: day ; week ; month ; visit
k when: between {time} and 15:00 ; from Monday to Thursday ; after a trial of {dur} ; if there is room ; on presentation of a badge
Qa When may {who} use the {can}?
Pa Under which conditions or at what times is the {can} there for {who}?
Qb What do {who} pay for the {can}?
Pb How expensive is the {can} for {who}?
Na The {can} costs {who} [b {money}] a {per}.
Nb {who} may use the {can} [a {when}].
C {who} can use the {can} {when}.
C {who} pay {money} a {per} for the {can}.
D {who} use the {can} without paying.

@ work
k p: application|proposal ; complaint|grievance ; budget|spending plan ; tender|bid ; transfer|move to another team ; pay rise|higher wage
k v: accepted|approved|agreed to ; rejected|turned down|refused ; withdrawn|taken back ; postponed|put off
k by: board|directors ; works council|staff representatives ; ministry ; head office|headquarters ; panel|jury
S The {p} of {person} was {v} by the {by}. The reason given was that [a {why}]. The decision came after [b {dur}].
S It took [b {dur}] before the {p} of {person} was {v} by the {by}, because [a {why}].
S The {by} {v} the {p} of {person} after [b {dur}], since [a {why}].
k why: a document was missing ; the figures were convincing ; two people spoke for it ; the rules had just changed ; no money was left ; a better offer came in ; the deadline had been kept
Qa Why was the {p} of {person} {v}?
Pa On what grounds was {person}'s {p} {v}?
Pa why did the {by} have the {p} {v}
Qb How long did it take until the {p} of {person} was {v}?
Na The {p} of {person} was {v} by the {by} after [b {dur}].
Nb The {p} of {person} was {v} by the {by} because [a {why}].
C The {by} {v} the {p} of {person}.
C {person}'s {p} was {v}.
D The {p} of {person} was {v} without a reason.

@ school
k v: open|start ; close|end ; are repeated|take place again ; are advertised|are announced
k c: evening classes|courses in the evening ; summer courses|courses in summer ; language courses ; swimming lessons ; driving lessons ; music lessons
k who: beginners|people without any knowledge ; advanced learners|people who know a lot already ; children|kids ; pensioners|older people
S The {c} for {who} {v} in [a {month}]. They cost [b {money}] and are taught by [c {person}].
S In [a {month}] the {c} for {who} {v}; [c {person}] teaches them. The price is [b {money}].
Qa When is it that the {c} for {who} {v}?
Pa In which month do we see that the {c} for {who} {v}?
Qb How much are the {c} for {who}?
Pb What do {who} pay for {c}?
Qc Who teaches the {c} for {who}?
Pc Who gives the {c} for {who}?
Na The {c} for {who} cost [b {money}] and are taught by [c {person}].
Nb The {c} for {who} {v} in [a {month}].
Nc The {c} for {who} {v} in [a {month}]. They cost [b {money}].
C The {c} for {who} {v} in {month}.
C {person} is the teacher of the {c} for {who}.
D The {c} for {who} {v} in {month} and {month}.

@ health
k who: nurse ; doctor|physician ; midwife ; pharmacist|chemist ; dentist ; physiotherapist|physical therapist ; social worker
k v: visits|comes to see ; telephones|rings up ; examines|looks over ; advises|gives advice to ; vaccinates
k pat: new mothers|women who have just given birth ; diabetics|people with diabetes ; children under six|small children ; patients after surgery|people who have been operated on ; people over eighty|the very old
S The {who} {v} {pat} [a {freq}] at [b {place}].
S {pat} know the {who} well, who {v} {pat} [a {freq}] at [b {place}].
S At [b {place}], the {who} {v} {pat} [a {freq}].
k freq: every morning ; once a month ; on {day}s ; every six weeks ; within {dur} ; when they ask for it
k place: home ; the village hall ; the clinic ; the old school ; the surgery in {city}
Qa How often or when is it that the {who} {v} {pat}?
Pa At what intervals or on what days are {pat} in touch with the {who}, who {v} them?
Qb Where is it that the {who} {v} {pat}?
Na The {who} {v} {pat} at [b {place}].
Nb The {who} {v} {pat} [a {freq}].
C The {who} {v} {pat} {freq}.
C {place.cap} is where the {who} {v} {pat}.
D The {who} {v} {pat} for a small fee.

@ club
k who: members ; guests|visitors ; juniors|young members ; coaches|trainers ; sponsors|firms that give money
k v: bring|take along ; leave|hand in ; wear|put on ; pay for|cover the cost of ; clean|wash
k it: a towel ; a helmet ; indoor shoes ; a valid card ; the rackets ; drinks
k m: must|have to ; may|are allowed to ; should|ought to ; may not|are not allowed to
S {who} {m} {v} {it} [a {when}].
S [a {when.cap}], {who} {m} {v} {it}.
k when: at the first session ; during the tournament ; before entering the hall ; after dark ; on the boats ; in the bar
Qa When is it that {who} {m} {v} {it}?
Pa On which occasion do the rules say that {who} {m} {v} {it}?
Na {who} {m} {v} {it}. This was said again by the coach.
C {who} {m} {v} {it} {when}.
C {when.cap} {who} {m} {v} {it}.
D {who} {m} {v} {it} at all times.

@ news
k a: teachers ; nurses ; bus drivers|people who drive the buses ; pilots ; dockers|dock workers ; farmers ; students ; refuse collectors|bin men
k v: strike|go on strike|stop work ; demonstrate|march|protest ; celebrate|hold a party ; negotiate|hold talks
k why: more pay|higher wages ; shorter hours|less working time ; the closure of the depot|the shutting of the depot ; the new law ; better equipment|better tools
S {a} in {city} will {v} on [a {date.dm}] over {why}. Up to [b {big}] people are expected.
S On [a {date.dm}], {a} will {v} in {city}; the issue is {why}. The union expects [b {big}] people.
Qa When will {a} in {city} {v}?
Pa What day is it that {a} are going to {v} in {city}?
Qb How many people are expected when {a} {v} in {city}?
Pb What turnout is expected as {a} {v} over {why}?
Na {a} in {city} will {v} over {why}. Up to [b {big}] people are expected.
Nb {a} in {city} will {v} on [a {date.dm}] over {why}.
C {a} are going to {v} in {city}.
C In {city}, {a} will {v} because of {why}.
D {a} in {city} will {v} for three days.

@ news
k sp: wolf ; beaver ; stork ; lynx ; otter ; sea eagle|white-tailed eagle ; bee-eater
k v: seen|spotted ; released|set free ; shot|killed with a gun ; counted ; fed ; photographed
k by: hunters ; hikers|walkers ; scientists|researchers ; farmers ; children ; forest workers
S A {sp} was {v} by {by} near {city} in [a {month}], for the first time since [b {year}].
S Near {city}, {by} reported that a {sp} was {v} in [a {month}]. The last such case was in [b {year}].
Qa In which month was a {sp} {v} near {city}?
Pa When did {by} report that a {sp} was {v}?
Qb When had a {sp} last been {v} near {city}?
Na A {sp} was {v} by {by} near {city}, for the first time since [b {year}].
Nb A {sp} was {v} by {by} near {city} in [a {month}].
C {by} were present when a {sp} was {v} near {city}.
C In {month} a {sp} was {v} near {city}.
D A {sp} was {v} near {city}, and the ministry was told.

@ news
k off: mayor ; finance minister|minister of finance ; bishop ; police chief|head of police ; transport minister|minister of transport ; director of the zoo ; leader of the opposition|opposition leader
k v: resigned|stepped down ; was re-elected|was voted in again ; was arrested|was taken into custody ; was injured|got hurt ; apologised|said sorry ; was honoured|received an award
S The {off}, [a {person}], {v} on [b {day}] because [c {why}].
S [a {person}], the {off}, {v} on [b {day}]. The reason: [c {why}].
S On [b {day}] the {off} {v}. According to the office of [a {person}], [c {why}].
k why: a report had been made public ; a bridge had been closed too late ; the voters were pleased with the schools ; letters had been lost ; a speech had offended many ; of an accident on the ice
Qa Who is the {off} who {v}?
Pa What is the name of the {off} who {v}?
Qb On which day was it that the {off} {v}?
Qc Why is it that the {off} {v}?
Pc For what reason is it said that the {off} {v}?
Na The {off} {v} on [b {day}] because [c {why}].
Nb The {off}, [a {person}], {v} because [c {why}].
Nc The {off}, [a {person}], {v} on [b {day}]. Nobody would say more.
C {person}, who is the {off}, {v}.
C The {off} {v} on {day}.
D The {off} {v} for the second time.

@ news
k com: cinema|movie theatre ; bakery ; department store ; post office ; hospital ; library ; swimming pool|pool ; night bus
k v: opened|began business ; closed|shut down ; moved ; was sold|changed hands ; was renovated|was done up
k pl: town centre|middle of town ; station quarter|district at the station ; harbour|port ; university district|quarter round the university ; eastern suburb|suburb in the east
S The {com} in the {pl} {v} in [a {my}]. [b {n}] jobs were affected, and [c {person}] took over as head.
S In [a {my}] the {com} in the {pl} {v}; [b {n}] jobs were affected. Its head since then is [c {person}].
Qa When was it that the {com} in the {pl} {v}?
Pa In what month and year is it said that the {com} in the {pl} {v}?
Qb How many jobs were affected when the {com} in the {pl} {v}?
Pb What number of posts was concerned as the {com} in the {pl} {v}?
Qc Who took over as head when the {com} in the {pl} {v}?
Na The {com} in the {pl} {v}; [b {n}] jobs were affected.
Nb The {com} in the {pl} {v} in [a {my}].
Nc In [a {my}] the {com} in the {pl} {v}.
C The {com} in the {pl} {v} in {my}.
C There were {n} jobs concerned when the {com} in the {pl} {v}.
D The {com} in the {pl} {v} because of high rents.

@ bio
k v: studied|read ; taught|gave lessons in ; gave up|stopped doing ; wrote about|published on
k s: law ; medicine ; theology|divinity ; chemistry ; geology ; philosophy ; Greek ; engineering
S After school {person} {v} {s} in [a {city}], where [b {person2}] was a friend. That was from [c {oldyear}] on.
S From [c {oldyear}] on, {person} {v} {s} in [a {city}]; [b {person2}] became a friend there.
Qa Where was it that {person} {v} {s}?
Pa In which town was {person} as a person who {v} {s}?
Qb Who was a friend of {person} in {city}?
Pb With whom did {person} make friends?
Qc From what year on was it that {person} {v} {s}?
Na From [c {oldyear}] on, {person} {v} {s}; [b {person2}] became a friend then.
Nb After school {person} {v} {s} in [a {city}], from [c {oldyear}] on.
Nc After school {person} {v} {s} in [a {city}].
C {person} was in {city} and {v} {s} there.
C {person} made friends with {person2} in {city}.
D {person} {v} {s} in {city} without success.

@ bio
k w: married|became the husband or wife of ; divorced|ended the marriage with ; painted|made a portrait of ; taught|was the teacher of ; employed|gave a job to ; inherited a house from|was left a house by
S {person} {w} {person2} in [a {oldyear}]; at that time both lived in [b {city}].
S In [a {oldyear}] {person} {w} {person2}. Both were then living in [b {city}].
Qa In what year was it that {person} {w} {person2}?
Pa When does the text say that {person} {w} {person2}?
Qb Where did both live when {person} {w} {person2}?
Pb In which town were they at the time {person} {w} {person2}?
Na {person} {w} {person2}; at that time both lived in [b {city}].
Nb {person} {w} {person2} in [a {oldyear}].
C {person} {w} {person2}.
C It was in {city} that {person} {w} {person2}.
D {person} {w} {person2} against the will of the family.

@ manual
k v: charge|load ; store|put away ; clean|wash ; switch off|turn off ; pair|connect ; reset
k d: headset|headphones ; camera ; drone ; e-bike|electric bike ; tablet ; speaker|loudspeaker ; watch
S To {v} the {d}, [a {how}]. This takes about [b {mins}].
S [a {how.cap}] to {v} the {d}; allow [b {mins}] for it.
S You can {v} the {d} within [b {mins}]. For that, [a {how}].
k how: hold the upper key until it beeps ; use the cable with the yellow ring ; open the menu and tap the wheel ; slide the cover to the left ; put it into the grey case ; shake it twice
Qa How do I {v} the {d}?
Pa What must be done to {v} the {d}?
Pa way to {v} {d}
Qb How long does it take to {v} the {d}?
Pb How many minutes do I need to {v} the {d}?
Na You can {v} the {d} within [b {mins}].
Nb To {v} the {d}, [a {how}].
C If you want to {v} the {d}, {how}.
C One needs about {mins} to {v} the {d}.
D Only a dealer may {v} the {d}.

@ manual
k t: temperature|heat ; humidity|moisture ; pressure ; speed|pace ; noise level|loudness ; voltage
k mm: maximum|upper limit of the ; minimum|lower limit of the ; normal|usual ; recommended|advised
k d: greenhouse ; engine|motor ; cellar|basement ; server room ; incubator ; compressor
S The {mm} {t} in the {d} is [a {pct}] of the scale; [b {person}] reads it [c {freq}].
S In the {d}, the {mm} {t} is set to [a {pct}] of the scale. It is read [c {freq}] by [b {person}].
k freq: every hour ; twice a day ; at the start of each shift ; on Mondays ; once a week
Qa What is the {mm} {t} in the {d}?
Pa What value is given as the {mm} {t} of the {d}?
Qb Who reads the {mm} {t} in the {d}?
Qc How often is the {mm} {t} in the {d} read?
Na The {mm} {t} in the {d} is read [c {freq}] by [b {person}].
Nb The {mm} {t} in the {d} is [a {pct}] of the scale.
Nc The {mm} {t} in the {d} is [a {pct}] of the scale; [b {person}] reads it.
C {person} reads the {mm} {t} in the {d}.
C The {mm} {t} in the {d} comes to {pct} of the scale.
D The {mm} {t} in the {d} must never change.

@ shop
k sh: standard delivery|normal shipping ; express delivery|fast shipping ; collection at the shop|picking it up yourself ; delivery abroad|shipping to foreign countries ; evening delivery|delivery after work
k g: small parcels|little packages ; furniture ; flowers ; wine ; frozen food|deep-frozen goods
S {sh} of {g} takes [a {dur}] and costs [b {money}]. It is done by [c {firm}].
S For {g} we offer {sh} by [c {firm}]. The cost is [b {money}], and it takes [a {dur}].
Qa How long does {sh} of {g} take?
Pa When will my {g} be here if I choose {sh}?
Qb How much is {sh} for {g}?
Pb what do you charge for {sh} of {g}
Qc Which firm does the {sh} of {g}?
Na {sh} of {g} costs [b {money}]. It is done by [c {firm}].
Nb For {g} we offer {sh} by [c {firm}].
Nc {sh} of {g} takes [a {dur}] and costs [b {money}].
C {g} arrive after {dur} with {sh}.
C {firm} is in charge of {sh} for {g}.
C {sh} of {g} costs {money}.
D {sh} of {g} is free from the second order on.

@ shop
k b: gold|golden ; silver ; bronze ; basic|starter ; family ; business|corporate
k plan: tariff|rate ; card ; membership ; licence
k inc: storage|space for files ; minutes of calls ; visits|entries ; printed pages|prints ; support hours|hours of help
S The {b} {plan} includes [a {big}] units of {inc} and costs [b {money}] a month. It can be ended [c {how}].
S With the {b} {plan} you get [a {big}] units of {inc} for [b {money}] per month; you can end it [c {how}].
k how: at any time ; after {dur} ; at the end of the year ; by letter only ; with one month's notice
Qa How many units of {inc} are in the {b} {plan}?
Pa What amount of {inc} do I get with the {b} {plan}?
Qb How much is the {b} {plan}?
Pb What do I pay per month for the {b} {plan}?
Qc How or when can the {b} {plan} be ended?
Pc How do I get rid of my {b} {plan}?
Na The {b} {plan} costs [b {money}] a month. It can be ended [c {how}].
Nb The {b} {plan} includes [a {big}] units of {inc}.
Nc The {b} {plan} includes [a {big}] units of {inc} and costs [b {money}] a month.
C The {b} {plan} costs {money} a month.
C Customers of the {b} {plan} have {big} units of {inc}.
D The {b} {plan} is the most popular one.

@ travel
k f: swimming pool|pool ; bicycle rental|bikes for hire ; breakfast room ; tennis court ; minibar ; airport transfer|ride from the airport ; baby cot|bed for a baby
k g: hotel|inn ; campsite|camping ground ; youth hostel|hostel ; guest house|bed and breakfast ; holiday village
S The {f} of the {g} can be used [a {when}]. It has to be booked with [b {who}] and costs [c {money}].
S At the {g}, the {f} costs [c {money}]. Book it with [b {who}]; it can be used [a {when}].
k when: from {time} to 21:00 ; all year round ; between May and September ; on {day}s ; after registration
k who: the night porter ; the front desk ; the owner's daughter ; the app ; the kiosk at the gate
Qa When can the {f} of the {g} be used?
Pa At which times is the {f} at the {g} there for guests?
Qb With whom must the {f} of the {g} be booked?
Pb Who takes bookings for the {f} of the {g}?
Qc How much is the {f} of the {g}?
Pc What would the {f} at the {g} cost us?
Na The {f} of the {g} has to be booked with [b {who}] and costs [c {money}].
Nb The {f} of the {g} can be used [a {when}].
Nc The {f} of the {g} can be used [a {when}]. It has to be booked with [b {who}].
C Guests of the {g} pay {money} for the {f}.
C One books the {f} of the {g} with {who}.
D The {f} of the {g} costs nothing for children.

@ travel
k road: mountain road|pass road ; tunnel ; coastal road|road along the sea ; old bridge ; motorway exit|exit of the motorway ; ferry ramp
k v: closed|shut ; reopened|opened again ; widened|made broader ; repaired|fixed ; tolled|made to cost a toll
k why: rockfall|falling rocks ; repairs|works ; snow ; a cycling race|a bicycle race ; high water|floods
S The {road} at {city} will be {v} from [a {date}] for [b {dur}]. A detour leads through [c {city2}].
S From [a {date}] on, and for [b {dur}], the {road} at {city} will be {v}; drivers can go through [c {city2}].
Qa From what day will the {road} at {city} be {v}?
Pa When does it start that the {road} near {city} is {v}?
Qb How long will the {road} at {city} be {v}?
Qc Where does the detour for the {road} at {city} lead?
Pc Which way can drivers take while the {road} at {city} is {v}?
Na The {road} at {city} will be {v} for [b {dur}].
Nb The {road} at {city} will be {v} from [a {date}].
Nc The {road} at {city} will be {v} from [a {date}] for [b {dur}].
C The {road} at {city} will be {v} for {dur}.
C Drivers are sent through {city2} because the {road} at {city} is {v}.
D The {road} at {city} will be {v} at night only.

@ museum
k a: paintings|pictures ; coins ; costumes|old clothes ; fossils ; weapons|arms ; toys ; photographs|photos ; musical instruments
k c: Roman ; medieval ; Japanese ; modern|present-day ; Egyptian ; Nordic|Scandinavian
k v: shown|on display ; cleaned ; lent|given on loan ; bought|acquired ; catalogued|listed
S The {c} {a} were {v} in [a {year}]. There are [b {big}] of them, and [c {person}] was in charge.
S Under [c {person}], the {c} {a} - [b {big}] in all - were {v} in [a {year}].
Qa In what year were the {c} {a} {v}?
Pa When was it that they had the {c} {a} {v}?
Qb How many {c} {a} were {v}?
Pb What was the number of the {c} {a} that were {v}?
Qc Who was in charge when the {c} {a} were {v}?
Na There are [b {big}] {c} {a}; they were {v} under [c {person}].
Nb The {c} {a} were {v} in [a {year}].
Nc The {c} {a} were {v} in [a {year}]. There are [b {big}] of them.
C {big} {c} {a} were {v} in {year}.
C {person} was in charge when the {c} {a} were {v}.
D The {c} {a} were {v} and then sold.

@ farm
k g: eggs ; milk ; honey ; wool ; cheese ; firewood|wood for burning ; cider|apple wine
k ch: weekly market|market held every week ; farm shop|shop at the farm ; restaurant ; school ; cooperative|co-op
k q: fresh ; organic|grown without chemicals ; smoked ; surplus|left-over ; second-class|lower-grade
S The {ch} buys the {q} {g} on [a {day}s] for [b {money}] a crate. The driver is [c {person}].
S On [a {day}s], [c {person}] takes the {q} {g} to the {ch}, which pays [b {money}] a crate.
Qa On which day does the {ch} get the {q} {g}?
Pa When in the week are the {q} {g} taken to the {ch}?
Qb What does the {ch} pay for a crate of {q} {g}?
Pb How much money do we get from the {ch} for {q} {g}?
Qc Who takes the {q} {g} to the {ch}?
Na The {ch} buys the {q} {g} for [b {money}] a crate.
Nb The {ch} buys the {q} {g} on [a {day}s].
Nc The {ch} buys the {q} {g} on [a {day}s] for [b {money}] a crate.
C The {ch} pays {money} for a crate of {q} {g}.
C {person} drives the {q} {g} to the {ch}.
D The {ch} buys all the {g} the farm has.

@ project
k who: customers|clients ; suppliers|vendors ; testers ; partners in {city} ; the pilot users|the first users ; the trade union
k v: complained about|were unhappy with ; praised|were pleased with ; asked about|wanted to know more of ; ignored|took no notice of
k it: the new interface|the new screens ; the delays|the waiting ; the price|the cost ; the training ; the documentation|the manual ; the hotline|telephone support
S {who.cap} {v} {it} in [a {month}]. [b {n}] replies were received, and [c {person}] wrote the summary.
S In [a {month}], {who} {v} {it}; the summary by [c {person}] is based on [b {n}] replies.
Qa In which month was it that {who} {v} {it}?
Pa When do we read that {who} {v} {it}?
Qb On how many replies is it based that {who} {v} {it}?
Qc Who wrote the summary of how {who} {v} {it}?
Na {who.cap} {v} {it}; [b {n}] replies were received.
Nb {who.cap} {v} {it} in [a {month}].
Nc In [a {month}], {who} {v} {it}.
C {who.cap} {v} {it}.
C {person} wrote that {who} {v} {it}.
D {who.cap} {v} {it} and left the project.
'''
