namespace SmarketingHub.Web.Resources;

/// <summary>
/// The texts of the pages: <c>IStringLocalizer&lt;Texts&gt;</c> looks in the Texts.*.resx beside it.
/// The English text is the key; <c>clock: accept</c> and its kin keep apart what English writes alike.
/// </summary>
public sealed class Texts
{
    /// <summary>English is the key and the fallback.</summary>
    public static readonly string[] Languages = ["en", "es", "pl", "ru"];
}
