using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmarketingHub.Engine.Data.Migrations.Sqlite
{
    /// <summary>
    /// A notice may be about an agreement and no lead. Written by hand: EF Core rebuilds the table with a statement that no transaction holds,
    /// and whoever is killed there would have half a file.
    /// </summary>
    public partial class AgreementNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, "NULL", """, "Agreement" INTEGER NULL, "Version" INTEGER NULL""");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, "NOT NULL", "");

        private static void Rebuild(MigrationBuilder migrationBuilder, string lead, string columns) => migrationBuilder.Sql($"""
            CREATE TABLE "NoticesNext" (
                "Id" INTEGER NOT NULL CONSTRAINT "PK_Notices" PRIMARY KEY, "About" TEXT NULL, "At" INTEGER NOT NULL, "Kind" TEXT NOT NULL,
                "LeadId" INTEGER {lead}, "PersonId" INTEGER NOT NULL, "ReadAt" INTEGER NULL{columns});
            INSERT INTO "NoticesNext" ("Id", "About", "At", "Kind", "LeadId", "PersonId", "ReadAt")
                SELECT "Id", "About", "At", "Kind", "LeadId", "PersonId", "ReadAt" FROM "Notices" WHERE "LeadId" IS NOT NULL;
            DROP TABLE "Notices";
            ALTER TABLE "NoticesNext" RENAME TO "Notices";
            CREATE INDEX "IX_Notices_PersonId_ReadAt" ON "Notices" ("PersonId", "ReadAt");
            """);
    }
}
