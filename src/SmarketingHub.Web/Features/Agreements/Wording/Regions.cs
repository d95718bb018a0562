namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>A set of countries with a name; a condition holds the countries, so that what was signed never changes with the name.</summary>
/// <param name="Countries">ISO 3166-1 alpha-2.</param>
public sealed record Region(string Name, IReadOnlyList<string> Countries)
{
    internal static Region Of(string name, string countries) => new(name, countries.Split(' '));
}

/// <summary>The regions that people sell by, the wider ones first.</summary>
public static class Regions
{
    private const string Eu = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
    private const string RestOfEurope = "AD AL BA BY CH FO GB GG GI IM IS JE LI MC MD ME MK NO RS RU SM TR UA VA XK";
    private const string MiddleEast = "AE BH IL IQ IR JO KW LB OM PS QA SA SY YE";
    private const string Africa =
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SL SN "
            + "SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW";

    public static readonly IReadOnlyList<Region> Named =
    [
        Region.Of("EMEA", $"{Eu} {RestOfEurope} {MiddleEast} {Africa}"),
        Region.Of("APAC", "AU BD BN BT CN FJ HK ID IN JP KH KR LA LK MM MN MO MV MY NP NZ PG PH PK SG TH TL TW VN"),
        Region.Of("Africa", Africa),
        Region.Of("the EU", Eu),
        Region.Of("Latin America", "AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE"),
        Region.Of("the Middle East", MiddleEast),
        Region.Of("the Nordics", "DK FI IS NO SE"),
        Region.Of("DACH", "AT CH DE"),
        Region.Of("Benelux", "BE LU NL"),
        Region.Of("the Baltics", "EE LT LV"),
        Region.Of("Iberia", "ES PT"),
        Region.Of("North America", "CA US"),
        Region.Of("the UK and Ireland", "GB IE"),
    ];
}
