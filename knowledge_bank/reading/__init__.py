"""From bytes on disk to frozen records: every mistake on the way is a finding with its line."""
