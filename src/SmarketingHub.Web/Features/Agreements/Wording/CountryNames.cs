using System.Globalization;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>Countries in the viewer's language.</summary>
public static class CountryNames
{
    /// <summary>"Poland"; a code nobody knows reads as it is.</summary>
    public static string Of(string code) => Countries.NameOf(code, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? code;
}
