#!/usr/bin/env bash
# Ical.Net 5.2.4 reads RECURRENCE-ID;RANGE=THISANDFUTURE and then neither moves what follows nor replaces the occurrence that it names.
#
# By RFC 5545 (3.2.13) such a change is one of all later occurrences too. A weekly series of Mondays moved to Tuesdays from the 18th on is 4, 11, 19, 26 January.
# Here the parameter makes it worse than without: the 18th stays beside the 19th, and the 25th stays where it was.
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

foreach (var range in new[] { "", ";RANGE=THISANDFUTURE" })
    Console.WriteLine($"RECURRENCE-ID{range}: " + Days("BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20270104", "RRULE:FREQ=WEEKLY;COUNT=4", "END:VEVENT",
        "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", $"RECURRENCE-ID;VALUE=DATE{range}:20270118", "DTSTART;VALUE=DATE:20270119", "END:VEVENT"));
EOF
cat >expected <<'EOF'
RECURRENCE-ID: 01-04 01-11 01-19 01-25
RECURRENCE-ID;RANGE=THISANDFUTURE: 01-04 01-11 01-18 01-19 01-25
EOF
dotnet run >output
echo "Ical.Net 5.2.4 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
