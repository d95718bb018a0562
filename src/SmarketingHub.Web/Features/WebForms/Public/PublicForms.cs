using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.WebForms.Public;

/// <summary>Forms at their public addresses, for anybody.</summary>
internal static class PublicForms
{
    // Whoever comes from another site's form has typed there: long enough is what is left of it.
    private static readonly Duration TypedElsewhere = Duration.FromSeconds(2);

    internal static void MapPublicForms(this WebApplication app)
    {
        app.MapMethods("/forms/{key}", [HttpMethods.Get, HttpMethods.Head], Show).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/forms/{key}", Take).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task Show(string key, HttpContext http, HubContext rows, IStringLocalizer<Texts> l, TimeProvider time)
    {
        if (await Find(rows, key) is not { } form)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var isSent = http.Request.Query.ContainsKey("sent");
        await Write(http, form, http.Request.Asked(form), isSent || form.IsOpen ? 200 : 410, view => view with { IsSent = isSent },
            FormToken.Make(form, Now(time)));
    }

    private static async Task Take(
        string key, HttpContext http, HubContext rows, FormDesk desk, FormTally tally, IStringLocalizer<Texts> l, TimeProvider time)
    {
        if (await Find(rows, key) is not { } form)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (await http.ReadTyped() is not { } typed)
            return;
        var sent = http.Request.Sent(form, typed);
        var token = typed["token"].FirstOrDefault();
        var isServed = FormToken.Read(form, token, Now(time)) is not null;
        if (!isServed)
            token = FormToken.Make(form, Now(time) - TypedElsewhere);
        Task Answer(int status, Func<FormView, FormView> with) => Write(http, form, sent, status, with, token!);

        if (!form.IsOpen)
        {
            await Answer(410, view => view);
            return;
        }
        if (typed["inLanguage"].FirstOrDefault() is { } language && form.Languages.Contains(language))
        {
            sent = sent with { Language = language };
            await Answer(200, view => view);
            return;
        }
        if (!isServed && !http.Request.IsFromKnownSite(form))
        {
            tally.Refused(form.Id);
            await Answer(403, view => view with { Alert = l["This form may not be sent from that site. Look at it here and send it."] });
            return;
        }
        if (sent.Consent is { } agreed && agreed != form.ConsentVersion)
        {
            sent = sent with { Consent = null, ConsentText = null };
            await Answer(422, view => view with
            {
                Mistakes = Only("consent", l["These words have changed since. Please read them once more."]),
            });
            return;
        }
        var outcome = await Outcome(() => desk.Take(form, sent, new(
            isServed ? token : null, !string.IsNullOrEmpty(typed[FormInputs.Hidden]),
            Guesses.Network(http.Connection.RemoteIpAddress))));
        switch (outcome)
        {
            case FormTaken:
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                http.Response.Headers.Location = form.ThanksUrl ?? $"/forms/{form.Key}?sent&lang={sent.Language}";
                Guard(http, form);
                break;
            case FormMistaken { Mistakes: var mistakes }:
                await Answer(422, view => view with { Mistakes = mistakes.ToDictionary(m => m.Key, m => Say(l, m.Value)) });
                break;
            case FormAskedAgain:
                await Answer(200, view => view with { Alert = l["One more step: please look at what you typed and send it."] });
                break;
            case FormRefused { Wait: var wait }:
                http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await Answer(429, view => view with
                {
                    Alert = l["Too much was sent in a short time. Nothing is lost: wait {0} min, then send this again.",
                        (int)Math.Ceiling(wait.TotalMinutes)],
                });
                break;
            default:
                http.Response.Headers.RetryAfter = "5";
                await Answer(503, view => view with { Alert = l["This could not be taken just now. Please send it again in a moment."] });
                break;
        }
    }

    /// <summary>Null: nothing can be written now.</summary>
    private static async Task<FormOutcome?> Outcome(Func<Task<FormOutcome>> take)
    {
        try
        {
            return await take();
        }
        catch (InvalidArgument wrong)
        {
            return new FormMistaken(new Dictionary<string, Phrase> { [wrong.Field] = wrong.Said });
        }
        catch (Busy)
        {
            return null;
        }
    }

    private static async Task Write(
        HttpContext http, WebForm form, FormSent sent, int status, Func<FormView, FormView> with, string token)
    {
        // Within this request alone; what is said next is read as of it.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(sent.Language);
        Guard(http, form);
        await new RazorComponentResult<FormPage>(new { View = with(new(form, sent, token)) })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        }.ExecuteAsync(http);
    }

    // No script, nothing of others; only its sites may frame it, and it leads nowhere but where it says.
    private static void Guard(HttpContext http, WebForm form)
    {
        var thanks = form.ThanksUrl is { } url ? " " + new Uri(url).GetLeftPart(UriPartial.Authority) : "";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; "
            + $"form-action 'self'{thanks}; frame-ancestors {string.Join(' ', form.Origins.Prepend("'self'"))}";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        http.Response.Headers.CacheControl = "no-store";
    }

    private static Task<WebForm?> Find(HubContext rows, string key) =>
        rows.WebForms.AsNoTracking().FirstOrDefaultAsync(form => form.Key == key);

    private static Dictionary<string, string> Only(string field, string why) => new() { [field] = why };

    private static string Say(IStringLocalizer<Texts> l, Phrase phrase) =>
        l[phrase.Format, [.. phrase.Args.Select(arg => arg is Phrase inner ? Say(l, inner) : arg!)]];

    private static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
