"""From bytes on disk to frozen records: every mistake on the way becomes a finding with its line."""
