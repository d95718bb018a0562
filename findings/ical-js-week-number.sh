#!/usr/bin/env bash
# ical.js 2.2.1 takes a yearly rule of one week's Monday (BYWEEKNO=20;BYDAY=MO) for every Monday, the first of them left out, without an error.
#
# This very rule is among the examples of RFC 5545 (3.8.5.3): 12 May 1997, 11 May 1998, 17 May 1999, one day a year.
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT
cd "$lab"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit ical.js@2.2.1
cat >lab.mjs <<'EOF'
import ICAL from "ical.js";

function days(...lines) {
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
  const each = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent")).iterator();
  const found = [];
  for (let next = each.next(); next && found.length < 10; next = each.next()) found.push(next.toString());
  console.log(found.join(" "));
}

days("DTSTART;VALUE=DATE:19970512", "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=4");
EOF
cat >expected <<'EOF'
1997-05-19 1997-05-26 1997-06-02 1997-06-09
EOF
node lab.mjs >output
echo "ical.js 2.2.1 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
