using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Imports;

/// <summary>What the files that a profile names beside the import say: people, accounts, products.</summary>
internal sealed class BesideFiles
{
    private const int AccountsAtOnce = 50;

    private readonly Dictionary<string, string> countries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> products = new(StringComparer.Ordinal);

    internal IReadOnlyList<NewPerson> People { get; private set; } = [];
    private List<string> Accounts { get; } = [];

    /// <summary>Reads them all; changes nothing.</summary>
    internal static async Task<BesideFiles> Read(ImportRequest request, CancellationToken stop)
    {
        var files = new BesideFiles();
        if (request.Profile is not { } profile)
            return files;
        if (profile.People is { } people)
            files.People = [.. (await Rows(request, people.File, [people.Name, people.Email, people.Team, people.Manager],
                stop)).SelectMany(row => NewPerson.Of(row, people))];
        if (profile.Accounts is { } accounts)
            foreach (var row in await Rows(request, accounts.File, [accounts.Name, accounts.Country], stop))
                files.Add(row, profile);
        if (profile.Products is { } products)
            foreach (var row in await Rows(request, products.File, [products.Name], stop))
                if (row[0] is { } product)
                    files.products.TryAdd(Fields.Key(product), product);
        return files;
    }

    /// <summary>As the products file spells it; a product that is not in it stays as it is.</summary>
    internal string Product(string spelled) => products.GetValueOrDefault(Fields.Key(spelled), spelled);

    internal string? CountryOf(string? company) => company is null ? null : countries.GetValueOrDefault(Identities.Accounts.KeyOf(company));

    /// <summary>Writes people, teams and accounts that are not there yet.</summary>
    internal async Task Write(Door door, Actor actor)
    {
        if (People.Count > 0)
            await door.Do(actor, write => NewPerson.AddAll(write, People));
        foreach (var names in Accounts.Chunk(AccountsAtOnce))
            await door.Do(actor, write => names.Select(name => Identities.Accounts.FindOrAdd(write, name)!.Id).ToList());
    }

    private void Add(string?[] row, ImportProfile profile)
    {
        if (row[0] is not { } name)
            return;
        Accounts.Add(name);
        if (row[1] is not { } country)
            return;
        var spelled = profile.Spellings.GetValueOrDefault("country")?.GetValueOrDefault(country) ?? country;
        var read = Cells.Country(spelled);
        countries[Identities.Accounts.KeyOf(name)] = read.Value ?? throw new InvalidArgument("country", read.WhyNot!);
    }

    private static async Task<List<string?[]>> Rows(ImportRequest request, string file, string?[] columns, CancellationToken stop)
    {
        if (file != Path.GetFileName(file))
            throw new InvalidArgument("profile", $"'{file}' is a path: a file beside the import is named without folders.");
        await using var stream = request.Beside(file)
            ?? throw new InvalidArgument("profile", $"The profile asks for '{file}', and it is not there.");
        await using var csv = await CsvFile.Open(stream, null, request.Profile?.Encoding, _ => true, copy: false, stop);
        int Find(string column) =>
            Array.FindIndex(csv.Header, name => name.Equals(column, StringComparison.OrdinalIgnoreCase)) is >= 0 and var found ? found
                : throw new InvalidArgument("profile", $"'{file}' has no column '{column}'. It has: {string.Join(", ", csv.Header)}.");
        var indexes = columns.Select(column => column is null ? -1 : Find(column)).ToList();
        return [.. csv.Rows().Select(row => indexes.Select(i =>
            i >= 0 && i < row.Cells.Length && row.Cells[i].Trim() is { Length: > 0 } text ? text : null).ToArray())];
    }
}
