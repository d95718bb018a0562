using Microsoft.JSInterop;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>Where the viewer is: pages show instants in the browser's zone and read what is typed as of it.</summary>
public sealed class Viewer(IJSRuntime js, BoardFeed feed)
{
    // What <input type="datetime-local"> writes.
    private static readonly LocalDateTimePattern Typed = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private DateTimeZone? zone;

    /// <summary>Of the browser, once <see cref="Ask"/> was answered; till then the company's.</summary>
    public DateTimeZone Zone => zone ?? DateTimeZoneProviders.Tzdb.GetZoneOrNull(feed.Company.TimeZone) ?? DateTimeZone.Utc;

    public async Task Ask()
    {
        if (zone is not null)
            return;
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./js/place.js");
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(await module.InvokeAsync<string>("zone") ?? "");
    }

    /// <summary>For an input of date and hour.</summary>
    public string ToInput(Instant at) => Typed.Format(at.InZone(Zone).LocalDateTime);

    /// <summary>Null: empty, or no date and hour.</summary>
    public Instant? FromInput(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var parsed = Typed.Parse(text.Length > 16 ? text[..16] : text);
        return parsed.Success ? parsed.Value.InZoneLeniently(Zone).ToInstant() : null;
    }
}
