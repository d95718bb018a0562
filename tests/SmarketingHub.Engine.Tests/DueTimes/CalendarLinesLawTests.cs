using System.Text;
using CsCheck;
using SmarketingHub.Engine.DueTimes;

namespace SmarketingHub.Engine.Tests.DueTimes;

/// <summary>Laws of iCalendar lines, over texts with signs of one to four octets and all that is escaped.</summary>
public sealed class CalendarLinesLawTests
{
    private static readonly string[] Signs = ["a", "Ż", "名", "🛰", ",", ";", "\\", "\n", " ", ":", "\"", "n"];

    private static readonly Gen<string> Texts =
        Gen.Int[0, Signs.Length - 1].Array[0, 200].Select(signs => string.Concat(signs.Select(sign => Signs[sign])));

    [Fact]
    public void No_line_has_more_than_75_octets_and_what_is_read_is_what_was_written() => Texts.Sample(text =>
    {
        var lines = new CalendarLines();
        lines.AddText("SUMMARY", text);
        var written = lines.ToString();

        written.ShouldEndWith("\r\n");
        written[..^2].Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n'));
        // A lone half of a sign would be replaced by another one.
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written)).ShouldBe(written);
        Unescaped(written[..^2].Replace("\r\n ", "")["SUMMARY:".Length..]).ShouldBe(text);
    });

    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            text.Append(value[i] != '\\' ? value[i] : value[++i] == 'n' ? '\n' : value[i]);
        return text.ToString();
    }
}
