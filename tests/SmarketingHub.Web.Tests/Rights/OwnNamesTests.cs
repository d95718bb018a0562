using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Resources;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Rights;

/// <summary>
/// What people call their parties, calendars and sources is said as they call it, also when a page has such a word; what came with the
/// product is translated.
/// </summary>
public sealed class OwnNamesTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly IStringLocalizer<Texts> l = shared.Server.Services.GetRequiredService<IStringLocalizer<Texts>>();

    [Theory]
    [InlineData("Lost")]
    [InlineData("Add")]
    [InlineData("Sales")]
    [InlineData("Marketing")]
    [InlineData("Office hours")]
    [InlineData("Back to the giver")]
    [InlineData("{0}")]
    [InlineData("a {1} } b {")]
    public void A_name_is_no_word_of_a_page(string name)
    {
        foreach (var language in (string[])["es", "pl", "ru", "en"])
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var company = shared.Server.Live.Company with
            {
                Parties = shared.Server.Live.Company.Parties.Add("partner:x", new("partner:x", name, PartyKind.Partner)),
            };
            l.Party(company, "partner:x").ShouldBe(name);
            l.Calendar("other", name).ShouldBe(name);
            l["{0} promises", l.Party(company, "partner:x")].Value.ShouldContain(name);
            company.Said("partner:x").ShouldBe(name);
            if (name[0] is >= 'A' and <= 'Z')
                l.Source(name).ShouldBe(name);
        }
    }

    [Fact]
    public void What_came_with_the_product_is_said_in_the_viewers_language_until_it_is_renamed()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");
        var company = shared.Server.Live.Company;
        l.Party(company, Party.Sales).ShouldBe("Ventas");
        l.Calendar("office", "Office hours").ShouldBe("Horario de oficina");
        l.Calendar("office", "Lost").ShouldBe("Lost");
        l.Party(company with { Parties = company.Parties.SetItem(Party.Sales, new(Party.Sales, "Add", PartyKind.Sales)) }, Party.Sales)
            .ShouldBe("Add");
        l.Source("demo-request").ShouldBe("Solicitud de demo");
        l.Source("Demo request").ShouldBe("Solicitud de demo");
        foreach (var reason in CloseReasons.All)
            l.Reason(reason).ShouldNotBe(reason);
    }

    // Whatever is returned goes back to whoever gave it: not always to Marketing.
    [Fact]
    public void A_returned_lead_is_with_its_giver()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        l.Name(Column.Returned).ShouldBe("Back to the giver");
    }

    // A variable as a text's name is how a name becomes a word.
    [Fact]
    public void No_page_asks_for_a_text_by_a_name_of_somebodys_own()
    {
        var web = Path.Combine(AppContext.BaseDirectory, "../../../../../src/SmarketingHub.Web");
        new[] { "*.razor", "*.cs" }.SelectMany(kind => Directory.EnumerateFiles(web, kind, SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("Labels.cs", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file),
                @"\b[Ll]\[(?!region|r\.)[\w.!?]*(Name|Names\[\w+\])\]|PartyName\([^)]*\)\]"))
            .ShouldBeEmpty();
    }
}
