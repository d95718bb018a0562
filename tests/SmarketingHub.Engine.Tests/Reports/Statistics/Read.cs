using System.Globalization;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Tests.Reports.Statistics;

internal static class Read
{
    /// <summary>Times as tables print them: <c>6</c> an event, <c>6+</c> censored, <c>6o</c> another end.</summary>
    internal static List<Subject> Subjects(string times) => [.. times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(time =>
        new Subject(long.Parse(time.TrimEnd('+', 'o'), CultureInfo.InvariantCulture),
            time.EndsWith('+') ? Ending.Censored : time.EndsWith('o') ? Ending.Competing : Ending.Event))];
}
