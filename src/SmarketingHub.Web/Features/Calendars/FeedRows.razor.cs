using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Calendars;

public sealed partial class FeedRows(HolidayFeeds feeds, Me me, Viewer viewer)
{
    private const long LongestFile = 1 << 20;

    private string? name, address, wrong, wrongText;
    private bool busy;

    [Parameter, EditorRequired]
    public required CalendarForm Form { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>How the addresses of the saved feeds were last read.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, FeedStatus> Statuses { get; set; } = new Dictionary<string, FeedStatus>();

    /// <summary>Those of the saved version.</summary>
    [Parameter]
    public IReadOnlyList<HolidayFeed> Saved { get; set; } = [];

    [Parameter]
    public EventCallback Changed { get; set; }

    [Parameter]
    public EventCallback<HolidayFeed> Refresh { get; set; }

    private bool IsSaved(HolidayFeed feed) => Saved.Any(saved => saved.Is(feed.Name) && saved.Address == feed.Address);

    private FeedStatus? StatusOf(HolidayFeed feed) => IsSaved(feed) ? Statuses.Of(feed) : null;

    // A secret address opens a whole calendar: only who may change it sees more than where it leads.
    private string? From(HolidayFeed feed) => ReadOnly && feed.Address is { } address ? new Uri(address).Host : feed.Address;

    private Instant Good(HolidayFeed feed) => StatusOf(feed)?.GoodAt ?? feed.TakenAt;

    private Task Replace(HolidayFeed feed, HolidayFeed? with)
    {
        var at = Form.Feeds.IndexOf(feed);
        Form.Feeds.RemoveAt(at);
        if (with is not null)
            Form.Feeds.Insert(at, with);
        return Changed.InvokeAsync();
    }

    private Task AddAddress() => Try(async () => await feeds.OfAddress(await me.Actor(), Named(address), address, Form.TimeZone));

    private Task AddFile(InputFileChangeEventArgs chosen) => Try(async () =>
    {
        if (chosen.File.Size > LongestFile)
            throw new InvalidArgument("feed", "The file has more than 1 MB; give one with the holidays alone.");
        using var reader = new StreamReader(chosen.File.OpenReadStream(LongestFile));
        var text = await reader.ReadToEndAsync();
        return feeds.OfFile(Named(Path.GetFileNameWithoutExtension(chosen.File.Name)), text, Form.TimeZone);
    });

    // A feed that nobody named is called after where it comes from.
    private string? Named(string? from) => string.IsNullOrWhiteSpace(name)
        ? Uri.TryCreate(from, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : from is { Length: > CalendarText.LongestName } ? from[..CalendarText.LongestName] : from
        : name;

    private async Task Try(Func<Task<HolidayFeed>> read)
    {
        if (busy)
            return;
        (busy, wrong, wrongText) = (true, null, null);
        try
        {
            var feed = await read();
            if (Form.Feeds.Exists(known => known.Is(feed.Name)))
                throw new InvalidArgument("feed", $"There is a feed {feed.Name} already; give another name.");
            Form.Feeds.Add(feed);
            (name, address) = (null, null);
            await Changed.InvokeAsync();
        }
        catch (InvalidArgument refusal)
        {
            (wrong, wrongText) = (refusal.Field, L.Said(refusal, viewer));
        }
        catch (Refusal refusal)
        {
            wrongText = L.Said(refusal, viewer);
        }
        finally
        {
            busy = false;
        }
    }
}
