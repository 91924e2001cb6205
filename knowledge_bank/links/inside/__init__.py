"""What runs in LinkChecker's own process, apart from ours: the guard and the manners."""
