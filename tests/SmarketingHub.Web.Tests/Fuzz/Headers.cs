using CsCheck;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Idempotency keys and known versions, right and wrong.</summary>
public static class Headers
{
    private static readonly Gen<(string, string)> Key = Gen.Frequency(
        (3, Gen.Int[0, 20].Select(n => $"key-{n}")),
        (1,
            Hostile.OneOf(new string('k', 200), new string('k', 201), new string('k', 5_000), "a,b", "\"quoted\"", "naïve ключ", "  ",
                "x; y=z")))
        .Select(key => ("Idempotency-Key", key));

    private static readonly Gen<(string, string)> Version = Hostile.OneOf(
        "*", "\"1\"", "W/\"1\"", "\"2\"", "1", "\"-1\"", "\"99999999999999999999\"", "\"abc\"", "\"1\", \"2\"", "W/", "\"", "\"\"",
        new string('"', 4_000)).Select(tag => ("If-Match", tag));

    public static readonly Gen<(string, string)[]> Some = Gen.Frequency(
        (4, Gen.Const(Array.Empty<(string, string)>())), (1, Key.Select(k => new[] { k })), (1, Version.Select(v => new[] { v })),
        (1, Gen.Select(Key, Version, (k, v) => new[] { k, v })));
}
