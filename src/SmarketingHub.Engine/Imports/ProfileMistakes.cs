using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>What is wrong in a profile, by the path of its field, and what would be right.</summary>
internal static partial class ProfileMistakes
{
    // A day, a month and a year that cannot be taken for each other.
    private static readonly DateTime Sample = new(2019, 11, 23, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>It is no JSON, or a field has another kind of value, or there is no such field.</summary>
    internal static InvalidArgument Of(JsonException error, JsonSerializerOptions options)
    {
        var path = error.Path is { Length: > 2 } given ? given[2..] : "";
        if (path.Length == 0 || error.InnerException is not (null or InvalidOperationException or FormatException))
            return new("profile",
                $"The profile cannot be read: it is no JSON at line {error.LineNumber + 1}, character {error.BytePositionInLine + 1}.");
        var names = Steps().Matches(path).Select(match => match.Value).ToList();
        var (type, known) = (options.GetTypeInfo(typeof(ImportProfile)), true);
        foreach (var name in names.TakeWhile(_ => type.Kind == JsonTypeInfoKind.Object))
        {
            var property = type.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            known = property is not null;
            if (property is null)
                break;
            type = options.GetTypeInfo(property.PropertyType);
        }
        return known ? new("profile", $"The profile's {path} cannot be read: it has to be like {Example(type)}.")
            : new("profile", $"There is no {path} in a profile. Known: {string.Join(", ", type.Properties.Select(p => p.Name))}.");
    }

    /// <exception cref="InvalidArgument">One of its values is no value, no stage or no date format.</exception>
    internal static ImportProfile Refuse(ImportProfile profile)
    {
        Refuse("columns", profile.Columns);
        Refuse("constants", profile.Constants);
        Refuse("stages", profile.Stages);
        Refuse("owners", profile.Owners);
        foreach (var (field, words) in profile.Spellings)
            if (words is null)
                throw new InvalidArgument("profile", $"The profile's {$"spellings.{field}"} cannot be read: it has to be like {Words}.");
            else
                Refuse($"spellings.{field}", words);
        foreach (var (word, stage) in profile.Stages)
            if (StageNames.Find(stage) is null && !StockWords.Stages.ContainsKey(StockWords.Key(stage)))
                throw new InvalidArgument("profile",
                    $"The profile's {$"stages.{word}"} is '{stage}', which is no stage. Stages: "
                        + $"{string.Join(", ", Enum.GetNames<Stage>())}.");
        for (var i = 0; i < profile.DateFormats.Count; i++)
            if (profile.DateFormats[i] is not { } format || !IsDate(format))
                throw new InvalidArgument("profile",
                    $"The profile's {$"dateFormats[{i}]"} is '{profile.DateFormats[i]}', which is no format of a date: give one like "
                        + $"dd/MM/yyyy or MM/dd/yyyy.");
        return profile;
    }

    /// <exception cref="InvalidArgument">It names an owner who is nobody here.</exception>
    internal static void Refuse(ImportProfile profile, Company company, BesideFiles beside)
    {
        var owners = new Owners(profile);
        if (profile.UnknownOwners != UnknownOwners.Inactive)
            foreach (var (word, name) in profile.Owners)
                if (!owners.IsKnown(company, name)
                    && !beside.People.Any(p => new[] { p.Name, p.Email }.Contains(name, StringComparer.OrdinalIgnoreCase)))
                    throw new InvalidArgument("profile",
                        $"The profile's {$"owners.{word}"} is '{name}', who is nobody here, or several people: give the email of one.");
    }

    private const string Words = """{ "…": "…" }""";

    private static void Refuse(string field, IReadOnlyDictionary<string, string> words)
    {
        foreach (var (word, said) in words)
            if (said is null)
                throw new InvalidArgument("profile", $"The profile's {$"{field}.{word}"} cannot be read: it has to be like {"\"…\""}.");
    }

    private static bool IsDate(string format)
    {
        try
        {
            return DateTime.TryParseExact(Sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var read) && read == Sample;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Example(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object ? $"{{ {string.Join(", ", type.Properties.Select(p => $"\"{p.Name}\": \"…\""))} }}"
        : type.Type == typeof(bool) ? "true"
        : type.Type == typeof(UnknownOwners) ? "\"unowned\", \"inactive\", \"reject\""
        : type.Type == typeof(IReadOnlyList<string>) ? "[\"MM/dd/yyyy\"]"
        : type.Type == typeof(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>) ? "{ \"country\": " + Words + " }"
        : type.Kind == JsonTypeInfoKind.Dictionary ? Words : "\"…\"";

    // Of $.people.file, $.stages['A b'] and $.dateFormats[0].
    [GeneratedRegex(@"[^.\['\]]+")]
    private static partial Regex Steps();
}
