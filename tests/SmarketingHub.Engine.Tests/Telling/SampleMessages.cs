using CsCheck;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Messages as tests hand them to channels.</summary>
internal static class SampleMessages
{
    internal static readonly Uri Hub = new("https://hub.example/");

    internal static readonly Message One = new()
    {
        Language = "pl",
        Subject = "Bjørn & <Søn>: „przyjąć” – spóźnione",
        Heading = "1 termin przekroczony",
        Items = [new("Bjørn & <Søn>:\n„przyjąć” – spóźnione", "pon. 2 mar, 13:00", new(Hub, "leads/7?a=1&b=2"))],
        AndMore = count => $"i jeszcze {count}",
        Open = new("Otwórz", new(Hub, "breaches")),
        Why = "Dlatego",
        Choices = new("Wybory", new(Hub, "telling")),
        Stop = new("Zakończ", new(Hub, "told/stop/abc")),
    };

    // Such as would do something in some form of text.
    private static readonly string[] Odd =
    [
        "<!channel>", "1. FC Köln", "{{DATE(2026-01-01T00:00:00Z)}}", "[x](https://evil.example)", "🦊🦊🦊", "", "\u2028\u202E",
    ];

    /// <summary>Names of all alphabets, long ones and odd ones among them.</summary>
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.String[Gen.Char["&<>|*_~`[](){}#\\\"'\n\t-+.1 "], 0, 200],
        Gen.String[Gen.Char['а', 'я'], 0, 200],
        Gen.String[Gen.Char[' ', '~'], 0, 60],
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]));

    /// <summary>Of up to 500 things, of which a channel is given as many as it names at most.</summary>
    internal static Gen<Message> Any(int mostItems) =>
        Gen.Select(
                Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 500]), Name.Array[mostItems], Gen.String[Gen.Char['а', 'я'], 1, 400], Gen.Int[0, 2])
            .Select((count, names, heading, words) => One with
            {
                Subject = names[0],
                Heading = heading,
                Words = [.. names.Take(words)],
                Items =
                [
                    .. Enumerable.Range(0, Math.Min(count, mostItems))
                        .Select(i => new MessageItem(
                            $"{names[i]} §{i}§", i % 3 == 0 ? null : "Mon 2 Mar, 13:00", new(Hub, $"leads/{i}"))),
                ],
                Others = Math.Max(count - mostItems, 0),
            });
}
