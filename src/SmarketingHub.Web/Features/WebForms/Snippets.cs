using System.Net;
using System.Text;
using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Features.WebForms.Public;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.WebForms;

/// <summary>What is put into the page of another site.</summary>
internal static class Snippets
{
    /// <summary>The referrer policy tells us the page with its marks of campaigns, without a script.</summary>
    internal static string Frame(WebForm form, string address) =>
        $"""
        <iframe src="{Text(address)}" title="{Text(form.Words[0].Title)}" loading="lazy"
          referrerpolicy="no-referrer-when-downgrade" style="width:100%;height:{120 + 90 * form.Fields.Count}px;border:0"></iframe>
        """;

    /// <summary>A form in the site's own look. Who sends it looks at it once more here.</summary>
    internal static string Plain(WebForm form, string address, IStringLocalizer<Texts> l)
    {
        var words = form.Words[0];
        var html = new StringBuilder();
        html.AppendLine($"""<form method="post" action="{Text(address)}">""");
        html.AppendLine($"""  <input type="hidden" name="lang" value="{words.Language}">""");
        foreach (var name in FormSent.UtmNames)
            html.AppendLine($"""  <input type="hidden" name="utm_{name}">""");
        foreach (var field in form.Fields)
        {
            var required = form.Required.Contains(field) ? " required" : "";
            var input = field == FormFields.Note
                ? $"""<textarea name="{field}" rows="5"{required}></textarea>"""
                : $"""
                   <input name="{field}" type="{FormInputs.Type(field)}" autocomplete="{FormInputs.Autocomplete(field)}"{required}>
                   """.Trim();
            html.AppendLine($"  <p><label>{Text(l[FormInputs.Label(field)])}<br>{input}</label></p>");
        }
        html.AppendLine($"""
              <p style="display:none"><label>{Text(l["Leave this empty"])} <input name="{FormInputs.Hidden}" tabindex="-1"></label></p>
            """);
        var needed = form.IsConsentRequired ? " required" : "";
        if (words.Consent is { } consent)
            html.AppendLine($"""
                  <p><label><input name="consent" type="checkbox" value="{form.ConsentVersion}"{needed}>
                    {Text(consent)}</label></p>
                """);
        html.Append($"""
              <p><button>{Text(l["Send"])}</button></p>
            </form>
            """);
        return html.ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
