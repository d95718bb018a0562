using System.Globalization;
using System.Text.RegularExpressions;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>
/// The windows of one weekday while they are typed and painted: a line of text, which stays as it was typed also when it is wrong.
/// </summary>
public sealed partial class DayHours(string key)
{
    private const int Day = 24 * 60;

    /// <summary><c>mon</c> to <c>sun</c>.</summary>
    public string Key { get; } = key;
    public string Text { get; private set; } = "";

    /// <summary>In minutes from the midnight that begins the day; an end beyond 1440 is on the next. Null: the text is wrong.</summary>
    public IReadOnlyList<(int From, int To)>? Windows { get; private set; } = [];

    public void Type(string? text) => (Text, Windows) = (text?.Trim() ?? "", Parse(text ?? ""));

    public void Set(IEnumerable<(int From, int To)> windows)
    {
        Windows = [.. Merge(windows)];
        Text = string.Join(", ", Windows.Select(w => $"{Clock(w.From)}–{Clock(w.To > Day ? w.To - Day : w.To)}"));
    }

    /// <summary>The windows as the calendar takes them.</summary>
    /// <exception cref="InvalidArgument">Of <c>hours.mon</c>.</exception>
    public string[][] Read() => Windows is { } windows
        ? [.. windows.Select(w => new[] { Clock(w.From), Clock(w.To > Day ? w.To - Day : w.To) })]
        : throw new InvalidArgument($"hours.{Key}", "Write windows such as 09:00–12:00, 12:30–17:00; nothing for a closed day.");

    /// <summary>Opens a stretch of the day.</summary>
    public void Open(int from, int to)
    {
        if (Windows is { } windows)
            Set(windows.Append((from, to)));
    }

    /// <summary>
    /// Closes a stretch of a day of the week, that of a night begun the day before included; what a night has beyond it begins on the day
    /// it lies on.
    /// </summary>
    public static void Close(IReadOnlyList<DayHours> week, int day, int from, int to)
    {
        Cut(week[(day + 6) % 7], week[day], from + Day, to + Day);
        Cut(week[day], week[(day + 1) % 7], from, to);
    }

    // A night is not cut where its rest could not be written.
    private static void Cut(DayHours day, DayHours next, int from, int to)
    {
        if (day.Windows is not { } windows)
            return;
        var left = windows.SelectMany(w => Without(w, from, to)).ToList();
        var beyond = left.Where(w => w.From >= Day).Select(w => (w.From - Day, w.To - Day)).ToList();
        if (beyond.Count > 0 && next.Windows is null)
            return;
        day.Set(left.Where(w => w.From < Day));
        if (beyond.Count > 0)
            next.Set(next.Windows!.Concat(beyond));
    }

    /// <summary>How many minutes of a stretch of this day are open, a night that began the day before included.</summary>
    public int OpenMinutes(DayHours before, int from, int to)
    {
        var open = new bool[to - from];
        foreach (var (start, end) in (Windows ?? []).Concat((before.Windows ?? []).Select(w => (w.From - Day, w.To - Day))))
            for (var minute = Math.Max(start, from); minute < Math.Min(end, to); minute++)
                open[minute - from] = true;
        return open.Count(minute => minute);
    }

    private static IEnumerable<(int From, int To)> Without((int From, int To) window, int from, int to)
    {
        if (window.To <= from || window.From >= to)
        {
            yield return window;
            yield break;
        }
        if (window.From < from)
            yield return (window.From, from);
        if (window.To > to)
            yield return (to, window.To);
    }

    private static List<(int From, int To)> Merge(IEnumerable<(int From, int To)> windows)
    {
        var merged = new List<(int From, int To)>();
        foreach (var window in windows.Where(w => w.From < w.To).Order())
            // Longer than 24 hours cannot be written as one: such windows stay two that overlap.
            if (merged is [.., var last] && window.From <= last.To && Math.Max(last.To, window.To) - last.From <= Day)
                merged[^1] = (last.From, Math.Max(last.To, window.To));
            else
                merged.Add(window);
        return merged;
    }

    private static List<(int From, int To)>? Parse(string text)
    {
        var windows = new List<(int, int)>();
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Written().Match(part) is not { Success: true } match || Minutes(match, 1) is not { } from || Minutes(match, 3) is not { } to
                || from == Day)
                return null;
            windows.Add((from, to > from ? to : to + Day));
        }
        return windows.Count > WorkCalendar.MostWindows ? null : windows;
    }

    private static int? Minutes(Match match, int group)
    {
        var minutes = int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) * 60
            + (match.Groups[group + 1].Success ? int.Parse(match.Groups[group + 1].ValueSpan, CultureInfo.InvariantCulture) : 0);
        return minutes <= Day ? minutes : null;
    }

    private static string Clock(int minutes) => TimeOfDay.Of(minutes / 60, minutes % 60).ToString();

    [GeneratedRegex(@"\A([0-9]{1,2})(?:[:.]([0-5][0-9]))?\s*[-–—]\s*([0-9]{1,2})(?:[:.]([0-5][0-9]))?\z")]
    private static partial Regex Written();
}
