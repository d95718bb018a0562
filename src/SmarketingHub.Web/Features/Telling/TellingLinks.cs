using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Web.Features.Telling;

/// <summary>
/// What the links in messages lead to. Opened, each shows a page; programs that look at every link of a mail change nothing. Only a press
/// acts, or the one POST of a mail program (RFC 8058). Who has the link may: nobody is asked to sign in.
/// </summary>
public static class TellingLinks
{
    // Before the pages of the same addresses, which show them.
    private const int First = -1;

    public static void MapTelling(this WebApplication app)
    {
        app.MapPost("/told/stop/{token}", Stop).AllowAnonymous().DisableAntiforgery().WithOrder(First).ExcludeFromDescription();
        app.MapPost("/told/arrived/{token}", Arrived).AllowAnonymous().DisableAntiforgery().WithOrder(First).ExcludeFromDescription();
    }

    private static async Task<IResult> Stop(
        string token, HttpContext context, Door door, IDbContextFactory<HubContext> contexts, LetterSender sender)
    {
        await using var rows = await contexts.CreateDbContextAsync(context.RequestAborted);
        if (await door.StopTelling(rows, token) is null)
            return Results.NotFound();
        sender.Wake();
        // A mail program is told that it is done, and sent nowhere else.
        var isOneClick = context.Request.HasFormContentType
            && (await context.Request.ReadFormAsync(context.RequestAborted)).ContainsKey("List-Unsubscribe");
        return isOneClick ? Results.Text("OK") : Results.LocalRedirect($"/told/stop/{Uri.EscapeDataString(token)}");
    }

    private static async Task<IResult> Arrived(string token, Door door) =>
        await door.ProveArrival(token) is null ? Results.NotFound() : Results.LocalRedirect($"/told/arrived/{Uri.EscapeDataString(token)}");
}
