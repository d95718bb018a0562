using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using StandardWebhooks;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>A message as it is sent: the same id and the same bytes at each attempt.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Body">JSON.</param>
internal sealed record WebhookLetter(string Id, string Body)
{
    /// <summary>In bytes of UTF-8; a message is smaller.</summary>
    internal const int Longest = 20_000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Of a line of the ledger: <c>{type, timestamp, data}</c>, where <c>data</c> is what <c>GET /events</c> tells of it. One that would be
    /// too long is without the event's own data, and says so.
    /// </summary>
    internal static WebhookLetter Of(long webhook, LedgerEvent line)
    {
        var whole = Write(line.Type, line.At, json => Tell(json, line, isShort: false));
        return new($"msg_{webhook}_{line.Sequence}", Encoding.UTF8.GetByteCount(whole) < Longest
            ? whole
            : Write(line.Type, line.At, json => Tell(json, line, isShort: true)));
    }

    /// <summary>To see whether anything arrives; about no event.</summary>
    internal static WebhookLetter Test(long webhook, Instant now) =>
        new($"msg_{webhook}_test_{Guid.NewGuid():n}", Write(WebhookEvents.Test, now, json =>
        {
            json.WriteNull("sequence");
            json.WriteNumber("webhook", webhook);
        }));

    /// <summary>Signed as of now, with the secret of before, too, while that holds.</summary>
    internal HttpRequestMessage ToRequest(Webhook webhook, Instant now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var signatures = new[] { webhook.Secret, webhook.OldSecretUntil > now ? webhook.OldSecret : null }.OfType<string>()
            .Select(secret => new StandardWebhook(secret).Sign(Id, at, Body));
        return new(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
            Headers =
            {
                { "webhook-id", Id },
                { "webhook-timestamp", $"{seconds}" },
                { "webhook-signature", string.Join(' ', signatures) },
            },
        };
    }

    private static void Tell(Utf8JsonWriter json, LedgerEvent line, bool isShort)
    {
        json.WriteNumber("sequence", line.Sequence);
        if (line.LeadId is { } lead)
            json.WriteNumber("leadId", lead);
        else
            json.WriteNull("leadId");
        json.WriteString("type", line.Type);
        json.WriteString("actor", line.Actor);
        json.WriteString("at", Iso(line.At));
        json.WriteString("recordedAt", Iso(line.RecordedAt));
        if (isShort)
        {
            json.WriteBoolean("shortened", true);
        }
        else
        {
            json.WritePropertyName("data");
            json.WriteRawValue(line.Body, skipInputValidation: true);
        }
        json.WriteString("hash", Convert.ToHexStringLower(line.Hash));
    }

    private static string Write(string type, Instant at, Action<Utf8JsonWriter> tell)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", Iso(at));
            json.WriteStartObject("data");
            tell(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
