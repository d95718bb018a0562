using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>However hostile a file, the work on it ends soon.</summary>
/// <param name="time">Five seconds of it are given.</param>
internal sealed class IcsBounds(TimeProvider time)
{
    private const int MostOccurrences = 50_000, MostDays = 200_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly long began = time.GetTimestamp();
    private int occurrences, days;

    /// <summary>Also for what matches nothing: looking for what it matches takes time.</summary>
    /// <exception cref="InvalidArgument">Of the field <c>feed</c>.</exception>
    public void CheckTime(int line)
    {
        if (time.GetElapsedTime(began) > Longest)
            throw TooOften(line);
    }

    /// <exception cref="InvalidArgument">Of the field <c>feed</c>.</exception>
    public void CountOccurrences(int line, int more)
    {
        CheckTime(line);
        if ((occurrences += more) > MostOccurrences)
            throw TooOften(line);
    }

    /// <exception cref="InvalidArgument">Of the field <c>feed</c>.</exception>
    public void CountDay(int line)
    {
        if (++days > MostDays)
            throw IcsText.Wrong(line, "the events cover too many days to be holidays; give a file with the holidays alone.");
    }

    private static InvalidArgument TooOften(int line) =>
        IcsText.Wrong(line, "the events recur too often to be holidays; give a file with the holidays alone.");
}
