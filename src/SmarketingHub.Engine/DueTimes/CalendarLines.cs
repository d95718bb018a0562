using System.Text;
using NodaTime;
using NodaTime.Text;

namespace SmarketingHub.Engine.DueTimes;

/// <summary>Lines of an iCalendar text (RFC 5545): escaped, in UTC, and folded so that none has more than 75 octets.</summary>
internal sealed class CalendarLines
{
    private const int Longest = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private readonly StringBuilder text = new();

    /// <summary>A line of values that need no escaping.</summary>
    internal void Add(string line)
    {
        var left = Longest;
        foreach (var sign in line.EnumerateRunes())
        {
            // Never inside a sign: what reads line by line would see half of it.
            if (sign.Utf8SequenceLength > left)
            {
                text.Append("\r\n ");
                left = Longest - 1;
            }
            text.Append(sign.ToString());
            left -= sign.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }

    internal void Add(string name, Instant at) => Add($"{name}:{Of(at)}");

    /// <summary>A line whose value is for people.</summary>
    internal void AddText(string name, string value) => Add($"{name}:{Escape(value)}");

    /// <summary>Whole seconds: rounded down, a deadline is never told too late.</summary>
    internal static string Of(Instant at) => Utc.Format(Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()));

    public override string ToString() => text.ToString();

    private static string Escape(string value) => string.Concat(value.ReplaceLineEndings("\n").Select(sign => sign switch
    {
        '\\' => @"\\",
        ';' => @"\;",
        ',' => @"\,",
        '\n' => @"\n",
        _ when char.IsControl(sign) => "",
        _ => sign.ToString(),
    }));
}
