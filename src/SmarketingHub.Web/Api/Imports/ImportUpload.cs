using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Imports;

/// <summary>A file to be imported, as a request brings it.</summary>
internal static class ImportUpload
{
    private const long Longest = 256L << 20;

    internal static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint) =>
        endpoint.DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(Longest));

    /// <param name="as">What the address says, unless a form says otherwise.</param>
    /// <param name="profile">The name of a kept one.</param>
    internal static async Task<ImportRequest> Read(
        HttpRequest request, string? @as, string? profile, ImportProfiles profiles, Actor actor)
    {
        var how = @as is null ? ImportAs.New : LeadList.ReadEnum<ImportAs>(@as, "as");
        if (request.HasFormContentType)
            return await OfForm(await Form(request), how, profile, name => profiles.Read(name, actor));
        return request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true
            ? new() { Csv = request.Body, As = how, Profile = profile is null ? null : await profiles.Read(profile, actor) }
            : throw new BadHttpRequestException("Send text/csv, or multipart/form-data with the part 'file'.",
                StatusCodes.Status415UnsupportedMediaType);
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

    private static async Task<ImportRequest> OfForm(
        IFormCollection form, ImportAs how, string? named, Func<string, Task<ImportProfile>> read)
    {
        var file = form.Files["file"] ?? throw new InvalidArgument("file", "Send the CSV as the part 'file'.");
        var profile = form["profile"].ToString() is { Length: > 0 } text ? text
            : form.Files["profile"] is { } part ? await new StreamReader(part.OpenReadStream(), Encoding.UTF8).ReadToEndAsync() : named;
        return new()
        {
            Csv = file.OpenReadStream(),
            FileName = file.FileName is { Length: > 0 } name ? Path.GetFileName(name) : "import.csv",
            As = form["as"].ToString() is { Length: > 0 } said ? LeadList.ReadEnum<ImportAs>(said, "as") : how,
            Profile = profile is null ? null : await read(profile),
            Beside = name => form.Files.FirstOrDefault(f => f.FileName == name)?.OpenReadStream(),
        };
    }
}
