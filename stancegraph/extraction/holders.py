"""Who holds the post that a noun names: "the Omani foreign minister" is whom the document gives that post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import LEADERS
from stancegraph.extraction.joint_posts import PEERS
from stancegraph.extraction.posts import title_start
from stancegraph.extraction.ranks import BRANCHES, OF_ONE, OF_SEVERAL, PAST, RANKS, bears, is_head_of_government
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.roster import Entity, Mention, Roster

# How many sentences back "the ambassador" or "the rebels" may look.
DEFINITE_REACH: Final = 12
# "The president" is the same all over a text.
LEADER_REACH: Final = 60
# Who heads what is no state, by what it may be and by his post.
LEADERS_OF_MANY: Final = frozenset({"boss", "chief", "head", "leader"})
LED: Final = frozenset(
    {"dissident", "faction", "guerrilla", "independence", "insurgent", "labor", "labour", "militia", "movement",
     "nationalist", "opposition", "party", "protest", "rebel", "resistance", "revolutionary", "secessionist",
     "separatist", "strike", "student", "trade", "union"}
)  # fmt: skip
LEADING_POSTS: Final = frozenset(
    {"boss", "chair", "chairman", "chairwoman", "chief", "co-leader", "commander", "founder", "head", "leader",
     "secretary"}
)  # fmt: skip
STATE_POSTS: Final = frozenset(
    {"army", "defence", "defense", "executive", "foreign", "interior", "king", "minister", "police", "premier",
     "president", "prime", "security", "staff", "state"}
)  # fmt: skip


class Holders:
    """The persons of one document by the posts that it gives them.

    Parameters
    ----------
    names
        Who is named.
    read
        Reads any other word: whose counterpart somebody is.
    """

    def __init__(self, names: Roster, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.words = names.words
        self._read = read
        self._persons = names.mentions_of(Kind.OFFICIAL)

    def holder(self, word: Word, nations: list[Mention]) -> Mention | None:
        """Return the latest person before `word` who bears the title it names."""
        countries = {m.entity.country for m in nations}
        first = word.sentence - (LEADER_REACH if word.lemma in LEADERS | PEERS | RANKS else DEFINITE_REACH)
        named = [c for c in word.children if c.i < word.i and c.tag == "NNP"]
        own = {c.lower for c in named if (m := self.names.at.get(c.i)) is None or m.entity.known is None}
        at_home = [p for p in self._persons if p.entity.country == self.names.home and self.names.home is not None]
        posts = self._posts_of(word)
        persons = self._persons if countries else [*(p for p in self._persons if p not in at_home), *at_home]
        of_kind: dict[Entity, Mention] = {}
        second: Mention | None = None
        for person in reversed(persons):
            if person.first > word.i or self.words[person.first].sentence < first:
                continue
            role = self._role(person)
            held = set(role.lower().split())
            if not own <= held:
                continue  # the NSW police commissioner is not the federal one
            at_home_there = not countries or person.entity.country in countries
            fits = bears(role, word) or (bool(countries) and bool(posts & held))
            if fits and at_home_there:
                return person
            if at_home_there and bears(role, word, of_kind=True):
                of_kind.setdefault(person.entity, person)
            leads = posts and countries and is_head_of_government(held) and word.lemma == "leader"
            second = second or (person if leads and at_home_there else None)
        if second is not None or len(of_kind) == 1:
            return second or next(iter(of_kind.values()))
        return self._holder_behind(word, nations)

    def leading(self, word: Word, before: list[Word]) -> Mention | None:
        """Return the only person before a word who leads anybody but a state: the union [leader], the party boss.

        A text it gets wrong: "Ann Moe, the leader of the strikers, met ministers. The party leader stayed away."
        """
        if word.lemma not in LEADERS_OF_MANY or not {c.lower for c in before} <= LED:
            return None
        if not any(c.lower == "the" for c in word.children):
            return None
        first = word.sentence - DEFINITE_REACH
        found: dict[Entity, Mention] = {}
        for person in self._persons:
            if person.last < word.i and self.words[person.first].sentence >= first:
                held = set((person.entity.role or "").lower().split())
                if held & LEADING_POSTS and not held & STATE_POSTS:
                    found[person.entity] = person
        return next(iter(found.values())) if len(found) == 1 else None

    def _role(self, person: Mention) -> str:
        """Return the post of a person, with the words of his name and title before the last: Archbishop Makarios."""
        before = [w.text for w in self.words[title_start(self.names, person.first) : person.last]]
        return " ".join([*before, person.entity.role or ""])

    def _holder_behind(self, post: Word, nations: list[Mention]) -> Mention | None:
        """Return the only person in the document whom it later names with the post and country that "the post" has.

        A text it gets wrong: "The Omani foreign minister resigned. Omani Foreign Minister Ann Moe, who follows him".
        """
        before = {c.lower for c in post.children if c.i < post.i}
        alone = post.lemma in OF_ONE | OF_SEVERAL and post.tag in {"NN", "NNP"}
        if not alone or PAST & before or before & {"a", "an"} or len({m.entity for m in nations}) != 1:
            return None
        if post.lemma in OF_SEVERAL and not before & BRANCHES and not any(c.dep == "compound" for c in post.children):
            return None  # a minister of several
        holders = {
            p.entity: p
            for p in reversed(self._persons)
            if p.entity.country == nations[0].entity.country and bears(p.entity.role or "", post)
        }
        [holder] = holders.values() if len(holders) == 1 else [None]
        return holder if holder is not None and self._has_post_now(holder, post) else None

    def _has_post_now(self, person: Mention, post: Word) -> bool:
        """Tell whether somebody's title is no past one, and no state's but of a body that has such a post as well."""
        title = self.words[title_start(self.names, person.first) : person.first]
        _, _, of = (person.entity.role or "").partition(" of ")
        of_state = any(
            e.actor.kind is Kind.COUNTRY for e in self.names.gazetteer.entries.get(of.removeprefix("the "), ())
        )
        return not any(w.lower in PAST for w in title) and (not of or of_state or post.lemma in OF_SEVERAL)

    def _posts_of(self, word: Word) -> frozenset[str]:
        """Return the other posts that a noun may mean: of "leader" any such, of "his counterpart" those he has too."""
        if word.lemma not in PEERS:
            return LEADERS if word.lemma in LEADERS else frozenset()
        roles = (r.actor.role or "" for c in word.children if c.dep == "poss" for r in self._read(c))
        return frozenset(w for role in roles for w in role.lower().split())
