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
        // Programs that try whether a link leads anywhere.
        app.MapMethods("/told/{page:regex(^(stop|arrived)$)}/{token}", [HttpMethods.Head], () => Results.Ok()).AllowAnonymous()
            .WithOrder(First).ExcludeFromDescription();
        app.MapPost("/told/stop/{token}", Stop).AllowAnonymous().DisableAntiforgery().WithOrder(First).ExcludeFromDescription();
        app.MapPost("/told/arrived/{token}", Arrived).AllowAnonymous().DisableAntiforgery().WithOrder(First).ExcludeFromDescription();
    }

    private static async Task<IResult> Stop(
        string token, HttpContext context, Door door, IDbContextFactory<HubContext> contexts, LetterSender sender)
    {
        await using var rows = await contexts.CreateDbContextAsync(context.RequestAborted);
        var isStopped = await door.StopTelling(rows, token) is not null;
        if (isStopped)
            sender.Wake();
        // A mail program is told that it is done, and sent nowhere else.
        var isOneClick = context.Request.HasFormContentType
            && (await context.Request.ReadFormAsync(context.RequestAborted)).ContainsKey("List-Unsubscribe");
        return !isOneClick ? Page("stop", token) : isStopped ? Results.Text("OK") : Results.NotFound();
    }

    private static async Task<IResult> Arrived(string token, Door door)
    {
        await door.ProveArrival(token);
        return Page("arrived", token);
    }

    // It says how it is now, also that the link is not valid any more.
    private static IResult Page(string page, string token) => Results.LocalRedirect($"/told/{page}/{Uri.EscapeDataString(token)}");
}
