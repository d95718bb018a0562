using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Api.Json;

/// <summary>A part of a list.</summary>
/// <param name="Next">The cursor of the next part; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where the next part begins; opaque to clients.</summary>
internal static class Cursor
{
    internal const int Most = 200;

    internal static string Of(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    internal static string Of(long place) => Of(place.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="InvalidArgument">Not one that was given out.</exception>
    internal static string Read(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            throw Wrong();
        }
    }

    internal static long ReadNumber(string? cursor) => cursor is null ? 0
        : long.TryParse(Read(cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong();

    internal static int Limit(int? limit, int usual = 50, int most = Most) => limit is null ? usual
        : limit is > 0 && limit <= most ? limit.Value : throw new InvalidArgument("limit", $"Give 1 to {most}.");

    internal static InvalidArgument Wrong() => new("cursor", "Give the `next` of the page before, or none.");
}
