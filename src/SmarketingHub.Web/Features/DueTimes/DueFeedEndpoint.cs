using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.DueTimes;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Features.DueTimes;

/// <summary>Somebody's due times for a calendar program, which cannot sign in: its address is the key.</summary>
internal static class DueFeedEndpoint
{
    internal const string Folder = "calendar";

    internal static void MapDueFeeds(this WebApplication app) =>
        app.MapMethods($"/{Folder}/{{address}}.ics", [HttpMethods.Get, HttpMethods.Head], Read).AllowAnonymous().ExcludeFromDescription();

    private static async Task Read(
        string address, HttpContext http, HubContext rows, LiveBoard live, HubAddress hub, IStringLocalizer<Texts> l,
        CancellationToken stopping)
    {
        await live.Ready.WaitAsync(stopping);
        if (await rows.FindDueFeed(address, stopping) is not { } feed || live.Company.Person(feed.PersonId) is not { Active: true } person)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var language = http.Request.Query["lang"].FirstOrDefault() is { } wanted && Texts.Languages.Contains(wanted) ? wanted : "en";
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var body = Encoding.UTF8.GetBytes(
            await Text(lead => Page(hub, http.Request, lead), rows, live, person, feed, l, stopping));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var own = EntityTagHeaderValue.Parse(tag);
        if (http.Request.GetTypedHeaders().IfNoneMatch
            .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(own, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "text/calendar; charset=utf-8";
        http.Response.Headers.ContentDisposition = "inline; filename=\"due-times.ics\"";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, stopping);
    }

    private static async Task<string> Text(
        Func<long, string> page, HubContext rows, LiveBoard live, Person person, DueFeed feed, IStringLocalizer<Texts> l,
        CancellationToken stopping)
    {
        var due = await DueTime.Of(rows, person, stopping);
        // No other installation began its ledger with the same line.
        var first = await rows.Ledger.Where(e => e.Sequence == 1).Select(e => e.Hash).FirstAsync(stopping);
        var known = live.Company.SeenBy(Actor.Of(person));
        return DueCalendar.Write(
            due, new(l["My due times"], one => $"{one.Company ?? l["Lead {0}", one.Lead]}: {l.Sentence(one.Promise, known)}"),
            Convert.ToHexStringLower(first.AsSpan(0, 6)), page, feed.HasAlarms);
    }

    private static string Page(HubAddress hub, HttpRequest request, long lead) =>
        hub.Of($"leads/{lead}", $"{request.Scheme}://{request.Host}{request.PathBase}/").AbsoluteUri;
}
