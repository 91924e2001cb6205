"""Search: what the reader’s browser is given to find passages by, in the words people use."""

from knowledge_bank.search.index import write_search

__all__ = ["write_search"]
