using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Features.Connected;

namespace SmarketingHub.Web.Api.Board;

/// <summary>
/// Keeps each connection at hand for its viewer. SignalR's own ways to call a client serialize for each one;
/// on the connection itself many can be sent the same bytes.
/// </summary>
internal sealed class BoardConnections(Connections connections, ILogger<DefaultHubLifetimeManager<BoardHub>> log)
    : DefaultHubLifetimeManager<BoardHub>(log)
{
    private static readonly ConditionalWeakTable<BoardChange, SerializedHubMessage> Messages = [];

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(HubConnectionContext)] = connection;
        if (connection.User.Identity is KeyIdentity key)
            connections.Enter(connection, new(null, key.Actor.Id, key.Name));
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.Leave(connection);
        return base.OnDisconnectedAsync(connection);
    }

    internal static HubConnectionContext Of(HubCallerContext caller) => (HubConnectionContext)caller.Items[typeof(HubConnectionContext)]!;

    /// <summary><c>Changed(from, to, cards, gone)</c>: what entered or changed and what left this view between two sequences.</summary>
    internal static SerializedHubMessage Changed(BoardChange change) => Messages.GetValue(change, static change =>
        new(new InvocationMessage("Changed", [change.From, change.To, change.Cards, change.Gone])));
}
