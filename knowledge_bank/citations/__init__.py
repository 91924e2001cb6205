"""Citations: every passage has a name that stays when its words change or it moves."""
