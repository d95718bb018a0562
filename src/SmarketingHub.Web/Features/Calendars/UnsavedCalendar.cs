using System.Globalization;
using System.Text;
using System.Text.Json;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>A draft as the browser keeps it: what stands in the page's fields, by their names, in their order.</summary>
public sealed class UnsavedCalendar
{
    private readonly Dictionary<string, string[]> fields;

    private UnsavedCalendar(Dictionary<string, string[]> fields) => this.fields = fields;

    /// <summary>Null: nothing is kept, or it is no draft.</summary>
    public static UnsavedCalendar? Read(string json)
    {
        try
        {
            return json.Length == 0 ? null : new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)!);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The version it was begun on; null: a new calendar.</summary>
    public int? Version => int.TryParse(One("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Whether it is what the form says.</summary>
    public bool Says(CalendarForm form) =>
        One("calendar.name") == (form.Name ?? "") && One("timeZone") == form.TimeZone && One("dayLength") == (form.DayLength ?? "")
        && Of("hours").SequenceEqual(form.Days.Select(day => day.Text))
        && Of("holiday.date").SequenceEqual(form.Holidays.Select(row => row.Date ?? ""))
        && Of("holiday.name").SequenceEqual(form.Holidays.Select(row => row.Name ?? ""))
        && Feeds().SequenceEqual(form.Feeds.Select(feed => (feed.Name, feed.Address ?? "", feed.Hidden, Rule(feed))));

    /// <summary>
    /// Writes it into a form. The days of feeds are not kept: those that the form does not have are returned, to be read again.
    /// </summary>
    public IReadOnlyList<(string Name, string Address, bool Hidden, string Rule)> WriteTo(CalendarForm form)
    {
        (form.Name, form.TimeZone, form.DayLength) = (One("calendar.name"), One("timeZone"), One("dayLength"));
        foreach (var (day, text) in form.Days.Zip(Of("hours")))
            day.Type(text);
        form.Holidays.Clear();
        form.Holidays.AddRange(Of("holiday.date").Zip(Of("holiday.name"), (date, name) => new HolidayRow { Date = date, Name = name }));
        var known = form.Feeds.ToDictionary(feed => (feed.Name, feed.Address ?? ""));
        var kept = Feeds().ToLookup(feed => known.ContainsKey((feed.Name, feed.Address)));
        form.Feeds.Clear();
        form.Feeds.AddRange(kept[true].Select(feed => Ruled(known[(feed.Name, feed.Address)] with { Hidden = feed.Hidden }, feed.Rule)));
        return [.. kept[false]];
    }

    private IEnumerable<(string Name, string Address, bool Hidden, string Rule)> Feeds() =>
        Of("feed.name").Zip(Of("feed.address"), Of("feed.hidden"))
            .Select((feed, index) => (feed.First, feed.Second, feed.Third == "yes", Of("feed.rule").ElementAtOrDefault(index) ?? ""));

    /// <summary>What of a feed counts, as it is kept; empty: all.</summary>
    public static string Rule(HolidayFeed feed) => feed.Rule is null ? "" : Encoding.UTF8.GetString(LedgerJson.Write(feed.Rule));

    /// <summary>A feed with a rule that was kept.</summary>
    public static HolidayFeed Ruled(HolidayFeed feed, string rule) =>
        rule == Rule(feed) ? feed : (feed with { Rule = ReadRule(rule) }).Decided();

    private static FeedRule? ReadRule(string rule)
    {
        try
        {
            return rule.Length == 0 ? null : JsonSerializer.Deserialize<FeedRule>(rule, LedgerJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string[] Of(string field) => fields.GetValueOrDefault(field) ?? [];

    private string One(string field) => Of(field) is [var only, ..] ? only : "";
}
