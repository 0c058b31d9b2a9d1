"""The country of persons and bodies whose title and name do not tell it.

What the text says of them counts first, wherever it does: a post shared by several, an apposition, whose envoy somebody
is. Then what their post says beside the states that the text names. Guesses come last and are marked as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS
from stancegraph.extraction.epithets import epithet_of, home_behind
from stancegraph.extraction.grammar import LEADERS, WORLDWIDE_NAMES
from stancegraph.extraction.joint_posts import joint_posts
from stancegraph.extraction.likely_homes import LikelyHomes
from stancegraph.extraction.posts import title_start
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.roster import Entity, Mention, Roster

# How many words before a name may stand the body that its bearer is of.
NEAR: Final = 8
# Who serves somebody is of his country: Trump's envoy, Merkel's spokesman. Not his lawyer, wife or rival.
SERVANTS: Final = frozenset(
    {"adviser", "advisor", "aide", "ambassador", "chief", "commander", "deputy", "emissary", "envoy", "minister",
     "negotiator", "predecessor", "secretary", "spokesman", "spokesperson", "spokeswoman", "successor"}
)  # fmt: skip


# Kin by blood, who mostly are of one country.
KIN: Final = frozenset({"brother", "daughter", "father", "mother", "sister", "son"})
# Of these a report names the nation unless it is sent from there.
MINISTRIES: Final = frozenset({"ministry", "office", "parliament"})
# Bodies that work in any country.
PRIVATE_BODIES: Final = frozenset(
    {"airline", "charity", "company", "corporation", "firm", "foundation", "fund", "group", "hospital", "institute"}
)


def add_homes(roster: Roster) -> None:
    """Note the country of whoever has none yet, as far as the text tells it or leaves hardly a doubt."""
    _share_posts(roster)
    of_nobody = {p for p in roster.persons if p.country is None and _serves_no_country(roster, p)}
    mentions: dict[Entity, list[Mention]] = {}
    for mention in roster.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    _read_all_beside(roster, mentions, of_nobody)
    left = [p for p in roster.persons if p.country is None and p.known is None and p not in of_nobody]
    _add_kin(roster, left)
    likely = LikelyHomes(roster)
    for person in left:
        if person.country is None and person.is_surname_only and person.role is None:  # Nixon, not introduced at all
            person.country = roster.gazetteer.family_countries.get(person.name)
            person.country_by = "who bears the surname"
        guess = likely.of(person, mentions.get(person, [])) if person.country is None else None
        if guess is not None:
            person.country, person.country_by = guess
    for body in roster.bodies:
        if body.country is None and not _is_worldwide(body.name):
            body.country = _seat(roster, mentions.get(body, [])) if _is_at_home(roster, body.name) else None
        if body.country is None and MINISTRIES & {w.lower() for w in body.name.split()}:
            body.country, body.country_by = roster.filed_from, "where the report was sent from"
        if body.country is None and not _is_worldwide(body.name):
            body.country = likely.only or (likely.sole or likely.of_lead if _is_at_home(roster, body.name) else None)
            body.country_by = "most names in the text"


def _read_all_beside(roster: Roster, mentions: dict[Entity, list[Mention]], of_nobody: set[Entity]) -> None:
    """Take from every mention of every person what stands beside it, then the country of those whom somebody serves."""
    owners: dict[Entity, Entity] = {}
    for person in roster.persons:
        for mention in mentions.get(person, ()) if person not in of_nobody else ():
            _read_beside(roster, person, mention, owners, of_nobody)
    for person, owner in owners.items():
        person.country = person.country or (owner.country if person.known is None else None)


def _share_posts(roster: Roster) -> None:
    for share in joint_posts(roster):
        if share.person.known is None:
            share.person.country = share.person.country or share.home.country
        share.person.role = share.person.role or share.role


def _read_beside(
    roster: Roster, person: Entity, mention: Mention, owners: dict[Entity, Entity], of_nobody: set[Entity]
) -> None:
    """Take role and country of a person from what stands beside one mention."""
    told = epithet_of(roster, mention)
    if told is not None:
        person.role = person.role or told.role
    homes = [told.home if told is not None else None, home_behind(roster, mention.last)]
    for home in homes:
        if home is None:
            continue
        if person.known is None:
            person.country = person.country or home.country
        if home.country is None and home.known is not None:
            of_nobody.add(person)
    if told is not None and told.possessive is not None:
        owner = _possessor(roster, told.possessive)
    else:
        owner = told.owner if told is not None and told.owner is not None else _owner_in_front(roster, mention)
    if owner is not None and owner is not person and person.role is not None and _serves(person.role, owner):
        owners.setdefault(person, owner)


def _serves(role: str, owner: Entity) -> bool:
    """Tell whether a role is in the service of a state or of somebody who acts for one."""
    if owner.kind is not Kind.OFFICIAL:
        return True
    leads = owner.known is not None or bool(set((owner.role or "").lower().split()) & (LEADERS | {"minister"}))
    return leads and bool(set(role.lower().split()) & SERVANTS)


def _possessor(roster: Roster, pronoun: int) -> Entity | None:
    """Return the state or body that "its" means: the subject before it, in its sentence or the one before."""
    if roster.words[pronoun].lower != "its":
        return None
    here = roster.words[pronoun].sentence
    for sentence in (here, here - 1):
        if sentence < 0:
            break
        begin, end = roster.parse.sentences[sentence]
        subjects = [w for w in roster.words[begin : min(end, pronoun)] if w.dep in SUBJECTS]
        if subjects:
            found = roster.at.get(subjects[0].i)
            return found.entity if found is not None and found.entity.kind is not Kind.OFFICIAL else None
    return None


def _add_kin(roster: Roster, left: list[Entity]) -> None:
    """Give parents, children, brothers and sisters the country of whom they share the surname with."""
    homes = {name: p.country for p in roster.persons if p.country is not None and (name := p.family_name())}
    for person in left:
        if person.role is not None and person.role.split()[-1].lower() in KIN:
            person.country = homes.get(person.family_name() or "")
            person.country_by = "kin of the same surname"


def _owner_in_front(roster: Roster, mention: Mention) -> Entity | None:
    """Return whose servant a title in front says somebody is: [Trump]'s special envoy NAME."""
    begin = title_start(roster, mention.first)
    if begin in {mention.first, 0} or roster.words[begin].tag != "POS":
        return None
    before = roster.at.get(begin - 1)
    return before.entity if before is not None and before.entity.kind is Kind.OFFICIAL else None


def _seat(roster: Roster, mentions: list[Mention]) -> str | None:
    """Return the country of the place right behind the name of a body: the Interior Ministry in Tbilisi."""
    for mention in mentions:
        behind = roster.at.get(mention.last + 2)
        inside = behind is not None and roster.words[mention.last + 1].lower == "in"
        if inside and behind is not None and behind.entity.kind is Kind.COUNTRY:
            return behind.entity.country
    return None


def _is_worldwide(name: str) -> bool:
    """Tell whether the name of a body says that it is of no one country."""
    return bool({w.lower() for w in name.split()} & WORLDWIDE_NAMES)


def _is_at_home(roster: Roster, name: str) -> bool:
    """Tell whether a body is by its name of the sort that a state or its parties and unions are."""
    words = {w.lower() for w in name.split()}
    return bool(words & roster.nouns["body"]) and not words & PRIVATE_BODIES


def _serves_no_country(roster: Roster, person: Entity) -> bool:
    """Tell whether a person is known for a post of no state, or has one by the text: NATO Secretary-General NAME.

    The body stands in his role or in the words before him. A sentence it gets wrong: "NATO envoy Anna Berg", where
    she may be the envoy of a member to NATO.
    """
    if person.known is not None:
        return True
    if person.role is None:
        return False
    worldwide = [b for b in roster.known_bodies if b.country is None]
    if any(f" {name} " in f" {person.role} " for body in worldwide for name in (body.name, *body.names)):
        return True
    body = _named_before(roster, person)
    return body is not None and body.kind is Kind.ORGANISATION and body.country is None and body.known is not None


def _named_before(roster: Roster, person: Entity) -> Entity | None:
    """Return who is named last before a person, with neither a verb nor a mark in between."""
    for i in range(person.first - 1, max(-1, person.first - NEAR), -1):
        mention = roster.at.get(i)
        if mention is not None and mention.entity is not person:
            return mention.entity
        if roster.words[i].pos in {"VERB", "AUX", "PUNCT"} and roster.words[i].text != "-":
            return None
    return None
