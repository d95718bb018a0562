using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Files to import, and the short ways to import them.</summary>
internal static class Files
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The profile by which a value that cannot be read rejects its row.</summary>
    internal const string Strict = """{ "strict": true }""";

    internal static Stream Golden(string file) => File.OpenRead(Path.Combine(Root, "tests", "data", "golden", file));

    internal static Stream CrmSales(string file) => File.OpenRead(Path.Combine(Root, "tests", "data", "crm_sales", file));

    internal static ImportProfile CrmProfile() =>
        ImportProfile.Parse(File.ReadAllText(Path.Combine(Root, "docs", "examples", "crm-sales.profile.json")));

    internal static ImportRequest CrmRequest(Stream csv) => new()
    {
        Csv = csv,
        As = ImportAs.History,
        FileName = "sales_pipeline.csv",
        Profile = CrmProfile(),
        Beside = CrmSales,
    };

    internal static Task<ImportResult> Import(
        this HubFixture hub, string csv, ImportAs importAs = ImportAs.History, string? profile = null, Actor? actor = null) =>
        hub.Import(Encoding.UTF8.GetBytes(csv), importAs, profile, actor);

    internal static Task<ImportResult> Import(
        this HubFixture hub, byte[] csv, ImportAs importAs = ImportAs.History, string? profile = null, Actor? actor = null) =>
        hub.Services.GetRequiredService<Importer>().Import(
            new() { Csv = new MemoryStream(csv), As = importAs, Profile = profile is null ? null : ImportProfile.Parse(profile) },
            actor ?? HubFixture.Admin);

    internal static Task<ImportPreview> Preview(
        this HubFixture hub, string csv, ImportAs importAs = ImportAs.History, string? profile = null, Actor? actor = null) =>
        hub.Services.GetRequiredService<Importer>().Preview(
            new()
            {
                Csv = new MemoryStream(Encoding.UTF8.GetBytes(csv)),
                As = importAs,
                Profile = profile is null ? null : ImportProfile.Parse(profile),
            },
            actor ?? HubFixture.Admin);

    internal static List<Lead> Leads(this HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.Leads.Select(l => l.Id).OrderBy(id => id).ToList().Select(hub.Lead)];
    }

    internal static List<string> Events(this HubFixture hub, long lead)
    {
        using var rows = hub.Rows();
        return [.. rows.Ledger.Where(e => e.LeadId == lead).OrderBy(e => e.Sequence).Select(e => e.Type)];
    }

    /// <summary>The rows of files that a lead knows of, and what else each says.</summary>
    internal static List<(long Import, int Line)> RowsOf(this HubFixture hub, long lead) =>
        hub.Imported(lead).ConvertAll(e => (e.Import, e.Line));

    internal static List<RowImported> Imported(this HubFixture hub, long lead)
    {
        using var rows = hub.Rows();
        return [.. rows.Ledger.Where(e => e.LeadId == lead).OrderBy(e => e.Sequence).AsEnumerable()
            .Select(e => LedgerJson.Read(e.Type, e.Body)).OfType<RowImported>()];
    }

    /// <summary>What the newest row of a lead says and the lead does not.</summary>
    internal static List<(string Column, string Value, string? Why)> LeftOut(this HubFixture hub, long lead)
    {
        using var rows = hub.Rows();
        return hub.Imported(lead)[^1].Kept is not { Id: var id } ? []
            : [.. LeftOutValue.Read(rows.Texts.Single(t => t.Id == id).Text).Select(v => (v.Column, v.Value, v.Why?.ToString()))];
    }

    /// <summary>Waits until the board has taken in an event.</summary>
    internal static async Task BoardIsAt(this HubFixture hub, long sequence)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (hub.Board.Current.Sequence >= sequence)
                there.TrySetResult();
        }
        hub.Board.Changed += Look;
        Look();
        await there.Task.WaitAsync(TimeSpan.FromSeconds(30));
        hub.Board.Changed -= Look;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SmarketingHub.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
