using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>The kept profile that somebody began with, as it was then.</summary>
/// <param name="Json">Empty: it is another version by now.</param>
public sealed record BegunWith(string Name, int Version, string Json)
{
    public static BegunWith Of(KeptProfile kept) => new(kept.Name, kept.Version, kept.Json);

    /// <summary>Something else was chosen since.</summary>
    public bool IsChanged(ImportProfile now) => now.ToJson() != Json;
}
