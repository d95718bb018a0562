using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>What was chosen for a file, as the browser's tab keeps it: the page's named fields.</summary>
/// <param name="FileName">Empty: no file was chosen yet.</param>
/// <param name="Begun">The kept profile that it began with, and in which version.</param>
public sealed record UnsavedChoices(string FileName, ImportAs? As, ImportProfile Profile, string? ProfileName, string? Begun, int Version)
{
    /// <summary>Null: nothing is kept, or it is none of ours.</summary>
    public static UnsavedChoices? Read(string json)
    {
        try
        {
            if (json.Length == 0 || JsonSerializer.Deserialize<Dictionary<string, string[]>>(json) is not { } fields)
                return null;
            string One(string field) => fields.GetValueOrDefault(field) is [var only, ..] ? only : "";
            return new(One("import.file"), Enum.TryParse<ImportAs>(One("import.as"), out var how) ? how : null,
                ImportProfile.Parse(One("import.profile")), One("import.name") is { Length: > 0 } name ? name : null,
                One("import.begun") is { Length: > 0 } begun ? begun : null,
                int.TryParse(One("import.version"), out var version) ? version : 0);
        }
        catch (Exception error) when (error is JsonException or InvalidArgument)
        {
            return null;
        }
    }
}
