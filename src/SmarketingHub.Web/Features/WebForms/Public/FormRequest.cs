using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Web.Features.WebForms.Public;

/// <summary>What a browser says when it asks for a form or sends one.</summary>
internal static class FormRequest
{
    /// <summary>All that may be sent, in bytes.</summary>
    internal const int LongestBody = 64 * 1024;

    private static readonly Microsoft.AspNetCore.Http.Features.FormOptions Bounds = new()
    {
        ValueCountLimit = 100,
        BufferBodyLengthLimit = LongestBody,
    };

    /// <summary>Nothing typed yet: from where somebody comes.</summary>
    internal static FormSent Asked(this HttpRequest request, WebForm form)
    {
        var page = PageOf(request.Headers.Referer, form);
        return new()
        {
            Language = request.LanguageOf(form, request.Query["lang"]),
            Page = page,
            Utm = UtmOf(name => request.Query[name], page),
        };
    }

    /// <summary>What was typed, without those fields that the form does not ask.</summary>
    internal static FormSent Sent(this HttpRequest request, WebForm form, IFormCollection typed)
    {
        var page = PageOf(typed["page"], form) ?? PageOf(request.Headers.Referer, form);
        var language = request.LanguageOf(form, typed["lang"]);
        var ticked = form.HasConsent && typed["consent"].FirstOrDefault() is { Length: > 0 } version
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        return new()
        {
            Fields = form.Fields.Select(field => (field, Text: Clean(typed[field], field == FormFields.Note)))
                .Where(one => one.Text.Length > 0).ToDictionary(one => one.field, one => one.Text),
            Language = language,
            Page = page,
            Utm = UtmOf(name => typed[name], page),
            Consent = ticked,
            ConsentText = ticked is null ? null : form.In(language).Consent,
        };
    }

    /// <summary>Null: none that could be read; the answer's status says why.</summary>
    internal static async Task<IFormCollection?> ReadTyped(this HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return null;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LongestBody;
        try
        {
            return await http.Request.ReadFormAsync(Bounds, http.RequestAborted);
        }
        // Too long, cut off, or no such thing.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            http.Response.StatusCode = (error as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            return null;
        }
    }

    /// <summary>Whether it was sent from a page of ours, of a site that may embed the form, or of nobody knows which.</summary>
    internal static bool IsFromKnownSite(this HttpRequest request, WebForm form) =>
        request.Headers.Origin.FirstOrDefault() is not { Length: > 0 } origin || origin == "null" || form.Origins.Contains(origin)
            // A proxy that says nothing of itself has taken https for http.
            || Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value;

    private static string LanguageOf(this HttpRequest request, WebForm form, string? wanted) =>
        wanted is not null && form.Languages.Contains(wanted) ? wanted
        : request.Headers.AcceptLanguage.ToString().Split(',')
            .Select(text => StringWithQualityHeaderValue.TryParse(text, out var one) ? one : null).OfType<StringWithQualityHeaderValue>()
            .OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(form.Languages.Contains) ?? form.Languages[0];

    // A page of the form itself says nothing of where somebody comes from.
    private static string? PageOf(string? text, WebForm form) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && !uri.AbsolutePath.EndsWith($"/forms/{form.Key}", StringComparison.Ordinal)
            ? Cut(new UriBuilder(uri) { UserName = "", Password = "", Fragment = "" }.Uri.AbsoluteUri, FormSent.LongestPage) : null;

    private static Dictionary<string, string> UtmOf(Func<string, string?> said, string? page)
    {
        var ofPage = page is null ? [] : QueryHelpers.ParseQuery(new Uri(page).Query);
        return FormSent.UtmNames
            .Select(name => (name, Text: Clean(said($"utm_{name}"), false) is { Length: > 0 } text ? text
                : Clean(ofPage.GetValueOrDefault($"utm_{name}"), false)))
            .Where(one => one.Text.Length > 0).ToDictionary(one => one.name, one => Cut(one.Text, PlainText.LongestWord));
    }

    // Without signs that nobody types.
    private static string Clean(string? text, bool hasLines) => text is null ? "" : string.Concat(text.ReplaceLineEndings("\n")
        .Where(sign => !char.IsControl(sign) || hasLines && sign is '\n' or '\t')).Trim();

    private static string Cut(string text, int longest) => text.Length <= longest ? text
        : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
