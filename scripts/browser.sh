#!/bin/sh
# Sees that Debian's Chromium is there for the browser tests; without root or Debian they skip.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the browser tests (once) …"
    { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0
fi
echo "No chromium here: the browser tests will be skipped. On Debian: apt-get install chromium"
