"""Lets `python -m knowledge_bank` do what `kb` does."""

from knowledge_bank.cli import main

raise SystemExit(main())
