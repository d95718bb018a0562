using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Storage;

/// <summary>
/// Files that earlier versions wrote, kept for ever: whatever classes become, their record stays whole and their signatures good.
/// <c>2026-11-29-signed</c>: agreements with every kind of sentence, one of them signed by one side alone, from before signed bytes were
/// kept.
/// <c>2026-11-29-year</c>: 200 commands of the simulation's seed 11 of that day.
/// </summary>
public sealed class GoldenFileTests
{
    // The printed head of that day.
    private const string SignedHead = "a3115beea2c231259acaafbe53ef8c8d569b2c03e08fdc7b24c08429272c023e";
    private static readonly Instant Later = Instant.FromUtc(2026, 11, 29, 12, 0);

    [Theory]
    [InlineData("2026-11-29-signed")]
    [InlineData("2026-11-29-year")]
    public async Task It_is_brought_to_this_version_and_verifies(string file)
    {
        await using var hub = await On(file);

        hub.Verify().Problems.ShouldBeEmpty();
        await hub.Enforcer.FireAll();
        hub.Verify().Problems.ShouldBeEmpty();

        // What reports read of it comes by itself.
        await hub.Services.GetRequiredService<ReportFollower>().Follow();
        using var rows = hub.Rows();
        rows.ReportedLeads.Count().ShouldBe(rows.Leads.Count());
        rows.ReportedPromises.Count(p => p.Clock != null).ShouldBe(rows.Clocks.Count());
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_record_is_the_one_of_that_day()
    {
        await using var hub = await On("2026-11-29-signed");
        using var rows = hub.Rows();

        Convert.ToHexStringLower(rows.Ledger.Single(e => e.Sequence == 92).Hash).ShouldBe(SignedHead);
    }

    [Fact]
    public async Task Each_signature_has_the_bytes_that_its_hash_was_made_of()
    {
        await using var hub = await On("2026-11-29-signed");
        using var rows = hub.Rows();
        var signed = hub.Company().Agreements.SelectMany(a => a.Versions.Where(v => !v.Signatures.IsEmpty)
            .Select(v => (Agreement: a, Version: v))).ToList();

        signed.Count.ShouldBe(3);
        foreach (var (agreement, version) in signed)
            foreach (var signature in version.Signatures)
                SignedText.HashOf(SignedText.Under(rows, agreement, version)).ShouldBe(signature.TextHash);
    }

    [Fact]
    public async Task The_other_side_signs_the_same_bytes_in_this_version()
    {
        await using var hub = await On("2026-11-29-signed");
        var half = hub.Company().Agreements.Single(a => a.Versions.Exists(v => v.Signatures.Count == 1));
        var sal = hub.Company().People.Values.Single(p => p.Name == "Sal Lead");

        var version = await hub.Door.Do(Actor.Of(sal), write => write.Sign(half.Id, 1, null, null, null));

        version.State.ShouldBe(VersionState.Signed);
        version.Signatures.Select(s => s.TextHash).Distinct().Count().ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_goes_on_with_it()
    {
        await using var hub = await On("2026-11-29-year");
        await hub.Enforcer.FireAll();

        var lead = await hub.Take("new@golden.example", "demo-request");
        await hub.Fire(lead, Trigger.Note, new() { Words = "Called." });

        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static Task<HubFixture> On(string name) => HubFixture.On(async file =>
    {
        await using var packed = new GZipStream(Files.Golden(name + ".db.gz"), CompressionMode.Decompress);
        await using var unpacked = File.Create(file);
        await packed.CopyToAsync(unpacked);
    }, Later);
}
