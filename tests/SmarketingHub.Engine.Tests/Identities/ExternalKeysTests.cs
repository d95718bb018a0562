using CsCheck;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Tests.Imports;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Identities;

public sealed class ExternalKeysTests
{
    // Of Salesforce's own documentation and of records in public examples: the 15 characters and their checksum.
    [Theory]
    [InlineData("001A0000006Vm9r", "001A0000006Vm9rIAC")]
    [InlineData("00530000003xqAb", "00530000003xqAbAAI")]
    public void The_two_forms_of_a_record_id_are_one(string small, string large)
    {
        var key = Key(small);
        foreach (var form in new[] { large, large.ToLowerInvariant(), large.ToUpperInvariant(), $" {large} " })
            Key(form).ShouldBe(key, form);
        Key(small.ToLowerInvariant()).ShouldNotBe(key, "the short form is told apart by its case alone");
    }

    [Theory]
    [InlineData("001A0000006Vm9rIAD")]
    [InlineData("001A0000006Vm9rIA9")]
    [InlineData("001a0000006Vm9rIAC")]
    [InlineData("001A0000006Vm9-IAC")]
    [InlineData("001A0000006Vm9rIACX")]
    public void Where_the_checksum_does_not_fit_it_is_another_systems_id(string id) => Key(id).ShouldEndWith("/" + id);

    [Fact]
    public void No_two_records_become_one() =>
        Gen.Select(Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"].Array[15], Gen.Int[0, 14])
            .Sample((letters, at) =>
            {
                var (id, other) = (new string(letters), Flipped(letters, at));
                Key(Long(id)).ShouldBe(Key(id));
                Key(Long(id).ToLowerInvariant()).ShouldBe(Key(id));
                if (other != id)
                    Key(Long(other)).ShouldNotBe(Key(Long(id)));
            });

    [Theory]
    [InlineData("Salesforce", "Lead", "x", "salesforce", "lead", "x", true)]
    [InlineData("crm", "lead", "x", "crm", "lead", "X", false)]
    [InlineData("crm", "lead", "Zoe\u0301", "crm", "lead", "Zo\u00e9", true)]
    [InlineData(" crm", "lead ", " x ", "crm", "lead", "x", true)]
    [InlineData("a/b", "c", "x", "a", "b/c", "x", false)]
    [InlineData("crm", "lead", "a+b", "crm", "lead", "a b", false)]
    public void Other_ids_are_compared_as_they_are(
        string system, string type, string id, string system2, string type2, string id2, bool same) =>
        (ExternalKeys.Of(new(system, type, id)) == ExternalKeys.Of(new(system2, type2, id2))).ShouldBe(same);

    [Fact]
    public async Task A_lead_is_found_by_any_form_of_its_ids()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Inquire("ann@x.example", null, "001A0000006Vm9r");

        (await hub.Inquire(null, null, "001A0000006Vm9rIAC")).ShouldBe(lead);
        (await hub.Inquire(null, null, "001a0000006vm9riac", "further")).ShouldBe(lead);
        (await hub.Inquire(null, null, "further")).ShouldBe(lead);
        (await hub.Import("id,email\n001A0000006Vm9rIAC,ann@x.example\n", ImportAs.New,
            """{"system":"CRM","columns":{"id":"externalId"}}""")).Skipped.ShouldBe(1);
        (await hub.Import("id,title\n001A0000006Vm9rIAC,CFO\n",
            profile: """{"system":"CRM","columns":{"id":"externalId"}}""")).Joined.ShouldBe(1);

        await using var rows = hub.Rows();
        rows.ExternalIds.Select(e => e.Value).ToList().ShouldBe(["001A0000006Vm9r", "further"], ignoreOrder: true);
    }

    private static string Key(string id) => ExternalKeys.Of(new("crm", "lead", id));

    private static string Long(string id) => id + string.Concat(id.Chunk(5).Select(five =>
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[five.Select((c, i) => char.IsAsciiLetterUpper(c) ? 1 << i : 0).Sum()]));

    private static string Flipped(char[] letters, int at)
    {
        var copy = letters.ToArray();
        copy[at] = char.IsAsciiLetterUpper(copy[at]) ? char.ToLowerInvariant(copy[at]) : char.ToUpperInvariant(copy[at]);
        return new(copy);
    }
}
