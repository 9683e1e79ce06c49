from handouts.start import main

raise SystemExit(main())
