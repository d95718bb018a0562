using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>Profiles that are kept under a name, for whoever imports.</summary>
public sealed class ImportProfiles(Door door, IDbContextFactory<HubContext> contexts)
{
    public const int LongestName = 100;

    /// <summary>In UTF-16 units of its JSON: room for thousands of owners.</summary>
    public const int Longest = 400_000;

    /// <summary>By their names.</summary>
    /// <exception cref="NotAllowed">The actor does not import.</exception>
    public async Task<IReadOnlyList<KeptProfile>> All(Actor actor, CancellationToken stop = default)
    {
        Allow(actor);
        await using var rows = await contexts.CreateDbContextAsync(stop);
        return await rows.ImportProfiles.AsNoTracking().OrderBy(p => p.Name).ToListAsync(stop);
    }

    /// <exception cref="NotAllowed">The actor does not import.</exception>
    /// <exception cref="NotFound">There is none of this name.</exception>
    public async Task<KeptProfile> Find(string name, Actor actor, CancellationToken stop = default)
    {
        Allow(actor);
        await using var rows = await contexts.CreateDbContextAsync(stop);
        return await rows.ImportProfiles.AsNoTracking().FirstOrDefaultAsync(p => p.Name == name, stop) ?? throw None(name);
    }

    /// <summary>What a text says: a profile's JSON, or the name of a kept one.</summary>
    /// <exception cref="InvalidArgument">It is neither.</exception>
    public async Task<ImportProfile> Read(string text, Actor actor, CancellationToken stop = default)
    {
        if (text.AsSpan().TrimStart() is ['{' or '/', ..])
            return ImportProfile.Parse(text);
        try
        {
            return ImportProfile.Parse((await Find(text, actor, stop)).Json);
        }
        catch (NotFound none)
        {
            throw new InvalidArgument("profile", none.Said);
        }
    }

    /// <inheritdoc cref="Keep(string, Func{ImportProfile}, Actor, int?, IdempotentRequest?)"/>
    public Task<(KeptProfile Kept, bool IsNew)> Keep(string name, ImportProfile profile, Actor actor, int? known = null) =>
        Keep(name, () => profile, actor, known);

    /// <summary>Keeps it under the name, in place of what was kept so before.</summary>
    /// <param name="profile">Asked for at the door, behind a key and a version.</param>
    /// <param name="known">The version that the caller knows, 0: none of this name; null: whichever is kept.</param>
    /// <returns>As it is kept, and whether it is a new one.</returns>
    /// <exception cref="Stale">It is not the version that the caller knows.</exception>
    public Task<(KeptProfile Kept, bool IsNew)> Keep(
        string name, Func<ImportProfile> profile, Actor actor, int? known = null, IdempotentRequest? once = null)
    {
        Allow(actor);
        name = name.Trim();
        PlainText.Check(name, "name", LongestName);
        if (name.Length == 0)
            throw new InvalidArgument("name", "Give the profile a name.");
        return door.Do(actor, write =>
        {
            var isNew = false;
            write.Once(once, () => (isNew = Put(write, name, profile, known)) ? 1 : 0);
            return (write.Rows.ImportProfiles.Find(name) ?? throw None(name), isNew);
        });
    }

    /// <param name="known">The version that the caller knows; null: whichever is kept.</param>
    /// <exception cref="NotFound">There is none of this name.</exception>
    /// <exception cref="Stale">It is not the version that the caller knows.</exception>
    public Task Delete(string name, Actor actor, int? known = null)
    {
        Allow(actor);
        return door.Do(actor, write => write.Rows.ImportProfiles.Remove(Known(write, name, known) ?? throw None(name)).Entity);
    }

    private static bool Put(Write write, string name, Func<ImportProfile> profile, int? known)
    {
        var before = Known(write, name, known);
        if (before is null && known > 0)
            throw None(name);
        var json = profile().ToJson();
        if (json.Length > Longest)
            throw new InvalidArgument("profile", $"A profile has at most {Longest} characters.");
        if (before?.Json == json)
            return false;
        var kept = before ?? new() { Name = name };
        (kept.Json, kept.Version, kept.ChangedBy, kept.ChangedAt) = (json, kept.Version + 1, write.Actor.ToString(), write.Now);
        if (before is null)
            write.Rows.ImportProfiles.Add(kept);
        return before is null;
    }

    private static KeptProfile? Known(Write write, string name, int? known)
    {
        var kept = write.Rows.ImportProfiles.Find(name);
        return kept is null || known is null || known == kept.Version ? kept
            : throw new Stale(kept.Version, [Missed(kept, write.Company.ActorName(kept.ChangedBy))]);
    }

    private static MissedChange Missed(KeptProfile kept, string by) =>
        new(0, "importProfileKept", by, kept.ChangedAt, $"{by}: changed the profile '{kept.Name}'.");

    private static void Allow(Actor actor)
    {
        if (!actor.Imports())
            throw new NotAllowed("Only team leads, managers and administrators import.");
    }

    private static NotFound None(string name) => new($"There is no profile '{name}'.");
}
