"""Proven optima: frustration and correlation clustering by cutting planes."""
