using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PartnerLeads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PartnerLeads",
                columns: table => new
                {
                    Party = table.Column<string>(type: "TEXT", nullable: false),
                    LeadId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerLeads", x => new { x.Party, x.LeadId });
                });

            // A partner's party has this prefix.
            migrationBuilder.Sql(
                """
                INSERT INTO "PartnerLeads" ("Party", "LeadId")
                SELECT "ToParty", "LeadId" FROM "Handoffs" WHERE "ToParty" LIKE 'partner:%'
                UNION SELECT "Holder", "Id" FROM "Leads" WHERE "Holder" LIKE 'partner:%'
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PartnerLeads");
        }
    }
}
