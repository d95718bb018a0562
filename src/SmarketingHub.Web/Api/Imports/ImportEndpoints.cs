using System.Security.Claims;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Imports;

/// <summary>How an import stands.</summary>
/// <param name="Total">Rows in the file.</param>
/// <param name="Rows">Rows looked at: the sum of the four that follow.</param>
/// <param name="Added">New leads.</param>
/// <param name="Joined">Rows that joined or moved on a lead that was there.</param>
/// <param name="Skipped">Rows that were imported before.</param>
/// <param name="LeftOut">Values that are not in their leads for a reason, and kept with them.</param>
/// <param name="Report">
/// What became of the columns, what was left out, and the words that nobody knows here; null in a list, and when it is too old.
/// </param>
/// <param name="Rejects">The rejected rows as a CSV with line, field and reason: mend it and import it again.</param>
/// <param name="TakenBack">Left out: nobody took it back.</param>
public sealed record ImportOut(
    long Id, string FileName, ImportAs As, ImportState State, Instant StartedAt,
    int Total, int Rows, int Added, int Joined, int Skipped, int Rejected, int LeftOut, ImportReport? Report,
    string? Rejects, string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImportUndone? TakenBack);

/// <summary>That an import is taken back.</summary>
/// <param name="At">When somebody began to.</param>
/// <param name="By"><c>person:7</c>, <c>key:12</c> or <c>system</c>, a command.</param>
/// <param name="Leads">So many of its leads are gone, or as they were without it.</param>
public sealed record ImportUndone(Instant At, string By, int Leads);

/// <summary>What taking an import back would do.</summary>
/// <param name="CanBe">It can be taken back now.</param>
/// <param name="WhyNot">Why it cannot, whatever its leads; null: nothing about the import itself is against it.</param>
/// <param name="Gone">Leads that it brought and that would be gone.</param>
/// <param name="PutBack">Leads that were there and would be as they were without it.</param>
/// <param name="InTheWay">Leads that stand in the way: somebody worked on them since, or what its row did cannot be taken back.</param>
/// <param name="Leads">The first 20 of these, and why.</param>
public sealed record UndoOut(bool CanBe, string? WhyNot, int Gone, int PutBack, int InTheWay, IReadOnlyList<InTheWayOut> Leads);

public sealed record InTheWayOut(long Lead, string Why);

/// <summary>CSV uploads. A file can be sent again at any time: what was imported is skipped.</summary>
internal static class ImportEndpoints
{
    private const string Upload =
        "The file as the body (`text/csv`), or a form (`multipart/form-data`) with the parts `file`, `profile` (JSON, or the name of "
            + "a kept one) and the files that the profile names. `as` is `new` (the usual) or `history`; `profile` names a kept one.";

    internal static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapGet("/", All).WithSummary("Imports, the newest first").Produces<Page<ImportOut>>()
            .WithDescription("Without reports and rejected rows: one import has them.");
        imports.MapPost("/", Start).WithSummary("Import a CSV file").Produces<ImportOut>(202).TakesFile().WithDescription(Upload);
        imports.MapPost("/preview", Preview).WithSummary("What a file would become, before it is imported").Produces<ImportPreview>()
            .TakesFile().WithDescription(
                $"{Upload} Takes what importing it takes, and writes nothing. Of a file of 8 MiB or more, or of more than 5,000 rows, "
                    + "only the beginning is read: so much is enough to send.");
        imports.MapGet("/{id:long}", One).WithSummary("How an import stands, and its rejected rows").Produces<ImportOut>();
        imports.MapGet("/{id:long}/undo", Look).WithSummary("What taking an import back would do").Produces<UndoOut>();
        imports.MapPost("/{id:long}/undo", TakeBack).WithSummary("Take an import back as a whole").Produces<ImportOut>(202)
            .WithDescription(
                "Possible as long as nobody has worked on its leads since. Leads that it brought are gone, those that were there are as "
                    + "they were without it; the ledger keeps both. It is done in the background: `GET /imports/{id}` says `takingBack`, "
                    + "then `takenBack`. Sent again it changes nothing, or goes on after a stop, so no Idempotency-Key is needed.");
        imports.MapGet("/{id:long}/rejects", Rejects).WithSummary("The rejected rows as a file").Produces(200, contentType: "text/csv");
        imports.MapPost("/{id:long}/stop", Stop).WithSummary("Stop a running import").Produces<ImportOut>()
            .WithDescription("What is imported stays; the same file sent again goes on. One that has ended is left as it is.");
        imports.MapProfiles();
    }

    private static async Task<Page<ImportOut>> All(
        string? cursor, int? limit, ClaimsPrincipal user, RunningImports imports, CancellationToken cancellation)
    {
        var (most, before) = (Cursor.Limit(limit), cursor is null ? (long?)null : Cursor.ReadNumber(cursor));
        var found = await imports.Recent(user.Actor(), most + 1, before, cancellation);
        return new([.. found.Take(most).Select(Out)], found.Count > most ? Cursor.Of(found[most - 1].Id) : null);
    }

    private static async Task<IResult> Start(
        string? @as, string? profile, HttpRequest request, ClaimsPrincipal user, RunningImports imports, ImportProfiles profiles)
    {
        var actor = user.Actor();
        var id = await imports.Start(await ImportUpload.Read(request, @as, profile, profiles, actor), actor);
        return Results.Accepted($"/api/v1/imports/{id}", Out(await imports.Find(id, actor)));
    }

    private static async Task<ImportPreview> Preview(
        string? @as, string? profile, HttpRequest request, ClaimsPrincipal user, Importer importer, ImportProfiles profiles,
        CancellationToken cancellation) =>
        await importer.Preview(await ImportUpload.Read(request, @as, profile, profiles, user.Actor()), user.Actor(), cancellation);

    private static async Task<ImportOut> One(long id, ClaimsPrincipal user, RunningImports imports) =>
        Out(await imports.Find(id, user.Actor()));

    private static async Task<IResult> Rejects(long id, ClaimsPrincipal user, RunningImports imports) =>
        Results.Text((await imports.Find(id, user.Actor())).Rejects ?? "", "text/csv", Encoding.UTF8);

    private static async Task<UndoOut> Look(long id, ClaimsPrincipal user, ImportUndo undo, CancellationToken stop)
    {
        var look = await undo.Look(id, user.Actor(), stop);
        return new(look.CanBe, look.WhyNot?.ToString(), look.Gone, look.PutBack, look.InTheWay,
            [.. look.First.Select(lead => new InTheWayOut(lead.Lead, lead.Why.ToString()))]);
    }

    private static async Task<IResult> TakeBack(long id, ClaimsPrincipal user, ImportUndo undo) =>
        Results.Accepted($"/api/v1/imports/{id}", Out(await undo.Start(id, user.Actor())));

    private static async Task<ImportOut> Stop(long id, ClaimsPrincipal user, RunningImports imports) =>
        Out(await imports.Stop(id, user.Actor()));

    private static ImportOut Out(ImportRun run) => new(
        run.Id, run.FileName, run.As, run.State, run.StartedAt, run.Total, run.Rows, run.Added, run.Joined, run.Skipped, run.Rejected,
        run.LeftOut, ImportReport.Read(run.Report), run.Rejects, run.Error,
        run.TakenBackAt is { } at ? new(at, run.TakenBackBy!, run.TakenBackLeads) : null);
}
