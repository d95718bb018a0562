using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Features.Board.Filters;

namespace SmarketingHub.Web.Tests.Board;

public sealed class BoardAddressTests
{
    [Fact]
    public void Filters_come_back_from_the_address_as_they_went_in()
    {
        var address = new BoardAddress
        {
            Mine = true,
            Grade = "A",
            Source = "demo-request",
            Holder = "partner:altamar",
            Sla = Sla.AtRisk,
            Text = "Café & Co",
        };

        var href = address.Href("leads/7");

        href.ShouldStartWith("/leads/7?");
        href.ShouldContain("sla=atRisk");
        BoardAddress.Read("http://hub.example" + href).ShouldBe(address);
    }

    [Theory]
    [InlineData("Polska", "PL")]
    [InlineData("pl", "PL")]
    [InlineData("Nowhere", "Nowhere")]
    [InlineData("%EF%BF%BE", "\uFFFE")]
    public void A_country_is_asked_for_by_its_code_however_it_is_written(string written, string asked) =>
        BoardAddress.Read($"http://hub.example/?country={written}").ToFilter(1).Country.ShouldBe(asked);

    [Theory]
    [InlineData("?sla=soon&mine=yes&grade=")]
    [InlineData("?sla=7")]
    public void What_is_not_understood_asks_nothing(string query) =>
        BoardAddress.Read("http://hub.example/" + query).IsPlain.ShouldBeTrue();
}
