using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Engine.WebForms;

/// <summary>What a form can ask, and in which languages.</summary>
public static class FormFields
{
    /// <summary>What somebody wants to say in words of their own: the lead's first note.</summary>
    public const string Note = "note";

    /// <summary>In the notes of UTF-16 units.</summary>
    public const int LongestNote = 5_000;

    /// <summary>In the order of a form.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        LeadFields.FirstName.Name, LeadFields.LastName.Name, LeadFields.Email.Name, LeadFields.Phone.Name, LeadFields.Company.Name,
        LeadFields.Title.Name, LeadFields.Country.Name, Note,
    ];

    /// <summary>By one of these somebody can be answered.</summary>
    public static readonly IReadOnlyList<string> OfAnswer = [LeadFields.Email.Name, LeadFields.Phone.Name, LeadFields.Company.Name];

    public static readonly IReadOnlyList<string> Languages = ["en", "es", "pl", "ru"];

    /// <summary>The most that is taken, in UTF-16 units.</summary>
    public static int Longest(string field) =>
        field == Note ? LongestNote : LeadFields.All.First(known => known.Name == field).Longest;
}
