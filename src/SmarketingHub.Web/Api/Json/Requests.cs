using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Web.Api.Json;

/// <summary>What the headers of a request say.</summary>
internal static class Requests
{
    private const int LongestKey = 200;

    /// <summary>The Idempotency-Key with a digest of the whole request: method, path and body.</summary>
    internal static IdempotentRequest? Once(this HttpContext context, byte[] body)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
            return null;
        if (key.Length > LongestKey)
            throw new InvalidArgument("Idempotency-Key", $"At most {LongestKey} characters.");
        var request = System.Text.Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n");
        return IdempotentRequest.Of(key, [.. request, .. body]);
    }

    /// <summary>The version that the caller knows; null when it names none or any. A tag that is none of ours fits no version.</summary>
    internal static int? KnownVersion(this HttpContext context)
    {
        var tag = context.Request.Headers.IfMatch.ToString().Trim();
        if (tag is "" or "*")
            return null;
        // Proxies that compress make a tag weak.
        var bare = (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"');
        return int.TryParse(bare, out var version) && version >= 0 ? version : -1;
    }
}
