using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <summary>Finishes, too, what forgetting left in files of an older version: external ids, and rejected rows that may be that person's.</summary>
    public partial class Forgetting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ForgottenAt",
                table: "Contacts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EndedSessions",
                columns: table => new
                {
                    Session = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EndedSessions", x => x.Session);
                });

            migrationBuilder.CreateTable(
                name: "OwedCuts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwedCuts", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_At",
                table: "Notices",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyKeys_At",
                table: "IdempotencyKeys",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyKeys_LeadId",
                table: "IdempotencyKeys",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_ForgottenAt",
                table: "Contacts",
                column: "ForgottenAt",
                filter: "\"ForgottenAt\" IS NOT NULL");

            migrationBuilder.Sql("""
                UPDATE "Contacts" SET "ForgottenAt" = (SELECT max(l."At") FROM "Ledger" l
                    WHERE l."Type" = 'contactForgotten' AND json_extract(CAST(l."Body" AS TEXT), '$.contact') = "Contacts"."Id") WHERE "Key" IS NULL;
                DELETE FROM "ExternalIds" WHERE "LeadId" IN (SELECT l."Id" FROM "Leads" l JOIN "Contacts" c ON c."Id" = l."ContactId" WHERE c."Key" IS NULL);
                UPDATE "ImportRuns" SET "Rejects" = NULL WHERE "StartedAt" <= (SELECT max("ForgottenAt") FROM "Contacts");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EndedSessions");

            migrationBuilder.DropTable(
                name: "OwedCuts");

            migrationBuilder.DropIndex(
                name: "IX_Notices_At",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_IdempotencyKeys_At",
                table: "IdempotencyKeys");

            migrationBuilder.DropIndex(
                name: "IX_IdempotencyKeys_LeadId",
                table: "IdempotencyKeys");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_ForgottenAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "ForgottenAt",
                table: "Contacts");
        }
    }
}
