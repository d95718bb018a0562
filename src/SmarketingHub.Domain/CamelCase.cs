using System.Text.Json;

namespace SmarketingHub.Domain;

/// <summary>How names of the code are written outside of it: in the API, the ledger, addresses and files.</summary>
public static class CamelCase
{
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>A member of an enum: <c>noShow</c>.</summary>
    public static string Of(Enum value) => Of(value.ToString());

    /// <summary>The member of an enum that is written so; null: none is.</summary>
    public static T? Read<T>(string? name) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == name)
                return value;
        return null;
    }
}
