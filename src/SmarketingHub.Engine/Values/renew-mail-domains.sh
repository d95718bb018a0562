#!/usr/bin/env bash
# Makes mail-domains.txt anew from its packages. To renew it: raise the versions, run this from anywhere, look at the difference,
# run the tests of mail domains. Needs npm. What the packages lack stands in mail-domains-also.txt.
set -euo pipefail
free=1.12.6 freemail=1.7.0
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --no-package-lock --ignore-scripts --prefix . "free-email-domains@$free" "freemail@$freemail" >/dev/null
cat >make.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { domainToASCII } from 'node:url';
const lines = path => readFileSync('node_modules/freemail/data/' + path, 'utf8').split('\n');
const all = [...JSON.parse(readFileSync('node_modules/free-email-domains/domains.json')), ...lines('free.txt'), ...lines('disposable.txt')];
const ascii = all.map(domain => domainToASCII(domain.trim())).filter(domain => /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(domain));
console.log([...new Set(ascii)].sort().join('\n'));
JS
{
  echo "# Domains whose addresses anybody can have: free, providers' and throw-away mail. Sorted by their bytes; made by renew-mail-domains.sh."
  echo "# Own additions go to mail-domains-also.txt. Sources: free-email-domains $free (MIT; Copyright © Kiko Beats),"
  echo "# freemail $freemail, its free and disposable domains (ISC; Copyright © 2015 Will White)."
  node make.mjs
} >"$here/mail-domains.txt"
