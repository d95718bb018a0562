using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Fields that are unknown, or not of their type: each with what would be right.</summary>
public sealed class InvalidBody(IReadOnlyDictionary<string, string[]> errors)
    : Refusal(string.Join(" ", errors.Select(e => $"{e.Key}: {e.Value[0]}")))
{
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>
/// A request's JSON, as its bytes came and as what it says. A wrong field is told when the value is asked for:
/// at the door an idempotency key, a stale version and a guard come first.
/// </summary>
public sealed class Body<T> : IEndpointParameterMetadataProvider where T : class, new()
{
    private const int Longest = 1 << 20;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonDocument? json;

    private Body(byte[] bytes, JsonDocument? json) => (Bytes, this.json) = (bytes, json);

    public byte[] Bytes { get; }

    /// <exception cref="InvalidBody">Fields are unknown or of the wrong type.</exception>
    public T Value => json is null ? new() : StrictJson.Read<T>(json.RootElement);

    /// <summary>
    /// The fields that are there and say nothing, null or a blank text: where a field that is left out stays, they are cleared.
    /// </summary>
    public IReadOnlySet<string> Emptied => json?.RootElement is not { ValueKind: JsonValueKind.Object } root ? FrozenSet<string>.Empty
        : root.EnumerateObject()
            .Where(f => f.Value.ValueKind == JsonValueKind.Null
                || f.Value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(f.Value.GetString()))
            .Select(f => f.Name).ToFrozenSet();

    /// <summary>Called by the framework.</summary>
    /// <exception cref="BadHttpRequestException">Too long, or no JSON.</exception>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context)
    {
        var bytes = await ReadAll(context.Request);
        if (bytes.Length == 0)
            return new(bytes, null);
        try
        {
            return new(bytes, JsonDocument.Parse(bytes, Strict));
        }
        // Names are compared as text, and half a character or a broken byte in one is none.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new BadHttpRequestException($"The body is no JSON: {error.Message}", error);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));

    private static async Task<byte[]> ReadAll(HttpRequest request)
    {
        using var read = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await request.Body.ReadAsync(part, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            if (read.Length + count > Longest)
                throw new BadHttpRequestException("A body has at most 1 MB.", StatusCodes.Status413PayloadTooLarge);
            read.Write(part, 0, count);
        }
        return read.ToArray();
    }
}
