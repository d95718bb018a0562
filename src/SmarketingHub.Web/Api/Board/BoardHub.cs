using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Board;

/// <summary>What the server calls.</summary>
public interface IBoardViewer
{
    /// <summary>What entered or changed and what left this view between two sequences.</summary>
    Task Changed(long from, long to, IReadOnlyList<Card> cards, IReadOnlyList<long> gone);
}

/// <summary>The live board, for programs. A viewer whose last <c>to</c> is not the next <c>from</c> calls <see cref="Resume"/>.</summary>
public sealed class BoardHub(
    BoardFeed feed, IDbContextFactory<HubContext> contexts, IHubContext<BoardHub, IBoardViewer> hub, TimeProvider time, ILogger<BoardHub> log)
    : Hub<IBoardViewer>
{
    /// <summary>A view of what the filter lets through, from now on; another one takes its place.</summary>
    public Task<BoardOut> Join(JsonElement? filter) => Answer(async () =>
    {
        var asked = filter is { ValueKind: JsonValueKind.Object } given ? StrictJson.Read<FilterIn>(given) : new();
        return BoardOut.Of((await Enter(asked)).View, feed.Company.Currency);
    });

    /// <summary>Further cards of a column of this view.</summary>
    public Task<ColumnOut> More(string column, string? cursor) => Answer(async () =>
    {
        await Key();
        var viewer = Viewer ?? throw new HubException("Join first.");
        return ColumnOut.Of(viewer.View, Leads.LeadList.ReadEnum<Column>(column, "column"), cursor);
    });

    /// <summary>
    /// What changed after the sequence that the client has last: as <c>Changed</c> would have told it, or the whole board when that is shorter.
    /// On a new connection without a <see cref="Join"/> the view is that without a filter.
    /// </summary>
    public Task<ResumeOut> Resume(long itsLast) => Answer(async () =>
    {
        await Key();
        var viewer = Viewer ?? await Enter(new());
        await using var rows = await contexts.CreateDbContextAsync(Context.ConnectionAborted);
        return await ResumeOut.Of(viewer.View, viewer.Filter, itsLast, rows, feed.Company.Currency);
    });

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Viewer?.Dispose();
        return Task.CompletedTask;
    }

    private BoardViewer? Viewer
    {
        get => Context.Items.TryGetValue(typeof(BoardViewer), out var viewer) ? (BoardViewer)viewer! : null;
        set => Context.Items[typeof(BoardViewer)] = value;
    }

    private async Task<BoardViewer> Enter(FilterIn asked)
    {
        var key = await Key();
        await feed.UpToDate(Context.ConnectionAborted);
        Viewer?.Dispose();
        return Viewer = new(feed.Watch(asked.For(key.Actor, feed.Company)), hub.Clients.Client(Context.ConnectionId), IsValid, Context.Abort, time, log);
    }

    // A connection outlives a key: it is asked for again on every call.
    private async Task<KeyIdentity> Key() => await Find() ?? throw new HubException("This API key was revoked.");

    private async Task<KeyIdentity?> Find()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return await ApiKeys.Find(rows, Context.User!.Actor().Id);
    }

    private async Task<bool> IsValid() => await Find() is not null;

    private static async Task<T> Answer<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Refusal refusal)
        {
            throw new HubException(refusal.Message);
        }
    }
}
