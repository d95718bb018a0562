using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WorkDomains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "WorkDomains",
                columns: table => new
                {
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkDomains", x => x.Domain);
                });

            // Of two companies that had the same domain until now, neither has it.
            migrationBuilder.Sql(
                """
                INSERT INTO "WorkDomains" ("Domain", "AccountId")
                SELECT "Domain", CASE WHEN COUNT(*) = 1 THEN MIN("Id") END FROM "Accounts" WHERE "Domain" IS NOT NULL GROUP BY "Domain"
                """);

            migrationBuilder.DropIndex(
                name: "IX_Accounts_Domain",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "Domain",
                table: "Accounts");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WorkDomains");

            migrationBuilder.AddColumn<string>(
                name: "Domain",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_Domain",
                table: "Accounts",
                column: "Domain");
        }
    }
}
