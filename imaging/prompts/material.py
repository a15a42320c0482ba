"""What a post gives a picture to work with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256

from imaging.prompts import world
from imaging.prompts.analysis import Analysis, analyse
from imaging.prompts.data import table
from imaging.prompts.evidence import done, literal, present, without_names
from imaging.prompts.recent import Recent, is_worn
from imaging.prompts.steer import NO_STEER, Steer
from imaging.prompts.subject import own_things
from imaging.prompts.vocabulary import Hit, Vocabulary, listed
from imaging.prompts.words import Word, words

NEUTRAL_THINGS = ("notebook", "door", "chair", "whiteboard", "desk")
NEUTRAL_PLACES = ("office", "meeting_room")


@dataclass(frozen=True, slots=True)
class Material:
    """`named_…` is what the post itself says, best first; `things`, `place` and `role` always hold
    something, from the post's industry where the post names nothing. `taken` are the layouts of
    ideas that stand beside this one."""

    text: str
    analysis: Analysis
    named_things: tuple[Hit, ...]
    named_places: tuple[Hit, ...]
    named_roles: tuple[Hit, ...]
    concepts: tuple[Hit, ...]
    shapes: tuple[Hit, ...]
    times: tuple[Hit, ...]
    things: tuple[world.Thing, ...]
    place: world.Place
    role: world.Role
    recent: tuple[Recent, ...] = ()
    steer: Steer = NO_STEER
    taken: frozenset[str] = frozenset()
    own: Mapping[str, world.Thing] = field(default_factory=dict)

    def thing(self, hit: Hit) -> world.Thing:
        return self.own.get(hit.key) or world.things()[hit.key]

    def is_fresh(self, template: str) -> bool:
        """Whether the person wants it, and has not just been shown it."""
        return self.steer.allows(template) and not is_worn(template, self.recent)

    def fresh[T](self, options: Sequence[T], salt: str, says: Callable[[T], str]) -> T:
        """As `choose`, among those that the person has not just been shown, where there are any."""
        unseen = [option for option in options if self.is_fresh(says(option))]
        wanted = [option for option in options if self.steer.allows(says(option))]
        return self.choose(unseen or wanted or list(options), salt)

    def choose[T](self, options: tuple[T, ...] | list[T], salt: str) -> T:
        """The same one for the same text and salt, evenly spread over texts."""
        turn = f"{self.steer.turn}\n" if self.steer.turn else ""
        digest = sha256(f"{turn}{salt}\n{' '.join(self.text.split())}".encode()).digest()
        return options[int.from_bytes(digest[:8]) % len(options)]

    def stations(self) -> tuple[world.Thing, ...]:
        """Three or four things in the order of the text."""
        in_order = sorted(self.named_things, key=lambda hit: hit.start)
        found = [self.thing(hit) for hit in in_order][:4]
        found += [thing for thing in self.things if thing not in found][: max(0, 3 - len(found))]
        return tuple(found)


def read(
    content: str,
    analysis: Analysis | None = None,
    recent: Sequence[Recent] = (),
    steer: Steer = NO_STEER,
) -> Material:
    analysis = analysis or analyse(content)
    found = words(content)
    meant = literal(found, content, analysis.language)
    unnamed = without_names(meant, content, analysis.language)
    # What is missing is not to be seen, though its lack may be what the post is about.
    seen = present(unnamed, content, analysis.language)
    read_as = {"things": seen, "places": seen, "roles": meant}
    read_as["concepts"] = done(unnamed, content, analysis.language)
    hits = {
        kind: tuple(world.named(kind, said, analysis.language)) for kind, said in read_as.items()
    }
    own = _own(content, seen, analysis, hits["things"])
    hits["things"] = _wished(_most_own_first(hits["things"], own), steer)
    known = {hit.key: thing for hit, thing in own.items()}
    industry = table("industries").get(analysis.industry, {})
    usual_things = tuple(industry.get("things", ())) or NEUTRAL_THINGS
    usual_places = tuple(industry.get("places", ())) or NEUTRAL_PLACES
    digest = sha256(content.encode("utf-8", "replace")).digest()
    turn = digest[0] % len(usual_things)
    keys = [hit.key for hit in hits["things"]] + [*usual_things[turn:], *usual_things[:turn]]
    keys += NEUTRAL_THINGS
    hidden = {key for key, _ in steer.hidden}
    keys = [key for key in keys if key not in hidden]
    place = world.places()[usual_places[digest[1] % len(usual_places)]]
    if hits["places"]:
        place = world.places()[hits["places"][0].key]
    elif hits["things"] and (
        at := world.place_of({**world.things(), **known}, hits["things"][0].key)
    ):
        # A ferry is where a post about the ferry happens.
        place, hits["places"] = at, hits["things"][:1]
    usual_roles = tuple(industry.get("roles", ()))
    if usual_roles:
        # Customers are spoken of everywhere, and seldom the ones who act.
        hits["roles"] = tuple(hit for hit in hits["roles"] if hit.key != "customer")
    if hits["roles"]:
        role = world.roles()[hits["roles"][0].key]
    elif usual_roles:
        role = world.roles()[usual_roles[digest[2] % len(usual_roles)]]
    else:
        role = world.ANYBODY
    return Material(
        text=content,
        analysis=analysis,
        named_things=hits["things"],
        named_places=hits["places"],
        named_roles=hits["roles"],
        concepts=hits["concepts"],
        shapes=_shapes_in(found, analysis.language),
        times=tuple(_times().find(found, language=analysis.language)),
        things=tuple(({**world.things(), **known})[key] for key in dict.fromkeys(keys)),
        place=place,
        role=role,
        recent=tuple(recent),
        steer=steer,
        own=known,
    )


def _own(
    content: str, seen: tuple[Word, ...], analysis: Analysis, known: tuple[Hit, ...]
) -> Mapping[Hit, world.Thing]:
    if analysis.language != "en":
        return {}
    return own_things(content, seen, analysis.terms, known)


def _wished(named: tuple[Hit, ...], steer: Steer) -> tuple[Hit, ...]:
    """What a person wishes for first, without what they do not want.

    What the post does not name is said of its beginning.
    """
    hidden = {key for key, _ in steer.hidden}
    by_key = {hit.key: hit for hit in named if hit.key not in hidden}
    wished = {key: by_key.get(key, Hit(key, "", 0, 0)) for key in steer.shown}
    return tuple((wished | by_key).values())


def _most_own_first(known: tuple[Hit, ...], own: Mapping[Hit, world.Thing]) -> tuple[Hit, ...]:
    """What a post calls by its name, its own nouns, then what it only makes one think of."""
    by_name = tuple(hit for hit in known if world.is_own_name(hit.key))
    return (*by_name, *own, *(hit for hit in known if hit not in by_name))


def _shapes_in(found: tuple[Word, ...], language: str) -> tuple[Hit, ...]:
    hits = list(_shapes().find(found, language=language))
    in_order = [hit for hit in hits if hit.key == "sequence"]
    # "For the third time" and, later on, "the first" are no order.
    begins = bool(in_order) and in_order[0].word in table("diagrams")["shapes"]["opens"].split()
    ordered = {hit.word for hit in in_order} if begins else set()
    return tuple(
        replace(hit, key="steps") if hit.key == "sequence" else hit
        for hit in hits
        if hit.key != "sequence" or len(ordered) > 1
    )


@cache
def _shapes() -> Vocabulary:
    shapes = table("diagrams")["shapes"]
    return Vocabulary({key: listed(said) for key, said in shapes.items() if key != "opens"})


@cache
def _times() -> Vocabulary:
    times = table("light")["times"]
    return Vocabulary({key: listed(entry["words"]) for key, entry in times.items()})
