using System.Globalization;
using System.Text;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Cases in which a row, or what it says, went without a word.</summary>
public sealed class NoValueVanishesTests
{
    [Theory]
    [InlineData("Email,Company,Stage\na@x.example,\"Foo,Working\nb@x.example,Bar,Working\nc@x.example,Baz,Working\n", 2)]
    [InlineData("Email,Company,Stage\na@x.example,\"Foo, \"\"the\"\"\nsecond\",Working\n\"b@x.example,Bar,Working\n", 4)]
    [InlineData("Email,Company,Stage\na@x.example,5\" pipe,Working\nb@x.example,Bar,\"Work\"\"\n", 3)]
    public async Task A_quote_that_is_never_closed_refuses_the_file_and_says_where(string csv, int line)
    {
        await using var hub = await HubFixture.Start();
        var refused = await Should.ThrowAsync<InvalidArgument>(hub.Import(csv));
        refused.Message.ShouldContain($"A quote that is opened in line {line} is never closed");
        (await Should.ThrowAsync<InvalidArgument>(hub.Preview(csv))).Message.ShouldBe(refused.Message);
    }

    [Fact]
    public async Task Quotes_amid_a_cell_and_cells_of_many_lines_are_fine()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("Email,Company,Notes\na@x.example,\"A \"\"B\"\"\",\"red, blue, green\none\nlast\"\n"
            + "b@x.example,5\" pipe,\n");
        (result.Added, result.Rejected).ShouldBe((2, 0), result.RejectsCsv);
    }

    [Fact]
    public async Task A_cell_that_holds_whole_rows_is_rejected()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("Email,Company,Stage\na@x.example,\"Foo,Working\nb@x.example,Bar,Working\nc@x.example,Baz\",Working\n"
            + "d@x.example,Qux,Working\n");
        (result.Added, result.Rejected).ShouldBe((1, 1), result.RejectsCsv);
        result.RejectsCsv!.ShouldContain("2,Company,It holds what look like further rows");
    }

    [Fact]
    public async Task Amounts_of_one_company_are_leads_of_their_own_and_known_again()
    {
        await using var hub = await HubFixture.Start();
        const string File = "Company,Stage,Amount\nQ7,Won,100\nQ7,Working,250\nQ7,Working,250\nQ7,Lost,300\n";
        var first = await hub.Import(File);
        (first.Added, first.Joined, first.Skipped).ShouldBe((4, 0, 0), first.RejectsCsv);
        hub.Leads().Select(l => (l.Stage, l.Amount))
            .ShouldBe([(Stage.Won, 100), (Stage.Working, 250), (Stage.Working, 250), (Stage.Lost, 300)]);
        (await hub.Import(File)).Skipped.ShouldBe(4);

        var corrected = await hub.Import("Company,Stage,Amount\nQ7,Won,100\nQ7,Working,275\nQ7,Working,250\nQ7,Lost,300\nQ8,Working,1\n");

        (corrected.Added, corrected.Joined, corrected.Skipped).ShouldBe((1, 1, 3), corrected.RejectsCsv);
        hub.Leads().Where(l => l.Stage == Stage.Working).Sum(l => l.Amount).ShouldBe(250 + 275 + 1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_history_does_not_take_over_is_kept_and_said_once()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email,stage,amount\n7,a@x.example,MQL,\n");
        var lead = hub.Leads().Single().Id;
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        const string Later = "Lead ID,email,stage,amount\n7,a@x.example,Won,5000\n";

        (await hub.Import(Later)).Skipped.ShouldBe(1);

        hub.LeftOut(lead).Select(left => left.Value).ShouldBe(["Won", "5000"]);
        var head = hub.Verify().Sequence;
        (await hub.Import(Later)).LeftOut.ShouldBe(0);
        hub.Verify().Sequence.ShouldBe(head);
    }

    [Fact]
    public async Task As_new_by_mistake_history_still_tells_its_news()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email,stage,amount\n7,a@x.example,Working,\n");
        const string Later = "Lead ID,email,stage,amount\n7,a@x.example,Won,5000\n";
        (await hub.Import(Later, ImportAs.New)).Skipped.ShouldBe(1);
        var head = hub.Verify().Sequence;
        (await hub.Import(Later, ImportAs.New)).Skipped.ShouldBe(1);
        hub.Verify().Sequence.ShouldBe(head);

        (await hub.Import(Later)).Joined.ShouldBe(1);

        (hub.Leads().Single().Stage, hub.Leads().Single().Amount).ShouldBe((Stage.Won, 5000));
    }

    [Theory]
    [InlineData("Alpha Ltd renewal", "120", "2026-01-20")]
    [InlineData("Alpha renewal", "100", "2026-01-25")]
    [InlineData("Alpha Ltd renewal", "100", "2026-01-25")]
    public async Task A_closed_deal_without_an_id_is_corrected(string name, string amount, string closed)
    {
        await using var hub = await HubFixture.Start();
        const string Header = "Opportunity Name,Account Name,Stage,Amount,Created Date,Close Date\n",
            Other = "Beta,Alpha,Closed Won,500,2026-01-05,2026-01-21\n";
        await hub.Import(Header + "Alpha renewal,Alpha,Closed Won,100,2026-01-05,2026-01-20\n" + Other);
        var file = Header + $"{name},Alpha,Closed Won,{amount},2026-01-05,{closed}\n" + Other;

        var corrected = await hub.Import(file);

        (corrected.Added, corrected.Joined, corrected.Skipped).ShouldBe((0, 1, 1), corrected.RejectsCsv);
        hub.Leads().Select(l => l.Amount).ShouldBe([decimal.Parse(amount, CultureInfo.InvariantCulture), 500]);
        // The day begins in Warsaw.
        hub.Leads()[0].ClosedAt.ShouldBe(Instant.FromUtc(2026, 1, int.Parse(closed[^2..], CultureInfo.InvariantCulture) - 1, 23, 0));
        (await hub.Import(file)).Skipped.ShouldBe(2);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deal_of_the_same_days_is_another_where_the_first_is_in_the_file_too()
    {
        await using var hub = await HubFixture.Start();
        const string Header = "Opportunity Name,Account Name,Stage,Amount,Created Date,Close Date\n",
            Old = "Alpha,Alpha,Closed Won,100,2026-01-05,2026-01-20\n", Upsell = "Upsell,Alpha,Closed Won,30,2026-01-05,2026-01-20\n";
        await hub.Import(Header + Old);
        await hub.Import(Header + Upsell + Old);
        hub.Leads().Select(l => l.Amount).Order().ShouldBe([30, 100]);
        (await hub.Import(Header + Upsell + Old)).Skipped.ShouldBe(2);
    }

    [Fact]
    public async Task A_corrected_closing_date_alone_is_taken_over()
    {
        await using var hub = await HubFixture.Start();
        const string Header = "Record ID,Deal Name,Deal Stage,Amount,Close Date\n";
        await hub.Import(Header + "5551,X,Closed Won,100,2026-01-20\n");
        (await hub.Import(Header + "5551,X,Closed Won,100,2026-01-25\n")).Joined.ShouldBe(1);
        hub.Leads().Single().ClosedAt!.Value.ToString().ShouldStartWith("2026-01-24");

        var earlier = await hub.Import(Header + "5551,X,Closed Won,100,2026-01-22\n");

        (earlier.Skipped, earlier.LeftOut).ShouldBe((1, 1));
        hub.LeftOut(hub.Leads().Single().Id).Select(left => left.Value).ShouldContain("2026-01-22");
    }

    [Fact]
    public async Task A_row_that_says_nothing_of_who_has_it_is_an_inquiry_whatever_its_stage_is_called()
    {
        await using var hub = await HubFixture.Start();
        var lead = Actor.Of(await hub.Hire("Ola Berg", role: Role.Lead));
        var result = await hub.Import("Email,Lifecycle Stage,Owner\na@x.example,Lead,\nb@x.example,Otter,\nc@x.example,Otter,Ola Berg\n",
            actor: lead);
        (result.Added, result.Rejected).ShouldBe((2, 1), result.RejectsCsv);
        result.RejectsCsv!.ShouldContain("'Otter' is no stage known here");
    }

    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n", "a picture")]
    [InlineData("PK\u0003\u0004\u0014", "a workbook or an archive")]
    [InlineData("\u00d0\u00cf\u0011\u00e0\u00a1", "a workbook or an archive")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006", "a program's own file")]
    public async Task A_file_that_is_no_text_says_what_it_is(string bytes, string what)
    {
        await using var hub = await HubFixture.Start();
        (await Should.ThrowAsync<InvalidArgument>(hub.Import(Encoding.Latin1.GetBytes(bytes)))).Message.ShouldContain(what);
    }

    [Theory]
    [InlineData("""{ "stages": { "A": "Nowhere" } }""", "The profile's stages.A is 'Nowhere', which is no stage. Stages: Captured")]
    [InlineData("""{ "owners": { "A": "Nobody Q" } }""", "The profile's owners.A is 'Nobody Q', who is nobody here")]
    [InlineData("""{ "dateFormats": ["dd/MM/yyyy", "qq"] }""", "The profile's dateFormats[1] is 'qq', which is no format of a date")]
    [InlineData("""{ "dateFormats": [""] }""", "The profile's dateFormats[0] is ''")]
    [InlineData("""{ "spellings": { "country": null } }""", "The profile's spellings.country cannot be read")]
    [InlineData("""{ "spellings": { "country": { "A": null } } }""", "The profile's spellings.country.A cannot be read")]
    [InlineData("""{ "constants": { "country": null } }""", "The profile's constants.country cannot be read")]
    [InlineData("""{ "sistem": "x" }""", "There is no sistem in a profile. Known: system, type")]
    [InlineData("""{ "people": { "file": "x", "mail": "z" } }""", "There is no people.mail in a profile. Known: file, name")]
    [InlineData("""{ "strict": "yes" }""", "The profile's strict cannot be read: it has to be like true.")]
    [InlineData("""{ "system": 5 }""", "The profile's system cannot be read: it has to be like \"…\".")]
    [InlineData("""{ "system": null }""", null)]
    [InlineData("""{ "unknownOwners": "some" }""", "it has to be like \"unowned\", \"inactive\", \"reject\".")]
    [InlineData("""{ "columns": ["a"] }""", "The profile's columns cannot be read: it has to be like { \"…\": \"…\" }.")]
    [InlineData("""{ "system": "x" """, "The profile cannot be read: it is no JSON at line 1")]
    public async Task A_mistake_of_a_profile_is_told_by_its_path(string profile, string? why)
    {
        await using var hub = await HubFixture.Start();
        if (why is null)
        {
            (await hub.Import("email\na@x.example\n", profile: profile)).Added.ShouldBe(1);
            return;
        }
        var said = (await Should.ThrowAsync<InvalidArgument>(
            async () => await hub.Import("email\na@x.example\n", profile: profile))).Message;
        said.ShouldContain(why);
        said.ShouldNotContain("System.");
        said.ShouldNotContain("SmarketingHub");
    }

    [Fact]
    public async Task HubSpots_stages_in_Spanish_and_Salesforces_in_German_are_known()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("ID de registro - Contact,Correo,Etapa del ciclo de vida\n1,a@x.example,Oportunidad\n2,b@x.example,Cliente\n"
            + "3,c@x.example,Otro\n");
        await hub.Import("Lead ID,Nachname,Email,Lead Status,Lead-Quelle,Konvertierungsdatum\n"
            + "1,Lind,d@x.example,Offen – Nicht kontaktiert,Web,\n"
            + "2,Berg,e@x.example,Geschlossen - Konvertiert,Web,\n");
        hub.Leads().Select(l => l.Stage)
            .ShouldBe([Stage.Opportunity, Stage.Won, Stage.Captured, Stage.Captured, Stage.Qualified]);
    }
}
