#!/usr/bin/env bash
# Ical.Net 5.2.4 matches EXDATE by the instant and RECURRENCE-ID by the letters.
#
# An EXDATE in UTC takes the occurrence out of a series that is written in a zone. A RECURRENCE-ID in UTC, the same instant again, replaces nothing:
# the occurrence comes twice, where it was and where it was moved to. RFC 5546 (2.1.5) names an occurrence by that value in UTC.
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT
cd "$lab"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >lab.csproj <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Ical.Net" Version="[5.2.4]" /></ItemGroup>
</Project>
EOF
cat >Program.cs <<'EOF'
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

static string Days(params string[] lines) => string.Join(" ", Calendar.Load(string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", .. lines, "END:VCALENDAR", ""]))!
    .GetOccurrences<CalendarEvent>(new CalDateTime(2027, 1, 1)).Take(10).Select(o => o.Period.StartTime.Value.ToString(o.Period.StartTime.HasTime ? "MM-dd'T'HH:mm" : "MM-dd")));

string[] series = ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Europe/Warsaw:20270104T090000", "RRULE:FREQ=DAILY;COUNT=4", "END:VEVENT"];
Console.WriteLine("EXDATE in UTC:        " + Days([.. series[..^1], "EXDATE:20270106T080000Z", series[^1]]));
foreach (var (how, id) in new[] { ("in its zone", ";TZID=Europe/Warsaw:20270106T090000"), ("in UTC", ":20270106T080000Z") })
    Console.WriteLine($"RECURRENCE-ID {how}: ".PadRight(22) + Days([.. series, "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "RECURRENCE-ID" + id, "DTSTART;TZID=Europe/Warsaw:20270106T140000", "END:VEVENT"]));
EOF
cat >expected <<'EOF'
EXDATE in UTC:        01-04T09:00 01-05T09:00 01-07T09:00
RECURRENCE-ID in its zone: 01-04T09:00 01-05T09:00 01-06T14:00 01-07T09:00
RECURRENCE-ID in UTC: 01-04T09:00 01-05T09:00 01-06T09:00 01-06T14:00 01-07T09:00
EOF
dotnet run >output
echo "Ical.Net 5.2.4 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
