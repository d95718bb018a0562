using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>Writes letters of one kind in words, when they are sent.</summary>
public interface IComposer
{
    LetterKind Kind { get; }

    /// <returns>Null: nothing is to be told any more.</returns>
    Task<Message?> Compose(LetterToWrite letter, CancellationToken stopping);
}

/// <summary>All that is known when a letter is written.</summary>
/// <param name="Choices">What the person chose: language and zone among it.</param>
/// <param name="Reach">The tokens of the links that stop this channel or prove that it arrived.</param>
/// <param name="Company">As of now, whole; what the person may see of it is the composer's to ask.</param>
/// <param name="Items">Of <see cref="LetterKind.Notices"/>: what is still to be told, in the order in which it happened.</param>
/// <param name="MostItems">So many the channel takes.</param>
public sealed record LetterToWrite(
    Letter Letter, Person To, TellChoices Choices, Reach Reach, Company Company, IReadOnlyList<ToldItem> Items, int MostItems,
    Instant Now);

/// <summary>One thing that is still to be told.</summary>
/// <param name="Topic">Why it comes.</param>
/// <param name="Lead">What its lead is called; null: it is about none.</param>
public sealed record ToldItem(Notice Notice, TellTopic Topic, string? Lead)
{
    public NoticeRule Rule => NoticeRule.Of(Notice.Kind);
}
