using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Forgetting;

/// <summary>Which rejected rows go with a person: those that say the same address or number, in whatever spelling, and no others.</summary>
public sealed class RejectedRowTests
{
    [Theory]
    [InlineData("ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@xn--bcher-kva.example", "Ana <ANA@Bücher.Example>")]
    [InlineData("ana@bücher.example", "ana@bu\u0308cher.example")]
    [InlineData("ana@x.example", "mailto:ana%40x.example")]
    [InlineData("ana@x.example", "https://x.example/?to=ana%40x.example&cc=bo@y.example")]
    [InlineData("ana@x.example", "ana@x.example/bo@y.example")]
    [InlineData("ana@x.example", "Bo <bo@y.example>; Ana <ana@x.example>")]
    [InlineData("ana@x.example", "write to email:ana@x.example.")]
    [InlineData("ana@x.example", "ａｎａ＠ｘ.example")]
    [InlineData("ana@x.example", "an\u200Ba@x.example")]
    public Task An_address_goes_in_every_spelling(string kept, string cell) => Goes(kept, null, cell, true);

    [Theory]
    [InlineData("a@x.example", "ana@x.example")]
    [InlineData("a@x.example", "x-a@x.example")]
    [InlineData("a@x.example", "a@x.example.pl")]
    [InlineData("a@x.example", "a@mx.example")]
    [InlineData("a@x.example", "a+b@x.example")]
    public Task Another_address_stays(string kept, string cell) => Goes(kept, null, cell, false);

    [Theory]
    [InlineData("+48 601 777 888", "٦٠١٧٧٧٨٨٨")]
    [InlineData("+48 601 777 888", "0048601777888")]
    [InlineData("+48 601 777 888", "call at 9: 601-777-888, please")]
    [InlineData("601 777 888", "+48 601777888")]
    [InlineData("+44 20 7946 0018", "+44 (0)20 7946 0018")]
    [InlineData("+44 20 7946 0018", "(020) 7946 0018 ext. 12")]
    [InlineData("+44 20 7946 0018 ext. 12", "020 7946 0018")]
    [InlineData("+45 32 12 34 56", "32123456")]
    [InlineData("123456", "123-456")]
    [InlineData("48601777888", "601 777 888")]
    public Task A_number_goes_in_every_spelling(string kept, string cell) => Goes("ana@x.example", kept, cell, true);

    [Theory]
    [InlineData("123456", "99123456")]
    [InlineData("123456", "1234567")]
    [InlineData("123456", "99 12 34 56")]
    [InlineData("123456", "12-34-56-78")]
    [InlineData("+48 601 777 888", "9601777888")]
    [InlineData("+48 601 777 888", "+49 601 777 888")]
    [InlineData("+44 20 7946 0018", "+1 507 946 0018")]
    public Task Another_number_stays(string kept, string cell) => Goes("ana@x.example", kept, cell, false);

    private static async Task Goes(string email, string? phone, string cell, bool goes)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,company,note\nno address,X,\"{cell}\"\nno address,Stays,\n", profile: Files.Strict)).Rejected.ShouldBe(2);
        var lead = (await hub.Door.Do(HubFixture.Admin,
            write => write.Take(new(new("Ana", "Kowal", email, phone, null), null, new(), [], null, null)))).LeadId;

        await hub.Forget(hub.Lead(lead).ContactId);

        await using var rows = hub.Rows();
        var rest = (await rows.ImportRuns.SingleAsync()).Rejects!;
        rest.ShouldContain("Stays");
        rest.Contains(cell, StringComparison.Ordinal).ShouldBe(!goes, rest);
    }
}
