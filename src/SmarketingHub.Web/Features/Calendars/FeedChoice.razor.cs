using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Calendars;

public sealed partial class FeedChoice(TimeProvider time, Viewer viewer)
{
    // No country has so many days off that are no weekends.
    private const int UsualDays = 20;
    private const int MostLabels = 12;

    // So many are shown at first, and more when asked for.
    private const int Page = 200;

    // So many are seen at a glance.
    private const int Few = 20;

    private string? wrong;
    private string wanted = "";
    private int shown = Page;
    private IReadOnlyList<FeedEvent> found = [];

    /// <summary>The feed, with the days that count by its rule.</summary>
    [Parameter, EditorRequired]
    public required HolidayFeed Feed { get; set; }

    [Parameter, EditorRequired]
    public required string TimeZone { get; set; }

    /// <summary>Raised with the feed by another rule, and the days that count by that.</summary>
    [Parameter]
    public EventCallback<HolidayFeed> Changed { get; set; }

    private FeedRule Rule => Feed.Rule ?? new();

    private LocalDate Today =>
        Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc).Date;

    private int Year => Today.Year;

    private IReadOnlyList<FeedEvent> Coming { get; set; } = [];

    /// <summary>Categories and descriptions that several events share, the most frequent first.</summary>
    private IReadOnlyList<(string Label, int Events)> Labels { get; set; } = [];

    /// <summary>What the events that are shown say, as it is typed; blank: all are.</summary>
    private string Wanted
    {
        get => wanted;
        set
        {
            (wanted, shown) = (value ?? "", Page);
            Find();
        }
    }

    private void Find() => found = wanted.Trim() is not { Length: > 0 } text ? Coming : [.. Coming.Where(e => FeedRule.Says(e, text))];

    protected override void OnParametersSet()
    {
        Coming = [.. Feed.AllEvents().Where(e => e.Days[^1] >= Today).OrderBy(Next)];
        Labels = [.. Coming.SelectMany(e => (e.Categories ?? []).Append(e.Description).OfType<string>().Distinct()).CountBy(label => label)
            .Where(label => label.Value > 1).OrderByDescending(label => label.Value).Take(MostLabels)
            .Select(label => (label.Key, label.Value))];
        Find();
    }

    private string IdOf(string name) => $"feed-{name}-{string.Concat(Feed.Name.Select(c => char.IsLetterOrDigit(c) ? c : '-'))}";

    private int Closed(int year) => Feed.Days.Count(day => day.Date.Year == year);

    private bool Counts(FeedEvent e) => Rule.Counts(e);

    private LocalDate Next(FeedEvent e) => e.Days.First(day => day >= Today);

    private string Days(FeedEvent e)
    {
        var soon = e.Days.Where(day => day >= Today && day.Year <= Year + 1).ToList();
        return string.Join(", ",
            (soon.Count == 0
                ? [Next(e)]
                : soon.Take(3)).Select(day => day.ToDateTimeUnspecified().ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture)))
            + (soon.Count > 3 ? " " + L["and {0} more", soon.Count - 3] : "");
    }

    private static string Hint(FeedEvent e) => string.Join(" · ", (e.Categories ?? []).Append(e.Description).OfType<string>());

    private static bool IsWeekday(Holiday day) => day.Date.DayOfWeek <= IsoDayOfWeek.Friday;

    private static string Text(IReadOnlyList<string>? words) => string.Join('\n', words ?? []);

    private static string[] Lines(ChangeEventArgs change) =>
        (change.Value?.ToString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Pressed(IReadOnlyList<string>? words, string label) => words?.Contains(label) == true ? "true" : "false";

    private static string[] Toggled(IReadOnlyList<string>? words, string label) =>
        words?.Contains(label) == true ? [.. words.Where(word => word != label)] : [.. words ?? [], label];

    private Task Change(FeedRule rule)
    {
        try
        {
            wrong = null;
            return Changed.InvokeAsync((Feed with { Rule = FeedRule.Check(rule) }).Decided());
        }
        catch (InvalidArgument refusal)
        {
            wrong = L.Said(refusal, viewer);
            return Task.CompletedTask;
        }
    }
}
