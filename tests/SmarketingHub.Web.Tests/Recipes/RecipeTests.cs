using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Recipes;

/// <summary>The recipes of the documentation, run as they stand there against the real server and a stand-in of the other system.</summary>
public sealed class RecipeTests
{
    private const string Contacts = "/crm/v3/objects/contacts/search";
    private const string Update = "/crm/v3/objects/contacts/batch/update";
    private const string Sobjects = "/services/data/v62.0/composite/sobjects";
    private const string Query = "/services/data/v62.0/query";

    [Fact]
    public async Task HubSpots_contacts_and_calls_come_in_and_stages_go_out()
    {
        await using var server = await ApiServer.Start(listening: true);
        var ben = await server.Hire("Ben", Party.Marketing);
        using var hubspot = HubSpot(ben.Email);
        using var state = new StateFile();
        Task Run(string what = "sync", string input = "") => Python("hubspot.py", what, input, new()
        {
            ["HUB_URL"] = server.Address.ToString(),
            ["HUB_KEY"] = server.Admin.DefaultRequestHeaders.Authorization!.Parameter!,
            ["HUBSPOT_URL"] = hubspot.Url,
            ["HUBSPOT_TOKEN"] = StandIn.Token,
            ["STATE_FILE"] = state.Path,
        });

        await Run();

        var lead = await server.Admin.Get("leads/by/hubspot/contact/501");
        (lead.Text("email"), lead.Text("company"), lead.Text("title"), lead.Text("source"))
            .ShouldBe(("ana@nordwind.example", "Nordwind", "CFO", "hubspot"));
        (await server.Admin.Get("leads/by/hubspot/contact/502")).Text("email").ShouldBe("bo@other.example");
        hubspot.To(Contacts).Count().ShouldBe(3, "one was too early, and there are two pages");
        var calls = await Attempts(server, lead["id"].GetInt64());
        calls.ShouldHaveSingleItem().GetProperty("by").GetInt64().ShouldBe(ben.Id);
        calls[0].GetProperty("reached").GetBoolean().ShouldBeTrue();
        Updates(hubspot).ShouldBe(["501 lead NEW", "502 lead NEW"]);

        // Nothing new: nothing is done twice.
        var count = Ledger(server);
        await Run();
        Ledger(server).ShouldBe(count);
        Updates(hubspot).Count.ShouldBe(2);

        await server.Admin.Fire(lead["id"].GetInt64(), "ready");
        await Run();
        Updates(hubspot)[^1].ShouldStartWith("501 marketingqualifiedlead");

        hubspot.On("POST /crm/v3/objects/contacts/batch/read", call => Results(call.Json["inputs"]!.AsArray()
            .Select(input => Contact(input!["id"]!.ToString(), "new@third.example", "Third", null)).ToArray()));
        await Run("hook", """
            [{"objectId":503,"propertyName":"email","propertyValue":"new@third.example","changeSource":"CRM","eventId":3816279340,
              "subscriptionId":25,"portalId":33,"appId":1160452,"occurredAt":1772442000000,"subscriptionType":"contact.propertyChange",
              "attemptNumber":0},
             {"objectId":504,"eventId":3816279341,"subscriptionId":26,"portalId":33,"appId":1160452,"occurredAt":1772442000000,
              "subscriptionType":"contact.deletion","attemptNumber":0}]
            """);
        (await server.Admin.Get("leads/by/hubspot/contact/503")).Text("company").ShouldBe("Third");
        (await server.Admin.Get("leads/by/hubspot/contact/504")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Salesforces_leads_and_calls_come_in_and_stages_and_new_leads_go_out()
    {
        await using var server = await ApiServer.Start(listening: true);
        var ben = await server.Hire("Ben", Party.Marketing);
        var own = await server.Admin.Take("""{"email":"own@here.example","lastName":"Own","company":"Here"}""");
        using var salesforce = Salesforce(ben.Email);
        using var state = new StateFile();
        Task Run() => Python("salesforce.py", null, "", new()
        {
            ["HUB_URL"] = server.Address.ToString(),
            ["HUB_KEY"] = server.Admin.DefaultRequestHeaders.Authorization!.Parameter!,
            ["SALESFORCE_URL"] = salesforce.Url,
            ["SALESFORCE_CLIENT_ID"] = "id",
            ["SALESFORCE_CLIENT_SECRET"] = "secret",
            ["STATE_FILE"] = state.Path,
        });

        await Run();

        var lead = await server.Admin.Get("leads/by/salesforce/lead/00Q5g00000AbCdEEAV");
        (lead.Text("email"), lead.Text("source"), lead.Text("lastName")).ShouldBe(("ana@nordwind.example", "Web", "Kowal"));
        (await Attempts(server, lead["id"].GetInt64())).ShouldHaveSingleItem().GetProperty("by").GetInt64().ShouldBe(ben.Id);
        var known = salesforce.To(Sobjects).ShouldHaveSingleItem().Json["records"]!.AsArray().Select(r => r!).ToList();
        known.Select(r => (r["id"]!.ToString(), r["Status"]!.ToString())).ShouldContain(("00Q5g00000AbCdEEAV", "Open - Not Contacted"));
        var made = salesforce.To(Sobjects + "/Lead/SmarketingHub_Id__c").ShouldHaveSingleItem().Json["records"]![0]!;
        (made["SmarketingHub_Id__c"]!.ToString(), made["LastName"]!.ToString(), made["Email"]!.ToString())
            .ShouldBe(($"{own}", "Own", "own@here.example"));

        // What went out comes back as Salesforce's record of the same lead, and makes no other.
        salesforce.On("GET " + Query, call => Page(call.Query.Contains("FROM Task") ? []
            : [Record("00Q5g00000XyZaBEAV", "own@here.example", "Own", "Here Ltd", $"{own}")]));
        await Run();
        (await server.Admin.Get($"leads/{own}")).Text("company").ShouldBe("Here Ltd");
        (await server.Admin.Get("leads"))["items"].GetArrayLength().ShouldBe(3);
    }

    private static StandIn HubSpot(string owner)
    {
        var hubspot = new StandIn();
        var early = true;
        hubspot.On("GET /crm/v3/owners", _ => Results(new JsonObject { ["id"] = "77", ["email"] = owner }));
        hubspot.On("POST " + Contacts, call =>
        {
            if (early)
            {
                early = false;
                return (429, new JsonObject { ["status"] = "error", ["policyName"] = "SECONDLY" });
            }
            if (call.Json["after"] is not null)
                return (200, Results(Contact("502", "bo@other.example", "Other", null)));
            var page = Results(Contact("501", "ana@nordwind.example", "Nordwind", "CFO"));
            page["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = "1" } };
            return (200, page);
        });
        hubspot.On("POST /crm/v3/objects/calls/search", _ => Results(new JsonObject
        {
            ["id"] = "9001",
            ["properties"] = new JsonObject
            {
                ["hs_timestamp"] = "2026-03-02T08:50:00.000Z",
                ["hs_call_disposition"] = "f240bbac-87c9-4f6e-bf70-924b57d47db7",
                ["hubspot_owner_id"] = "77",
            },
        }));
        hubspot.On("POST /crm/v4/associations/calls/contacts/batch/read", _ => Results(new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = "9001" },
            ["to"] = new JsonArray(new JsonObject { ["toObjectId"] = 501 }),
        }));
        hubspot.On("POST " + Update, _ => new JsonObject { ["status"] = "COMPLETE", ["results"] = new JsonArray() });
        return hubspot;
    }

    private static StandIn Salesforce(string owner)
    {
        var salesforce = new StandIn();
        salesforce.On("POST /services/oauth2/token", call => new JsonObject
        {
            ["access_token"] = call.Text.Contains("client_secret=secret") ? StandIn.Token : "none",
            ["instance_url"] = salesforce.Url.TrimEnd('/'),
        });
        salesforce.On("GET " + Query, call =>
        {
            if (call.Query.Contains("FROM Task"))
                return Page(new JsonObject
                {
                    ["Id"] = "00T5g00000CallAEAV",
                    ["WhoId"] = "00Q5g00000AbCdEEAV",
                    ["CallDisposition"] = "Connected",
                    ["CompletedDateTime"] = "2026-03-02T08:50:00.000+0000",
                    ["Owner"] = new JsonObject { ["Email"] = owner },
                });
            var page = Page(Record("00Q5g00000AbCdEEAV", "ana@nordwind.example", "Kowal", "Nordwind", null));
            (page["done"], page["nextRecordsUrl"]) = (false, Query + "/01g5g-1");
            return page;
        });
        salesforce.On($"GET {Query}/01g5g-1", _ => Page(Record("00Q5g00000FgHiJEAV", "bo@other.example", "Bo", "Other", null)));
        JsonNode Done(Call call) => new JsonArray([.. call.Json["records"]!.AsArray().Select(_ => new JsonObject { ["success"] = true })]);
        salesforce.On("PATCH " + Sobjects, Done);
        salesforce.On($"PATCH {Sobjects}/Lead/SmarketingHub_Id__c", Done);
        return salesforce;
    }

    private static JsonObject Contact(string id, string email, string company, string? title) => new()
    {
        ["id"] = id,
        ["properties"] = new JsonObject
        {
            ["email"] = email,
            ["company"] = company,
            ["jobtitle"] = title,
            ["lastmodifieddate"] = "2026-03-02T08:00:00.000Z",
        },
    };

    private static JsonObject Record(string id, string email, string lastName, string company, string? own) => new()
    {
        ["attributes"] = new JsonObject { ["type"] = "Lead" },
        ["Id"] = id,
        ["Email"] = email,
        ["LastName"] = lastName,
        ["Company"] = company,
        ["LeadSource"] = "Web",
        ["SmarketingHub_Id__c"] = own,
    };

    private static JsonObject Results(params JsonNode[] results) => new() { ["results"] = new JsonArray(results) };

    private static JsonObject Page(params JsonNode[] records) => new() { ["done"] = true, ["records"] = new JsonArray(records) };

    private static List<string> Updates(StandIn hubspot) => [.. hubspot.To(Update).SelectMany(call => call.Json["inputs"]!.AsArray())
        .Select(one => $"{one!["id"]} {one["properties"]!["lifecyclestage"]} {one["properties"]!["hs_lead_status"]}")];

    private static async Task<List<JsonElement>> Attempts(ApiServer server, long lead) =>
        [.. (await server.Admin.Get($"leads/{lead}/timeline"))["items"].EnumerateArray()
            .Where(item => item.GetProperty("type").GetString() == "attemptMade").Select(item => item.GetProperty("data"))];

    private static long Ledger(ApiServer server)
    {
        using var rows = server.Rows();
        return rows.Head.Select(h => h.Sequence).Single();
    }

    private static async Task Python(string script, string? argument, string input, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "docs", "recipes", script));
        if (argument is not null)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        (process.ExitCode, await said + await wrong).ShouldBe((0, ""));
    }

    private sealed class StateFile : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("recipe").FullName;

        internal string Path => System.IO.Path.Combine(folder, "state.json");

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
