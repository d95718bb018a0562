using System.Text.Json;

namespace SmarketingHub.Domain;

/// <summary>How names of the code are written outside of it: in the API, the ledger, addresses and files.</summary>
public static class CamelCase
{
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>A member of an enum: <c>noShow</c>.</summary>
    public static string Of(Enum value) => Of(value.ToString());
}
