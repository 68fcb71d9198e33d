"""`python -m communitybot` is the same as `communitybot`."""

from communitybot.cli import main

if __name__ == "__main__":
    main()
