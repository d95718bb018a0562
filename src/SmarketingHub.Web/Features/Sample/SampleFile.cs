using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Samples;

namespace SmarketingHub.Web.Features.Sample;

/// <summary>The file of the sample company.</summary>
internal static class SampleFile
{
    // Older, and everything on the board would be long overdue.
    private static readonly Duration Fresh = Duration.FromHours(30);

    /// <summary>There, of this version of the tables, and lived in lately.</summary>
    internal static bool IsGood(string file, Instant now)
    {
        if (!File.Exists(file))
            return false;
        using var rows = DataFile.Open(file);
        try
        {
            return !rows.Database.GetPendingMigrations().Any()
                && rows.Ledger.OrderByDescending(e => e.Sequence).Select(e => e.RecordedAt).First() > now - Fresh;
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // Not ours, or empty: made anew beside it.
            return false;
        }
    }

    /// <summary>The old one is kept beside it, so that nothing done in it is lost.</summary>
    internal static async Task Make(string file, Instant now)
    {
        DataFile.LetGo();
        if (File.Exists(file))
            DataFile.Move(file, file + ".old");
        await SampleCompany.Fill(file, now);
    }
}
