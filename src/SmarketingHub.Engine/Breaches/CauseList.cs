using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Breaches;

/// <summary>The list of causes: added to, renamed, retired and brought back. None is ever deleted, as old breaches have it.</summary>
public static class CauseList
{
    /// <summary>Retired ones count, too.</summary>
    public const int MostCauses = 100;

    public static BreachCause AddCause(this Write write, string? name)
    {
        Allow(write);
        if (write.Company.BreachCauses.Count >= MostCauses)
            throw new InvalidArgument("name", $"At most {MostCauses} causes, retired ones too.");
        var added = new BreachCause($"cause-{write.NextId()}", Check(write, null, name));
        write.Change(added.Key, added);
        return added;
    }

    public static void RenameCause(this Write write, string key, string? name)
    {
        Allow(write);
        var cause = Known(write, key);
        if (Check(write, key, name) is var wanted && wanted != cause.Name)
            write.Change(key, cause with { Name = wanted });
    }

    /// <param name="retired">Whether it cannot be chosen any more.</param>
    public static void RetireCause(this Write write, string key, bool retired)
    {
        Allow(write);
        if (Known(write, key) is var cause && cause.Retired != retired)
            write.Change(key, cause with { Retired = retired });
    }

    private static void Allow(Write write)
    {
        if (!write.Actor.EditsCauses())
            throw new NotAllowed("Team leads and administrators change the list of causes.");
    }

    private static BreachCause Known(Write write, string key) =>
        write.Company.BreachCauses.GetValueOrDefault(key) ?? throw new NotFound($"There is no cause '{key}'.");

    private static string Check(Write write, string? key, string? name)
    {
        var wanted = (name ?? "").Trim();
        if (wanted.Length is 0 or > BreachCause.LongestName)
            throw new InvalidArgument("name", "A name of 1 to 60 characters.");
        PlainText.Check(wanted, "name");
        if (write.Company.BreachCauses.Values.Any(c => c.Key != key && c.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidArgument("name", "There is a cause of that name.");
        return wanted;
    }
}
