namespace SmarketingHub.Domain.Facts;

/// <summary>What a field takes: by this it is read, checked and shown.</summary>
public enum FieldKind
{
    Text,
    Email,
    Phone,

    /// <summary>A company by its name.</summary>
    Company,

    /// <summary>ISO 3166-1 alpha-2; read in the spellings that people use.</summary>
    Country,

    /// <summary>An IANA name.</summary>
    TimeZone,

    /// <summary>A, B, C or D.</summary>
    Grade,

    /// <summary>0 to 100.</summary>
    Score,

    /// <summary>In the installation's currency.</summary>
    Money,
}

/// <summary>One thing that is known of a lead, for all who take it in, check, change, show, import or export it.</summary>
public class LeadField
{
    /// <param name="name">As the API, files and refusals call it: <c>businessUnit</c>.</param>
    /// <param name="kind">What it takes.</param>
    public LeadField(string name, FieldKind kind)
    {
        (Name, Kind) = (name, kind);
        Key = char.ToUpperInvariant(name[0]) + name[1..];
        (Words, Label) = (WordsOf(name), LabelOf(name));
    }

    public string Name { get; }
    public FieldKind Kind { get; }

    /// <summary>As texts and inputs are named after it: <c>BusinessUnit</c>.</summary>
    public string Key { get; init; }

    /// <summary>As the ledger says it: <c>business unit</c>.</summary>
    public string Words { get; }

    /// <summary>What people call it, in English: <c>Business unit</c>.</summary>
    public string Label { get; init; }

    /// <summary>Whether people can type it in; else only programs and files tell it.</summary>
    public bool IsTyped { get; init; } = true;

    /// <summary>The most that a program may send, in UTF-16 units.</summary>
    public int Longest { get; init; } = PlainText.LongestWord;

    /// <summary>What programs have to know of it, in Markdown; null: nothing more than its name.</summary>
    public string? Description { get; init; }

    /// <summary>What other systems call its column: lower case, letters and digits only. Its own name is known without.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary><c>businessUnits</c> reads "Business units".</summary>
    public static string LabelOf(string name) => char.ToUpperInvariant(name[0]) + WordsOf(name)[1..];

    private static string WordsOf(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}

/// <summary>What is known of the person: it stands beside the ledger and is forgotten with the person.</summary>
public sealed class PersonField(string name, FieldKind kind, Func<Profile, string?> of, Func<Profile, string?, Profile> with)
    : LeadField(name, kind)
{
    /// <summary>Null: unknown.</summary>
    public string? Of(Profile profile) => of(profile);

    public Profile With(Profile profile, string? value) => with(profile, value);
}
