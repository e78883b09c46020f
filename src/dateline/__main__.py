"""``python -m dateline``."""

from dateline.show.command import main

main()
