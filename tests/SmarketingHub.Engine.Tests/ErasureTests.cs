using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests;

public sealed class ErasureTests
{
    [Fact]
    public async Task A_forgotten_person_is_in_no_byte_of_the_file_and_the_record_still_verifies()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take("zofia.unikatowa@example.com");
        await hub.Fire(lead, Trigger.Note, new() { Words = "Zofia-Unikatowa plays the cello" });
        var contact = hub.Lead(lead).ContactId;

        await hub.Door.Forget(HubFixture.Admin, contact, hub.Services.GetRequiredService<IDbContextFactory<HubContext>>());

        hub.Verify().Problems.ShouldBeEmpty();
        foreach (var file in new[] { hub.File, hub.File + "-wal" }.Where(File.Exists))
            Encoding.UTF8.GetString(await ReadShared(file)).ShouldNotContain("unikatowa", Case.Insensitive, file);
    }

    [Fact]
    public async Task The_ledger_itself_never_names_anybody()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Berta Rep");
        var lead = await hub.Take("ana@example.com");
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam", Words = "Ana hung up" });

        await using var rows = hub.Rows();
        foreach (var body in rows.Ledger.Select(e => e.Body))
            Encoding.UTF8.GetString(body).ShouldSatisfyAllConditions(
                text => text.ShouldNotContain("ana@example.com"), text => text.ShouldNotContain("Kowal"),
                text => text.ShouldNotContain("hung up"), text => text.ShouldNotContain("Berta"));
    }

    [Fact]
    public async Task Only_administrators_forget()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var rep = Domain.People.Actor.Of(await hub.Hire("Berta Rep"));
        await Should.ThrowAsync<NotAllowed>(
            hub.Door.Forget(rep, hub.Lead(lead).ContactId, hub.Services.GetRequiredService<IDbContextFactory<HubContext>>()));
    }

    [Fact]
    public async Task A_changed_text_is_found()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Note, new() { Words = "asked for a discount" });
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlAsync($"UPDATE Texts SET Text = 'asked for nothing' WHERE Text LIKE 'asked%'");

        hub.Verify().Problems.Single().ShouldContain("not what was written");
    }

    private static async Task<byte[]> ReadShared(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
