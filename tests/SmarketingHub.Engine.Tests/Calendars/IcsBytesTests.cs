using System.Text;
using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>Names come out as they were written, in whatever bytes.</summary>
public class IcsBytesTests
{
    private const string Name = "Święto Łódź 日本 😀 ÿ";
    private static readonly Encoding Western = Encoding.Latin1;

    [Fact]
    public void Folded_inside_of_a_character()
    {
        var text = Encoding.UTF8.GetBytes(Of(Day("20270104", Name)));
        var begins = text.AsSpan().IndexOf("SUMMARY:"u8) + 8;
        for (var at = begins; at < begins + Encoding.UTF8.GetByteCount(Name); at++)
            foreach (var fold in new[] { "\r\n ", "\n ", "\r\n\t", "\r\n\r\n " })
                Read([.. text[..at], .. Encoding.ASCII.GetBytes(fold), .. text[at..]]).Days[0].Name.ShouldBe(Name);
    }

    [Fact]
    public void After_every_byte_a_fold()
    {
        var text = Encoding.UTF8.GetBytes(Of(Day("20270104", Name)));
        var folded = text.SelectMany(b => b is (byte)'\r' or (byte)'\n' ? new[] { b } : [b, (byte)'\r', (byte)'\n', (byte)' ']).ToArray();
        // The end of a line is not folded itself.
        Read(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(folded)
            .Replace("\r\n \r\n", "\r\n", StringComparison.Ordinal))).Days[0].Name.ShouldBe(Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("utf-8")]
    [InlineData("ISO-8859-1")]
    [InlineData("\"windows-1252\"")]
    [InlineData("no such")]
    public void Western_bytes(string? charset) =>
        Read(Western.GetBytes(Of(Day("20270104", "Año nuevo, Été, Größe"))), charset).Days[0].Name.ShouldBe("Año nuevo, Été, Größe");

    [Fact]
    public void Other_bytes_by_the_senders_word_or_the_lines_own()
    {
        var central = CodePagesEncodingProvider.Instance.GetEncoding(1250)!;
        var cyrillic = CodePagesEncodingProvider.Instance.GetEncoding("koi8-r")!;
        Read(central.GetBytes(Of(Day("20270104", "Święto Łódź"))), "windows-1250").Days[0].Name.ShouldBe("Święto Łódź");
        Read(cyrillic.GetBytes(Of(Day("20270104", "Рождество"))), "KOI8-R").Days[0].Name.ShouldBe("Рождество");
        Read(central.GetBytes(Of(Event("DTSTART;VALUE=DATE:20270104",
            "SUMMARY;CHARSET=windows-1250:Święto Łódź")))).Days[0].Name.ShouldBe("Święto Łódź");
        // Bytes that are UTF-8 are that, whatever the sender's server says of all its files.
        Read(Encoding.UTF8.GetBytes(Of(Day("20270104", Name))), "ISO-8859-1").Days[0].Name.ShouldBe(Name);
    }

    [Fact]
    public void Half_a_character_costs_no_other_name()
    {
        var text = Western.GetBytes(Of(Day("20270104", "CUT"), Day("20270105", "TWO"), Day("20270106", "THREE")));
        var mixed = Western.GetString(text).Replace("CUT", "Fest\u00c5", StringComparison.Ordinal)
            .Replace("TWO", Western.GetString(Encoding.UTF8.GetBytes("Łódź")), StringComparison.Ordinal)
            .Replace("THREE", Western.GetString(Encoding.UTF8.GetBytes("日本")), StringComparison.Ordinal);
        Read(Western.GetBytes(mixed)).Days.Select(day => day.Name).ShouldBe(["Fest", "Łódź", "日本"]);
    }

    [Fact]
    public void Two_bytes_a_letter_and_byte_order_marks()
    {
        foreach (var encoding in new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8 })
        {
            Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Of(Day("20270104", Name)))]).Days[0].Name.ShouldBe(Name);
            Read(encoding.GetBytes(Of(Day("20270104", Name)))).Days[0].Name.ShouldBe(Name);
        }
        Read("\uFEFF" + Of(Day("20270104", Name))).Days[0].Name.ShouldBe(Name);
    }

    [Fact]
    public void The_older_vCalendar()
    {
        var read = Read(Western.GetBytes(
            "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nSUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Bo=C5=BCe=20=\r\n"
            + "Narodzenie=0D=0Ai=\r\n my\r\n"
                + "DTSTART:20270104T000000\r\nDTEND:20270105T000000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
                + "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:=D1and=FA\r\nDTSTART:20270105\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
        read.Days.Select(day => day.Name).ShouldBe(["Boże Narodzenie i my", "Ñandú"]);
    }

    [Theory]
    [InlineData(@"a\, b\; c\\ d\n e\N f\: g\"" h\x", "a, b; c\\ d  e  f: g\" h\\x")]
    [InlineData(@"C:\\new", @"C:\new")]
    [InlineData(@"C:\\\new", @"C:\ ew")]
    [InlineData(@"ends with \", @"ends with \")]
    public void Escapes_are_taken_out_in_one_pass(string written, string name) =>
        Read(Of(Day("20270104", written))).Days[0].Name.ShouldBe(name);

    [Fact]
    public void A_name_in_a_language() =>
        Read(Of(Event("DTSTART;VALUE=DATE:20270104", "SUMMARY;LANGUAGE=pl:Święto",
            "SUMMARY;LANGUAGE=en:Feast"))).Days[0].Name.ShouldBe("Święto");
}
