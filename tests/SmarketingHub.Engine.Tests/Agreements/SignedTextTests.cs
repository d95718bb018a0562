using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Ledger;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

public sealed class SignedTextTests
{
    private const string Signed = "agreementSigned";

    [Fact]
    public async Task What_was_signed_can_be_read_to_the_byte()
    {
        await using var table = await Set();
        var signed = await table.PutInForce(table.Starter.Id, Target("accept", "PT2H"));
        using var rows = table.Hub.Rows();

        var text = SignedText.Under(rows, table.Starter, signed);

        SignedText.HashOf(text).ShouldBe(signed.Signatures[0].TextHash);
        Encoding.UTF8.GetString(text).ShouldContain("PT2H");
    }

    [Theory]
    [InlineData("a field that this program does not know", "\"reTimes\":", "\"laterField\":{\"a\":[1,2]},\"reTimes\":")]
    [InlineData("without a field that it has", ",\"worths\":[]", "")]
    [InlineData("its parts in another order", ",\"captureRules\":[],\"worths\":[]", ",\"worths\":[],\"captureRules\":[]")]
    public async Task Signed_by_a_version_whose_texts_had_other_fields_it_is_no_forgery(string how, string found, string instead)
    {
        await using var table = await Set();
        await table.PutInForce(table.Starter.Id, t => Target(t, "accept", "PT2H") with { CaptureRules = [] });

        Rewrite(table.Hub, found, instead).ShouldBeGreaterThan(0, how);

        table.Hub.Verify().Problems.ShouldBeEmpty(how);
    }

    [Fact]
    public async Task A_text_that_says_something_else_than_was_signed_is_told_even_if_its_hash_fits()
    {
        await using var table = await Set();
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H"));

        Rewrite(table.Hub, "\"target\":\"PT2H\"", "\"target\":\"PT9H\"");

        table.Hub.Verify().Problems.ShouldContain(p => p.Contains("version 2 is not what") && p.Contains("signed"));
    }

    [Fact]
    public async Task A_text_whose_hash_differs_is_told()
    {
        await using var table = await Set();
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H"));

        Rewrite(table.Hub, "\"target\":\"PT2H\"", "\"target\":\"PT9H\"", keepHash: true);

        table.Hub.Verify().Problems.ShouldContain(p => p.Contains("has not the text under it") && p.Contains("marketing"));
    }

    [Fact]
    public async Task A_signature_from_before_texts_were_kept_is_checked_by_what_the_ledger_had_of_the_agreement()
    {
        await using var table = await Set();
        var signed = await table.PutInForce(table.Starter.Id, Target("accept", "PT2H"));
        Change(table.Hub, line => line.Type != Signed ? null : Edit(line, body => body.Remove("text")));

        table.Hub.Verify().Problems.ShouldBeEmpty();
        using (var rows = table.Hub.Rows())
            SignedText.HashOf(SignedText.Under(rows, table.Starter, signed)).ShouldBe(signed.Signatures[0].TextHash);
        // What stands there instead is another text.
        Change(table.Hub,
            line => line.Type != "agreementWritten"
                ? null
                : Encoding.UTF8.GetString(line.Body).Replace("\"target\":\"PT2H\"", "\"target\":\"PT9H\"", StringComparison.Ordinal));
        table.Hub.Verify().Problems.ShouldContain(p => p.Contains("its hash differs"));
    }

    /// <summary>The signed texts of the file as another version would have written them, with their hashes and a whole chain.</summary>
    private static int Rewrite(HubFixture hub, string found, string instead, bool keepHash = false)
    {
        var hashes = new Dictionary<string, string>();
        Change(hub, line =>
        {
            if (line.Type != Signed)
                return null;
            return Edit(line, body =>
            {
                var (hash, text) = (body["hash"]!.GetValue<string>(), body["text"]!.GetValue<string>());
                var other = text.Replace(found, instead, StringComparison.Ordinal);
                if (other != text)
                    hashes[hash] = keepHash ? hash : SignedText.HashOf(Encoding.UTF8.GetBytes(other));
                body["text"] = other;
            });
        });
        string Hashes(string body) => hashes.Aggregate(body, (so, hash) => so.Replace(hash.Key, hash.Value, StringComparison.Ordinal));
        Change(hub, line => line.LeadId is null ? Hashes(Encoding.UTF8.GetString(line.Body)) : null);
        using var rows = hub.Rows();
        foreach (var document in rows.Company.Where(d => d.Kind == "agreement"))
            document.Body = Hashes(document.Body);
        rows.SaveChanges();
        return hashes.Count;
    }

    /// <summary>Writes lines anew, and the chain with them, as whoever has the file can.</summary>
    private static void Change(HubFixture hub, Func<LedgerEvent, string?> change)
    {
        using var rows = hub.Rows();
        var hash = Chain.Genesis;
        foreach (var line in rows.Ledger.AsNoTracking().OrderBy(e => e.Sequence).ToList())
        {
            var body = change(line) is { } changed ? Encoding.UTF8.GetBytes(changed) : line.Body;
            hash = Chain.Next(hash, line.Sequence, line.LeadId, line.Type, line.Actor, line.At.ToUnixTimeMilliseconds(),
                line.RecordedAt.ToUnixTimeMilliseconds(), body);
            rows.Database.ExecuteSql($"""UPDATE "Ledger" SET "Body" = {body}, "Hash" = {hash} WHERE "Sequence" = {line.Sequence}""");
        }
        rows.Database.ExecuteSql($"""UPDATE "Head" SET "Hash" = {hash}""");
    }

    private static string Edit(LedgerEvent line, Action<JsonObject> edit)
    {
        var body = JsonNode.Parse(line.Body)!.AsObject();
        edit(body);
        return body.ToJsonString();
    }
}
