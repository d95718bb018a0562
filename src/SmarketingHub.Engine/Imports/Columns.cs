using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>Which column holds which field.</summary>
internal sealed class Columns
{
    private readonly string[] header;
    private readonly Dictionary<string, List<int>> byField = new(StringComparer.Ordinal);

    /// <exception cref="InvalidArgument">The profile names a column or a field that is not there, or nothing is recognised.</exception>
    internal Columns(string[] header, ImportProfile profile)
    {
        this.header = header;
        var known = new HashSet<string>(Fields.All, StringComparer.Ordinal) { Fields.Nothing };
        foreach (var field in profile.Columns.Values.Concat(profile.Constants.Keys).Concat(profile.Spellings.Keys))
            if (!known.Contains(field))
                throw new InvalidArgument("profile", $"There is no field '{field}'. Fields: {string.Join(", ", Fields.All)}.");
        foreach (var column in profile.Columns.Keys)
            if (!header.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new InvalidArgument("profile", $"The file has no column '{column}'. It has: {string.Join(", ", header)}.");
        var mapped = new Dictionary<string, string>(profile.Columns, StringComparer.OrdinalIgnoreCase);
        // Rejected rows that were mended: what was said about them is no part of them.
        IsRejects = header is [.., Fields.Line, Fields.Field, Fields.Reason];
        Width = header.Length;
        for (var i = 0; i < (IsRejects ? Width - 3 : Width); i++)
            if ((mapped.TryGetValue(header[i], out var field) ? field : Fields.Recognise(header[i])) is { Length: > 0 } name)
                (byField.TryGetValue(name, out var columns) ? columns : byField[name] = []).Add(i);
        if (!new[] { "email", "phone", "company", "externalId", "externalIds" }.Any(byField.ContainsKey))
            throw new InvalidArgument("file", $"No column is an email, phone, company or external id: is the first line the header? Found: {string.Join(", ", header)}. A profile can map columns to fields.");
        System = profile.System is null && byField.TryGetValue("externalId", out var ids) ? Fields.SystemOf(header[ids[0]]) : null;
    }

    internal bool IsRejects { get; }
    internal int Width { get; }

    /// <summary>The other system, when its column of ids gives it away.</summary>
    internal (string System, string Type)? System { get; }

    internal bool Has(string field) => byField.ContainsKey(field);

    /// <summary>The first column of the field that says something.</summary>
    internal string? Text(string field, string[] cells)
    {
        if (byField.TryGetValue(field, out var columns))
            foreach (var column in columns)
                if (cells[column].Trim() is { Length: > 0 } text)
                    return text;
        return null;
    }

    /// <summary>As the file calls it.</summary>
    internal string NameOf(string field) => byField.TryGetValue(field, out var columns) ? header[columns[0]] : field;
}
