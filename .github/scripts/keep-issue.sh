#!/usr/bin/env bash
# keep-issue.sh LABEL TITLE BODY yes|no: keeps one issue under LABEL. With yes it is opened, reopened or edited, with
# no it is closed. The newest open one is kept; if somebody closed it, it comes back as long as there is something.
set -euo pipefail
label=$1 title=$2 body=$3 found=$4
[[ "$found" == yes || "$found" == no ]] || { echo "::error::keep-issue.sh was not told yes or no."; exit 1; }

gh label create "$label" --force --color 0E5A5A --description "Kept up to date by the weekly report"
issue=$(gh issue list --label "$label" --state all --limit 100 --json number,state \
  --jq 'sort_by(.state != "OPEN", -.number) | .[0] // empty | "\(.number) \(.state)"')
read -r number state <<< "$issue" || true

if [[ "$found" == yes && -z "$number" ]]; then
  gh issue create --title "$title" --label "$label" --body-file "$body"
elif [[ "$found" == yes ]]; then
  if [[ "$state" == CLOSED ]]; then gh issue reopen "$number"; fi
  gh issue edit "$number" --title "$title" --body-file "$body"
elif [[ -n "$number" && "$state" == OPEN ]]; then
  gh issue edit "$number" --title "$title" --body-file "$body"
  gh issue close "$number" --reason completed
fi
