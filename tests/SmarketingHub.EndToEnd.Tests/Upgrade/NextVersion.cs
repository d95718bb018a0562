using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.EndToEnd.Tests.Upgrade;

/// <summary>
/// The engine of a version to come: it has one migration more, partly outside of a transaction, as rebuilding a table is.
/// </summary>
internal static class NextVersion
{
    internal static IServiceCollection Services(string connection, params IInterceptor[] interceptors) => new ServiceCollection()
        .AddDbContextFactory<SqliteHubContext>(options => options
            .ReplaceService<IMigrationsAssembly, OneMore>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning,
                RelationalEventId.NonTransactionalMigrationOperationWarning))
            .AddInterceptors(interceptors))
        .AddHubEngine(connection);

    /// <summary>
    /// <c>upgrade CONNECTION N</c>: opens the file and dies, as by kill -9, before the statement N. Exit code 0: it had fewer.
    /// </summary>
    internal static async Task<int> Command(string connection, string at)
    {
        await using var services = Services(connection, new KillAt(int.Parse(at, CultureInfo.InvariantCulture))).BuildServiceProvider();
        await HubEngine.Open(services);
        return 0;
    }

#pragma warning disable EF1001 // Nothing else says which migrations there are.
    private sealed class OneMore(
        ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids,
        IDiagnosticsLogger<DbLoggerCategory.Migrations> log)
        : MigrationsAssembly(context, options, ids, log)
    {
        public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
            new SortedList<string, TypeInfo>(base.Migrations.ToDictionary()) { ["29990101000000_Later"] = typeof(Later).GetTypeInfo() };
    }
#pragma warning restore EF1001

    [Migration("29990101000000_Later")]
    private sealed class Later : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE TABLE Later (Id INTEGER PRIMARY KEY, Stage TEXT NOT NULL)");
            migrationBuilder.Sql("INSERT INTO Later SELECT Id, Stage FROM Leads", suppressTransaction: true);
            migrationBuilder.Sql("ALTER TABLE Leads ADD COLUMN Later TEXT", suppressTransaction: true);
            migrationBuilder.Sql("UPDATE Leads SET Later = 'later'");
        }
    }

    private sealed class KillAt(int statement) : AtStatements
    {
        protected override void Before(int number)
        {
            if (number == statement)
                Process.GetCurrentProcess().Kill();
        }
    }
}
