using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Calendars;

public sealed partial class FeedRows(HolidayFeeds feeds, Submission submission, Viewer viewer, TimeProvider time)
{
    private const long LongestFile = 1 << 20;
    private const int MostNamed = 12;

    private string? name, address, chosen;
    private bool toFound;
    private HolidayFeed? read;
    private ElementReference foundPart;

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
    public EventCallback<FeedAnswered> Answer { get; set; }

    // The focus goes to what was found, for whoever uses the keyboard.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!toFound)
            return;
        toFound = false;
        await foundPart.FocusAsync();
    }

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

    private Task AddRead() => submission.Run(_ =>
    {
        // One of its name may have been taken over from somebody else meanwhile.
        var (added, older) = (read!, Taken(read!));
        (read, name, address) = (null, null, null);
        if (older is not null)
            return Replace(older, added);
        Form.Feeds.Add(added);
        return Changed.InvokeAsync();
    });

    /// <summary>The file that it takes the place of, if there is one.</summary>
    /// <exception cref="InvalidArgument">Another feed has its name.</exception>
    private HolidayFeed? Taken(HolidayFeed found)
    {
        var older = Older(found);
        return older is null && Form.Feeds.Exists(known => known.Is(found.Name))
            ? throw new InvalidArgument("feed", $"There is a feed {found.Name} already; give another name.")
            : older;
    }

    /// <summary>The file that a newer one of its name takes the place of.</summary>
    private HolidayFeed? Older(HolidayFeed found) =>
        found.Address is null ? Form.Feeds.Find(known => known.Is(found.Name) && known.Address is null) : null;

    private (int Gone, int Come) Exchanged(HolidayFeed older, HolidayFeed newer)
    {
        var (before, after) = (FeedQuestion.Coming(older.Days, Today), FeedQuestion.Coming(newer.Days, Today));
        return (before.Except(after).Count(), after.Except(before).Count());
    }

    private LocalDate Today =>
        Instant.FromDateTimeOffset(time.GetUtcNow())
            .InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(Form.TimeZone) ?? DateTimeZone.Utc).Date;

    private string Question(HolidayFeed feed, FeedQuestion question)
    {
        var (known, left, since) = (FeedQuestion.Coming(feed.Days, Today), question.Left(feed.Rule, Today), viewer.Say(question.Since));
        var (gone, come) = (known.Except(left).Count(), left.Except(known).Count());
        string said = (left.Count, question.Kept) switch
        {
            (0, false) =>
                L["Since {0} it names no coming holiday any more. Days that stay meanwhile: {1}. Shall they go?", since, known.Count],
            (0, true) => L["Since {0} it names no coming holiday any more. Days that were kept: {1}.", since, known.Count],
            (_, false) => L["Since {0} it lacks {1} of {2} coming holidays. They stay meanwhile. Shall they go?", since, gone, known.Count],
            (_, true) => L["Since {0} it lacks {1} of {2} coming holidays. They were kept.", since, gone, known.Count],
        };
        return come == 0 ? said : $"{said} {L["New ones in it, which do not count until the others go: {0}.", come]}";
    }

    private static string Named(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? " …" : "");

    private Task AddAddress() => Read(async actor => await feeds.OfAddress(actor, Named(address), address, Form.TimeZone));

    private Task AddFile(InputFileChangeEventArgs chosen) => Read(async _ =>
    {
        if (chosen.File.Size > LongestFile)
            throw new InvalidArgument("feed", "The file has more than 1 MB; give one with the holidays alone.");
        using var bytes = new MemoryStream();
        await using var stream = chosen.File.OpenReadStream(LongestFile);
        await stream.CopyToAsync(bytes);
        return feeds.OfFile(Named(Path.GetFileNameWithoutExtension(chosen.File.Name)), new IcsFile(bytes.ToArray()), Form.TimeZone);
    });

    // A feed that nobody named is called after where it comes from.
    private string? Named(string? from) => string.IsNullOrWhiteSpace(name)
        ? Uri.TryCreate(from, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host
            : from is { Length: > CalendarText.LongestName } ? from[..CalendarText.LongestName] : from
        : name;

    private Task Read(Func<Actor, Task<HolidayFeed>> reading) => submission.Run(async actor =>
    {
        var feed = await reading(actor);
        var older = Taken(feed);
        (read, toFound) = (older is null ? feed : feed.InPlaceOf(older, Today), true);
    });
}
