using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>What is done with an owner who is nobody here.</summary>
public enum UnknownOwners
{
    /// <summary>The lead waits in its holder's queue.</summary>
    Unowned,

    /// <summary>An inactive person of Sales is made, so that the past keeps its names.</summary>
    Inactive,
    Reject,
}

/// <summary>How to read one system's files: a small JSON document. All of it is optional.</summary>
public sealed record ImportProfile
{
    /// <summary>The names of the other system and of its records, for external ids.</summary>
    public string? System { get; init; }
    public string? Type { get; init; }

    /// <summary>IANA name of the zone of dates without an offset; without it the installation's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>ISO 4217 code of the file's money: refused unless it is the installation's.</summary>
    public string? Currency { get; init; }

    /// <summary><c>,</c>, <c>;</c> or a tab; without it the one that the header has most of.</summary>
    public string? Delimiter { get; init; }

    /// <summary>A name like <c>windows-1252</c>; without it UTF-8, or UTF-16 by its mark.</summary>
    public string? Encoding { get; init; }

    /// <summary>Tried first, in this order, each also with a time behind it: <c>MM/dd/yyyy</c>.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>
    /// <c>.</c> or <c>,</c>: what stands before the cents, where neither the value nor its column tells; without it a point.
    /// </summary>
    public string? Decimal { get; init; }

    /// <summary>Column → field. Columns that are not named here are recognised by name; an empty field leaves one out.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Field → the value of every row that has none.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>The file's word → stage.</summary>
    public IReadOnlyDictionary<string, string> Stages { get; init; } = new Dictionary<string, string>();

    /// <summary>The file's name → a person's name or email here.</summary>
    public IReadOnlyDictionary<string, string> Owners { get; init; } = new Dictionary<string, string>();
    public UnknownOwners UnknownOwners { get; init; }

    /// <summary>Field → the file's spelling → the right one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Spellings { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>A value that cannot be read rejects its row; else it is left out of the lead, and told.</summary>
    public bool Strict { get; init; }

    public PeopleFile? People { get; init; }
    public AccountsFile? Accounts { get; init; }
    public ProductsFile? Products { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
    };

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        if (type.Type != typeof(ImportProfile))
            return;
        foreach (var property in type.Properties.Where(property => typeof(IEnumerable).IsAssignableFrom(property.PropertyType)))
            property.ShouldSerialize = static (_, value) => value is IEnumerable all && all.Cast<object>().Any();
    }

    /// <summary>What <see cref="Parse"/> reads, without what is usual.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="InvalidArgument">It is no JSON, or a field of it is none, or has a value that is none: says which.</exception>
    public static ImportProfile Parse(string json)
    {
        try
        {
            return ProfileMistakes.Refuse(JsonSerializer.Deserialize<ImportProfile>(json, Options) ?? new());
        }
        catch (JsonException error)
        {
            throw ProfileMistakes.Of(error, Options);
        }
    }
}

/// <summary>A CSV of people beside the file: each row one person.</summary>
public sealed record PeopleFile
{
    public required string File { get; init; }

    /// <summary>The columns of each.</summary>
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Team { get; init; }

    /// <summary>A column with the name of the team's lead, who becomes a person, too.</summary>
    public string? Manager { get; init; }

    public string Party { get; init; } = Domain.People.Party.Sales;

    /// <summary>Without an email column: <c>first.last@</c> this.</summary>
    public string EmailDomain { get; init; } = "import.invalid";
}

/// <summary>A CSV of companies beside the file.</summary>
public sealed record AccountsFile
{
    public required string File { get; init; }
    public required string Name { get; init; }

    /// <summary>A column that gives the country to leads of the account that have none.</summary>
    public string? Country { get; init; }
}

/// <summary>A CSV of products beside the file: a product spelled nearly so is spelled so.</summary>
public sealed record ProductsFile
{
    public required string File { get; init; }
    public required string Name { get; init; }
}
