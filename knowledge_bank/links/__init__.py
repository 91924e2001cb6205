"""Looks, politely, at the addresses of outside sources; judges what is there; keeps the history."""

from knowledge_bank.links.engine import CouldNotCheck
from knowledge_bank.links.run import NoNetwork

__all__ = ["CouldNotCheck", "NoNetwork"]
