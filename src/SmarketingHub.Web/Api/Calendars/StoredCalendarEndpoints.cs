using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>The company's calendars and their holiday feeds.</summary>
internal static class StoredCalendarEndpoints
{
    private const string IfMatch =
        "Each change is a new version, for clocks that start after it. `If-Match` with the version that you know refuses it when somebody "
            + "made another.";

    internal static void MapStored(this RouteGroupBuilder calendars)
    {
        calendars.MapGet("/", All).WithSummary("Calendars, the newest version of each").Produces<Page<StoredCalendarOut>>();
        calendars.MapGet("/{id}", One).WithSummary("A calendar, its versions and which agreements use it").Produces<StoredCalendarOut>()
            .WithDescription("The newest version, or the one that `version` names.");
        calendars.MapPost("/", Create).WithSummary("Make or copy a calendar").Produces<StoredCalendarOut>(201);
        calendars.MapPut("/{id}", Change).WithSummary("Change a calendar").WithDescription(IfMatch).Produces<StoredCalendarOut>();
        calendars.MapPost("/{id}/feeds", AddFeed).WithSummary("Add holidays from an iCalendar file or address").WithDescription(IfMatch)
            .Produces<StoredCalendarOut>(201);
        calendars.MapPost("/{id}/feeds/preview", Preview).WithSummary("What a feed would bring, before it is added").Produces<FeedOut>()
            .WithDescription("Takes what adding it takes, reads the address, and keeps nothing.");
        calendars.MapPut("/{id}/feeds/{name}", Rule).WithSummary("Say what of a feed counts").Produces<StoredCalendarOut>()
            .WithDescription($"The same rule again says that its new events were looked at. {IfMatch}");
        calendars.MapPost("/{id}/feeds/{name}/let-go", LetGo).WithSummary("Take a feed's answer that leaves no coming days, or few")
            .WithDescription(IfMatch).Produces<StoredCalendarOut>();
        calendars.MapPost("/{id}/feeds/{name}/keep", Keep).WithSummary("Keep the coming days that a feed does not say any more")
            .WithDescription(IfMatch).Produces<StoredCalendarOut>();
        calendars.MapPost("/{id}/feeds/{name}/refresh", Refresh).WithSummary("Read a feed's address now").Produces<StoredCalendarOut>()
            .WithDescription("A broken or unreachable feed keeps its last good days: see its `error`.");
        calendars.MapPost("/{id}/feeds/{name}/hide", Hide).WithSummary("Count none of a feed's days, and keep them")
            .WithDescription(IfMatch).Produces<StoredCalendarOut>();
        calendars.MapPost("/{id}/feeds/{name}/show", Show).WithSummary("Count a hidden feed's days again").WithDescription(IfMatch)
            .Produces<StoredCalendarOut>();
        calendars.MapDelete("/{id}/feeds/{name}", Remove).WithSummary("Remove a feed with its days").WithDescription(IfMatch)
            .Produces<StoredCalendarOut>();
    }

    private static async Task<Page<StoredCalendarOut>> All(
        ClaimsPrincipal user, HubContext rows, LiveBoard board, CancellationToken cancellation)
    {
        var (actor, company, statuses) = (user.Actor(), await board.CompanyUpToDate(cancellation), CalendarList.FeedStatuses(rows));
        return new([.. CalendarList.Newest(rows).Where(c => actor.Sees(company, c.Id))
            .Select(c => StoredCalendarOut.Of(c, statuses.GetValueOrDefault(c.Id) ?? new Dictionary<string, FeedStatus>(), company,
                actor))], null);
    }

    private static Task<IResult> One(string id, int? version, HttpContext http, ClaimsPrincipal user, HubContext rows, LiveBoard board) =>
        Answer(http, rows, board, user.Actor(), id, version: version);

    private static async Task<IResult> Create(
        Body<StoredCalendarIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board)
    {
        var (actor, once) = (user.Actor(), http.Once(body.Bytes));
        var number = await door.Do(actor, write => write.Once(once, () =>
        {
            CalendarCommands.Allow(actor);
            return write.CreateCalendar(body.Value.ToText(body.Value.CopyOf is { } other ? Copied(write, other) : null)).Number;
        }).LeadId);
        return await Answer(http, rows, board, actor, CalendarList.Newest(rows).First(c => c.Number == number).Id, created: true);
    }

    private static CalendarDocument Copied(Write write, string id)
    {
        PlainText.Check(id, "copyOf");
        try
        {
            return CalendarList.One(write.Rows, id);
        }
        catch (NotFound none)
        {
            throw new InvalidArgument("copyOf", none.Message);
        }
    }

    private static Task<IResult> Change(
        string id, Body<StoredCalendarIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board) =>
        Do(id, http, body.Bytes, user.Actor(), door, rows, board, write =>
        {
            var known = write.Known(id, http.KnownVersion());
            return write.ChangeCalendar(id, known.Version,
                body.Value.CopyOf is null ? body.Value.ToText() : throw new InvalidArgument("copyOf", "Only a new calendar is a copy."));
        });

    private static async Task<IResult> AddFeed(
        string id, Body<FeedIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board,
        HolidayFeeds feeds)
    {
        var (actor, once) = (user.Actor(), http.Once(body.Bytes));
        // All that could refuse it, or has answered it, is asked before anything is fetched.
        if (await door.Do(actor,
            write => write.DoneBefore(once) is null ? write.Known(id, http.KnownVersion()) : null) is not { TimeZone: var zone })
            return await Answer(http, rows, board, actor, id, created: true);
        var feed = await Read(body.Value, actor, zone, feeds, http);
        return await Do(id, http, body.Bytes, actor, door, rows, board, write => write.AddFeed(id, http.KnownVersion(), feed),
            created: true);
    }

    private static async Task<FeedOut> Preview(
        string id, Body<FeedIn> body, HttpContext http, ClaimsPrincipal user, Door door, HolidayFeeds feeds)
    {
        var (actor, zone) = (user.Actor(), await door.Do(user.Actor(), write => write.Known(id, null).TimeZone));
        return FeedOut.Of((await Read(body.Value, actor, zone, feeds, http)).Decided(), null, zone, actor);
    }

    private static async Task<HolidayFeed> Read(FeedIn request, Actor actor, string zone, HolidayFeeds feeds, HttpContext http)
    {
        var rule = FeedRule.Check(request.Rule);
        return (request.Ics, request.Address) switch
        {
            ({ } ics, null) => feeds.OfFile(request.Name, ics, zone),
            (null, { } address) => await feeds.OfAddress(actor, request.Name, address, zone, http.RequestAborted),
            _ => throw new InvalidArgument("address", "Give either ics or address."),
        } with
        { Rule = rule };
    }

    private static Task<IResult> Rule(
        string id, string name, Body<FeedRuleIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows,
        LiveBoard board) =>
        Do(id, http, body.Bytes, user.Actor(), door, rows, board, write =>
        {
            var known = write.Known(id, http.KnownVersion());
            return write.RuleFeed(id, known.Version, name, body.Value.Rule);
        });

    private static Task<IResult> LetGo(
        string id, string name, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board) =>
        Do(id, http, [], user.Actor(), door, rows, board, write => write.LetFeedGo(id, http.KnownVersion(), name));

    private static Task<IResult> Keep(
        string id, string name, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board) =>
        Do(id, http, [], user.Actor(), door, rows, board, write => write.KeepFeed(id, http.KnownVersion(), name));

    private static async Task<IResult> Refresh(
        string id, string name, HttpContext http, ClaimsPrincipal user, HubContext rows, LiveBoard board, HolidayFeeds feeds)
    {
        await feeds.Refresh(user.Actor(), id, name, http.RequestAborted);
        return await Answer(http, rows, board, user.Actor(), id);
    }

    private static Task<IResult> Hide(
        string id, string name, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board) =>
        Do(id, http, [], user.Actor(), door, rows, board, write => write.HideFeed(id, http.KnownVersion(), name, hidden: true));

    private static Task<IResult> Show(
        string id, string name, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board) =>
        Do(id, http, [], user.Actor(), door, rows, board, write => write.HideFeed(id, http.KnownVersion(), name, hidden: false));

    private static Task<IResult> Remove(
        string id, string name, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board) =>
        Do(id, http, [], user.Actor(), door, rows, board, write => write.RemoveFeed(id, http.KnownVersion(), name));

    private static async Task<IResult> Do(
        string id, HttpContext http, byte[] body, Actor actor, Door door, HubContext rows, LiveBoard board,
        Func<Write, CalendarDocument> change, bool created = false)
    {
        var once = http.Once(body);
        await door.Do(actor, write => write.Once(once, () => change(write).Number));
        return await Answer(http, rows, board, actor, id, created);
    }

    /// <summary>The calendar as it is now, with its version as the ETag.</summary>
    private static async Task<IResult> Answer(
        HttpContext http, HubContext rows, LiveBoard board, Actor actor, string id, bool created = false, int? version = null)
    {
        var (company, versions) = (await board.CompanyUpToDate(http.RequestAborted), CalendarList.Versions(rows, id));
        if (versions.Count == 0 || !actor.Sees(company, id))
            throw new NotFound($"There is no calendar {id}.");
        var wanted = version is null
            ? versions[0]
            : versions.FirstOrDefault(c => c.Version == version) ?? throw new NotFound($"The calendar {id} has no version {version}.");
        http.Response.Headers.ETag = $"\"{wanted.Version}\"";
        var calendar = StoredCalendarOut.Of(wanted, CalendarList.FeedStatuses(rows, id), company, actor) with
        {
            Versions = [.. versions.Select(c => new CalendarVersionOut(c.Version, StoredCalendarOut.FromOf(c), c.By))],
        };
        return created ? Results.Created($"/api/v1/calendars/{id}", calendar) : Results.Ok(calendar);
    }
}
