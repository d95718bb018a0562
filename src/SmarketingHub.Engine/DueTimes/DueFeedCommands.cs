using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.DueTimes;

/// <summary>Everybody makes, renews and removes the address of their own due times.</summary>
public static class DueFeedCommands
{
    // Compared with what nobody has: an unknown person takes as long as a wrong secret.
    private static readonly byte[] None = new byte[SHA256.HashSizeInBytes];

    /// <summary>A new address; one of before leads nowhere any more.</summary>
    /// <param name="hasAlarms">Whether a reminder stands at each warn point.</param>
    /// <returns>The secret part of the address, told this once.</returns>
    public static DueFeedAddress MakeDueFeed(this Write write, bool hasAlarms)
    {
        var address = DueFeedAddress.Make(Own(write));
        if (write.Rows.DueFeeds.Find(address.Person) is { } known)
            (known.Hash, known.HasAlarms, known.MadeAt) = (address.Hash, hasAlarms, write.Now);
        else
            write.Rows.DueFeeds.Add(new()
            {
                PersonId = address.Person,
                Hash = address.Hash,
                HasAlarms = hasAlarms,
                MadeAt = write.Now,
            });
        write.Note("dueFeedMade", new { person = address.Person });
        return address;
    }

    /// <summary>The address leads nowhere any more.</summary>
    public static void RemoveDueFeed(this Write write)
    {
        if (write.Rows.DueFeeds.Find(Own(write)) is not { } known)
            return;
        write.Rows.DueFeeds.Remove(known);
        write.Note("dueFeedRemoved", new { person = known.PersonId });
    }

    /// <summary>Null: there is none at this address, or not any more.</summary>
    public static async Task<DueFeed?> FindDueFeed(this HubContext rows, string? address, CancellationToken stopping)
    {
        if (DueFeedAddress.Read(address) is not { } read)
            return null;
        var feed = await rows.DueFeeds.AsNoTracking().FirstOrDefaultAsync(f => f.PersonId == read.Person, stopping);
        return CryptographicOperations.FixedTimeEquals(read.Hash, feed?.Hash ?? None) ? feed : null;
    }

    private static long Own(Write write) =>
        write.Actor.PersonId ?? throw new NotAllowed("Due times are a person's: a program has none.");
}
