"""Frames: what a passage may say, how it may be asked, and what may be exchanged. All of our own making.
S statement ([a ...] marks answer a), Qa question near its words, Pa in other words, Na the thing mentioned without answer a, C a claim, D a claim that drops a condition or adds one (unsupported)."""
FRAMES = r'''
@ library
k pass: annual|yearly|twelve-month ; monthly|one-month ; weekly|seven-day ; day|one-day
k who: students|people at university ; pensioners|retired people ; residents|local inhabitants ; visitors|guests
S The {pass} pass for {who} costs [a {money}] and is sold [b {spot}].
S For {who}, a {pass} pass is priced at [a {money}]; it can be bought [b {spot}].
S {who} pay [a {money}] for the {pass} pass, which is available [b {spot}].
k spot: at the front desk ; on the website ; in the museum shop ; at the ticket machine ; from the caretaker
Qa How much is the {pass} pass for {who}?
Qa What does the {pass} pass cost {who}?
Pa How much money do {who} have to spend on a {pass} ticket?
Pa price of a {pass} card for {who}
Qb Where is the {pass} pass for {who} sold?
Pb Where can {who} get hold of a {pass} ticket?
Na The {pass} pass for {who} is sold [b {spot}].
Na {who} often ask about the {pass} pass, which is sold [b {spot}].
Nb The {pass} pass for {who} costs [a {money}].
C {who} can have a {pass} pass for {money}.
C The price of the {pass} pass is {money} for {who}.
D A {pass} pass is free of charge for {who}.

@ library
k act: borrow|take home ; renew|extend the loan of ; reserve|put aside ; return|bring back
k item: films|DVDs ; novels|books of fiction ; maps ; magazines|periodicals ; board games ; audio books|recorded books
S You may {act} up to [a {n} {item}] at a time.
S Members can {act} no more than [a {n} {item}] per visit.
S It is possible to {act} [a {n} {item}] at once, not more.
Qa How many {item} may I {act} at a time?
Qa How many {item} can members {act}?
Pa What is the limit if I want to {act} {item}?
Pa is there a maximum number of {item} one can {act}
Na Members may {act} {item} at any desk in the building.
Na You can {act} {item} during opening hours.
C Nobody may {act} more than {n} {item} at once.
C At most {n} {item} may be handled at a time by those who {act} them.
D Members may {act} as many {item} as they like.

@ library
k thing: loan period|time you may keep an item ; waiting period|time you have to wait ; trial period|test phase ; notice period|time for giving notice
k item: films|DVDs ; novels|fiction books ; laptops|portable computers ; musical instruments ; tools
S The {thing} for {item} is [a {dur}].
S For {item} there is a {thing} of [a {dur}].
S {item} have a {thing} of [a {dur}], counted from the day of the entry.
Qa How long is the {thing} for {item}?
Qa What is the {thing} for {item}?
Pa How many days or weeks does the {thing} for {item} last?
Na The {thing} for {item} is printed on the slip.
Na There is a {thing} for {item}; ask at the desk.
C With {item}, the {thing} lasts {dur}.

@ library
k fee: late fee|fine for overdue items ; joining fee|cost of signing up ; replacement fee|charge for a lost item ; booking fee|charge for reserving ; deposit|security
k unit: day ; week ; month ; item
S The {fee} is [a {money}] per {unit}.
S We charge a {fee} of [a {money}] for each {unit}.
S A {fee} of [a {money}] per {unit} applies.
Qa What is the {fee} per {unit}?
Qa How much is the {fee}?
Pa What will I be charged as the {fee}?
Pa how high is the {fee}
Na A {fee} applies and has to be paid in cash.
Na The {fee} was discussed again at the last meeting.
C For every {unit} a {fee} of {money} is due.
C The {fee} comes to {money} per {unit}.
D There is no {fee} for members of the association.

@ work
k leave: annual leave|vacation|holiday entitlement ; parental leave|time off after a birth ; sick leave|time off for illness ; study leave|time off for training
k staff: full-time employees|staff on full hours ; part-time employees|people working reduced hours ; apprentices|trainees ; temporary workers|temps
S {staff} are entitled to [a {days}] of {leave} per year.
S Each year, {staff} receive [a {days}] of {leave}.
S The {leave} of {staff} amounts to [a {days}] a year.
Qa How many days of {leave} do {staff} get?
Qa How much {leave} are {staff} entitled to?
Pa How much time can {staff} take as {leave} in a year?
Pa amount of {leave} {staff}
Na {staff} apply for {leave} through the staff portal.
Na The {leave} of {staff} must be agreed with the team.
C {staff} have {days} of {leave} a year.
C Over a year, {days} of {leave} are granted to {staff}.
D {staff} get {days} of {leave}, and one more after five years.

@ work
k leave: annual leave|vacation ; parental leave ; sick leave|an absence because of illness ; unpaid leave|time off without pay
k boss: line manager|direct superior ; head of department|boss of the department ; personnel office|human resources ; works council|staff representatives
S Requests for {leave} go to the [a {boss}] at least [b {dur}] in advance.
S Anyone who wants {leave} must ask the [a {boss}] [b {dur}] beforehand.
S {leave} has to be requested from the [a {boss}], no later than [b {dur}] before the first day.
Qa Who do I ask for {leave}?
Pa Where do I send a request if I need {leave}?
Pa whom should I talk to about {leave}
Qb How far in advance must {leave} be requested?
Pb How early do I have to apply for {leave}?
Nb Requests for {leave} go to the [a {boss}] in writing.
Na Requests for {leave} must be made at least [b {dur}] in advance.
C The {boss} must receive a request for {leave} {dur} ahead.
C To get {leave}, one has to turn to the {boss}.
D Requests for {leave} are always granted by the {boss}.

@ work
k pay: overtime|extra hours ; night shifts|work at night ; Sunday work|working on Sundays ; travel time|hours on the road ; on-call duty|standby
k rate: per cent
S {pay} is paid with a supplement of [a {pct}].
S For {pay} the company adds [a {pct}] to the hourly wage.
S The bonus for {pay} is [a {pct}] of the basic wage.
Qa What is the supplement for {pay}?
Qa How much extra is paid for {pay}?
Pa By how much does my wage rise when I do {pay}?
Pa surcharge for {pay}?
Na {pay} must be entered in the time sheet by Friday.
Na {pay} needs the consent of the employee.
C {pay} earns an extra {pct}.
D {pay} is compulsory and earns an extra {pct}.

@ work
k doc: expense claims|requests for reimbursement ; time sheets|records of hours ; sick notes|medical certificates ; travel plans|itineraries ; invoices|bills ; appraisal forms|performance reviews
k boss: accounts department|bookkeepers ; personnel office|HR ; front desk|reception ; team leader|head of the team
S {doc} must reach the [a {boss}] by [b the {ord} of the month].
S Hand in {doc} to the [a {boss}] no later than [b the {ord} of the month].
S The [a {boss}] collects {doc}; the deadline is [b the {ord} of each month].
Qa Who receives {doc}?
Qa Where do {doc} have to be handed in?
Pa Who should I give my {doc} to?
Qb When are {doc} due?
Qb What is the deadline for {doc}?
Pb By what day do I have to submit {doc}?
Na {doc} are due by [b the {ord} of the month].
Nb {doc} go to the [a {boss}].
C {doc} are to be given to the {boss}.
C The last day for {doc} is the {ord} of the month.
D {doc} that come late are not accepted by the {boss}.

@ work
k ev: training on data protection|course about privacy ; fire drill|evacuation exercise ; first-aid course|lesson in first aid ; eye test|check of your sight ; safety briefing|instruction on safety
k staff: new employees|starters ; managers|superiors ; drivers|people who drive for us ; volunteers|unpaid helpers ; cleaners|cleaning staff
S {staff} must attend a {ev} [a {freq}].
S The {ev} is compulsory for {staff} and takes place [a {freq}].
S [a {freq.cap}], {staff} take part in a {ev}.
k freq: every year|once a year ; every six months|twice a year ; every two years|every other year ; every quarter|four times a year ; every month|once a month
Qa How often do {staff} attend the {ev}?
Qa How often must {staff} go to a {ev}?
Pa At what intervals are {staff} sent to the {ev}?
Na {staff} must attend a {ev}; the personnel office sends the invitation.
Na The {ev} is compulsory for {staff}.
C {staff} have to do the {ev} {freq}.
C {freq} there is a {ev} which {staff} must go to.
D {staff} have to do the {ev} {freq} and pass an exam.

@ work
k dress: trainers|sports shoes ; shorts|short trousers ; jeans|denim trousers ; helmets|hard hats ; gloves ; ties|neckties ; jewellery|rings and bracelets
k place: workshop ; front office|reception area ; laboratory|lab ; kitchen ; warehouse|storehouse ; meeting rooms
S {dress} are not allowed in the {place} because [a {reason}].
S In the {place}, {dress} must not be worn, as [a {reason}].
k reason: a guest was hurt last year ; the insurer asks for it ; dust gets caught in them ; they scratch the surfaces ; customers complained ; of the risk of burns ; the inspectors objected
Qa Why are {dress} not allowed in the {place}?
Qa Why must {dress} not be worn in the {place}?
Pa What is the reason for the ban on {dress} in the {place}?
Pa why can't I wear {dress} in the {place}
Na {dress} are not allowed in the {place}.
Na In the {place} {dress} must not be worn. This rule holds for guests too.
C Wearing {dress} is forbidden in the {place}.
C One may not put on {dress} in the {place}.
D {dress} are not allowed in the {place} or in the canteen.

@ work
k person_role: managing director|chief executive|head of the company ; sales manager|head of sales ; personnel manager|head of human resources ; works doctor|company physician ; safety officer|person in charge of safety ; IT administrator|person who looks after the computers
S Our {person_role} is [a {person}], who can be reached on [b extension {ext}].
S [a {person}] works as the {person_role} (room [b {room}]).
S The post of {person_role} has been held by [a {person}] since [b {year}].
Qa Who is the {person_role}?
Qa What is the name of the {person_role}?
Pa Who works as the {person_role}?
Pa whom do I see if I need the {person_role}
Na The {person_role} can be reached on extension {ext}.
Na The {person_role} sits on the second floor and is there from Monday to Thursday.
C {person} is the {person_role}.
C The {person_role} is called {person}.
D {person} is the {person_role} and also a member of the board.

@ house
k loc: kitchen ; laundry room|wash room ; cellar|basement ; attic|loft ; bicycle room|bike store ; courtyard|yard ; roof terrace ; workshop
k act2: smoking|cigarettes ; barbecues|grilling ; loud music|noisy music ; playing football|ball games ; storing paint|keeping paint ; drying clothes|hanging up washing
S {act2} in the {loc} is permitted only [a {when}].
S In the {loc}, {act2} is allowed [a {when}] and at no other time.
k when: until 22:00|until ten in the evening ; on Saturdays ; between 9:00 and 12:00 ; in July and August ; with the consent of all neighbours ; after the meeting in June
Qa When is {act2} allowed in the {loc}?
Pa At what times may we have {act2} in the {loc}?
Pa is there a time when {act2} is ok in the {loc}
Na {act2} in the {loc} has led to complaints again.
Na The rules about {act2} in the {loc} hang in the stairwell.
C {act2} in the {loc} is fine {when}.
D {act2} in the {loc} is always permitted.

@ house
k cost: rent|monthly payment for the flat ; deposit|security ; heating charge|cost of heating ; parking fee|charge for the parking space ; cleaning fee|cost of cleaning the stairs
k flat: two-room flat|flat with two rooms ; studio|one-room flat ; attic flat|flat under the roof ; ground-floor flat|flat on the ground floor ; garden flat
S The {cost} for the {flat} is [a {money}] and is due [b {due}].
S For the {flat}, the {cost} comes to [a {money}], payable [b {due}].
S Tenants of the {flat} pay a {cost} of [a {money}] [b {due}].
k due: on the first working day of the month ; by the third day of the month ; in advance ; when the keys are handed over ; at the end of each quarter
Qa How high is the {cost} for the {flat}?
Qa What is the {cost} for the {flat}?
Pa How much do tenants have to pay as {cost} for the {flat}?
Qb When is the {cost} for the {flat} due?
Pb When do I have to pay the {cost} of the {flat}?
Na The {cost} for the {flat} is due [b {due}].
Nb The {cost} for the {flat} is [a {money}].
C The {flat} has a {cost} of {money}.
C One pays the {cost} for the {flat} {due}.
D The {cost} for the {flat} is {money} and includes water.

@ house
k svc: bulky waste|old furniture ; paper|waste paper ; glass bottles|empty bottles ; garden waste|leaves and branches ; batteries ; organic waste|kitchen scraps
S {svc} is collected [a {wk}] from [b the {bin}].
S The [b {bin}] is emptied [a {wk}]; it is meant for {svc}.
S On collection day, which is [a {wk}], put {svc} into [b the {bin}].
k wk: every {day} ; on the first {day} of the month ; every second {day} ; on {date.d}
k bin: blue bin ; green container ; grey bin ; yellow sack ; brown bin ; wire cage by the gate
Qa When is {svc} collected?
Pa On which day does someone come for {svc}?
Qb Where does {svc} go?
Pb what bin do I use for {svc}
Na {svc} belongs in [b the {bin}].
Nb {svc} is collected [a {wk}].
C {svc} is taken away {wk}.
D {svc} is collected {wk}, but not in August.

@ house
k acts: sublet|let to someone else ; repaint|paint anew ; rebuild|alter ; insure ; furnish
k flat: flat|apartment ; cellar room|storage room ; parking space|place for the car ; shop ; garden plot|allotment
k perm: landlord|owner of the house ; housing office ; caretaker|janitor ; board of the cooperative|cooperative's directors ; neighbours
S Tenants may {acts} the {flat} only with the written consent of the [a {perm}].
S Before tenants {acts} the {flat}, they need permission from the [a {perm}].
S The [a {perm}] must agree before anyone may {acts} the {flat}.
Qa Who must agree before tenants {acts} the {flat}?
Qa Whose permission is needed to {acts} the {flat}?
Pa Who do I have to ask if I want to {acts} my {flat}?
Na Tenants may {acts} the {flat} only with written consent.
C Tenants who want to {acts} the {flat} need the consent of the {perm}.
C Without the agreement of the {perm}, the {flat} may not be touched by those who want to {acts} it.
D Tenants may {acts} the {flat} without asking anyone.

@ house
k pets: dogs ; cats ; rabbits ; parrots ; snakes|reptiles ; children under ten|small children ; cyclists|people on bikes
k loc: garden ; lift|elevator ; playground ; stairwell|staircase ; swimming pool|pool ; sauna ; common room|lounge
S {pets} are allowed in the {loc} [a {cond}].
S The {loc} is open to {pets} [a {cond}].
k cond: on a lead ; when an adult is present ; before 8:00 in the morning ; if nobody objects ; at their own risk ; from May to September
Qa Under what condition are {pets} allowed in the {loc}?
Pa When can {pets} go into the {loc}?
Pa on what terms may {pets} be in the {loc}
Na There was a debate about {pets} in the {loc}.
Na Please keep the {loc} clean; {pets} were seen there last week.
C {pets} may be in the {loc} {cond}.
D {pets} are allowed in the {loc} without any condition.
D All animals are allowed in the {loc} {cond}.

@ house
k dev: smoke detector|smoke alarm ; boiler|water heater ; lift|elevator ; washing machine ; intercom|door phone ; chimney
k v: inspected|checked ; replaced|exchanged for a new one ; cleaned ; repaired|fixed ; painted
S The {dev} was last {v} on [a {date}] by [b {firm}].
S [b {firm}] {v} the {dev} on [a {date}].
S On [a {date}] the {dev} was {v}; the work was done by [b {firm}].
Qa When was the {dev} last {v}?
Pa What was the date on which the {dev} was {v}?
Qb Who {v} the {dev}?
Pb Which company {v} the {dev}?
Pb by whom was the {dev} {v}
Na The {dev} was {v} by [b {firm}], as in other years.
Nb The {dev} was {v} on [a {date}].
C It was {firm} that {v} the {dev}.
C The {dev} was {v} on {date}.
D The {dev} was {v} on {date} at no cost.

@ school
k ex: entrance exam|admission test ; final exam|test at the end of the course ; oral exam|spoken test ; resit|second attempt ; language test
k subj: biology ; chemistry ; history ; mathematics|maths ; music ; geography ; French ; Spanish
S The {ex} in {subj} takes place on [a {date}] in [b room {room}].
S Candidates sit the {ex} in {subj} on [a {date}]; the place is [b room {room}].
S [b Room {room}] has been booked for the {ex} in {subj} on [a {date}].
Qa When is the {ex} in {subj}?
Qa On what date does the {ex} in {subj} take place?
Pa What day do I have to turn up for the {subj} {ex}?
Qb Where is the {ex} in {subj} held?
Pb Which room do I go to for the {ex} in {subj}?
Na The {ex} in {subj} takes place in [b room {room}].
Nb The {ex} in {subj} takes place on [a {date}].
C The date of the {ex} in {subj} is {date}.
C Room {room} is where the {ex} in {subj} will be held.
D The {ex} in {subj} on {date} is open to guest students.

@ school
k role: mathematics teacher ; head teacher|principal ; school nurse|nurse of the school ; librarian ; sports coach|coach ; school secretary|secretary of the school ; caretaker|janitor
S [a {person}] has been the {role} since [b {year}], after years in [c {city}].
S Since [b {year}], the {role} has been [a {person}], who came from [c {city}].
S The {role}, [a {person}], moved here from [c {city}] in [b {year}].
Qa Who is the {role}?
Pa What is the {role} called?
Qb Since when has the {role} been here?
Pb In what year did the {role} start?
Qc Where did the {role} come from?
Pc In which town did the {role} live before?
Na The {role} has been with us since [b {year}] and came from [c {city}].
Nb The {role} is [a {person}], who came from [c {city}].
Nc Since [b {year}], the {role} has been [a {person}].
C {person} has worked as the {role} since {year}.
C The {role} came from {city}.
D {person} has been the {role} since {year} and will retire soon.

@ school
k club: chess club|chess group ; choir|singing group ; drama group|theatre group ; robotics club|robot builders ; gardening group ; debating society
k grp: pupils of year 7|seventh-graders ; pupils of year 10|tenth-graders ; teachers|members of staff ; parents|mothers and fathers ; former pupils|alumni
S The {club} for {grp} meets [a every {day} at {time}] in [b the {place}].
S {grp} of the {club} come together [a on {day}s at {time}] in [b the {place}].
S [a Every {day} at {time}], the {club} for {grp} gathers in [b the {place}].
k place: gymnasium|sports hall ; library ; canteen ; music room ; computer lab ; assembly hall ; art room
Qa When does the {club} for {grp} meet?
Pa At what time can {grp} go to the {club}?
Qb Where does the {club} for {grp} meet?
Pb In which room is the {club} for {grp}?
Na The {club} for {grp} meets in [b the {place}].
Nb The {club} for {grp} meets [a every {day} at {time}].
C The {club} for {grp} is on {day} at {time}.
C The {place} is where the {club} for {grp} comes together.
D The {club} for {grp} meets twice a week, on {day} and one other day.

@ school
k trip: museum|exhibition ; zoo ; theatre|playhouse ; farm ; power station|power plant ; castle|fortress ; botanical garden
k cls: class 5a ; class 6b ; class 8c ; class 9a ; the oldest pupils ; the kindergarten
S The trip of {cls} to the {trip} was {v} because [a {reason}].
S {cls.cap} had its visit to the {trip} {v}, since [a {reason}].
k v: cancelled|called off ; postponed|put off ; shortened|made shorter ; extended|made longer
k reason: two buses broke down ; many children were ill ; the guide was free only then ; a storm had been forecast ; the money had run out ; the teachers asked for it
Qa Why was the trip of {cls} to the {trip} {v}?
Pa What was the reason that the visit of {cls} to the {trip} was {v}?
Pa how come the {trip} trip of {cls} was {v}
Na The trip of {cls} to the {trip} was {v}.
Na The trip of {cls} to the {trip} was {v}. Parents were told by letter.
C The visit of {cls} to the {trip} was {v}.
D The trip of {cls} to the {trip} was {v} on the wish of the parents.

@ health
k med: tablets|pills ; drops ; syrup ; ointment|cream ; capsules ; vitamin powder
k pers: adults|grown-ups ; children|kids ; pregnant women|expectant mothers ; elderly patients|older people
S {pers} take the {med} [a {freq}] with [b {with_}].
S For {pers}, the {med} is to be used [a {freq}], together with [b {with_}].
S The {med} should be given to {pers} [a {freq}]; combine it with [b {with_}].
k freq: twice a day|two times daily ; three times a day|thrice daily ; once a week|weekly ; every four hours ; every second evening
k with_: a glass of water ; a little milk ; food ; cold tea ; a spoonful of yoghurt
Qa How often do {pers} take the {med}?
Pa How many times should {pers} have the {med}?
Qb What should {pers} take the {med} with?
Pb what goes together with the {med} for {pers}
Na {pers} take the {med} with [b {with_}].
Nb {pers} take the {med} [a {freq}].
C The {med} is for {pers} {freq}.
C {pers} use the {med} {freq}.
D {pers} take the {med} {freq} for a whole month.

@ health
k ward: children's ward|paediatric ward ; maternity ward|ward for births ; surgical ward|surgery ; emergency department|casualty ; eye clinic|eye department ; dialysis unit
k role: doctor|physician ; nurse ; midwife ; receptionist|person at the desk ; visitor|guest ; pharmacist|chemist
S In the {ward}, every {role} must [a {duty}] before [b {before}].
S A {role} in the {ward} is required to [a {duty}] prior to [b {before}].
k duty: wash hands for thirty seconds ; put on a blue gown ; sign the log ; show a badge ; leave the phone in a locker ; measure the temperature
k before: entering a room ; leaving the floor ; the night shift ; meeting a patient ; the first round
Qa What must a {role} do before {before} in the {ward}?
Pa What is a {role} in the {ward} obliged to do prior to {before}?
Qb When must a {role} in the {ward} {duty}?
Na In the {ward} a short briefing is held before {before}; every {role} takes part.
C Prior to {before}, each {role} in the {ward} has to {duty}.
C A {role} of the {ward} must {duty} before {before}.
D In the {ward} a {role} may {duty} if there is time.

@ health
k trt: vaccination|jab ; blood test|blood sample ; X-ray ; physiotherapy|physical therapy ; hearing test|check of your hearing ; dental check|look at your teeth
k pers: children|kids ; adults|grown-ups ; pensioners|retired people ; athletes|sportspeople
S The {trt} for {pers} is paid by [a {payer}] and takes [b {mins}].
S [a {payer.cap}] covers the cost of the {trt} for {pers}; it lasts [b {mins}].
S A {trt} of {pers} takes about [b {mins}] and is financed by [a {payer}].
k payer: the health insurance ; the employer ; the patient ; the town ; a charity ; the sports club
Qa Who pays for the {trt} of {pers}?
Pa Who bears the cost when {pers} have a {trt}?
Qb How long does the {trt} of {pers} take?
Pb How much time should {pers} plan for the {trt}?
Na The {trt} for {pers} takes [b {mins}].
Nb The {trt} for {pers} is paid by [a {payer}].
C {payer} pays for the {trt} of {pers}.
C It takes {mins} to do the {trt} of {pers}.
D The {trt} is free for {pers} once a year.

@ club
k role: treasurer|person who keeps the money ; secretary ; chair|chairperson ; auditor ; youth officer|person in charge of the young members ; webmaster
k v: elected|chosen ; thanked ; replaced ; criticised ; proposed
S [a {person}] was {v} as {role} at the meeting on [b {date}].
S At the meeting of [b {date}], [a {person}] was {v} as {role}.
S The members {v} [a {person}] as {role} on [b {date}].
Qa Who was {v} as {role}?
Pa Whom did the members have {v} as {role}?
Qb When was the {role} {v}?
Pb What was the date of the meeting at which the {role} was {v}?
Na A new vote is needed, since nobody had been {v} as {role} in the autumn.
Nb [a {person}] was {v} as {role} by a large majority.
C On {date} {person} was {v} as {role}.
C The {role} who was {v} is {person}.
D {person} was {v} as {role} by all members.

@ club
k thing: budget|plan for spending ; new statutes|new rules of the club ; merger|union with the other club ; purchase of a boat|buying a boat ; summer party|celebration in summer ; rise in the fee|higher membership fee
k v: approved|accepted|passed ; rejected|turned down|voted down ; postponed|put off
S The {thing} was {v} by [a {n} votes to {n2}] because [b {reason}].
S With [a {n} votes to {n2}] the members {v} the {thing}, since [b {reason}].
S The assembly {v} the {thing} ([a {n} votes to {n2}]); the reason given was that [b {reason}].
k reason: the reserves had shrunk ; the treasurer had warned of the cost ; the young members asked for it ; the town offered a grant ; the papers had come late ; no better plan was on the table
Qa By how many votes was the {thing} {v}?
Pa What was the result of the vote that {v} the {thing}?
Qb Why was the {thing} {v}?
Pb What made the members have the {thing} {v}?
Pb why did they want the {thing} {v}
Nb The {thing} was {v} by [a {n} votes to {n2}].
Na The {thing} was {v} because [b {reason}].
C The members {v} the {thing}.
C {n} members voted when the {thing} was {v}, against {n2}.
D The {thing} was {v} without a debate.

@ club
k grp: adults|grown-ups ; students|people in education ; children|kids ; families ; passive members|members who only support us ; teams from abroad|foreign teams
k fee: membership fee|subscription ; entry fee|admission ; locker rent|cost of a locker ; court fee|charge for a court
k per: year ; month ; season ; hour
S {grp} pay a {fee} of [a {money}] per {per}.
S The {fee} for {grp} is [a {money}] a {per}.
S For {grp}, the club has set the {fee} at [a {money}] each {per}.
Qa How much is the {fee} for {grp}?
Qa What {fee} do {grp} pay per {per}?
Pa What does it cost {grp} as a {fee}?
Pa {fee} {grp}
Na {grp} pay the {fee} by direct debit.
Na The {fee} for {grp} will stay the same.
C {grp} are charged a {fee} of {money} per {per}.
D {grp} pay no {fee} at all.

@ club
k ev: annual general meeting|yearly assembly ; training|practice ; board meeting|session of the board ; summer tournament|contest in summer ; winter party ; cleaning day|day for tidying up
S The {ev} will be held on [a {date}] at [b {place}] and starts at [c {time}].
S The {ev} takes place at [b {place}] on [a {date}], beginning at [c {time}].
S We invite you to the {ev} on [a {date}]; it opens at [c {time}] at [b {place}].
k place: the town hall ; the boat house ; the Lion Inn ; the old mill ; the school gym ; the harbour café ; the parish hall
Qa When is the {ev}?
Pa On which date do we meet for the {ev}?
Qb Where is the {ev} held?
Pb What is the venue of the {ev}?
Qc What time does the {ev} start?
Pc When do I have to be there for the {ev}, what hour?
Na The {ev} will be held at [b {place}]; it starts at [c {time}].
Nb The {ev} will be held on [a {date}] and starts at [c {time}].
Nc The {ev} will be held on [a {date}] at [b {place}].
C The {ev} is at {place}.
C {date} is the day of the {ev}.
C The {ev} begins at {time}.
D The {ev} on {date} is open to the public.

@ club
k eq: boats ; bicycles|bikes ; rackets ; skis ; tents ; kayaks ; balls
k v: borrowed|taken out ; returned|brought back ; repaired|mended ; cleaned ; sold ; counted
S {eq} may be {v} only [a {when}] and [b {how}].
S The {eq} are {v} [a {when}], always [b {how}].
S [a {when.cap}] the {eq} can be {v}, [b {how}].
k when: on {day} evenings ; on {day} mornings ; between {time} and 20:00 ; in the week after Easter ; during the training hours
k how: by two members together ; in the presence of a coach ; with an entry in the book ; at the back gate ; by people over eighteen
Qa When may {eq} be {v}?
Pa At what times can one have {eq} {v}?
Qb How are {eq} {v}?
Na {eq} may be {v} [b {how}].
Nb {eq} may be {v} [a {when}].
C {eq} are {v} {when}.
C {eq} have to be {v} {how}.
D {eq} may be {v} at any time by members of the board.

@ news
k org: town council|local council ; court|judges ; ministry ; school board ; bank ; hospital ; port authority
k obj: new bridge ; tram line|tramway ; stadium|sports ground ; wind farm ; shopping centre|mall ; cycle path|bike lane ; car park|parking garage
k v: approved|gave the green light to ; rejected|said no to ; delayed|put off ; funded|paid for ; cancelled|scrapped
S The {org} {v} the {obj} in {city} on [a {date.dm}], after [b {ev}].
S On [a {date.dm}] the {org} {v} the {obj} in {city}; [b {ev}] had come before.
S After [b {ev}], the {org} {v} the {obj} in {city} on [a {date.dm}].
k ev: a debate of nine hours ; a petition with 3,000 names ; a report by engineers ; protests by residents ; a change of mayor ; talks with the owners
Qa When was it that the {org} {v} the {obj} in {city}?
Pa What day was it when the {org} {v} the {obj}?
Qb What happened before the {org} {v} the {obj} in {city}?
Pb What did it take before the {org} {v} the {city} {obj}?
Na The {org} {v} the {obj} in {city} after [b {ev}].
Nb The {org} {v} the {obj} in {city} on [a {date.dm}].
C The {org} {v} the {obj} in {city}.
C The {obj} in {city} is a project that the {org} {v} on {date.dm}.
D The {org} {v} the {obj} in {city} against the will of the mayor.

@ news
k dis: fire|blaze ; flood|high water ; storm|gale ; explosion|blast ; landslide ; power cut|blackout
k bld: school ; hotel ; factory|plant ; church ; museum ; supermarket|food store ; railway station|train station
S A {dis} at the {bld} in {city} injured [a {n} people] on [b {day} night]; [c {cause}].
S [a {n} people] were hurt in a {dis} at the {bld} in {city} on [b {day} night]. Investigators say that [c {cause}].
S On [b {day} night], a {dis} hit the {bld} in {city} and left [a {n} people] injured. The cause is known: [c {cause}].
k cause: a heater had been left on ; a pipe had burst ; a cable was faulty ; a drain had been blocked ; a lorry had hit a wall ; old wiring gave way
Qa How many people were injured in the {dis} at the {bld} in {city}?
Pa How many victims were hurt when the {dis} struck the {bld}?
Qb When did the {dis} at the {bld} in {city} happen?
Qc What caused the {dis} at the {bld} in {city}?
Pc Why was there a {dis} at the {bld}?
Nc A {dis} at the {bld} in {city} injured [a {n} people] on [b {day} night]. The cause is still being looked into.
Na A {dis} hit the {bld} in {city} on [b {day} night]; [c {cause}].
C {n} people were hurt at the {bld} in {city} by a {dis}.
C The {dis} at the {bld} happened because {cause}.
D A {dis} at the {bld} in {city} killed several people.

@ news
k co: bakery chain ; shipyard ; software firm|software company ; brewery ; car maker|car manufacturer ; airline ; toy maker
k v: hire|take on ; dismiss|lay off ; train ; retire early
k grp: engineers ; drivers ; clerks|office workers ; welders ; designers ; cooks ; sales staff|salespeople
S The {co} {org} will {v} [a {big} {grp}] by [b {my}].
S By [b {my}], [a {big} {grp}] will be affected: the {co} {org} plans to {v} them.
S {org}, a {co}, announced that it would {v} [a {big} {grp}] before [b {my}].
Qa How many {grp} will the {co} {org} {v}?
Qa How many {grp} does {org} plan to {v}?
Pa What number of {grp} is {org} going to {v}?
Qb By when will {org} {v} {grp}?
Na The {co} {org} will {v} {grp} by [b {my}].
Nb The {co} {org} will {v} [a {big} {grp}].
C {org} is going to {v} {big} {grp}.
C By {my}, {org} wants to {v} {grp}.
D {org} will {v} {big} {grp} and close a site.

@ news
k team: men's team ; women's team|female team ; junior team|youth team ; reserves|second team
k sport: handball ; basketball ; hockey ; volleyball ; football|soccer ; water polo
k res: won against|beat ; lost to|were beaten by ; drew with|shared the points with
S The {sport} {team} of {city} {res} {city2} [a {n}:{n2}] on [b {day}] in front of [c {big} spectators].
S In front of [c {big} spectators], {city}'s {sport} {team} {res} {city2} on [b {day}]; the score was [a {n}:{n2}].
Qa What was the score when the {sport} {team} of {city} {res} {city2}?
Pa What was the result on {day} when {city} {res} {city2}?
Qc How many spectators saw how the {sport} {team} of {city} {res} {city2}?
Pc How large was the crowd when {city}'s {team} {res} {city2}?
Qb On which day was it that the {sport} {team} of {city} {res} {city2}?
Na The {sport} {team} of {city} {res} {city2} on [b {day}].
Nc The {sport} {team} of {city} {res} {city2} [a {n}:{n2}] on [b {day}].
C The {team} of {city} {res} {city2} in {sport}.
C {big} people watched the {sport} {team} of {city} play {city2}.
D The {sport} {team} of {city} {res} {city2} and now leads the table.

@ news
k thing: painting|picture ; statue|sculpture ; manuscript|handwritten book ; violin ; clock ; tapestry
k v: stolen from|taken by thieves from ; sold by|auctioned off by ; donated to|given to ; lent to|loaned to ; found in|discovered in
k plc: city museum|municipal museum ; cathedral|minster ; university library ; opera house ; castle ; county archive|record office of the county
S The {thing} by {person} was {v} the {plc} in [a {year}]; experts put its value at [b {bigmoney}].
S In [a {year}] the {thing} by {person} was {v} the {plc}. It is said to be worth [b {bigmoney}].
Qa When was the {thing} by {person} {v} the {plc}?
Pa In what year was {person}'s {thing} {v} the {plc}?
Qb What is the value of the {thing} that was {v} the {plc}?
Pb How much is the {thing} by {person} worth?
Na The {thing} by {person} was {v} the {plc}; experts put its value at [b {bigmoney}].
Nb The {thing} by {person} was {v} the {plc} in [a {year}].
C In {year}, a {thing} by {person} was {v} the {plc}.
C The {thing} by {person} is worth {bigmoney}.
D The {thing} by {person} was {v} the {plc} in {year} and came back later.

@ bio
k prof: painter ; composer|writer of music ; botanist|plant scientist ; architect|designer of buildings ; surgeon ; poet|writer of verse ; astronomer ; explorer
S {person} was a {prof} who was born in [a {city}] in [b {oldyear}] and later moved to [c {city2}].
S Born in [a {city}] in [b {oldyear}], the {prof} {person} spent the later years in [c {city2}].
S The {prof} {person} came from [a {city}], where the family had lived since long before [b {oldyear}], the year of birth; [c {city2}] became home after the war.
Qa Where was the {prof} {person} born?
Pa What is the birthplace of {person}?
Qb When was {person} born?
Pb What is the year of birth of the {prof} {person}?
Qc Where did {person} move later?
Pc In which town did the {prof} {person} live later in life?
Na The {prof} {person} was born in [b {oldyear}] and later moved to [c {city2}].
Nb The {prof} {person} was born in [a {city}] and later moved to [c {city2}].
Nc {person}, a {prof}, was born in [a {city}] in [b {oldyear}].
C {person} was born in {city}.
C The {prof} {person} came into the world in {oldyear}.
D {person} was a {prof} who never left {city}.

@ bio
k rel: mother ; father ; sister ; brother ; aunt ; uncle ; grandfather ; wife|spouse ; teacher
k job: baker ; fisherman|fisher ; judge ; miller ; schoolteacher ; tailor ; clockmaker|maker of clocks ; sailor ; doctor|physician
S The {rel} of {person}, [a {person2}], worked as [b a {job}] in [c {city}].
S {person}'s {rel} was [a {person2}], [b a {job}] from [c {city}].
Qa What was the name of {person}'s {rel}?
Pa What was the {rel} of {person} called?
Qb What did the {rel} of {person} do for a living?
Pb Which job did {person}'s {rel} have?
Qc Where did the {rel} of {person} work?
Na The {rel} of {person} worked as [b a {job}] in [c {city}].
Nb {person}'s {rel}, [a {person2}], lived in [c {city}].
C {person2} was the {rel} of {person}.
C {person}'s {rel} was a {job}.
C The {rel} of {person} earned a living as a {job}.
D {person}'s {rel} was a {job} and a member of parliament.

@ bio
k work: novel ; opera ; symphony ; play|drama ; atlas|book of maps ; cookbook|book of recipes ; film|movie ; collection of poems|book of verse
k v: published|brought out ; began|started ; finished|completed ; destroyed|burnt ; sold ; translated
k ordn: first ; second ; third ; last|final
S {person} {v} the {ordn} {work} in [a {oldyear}] while living in [b {city}].
S In [a {oldyear}], during a stay in [b {city}], {person} {v} the {ordn} {work}.
S While in [b {city}], {person} {v} the {ordn} {work}; that was in [a {oldyear}].
Qa In what year was it that {person} {v} the {ordn} {work}?
Pa What was the year in which {person} {v} the {ordn} {work}?
Qb Where was {person} living when he or she {v} the {ordn} {work}?
Qb In which town was it that {person} {v} the {ordn} {work}?
Na {person} {v} the {ordn} {work} while living in [b {city}].
Nb {person} {v} the {ordn} {work} in [a {oldyear}].
C {person} was in {city} and {v} the {ordn} {work}.
C It was in {oldyear} that {person} {v} the {ordn} {work}.
D {person} {v} the {ordn} {work}, which won a prize.

@ bio
k v: left|walked out of ; joined|became a member of ; founded|set up ; sued|took to court ; praised
k inst: academy ; orchestra ; navy ; party ; newspaper|daily paper ; monastery ; university ; trading company
S {person} {v} the {inst} in [a {oldyear}] because [b {reason}].
S In [a {oldyear}], {person} {v} the {inst}; the reason was that [b {reason}].
k reason: the pay was poor ; a friend had asked for it ; the rules had changed ; a quarrel about money had begun ; the war was over ; an old debt had to be paid
Qb Why is it that {person} {v} the {inst}?
Pb What was the reason when {person} {v} the {inst}?
Qa When was it that {person} {v} the {inst}?
Pa In which year was it that {person} {v} the {inst}?
Nb {person} {v} the {inst} in [a {oldyear}].
Na {person} {v} the {inst} because [b {reason}].
C {person} {v} the {inst} in {oldyear}.
C It was because {reason} that {person} {v} the {inst}.
D {person} {v} the {inst} in {oldyear} and came to regret it.

@ manual
k btn: green button ; red switch ; left dial|left knob ; right dial|right knob ; round key ; lever at the back|rear lever
k fn: starts the pump|sets the pump going ; stops the pump|turns the pump off ; opens the valve ; closes the valve|shuts the valve ; resets the timer|sets the timer back ; raises the platform|lifts the platform ; lowers the platform|lets the platform down
S The [a {btn}] {fn}; it must be held for [b {secs}].
S To use the machine: the [a {btn}] {fn} if it is held for [b {secs}].
Qa Which control {fn}?
Pa What do I press so that it {fn}?
Pa what part of the machine {fn}
Qb How long must the control that {fn} be held?
Qb For how long do I hold the {btn}?
Na One of the controls {fn}; the drawing on page 3 shows it.
Nb The [a {btn}] {fn}.
C The {btn} is the one that {fn}.
C One holds the {btn} for {secs}.
D The {btn} {fn} and sounds an alarm.

@ manual
k lamp: red lamp|red light ; green lamp|green light ; blue lamp|blue light ; yellow lamp|amber light ; display ; buzzer
k st: flashes|blinks ; stays on|is lit all the time ; goes out|turns dark ; comes on twice
S If the {lamp} {st}, [a {mean}]; in that case [b {todo}].
S [a {mean.cap}] when the {lamp} {st}. Then [b {todo}].
k mean: the filter is full ; the battery is low ; the tank is empty ; the lid is not shut ; the motor is too hot ; a new version is being loaded
k todo: wait for ten minutes ; call the service desk ; pull the plug ; fill in water up to the mark ; change the fuse ; press the reset pin
Qa What does it mean if the {lamp} {st}?
Pa What is wrong when the {lamp} {st}?
Qb What should I do if the {lamp} {st}?
Pb the {lamp} {st}, what now?
Na If the {lamp} {st}, [b {todo}].
Nb If the {lamp} {st}, [a {mean}].
C When the {lamp} {st}, {mean}.
C You should {todo} if the {lamp} {st}.
D If the {lamp} {st}, the device must be thrown away.

@ manual
k part: air filter|filter for the air ; water filter|filter for the water ; drive belt|belt ; knife|blade ; seal|gasket ; brush ; oil
k v: cleaned ; replaced|exchanged for a new one ; checked|inspected ; lubricated|greased
S The {part} has to be {v} every [a {big} hours] with [b {tool}].
S Every [a {big} hours] the {part} is {v}; use [b {tool}] for this.
S Use [b {tool}] when the {part} is {v}, which is needed every [a {big} hours].
k tool: a soft cloth ; a 6 mm key ; warm water ; the blue tool ; a dry brush ; compressed air
Qa How often must the {part} be {v}?
Pa After how much running time should the {part} be {v}?
Qb What is used when the {part} is {v}?
Pb what do I need to have the {part} {v}
Na The {part} has to be {v} with [b {tool}].
Nb The {part} has to be {v} every [a {big} hours].
C After {big} hours the {part} must be {v}.
C {tool} is what the {part} is {v} with.
D The {part} may be {v} if you wish.

@ manual
k mode: sleep mode|standby ; eco mode|energy-saving mode ; test mode ; night mode ; flight mode|airplane mode ; guest mode
k v: switched on|turned on ; switched off|turned off ; locked ; shared with others
S The {mode} is {v} under [a {path}]; a restart is [b {ned}].
S Go to [a {path}] to have the {mode} {v}. A restart is [b {ned}] afterwards.
k path: Settings > Power ; Menu > Extras ; Tools > Options > General ; the start screen ; System > Devices ; Profile > Advanced
k ned: needed|required ; not needed|unnecessary
Qa Where is the {mode} {v}?
Pa How do I get the {mode} {v}?
Pa which menu has the option for the {mode} to be {v}
Qb Is a restart needed after the {mode} is {v}?
Na The {mode} can be {v} by anyone who knows the code.
C The {mode} can be {v} under {path}.
D The {mode} is {v} by itself at midnight.

@ manual
k sw: app|application ; plug-in|extension ; database ; server ; printer driver ; backup tool|program for backups
k v: installed|set up ; removed|uninstalled ; updated|brought up to date ; moved to another machine ; renewed
S Before the {sw} is {v}, [a {step}] and [b {step2}].
S [a {step.cap}] and [b {step2}] before the {sw} is {v}.
k step: close all windows ; save your work ; log in as administrator ; write down the licence key ; free two gigabytes of space
k step2: stop the service ; unplug the scanner ; make a copy of the folder ; tell your colleagues ; turn off the firewall
Qa What must I do first before the {sw} is {v}?
Pa What should be done ahead of having the {sw} {v}?
Na The {sw} was {v} last night without trouble.
Na The {sw} can be {v} by any user with the right role.
C Users should {step} before the {sw} is {v}.
D The {sw} is {v} in less than a minute.

@ shop
k ord: order ; subscription|paid plan ; reservation|booking ; account|user profile ; trial|free test ; gift card|voucher
k v: cancelled|ended ; changed|altered ; paid|settled ; transferred|passed on to someone else ; renewed|extended
S An {ord} can be {v} [a {way}] until [b {lim}].
S [a {way.cap}], an {ord} can be {v}; this is possible until [b {lim}].
S Until [b {lim}] you may have your {ord} {v} [a {way}].
k way: by e-mail ; in the customer portal ; by telephone ; at any branch ; with the form at the back ; through the app
k lim: 24 hours before the start ; the goods are sent ; the last day of the month ; noon of the day before ; fourteen days after purchase
Qa How can an {ord} be {v}?
Pa How do I get my {ord} {v}?
Qb Until when can an {ord} be {v}?
Pb What is the last moment at which my {ord} can be {v}?
Na An {ord} can be {v} until [b {lim}].
Nb An {ord} can be {v} [a {way}].
C Customers can have an {ord} {v} {way}.
C It is possible up to {lim} to have an {ord} {v}.
D An {ord} can be {v} only by the person who made it.

@ shop
k good: shoes|footwear ; furniture ; books ; bicycles|bikes ; opened software|software with a broken seal ; food|groceries ; jewellery
k v: returned|sent back ; exchanged|swapped ; delivered|brought to your door ; repaired|mended ; insured
S {good} can be {v} within [a {dur}], provided that [b {cond}].
S Within [a {dur}], {good} are {v} on the condition that [b {cond}].
S If [b {cond}], {good} can be {v} within [a {dur}].
k cond: the receipt is shown ; the box is unopened ; the label is still on ; they cost more than {money} ; the customer lives in the country
Qa Within what time can {good} be {v}?
Pa How long do I have if I want {good} {v}?
Qb On what condition can {good} be {v}?
Pb what has to be true for {good} to be {v}
Na {good} can be {v}, provided that [b {cond}].
Nb {good} can be {v} within [a {dur}].
C There are {dur} during which {good} can be {v}.
C {good} can be {v} only if {cond}.
D {good} can be {v} within {dur} in any state.

@ shop
k mat: wood|timber ; steel ; glass ; cotton ; leather ; plastic ; wool
k art: bench ; table ; lamp ; bag ; chair ; box ; shelf ; jacket ; vase
k col: red ; blue ; green ; black ; white ; grey|gray ; yellow
S The {col} {art} made of {mat} costs [a {money}] and weighs [b {weight}].
S We sell the {col} {mat} {art} for [a {money}]; its weight is [b {weight}].
S The {col} {art} ({mat}, [b {weight}]) is available for [a {money}].
Qa How much is the {col} {art} made of {mat}?
Pa What do you charge for the {col} {mat} {art}?
Qb How heavy is the {col} {art} made of {mat}?
Pb What does the {col} {mat} {art} weigh?
Na The {col} {art} made of {mat} weighs [b {weight}] and is made by hand.
Nb The {col} {art} made of {mat} costs [a {money}].
C A {col} {mat} {art} is sold for {money}.
C The {col} {art} of {mat} has a weight of {weight}.
D The {col} {art} of {mat} costs {money} including delivery.

@ shop
k pay: credit card|plastic ; cash|coins and notes ; bank transfer|wire ; cheque|check ; gift card|voucher ; instalments|monthly parts
k chan: online shop|website ; branch in {city} ; market stall ; telephone orders|orders by phone ; petrol station|filling station
S Payment by {pay} is accepted in the {chan} for amounts over [a {money}].
S In the {chan}, {pay} can be used from [a {money}].
S The {chan} takes {pay} if the bill is above [a {money}].
Qa From what amount can I use {pay} in the {chan}?
Pa What is the minimum for {pay} in the {chan}?
Na Payment by {pay} is accepted in the {chan}.
C Bills above {money} may be settled by {pay} in the {chan}.
C One can use {pay} in the {chan} above {money}.
D Payment by {pay} is accepted in the {chan} for any amount.

@ travel
k veh: bus|coach ; ferry|boat ; night train|sleeper ; tram|streetcar ; cable car|gondola ; shuttle
k dir: departs|leaves ; arrives|comes in
k part: in summer|during the warm season ; in winter|during the cold season ; on weekdays|from Monday to Friday ; on Sundays ; on public holidays|on bank holidays ; at night|late at night
S {part.cap}, the {veh} for {city} {dir} at [a {time}] from [b platform {n}].
S The {veh} for {city} {dir} at [a {time}] {part}; look for [b platform {n}].
S At [a {time}] the {veh} for {city} {dir} {part}, on [b platform {n}].
Qa At what time is it that the {veh} for {city} {dir} {part}?
Qa What time is the {veh} for {city} that {dir} {part}?
Pa When do I have to be there because the {veh} to {city} {dir} {part}?
Qb From which platform is it that the {veh} for {city} {dir} {part}?
Na The {veh} for {city} {dir} from [b platform {n}] {part}.
C The {veh} for {city} {dir} {part} at {time}.
C {part} there is a {veh} for {city} that {dir} at {time}.
D The {veh} for {city} {dir} at {time} every day of the year.

@ travel
k rm: single room|room for one ; double room|room for two ; family room|room for a family ; suite ; dormitory bed|bed in the dormitory
k seas: high season|busy season ; low season|quiet season ; Christmas week|week of Christmas ; May ; October
k meal: breakfast ; dinner|evening meal ; lunch|midday meal ; parking ; sauna
S A {rm} in {seas} costs [a {money}] per night, with {meal}.
S In {seas}, guests pay [a {money}] a night for a {rm}; the price includes {meal}.
S The nightly rate for a {rm} is [a {money}] in {seas}, {meal} included.
Qa What is the price of a {rm} in {seas}?
Qa How much is a {rm} with {meal} in {seas}?
Pa What would we pay per night for a {rm} in {seas}?
Na A {rm} in {seas} should be booked well ahead.
C Guests spend {money} a night on a {rm} in {seas}.
C In {seas} the price of a {rm}, {meal} included, is {money}.
D A {rm} costs {money} a night all year round.

@ travel
k item: bicycles|bikes ; surfboards ; wheelchairs ; dogs ; skis ; musical instruments ; pushchairs|prams
k veh: trains|rail ; buses|coaches ; ferries|boats ; aeroplanes|planes ; trams|streetcars
S {item} travel free on {veh} if [a {cond}]; otherwise a ticket for [b {money}] is needed.
S On {veh}, {item} cost [b {money}] unless [a {cond}].
k cond: they are folded ; they weigh less than {weight} ; they are booked a day ahead ; their owner holds an annual pass ; they fit under the seat
Qa When do {item} travel free on {veh}?
Pa On what condition do I not pay for {item} on {veh}?
Qb How much is a ticket for {item} on {veh}?
Pb what do {item} cost on {veh}
Na {item} can be taken on {veh}; a ticket for [b {money}] is needed.
Nb {item} travel free on {veh} if [a {cond}].
C If {cond}, {item} go free on {veh}.
C A ticket for {item} on {veh} costs {money}.
D {item} always travel free on {veh}.

@ farm
k crop: potatoes ; onions ; carrots ; apples ; cherries ; beans ; barley ; strawberries
k v: planted|put in the ground ; harvested|picked ; watered ; sprayed|treated ; sold at market ; stored|put in store
k fld: north field ; south field ; greenhouse|glasshouse ; orchard|fruit garden ; lower meadow ; upper meadow
S The {crop} in the {fld} are {v} [a in {month}] by [b {who}].
S [a In {month}] the {crop} from the {fld} are {v}; [b {who}] do the work.
S [b {who.cap}] see to it that the {crop} in the {fld} are {v} [a in {month}].
k who: the two apprentices ; helpers from the village ; the farmer's sons ; students ; the neighbours
Qa When are the {crop} in the {fld} {v}?
Pa At what time of the year are the {fld}'s {crop} {v}?
Qb Who makes sure the {crop} in the {fld} are {v}?
Pb By whom are the {crop} in the {fld} {v}?
Na The {crop} in the {fld} are {v} by [b {who}].
Nb The {crop} in the {fld} are {v} [a in {month}].
C {month} is the month in which the {crop} in the {fld} are {v}.
C {who} help when the {crop} in the {fld} are {v}.
D The {crop} in the {fld} are {v} twice a year.

@ farm
k an: horses ; goats ; cows|cattle ; hens|chickens ; sheep ; bees ; pigs
k v: fed ; milked ; vaccinated ; moved to the upper meadow|taken to the higher pasture ; weighed ; washed
k role: farmer ; vet|veterinary surgeon ; apprentice|trainee ; shepherd ; neighbour ; farmer's daughter
S The {an} are {v} by the [a {role}] at [b {time}] because [c {reason}].
S At [b {time}] the [a {role}] comes and the {an} are {v}, since [c {reason}].
k reason: it is cooler then ; the lorry comes soon after ; they are calm at that hour ; the law demands it ; the stable is cleaned at the same time
Qa Who is there when the {an} are {v}?
Qb At what time are the {an} {v}?
Pb When in the day are the {an} {v}?
Qc Why are the {an} {v} at {time}?
Pc What is the reason for the hour at which the {an} are {v}?
Na The {an} are {v} at [b {time}].
Nb The {an} are {v} by the [a {role}].
Nc The {an} are {v} by the [a {role}] at [b {time}].
C The {role} comes when the {an} are {v}.
C {time} is when the {an} are {v}.
D The {an} are {v} at {time} except on Sundays.

@ museum
k room: blue room ; armoury|weapons room ; tower|tower room ; picture gallery|hall of paintings ; crypt|vault ; chapel ; kitchen of the castle
k grp: school classes|groups of pupils ; families ; wheelchair users|people in wheelchairs ; photographers ; groups of more than ten|large groups
S The {room} is open to {grp} [a {when}] and closes at [b {time}].
S {grp} can see the {room} [a {when}]; it shuts at [b {time}].
k when: from Tuesday to Friday ; on the first {day} of the month ; on {day} mornings ; after booking ; from April to October
Qa When is the {room} open to {grp}?
Pa When can {grp} visit the {room}?
Qb At what time does the {room} close for {grp}?
Pb Until when can {grp} stay in the {room}?
Na The {room} may be seen by {grp}; it closes at [b {time}].
Nb The {room} is open to {grp} [a {when}].
C {grp} may enter the {room} {when}.
C The {room} shuts its doors at {time}.
D The {room} is open to {grp} free of charge.

@ museum
k bld: lighthouse ; bridge ; windmill ; synagogue ; town hall ; railway station ; theatre ; water tower
k v: built|erected|put up ; destroyed|wrecked ; restored|renovated ; sold ; painted white ; moved
S The {bld} of {city} was {v} in [a {oldyear}] by [b {person}] at a cost of [c {bigmoney}].
S In [a {oldyear}], [b {person}] had the {bld} of {city} {v}; the bill came to [c {bigmoney}].
Qa When was the {bld} of {city} {v}?
Pa What year was it that {city}'s {bld} was {v}?
Qb Who had the {bld} of {city} {v}?
Pb Who was behind it when the {bld} of {city} was {v}?
Qc How much did it cost to have the {bld} of {city} {v}?
Na The {bld} of {city} was {v} by [b {person}].
Nb The {bld} of {city} was {v} in [a {oldyear}].
Nc The {bld} of {city} was {v} in [a {oldyear}] by [b {person}].
C It was {person} who had the {bld} of {city} {v}.
C {city}'s {bld} was {v} in {oldyear}.
C {bigmoney} was the cost of having the {bld} of {city} {v}.
D The {bld} of {city} was {v} in {oldyear} against the will of the people.

@ project
k ph: design phase|planning stage ; test phase|trial stage ; tender|call for bids ; roll-out|launch ; review|final check
k who: engineers ; lawyers ; architects ; suppliers ; accountants|bookkeepers ; data team
S The {ph} will begin on [a {date}], last [b {dur}] and be led by [c {person}].
S [c {person}] leads the {ph}, which starts on [a {date}] and takes [b {dur}].
Qa When does the {ph} begin?
Pa What is the start date of the {ph}?
Qb How long does the {ph} last?
Pb How much time is set aside for the {ph}?
Qc Who leads the {ph}?
Pc Who is in charge of the {ph}?
Na The {ph} will last [b {dur}] and be led by [c {person}].
Nb The {ph} will begin on [a {date}] and be led by [c {person}].
Nc The {ph} will begin on [a {date}] and last [b {dur}].
C {person} is in charge of the {ph}.
C The {ph} takes {dur}.
C On {date} the {ph} gets under way.
D The {ph} will begin on {date} if the money is there.

@ project
k srv: mail server ; web shop ; staff portal ; telephone system ; archive ; payroll program|program for the wages ; wireless network|Wi-Fi
k pr: down|out of order ; slow ; under attack ; being updated
S The {srv} was {pr} for [a {dur2}] on [b {day}] because [c {reason}].
S On [b {day}] the {srv} was {pr} for [a {dur2}]; [c {reason}].
k reason: a disk had failed ; a certificate had expired ; someone had cut a cable ; a supplier made a mistake ; the memory was full
Qa For how long was the {srv} {pr}?
Pa How much time passed while the {srv} was {pr}?
Qb On which day was the {srv} {pr}?
Qc Why was the {srv} {pr}?
Pc What made the {srv} be {pr}?
Na The {srv} was {pr} on [b {day}] because [c {reason}].
Nb The {srv} was {pr} for [a {dur2}] because [c {reason}].
Nc The {srv} was {pr} for [a {dur2}] on [b {day}].
C The {srv} was {pr} for {dur2}.
C It was on {day} that the {srv} was {pr}.
D The {srv} was {pr} for {dur2} and data was lost.

@ project
k cust: Northern region|north ; Southern region|south ; eastern branch|branch in the east ; western branch|branch in the west ; online shop ; export department|foreign trade
k fig: sales|turnover ; profit|earnings ; costs|expenses ; staff numbers|headcount ; complaints ; returns|goods sent back
k mv: rose|went up|increased ; fell|went down|dropped
k q: first quarter|January to March ; second quarter|April to June ; third quarter|July to September ; fourth quarter|October to December
S In the {q}, {fig} of the {cust} {mv} by [a {pct}].
S {fig} of the {cust} {mv} by [a {pct}] in the {q}.
S By [a {pct}] {fig} of the {cust} {mv} in the {q}.
Qa By how much is it that {fig} of the {cust} {mv} in the {q}?
Pa What was the change when {fig} of the {cust} {mv} in the {q}?
Na In the {q}, {fig} of the {cust} {mv} again.
Na Nobody was surprised that {fig} of the {cust} {mv} in the {q}.
C {fig} of the {cust} {mv} in the {q}.
C In the {q} {fig} of the {cust} {mv} by {pct}.
D {fig} of the {cust} {mv} by {pct} in the whole year.
'''
# bundles for the general frames: verbs ; things (plural) ; adjectives. "|" joins synonyms, "/" neighbours
BUNDLES = '''
lock/unlock/paint/repair|fix/oil ; doors/windows/gates/shutters ; front/back|rear/side/wooden/metal
wash|clean/iron/fold/count/mend|repair ; towels/sheets|bed linen/curtains/tablecloths ; white/coloured/large|big/small
water/plant|put in/prune|cut back/fertilise/sell ; roses/trees/hedges/tomato plants/herbs ; young/old/indoor/outdoor
borrow|take out/return|bring back/renew|extend/reserve|set aside ; books/magazines|journals/films/maps/keys ; old/new/rare/foreign
print/scan/copy/shred|destroy/sign ; contracts/invoices|bills/letters/certificates/minutes ; original/incoming/outgoing/confidential|secret
load/unload|empty/inspect|check/wash ; lorries|trucks/trailers/vans/containers ; refrigerated/empty/heavy/foreign
order|send for/cancel|call off/pay|settle/check ; tickets/meals/flights/hotel rooms ; single/return/cheap|low-priced/expensive|dear
feed/groom|brush/vaccinate/weigh ; dogs/cats/horses/rabbits ; young/old/sick|ill/stray
open/close|shut/clean/decorate ; halls/courts/galleries/chapels ; upper/lower/new/old
heat|warm/air|ventilate/clean/rent out|let ; classrooms/offices/guest rooms/cellars|basements ; large|big/small/northern/southern
charge/replace|swap/test/collect ; batteries/lamps/sensors/radios ; spare/used|second-hand/built-in/broken|defective
install|set up/remove|uninstall/update/test ; programs/plug-ins/drivers/fonts ; free/paid/trial/outdated
delete|erase/archive|store away/export/encrypt|encode ; messages/photos|pictures/recordings/log files ; private/public/shared/old
approve|accept/reject|turn down/postpone|put off/review|check ; applications/proposals/complaints/budgets ; annual|yearly/monthly/written/late
hire|take on/dismiss|fire/train/promote ; drivers/clerks/nurses/guards ; temporary/permanent/part-time/full-time
sell/buy|purchase/rent|hire/insure ; boats/bicycles|bikes/caravans/tents ; used|second-hand/new/electric/folding
cook|prepare/serve/freeze/taste ; soups/cakes/potatoes/fish dishes ; hot/cold/vegetarian|meatless/spicy
fill|top up/empty|drain/measure/seal ; tanks/bottles/barrels/buckets ; red/blue/large|big/small
sharpen/oil/store|put away/lend|loan ; saws/scissors/chisels/axes ; long/short/heavy/light
mark|grade/collect|gather/hand back|return/correct ; tests/essays/homework books/drawings ; oral/written/weekly/final
tune/restore|renovate/transport|move/insure ; pianos/violins/organs/harps ; historic|old/modern/borrowed/small
sweep|brush/grit/wash/repair|mend ; pavements|sidewalks/stairs/car parks/paths ; front/back|rear/public/private
count/clean/sell/stack|pile up ; chairs/tables/benches/screens ; plastic/wooden/folding/broken|damaged
record|note/report|announce/measure/compare ; temperatures/water levels/wind speeds/noise levels ; highest|maximum/lowest|minimum/average|mean/daily
translate/proofread/publish|bring out/illustrate ; poems/manuals|instructions/reports/novels ; short/long/English/German
collect|pick up/sort/burn/weigh ; newspapers/bottles/leaves/clothes ; old/wet/dry/empty
shear/milk/move/mark ; sheep/goats/cows/llamas ; young/pregnant/sick|ill/brown
examine|look over/vaccinate/discharge|send home/register|sign in ; patients/newborns|babies/donors/visitors ; elderly|old/local/foreign/male/female
'''
EXTRA_WORDS = dict(
 role="caretaker|janitor/gardener/treasurer/secretary/nurse/doctor|physician/cook|chef/waiter/driver/manager|boss/assistant|helper/coach|trainer/referee|umpire/electrician/plumber/librarian/teacher/head teacher|principal/chair|chairperson/auditor/receptionist/guard|watchman/trainee|apprentice/deputy/accountant|bookkeeper/volunteer|unpaid helper/owner|proprietor/tenant|renter/landlord/mayor",
 time="in the morning|before noon/in the evening/at night|overnight/in winter|during the cold months/in summer|during the warm months/on weekends|on Saturdays and Sundays/on public holidays|on bank holidays/on weekdays|from Monday to Friday/in spring/in autumn|in the fall/at the end of the month|on the last day of the month/during the holidays|in the vacation/after closing time|after hours/before opening|before the doors open/on Mondays/on Fridays/every year|annually/every month|monthly/every week|weekly/after each use|whenever they have been used/in emergencies|when there is an emergency",
 place="in the courtyard|in the yard/in the cellar|in the basement/in the workshop/at the front desk|at reception/in the annex|in the side building/on the ground floor|at street level/on the first floor/behind the garage/in the old wing/in the new building/at the harbour|at the port/near the gate/in the garden shed/in the canteen|in the cafeteria/at the branch office",
 tool="a red card/a blue form/the master key/gloves/a ladder/a written order/the small trolley/a checklist/the code 4711/a wet cloth/two buckets/the long hose/an app|a phone program/a stamp",
 why="the insurance requires it/there were thefts|things were stolen/the law changed/the neighbours complained/it saves energy/the old system failed/guests asked for it/a pipe burst last year/prices went up/the floor is slippery/it takes less time/an inspector advised it|an inspector recommended it",
)
GENERAL = r'''
S The [a {role}] {v.s} the {adj} {n} {time}.
S {time.cap}, the {adj} {n} are {v.pp} by the [a {role}].
S It is the [a {role}] who must {v} the {adj} {n} {time}.
S Only the [a {role}] {v.s} the {adj} {n} {time}.
Qa Who {v.s} the {adj} {n} {time}?
Qa Who has the task to {v} the {adj} {n} {time}?
Qa By whom are the {adj} {n} {v.pp} {time}?
Pa Whose job is it to {v} the {adj} {n} {time}?
Pa who is in charge when it comes to {v.ing} the {adj} {n} {time}
Na The {adj} {n} are {v.pp} {time}.
Na Nobody likes to {v} the {adj} {n} {time}, but it has to be done.
C The {adj} {n} are {v.pp} {time} by the {role}.
C {v.ing.cap} the {adj} {n} {time} is a task of the {role}.
D The {role} {v.s} all the {n} {time}, not just the {adj} ones.

S The {adj} {n} are {v.pp} [a {time}].
S We {v} the {adj} {n} [a {time}].
S [a {time.cap}], all {adj} {n} have to be {v.pp}.
S The {role} {v.s} the {adj} {n} [a {time}].
Qa When are the {adj} {n} {v.pp}?
Qa When do the {adj} {n} have to be {v.pp}?
Pa At what times does somebody {v} the {adj} {n}?
Pa what is the time for {v.ing} the {adj} {n}
Na The {adj} {n} have to be {v.pp} with care.
Na The {role} {v.s} the {adj} {n}.
C Somebody {v.s} the {adj} {n} {time}.
C {time.cap} is when the {adj} {n} are {v.pp}.
D The {adj} {n} are {v.pp} {time}, unless it rains.

S The {role} {v.s} the {adj} {n} [a {place}].
S The {adj} {n} are {v.pp} [a {place}].
S You may {v} the {adj} {n} only [a {place}].
S {time.cap}, the {adj} {n} are {v.pp} [a {place}].
Qa Where are the {adj} {n} {v.pp}?
Qa Where can I {v} the {adj} {n}?
Pa What is the right place for {v.ing} the {adj} {n}?
Pa where do i go to {v} the {adj} {n}
Na The {adj} {n} may be {v.pp} by the {role}.
Na The {role} {v.s} the {adj} {n} with a helper.
C The place where the {adj} {n} are {v.pp} is {place}.
C One can {v} the {adj} {n} {place}.
D The {adj} {n} may be {v.pp} {place} and nowhere near it by guests.

S The {adj} {n} are {v.pp} {time} because [a {why}].
S Since [a {why}], the {role} {v.s} the {adj} {n} {time}.
S The reason why the {adj} {n} are {v.pp} {time} is that [a {why}].
Qa Why are the {adj} {n} {v.pp} {time}?
Qa For what reason are the {adj} {n} {v.pp} {time}?
Pa What is the point of {v.ing} the {adj} {n} {time}?
Pa how come the {adj} {n} are {v.pp} {time}
Na The {adj} {n} are {v.pp} {time}.
Na The {role} {v.s} the {adj} {n} {time}, as everybody knows.
C Because {why}, the {adj} {n} are {v.pp} {time}.
C {time.cap} somebody {v.s} the {adj} {n}.
D The {adj} {n} are {v.pp} {time} at the wish of the {role}.

S To {v} the {adj} {n} you need [a {tool}].
S The {adj} {n} may be {v.pp} only with [a {tool}].
S Whoever wants to {v} the {adj} {n} has to bring [a {tool}].
S The {role} {v.s} the {adj} {n} with [a {tool}] {time}.
Qa What do I need to {v} the {adj} {n}?
Qa With what are the {adj} {n} {v.pp}?
Pa What should I bring along for {v.ing} the {adj} {n}?
Na Ask the {role} before you {v} the {adj} {n}.
Na The {adj} {n} may be {v.pp} {time}.
C Nobody can {v} the {adj} {n} without {tool}.
C {tool.cap} is needed for {v.ing} the {adj} {n}.
D Members may {v} the {adj} {n} without any tool.

S It costs [a {money}] to {v} the {adj} {n}.
S The charge for {v.ing} the {adj} {n} is [a {money}].
S {time.cap}, the firm asks [a {money}] to {v} the {adj} {n}.
Qa How much does it cost to {v} the {adj} {n}?
Qa What is the charge for {v.ing} the {adj} {n}?
Pa What do we pay so that someone will {v} the {adj} {n}?
Pa how expensive is {v.ing} the {adj} {n}
Na It is cheap to {v} the {adj} {n}, so we do it often.
Na A firm from {city} will {v} the {adj} {n}.
C One has to pay {money} for {v.ing} the {adj} {n}.
C {v.ing.cap} the {adj} {n} costs {money}.
D It costs {money} to {v} the {adj} {n}, tax included.

S It takes the {role} [a {mins}] to {v} the {adj} {n}.
S {v.ing.cap} the {adj} {n} takes [a {mins}].
S The {role} spends [a {mins}] {v.ing} the {adj} {n} {time}.
Qa How long does it take to {v} the {adj} {n}?
Pa How much time is spent {v.ing} the {adj} {n}?
Na {v.ing.cap} the {adj} {n} takes a while.
Na The {role} likes {v.ing} the {adj} {n} {time}.
C {mins} are needed for {v.ing} the {adj} {n}.
C One can {v} the {adj} {n} in {mins}.
D {v.ing.cap} the {adj} {n} takes {mins} for each of them.

S [a {n_} {adj} {n}] were {v.pp} by the {role} in {month}.
S In {month} the {role} {v.ed} [a {n_} {adj} {n}].
S The {role} reports that [a {n_} {adj} {n}] were {v.pp} in {month}.
Qa How many {adj} {n} were {v.pp} in {month}?
Qa How many {adj} {n} did the {role} {v} in {month}?
Pa What was the number of {adj} {n} that were {v.pp} in {month}?
Na Some {adj} {n} were {v.pp} in {month}.
Na The {role} {v.ed} the {adj} {n} in {month}, and nobody counted them.
C In {month}, {n_} {adj} {n} were {v.pp}.
C The {role} {v.ed} {n_} {adj} {n} in {month}.
D The {role} {v.ed} more than a thousand {n} in {month}.
'''
FILLERS = '''
Please read these notes carefully before you come.
We wish everybody a pleasant stay.
The sign at the entrance gives a short summary.
Questions are answered gladly at any time.
A map hangs next to the entrance.
The rules were last looked at in the spring.
Many thanks to all who helped.
This page replaces the earlier version.
The weather was kind for most of the week.
Some details may still change.
A photograph of the building can be seen on the cover.
Comments are welcome and will be read by the team.
The plan was drawn up together with the neighbours.
Most people know the place from their childhood.
There is a bench under the old lime tree.
The notice board has been moved closer to the stairs.
It has been a busy year for everybody.
The list is kept in a blue folder.
A few words about the history of the house follow below.
Nobody expected so many letters.
The kitchen clock is five minutes fast.
The text was written by two people and checked by a third.
A film about the region is shown in the foyer.
Local firms gave money and time.
The dates for next year are not yet known.
Parts of the report were read aloud.
The colours on the plan have no special meaning.
Several speakers praised the good spirit of the talks.
A short break followed.
The view from the hill is famous.
Older copies should be thrown away.
The wind had turned by the afternoon.
Everyone is asked to be considerate.
Coffee and cake were served afterwards.
The letters are kept in a box in the archive.
Much has been written about those years.
Little is known about the time before.
Experience shows that a calm tone helps.
The office moved to a larger building not long ago.
A second edition is being prepared.
The drawings are not to scale.
Accidents have become rare.
The old signs will stay where they are.
Visitors often ask about the name of the street.
The following points have proved useful.
The team was small at first and then grew.
There were no further remarks.
The bell can be heard from far away.
The paper was passed round the table.
A copy goes to every household.
'''
