using System.Net;
using System.Text;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ImportTests
{
    private const string Csv = "email,company,country\nana@x.example,X,Narnia\nnot an email,,PL\n";

    [Fact]
    public async Task A_file_is_imported_and_its_rejected_rows_are_told()
    {
        await using var server = await ApiServer.Start();
        using var body = new StringContent(Csv, Encoding.UTF8, "text/csv");
        var started = await server.Admin.PostAsync("/api/v1/imports?as=new", body);
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var path = started.Headers.Location!.ToString();
        await Eventually.Holds(async () => (await server.Admin.Get(path)).Text("state") != "running");
        var done = await server.Admin.Get(path);
        done.Text("state").ShouldBe("done");
        done["added"].GetInt32().ShouldBe(1);
        done["rejected"].GetInt32().ShouldBe(1);
        done.Text("rejects")!.ShouldContain("email");
        done["leftOut"].GetInt32().ShouldBe(1);
        done["report"].GetProperty("leftOut")[0].GetProperty("why").GetString()!.ShouldContain("'Narnia' is no country");
        done["report"].GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("field").GetString())
            .ShouldBe(["email", "company", "country"]);
        (await server.Admin.GetStringAsync($"{path}/rejects")).ShouldContain("not an email");
        (await server.Admin.Get("board"))["figures"].GetProperty("open").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_import_is_taken_back_and_its_lead_is_only_told_of_by_its_number()
    {
        await using var server = await ApiServer.Start();
        using var body = new StringContent("email,company\na@x.example,X\n", Encoding.UTF8, "text/csv");
        var path = (await server.Admin.PostAsync("/api/v1/imports?as=new", body)).Headers.Location!.ToString();
        await Eventually.Holds(async () => (await server.Admin.Get(path)).Text("state") == "done");
        var lead = (await server.Admin.Get("leads"))["items"][0].GetProperty("id").GetInt64();
        (await server.Admin.Get(path)).Json.TryGetProperty("takenBack", out _).ShouldBeFalse();
        var look = await server.Admin.Get($"{path}/undo");
        (look["canBe"].GetBoolean(), look["gone"].GetInt32(), look["leads"].GetArrayLength()).ShouldBe((true, 1, 0));
        using var rep = server.Client(await server.Key("rep", Role.Rep, Party.Sales));
        (await rep.Post($"{path}/undo", "")).ShouldBeProblem(HttpStatusCode.NotFound);

        (await server.Admin.Post($"{path}/undo", "")).Status.ShouldBe(HttpStatusCode.Accepted);

        await Eventually.Holds(async () => (await server.Admin.Get(path)).Text("state") == "takenBack");
        (await server.Admin.Get(path))["takenBack"].GetProperty("leads").GetInt32().ShouldBe(1);
        (await server.Admin.Get("leads"))["items"].GetArrayLength().ShouldBe(0);
        (await server.Admin.Get("board"))["figures"].GetProperty("open").GetInt32().ShouldBe(0);
        (await server.Admin.Get($"leads/{lead}"))["takenBack"].GetInt64().ShouldBePositive();
        (await server.Admin.Post($"leads/{lead}/note", """{"words":"?"}""")).ShouldBeProblem(HttpStatusCode.Conflict);
        (await server.Admin.Get($"{path}/undo")).Text("whyNot").ShouldBe("It is taken back already.");
    }

    [Fact]
    public async Task An_import_with_a_lead_that_somebody_works_on_is_not_taken_back()
    {
        await using var server = await ApiServer.Start();
        using var body = new StringContent("email,company\na@x.example,X\n", Encoding.UTF8, "text/csv");
        var path = (await server.Admin.PostAsync("/api/v1/imports?as=new", body)).Headers.Location!.ToString();
        await Eventually.Holds(async () => (await server.Admin.Get(path)).Text("state") == "done");
        var lead = (await server.Admin.Get("leads"))["items"][0].GetProperty("id").GetInt64();
        await server.Admin.Post($"leads/{lead}/note", """{"words":"Called."}""");

        (await server.Admin.Get($"{path}/undo"))["leads"][0].GetProperty("why").GetString()!.ShouldStartWith("Somebody worked on it");
        (await server.Admin.Post($"{path}/undo", "")).ShouldBeProblem(HttpStatusCode.Conflict);
        (await server.Admin.Get("leads"))["items"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_form_brings_file_and_profile_and_only_some_import()
    {
        await using var server = await ApiServer.Start();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Mail;Firm\nana@x.example;X\n"), "file", "people.csv" },
            { new StringContent("""{"columns":{"Mail":"email","Firm":"company"}}"""), "profile" },
        };
        var started = await server.Admin.PostAsync("/api/v1/imports", form);
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.Holds(async () => (await server.Admin.Get(started.Headers.Location!.ToString())).Text("state") == "done");

        using var rep = server.Client(await server.Key("rep", Role.Rep, Party.Sales));
        using var body = new StringContent(Csv, Encoding.UTF8, "text/csv");
        (await rep.PostAsync("/api/v1/imports", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.Get(started.Headers.Location!.ToString())).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Post("imports", "{}")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }
}
