"""The Neglect Knowledge Bank: reads facts, checks them, and has them built into a site."""
