"""News text to a signed, typed, directed network of actors in which every tie shows its sentence."""

__version__ = "0.1.0"
