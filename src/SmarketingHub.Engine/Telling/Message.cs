namespace SmarketingHub.Engine.Telling;

/// <summary>Where something can be looked at or done.</summary>
public sealed record MessageLink(string Text, Uri Address);

/// <summary>One thing that a message tells.</summary>
/// <param name="Text">A sentence without an end.</param>
/// <param name="Detail">Such as when it happened; null: nothing more.</param>
public sealed record MessageItem(string Text, string? Detail, Uri Address);

/// <summary>A picture in a message, where a channel can carry one.</summary>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Width">So wide it is shown; it may have more pixels.</param>
public sealed record MessageFile(string Name, string MediaType, ReadOnlyMemory<byte> Bytes, string Alt, int Width);

/// <summary>A part of a message under a heading of its own.</summary>
public sealed record MessageSection(string Heading, IReadOnlyList<MessagePart> Parts);

/// <summary>What a section says of one thing.</summary>
/// <param name="Title">Which it is; null: the section's heading says it.</param>
/// <param name="Mark">How it stands, in a few words; null: nothing.</param>
/// <param name="Words">Sentences that need no picture.</param>
public sealed record MessagePart(string? Title, string? Mark, IReadOnlyList<string> Words)
{
    /// <summary>Whether the mark tells of something that is not as it should be.</summary>
    public bool IsBad { get; init; }
    public MessageLink? Link { get; init; }

    /// <summary>What a picture shows of the same.</summary>
    public MessageFile? Picture { get; init; }

    /// <summary>A line that is copied as it stands.</summary>
    public string? Exact { get; init; }
}

/// <summary>What a person is told, in their language; each channel writes it in its own form. All of it is plain text.</summary>
public sealed record Message
{
    /// <summary>BCP 47: <c>pl</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Says it in one line.</summary>
    public required string Subject { get; init; }
    public required string Heading { get; init; }

    /// <summary>Sentences before the list; mostly none.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The most urgent first.</summary>
    public IReadOnlyList<MessageItem> Items { get; init; } = [];

    /// <summary>So many more there are, which are not among the items.</summary>
    public int Others { get; init; }

    /// <summary>Says of so many that they are not named: "and 12 more".</summary>
    public Func<int, string> AndMore { get; init; } = count => $"+ {count}";

    /// <summary>What is told at length, after the list; mostly nothing.</summary>
    public IReadOnlyList<MessageSection> Sections { get; init; } = [];

    /// <summary>What can be done, or looked at as a whole.</summary>
    public MessageLink? Open { get; init; }

    /// <summary>Why the person gets it.</summary>
    public required string Why { get; init; }

    /// <summary>Where the person chooses what comes.</summary>
    public required MessageLink Choices { get; init; }

    /// <summary>Where a press, or one POST, ends what comes by this channel.</summary>
    public required MessageLink Stop { get; init; }

    /// <summary>"and 12 more", where a channel names so many of the items; null: those are all.</summary>
    public string? More(int named) => Items.Count - named + Others is > 0 and var left ? AndMore(left) : null;

    /// <summary>What somebody called a lead makes no line of its own, and no header.</summary>
    internal static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\0", "", StringComparison.Ordinal);
}
