"""Posts of many kinds, none of them written for the vocabularies."""

WAREHOUSE = """\
We cut pick errors by 38 percent in one quarter. Not with more people.

Three changes did it: dock schedules everyone can see, robots that ask for help, and a ten-
minute review at 6 a.m.

What would you change first on your floor?"""

HOSPITAL = """\
Last year two of our nurses told me the same thing on the same day: "I spend more time
looking for equipment than with patients."

So we tagged every infusion pump and every bed. Search time per shift fell from 42 minutes
to 9.

The technology was the easy part. Listening was the hard part."""

LAWYER = """\
I got fired from my first job as a lawyer. I had missed a clause on page 43 of a contract.

My mentor did not shout. She gave me a red pencil and a chair next to her desk, and we read
contracts together every Friday for a year.

Mistakes do not end careers. Silence does."""

BAKERY = """\
Our bakery throws away almost nothing now. Yesterday's bread becomes crumbs, crumbs become
beer, and the brewery next door sends its grain back to us for flour.

Circular sounds like a buzzword. In our kitchen it is a bucket with a lid."""

DASHBOARDS = """\
Hot take: most dashboards are decoration. If nobody has changed a decision because of a
chart in the last month, delete it. We deleted 61 of our 70 dashboards and nobody noticed."""

TOWN_HALL = """\
Wir haben in unserer Gemeinde die Wartezeit im Bürgeramt halbiert. Früher kamen die Bürger
um sieben Uhr, heute kommt der Termin zu ihnen. Drei Schritte haben gereicht."""

SCHOOL = """\
Notre école a ouvert un atelier de réparation de vélos. Les élèves réparent, les parents
apportent le café, et personne ne parle de notes. En six mois, 140 vélos remis en route."""

EMERGENCY = """\
Hemos reducido el tiempo de espera en urgencias de 90 a 35 minutos. Sin más personal. Las
enfermeras rediseñaron el triaje en una pizarra, y nosotros solo les dimos tiempo."""

NEWSROOM = """\
After 22 years I am leaving the newsroom. The first headline I wrote was about a flood; the
last one will be about a library that stayed open. Thank you to every reader who wrote in."""

REMOTE = """\
Remote work did not kill our culture. Meetings did. We replaced the Monday status meeting
with a written note and got back five hours per person per week."""

CLARITY = "Clarity beats cleverness. Say the thing. Then stop."

CHARGING = """\
Our EV charging network doubled in a year, from 120 to 240 stations. The hard part was not
the chargers. It was parking."""

POSTS = (
    WAREHOUSE, HOSPITAL, LAWYER, BAKERY, DASHBOARDS, TOWN_HALL, SCHOOL, EMERGENCY, NEWSROOM, REMOTE,
    CLARITY, CHARGING,
)  # fmt: skip
