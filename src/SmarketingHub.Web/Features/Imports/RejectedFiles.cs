using System.Security.Claims;
using System.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Features.Imports;

/// <summary>The rejected rows of an import, as a browser takes files: by a link.</summary>
internal static class RejectedFiles
{
    internal static void MapRejectedFiles(this WebApplication app) =>
        app.MapGet("/imports/{id:long}/rejected.csv", Get).RequireAuthorization(SignIn.Importers).ExcludeFromDescription();

    private static async Task<IResult> Get(long id, ClaimsPrincipal user, LiveBoard live, RunningImports imports)
    {
        var run = await imports.Find(id, Actor.Of(live.Company.Person(user.PersonId())!));
        if (run.Rejects is not { } rejects)
            throw new NotFound($"Import {id} has no rejected rows.");
        // With a mark, by which spreadsheets know the text.
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(rejects)], "text/csv; charset=utf-8",
            $"{Path.GetFileNameWithoutExtension(run.FileName)}.rejected.csv");
    }
}
