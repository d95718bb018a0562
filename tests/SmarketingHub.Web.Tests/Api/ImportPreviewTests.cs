using System.Net;
using System.Text;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ImportPreviewTests
{
    private const string Csv = "email,company,Lead Status,Shoe size\nana@x.example,X,Qualified,41\nbo@x.example,Y,Foo,40\n";

    [Fact]
    public async Task A_file_is_looked_at_and_nothing_is_kept()
    {
        await using var server = await ApiServer.Start();
        using var body = new StringContent(Csv, Encoding.UTF8, "text/csv");
        var answer = await server.Admin.PostAsync("/api/v1/imports/preview?as=history", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var preview = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        preview.GetProperty("rows").GetInt32().ShouldBe(2);
        preview.GetProperty("columns").EnumerateArray().Select(column => $"{column.GetProperty("field")} {column.GetProperty("use")}")
            .ShouldBe(["email recognised", "company recognised", "stage recognised", " unknown"]);
        preview.GetProperty("leads")[0].GetProperty("fate").GetString().ShouldBe("new");
        preview.GetProperty("leads")[0].GetProperty("fields").GetProperty("email").GetString().ShouldBe("ana@x.example");
        preview.GetProperty("leads")[0].GetProperty("stage").GetString().ShouldBe("qualified");
        preview.GetProperty("words")[0].GetProperty("word").GetString().ShouldBe("Foo");
        (await server.Admin.Get("imports"))["items"].GetArrayLength().ShouldBe(0);
        (await server.Admin.Get("board"))["figures"].GetProperty("open").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_form_is_looked_at_by_a_kept_profile_and_only_some_look()
    {
        await using var server = await ApiServer.Start();
        (await server.Admin.Put("imports/profiles/Fairs%2F2026", """{"columns":{"Mail":"email"}}""")).Status
            .ShouldBe(HttpStatusCode.Created);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Mail;Firm\nana@x.example;X\n"), "file", "people.csv" },
            { new StringContent("Fairs/2026"), "profile" },
        };
        (await server.Admin.PostAsync("/api/v1/imports/preview", form)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var body = new StringContent("Mail\nana@x.example\n", Encoding.UTF8, "text/csv");
        (await server.Admin.PostAsync("/api/v1/imports/preview?profile=Fairs/2026", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = new StringContent("Mail\nana@x.example\n", Encoding.UTF8, "text/csv");
        (await server.Admin.PostAsync("/api/v1/imports/preview?profile=Fair", other)).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var rep = server.Client(await server.Key("rep", Role.Rep, Party.Sales));
        using var again = new StringContent(Csv, Encoding.UTF8, "text/csv");
        (await rep.PostAsync("/api/v1/imports/preview", again)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.Get("imports")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await rep.Get("imports/profiles")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await rep.Get("imports/profiles/Fairs%2F2026")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_profile_is_kept_read_changed_and_deleted()
    {
        await using var server = await ApiServer.Start();
        var made = await server.Admin.Put("imports/profiles/crm", """{"system":"crm"}""");
        (made.Status, made.ETag, made.Response.Headers.Location!.ToString()).ShouldBe(
            (HttpStatusCode.Created, "\"1\"", "/api/v1/imports/profiles/crm"));
        var changed = await server.Admin.Put(
            "imports/profiles/crm", """{"system":"other"}""", ("If-Match", "\"1\""), ("Idempotency-Key", "k"));
        (changed.Status, changed.ETag).ShouldBe((HttpStatusCode.OK, "\"2\""));
        (await server.Admin.Put("imports/profiles/crm", """{"system":"other"}""", ("If-Match", "\"1\""), ("Idempotency-Key", "k")))
            .Status.ShouldBe(HttpStatusCode.OK);

        (await server.Admin.Put("imports/profiles/crm", "{}", ("If-Match", "\"1\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await server.Admin.Put("imports/profiles/crm", """{"sistem":"crm"}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Put("imports/profiles/crm", """{"columns":null}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Get("imports/profiles/crm")).Text("system").ShouldBe("other");
        var list = await server.Admin.Get("imports/profiles");
        (list["items"][0].GetProperty("name").GetString(), list["items"][0].GetProperty("version").GetInt32()).ShouldBe(("crm", 2));
        (await server.Admin.Send(HttpMethod.Delete, "imports/profiles/crm", null, ("If-Match", "\"1\"")))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await server.Admin.Send(HttpMethod.Delete, "imports/profiles/crm", null)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.Admin.Get("imports/profiles/crm")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Imports_are_listed_in_parts_and_one_that_has_ended_is_not_stopped()
    {
        await using var server = await ApiServer.Start();
        var paths = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var body = new StringContent($"email\np{i}@x.example\nnone\n", Encoding.UTF8, "text/csv");
            paths.Add((await server.Admin.PostAsync("/api/v1/imports", body)).Headers.Location!.ToString());
            await Eventually.Holds(async () => (await server.Admin.Get(paths[^1])).Text("state") == "done");
        }

        var first = await server.Admin.Get("imports?limit=2");
        var rest = await server.Admin.Get($"imports?cursor={first.Text("next")}");

        IEnumerable<string> Listed(Answer answer) =>
            answer["items"].EnumerateArray().Select(run => $"/api/v1/imports/{run.GetProperty("id")}");
        Listed(first).Concat(Listed(rest)).ShouldBe(paths.AsEnumerable().Reverse());
        (await server.Admin.Post($"{paths[0]}/stop")).Text("state").ShouldBe("done");
        (await server.Admin.Post("imports/999/stop")).ShouldBeProblem(HttpStatusCode.NotFound);
    }
}
