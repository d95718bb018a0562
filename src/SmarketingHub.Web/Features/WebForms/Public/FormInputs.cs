namespace SmarketingHub.Web.Features.WebForms.Public;

/// <summary>How browsers ask for each field, so that they and phones help to fill it in.</summary>
public static class FormInputs
{
    /// <summary>Seen by programs alone: what fills it in is none of a person's doing.</summary>
    public const string Hidden = "more_about_topic";

    internal static string Type(string field) => field switch
    {
        "email" => "email",
        "phone" => "tel",
        _ => "text",
    };

    internal static string Autocomplete(string field) => field switch
    {
        "firstName" => "given-name",
        "lastName" => "family-name",
        "email" => "email",
        "phone" => "tel",
        "company" => "organization",
        "title" => "organization-title",
        "country" => "country-name",
        _ => "off",
    };

    /// <summary>Its label, as a key of our texts.</summary>
    internal static string Label(string field) => field switch
    {
        "firstName" => "First name",
        "lastName" => "Last name",
        "email" => "Email",
        "phone" => "Phone",
        "company" => "Company",
        "title" => "Job title",
        "country" => "Country",
        _ => "Your message",
    };
}
