"""Words for numbers, as tables, figures, reports and messages write them."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "tie"), counted(1234, "tie")
    ('1 tie', '1,234 ties')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
