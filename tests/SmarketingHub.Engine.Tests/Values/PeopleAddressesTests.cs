using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Values;

/// <summary>The addresses of people here are read like anybody's.</summary>
public sealed class PeopleAddressesTests
{
    [Fact]
    public async Task The_clean_address_is_kept_and_nobody_else_can_have_it_in_other_clothes()
    {
        await using var hub = await HubFixture.Start();
        var ana = await Add(hub, "Ana Nowak <Ana@Bücher.example>,");
        ana.Email.ShouldBe("Ana@Bücher.example");

        foreach (var same in new[] { "mailto:ana@bücher.example", "ana@xn--bcher-kva.example", "\u200bANA@bücher.example" })
            (await Should.ThrowAsync<InvalidArgument>(Add(hub, same))).Field.ShouldBe("email");
        (await Should.ThrowAsync<InvalidArgument>(Add(hub, "ana@bücher.example, bo@bücher.example"))).Field.ShouldBe("email");
    }

    [Fact]
    public async Task Whoever_names_a_person_by_the_address_may_paste_it()
    {
        await using var hub = await HubFixture.Start();
        var ana = await Add(hub, "ana@own.example");
        var lead = await hub.Take();

        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, By = "mailto:Ana@own.example" });

        hub.Lead(lead).Attempts.ShouldHaveSingleItem().By.ShouldBe(ana.Id);
    }

    [Theory]
    [InlineData("ana@bücher.example"), InlineData("Ana@BÜCHER.example"), InlineData("ana@xn--bcher-kva.example"), InlineData(
        " mailto:ana@bücher.example")]
    public void A_name_to_sign_in_with_is_one_in_each_form(string name) =>
        new LoginNames().NormalizeName(name).ShouldBe("ANA@XN--BCHER-KVA.EXAMPLE");

    [Theory]
    [InlineData("ana@own.example", "ANA@OWN.EXAMPLE"), InlineData("no address", "NO ADDRESS")]
    public void Others_stay_as_sign_in_has_always_kept_them(string name, string kept) => LoginNames.Of(name).ShouldBe(kept);

    private static Task<Person> Add(HubFixture hub, string email) => hub.Door.Do(HubFixture.Admin, write =>
        write.AddPerson(new() { Id = 0, Name = "Ana Nowak", Email = email, Party = Party.Sales, Role = Role.Rep }));
}
