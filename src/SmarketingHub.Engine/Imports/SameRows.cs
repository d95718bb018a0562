using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Tells rows of one file apart that are called the same: each has its own memory, so that the same file imported again says nothing new.
/// </summary>
internal sealed class SameRows(bool isHistory)
{
    // How many deals, which are leads of their own even if they say the same.
    private readonly Dictionary<UInt128, int> deals = [];

    // What the first row of a name says, and the place of each later one that says something else.
    private readonly Dictionary<UInt128, UInt128> first = [];
    private readonly Dictionary<(UInt128 Name, UInt128 Content), int> later = [];
    private readonly Dictionary<UInt128, int> places = [];

    internal ImportRow Of(ImportRow row)
    {
        var hash = row.Hash();
        if (row.IsDeal == true)
            return Again(row, CountDeal(row.Deal is null ? Convert.ToHexStringLower(hash) : row.Name()));
        if (row.ExternalIds.Count > 0)
            return Again(row, Place(row.Key(hash), hash));
        if (EndedAs(row) is { } ended)
            return Again(row with { Ended = ended }, Place(ended, hash));
        // What of it is not in the lead is no part of what is remembered.
        return row.LeftOut is { Count: > 0 } kept
            ? Again(row, Place(ImportRow.RowKey(hash), BytesOf(kept.Select(value => $"{value.Column}\0{value.Value}")))) : row;
    }

    private static ImportRow Again(ImportRow row, int place) => place == 0 ? row : row with { Again = place };

    private int CountDeal(string name)
    {
        var key = Short(Encoding.UTF8.GetBytes(name));
        var before = deals.GetValueOrDefault(key);
        deals[key] = before + 1;
        return before;
    }

    private int Place(string name, byte[] content)
    {
        var (key, says) = (Short(Encoding.UTF8.GetBytes(name)), Short(content));
        if (first.TryAdd(key, says) || first[key] == says)
            return 0;
        if (later.TryGetValue((key, says), out var place))
            return place;
        return later[(key, says)] = places[key] = places.GetValueOrDefault(key) + 1;
    }

    // By whom it is about and when it began, else when it ended.
    private string? EndedAs(ImportRow row) => !isHistory || !row.At.IsClosed() ? null
        : Convert.ToHexStringLower(SHA256.HashData(BytesOf([
            Emails.Key(row.Profile.Email) ?? Phones.Key(row.Profile.Phone, row.Facts.Country) ?? row.Profile.Phone
                ?? Identities.Accounts.KeyOf(row.Company!),
            (row.ReceivedAt ?? (row.Reached.Count > 0 ? row.Reached[^1].At : null))?.ToUnixTimeMilliseconds()
                .ToString(CultureInfo.InvariantCulture),
        ])));

    private static byte[] BytesOf(IEnumerable<string?> parts) => Encoding.UTF8.GetBytes(string.Join('\0', parts));

    private static UInt128 Short(byte[] content) => BitConverter.ToUInt128(SHA256.HashData(content));
}
