using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>
/// Where people are reached: addresses that they name, and their browsers. They stand beside the ledger, which knows the channel alone.
/// </summary>
public static class ReachCommands
{
    /// <summary>What the ledger says of it.</summary>
    internal const string Named = "addressNamed", Forgotten = "addressForgotten", Ended = "addressEnded";

    private const int LongestLabel = 80;

    /// <summary>So many browsers a person has at most; the one that was added first goes for a further one.</summary>
    internal const int MostBrowsers = 10;

    /// <summary>From now on the person is reached there; what was proven of another address is proven of this one no more.</summary>
    /// <param name="person">The actor, or anybody for an administrator's program.</param>
    /// <exception cref="InvalidArgument">Of the field <c>address</c>.</exception>
    public static Reach NameAddress(this Write write, long person, IChannel channel, string? address)
    {
        Allow(write, person);
        if (channel.AddressFrom != AddressFrom.Named)
            throw new InvalidArgument("address", "This channel knows the address by itself.");
        var named = channel.CheckAddress(address);
        var reach = write.ReachOf(person, channel.Name);
        if (reach.Address == named)
            return reach;
        Keep(write, reach, named);
        return reach;
    }

    /// <summary>A browser of the actor's is reached from now on. One that was somebody else's before is theirs no more.</summary>
    /// <param name="subscription">As the browser says it, in JSON.</param>
    /// <param name="label">What the person knows it by.</param>
    /// <exception cref="InvalidArgument">Of the field <c>address</c>.</exception>
    public static Reach AddBrowser(this Write write, IChannel channel, string? subscription, string? label)
    {
        var person = write.Actor.PersonId ?? throw new NotAllowed("Only people have browsers.");
        PlainText.Check(label, "label", LongestLabel);
        var address = channel.CheckAddress(subscription);
        foreach (var same in write.Rows.Reaches.AsTracking().Where(r => r.Address == address).ToList())
            if (same.PersonId == person)
                return same;
            else
                Remove(write, same);
        var own = Browsers(write, person, channel);
        foreach (var first in own.Where(r => r.Address is null).Concat(own.Where(r => r.Address is not null))
            .Take(own.Count - MostBrowsers + 1).ToList())
            Remove(write, first);
        var reach = write.ReachOf(person, ChannelName.OfBrowser(channel.Name, write.NextId()));
        reach.Label = string.IsNullOrWhiteSpace(label) ? null : label.Trim();
        Keep(write, reach, address);
        return reach;
    }

    /// <summary>Nothing more comes there, and nothing is kept of it.</summary>
    public static void ForgetAddress(this Write write, long person, string channel)
    {
        Allow(write, person);
        if (write.Rows.Reaches.Find(person, channel) is { } reach)
            Remove(write, reach);
    }

    /// <summary>The address is no more, said whoever answers for it: it is forgotten, the channel is off, and the bell says so.</summary>
    internal static void EndAddress(this Write write, Reach sent, Answer answer)
    {
        // Meanwhile there may be another.
        if (write.Rows.Reaches.Find(sent.PersonId, sent.Channel) is not { Address: not null } reach || reach.Address != sent.Address)
            return;
        (reach.Address, reach.ProofToken, reach.TestedTo, reach.ProvenAt) = (null, null, null, null);
        (reach.Problem, reach.Status, reach.Said) = (answer.Problem, answer.Status, answer.Said);
        write.SwitchOff(reach.PersonId, reach.Channel);
        write.Note(Ended, new { person = reach.PersonId, channel = reach.Channel, status = answer.Status });
        write.LeaveNoTrace();
        if (write.Company.Person(reach.PersonId) is { } person)
            write.Tell(NoticeKind.ChannelEnded, reach.Channel, [person]);
    }

    private static void Keep(Write write, Reach reach, string address)
    {
        var isAnother = reach.Address is not null;
        (reach.Address, reach.NamedAt, reach.Problem, reach.Status, reach.Said) = (address, write.Now, null, null, null);
        (reach.ProofToken, reach.TestedAt, reach.TestedTo, reach.ProvenAt) = (null, null, null, null);
        write.Note(Named, new { person = reach.PersonId, channel = reach.Channel });
        if (isAnother)
            write.LeaveNoTrace();
    }

    private static void Remove(Write write, Reach reach)
    {
        write.Rows.Reaches.Remove(reach);
        write.SwitchOff(reach.PersonId, reach.Channel);
        write.Note(Forgotten, new { person = reach.PersonId, channel = reach.Channel });
        write.LeaveNoTrace();
    }

    private static List<Reach> Browsers(Write write, long person, IChannel channel)
    {
        var prefix = $"{channel.Name}:";
        return [.. write.Rows.Reaches.AsTracking().Where(r => r.PersonId == person && r.Channel.StartsWith(prefix)).AsEnumerable()
            .OrderBy(r => r.NamedAt)];
    }

    private static void Allow(Write write, long person)
    {
        if (write.Actor.PersonId != person && !(write.Actor.Kind == ActorKind.Key && write.Actor.EditsPeople()))
            throw new NotAllowed("Everybody says for themselves where they are reached.");
    }
}
