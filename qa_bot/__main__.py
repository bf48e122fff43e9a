"""Run the command line: `python -m qa_bot` is `qa-bot`."""

from qa_bot.cli.start import main

if __name__ == "__main__":
    main()
