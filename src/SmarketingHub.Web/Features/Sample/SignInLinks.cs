using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace SmarketingHub.Web.Features.Sample;

/// <summary>Links into the sample company, each good once.</summary>
public sealed class SignInLinks
{
    private readonly ConcurrentDictionary<string, long> open = [];

    /// <returns>The address, for whoever may sign in as this person.</returns>
    public string Make(long person)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(18));
        open[token] = person;
        return $"/sample/in/{token}";
    }

    /// <summary>Null: used before, or never made.</summary>
    public long? Use(string token) => open.TryRemove(token, out var person) ? person : null;
}
