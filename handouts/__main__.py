"""`python -m handouts`: the same as `met-handouts`."""

from handouts.start import main

raise SystemExit(main())
