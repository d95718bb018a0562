#!/usr/bin/env bash
# Ical.Net 5.2.4 reads a file's VTIMEZONE and never uses it.
#
# RFC 5545 (3.2.19) makes the VTIMEZONE of a file what its TZIDs mean. A file that calls its zone "Customized Time Zone", as Exchange does, and
# describes it, cannot be read at all: an exception for an unknown id. One that describes "Europe/Warsaw" at nine hours is read by the database's.
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

foreach (var zone in new[] { "Customized Time Zone", "Europe/Warsaw" })
    try
    {
        var calendar = Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VTIMEZONE\r\nTZID:{zone}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
            + $"END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID={zone}:20270104T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")!;
        Console.WriteLine($"{zone}, described as +09:00: 09:00 there is {calendar.Events[0].DtStart!.AsUtc:HH:mm} UTC");
    }
    catch (ArgumentException error)
    {
        Console.WriteLine($"{zone}, described as +09:00: {error.Message}");
    }
EOF
cat >expected <<'EOF'
Customized Time Zone, described as +09:00: Unrecognized time zone id Customized Time Zone (Parameter 'tzId')
Europe/Warsaw, described as +09:00: 09:00 there is 08:00 UTC
EOF
dotnet run >output
echo "Ical.Net 5.2.4 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
