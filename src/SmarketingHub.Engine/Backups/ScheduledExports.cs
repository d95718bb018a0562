using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Backups;

/// <summary>All leads as a CSV, the same that <c>export</c> writes: <c>leads-20261130T013000Z.csv</c>.</summary>
public sealed class ScheduledExports(
    ExportOptions options, Exporter exporter, LiveBoard live, Troubles troubles, TimeProvider time, ILogger<ScheduledExports> log)
    : ScheduledFiles(options, new(NotMade, TroubleKind.NoExport, NotRemoved, TroubleKind.OldExports), live, troubles, time, log)
{
    /// <summary>Of <see cref="Troubles"/>: no export could be made; an old one could not be removed.</summary>
    public const string NotMade = "export";

    public const string NotRemoved = "export:old";

    private protected override string FileName() => "leads.csv";

    private protected override async Task Make(string target, Func<long> room, CancellationToken stop)
    {
        var part = target + ".part";
        try
        {
            await using (var csv = File.Create(part))
            {
                await exporter.Export(csv, Actor.System, stop);
                // On the disk before it has its name: what has it is whole.
                csv.Flush(flushToDisk: true);
            }
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
