using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>A word that nobody knows here may be one that is spelled nearly so.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("stage", "Opportunty", "Opportunity")]
    [InlineData("stage", "Closed  Wonn", "Won")]
    [InlineData("stage", "Banana", null)]
    [InlineData("country", "Polnad", "PL")]
    [InlineData("country", "Niemczy", "DE")]
    [InlineData("country", "Narnia", null)]
    [InlineData("timeZone", "Europe/Warsav", "Europe/Warsaw")]
    [InlineData("owner", "Nowak, Zoë", "zoe@hub.example")]
    [InlineData("owner", "Zoe Nowack", "zoe@hub.example")]
    [InlineData("owner", "Zbigniew", null)]
    [InlineData("holder", "Sale", "sales")]
    [InlineData("grade", "b+", "B")]
    [InlineData("grade", "Best", null)]
    [InlineData("currency", "EURO", null)]
    public async Task What_is_spelled_nearly_so_is_suggested_as_a_profile_would_say_it(string field, string word, string? meant)
    {
        await using var hub = await HubFixture.Start();
        var company = await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddPerson(new() { Id = 0, Name = "Zoe Nowak", Email = "zoe@hub.example", Party = Party.Sales, Role = Role.Rep });
            return write.Company;
        });
        new Suggestions(company).For(field, word).ShouldBe(meant);
    }
}
