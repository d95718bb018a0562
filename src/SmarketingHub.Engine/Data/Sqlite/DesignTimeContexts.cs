using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SmarketingHub.Engine.Data;

/// <summary>For <c>dotnet ef migrations add</c> alone.</summary>
public sealed class DesignTimeContexts : IDesignTimeDbContextFactory<SqliteHubContext>
{
    public SqliteHubContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite("Data Source=design.db").Options);
}
