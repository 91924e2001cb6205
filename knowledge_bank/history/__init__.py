"""History: what changed on each page, read from git, told in passages as readers see them."""
