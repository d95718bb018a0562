using System.Text.RegularExpressions;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>Which column holds which field, and what becomes of the others.</summary>
internal sealed partial class Columns
{
    /// <summary>The fields that say whose a row is.</summary>
    internal static readonly string[] Identities = ["email", "phone", "company", "externalId", "externalIds"];

    private readonly string[] header;
    private readonly Dictionary<string, List<int>> byField = new(StringComparer.Ordinal);
    private readonly ColumnUse[] uses;

    // An installation's own file: what stands there was said, whatever word it is.
    private readonly bool isExport;

    private Columns(string[] header, ImportProfile profile)
    {
        this.header = header;
        var mapped = new Dictionary<string, string>(profile.Columns, StringComparer.OrdinalIgnoreCase);
        // Rejected rows that were mended: what was said about them is no part of them.
        IsRejects = header is [.., Fields.Line, Fields.Field, Fields.Reason];
        isExport = header.Contains("externalIds") && header.Contains("firstTouchAt");
        (Width, Own) = (header.Length, IsRejects ? header.Length - 3 : header.Length);
        Kind = FileKind.Of(header, profile.System);
        uses = new ColumnUse[Width];
        Array.Fill(uses, ColumnUse.NothingHere);
        for (var i = 0; i < Own; i++)
        {
            var isMapped = mapped.TryGetValue(header[i], out var field);
            field ??= Kind.FieldOf(header[i]);
            uses[i] = field switch
            {
                null => ColumnUse.Unknown,
                Fields.Nothing => isMapped ? ColumnUse.LeftOut : ColumnUse.NothingHere,
                _ => isMapped ? ColumnUse.Mapped : ColumnUse.Recognised,
            };
            if (field is { Length: > 0 })
                Add(field, i);
        }
    }

    /// <exception cref="InvalidArgument">The profile names a column or a field that is not there, or nothing is recognised.</exception>
    internal static Columns Of(CsvFile file, ImportProfile profile, ImportAs importAs)
    {
        var header = file.Header;
        var known = new HashSet<string>(Fields.All, StringComparer.Ordinal) { Fields.Nothing };
        foreach (var field in profile.Columns.Values.Concat(profile.Constants.Keys).Concat(profile.Spellings.Keys))
            if (!known.Contains(field))
                throw new InvalidArgument("profile", $"There is no field '{field}'. Fields: {string.Join(", ", Fields.All)}.");
        foreach (var column in profile.Columns.Keys)
            if (!header.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new InvalidArgument("profile", $"The file has no column '{column}'. It has: {string.Join(", ", header)}.");
        var columns = new Columns(header, profile);
        if (!columns.isExport)
            columns.Guess(file);
        if (!Identities.Any(columns.Has))
            throw new InvalidArgument("file",
                $"No column is an email, phone, company or external id: is the first line the header? Found: {string.Join(", ", header)}. "
                    + $"A profile can map columns to fields.");
        if (profile.System is null && columns.Of("externalId") is [var id, ..])
            columns.System = columns.SystemOf(header[id]);
        if (importAs == ImportAs.New)
            columns.LeaveThePast();
        columns.Kept = [.. Enumerable.Range(0, columns.Own).Where(columns.IsKept)];
        return columns;
    }

    internal bool IsRejects { get; }
    internal int Width { get; }

    /// <summary>So many columns are the file's; what stands behind them was said of its rows when they were rejected.</summary>
    internal int Own { get; }
    internal FileKind Kind { get; }

    /// <summary>What external ids of its rows are called, as far as the file's columns tell.</summary>
    internal (string System, string Type)? System { get; private set; }

    /// <summary>What a column becomes, and how that is known.</summary>
    internal ColumnUse UseOf(int column) => uses[column];

    internal string NameOf(int column) => header[column];

    /// <summary>Those whose values go into no field: they are kept as they are.</summary>
    internal IReadOnlyList<int> Kept { get; private set; } = [];

    /// <summary>Could be the line that names the columns: two of them are known, one of these says whose row it is.</summary>
    internal static bool IsHeader(string[] cells, ImportProfile profile)
    {
        var kind = FileKind.Of(cells, profile.System);
        string? Field(string name) =>
            profile.Columns.FirstOrDefault(pair => pair.Key.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).Value
                ?? kind.FieldOf(name.Trim());
        var fields = cells.Select(Field).Where(field => !string.IsNullOrEmpty(field)).Distinct(StringComparer.Ordinal).ToList();
        return fields.Count > 1 && fields.Intersect(Identities).Any();
    }

    // A file that could be anybody's: its column of ids says most.
    private (string System, string Type) SystemOf(string column) => StockWords.Key(column) switch
    {
        _ when Kind.System is not null => (Kind.System, Kind.Type ?? (Kind.System == "hubspot" ? "contact" : "lead")),
        "leadid" or "opportunityid" => ("salesforce", Kind.Type ?? "lead"),
        // HubSpot has companies where Salesforce has accounts.
        "contactid" when header.Any(name => StockWords.Key(name) == "accountid") => ("salesforce", Kind.Type ?? "contact"),
        "recordid" or "recordidcontact" or "contactid" => ("hubspot", Kind.Type ?? "contact"),
        "dealid" => ("hubspot", Kind.Type ?? "deal"),
        _ => ("csv", Kind.Type ?? "lead"),
    };

    /// <summary>What a record is by its id, where its file's columns do not say so; null: the id says nothing either.</summary>
    internal string? TypeOf(string id) => System is not ("salesforce", _) || Kind.Type is not null || id.Length is not (15 or 18) ? null
        : id[..3] switch
        {
            "001" => "account",
            "003" => "contact",
            "006" => "opportunity",
            "00Q" => "lead",
            _ => null,
        };

    private void Add(string field, int column)
    {
        if (byField.TryGetValue(field, out var columns))
            columns.Add(column);
        else
            byField[field] = [column];
    }

    private bool IsKept(int column) =>
        uses[column] is ColumnUse.Unknown or ColumnUse.NothingHere or ColumnUse.NotUsedAsNew || Of(StockWords.DealName).Contains(column);

    private void Guess(CsvFile file)
    {
        var unknown = Enumerable.Range(0, Own).Where(column => uses[column] == ColumnUse.Unknown).ToList();
        foreach (var (column, field) in GuessedColumns.Of(file, unknown, Has))
        {
            Add(field, column);
            uses[column] = ColumnUse.Guessed;
        }
    }

    // An inquiry of now has neither a stage nor an owner yet.
    private void LeaveThePast()
    {
        foreach (var field in Fields.NotUsedAsNew(Has))
            foreach (var column in Of(field))
                uses[column] = ColumnUse.NotUsedAsNew;
    }

    /// <summary>The file names a column of the field: not its values alone tell what it is.</summary>
    internal bool IsNamed(string field) => Of(field).Any(column => uses[column] != ColumnUse.Guessed);

    internal bool Has(string field) => byField.ContainsKey(field);

    /// <summary>Where the columns of the field stand.</summary>
    internal IReadOnlyList<int> Of(string field) => byField.GetValueOrDefault(field, []);

    /// <summary>The column says in its name that its times are in UTC.</summary>
    internal bool SaysUtc(int column) => Utc().IsMatch(header[column]);

    /// <summary>What the row says in this column of the field; null: nothing.</summary>
    internal string? Text(string field, int column, string[] cells) =>
        column >= cells.Length ? null
        : !isExport ? Placeholders.Text(field, Kind.Bare(field, cells[column].Trim()))
        : cells[column].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The first column of the field that the row says something in; null: none.</summary>
    internal int? ColumnOf(string field, string[] cells) => Said(field, cells).Select(said => (int?)said.Column).FirstOrDefault();

    /// <summary>The first column of the field that says something.</summary>
    internal string? Text(string field, string[] cells) => Texts(field, cells).FirstOrDefault();

    /// <summary>What the columns of the field say, in their order.</summary>
    internal IEnumerable<string> Texts(string field, string[] cells) => Said(field, cells).Select(said => said.Text);

    /// <summary>The column that a row is rejected for; null: the row as a whole.</summary>
    internal string? WrongOf(Exception refused, string[] cells) => refused switch
    {
        RowRefused { Column: var column } => column,
        InvalidArgument { Field: { Length: > 0 } field } => NameOf(field, cells),
        _ => null,
    };

    /// <summary>The column of the field that this row says something in, as the file calls it; else the field's first one.</summary>
    internal string NameOf(string field, string[] cells) =>
        !byField.TryGetValue(field, out var columns)
            ? field : header[Said(field, cells).Select(said => said.Column).DefaultIfEmpty(columns[0]).First()];

    /// <summary>What the columns of the field say in a row, in their order.</summary>
    internal IEnumerable<(int Column, string Text)> Said(string field, string[] cells)
    {
        if (byField.TryGetValue(field, out var columns))
            foreach (var column in columns)
                if (Text(field, column, cells) is { } text)
                    yield return (column, text);
    }

    // Not "Outcome date", and not UTC+2.
    [GeneratedRegex(@"(?<![a-z])utc(?![a-z]|\s*[-+]\s*[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Utc();
}
