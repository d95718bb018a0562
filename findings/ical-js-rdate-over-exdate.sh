#!/usr/bin/env bash
# ical.js 2.2.1 gives an excluded date back when an RDATE names it too, but only where the rule has it as well.
#
# By RFC 5545 (3.8.5.1) exceptions are taken out last, of what start, rules and RDATEs give together. Here the 6th is a day
# of the rule and an RDATE: excluded, it stays. The 20th is an RDATE alone: excluded, it is gone.
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

days("DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20270106");
days("DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=DAILY;COUNT=4", "RDATE;VALUE=DATE:20270106,20270120", "EXDATE;VALUE=DATE:20270106,20270120");
EOF
cat >expected <<'EOF'
2027-01-04 2027-01-05 2027-01-07
2027-01-04 2027-01-05 2027-01-06 2027-01-07
EOF
node lab.mjs >output
echo "ical.js 2.2.1 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
