using System.Net;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Forms by a program's key.</summary>
public sealed class FormTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Demo = """
        {"name":"Demo","fields":["email","company"],"required":["email"],"campaign":"spring","origins":["https://www.example.com"],
         "words":{"pl":{"title":"Poproś o pokaz","consent":"Zgadzam się."},"en":{"title":"Ask for a demo","consent":"I agree."}},
         "languages":["pl","en"],"consentRequired":true}
        """;

    [Fact]
    public async Task Made_read_and_listed_with_the_address_at_which_it_takes_inquiries()
    {
        var made = await shared.Admin.Post("forms", Demo);
        made.Status.ShouldBe(HttpStatusCode.Created);
        made.Response.Headers.Location!.ToString().ShouldBe($"/api/v1/forms/{made["id"]}");
        made["languages"].Strings().ShouldBe(["pl", "en"]);
        (made.Text("source"), made["open"].GetBoolean(), made["consentVersion"].GetInt32()).ShouldBe(("web-form", true, 1));

        var read = await shared.Admin.Get($"forms/{made["id"]}");
        read.Json.ToString().ShouldBe(made.Json.ToString());
        read.ETag.ShouldBe("\"1\"");
        (await shared.Admin.Get("forms"))["items"].EnumerateArray().Select(form => form.GetProperty("id").GetInt64())
            .ShouldContain(made["id"].GetInt64());
        using var visitor = shared.Server.Client(null);
        WebUtility.HtmlDecode(await visitor.GetStringAsync(new Uri(made.Text("address")!))).ShouldContain("Zgadzam się.");
        read["counts"].Names().ShouldBe(["taken", "held", "letIn", "dismissed", "refused", "askedAgain"]);
    }

    [Fact]
    public async Task Changed_what_is_left_out_stays_null_clears_and_other_words_are_another_version()
    {
        var id = (await shared.Admin.Post("forms", Demo))["id"];

        var changed = await shared.Admin.Put($"forms/{id}", """{"campaign":null,"words":{"en":{"consent":"I agree to be called."}}}""");

        (changed.Text("campaign"), changed.Text("name"), changed["consentVersion"].GetInt32(), changed["version"].GetInt32())
            .ShouldBe(("", "Demo", 2, 2));
        changed["words"].GetProperty("pl").GetProperty("title").GetString().ShouldBe("Poproś o pokaz");
        changed["words"].GetProperty("en").GetProperty("title").GetString().ShouldBe("Demo", "said whole, so its title is the usual one");
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_is_refused_if_it_says_what_it_knew()
    {
        var made = await shared.Admin.Post("forms", Demo);
        var address = $"forms/{made["id"]}";
        (await shared.Admin.Put(address, """{"name":"First"}""", ("If-Match", made.ETag!))).ETag.ShouldBe("\"2\"");
        (await shared.Admin.Put(address, """{"name":"Second"}""", ("If-Match", made.ETag!)))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await shared.Admin.Post($"{address}/close", "{}", ("If-Match", made.ETag!))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await shared.Admin.Get(address)).Text("name").ShouldBe("First");
        (await shared.Admin.Put(address, """{"name":"Third"}""")).Text("name").ShouldBe("Third", "without a version the guards decide");
    }

    [Fact]
    public async Task A_closed_one_says_so_to_visitors_and_can_be_opened_again()
    {
        var made = await shared.Admin.Post("forms", Demo);
        using var visitor = shared.Server.Client(null);
        var address = new Uri(made.Text("address")!);

        (await shared.Admin.Post($"forms/{made["id"]}/close"))["open"].GetBoolean().ShouldBeFalse();
        (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await shared.Admin.Put($"forms/{made["id"]}", """{"open":true}"""))["open"].GetBoolean().ShouldBeTrue();
        (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shared.Admin.Post("forms/987654/close")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"fields":["email"],"required":["email"],"words":{"en":{}}}""", "name")]
    [InlineData("""{"name":"A","required":["email"],"words":{"en":{}}}""", "fields")]
    [InlineData("""{"name":"A","fields":["shoe"],"required":["email"],"words":{"en":{}}}""", "fields")]
    [InlineData("""{"name":"A","fields":["email"],"words":{"en":{}}}""", "required")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"]}""", "languages")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"languages":["de"]}""", "languages")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"languages":["en"],"words":{"pl":{}}}""", "words.pl")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"words":{"en":{"consent":"Yes"},"pl":{}}}""", "words.pl.consent")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"words":{"en":{"colour":"red"}}}""", "words.en.colour")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"words":{"en":{}},"origins":["example.com"]}""", "origins")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"words":{"en":{}},"thanksUrl":"javascript:1"}""", "thanksUrl")]
    [InlineData("""{"name":"A","fields":["email"],"required":["email"],"words":{"en":{}},"open":"yes"}""", "open")]
    public async Task What_is_wrong_is_named(string body, string field) =>
        (await shared.Admin.Post("forms", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);

    [Fact]
    public async Task Others_than_administrators_and_team_leads_of_Marketing_are_refused()
    {
        var id = (await shared.Admin.Post("forms", Demo))["id"];
        foreach (var (role, party) in new[] { (Role.Rep, Party.Marketing), (Role.Lead, Party.Sales), (Role.Manager, Party.Sales) })
        {
            using var client = shared.Server.Client(await shared.Server.Key($"{role}", role, party));
            (await client.Get("forms")).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Get($"forms/{id}")).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Post("forms", Demo)).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Put($"forms/{id}", Demo)).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await client.Post($"forms/{id}/close")).ShouldBeProblem(HttpStatusCode.Forbidden);
        }
        using var lead = shared.Server.Client(await shared.Server.Key("lead", Role.Lead, Party.Marketing));
        (await lead.Post("forms", Demo)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_key_makes_one_form()
    {
        var first = await shared.Admin.Post("forms", Demo, ("Idempotency-Key", "one form"));
        (await shared.Admin.Post("forms", Demo, ("Idempotency-Key", "one form")))["id"].GetInt64().ShouldBe(first["id"].GetInt64());
        (await shared.Admin.Post("forms", Demo.Replace("Demo", "Other"), ("Idempotency-Key", "one form")))
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }
}
