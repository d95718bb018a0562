using System.Security.Claims;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Imports;

/// <summary>How an import stands.</summary>
/// <param name="Total">Rows in the file.</param>
/// <param name="Rows">Rows looked at: the sum of the four that follow.</param>
/// <param name="Added">New leads.</param>
/// <param name="Joined">Rows that joined or moved on a lead that was there.</param>
/// <param name="Skipped">Rows that were imported before.</param>
/// <param name="Rejects">The rejected rows as a CSV with line, field and reason: mend it and import it again.</param>
/// <param name="TakenBack">Left out: nobody took it back.</param>
public sealed record ImportOut(
    long Id, string FileName, ImportAs As, ImportState State, Instant StartedAt,
    int Total, int Rows, int Added, int Joined, int Skipped, int Rejected, string? Rejects, string? Error,
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
    private const long Longest = 256L << 20;

    internal static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("/", Start).WithSummary("Import a CSV file").Produces<ImportOut>(202).DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Longest))
            .WithDescription(
                "The file as the body (`text/csv`), or a form (`multipart/form-data`) with the parts `file`, `profile` (JSON) and the "
                    + "files that the profile names. `as` is `new` (the usual) or `history`.");
        imports.MapGet("/{id:long}", One).WithSummary("How an import stands, and its rejected rows").Produces<ImportOut>();
        imports.MapGet("/{id:long}/undo", Look).WithSummary("What taking an import back would do").Produces<UndoOut>();
        imports.MapPost("/{id:long}/undo", TakeBack).WithSummary("Take an import back as a whole").Produces<ImportOut>(202)
            .WithDescription(
                "Possible as long as nobody has worked on its leads since. Leads that it brought are gone, those that were there are as they "
                    + "were without it; the ledger keeps both. It is done in the background: `GET /imports/{id}` says `takingBack`, then "
                    + "`takenBack`. Sent again it changes nothing, or goes on after a stop, so no Idempotency-Key is needed.");
        imports.MapGet("/{id:long}/rejects", Rejects).WithSummary("The rejected rows as a file").Produces(200, contentType: "text/csv");
    }

    private static async Task<IResult> Start(string? @as, HttpRequest request, ClaimsPrincipal user, RunningImports imports)
    {
        var actor = user.Actor();
        var how = @as is null ? ImportAs.New : LeadList.ReadEnum<ImportAs>(@as, "as");
        var id = await imports.Start(request.HasFormContentType ? OfForm(await Form(request), how) : OfBody(request, how), actor);
        return Results.Accepted($"/api/v1/imports/{id}", Out(await imports.Find(id, actor)));
    }

    // What a client cut short or put together wrongly is its mistake, not ours.
    private static async Task<IFormCollection> Form(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = Longest });
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("The form cannot be read: send multipart/form-data, whole, with the part 'file'.");
        }
    }

    private static ImportRequest OfBody(HttpRequest request, ImportAs how) =>
        request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true
            ? new() { Csv = request.Body, As = how }
            : throw new BadHttpRequestException("Send text/csv, or multipart/form-data with the part 'file'.",
                StatusCodes.Status415UnsupportedMediaType);

    private static ImportRequest OfForm(IFormCollection form, ImportAs how)
    {
        var file = form.Files["file"] ?? throw new InvalidArgument("file", "Send the CSV as the part 'file'.");
        var profile = form["profile"].ToString() is { Length: > 0 } text ? text
            : form.Files["profile"] is { } part ? new StreamReader(part.OpenReadStream(), Encoding.UTF8).ReadToEnd() : null;
        return new()
        {
            Csv = file.OpenReadStream(),
            FileName = file.FileName is { Length: > 0 } name ? Path.GetFileName(name) : "import.csv",
            As = form["as"].ToString() is { Length: > 0 } said ? LeadList.ReadEnum<ImportAs>(said, "as") : how,
            Profile = profile is null ? null : ImportProfile.Parse(profile),
            Beside = name => form.Files.FirstOrDefault(f => f.FileName == name)?.OpenReadStream(),
        };
    }

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

    private static ImportOut Out(ImportRun run) => new(
        run.Id, run.FileName, run.As, run.State, run.StartedAt, run.Total, run.Rows, run.Added, run.Joined, run.Skipped, run.Rejected,
        run.Rejects, run.Error, run.TakenBackAt is { } at ? new(at, run.TakenBackBy!, run.TakenBackLeads) : null);
}
