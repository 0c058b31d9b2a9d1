"""Who the news writes of: states, organisations and known persons by every surface, and the words for the unnamed.

A *surface* is a string exactly as a text has it: "US" is a state, "us" is not. The lists themselves are
``data/countries.toml``, ``data/organisations.toml``, ``data/officials.toml`` and ``data/titles.toml``; users add files
of the same shape, or actor dictionaries of event-data projects.
"""

from stancegraph.gazetteer.entries import Entry, Form, Gazetteer
from stancegraph.gazetteer.loading import load_gazetteer
from stancegraph.gazetteer.surfaces import slug, without_accents

__all__ = ["Entry", "Form", "Gazetteer", "load_gazetteer", "slug", "without_accents"]
