using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Web.Features.WebForms.Public;

/// <summary>What somebody is shown of a form.</summary>
/// <param name="Form">Which.</param>
/// <param name="Sent">What is typed so far, in which language and from where.</param>
/// <param name="Token">Says when it was served.</param>
public sealed record FormView(WebForm Form, FormSent Sent, string Token)
{
    /// <summary>By fields, what would be right.</summary>
    public IReadOnlyDictionary<string, string> Mistakes { get; init; } = new Dictionary<string, string>();

    /// <summary>What is to be said above the form.</summary>
    public string? Alert { get; init; }

    /// <summary>It was sent: nothing but thanks is left.</summary>
    public bool IsSent { get; init; }

    public FormWords Words => Form.In(Sent.Language);

    /// <summary>The field to begin with: the first that is wrong.</summary>
    public string? First => Form.Fields.Append("consent").FirstOrDefault(Mistakes.ContainsKey);
}
