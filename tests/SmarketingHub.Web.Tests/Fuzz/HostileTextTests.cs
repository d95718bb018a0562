using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Hostile texts come out everywhere as they went in; what is no text is refused by its field.</summary>
public sealed class HostileTextTests(FuzzedServer fuzzed) : IClassFixture<FuzzedServer>
{
    private static readonly Actor Admin = new(ActorKind.Key, 1, Role.Admin, null);

    private ApiServer Server => fuzzed.Inner;

    [Fact]
    public async Task They_come_back_from_the_api_the_timeline_the_board_search_and_another_installation()
    {
        var leads = new List<(long Id, string Text, string Firm)>();
        foreach (var (number, text) in Hostile.Texts.Index())
            leads.Add((await Server.Admin.Take(JsonSerializer.Serialize(new
            {
                email = $"hostile{number}@x.example",
                firstName = text,
                lastName = text,
                title = text,
                company = Firm(text, number),
                source = text,
                campaign = text,
                product = text,
                note = text,
                externalIds = new[] { new { system = text, type = text, id = text } },
            })), text, Firm(text, number)));

        var cards = (await Server.Live.UpToDate(default)).Cards;
        foreach (var (id, text, firm) in leads)
        {
            var lead = await Server.Admin.Get($"leads/{id}");
            foreach (var field in (string[])["firstName", "lastName", "title", "company", "source", "campaign", "product"])
                lead.Text(field).ShouldBe(field == "company" ? firm : text);
            (await Server.Admin.Get($"leads/{id}/timeline"))["items"].EnumerateArray().Select(item => item.GetProperty("words").GetString())
                .ShouldContain(text);
            (cards[id].Name, cards[id].Source).ShouldBe((firm, text));
            (await Server.Admin.Get($"leads?limit=200&q={Uri.EscapeDataString(text)}"))["items"].EnumerateArray()
                .Select(found => found.GetProperty("id").GetInt64()).ShouldContain(id, text);
        }

        using var csv = await Export(Server);
        await using var elsewhere = await ApiServer.Start();
        var imported = await elsewhere.Services.GetRequiredService<Importer>().Import(new() { Csv = csv, As = ImportAs.History }, Admin);
        (imported.Added, imported.RejectsCsv).ShouldBe((imported.Rows, null));
        foreach (var (id, text, firm) in leads)
        {
            await using var rows = elsewhere.Rows();
            var ids = rows.ExternalIds.Where(e => e.System == text && e.Type == text && e.Value == text).Select(e => e.LeadId).ToList();
            var lead = await elsewhere.Admin.Get($"leads/{ids.ShouldHaveSingleItem()}");
            foreach (var field in (string[])["firstName", "lastName", "title", "company", "source", "campaign", "product"])
                lead.Text(field).ShouldBe(field == "company" ? firm : text);
        }
    }

    [Fact]
    public async Task No_cell_of_an_export_begins_like_a_formula()
    {
        foreach (var (number, text) in Hostile.Texts.Index())
            await Server.Admin.Post("leads",
                JsonSerializer.Serialize(new { email = $"formula{number}@x.example", company = text, firstName = text }));
        using var csv = await Export(Server);
        using var reader = CsvHelper.CsvReader.Create(new StreamReader(csv, Encoding.UTF8),
            new CsvHelper.CsvReaderOptions { HasHeader = false });
        while (reader.Read())
            for (var i = 0; i < reader.FieldCount; i++)
                (reader.GetString(i) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]).ShouldBeFalse(reader.GetString(i));
    }

    [Theory]
    [InlineData("firstName"), InlineData("lastName"), InlineData("title"), InlineData("company"), InlineData("source"), InlineData(
        "campaign"), InlineData("channel"), InlineData("product"), InlineData("externalId"), InlineData("email"), InlineData("phone")]
    public async Task What_is_no_text_or_too_long_is_refused_by_its_field_and_nothing_is_kept(string field)
    {
        var refused = await Server.Admin.Post("leads",
            JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["email"] = $"{Guid.NewGuid():N}@x.example",
                [field] = new string('x', 255),
            }));
        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        refused["errors"].Names().ShouldBe([field]);
        var lone = await Server.Admin.Post("leads", $$"""{"{{field}}":"\ud800"}""");
        lone.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        lone["errors"].Names().ShouldBe([field]);
    }

    [Fact]
    public async Task At_the_door_the_same_holds_for_whoever_comes_another_way()
    {
        var lead = await Server.Admin.Take($$"""{"email":"{{Guid.NewGuid():N}}@x.example"}""");
        foreach (var bad in (string[])["half \ud800 one", "\udc00", new string('x', 20_001)])
        {
            await Should.ThrowAsync<Domain.InvalidArgument>(Server.Do(write =>
            {
                write.Fire(lead, Domain.Life.Trigger.Note, new() { Words = bad });
                return true;
            }));
            await Should.ThrowAsync<Domain.InvalidArgument>(Server.Do(write => write.Take(new(new(null, null, "a@b.example", null, null),
                null, new() { Source = bad }, [], null, null))));
            await Should.ThrowAsync<Domain.InvalidArgument>(Server.Do(write => write.Take(new(new(null, null, null, null, null), null,
                new(), [new("s", "t", bad)], null, null))));
        }
    }

    // Companies are the same when their letters and digits are.
    private static string Firm(string text, int number) => text.Length < 190 ? $"{text} {number}" : text;

    [Fact]
    public async Task A_nul_stays_where_it_is_and_is_left_out_of_a_csv()
    {
        var id = await Server.Admin.Take(JsonSerializer.Serialize(new { firstName = "nul\0inside", email = "nul@x.example" }));
        (await Server.Admin.Get($"leads/{id}")).Text("firstName").ShouldBe("nul\0inside");
        using var csv = await Export(Server);
        var text = Encoding.UTF8.GetString(csv.ToArray());
        text.ShouldContain("nulinside");
        text.ShouldNotContain('\0');
    }

    private static async Task<MemoryStream> Export(ApiServer server)
    {
        var csv = new MemoryStream();
        await server.Services.GetRequiredService<Exporter>().Export(csv, Admin);
        csv.Position = 0;
        return csv;
    }
}
