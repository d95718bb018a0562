using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>Writes leads as a CSV that can be imported again as history, here or elsewhere.</summary>
public sealed class Exporter(IDbContextFactory<HubContext> contexts)
{
    private const int Page = 500;

    // Whose it is, in the order of an address; then what is known.
    private static readonly LeadField[] Whose = [LeadFields.Company, LeadFields.FirstName, LeadFields.LastName, LeadFields.Email];
    private static readonly LeadField[] LeadColumns = [.. Whose, .. LeadFields.InFiles.Except(Whose)];

    private static readonly string[] Header =
    [
        "externalIds", "stage", "holder", "owner", .. LeadColumns.Select(field => field.Name),
        "amount", "currency", "closeReason", "receivedAt",
        .. Enum.GetValues<Stage>().Select(Fields.AtField), "firstTouchAt", "handoff", "handoffTo",
    ];

    /// <summary>All leads that the actor may see, oldest first. Returns how many. The stream is left open.</summary>
    public async Task<int> Export(Stream csv, Actor actor, CancellationToken stop = default)
    {
        await using var rows = await contexts.CreateDbContextAsync(stop);
        // One moment for all pages, whoever writes meanwhile.
        await using var moment = rows.BeginRead();
        var company = CompanyStore.Read(rows).SeenBy(actor);
        var own = await ExportNames.Own(rows, stop);
        await using var writer = CsvWriter.Create(csv, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        writer.WriteHeader(Header);
        var (count, last) = (0, 0L);
        while (await ExportPage.Read(rows, actor, last, Page, stop) is { Leads: { Count: > 0 } leads } page)
        {
            foreach (var lead in leads)
            {
                foreach (var cell in Cells(lead, page, company, own))
                    // A CSV with a NUL in it is taken for no text, here and elsewhere.
                    writer.WriteField(Formulas.Guard(cell?.Replace("\0", "", StringComparison.Ordinal) ?? ""));
                await writer.EndRecordAsync(stop);
            }
            (count, last) = (count + leads.Count, leads[^1].Id);
        }
        await writer.FlushAsync(stop);
        return count;
    }

    private static IEnumerable<string?> Cells(Lead lead, ExportPage page, Company company, string own)
    {
        var person = page.Contacts[lead.ContactId].Profile;
        var account = lead.AccountId is { } known ? page.Accounts[known] : null;
        var reached = page.Reached(lead);
        return
        [
            Ids(lead, page, own), lead.Stage.ToString(), lead.Holder, company.Person(lead.Owner)?.Email,
            .. LeadColumns.Select(field => field switch
            {
                PersonField personal => personal.Of(person),
                FactField fact => fact.Write(lead.Facts),
                _ => account,
            }),
            Money(lead.Amount), company.Currency,
            lead.CloseReason, At(lead.ReceivedAt),
            .. Enum.GetValues<Stage>().Select(stage => reached.TryGetValue(stage, out var at) ? At(at) : null),
            At(lead.FirstTouchAt), lead.OpenHandoff?.State.ToString(), lead.OpenHandoff?.Addressee.ToString(),
        ];
    }

    // The lead's own id is among them, so that this installation knows its leads again.
    private static string Ids(Lead lead, ExportPage page, string own) => string.Join(' ', page.ExternalIds[lead.Id]
        .Select(e => (e.System, e.Type, e.Value)).Append((System: own, Type: "lead", Value: lead.Id.ToString(CultureInfo.InvariantCulture)))
        .Select(e => string.Join('/', new[] { e.System, e.Type, e.Value }.Select(Uri.EscapeDataString))));

    private static string? At(NodaTime.Instant? instant) => instant is { } at ? InstantPattern.ExtendedIso.Format(at) : null;

    private static string? Money(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture);
}
