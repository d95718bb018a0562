#!/usr/bin/env bash
# Makes countries.tsv anew from its packages. To renew it: raise the versions, run this from anywhere, look at the difference,
# run the tests of countries. Needs npm. What the packages lack stands in countries-also.tsv.
set -euo pipefail
cldr=48.2.0 i18n=7.14.0 iso=4.4.0
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --no-package-lock --ignore-scripts --prefix . "cldr-localenames-full@$cldr" "i18n-iso-countries@$i18n" "iso-3166@$iso" >/dev/null
cat >make.mjs <<JS
import { readFileSync } from 'node:fs';
import { iso31661 } from 'iso-3166';
const read = path => JSON.parse(readFileSync('node_modules/' + path));
const languages = ['en', 'es', 'pl', 'ru'];
// The shorter name is the one shown, where the longer speaks of somebody else's claims.
const short = ['HK', 'MO', 'PS', 'MM'];
// Another country's code, and another country's name.
const others = { GB: ['RU'], CD: ['Congo'] };
const lines = [...iso31661.map(c => [c.alpha2, c.alpha3, c.name]), ['XK', 'XKX', 'Kosovo']].sort().map(([code, alpha3, name]) => [code, alpha3, ...languages.map(language => {
  const shown = read('cldr-localenames-full/main/' + language + '/territories.json').main[language].localeDisplayNames.territories;
  const also = [read('i18n-iso-countries/langs/' + language + '.json').countries[code] ?? []].flat();
  const all = Object.keys(shown).filter(key => key === code || key.startsWith(code + '-alt-')).sort((a, b) => short.includes(code) ? b.endsWith('-short') - a.endsWith('-short') || a.length - b.length : a.length - b.length);
  const names = [...all.map(key => shown[key]), ...(language === 'en' ? [name] : []), ...also];
  return [...new Set(names.map(n => n.normalize('NFC').trim()))].filter(n => n.length > 0 && !(others[code] ?? []).includes(n)).join('|');
})].join('\t'));
console.log(lines.join('\n'));
JS
{
  echo "# Countries of ISO 3166-1, and Kosovo: the code of two letters, that of three, and the names in English, Spanish, Polish and Russian;"
  echo "# the first of each is the one shown. Made by renew-countries.sh: own additions go to countries-also.tsv."
  echo "# Sources: cldr-localenames-full $cldr (Unicode CLDR; Unicode License V3; Copyright © 1991-2025 Unicode, Inc.),"
  echo "# i18n-iso-countries $i18n (MIT; Copyright © Michael Wittig), iso-3166 $iso (MIT; Copyright © Titus Wormer)."
  node make.mjs
} >"$here/countries.tsv"
