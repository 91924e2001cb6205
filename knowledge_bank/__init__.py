"""The Neglect Knowledge Bank: reads facts from Markdown and YAML, checks them, and has them built."""
