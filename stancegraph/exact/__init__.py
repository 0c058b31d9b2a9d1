"""Proven optima of signed networks: frustration (two sides) and correlation clustering (any number of clusters).

`cycles` is the engine that both share, `sides` and `clusters` say which cycles are bad, `paths` finds those that are
violated. `reducing` makes networks smaller, `blocks` takes them apart, `switching` searches for good sides.
"""
