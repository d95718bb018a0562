using Microsoft.AspNetCore.WebUtilities;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Search;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Board.Filters;

/// <summary>The board's filters as its address holds them: <c>?mine=1&amp;grade=A&amp;sla=atRisk</c>.</summary>
public sealed record BoardAddress
{
    public bool Mine { get; init; }
    public string? Grade { get; init; }
    public string? Source { get; init; }
    public string? Country { get; init; }
    public string? Holder { get; init; }
    public Sla? Sla { get; init; }
    public string? Text { get; init; }

    /// <summary>The address without its query; relative to the base.</summary>
    public static string PathOf(string relative) => relative.Split('?', '#')[0];

    /// <summary>The board itself, or a lead over it.</summary>
    public static bool IsBoard(string relative) => PathOf(relative) is "" or ['l', 'e', 'a', 'd', 's', '/', ..];

    public bool IsPlain => this == new BoardAddress();

    /// <summary>What is not understood asks nothing.</summary>
    public static BoardAddress Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Value(string name) => query.TryGetValue(name, out var values) && values[0]?.Trim() is { Length: > 0 } value ? value : null;
        return new()
        {
            Mine = Value("mine") == "1",
            Grade = Value("grade"),
            Source = Value("source"),
            Country = Value("country"),
            Holder = Value("holder"),
            Sla = AddressWords.Choice<Sla>(Value("sla")),
            Text = Value("q"),
        };
    }

    public BoardFilter ToFilter(long me) => new()
    {
        Person = Mine ? me : null,
        Grade = Grade,
        Source = Source,
        Country = Country is null ? null : Countries.CodeOf(Country) ?? Country,
        Holder = Holder,
        Sla = Sla,
        Text = SearchQuery.Of(Text),
    };

    /// <summary>The address of the board, or of a lead over it, with these filters.</summary>
    public string Href(string path = "") => QueryHelpers.AddQueryString("/" + path, new Dictionary<string, string?>
    {
        ["mine"] = Mine ? "1" : null,
        ["grade"] = Grade,
        ["source"] = Source,
        ["country"] = Country,
        ["holder"] = Holder,
        ["sla"] = Sla is { } sla ? CamelCase.Of(sla) : null,
        ["q"] = Text,
    }.Where(pair => pair.Value is not null));
}
