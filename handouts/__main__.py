"""`python -m handouts`: the same as `met-handouts`."""

from handouts.cli import main

raise SystemExit(main())
