using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Imports CSV files through the door, row by row. A file can be imported again at any time: what was imported is skipped.
/// </summary>
public sealed class Importer(Door door, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<Importer> log)
{
    /// <summary>Of a longer file a preview looks at so many bytes.</summary>
    public const int HeadBytes = CsvFile.HeadBytes;

    /// <summary>A file has so many bytes at most.</summary>
    public const long MostBytes = CsvFile.MostBytes;

    private static readonly TimeSpan BetweenProcesses = TimeSpan.FromMilliseconds(110);

    /// <summary>
    /// Reads the whole file once to check it, then imports it, leaving room for a server beside it. The stream is read and not closed.
    /// </summary>
    /// <exception cref="NotAllowed">The actor does not import.</exception>
    /// <exception cref="InvalidArgument">The file or the profile as a whole cannot be used; nothing was imported.</exception>
    /// <exception cref="Busy">The file could not be written: run it again to go on.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two chunks: run it again to go on.</exception>
    public async Task<ImportResult> Import(
        ImportRequest request, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        await using var import = await Prepare(request, actor, copy: false, BetweenProcesses, stop);
        return await import.Run(progress, stop);
    }

    /// <summary>
    /// What the file would become. Of a large file only the beginning is read: at most <see cref="CsvFile.HeadBytes"/> bytes or
    /// <see cref="CsvFile.HeadRows"/> rows. Writes nothing; the stream is not closed.
    /// </summary>
    /// <exception cref="NotAllowed">The actor does not import.</exception>
    /// <exception cref="InvalidArgument">The file or the profile as a whole cannot be used.</exception>
    public async Task<ImportPreview> Preview(ImportRequest request, Actor actor, CancellationToken stop = default)
    {
        await using var import = await Open(request, actor, (profile, isHeader) =>
            CsvFile.OpenHead(request.Csv, profile.Delimiter, profile.Encoding, isHeader, stop), stop);
        return await new FilePreview(door, actor, request, import, log).Look(stop);
    }

    /// <summary>Checks all that concerns the file as a whole, and enrols the run.</summary>
    internal async Task<PreparedImport> Prepare(ImportRequest request, Actor actor, bool copy, TimeSpan breath, CancellationToken stop)
    {
        var import = await Open(request, actor, (profile, isHeader) =>
            CsvFile.Open(request.Csv, profile.Delimiter, profile.Encoding, isHeader, copy, stop), stop);
        try
        {
            await import.Beside.Write(door, actor);
            var run = await ImportRuns.Begin(door, actor, request, import.File.Count);
            return new(door, actor, import, run, log) { Breath = breath };
        }
        catch
        {
            await import.DisposeAsync();
            throw;
        }
    }

    private async Task<OpenedImport> Open(
        ImportRequest request, Actor actor, Func<ImportProfile, Func<string[], bool>, Task<CsvFile>> open, CancellationToken stop)
    {
        if (!actor.Imports())
            throw new NotAllowed("Only team leads, managers and administrators import.");
        var profile = request.Profile ?? new();
        var company = await door.Do(actor, write => write.Company);
        if (profile.Currency is { } currency && currency != company.Currency)
            throw new InvalidArgument("currency",
                $"The file's money is in {currency}, and this installation counts in {company.Currency}.");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(profile.TimeZone ?? company.TimeZone)
            ?? throw new InvalidArgument("profile", $"'{profile.TimeZone}' is no time zone: an IANA name, like Europe/Warsaw.");
        var beside = await BesideFiles.Read(request, stop);
        ProfileMistakes.Refuse(profile, company, beside);
        var file = await open(profile, cells => Columns.IsHeader(cells, profile));
        try
        {
            var columns = Columns.Of(file, profile, request.As);
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var moments = new Moments(zone, profile.DateFormats);
            var proofs = ColumnProof.Of(file, columns);
            return new(file, columns, moments, proofs,
                new RowReader(columns, profile, request.As, moments, proofs, company, now, beside),
                new RowWriter(request.As, profile, await OwnName(stop)), beside, company);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task<string> OwnName(CancellationToken stop)
    {
        await using var rows = await contexts.CreateDbContextAsync(stop);
        return await ExportNames.Own(rows, stop);
    }
}
