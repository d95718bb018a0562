using System.Net;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ForgetTests
{
    private const string Reason = """{"reason":"erasureRequest"}""";

    [Fact]
    public async Task A_lead_tells_its_contact_by_which_the_person_is_forgotten()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take(
            """{"email":"ana@nordwind.example","firstName":"Ana","externalIds":[{"system":"crm","type":"contact","id":"4711"}]}""");
        var lead = await server.Admin.Get($"leads/{id}");
        var contact = lead["contact"].GetInt64();

        var answer = await server.Admin.Post($"contacts/{contact}/forget", Reason);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.ToString());
        answer.Json.ToString().ShouldBe(
            $$"""{"contact":{{contact}},"leads":[{{id}}],"forgottenAt":"2026-03-02T09:00:00Z","before":"""
                + """false,"logCut":"done","copies":[]}""");
        var after = await server.Admin.Get($"leads/{id}");
        after.Json.Names().ShouldContain("forgottenAt");
        (after["stage"].GetString(), after["version"].GetInt32(),
            after["externalIds"].GetArrayLength()).ShouldBe((lead["stage"].GetString(), 2, 0));
        after.Json.ToString().ShouldNotContain("ana", Case.Insensitive);
        (await server.Admin.Get("leads?q=nordwind.example"))["items"].GetArrayLength().ShouldBe(0);
        (await server.Admin.Get($"leads/{id}/timeline"))["items"].EnumerateArray().Last().GetProperty("type").GetString()
            .ShouldBe("personForgotten");
        var again = await server.Admin.Post($"contacts/{contact}/forget", Reason);
        (again.Status, again["before"].GetBoolean(), again["forgottenAt"].GetString()).ShouldBe((HttpStatusCode.OK, true,
            "2026-03-02T09:00:00Z"));
    }

    [Fact]
    public async Task While_somebody_reads_the_log_is_owed_nobody_waits_and_the_server_cuts_it_when_they_are_done()
    {
        await using var server = await ApiServer.Start();
        var contact = (await server.Admin.Get($"leads/{await server.Admin.Take()}"))["contact"].GetInt64();
        await using (var reader = server.Rows())
        {
            await using var moment = reader.BeginRead();
            reader.Contacts.Count().ShouldBe(1);

            (await server.Admin.Post($"contacts/{contact}/forget", Reason)).Text("logCut").ShouldBe("owed");
            await server.Admin.Take("""{"email":"bo@nordwind.example"}""");
            await using var rows = server.Rows();
            rows.Set<OwedCut>().Count().ShouldBe(1);
        }

        await Eventually.Holds(async () =>
        {
            server.Time.Advance(TimeSpan.FromMilliseconds(500));
            await using var rows = server.Rows();
            return !await rows.Set<OwedCut>().AnyAsync();
        });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":null}""")]
    [InlineData("""{"reason":"Ana asked us to"}""")]
    [InlineData("""{"reason":""}""")]
    [InlineData("""{"reason":"erasureRequest","words":"Ana asked us to"}""")]
    public async Task Without_one_of_the_reasons_nothing_is_forgotten(string body)
    {
        await using var server = await ApiServer.Start();
        var contact = (await server.Admin.Get($"leads/{await server.Admin.Take()}"))["contact"].GetInt64();

        var answer = await server.Admin.Post($"contacts/{contact}/forget", body);

        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Json.ToString().ShouldContain("reason");
        await using var rows = server.Rows();
        rows.Contacts.Single().Email.ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_administrators_forget_and_others_do_not_learn_whom_there_is()
    {
        await using var server = await ApiServer.Start();
        var contact = (await server.Admin.Get($"leads/{await server.Admin.Take()}"))["contact"].GetInt64();
        HttpClient[] others =
        [
            await server.Partner(),
            .. await Task.WhenAll(new[] { Role.Rep, Role.Lead, Role.Manager }.Select(async role => server.Client(await server.Key($"{role}",
                role)))),
        ];
        foreach (var other in others)
            foreach (var id in new[] { contact, 4711 })
                (await other.Post($"contacts/{id}/forget", Reason)).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Admin.Post("contacts/4711/forget", Reason)).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_key_forgets_once_and_with_another_request_is_refused()
    {
        await using var server = await ApiServer.Start();
        var (one, other) = (await server.Admin.Take(), await server.Admin.Take("""{"email":"bo@nordwind.example"}"""));
        var (contact, another) = ((await server.Admin.Get($"leads/{one}"))["contact"].GetInt64(),
            (await server.Admin.Get($"leads/{other}"))["contact"].GetInt64());
        (await server.Admin.Post($"contacts/{contact}/forget", Reason, ("Idempotency-Key", "k"))).Status.ShouldBe(HttpStatusCode.OK);

        (await server.Admin.Post($"contacts/{contact}/forget", Reason, ("Idempotency-Key", "k")))["contact"].GetInt64().ShouldBe(contact);
        (await server.Admin.Post($"contacts/{another}/forget", Reason,
            ("Idempotency-Key", "k"))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }
}
