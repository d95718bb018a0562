using System.Diagnostics;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Engine.Tests.Verification;

/// <summary>A head that somebody kept shows whether a tail was cut off or rewritten, and who signed it.</summary>
public sealed class SignedHeadTests : IAsyncLifetime
{
    private HubFixture hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubFixture.Start();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_ledger_that_went_on_contains_it()
    {
        await hub.Take();
        var head = await Sign();
        await hub.Take("bo@example.com");
        var found = Verify(head);
        (found.IsWhole, found.Kept!.Holds).ShouldBe((true, true));
        found.Kept.Sentences[0].ShouldBe($"The ledger contains this head: event {head.Sequence} has its hash.");
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_shows()
    {
        await hub.Take();
        await Sign();
        var copy = await Copy();
        await hub.Take("bo@example.com");
        var head = await Sign();
        var found = await VerifyIn(copy, head);
        found.IsWhole.ShouldBeTrue("of itself it is a whole ledger: only what was kept elsewhere tells");
        (found.Kept!.IsContained, found.Kept.IsSigned).ShouldBe((false, true));
        found.Kept.Sentences[0].ShouldBe($"The ledger was CUT OFF: it ends at event {found.Sequence}, and this head is of event "
            + $"{head.Sequence}; missing: {head.Sequence - found.Sequence}.");
    }

    [Fact]
    public async Task A_tail_that_was_rewritten_shows()
    {
        await hub.Take();
        await Sign();
        var copy = await Copy();
        await hub.Take("bo@example.com");
        var head = await Sign();
        var found = await VerifyIn(copy, head, async other =>
        {
            // Another course of things, as whole as the first one, and longer.
            var lead = await other.Take("eve@example.com");
            await other.Fire(lead, Trigger.Ready);
        });
        (found.IsWhole, found.Kept!.IsContained, found.Sequence > head.Sequence).ShouldBe((true, false, true));
        found.Kept.Sentences[0].ShouldBe($"The ledger was REWRITTEN: event {head.Sequence} has another hash than this head says.");
    }

    [Fact]
    public async Task A_line_that_was_changed_or_signed_elsewhere_is_told()
    {
        await hub.Take();
        var head = await Sign();
        var line = head.ToString();
        var other = line.Replace($" {head.Sequence} ", $" {head.Sequence - 1} ", StringComparison.Ordinal);
        Verify(SignedHead.Read(other)!).Kept!.IsSigned.ShouldBeFalse();
        await using var second = await HubFixture.Start();
        await using (var none = second.Rows())
            Verifier.Verify(none, head).Kept!.Sentences[1].ShouldBe("This installation has no key yet: it signed no head.");
        await using (var making = second.Rows())
            await HeadKey.Sign(second.Door, making, second.Now);
        await using var rows = second.Rows();
        Verifier.Verify(rows, head).Kept!.Sentences[1].ShouldStartWith("The signature is NOT this installation's");
    }

    [Fact]
    public async Task It_is_read_however_a_mail_program_broke_the_line()
    {
        var head = await Sign();
        var line = head.ToString();
        Gen.Int[0, line.Length].Array[0, 6].Sample(breaks =>
        {
            var text = line;
            // Words are broken between them, and the long ones within.
            foreach (var at in breaks.Where(at => at > line.LastIndexOf(' ') - 64).OrderDescending())
                text = text.Insert(at, "\r\n  ");
            return SignedHead.Read($"> {text}\n")?.ToString() == line;
        });
        foreach (var wrong in new[] { "", "smarketinghub-head-1", line[..^100], line.Replace('-', '_'), "smarketinghub-head-1 x y z" })
            SignedHead.Read(wrong).ShouldBeNull(wrong);
    }

    [Fact]
    public async Task The_key_is_made_once_and_kept()
    {
        await using var rows = hub.Rows();
        HeadKey.Public(rows).ShouldBeNull();
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var mine = hub.Rows();
            return await HeadKey.Public(hub.Door, mine);
        }));
        keys.Distinct().ShouldHaveSingleItem().ShouldBe(HeadKey.Public(rows));
        keys[0].ShouldStartWith("-----BEGIN PUBLIC KEY-----");
    }

    [Fact]
    public async Task Whoever_has_the_public_key_checks_it_with_openssl_alone()
    {
        await hub.Take();
        var line = (await Sign()).ToString();
        await using var rows = hub.Rows();
        var folder = Directory.CreateTempSubdirectory("head").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), HeadKey.Public(rows));
            // As docs/reliability.md says.
            const string Check = """
                printf %s "${LINE% *}" > head.txt && printf %s "${LINE##* }" | openssl base64 -d -A > head.sig
                openssl dgst -sha256 -verify key.pem -signature head.sig head.txt
                """;
            (await Run(folder, Check, line)).ShouldBe("Verified OK");
            (await Run(folder, Check, line.Replace("head-1", "head-2", StringComparison.Ordinal))).ShouldBe("Verification failure");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Run(string folder, string script, string line)
    {
        var start = new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["LINE"] = line;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }

    private async Task<SignedHead> Sign()
    {
        await using var rows = hub.Rows();
        return SignedHead.Read((await HeadKey.Sign(hub.Door, rows, hub.Now)).ToString())!;
    }

    private Verified Verify(SignedHead head)
    {
        using var rows = hub.Rows();
        return Verifier.Verify(rows, head);
    }

    // As a backup: its key is in it.
    private async Task<string> Copy()
    {
        var copy = Path.Combine(hub.Folder, "copy.db");
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlAsync($"VACUUM INTO {copy}");
        return copy;
    }

    private async Task<Verified> VerifyIn(string copy, SignedHead head, Func<HubFixture, Task>? change = null)
    {
        await using var other = await HubFixture.On(file =>
        {
            File.Copy(copy, file);
            return Task.CompletedTask;
        }, hub.Now);
        if (change is not null)
            await change(other);
        await using var rows = other.Rows();
        return Verifier.Verify(rows, head);
    }
}
