using System.Net;
using System.Text;
using CsCheck;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Whatever a program sends, it is taken, or refused with a problem that says what is wrong; and the ledger holds.</summary>
public sealed class BodyFuzzTests(FuzzedServer server) : IClassFixture<FuzzedServer>
{
    private static readonly string[] Triggers = [.. Enum.GetValues<Trigger>().Select(t => t.ToApi()), "nonsense", "%0A", "READY"];

    [Fact]
    public async Task Inquiries_and_upserts() =>
        await Gen.Select(Bodies.OfInquiry, Headers.Some, Gen.Int[0, 9]).SampleAsync(async (body, headers, place) =>
            await (place < 5
                ? server.Send(HttpMethod.Post, "leads", body, headers)
                : server.Send(HttpMethod.Put, $"leads/by/crm/lead/{place}", body, headers)), iter: 250, threads: 2);

    [Fact]
    public async Task Triggers_at_leads_in_every_stage() =>
        await Gen.Select(Hostile.OneOf(Triggers), Bodies.OfTrigger, Bodies.OfEdit, Headers.Some, Gen.Int[0, 40])
            .SampleAsync(async (trigger, body, edit, headers, lead) =>
                await server.Send(HttpMethod.Post, $"leads/{server.Lead(lead)}/{trigger}", trigger == "edit" ? edit : body, headers),
                iter: 500, threads: 2);

    [Fact]
    public async Task Calendars() => await Gen.Select(Bodies.OfDue, Bodies.OfElapsed, Gen.Bool).SampleAsync(async (due, elapsed, which) =>
        await server.Send(HttpMethod.Post, which ? "calendars/due" : "calendars/elapsed", which ? due : elapsed, []), iter: 150,
        threads: 2);

    [Fact]
    public async Task Stored_calendars_and_feeds() =>
        await Gen.Select(Bodies.OfCalendar, Bodies.OfFeed, Bodies.OfRule, Headers.Some, Gen.Int[0, 5])
            .SampleAsync(async (calendar, feed, rule, headers, which) => await (which switch
            {
                0 => server.Send(HttpMethod.Post, "calendars", calendar, headers),
                1 => server.Send(HttpMethod.Put, "calendars/office", calendar, headers),
                2 => server.Send(HttpMethod.Post, "calendars/office/feeds", feed, headers),
                3 => server.Send(HttpMethod.Post, "calendars/office/feeds/preview", feed, headers),
                4 => server.Send(HttpMethod.Put, "calendars/office/feeds/Poland", rule, headers),
                _ => server.Send(HttpMethod.Post, "calendars/office/feeds/Poland/hide", "", headers),
            }), iter: 200, threads: 2);

    [Fact]
    public async Task Bytes_that_are_no_text()
    {
        foreach (var bytes in (byte[][])[[0xff, 0xfe, 0x7b, 0x00], [.. "{\"email\":\""u8, 0xff, .. "\"}"u8],
            [.. "{\""u8, 0xc3, .. "\":1}"u8], [.. "{\"words\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8], [0]])
            foreach (var path in (string[])["leads", $"leads/{server.Lead(0)}/note", "calendars/due"])
                (await server.Send(HttpMethod.Post, path,
                    new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } },
                    [])).Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("text/plain"), InlineData("application/xml"), InlineData("application/json;charset=utf-16"), InlineData(
        "multipart/form-data"), InlineData("text/csv"), InlineData(null)]
    public async Task Other_kinds_of_content(string? kind)
    {
        foreach (var path in (string[])["leads", $"leads/{server.Lead(0)}/note", "calendars/due", "imports"])
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"words":"x"}"""));
            if (kind is not null)
                content.Headers.TryAddWithoutValidation("Content-Type", kind);
            await server.Send(HttpMethod.Post, path, content, []);
        }
    }
}
