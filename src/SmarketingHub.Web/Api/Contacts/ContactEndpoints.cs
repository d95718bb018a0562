using System.Security.Claims;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Forgetting;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Contacts;

/// <summary>Why a person is forgotten. A list: the ledger keeps it for ever, and words there could tell of the person again.</summary>
public sealed record ForgetIn
{
    public ForgetReason? Reason { get; init; }
}

public enum LogCutState
{
    /// <summary>Nothing of the person is left in the file and its log.</summary>
    Done,

    /// <summary>Somebody still reads what was there before; the log is cut as soon as they are done.</summary>
    Owed,
}

/// <summary>A person who was forgotten.</summary>
/// <param name="Contact">Of several contacts of the person, the one that the others were merged into.</param>
/// <param name="Leads">All leads of the person; they stay.</param>
/// <param name="Before">It was so already; nothing was left to be done.</param>
/// <param name="Copies">Files beside the data that an upgrade or a restore made, and that still hold what was there then.</param>
public sealed record ForgottenOut(
    long Contact, IReadOnlyList<long> Leads, Instant ForgottenAt, bool Before, LogCutState LogCut, IReadOnlyList<string> Copies);

/// <summary>People in the world.</summary>
internal static class ContactEndpoints
{
    internal static void MapContacts(this RouteGroupBuilder api) =>
        api.MapGroup("/contacts").WithTags("Contacts").MapPost("/{id:long}/forget", Forget).WithSummary("Forget a person")
            .Produces<ForgottenOut>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(422)
            .WithDescription(
                "Administrators only. A lead tells its `contact`. What is personal goes for good; the leads stay with what happened to "
                    + "them, and the ledger still verifies. Forgotten twice, nothing changes.");

    private static async Task<ForgottenOut> Forget(
        long id, Body<ForgetIn> body, HttpContext http, ClaimsPrincipal user, Forgetter forgetter, LogCut cut)
    {
        var (actor, once) = (user.Actor(), http.Once(body.Bytes));
        // Whoever may not forget is not told what would be right.
        if (!actor.Forgets())
            throw new NotAllowed("Only administrators forget a person.");
        var reason = body.Value.Reason
            ?? throw new InvalidArgument("reason", "Say why: erasureRequest, consentWithdrawn, noLongerNeeded, keptTooLong or other.");
        var forgotten = await forgetter.Forget(actor, id, reason, once);
        return new(forgotten.Contact, forgotten.Leads, forgotten.At, forgotten.Before,
            forgotten.IsCut ? LogCutState.Done : LogCutState.Owed, cut.Copies());
    }
}
