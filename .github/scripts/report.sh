#!/usr/bin/env bash
# report.sh BODY COMMAND…: keeps what COMMAND prints as the body of an issue, and tells the steps that follow whether
# it found anything. Fails, in words, if COMMAND could not do its work.
set -euo pipefail
body=$1
shift
status=0
"$@" > "$body" || status=$?
cat "$body"
case "$status" in
  0) found=no ;;
  1) found=yes ;;
  *) echo "::error::“$*” could not do its work (exit code $status)."; exit 1 ;;
esac
# A crash ends with 1 too, but lists nothing.
if [[ "$found" == yes ]] && ! grep -q '^- \[ \] ' "$body"; then
  echo "::error::“$*” ended with 1 and listed nothing, so it broke off."
  exit 1
fi
# An issue holds 65,536 characters.
if (( $(wc -m < "$body") > 65000 )); then
  awk '{ size += length($0) + 1 } size > 60000 { exit } { print }' "$body" > "$body.cut"
  printf '\nThe list goes on: run the command to see all of it.\n' >> "$body.cut"
  mv "$body.cut" "$body"
fi
echo "found=$found" >> "$GITHUB_OUTPUT"
