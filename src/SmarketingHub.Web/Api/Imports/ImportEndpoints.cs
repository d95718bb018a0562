using System.Security.Claims;
using System.Text;
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
public sealed record ImportOut(
    long Id, string FileName, ImportAs As, ImportState State, Instant StartedAt,
    int Total, int Rows, int Added, int Joined, int Skipped, int Rejected, string? Rejects, string? Error);

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

    private static ImportOut Out(ImportRun run) => new(
        run.Id, run.FileName, run.As, run.State, run.StartedAt, run.Total, run.Rows, run.Added, run.Joined, run.Skipped, run.Rejected,
        run.Rejects, run.Error);
}
