using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Commands;

/// <summary>An idempotency key, and a digest of the request that came with it.</summary>
public sealed record IdempotentRequest(string Key, byte[] BodyHash)
{
    public static IdempotentRequest Of(string key, ReadOnlySpan<byte> body) => new(key, SHA256.HashData(body));
}

/// <summary>What the door asks before it lets a command on a lead through.</summary>
public static class CommandChecks
{
    /// <summary>
    /// Carries the command out, unless this caller's key did so before; looked at first and stored in the same transaction.
    /// </summary>
    /// <returns>The lead, and whether it is an answer given before.</returns>
    /// <exception cref="KeyReused">The key came with another body.</exception>
    public static (long LeadId, bool Before) Once(this Write write, IdempotentRequest? once, Func<long> run)
    {
        if (once is null)
            return (run(), false);
        if (write.DoneBefore(once) is { } before)
            return (before, true);
        var lead = run();
        write.Changes.IdempotencyKeys.Add(new()
        {
            Caller = write.Actor.ToString(),
            Key = once.Key,
            BodyHash = once.BodyHash,
            LeadId = lead,
            At = write.Now,
        });
        return (lead, false);
    }

    /// <summary>What this caller's key was answered with before; null: nothing yet.</summary>
    /// <exception cref="KeyReused">The key came with another body.</exception>
    public static long? DoneBefore(this Write write, IdempotentRequest? once)
    {
        if (once is null || write.Lookups.Once(write.Actor.ToString(), once.Key) is not { } before)
            return null;
        return before.BodyHash.AsSpan().SequenceEqual(once.BodyHash) ? before.LeadId : throw new KeyReused();
    }

    /// <summary>Refuses with what changed since the version that the caller knows, and who changed it.</summary>
    public static void RefuseStale(this Write write, long leadId, int known)
    {
        var lead = write.Lead(leadId).Lead;
        if (lead.Version == known)
            return;
        var company = write.Company.SeenBy(write.Actor);
        // From the newest back: a lead's life may be long, and what was missed is mostly short.
        var missed = write.Rows.Ledger.AsNoTracking().Where(e => e.LeadId == leadId).OrderByDescending(e => e.Sequence).AsEnumerable()
            .Where(line => LedgerJson.Read(line.Type, line.Body) is { RaisesVersion: true })
            .Take(Math.Max(0, lead.Version - known))
            .Select(line => new MissedChange(
                line.Sequence, line.Type, company.ActorName(line.Actor), line.At,
                $"{company.ActorName(line.Actor)}: {line.Type}."))
            .Reverse().ToList();
        throw new Stale(lead.Version, missed);
    }
}
