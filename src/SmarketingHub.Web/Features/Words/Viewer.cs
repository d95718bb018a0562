using System.Globalization;
using Microsoft.JSInterop;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Words;

/// <summary>Where the viewer is: pages show instants in the browser's zone and read what is typed as of it.</summary>
public sealed class Viewer(IJSRuntime js, LiveBoard live, TimeProvider time)
{
    // What <input type="datetime-local"> writes.
    private static readonly LocalDateTimePattern InputPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private DateTimeZone? zone;

    /// <summary>Of the browser, once <see cref="Locate"/> was answered; till then the company's.</summary>
    public DateTimeZone Zone => zone ?? live.Company.Zone;

    public async Task Locate()
    {
        if (zone is not null)
            return;
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./js/place.js");
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(await module.InvokeAsync<string>("zone") ?? "");
    }

    /// <summary>
    /// "Tue 2 Mar, 14:00" inside a sentence, with the year when it is not this one; where a time stands alone the browser writes it.
    /// </summary>
    public string Say(Instant at, DateTimeZone? there = null)
    {
        var local = at.InZone(there ?? Zone).LocalDateTime;
        var year = local.Year == Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(Zone).Year ? "" : " yyyy";
        return local.ToDateTimeUnspecified().ToString($"ddd d MMM{year}, HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>From one instant to another: a day that both share is said once.</summary>
    public string Say(Instant from, Instant to, DateTimeZone? there = null) =>
        $"{Say(from, there)} – {(from.InZone(there ?? Zone).Date == to.InZone(there ?? Zone).Date
            ? to.InZone(there ?? Zone).LocalDateTime.ToDateTimeUnspecified().ToString("HH:mm", CultureInfo.CurrentCulture)
            : Say(to, there))}";

    public string Day(LocalDate day) => day.ToDateTimeUnspecified().ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);

    public string Day(Instant at) => Day(at.InZone(Zone).Date);

    /// <summary>For an input of date and hour.</summary>
    public string ToInput(Instant at) => InputPattern.Format(at.InZone(Zone).LocalDateTime);

    /// <summary>Null: empty, or no date and hour.</summary>
    public Instant? FromInput(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var parsed = InputPattern.Parse(text.Length > 16 ? text[..16] : text);
        return parsed.Success ? parsed.Value.InZoneLeniently(Zone).ToInstant() : null;
    }
}
