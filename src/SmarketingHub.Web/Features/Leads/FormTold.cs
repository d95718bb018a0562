using System.Text.Json.Nodes;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>
/// What was kept of a form that was filled in, as lines: its name, the page, the marks of its address, what was agreed to.
/// </summary>
internal static class FormTold
{
    /// <param name="text">As it is kept; null: the person was forgotten.</param>
    internal static string? Of(string? text)
    {
        if (text is null || JsonNode.Parse(text) is not JsonObject told)
            return null;
        var marks = (told["utm"] as JsonObject ?? []).Select(mark => $"utm_{mark.Key}={mark.Value}");
        return string.Join('\n', new[]
        {
            told["form"]?.ToString(), told["page"]?.ToString(), string.Join(" · ", marks), told["consent"]?["text"]?.ToString(),
        }.Where(line => !string.IsNullOrEmpty(line)));
    }
}
