using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Calendars;

/// <summary>Making calendars and changing them: each change is a new version, for the clocks that start after it.</summary>
public static class CalendarCommands
{
    private const int MostCalendars = 500;

    public static void AddCalendar(this Write write, CalendarDocument calendar)
    {
        calendar.ToCalendar();
        write.Change(calendar.Ref.ToString(), calendar with { From = calendar.Version == 1 ? default : write.Now });
    }

    public static CalendarDocument CreateCalendar(this Write write, CalendarText text)
    {
        Allow(write.Actor);
        var known = CalendarList.Newest(write.Rows);
        if (known.Count >= MostCalendars)
            throw new InvalidArgument("name", $"There are {MostCalendars} calendars already.");
        var made = text.In(new("", 1, "", "", new Dictionary<string, string[][]>(), [], "", default) { Number = write.NextId() });
        CheckFree(known, made.Name, null);
        return write.KeepVersion(made with { Id = IdFor(made.Name, made.Number, known) });
    }

    /// <summary>A calendar of its own with the same text, feeds included.</summary>
    public static CalendarDocument CopyCalendar(this Write write, string id, string? name)
    {
        var from = CalendarList.One(write.Rows, id);
        return write.CreateCalendar(new(name ?? "", from.TimeZone, from.Hours, from.TypedHolidays(), from.DayLength, from.Feeds ?? []));
    }

    /// <param name="write">The command's way to the rows.</param>
    /// <param name="id">Which calendar.</param>
    /// <param name="known">The newest version that the caller knows; null: whichever is the newest.</param>
    /// <param name="text">All that it is to say.</param>
    /// <exception cref="Stale">Somebody made another version meanwhile.</exception>
    public static CalendarDocument ChangeCalendar(this Write write, string id, int? known, CalendarText text)
    {
        var before = write.Known(id, known);
        var after = text.In(before);
        CheckFree(CalendarList.Newest(write.Rows), after.Name, id);
        // The same text makes no version.
        return Same(before, after) ? before : write.NextVersion(before, after);
    }

    public static void Allow(Actor actor)
    {
        if (!actor.EditsAgreements())
            throw new NotAllowed("Only team leads and administrators change calendars.");
    }

    /// <summary>The newest version, if the caller may change it and knows it.</summary>
    /// <exception cref="NotAllowed">The caller changes no calendars.</exception>
    /// <exception cref="Stale">It is not the version that the caller knows.</exception>
    public static CalendarDocument Known(this Write write, string id, int? known)
    {
        Allow(write.Actor);
        var newest = CalendarList.One(write.Rows, id);
        if (known is { } version && version != newest.Version)
            throw new Stale(newest.Version,
                [.. CalendarList.Versions(write.Rows, id).Where(v => v.Version > version).OrderBy(v => v.Version)
                    .Select(v => Missed(v, write.Company.ActorName(v.By)))]);
        return newest;
    }

    internal static CalendarDocument NextVersion(this Write write, CalendarDocument before, CalendarDocument after)
    {
        var calendar = after.ToCalendar();
        bool Counts(Agreement a, AgreementVersion v) =>
            v.Calendar.Id == before.Id && (v.EffectiveAt > write.Now || v == a.InForce(write.Now));
        if (write.Company.Agreements.Find(a => a.Versions.Exists(v => Counts(a, v)
            && v.Commitments.Any(c => !c.Within(calendar, write.Now)))) is { } agreement)
            throw new InvalidArgument("hours",
                $"By it, not all that '{agreement.Name}' promises would fall due within 50 years: open more.");
        write.DropQuestions(before, after);
        if (before.Feeds is { Count: > 0 })
            write.Shorten(before.Ref.ToString(), before.Followed());
        return write.KeepVersion(after with { Version = before.Version + 1 });
    }

    /// <summary>The newest version, in which all that counts is as it was.</summary>
    internal static CalendarDocument Rewrite(this Write write, CalendarDocument newest)
    {
        write.Change(newest.Ref.ToString(), newest, body: newest.ForLedger());
        return newest;
    }

    /// <summary>Whether two versions say the same.</summary>
    public static bool Same(CalendarDocument a, CalendarDocument b) => Text(a).SequenceEqual(Text(b));

    private static byte[] Text(CalendarDocument c) => JsonSerializer.SerializeToUtf8Bytes(
        new { c.Name, c.TimeZone, Hours = c.ToCalendar().ToHours(), c.DayLength, Typed = c.TypedHolidays(), Feeds = c.Feeds ?? [] },
        LedgerJson.Options);

    private static MissedChange Missed(CalendarDocument version, string by) =>
        new(0, "calendarWritten", by, version.MadeAt ?? version.From, $"Version {version.Version} was made meanwhile by {by}.");

    private static CalendarDocument KeepVersion(this Write write, CalendarDocument calendar)
    {
        var kept = calendar with { From = calendar.Version == 1 ? default : write.Now, MadeAt = write.Now, By = write.Actor.ToString() };
        write.Change(kept.Ref.ToString(), kept, body: kept.ForLedger());
        return kept;
    }

    private static void CheckFree(IReadOnlyList<CalendarDocument> known, string name, string? except)
    {
        if (known.Any(c => c.Id != except && c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidArgument("name", $"There is a calendar {name} already; give another name.");
    }

    // Short and stable, as it stands in addresses.
    private static string IdFor(string name, long number, IReadOnlyList<CalendarDocument> known)
    {
        var bare = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var id = bare.Length is 0 or > 40 ? $"calendar-{number}" : bare;
        return known.Any(c => c.Id == id) ? $"{id}-{number}" : id;
    }
}
