#!/usr/bin/env bash
# Ical.Net 5.2.4 takes a time zone's id for any known id that it contains somewhere, and says nothing of it.
#
# A TZID that no database knows is refused with an exception, as one would guess ("Mars/Base"). But when it contains the name of a known zone,
# that one is silently used. So "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb", as Exchange and Outlook call Poland's zone, is UTC: an hour or two
# wrong, all year. "GMT+0100" and "UTC+2" are UTC too, and "Office in Singapore" is Singapore. Only what fails can be caught by the caller.
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

foreach (var zone in new[] { "Mars/Base", "Central European Standard Time", "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb", "(UTC-05:00) Eastern Time (US & Canada)", "GMT+0100", "UTC+2", "Office in Singapore" })
    try
    {
        var calendar = Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=\"{zone}\":20270104T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")!;
        Console.WriteLine($"{zone}: 09:00 there is {calendar.Events[0].DtStart!.AsUtc:HH:mm} UTC");
    }
    catch (ArgumentException error)
    {
        Console.WriteLine($"{zone}: {error.GetType().Name}");
    }
EOF
cat >expected <<'EOF'
Mars/Base: ArgumentException
Central European Standard Time: 09:00 there is 08:00 UTC
(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb: 09:00 there is 09:00 UTC
(UTC-05:00) Eastern Time (US & Canada): 09:00 there is 09:00 UTC
GMT+0100: 09:00 there is 09:00 UTC
UTC+2: 09:00 there is 09:00 UTC
Office in Singapore: 09:00 there is 01:00 UTC
EOF
dotnet run >output
echo "Ical.Net 5.2.4 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
