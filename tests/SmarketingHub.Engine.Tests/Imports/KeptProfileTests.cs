using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Profiles are kept under a name, and written as they are read.</summary>
public sealed class KeptProfileTests
{
    private const string Full = """
        {
          "system": "acme", "type": "deal", "timeZone": "Europe/Warsaw", "currency": "EUR", "delimiter": ";", "encoding": "windows-1252",
          "dateFormats": ["dd/MM/yyyy"], "decimal": ",", "columns": { "Größe": "score", "Foo": "" }, "constants": { "source": "fair" },
          "stages": { "Offen": "Working" }, "owners": { "Zoë": "zoe@x.example" }, "unknownOwners": "inactive",
          "spellings": { "country": { "Polonia": "PL" } }, "people": { "file": "p.csv", "name": "Name", "email": "Mail" },
          "accounts": { "file": "a.csv", "name": "Name" }, "products": { "file": "q.csv", "name": "Name" }
        }
        """;

    [Fact]
    public void A_profile_is_written_as_it_is_read_without_what_is_usual()
    {
        var json = ImportProfile.Parse(Full).ToJson();

        ImportProfile.Parse(json).ToJson().ShouldBe(json);
        json.ShouldContain("\"Größe\": \"score\"");
        json.ShouldContain("\"unknownOwners\": \"inactive\"");
        json.Count(c => c == '{').ShouldBe(Full.Count(c => c == '{'));
        new ImportProfile().ToJson().ShouldBe("{}");
    }

    [Fact]
    public async Task One_is_kept_changed_and_deleted_under_its_name()
    {
        await using var hub = await HubFixture.Start();
        var profiles = hub.Services.GetRequiredService<ImportProfiles>();
        (await profiles.Keep(" Fairs ", ImportProfile.Parse(Full), HubFixture.Admin)).IsNew.ShouldBeTrue();
        await profiles.Keep("CRM", new ImportProfile { System = "crm" }, HubFixture.Admin);

        var (changed, isNew) = await profiles.Keep("Fairs", new ImportProfile { System = "fairs" }, HubFixture.Admin, known: 1);

        (isNew, changed.Version, changed.ChangedAt).ShouldBe((false, 2, hub.Now));
        (await profiles.All(HubFixture.Admin)).Select(kept => kept.Name).ShouldBe(["CRM", "Fairs"]);
        ImportProfile.Parse((await profiles.Find("Fairs", HubFixture.Admin)).Json).System.ShouldBe("fairs");
        await Should.ThrowAsync<Stale>(profiles.Keep("Fairs", new ImportProfile(), HubFixture.Admin, known: 1));
        await Should.ThrowAsync<Stale>(profiles.Delete("Fairs", HubFixture.Admin, known: 1));
        await profiles.Delete("Fairs", HubFixture.Admin, known: 2);
        await Should.ThrowAsync<NotFound>(profiles.Find("Fairs", HubFixture.Admin));
        await Should.ThrowAsync<NotFound>(profiles.Keep("Fairs", new ImportProfile(), HubFixture.Admin, known: 2));
    }

    [Fact]
    public async Task A_new_one_is_not_kept_over_one_of_its_name_that_somebody_else_made()
    {
        await using var hub = await HubFixture.Start();
        var profiles = hub.Services.GetRequiredService<ImportProfiles>();
        await profiles.Keep("CRM", new ImportProfile { System = "crm" }, HubFixture.Admin, known: 0);

        await Should.ThrowAsync<Stale>(profiles.Keep("CRM", new ImportProfile(), HubFixture.Admin, known: 0));
    }

    [Theory]
    [InlineData(Role.Rep)]
    [InlineData(Role.Partner)]
    public async Task Who_does_not_import_has_no_profiles(Role role)
    {
        await using var hub = await HubFixture.Start();
        var profiles = hub.Services.GetRequiredService<ImportProfiles>();
        var actor = new Actor(ActorKind.Key, 1, role, null);

        await Should.ThrowAsync<NotAllowed>(() => profiles.All(actor));
        await Should.ThrowAsync<NotAllowed>(() => profiles.Find("x", actor));
        await Should.ThrowAsync<NotAllowed>(() => profiles.Keep("x", new ImportProfile(), actor));
        await Should.ThrowAsync<NotAllowed>(() => profiles.Delete("x", actor));
        await Should.ThrowAsync<NotAllowed>(() => hub.Preview("email\na@x.example\n", actor: actor));
        await Should.ThrowAsync<NotAllowed>(() => hub.Services.GetRequiredService<RunningImports>().Recent(actor));
    }
}
