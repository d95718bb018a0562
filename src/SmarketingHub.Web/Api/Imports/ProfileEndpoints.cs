using System.Security.Claims;
using System.Text;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Imports;

/// <summary>A kept profile, without what it says.</summary>
/// <param name="Version">The ETag of the profile.</param>
/// <param name="ChangedBy">As events name actors.</param>
public sealed record ProfileOut(string Name, int Version, string ChangedBy, Instant ChangedAt);

/// <summary>Profiles that are kept under a name. Each is the very document that the command line takes.</summary>
internal static class ProfileEndpoints
{
    private const string IfMatch = "`If-Match` with the version that you know refuses it when somebody changed it since.";

    internal static void MapProfiles(this RouteGroupBuilder imports)
    {
        imports.MapGet("/profiles", All).WithSummary("Kept profiles, by their names").Produces<Page<ProfileOut>>();
        imports.MapGet("/profiles/{name}", One).WithSummary("A kept profile").Produces<ImportProfile>()
            .WithDescription("The document that the command line takes as a file; the ETag is its version.");
        imports.MapPut("/profiles/{name}", Keep).WithSummary("Keep a profile under a name").Produces<ImportProfile>()
            .Produces<ImportProfile>(201).WithDescription($"In place of what was kept so before. {IfMatch}");
        imports.MapDelete("/profiles/{name}", Delete).WithSummary("Delete a kept profile").Produces(204)
            .WithDescription($"Imports that went by it stay as they are. {IfMatch}");
    }

    private static async Task<Page<ProfileOut>> All(ClaimsPrincipal user, ImportProfiles profiles, CancellationToken cancellation) =>
        new([.. (await profiles.All(user.Actor(), cancellation))
            .Select(kept => new ProfileOut(kept.Name, kept.Version, kept.ChangedBy, kept.ChangedAt))], null);

    private static async Task<IResult> One(
        string name, HttpContext http, ClaimsPrincipal user, ImportProfiles profiles, CancellationToken cancellation) =>
        Answer(http, await profiles.Find(NameOf(http, name), user.Actor(), cancellation));

    private static async Task<IResult> Keep(
        string name, Body<ImportProfile> body, HttpContext http, ClaimsPrincipal user, ImportProfiles profiles)
    {
        var (kept, isNew) = await profiles.Keep(NameOf(http, name), () => ImportProfile.Parse(Encoding.UTF8.GetString(body.Bytes)),
            user.Actor(), http.KnownVersion(), http.Once(body.Bytes));
        return Answer(http, kept, isNew);
    }

    private static async Task<IResult> Delete(string name, HttpContext http, ClaimsPrincipal user, ImportProfiles profiles)
    {
        await profiles.Delete(NameOf(http, name), user.Actor(), http.KnownVersion());
        return Results.NoContent();
    }

    private static string NameOf(HttpContext http, string name) => EscapedPath.Behind(http, "profiles", [name])[0];

    private static IResult Answer(HttpContext http, KeptProfile kept, bool isNew = false)
    {
        http.Response.Headers.ETag = $"\"{kept.Version}\"";
        if (isNew)
            http.Response.Headers.Location = $"/api/v1/imports/profiles/{Uri.EscapeDataString(kept.Name)}";
        return Results.Text(kept.Json, "application/json", statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
