#!/usr/bin/env bash
# ical.js 2.2.1 lets a yearly 29 February fall on 1 March, but leaves a monthly 31st out of shorter months.
#
# By RFC 5545 (3.3.10) a rule passes over dates that there are not, and does not count them: a yearly event that began on 29 February is one of
# leap years. The same rule with its month and day spelled out is read so.
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

days("DTSTART;VALUE=DATE:20280229", "RRULE:FREQ=YEARLY;COUNT=4");
days("DTSTART;VALUE=DATE:20280229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=4");
days("DTSTART;VALUE=DATE:20280131", "RRULE:FREQ=MONTHLY;COUNT=4");
EOF
cat >expected <<'EOF'
2028-02-29 2029-03-01 2030-03-01 2031-03-01
2028-02-29 2032-02-29 2036-02-29 2040-02-29
2028-01-31 2028-03-31 2028-05-31 2028-07-31
EOF
node lab.mjs >output
echo "ical.js 2.2.1 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
