using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

public class IcsZonesTests
{
    // Midnight to midnight there, in winter and in summer.
    private static string Days(string zone) => Event("UID:w", $"DTSTART;TZID={zone}:20270104T000000", $"DTEND;TZID={zone}:20270105T000000")
        + Event("UID:s", $"DTSTART;TZID={zone}:20270705T000000", $"DTEND;TZID={zone}:20270706T000000");

    [Theory]
    [InlineData("Europe/Warsaw", "Europe/Warsaw")]
    [InlineData("europe/warsaw", "Europe/Warsaw")]
    [InlineData("\"Europe/Warsaw\"", "Europe/Warsaw")]
    [InlineData("Central European Standard Time", "Europe/Warsaw")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("\"(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb\"", "Europe/Warsaw")]
    [InlineData("(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb", "Europe/Warsaw")]
    [InlineData("\"(GMT+01.00) Sarajevo/Warsaw/Zagreb\"", "Europe/Warsaw")]
    [InlineData("\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\"", "Europe/Berlin")]
    [InlineData("\"(UTC-05:00) Eastern Time (US & Canada)\"", "America/New_York")]
    [InlineData("Pacific Time (US & Canada)", "America/Los_Angeles")]
    [InlineData("\"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi\"", "Asia/Kolkata")]
    [InlineData("\"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi\"", "Asia/Shanghai")]
    [InlineData("\"(UTC+00:00) Dublin, Edinburgh, Lisbon, London\"", "Europe/London")]
    [InlineData("\"(UTC) Coordinated Universal Time\"", "Etc/UTC")]
    [InlineData("\"(UTC-03:00) Brasilia\"", "America/Sao_Paulo")]
    [InlineData("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin")]
    [InlineData("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("/mozilla.org/20050126_1/Europe/Warsaw", "Europe/Warsaw")]
    [InlineData("tzone://Microsoft/Utc", "Etc/UTC")]
    [InlineData("GMT+0100", "Etc/GMT-1")]
    [InlineData("GMT-0500", "Etc/GMT+5")]
    [InlineData("UTC+2", "Etc/GMT-2")]
    [InlineData("UTC+05:30", "Asia/Kolkata")]
    [InlineData("\"(GMT+01:00)\"", "Etc/GMT-1")]
    [InlineData("Etc/GMT-1", "Etc/GMT-1")]
    [InlineData("UTC", "Etc/UTC")]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("London", "Europe/London")]
    [InlineData("\"(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London\"", "Europe/London")]
    [InlineData("\"(GMT-07:00) La Paz, Mazatlan\"", "America/Mazatlan")]
    [InlineData("Berlin, Madrid", "Europe/Berlin")]
    [InlineData("(UTC+02:00) Warsaw", "Europe/Warsaw")]
    [InlineData("(UTC+06:00) Astana", "Asia/Almaty")]
    [InlineData("(GMT+02:00) Istanbul", "Europe/Istanbul")]
    [InlineData("(UTC-04:00) Georgetown, La Paz, Manaus, San Juan", "America/La_Paz")]
    [InlineData("Georgetown, La Paz, Manaus, San Juan", "America/La_Paz")]
    [InlineData("tz/Europe/Warsaw", "Europe/Warsaw")]
    public void A_known_name_is_that_zone(string name, string zone) => Short(Read(Of(Days(name)), zone)).ShouldBe("01-04 07-05");

    [Theory]
    [InlineData("Customized Time Zone")]
    [InlineData("Our own zone")]
    [InlineData("(UTC+01:00) Nowhere, Erewhon")]
    [InlineData("PST")]
    [InlineData("tzone://Microsoft/Custom")]
    [InlineData("GMT+99")]
    [InlineData("(UTC+05:00) Our office, London")]
    [InlineData("(UTC+05:00) London")]
    [InlineData("(UTC+05:00) Europe/London")]
    [InlineData("(UTC+05:00) Our own/Europe/London")]
    [InlineData("(UTC) Our office, London")]
    [InlineData("Our office, London")]
    [InlineData("Team: Paris")]
    [InlineData("Paris/Tokyo")]
    [InlineData("London, Paris")]
    [InlineData("New York, Havana")]
    [InlineData("Office/Cuba")]
    [InlineData("Rooms/Singapore")]
    public void What_is_not_known_is_told_and_never_UTC(string name)
    {
        var read = Read(Of(Days(name), Day("20270106", "Another")), "Etc/UTC");

        Short(read).ShouldBe("01-06 -2");
        Why(read)[0].ShouldBe($"Its time zone is not known, and the file does not describe it: {name}");
    }

    [Theory]
    [InlineData("Customized Time Zone")]
    [InlineData("tzone://Microsoft/Custom")]
    [InlineData("(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb")]
    [InlineData("UTC")]
    public void What_the_file_says_of_a_zone_counts(string name)
    {
        Short(Read(Of(Zone(name), Days(name)))).ShouldBe("01-04 07-05");
        Short(Read(Of(Days($"\"{name}\""), Zone(name)))).ShouldBe("01-04 07-05");
        Short(Read(
            Of(
                Zone(name, "-0500", "-0400").Replace("BYMONTH=10", "BYMONTH=11", StringComparison.Ordinal)
                    .Replace("-1SU", "1SU", StringComparison.Ordinal), Days(name)), "America/New_York")).ShouldBe("01-04 07-05");
    }

    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("UTC")]
    [InlineData("GMT")]
    [InlineData("Etc/GMT+0")]
    [InlineData("Zulu")]
    [InlineData("GMT+0000")]
    [InlineData("+00:00")]
    [InlineData("(UTC) Coordinated Universal Time")]
    [InlineData("tzone://Microsoft/Utc")]
    [InlineData("Described")]
    public void UTC_by_any_name_is_UTC(string name)
    {
        var own =
            "BEGIN:VTIMEZONE\r\nTZID:Described\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"
                + "END:STANDARD\r\nEND:VTIMEZONE\r\n";
        foreach (var (tzid, z) in new[] { ($";TZID={name}", ""), ("", "Z") })
        {
            var series = Event("UID:1", $"DTSTART{tzid}:20270103T230000{z}", $"DTEND{tzid}:20270104T230000{z}",
                "RRULE:FREQ=WEEKLY;COUNT=4");
            Short(own, series).ShouldBe("01-04 01-11 01-18 01-25");
            Short(own, series.Replace("RRULE", "EXDATE;VALUE=DATE:20270111\r\nRRULE", StringComparison.Ordinal))
                .ShouldBe("01-04 01-18 01-25");
            Short(own, series, Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270111", "DTSTART;VALUE=DATE:20270112"))
                .ShouldBe("01-04 01-12 01-18 01-25");
            Short(own, series, Event("UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270118", "STATUS:CANCELLED"))
                .ShouldBe("01-04 01-11");
            Short(own, series.Replace("COUNT=4", "UNTIL=20270118", StringComparison.Ordinal)).ShouldBe("01-04 01-11 01-18");
            // On anybody's wall a time in UTC is the one that it is here, and not the same figures: those, of no whole day, stay.
            var walls = Event("UID:2", "DTSTART:20270104T000000", "DURATION:P1D", "RDATE:20270103T230000,20270105T000000");
            Short(own, walls.Replace("RDATE", $"EXDATE{tzid}:20270103T230000{z}\r\nRDATE", StringComparison.Ordinal)).ShouldBe("01-05 -1");
        }
    }

    [Fact]
    public void A_name_with_its_commas_escaped_is_the_same() => Short(Read(
        Of(Zone(@"Zone 1\, ours\; all"), Days("\"Zone 1, ours; all\"")))).ShouldBe("01-04 07-05");

    [Fact]
    public void A_zone_of_single_changes_and_one_without_any()
    {
        var listed =
            "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nRDATE:20271031T030000\r\nTZOFFSETFROM:+0200\r\n"
            + "TZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
                + "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
                + "END:VTIMEZONE\r\n";
        Short(Read(Of(listed, Days("X")))).ShouldBe("01-04 07-05");
        var ended = Zone("X").Replace("BYMONTH=10", "BYMONTH=10;UNTIL=20201025T010000Z", StringComparison.Ordinal)
            .Replace("BYMONTH=3", "BYMONTH=3;UNTIL=20200329T010000Z", StringComparison.Ordinal);
        Short(Read(Of(ended, Days("X")), "Etc/GMT-1")).ShouldBe("01-04 07-05");
        var one =
            "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n"
                + "END:STANDARD\r\nEND:VTIMEZONE\r\n";
        Short(Read(Of(one, Days("X")), "Asia/Kolkata")).ShouldBe("01-04 07-05");
    }

    [Fact]
    public void A_description_that_cannot_be_read_leaves_the_name()
    {
        var broken = Zone("Europe/Warsaw").Replace("TZOFFSETTO:+0100", "TZOFFSETTO:one hour", StringComparison.Ordinal);
        Short(Read(Of(broken, Days("Europe/Warsaw")))).ShouldBe("01-04 07-05");
        Short(Read(Of(broken.Replace("Europe/Warsaw", "Mine", StringComparison.Ordinal), Days("Mine")))).ShouldBe(" -2");
    }

    [Fact]
    public void Each_calendar_of_a_file_has_its_own_zones() => Short(Read(
        Of(Zone("X"), Days("X")) + Of(Zone("X", "+0200", "+0300"), Days("X").Replace("UID:", "UID:2", StringComparison.Ordinal))))
        .ShouldBe("01-04 07-05 -2");

    [Fact]
    public void A_date_has_no_zone() => Short(Event("UID:1", "DTSTART;TZID=Nowhere;VALUE=DATE:20270104")).ShouldBe("01-04");

    [Theory]
    [InlineData(
        "Aleutian Islands|Hawaii|Marquesas Islands|Alaska|Baja California|Pacific Time (US & Canada)|Arizona|La Paz, Mazatlan|Mountain "
            + "Time (US & Canada)|Yukon")]
    [InlineData(
        "Central America|Central Time (US & Canada)|Easter Island|Guadalajara, Mexico City, Monterrey|Saskatchewan|Bogota, Lima, Quito, "
            + "Rio Branco|Chetumal|Eastern Time (US & Canada)")]
    [InlineData(
        "Haiti|Havana|Indiana (East)|Turks and Caicos|Asuncion|Atlantic Time (Canada)|Caracas|Cuiaba|Georgetown, La Paz, Manaus, San Juan|"
            + "Santiago|Newfoundland|Araguaina|Brasilia")]
    [InlineData(
        "Cayenne, Fortaleza|City of Buenos Aires|Montevideo|Punta Arenas|Saint Pierre and Miquelon|Salvador|Greenland|Azores|Cabo Verde "
            + "Is.|Dublin, Edinburgh, Lisbon, London")]
    [InlineData(
        "Monrovia, Reykjavik|Sao Tome|Casablanca|Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Belgrade, Bratislava, Budapest, "
            + "Ljubljana, Prague|Brussels, Copenhagen, Madrid, Paris")]
    [InlineData(
        "Sarajevo, Skopje, Warsaw, Zagreb|West Central Africa|Amman|Athens, Bucharest|Beirut|Cairo|Chisinau|Damascus|Gaza, Hebron|Harare, "
            + "Pretoria|Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius")]
    [InlineData(
        "Jerusalem|Juba|Kaliningrad|Khartoum|Tripoli|Windhoek|Baghdad|Istanbul|Kuwait, Riyadh|Minsk|Moscow, St. Petersburg|Nairobi|"
            + "Volgograd|Tehran|Abu Dhabi, Muscat|Astrakhan, Ulyanovsk|Baku")]
    [InlineData(
        "Izhevsk, Samara|Port Louis|Saratov|Tbilisi|Yerevan|Kabul|Ashgabat, Tashkent|Ekaterinburg|Islamabad, Karachi|Qyzylorda|Chennai, "
            + "Kolkata, Mumbai, New Delhi|Sri Jayawardenepura|Kathmandu")]
    [InlineData(
        "Astana|Dhaka|Omsk|Yangon (Rangoon)|Bangkok, Hanoi, Jakarta|Barnaul, Gorno-Altaysk|Hovd|Krasnoyarsk|Novosibirsk|Tomsk|Beijing, "
            + "Chongqing, Hong Kong, Urumqi|Irkutsk|Kuala Lumpur, Singapore|Perth")]
    [InlineData(
        "Taipei|Ulaanbaatar|Eucla|Chita|Osaka, Sapporo, Tokyo|Pyongyang|Seoul|Yakutsk|Adelaide|Darwin|Brisbane|Canberra, Melbourne, Sydney|"
            + "Guam, Port Moresby|Hobart|Vladivostok|Lord Howe Island")]
    [InlineData(
        "Bougainville Island|Chokurdakh|Magadan|Norfolk Island|Sakhalin|Solomon Is., New Caledonia|Anadyr, Petropavlovsk-Kamchatsky|"
            + "Auckland, Wellington|Fiji|Chatham Islands|Nuku'alofa|Samoa|Kiritimati Island")]
    [InlineData(
        "International Date Line West|Coordinated Universal Time-11|Coordinated Universal Time-09|Coordinated Universal Time+13|"
            + "Coordinated Universal Time|Coordinated Universal Time-02")]
    public void Every_zone_that_Windows_shows_is_known(string shown) => Why(Read(Of([.. shown.Split('|').Select(name =>
        Event($"DTSTART;TZID=\"(UTC) {name}\":20270104T000000", $"DTEND;TZID={name}:20270107T000000"))]))).ShouldBeEmpty();
}
