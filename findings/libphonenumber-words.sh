#!/usr/bin/env bash
# Finding: words behind a phone number become digits of it, and nothing is thrown.
# libphonenumber-csharp 9.0.43 (like the original) reads letters as the digits on a telephone's keys wherever at least three stand
# in the text. "020 7946 0018 (office)" with the region GB is parsed into +44 2079460018 633423; so is what people write for "extension"
# in a language that the library does not know ("wew. 12"), while "ext. 12" and the Russian "доб. 12" become an extension.
# IsPossibleNumber tells such a number (too long) where a country's numbers have one length; where they may be longer, nothing does:
# the German "030 901820 (Bau)" is a possible number of another subscriber.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="libphonenumber-csharp" Version="[9.0.43]" /></ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using PhoneNumbers;
var util = PhoneNumberUtil.GetInstance();
foreach (var (text, region) in new[] { ("020 7946 0018", "GB"), ("020 7946 0018 (office)", "GB"), ("22 123 45 67 wew. 12", "PL"), ("020 7946 0018 ext. 12", "GB"), ("030 901820 (Bau)", "DE") })
{
    var number = util.Parse(text, region);
    Console.WriteLine($"{text}: {util.Format(number, PhoneNumberFormat.E164)} ext '{number.Extension}' {util.IsPossibleNumberWithReason(number)}");
}
X
out=$(dotnet run --nologo 2>&1)
echo "$out"
expected="020 7946 0018: +442079460018 ext '' IS_POSSIBLE
020 7946 0018 (office): +442079460018633423 ext '' TOO_LONG
22 123 45 67 wew. 12: +4822123456793912 ext '' TOO_LONG
020 7946 0018 ext. 12: +442079460018 ext '12' IS_POSSIBLE
030 901820 (Bau): +4930901820228 ext '' IS_POSSIBLE"
[ "$out" = "$expected" ] && echo "As found: words became digits." || { echo "It has changed."; exit 1; }
