using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OneEmail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Of several that an older version had under one email, the oldest keeps it: the one that an inquiry found then, too.
            migrationBuilder.Sql("""
                UPDATE "Contacts" SET "EmailKey" = NULL WHERE "MergedInto" IS NULL AND "EmailKey" IS NOT NULL
                    AND "Id" > (SELECT MIN(o."Id") FROM "Contacts" o WHERE o."EmailKey" = "Contacts"."EmailKey" AND o."MergedInto" IS NULL);
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Leads_MergedInto",
                table: "Leads",
                column: "MergedInto",
                filter: "\"MergedInto\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_OneEmail",
                table: "Contacts",
                column: "EmailKey",
                unique: true,
                filter: "\"MergedInto\" IS NULL AND \"EmailKey\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Leads_MergedInto",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_OneEmail",
                table: "Contacts");
        }
    }
}
