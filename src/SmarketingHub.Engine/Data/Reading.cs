using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>Long reads that see one moment and hold up no writer.</summary>
public static class Reading
{
    /// <summary>A transaction that never takes the write lock; dispose it to end it.</summary>
    public static DbTransaction BeginRead(this HubContext rows)
    {
        rows.Database.OpenConnection();
        var transaction = ((SqliteConnection)rows.Database.GetDbConnection()).BeginTransaction(deferred: true);
        rows.Database.UseTransaction(transaction);
        return transaction;
    }
}
