from handouts.start import main

if __name__ == "__main__":  # processes that help with a build import this file
    raise SystemExit(main())
