using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Board;

/// <summary>
/// The live board, for programs. The server calls <c>Changed(from, to, cards, gone)</c>;
/// a viewer whose last <c>to</c> is not the next <c>from</c> calls <see cref="Resume"/>.
/// </summary>
internal sealed class BoardHub(
    LiveBoard live, RevokedKeys revoked, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<BoardHub> log) : Hub
{
    /// <summary>
    /// A view of what the filter lets through, from now on; another one takes its place. Answers a <see cref="BoardOut"/>.
    /// </summary>
    public Task<CachedJson> Join(JsonElement? filter) => Answer(async key =>
    {
        var filters = filter is null or { ValueKind: JsonValueKind.Null } ? new() : StrictJson.Read<FilterIn>(filter.Value);
        var watch = await Watch(key, filters);
        // What its viewer tells from now on begins where this answer ends.
        var board = watch.View;
        Enter(key, watch);
        return CachedJson.Once(board, view => BoardOut.Of(view, live.Company.Currency));
    });

    /// <summary>Further cards of a column of this view.</summary>
    public Task<ColumnOut> More(string column, string? cursor) => Answer(_ =>
    {
        var viewer = Viewer ?? throw new HubException("Join first.");
        return Task.FromResult(ColumnOut.Of(viewer.Watch.View, Leads.LeadList.ReadEnum<Column>(column, "column"), cursor));
    });

    /// <summary>
    /// What changed after the sequence that the client has last: as <c>Changed</c> would have told it, or the whole board when that is
    /// shorter. On a new connection without a <see cref="Join"/> the view is that without a filter. Answers a <see cref="ResumeOut"/>.
    /// </summary>
    public Task<CachedJson> Resume(long itsLast) => Answer(async key =>
    {
        var viewer = Viewer ?? Enter(key, await Watch(key, new()));
        return await ResumeOut.Of(viewer.Watch, itsLast, live, contexts);
    });

    private BoardViewer? Viewer
    {
        get => Context.Items.TryGetValue(typeof(BoardViewer), out var viewer) ? (BoardViewer)viewer! : null;
        set => Context.Items[typeof(BoardViewer)] = value;
    }

    private async Task<BoardWatch> Watch(KeyIdentity key, FilterIn filters)
    {
        await live.UpToDate(Context.ConnectionAborted);
        return await live.Watch(filters.For(key.Actor, live.Company), Context.ConnectionAborted);
    }

    private BoardViewer Enter(KeyIdentity key, BoardWatch watch)
    {
        Viewer?.Dispose();
        var connection = BoardConnections.Of(Context);
        return Viewer = new(
            watch, message => connection.WriteAsync(message), () => revoked.Contains(key.Actor.Id), connection.Abort, time, log,
            Context.ConnectionAborted);
    }

    // A connection outlives a key: it is asked for again on every call.
    private async Task<KeyIdentity> Key()
    {
        await using var rows = await contexts.CreateDbContextAsync(Context.ConnectionAborted);
        return await ApiKeys.Find(rows, Context.User!.Actor().Id) ?? throw new HubException("This API key was revoked.");
    }

    private async Task<T> Answer<T>(Func<KeyIdentity, Task<T>> answer)
    {
        try
        {
            return await answer(await Key());
        }
        catch (Refusal refusal)
        {
            throw new HubException(refusal.Message);
        }
    }
}
