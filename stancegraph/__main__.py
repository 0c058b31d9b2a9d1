"""``python -m stancegraph``, which is the command ``stancegraph``."""

from stancegraph.cli import main

# Guarded, since processes that read texts side by side import this module too.
if __name__ == "__main__":
    main()
