using System.Buffers.Text;
using System.Security.Cryptography;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Telling.Push;

/// <summary>By which key the services of browsers' makers know this installation (VAPID), as browsers and the library want it.</summary>
/// <param name="Public">Told to each browser that is switched on.</param>
public sealed record PushKey(string Public, string Private);

/// <summary>Makes the installation's key when it is first asked for; from then on it is always that one.</summary>
public sealed class PushKeys(Door door)
{
    private const string Name = "push";

    private PushKey? known;

    public async Task<PushKey> Get() => known ??= Read(await door.Do(Actor.System, write =>
    {
        if (write.Rows.InstallationKeys.Find(Name) is { } kept)
            return kept.Private;
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = made.ExportPkcs8PrivateKey();
        write.Rows.InstallationKeys.Add(new()
        {
            Name = Name,
            Private = key,
            Public = made.ExportSubjectPublicKeyInfo(),
            MadeAt = write.Now,
        });
        return key;
    }));

    private static PushKey Read(byte[] key)
    {
        using var own = ECDsa.Create();
        own.ImportPkcs8PrivateKey(key, out _);
        var parts = own.ExportParameters(includePrivateParameters: true);
        return new(Base64Url.EncodeToString([4, .. parts.Q.X!, .. parts.Q.Y!]), Base64Url.EncodeToString(parts.D!));
    }
}
