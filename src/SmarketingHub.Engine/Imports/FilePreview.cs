using System.Globalization;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Imports;

/// <summary>Looks at the beginning of a file as an import would, and tells what it saw.</summary>
internal sealed class FilePreview(Door door, Actor actor, ImportRequest request, OpenedImport import, ILogger log)
{
    /// <summary>So many leads and rejected rows are shown.</summary>
    internal const int Most = 20;

    private readonly List<ImportRow> first = [];
    private readonly List<PreviewReject> rejects = [];
    private int rejected;
    private int leftOut;

    private CsvFile File => import.File;

    internal async Task<ImportPreview> Look(CancellationToken stop)
    {
        var columns = new PreviewColumns(import, request.Profile ?? new());
        var words = new PreviewWords(import, request.Profile ?? new());
        var firstRows = new Dictionary<int, CsvRow>();
        foreach (var row in File.Rows())
        {
            stop.ThrowIfCancellationRequested();
            columns.Take(row);
            words.Take(row);
            try
            {
                var read = import.Reader.Read(row);
                leftOut += read.LeftOut.Count(value => value.Why is not null);
                if (first.Count < Most)
                {
                    first.Add(read);
                    firstRows[row.Line] = row;
                }
            }
            catch (Exception why)
            {
                Reject(row, why);
            }
        }
        var refused = new Dictionary<ImportRow, Exception>(ReferenceEqualityComparer.Instance);
        var tried = await new RowTrial(door, actor, import).Try(first, refused);
        foreach (var (row, why) in refused)
            Reject(firstRows[row.Line], why);
        return new(
            request.Profile?.System ?? import.Columns.Kind.System, request.Profile?.Type ?? import.Columns.Kind.Type, File.Encoding,
            File.Delimiter, File.Before, File.Count, !File.IsCut, request.Profile?.TimeZone ?? import.Company.TimeZone,
            columns.All(), words.Unknown(), words.KnownByProfile(), columns.Questions(), columns.Answered(), words.Currency,
            [.. first.Where(tried.ContainsKey).Select(row => Lead(row, tried[row]))],
            [.. rejects.OrderBy(reject => reject.Line).Take(Most)], rejected,
            leftOut + tried.Values.Sum(row => row.NotTaken.Count));
    }

    private void Reject(CsvRow row, Exception why)
    {
        rejected++;
        // Its message may quote the row, which the log must not.
        if (why is not Refusal)
            log.LogError("Line {Line} could not be looked at: {Kind}\n{Where}", row.Line, why.GetType(), why.StackTrace);
        if (rejects.Count < 2 * Most)
            rejects.Add(new(row.Line, import.Columns.WrongOf(why, row.Cells),
                (why as Refusal)?.Said ?? "This row could not be imported; the log says why.", row.Cells));
    }

    private static PreviewLead Lead(ImportRow row, Tried tried)
    {
        var own = row.ExternalIds.Count > 0 ? row.ExternalIds[0] : null;
        return new(
            row.Line, Fields(row), tried.Lead?.Stage, tried.Owner, tried.Lead?.Holder, tried.Lead?.ReceivedAt,
            own is null ? null : $"{own.System}/{own.Type}/{own.Id}", tried.Fate, tried.Brought is null ? tried.Lead?.Id : null,
            tried.Brought is { } by && !ReferenceEquals(by, row) ? by.Line : null, [.. row.LeftOut, .. tried.NotTaken]);
    }

    private static Dictionary<string, string> Fields(ImportRow row)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(string field, string? text)
        {
            if (text is not null)
                fields[field] = text;
        }
        foreach (var field in LeadFields.All)
            Add(field.Name, field switch
            {
                PersonField personal => personal.Of(row.Profile),
                FactField fact => fact.Write(row.Facts),
                _ => row.Company,
            });
        Add("amount", row.Amount?.ToString("0.####", CultureInfo.InvariantCulture));
        Add("closeReason", row.CloseReason);
        Add("note", row.Note);
        return fields;
    }
}
