using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Keys;

/// <summary>Programs' keys: shown once, kept as SHA-256. 256 random bits need no slow hash.</summary>
public static class ApiKeys
{
    public const string Prefix = "shk_";

    /// <returns>The key itself, which nobody can read again.</returns>
    public static string AddApiKey(this Write write, string name, Role role, string? party)
    {
        Check(write, name, role, party);
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        write.Rows.ApiKeys.Add(new()
        {
            Id = write.NextId(),
            Name = name,
            Hash = HashOf(key),
            Role = role,
            Party = party,
            CreatedAt = write.Now,
        });
        return key;
    }

    /// <summary>The key of that name lets nobody in any more.</summary>
    public static void RevokeApiKey(this Write write, string name)
    {
        var key = write.Rows.ApiKeys.SingleOrDefault(k => k.Name == name && k.RevokedAt == null)
            ?? throw new NotFound($"There is no valid key called '{name}'.");
        key.RevokedAt = write.Now;
    }

    internal static async Task<KeyIdentity?> Find(HubContext rows, string key)
    {
        var hash = HashOf(key);
        return Identify(await rows.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash));
    }

    /// <summary>The same key as it is now; null once it is revoked.</summary>
    internal static async Task<KeyIdentity?> Find(HubContext rows, long id) =>
        Identify(await rows.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == id));

    private static KeyIdentity? Identify(ApiKey? key) =>
        key is { RevokedAt: null } ? new(new(ActorKind.Key, key.Id, key.Role, key.Party), key.Name) : null;

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static void Check(Write write, string name, Role role, string? party)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
            throw new InvalidArgument("name", "A name of 1 to 100 characters.");
        if (write.Rows.ApiKeys.Any(k => k.Name == name && k.RevokedAt == null))
            throw new InvalidArgument("name", $"There is a key called '{name}' already.");
        if (role == Role.Partner && party is null)
            throw new InvalidArgument("party", "The role partner needs the partner's party.");
        if (party is not null && !write.Company.Parties.ContainsKey(party))
            throw new InvalidArgument("party",
                $"There is no party '{party}'. Known: {string.Join(", ", write.Company.Parties.Keys.Order())}.");
        if (party is not null && write.Company.Parties[party].IsPartner != (role == Role.Partner))
            throw new InvalidArgument("role", "The role partner goes with a partner's party, and with no other.");
    }
}
