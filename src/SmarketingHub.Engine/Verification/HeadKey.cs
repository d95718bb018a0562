using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Verification;

/// <summary>The key by which this installation signs where its ledger ends.</summary>
public static class HeadKey
{
    private const string Name = "head";

    /// <summary>As it is told to others: PEM; null: nothing was signed yet.</summary>
    public static string? Public(HubContext rows) => Known(rows) is { } key ? Pem(key) : null;

    /// <summary>The same, made if nothing was signed yet.</summary>
    public static async Task<string> Public(Door door, HubContext rows) => Pem(await Of(door, rows));

    /// <summary>Where the ledger ends now, signed.</summary>
    public static async Task<SignedHead> Sign(Door door, HubContext rows, Instant at)
    {
        var key = await Of(door, rows);
        return SignedHead.Sign(await rows.Head.AsNoTracking().SingleAsync(), key, at);
    }

    internal static InstallationKey? Known(HubContext rows) => rows.InstallationKeys.AsNoTracking().FirstOrDefault(k => k.Name == Name);

    private static async Task<InstallationKey> Of(Door door, HubContext rows) => Known(rows) ?? await door.DoPaced(Actor.System, write =>
    {
        if (write.Rows.InstallationKeys.Find(Name) is { } known)
            return known;
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new InstallationKey
        {
            Name = Name,
            Private = made.ExportPkcs8PrivateKey(),
            Public = made.ExportSubjectPublicKeyInfo(),
            MadeAt = write.Now,
        };
        write.Rows.InstallationKeys.Add(key);
        return key;
    }, nameof(HeadKey));

    private static string Pem(InstallationKey key) => PemEncoding.WriteString("PUBLIC KEY", key.Public);
}
