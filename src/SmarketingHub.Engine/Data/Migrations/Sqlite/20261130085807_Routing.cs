using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Routing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "HeldBy",
                table: "Leads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldFor",
                table: "Leads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HeldUntil",
                table: "Leads",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RoutedLeads",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    RoutedAs = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Person = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoutedLeads", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "RuleTurns",
                columns: table => new
                {
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Standings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleTurns", x => x.Rule);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Leads_HeldUntil",
                table: "Leads",
                column: "HeldUntil",
                filter: "\"HeldUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RoutedLeads_At",
                table: "RoutedLeads",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_RoutedLeads_LeadId",
                table: "RoutedLeads",
                column: "LeadId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RoutedLeads");

            migrationBuilder.DropTable(
                name: "RuleTurns");

            migrationBuilder.DropIndex(
                name: "IX_Leads_HeldUntil",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "HeldBy",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "HeldFor",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "HeldUntil",
                table: "Leads");
        }
    }
}
